// Which imports are used as values, and which exports stand for values, once the whole file is known.

/// What is known of the names that are imported or exported.
private struct NameTable {
  /// A name in the source.
  struct Name: Hashable {
    let bytes: UnsafeBufferPointer<UInt8>
    let token: Token

    static func == (left: Name, right: Name) -> Bool {
      left.token.hash == right.token.hash
        && left.bytes[Int(left.token.start)..<Int(left.token.end)].elementsEqual(right.bytes[Int(right.token.start)..<Int(right.token.end)])
    }
    func hash(into hasher: inout Hasher) { hasher.combine(token.hash) }
  }

  struct Facts {
    var isImported = false
    var isUsed = false
    /// Declared by the module itself, as something that exists at run time.
    var isValue = false
    /// Declared in some inner scope.
    var isInner = false
    /// A type, or declared to be somewhere else.
    var isType = false
  }

  let bytes: UnsafeBufferPointer<UInt8>
  private var facts: [Name: Facts] = [:]
  /// One for each name: most names of a file are none of these, and need no look.
  private var bits: UInt64 = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  func mayHold(_ token: Token) -> Bool { bits & 1 << UInt64(token.hash & 63) != 0 }

  mutating func insert(exported token: Token) {
    bits |= 1 << UInt64(token.hash & 63)
    facts[Name(bytes: bytes, token: token)] = Facts()
  }

  /// False if it has been imported already.
  mutating func insert(imported token: Token) -> Bool {
    bits |= 1 << UInt64(token.hash & 63)
    let name = Name(bytes: bytes, token: token)
    if facts[name]?.isImported ?? false { return false }
    facts[name, default: Facts()].isImported = true
    return true
  }

  subscript(token: Token) -> Facts? {
    get { mayHold(token) ? facts[Name(bytes: bytes, token: token)] : nil }
    set { facts[Name(bytes: bytes, token: token)] = newValue }
  }

  func isUsed(_ name: ImportDeclaration.Name) -> Bool { self[name.local]?.isUsed ?? false }
}

extension TypeStripper {
  /// Drops what stands for types only. Takes a time that grows with the file, not with its square.
  mutating func resolveNames() throws(Unsupported) {
    guard !imports.isEmpty || !exported.isEmpty || !nameLists.isEmpty else { return }
    var table = NameTable(lexer.bytes)
    for export in exported { table.insert(exported: export.name) }
    for declaration in imports {
      for name in declaration.names where !table.insert(imported: name.local) {
        throw Unsupported(offset: Int(name.local.start), reason: "a name that is imported twice")
      }
    }
    for name in typeNames where table[name] != nil { table[name]?.isType = true }
    for token in kept where token.role == .reference || token.role == .binding || token.role == .moduleBinding {
      guard var facts = table[token] else { continue }
      try step()
      if token.role == .reference {
        facts.isUsed = true
      } else {
        // Whether a use means the one or the other is not looked at here.
        if facts.isImported, !options.keepsImports { throw Unsupported(offset: Int(token.start), reason: "a name that is imported as well") }
        if token.role == .moduleBinding { facts.isValue = true } else { facts.isInner = true }
      }
      table[token] = facts
    }
    for index in imports.indices { drop(unusedOf: imports[index], table) }
    for export in exported { try resolve(export, table[export.name]) }
    dropLastCommas()
  }

  private mutating func resolve(_ export: ExportedName, _ facts: NameTable.Facts?) throws(Unsupported) {
    guard let facts, !facts.isImported, !facts.isValue else { return }
    func unsupported(_ reason: String) -> Unsupported { Unsupported(offset: Int(export.name.start), reason: reason) }
    if export.tokens.isEmpty {
      if facts.isType { throw unsupported("a type as the default export") }
    } else if facts.isType, !facts.isInner {
      drop(export.tokens)
    } else {
      throw unsupported("an exported name that is not declared here")
    }
  }

  private mutating func drop(unusedOf declaration: ImportDeclaration, _ table: NameTable) {
    guard declaration.isElidable else { return }
    guard declaration.names.contains(where: table.isUsed) else { return drop(declaration.tokens) }
    if let name = declaration.byDefault, !table.isUsed(name) { drop(name.tokens) }
    if let rest = declaration.rest, !declaration.names.dropFirst().contains(where: table.isUsed) { return drop(rest) }
    for name in declaration.named where !table.isUsed(name) { drop(name.tokens) }
  }

  /// A comma behind the last name of a list that is left makes no other program of it.
  private mutating func dropLastCommas() {
    for list in nameLists {
      if let last = list.last(where: { !kept[$0].isDropped }), kept[last].isA(.comma) { kept[last].isDropped = true }
    }
  }

  private mutating func drop(_ tokens: Range<Int>) {
    for index in tokens { kept[index].isDropped = true }
  }
}

extension ImportDeclaration {
  fileprivate var names: [Name] { [byDefault, namespace].compactMap { $0 } + named }
}

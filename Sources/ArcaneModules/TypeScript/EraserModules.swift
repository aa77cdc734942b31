// Imports and exports (ECMA-262, 16.2).

/// `import a, * as b, { c as d } from "e"`.
struct ImportDeclaration {
  struct Name {
    enum Kind { case byDefault, namespace, named }
    var kind: Kind
    /// What the module calls it, and what this file does: one token for both if they are the same.
    var imported: Token
    var local: Token
    var isUsed = false
  }
  var word: Token
  var names: [Name] = []
  var specifier: Token
  /// There was something to import: without a name that is used, all of it goes.
  var hasClause: Bool
  /// All names stay that are not marked as types.
  var keepsAll: Bool

  var remaining: [Name] { keepsAll ? names : names.filter(\.isUsed) }
  var remains: Bool { !hasClause || keepsAll || names.contains(where: \.isUsed) }
}

extension TypeEraser {
  mutating func importStatement() throws(Doubt) {
    let next = peek()
    if next.isA(.parenOpen) || next.isA(.dot) {
      try expression()
      return try endStatement()
    }
    var declaration = ImportDeclaration(word: token, specifier: token, hasClause: true, keepsAll: options.keepsImports)
    skip()
    var isType = false
    if token.kind == .string {
      declaration.hasClause = false
    } else {
      isType = try importClause(&declaration)
      guard token.word == .from else { throw doubt("'from' is expected") }
      skip()
    }
    guard token.kind == .string else { throw doubt("a specifier is expected") }
    declaration.specifier = token
    skip()
    try skipAttributes()
    try endErasedStatement()
    guard !isType, erasing == 0 else { return }
    var placeholder = Token(.importDeclaration, Int(declaration.word.start), Int(declaration.word.end))
    placeholder.hash = UInt32(imports.count)
    imports.append(declaration)
    kept.append(placeholder)
  }

  /// Between `import` and `from`. True for `import type`.
  private mutating func importClause(_ declaration: inout ImportDeclaration) throws(Doubt) -> Bool {
    var isType = false
    if token.word == .type {
      let next = peek()
      if next.isA(.braceOpen) || next.isA(.star) || next.isName && next.word != .from {
        isType = true
        skip()
      } else if next.word == .from {
        // `import type from "x"` imports a value by that name, `import type from from "x"` a type.
        var ahead = lexer
        defer { noteLook(ahead) }
        _ = ahead.next()
        guard ahead.next().kind == .string else { throw doubt("an import of 'from'") }
      }
    }
    if token.isName {
      let name = token
      skip()
      // `import a = …`, `import defer * as a`.
      guard token.isA(.comma) || token.word == .from else { throw doubt("this form of import") }
      declaration.names.append(.init(kind: .byDefault, imported: name, local: name))
      guard token.isA(.comma) else { return isType }
      skip()
    }
    if token.isA(.star) {
      skip()
      guard token.word == .as else { throw doubt("'as' is expected") }
      skip()
      guard token.isName else { throw doubt("a name is expected") }
      declaration.names.append(.init(kind: .namespace, imported: token, local: token))
      skip()
      return isType
    }
    try skip(.braceOpen)
    while !token.isA(.braceClose) {
      if let name = try importedName() { declaration.names.append(name) }
      if !token.isA(.braceClose) { try skip(.comma) }
    }
    skip()
    return isType
  }

  /// Nil for one that is marked as a type.
  private mutating func importedName() throws(Doubt) -> ImportDeclaration.Name? {
    let isType = try isMarkedAsType()
    let imported = token
    guard imported.kind == .word || imported.kind == .string else { throw doubt("a name is expected") }
    skip()
    var local = imported
    if token.word == .as {
      skip()
      local = token
      skip()
    }
    guard local.isName else { throw doubt("a name is expected") }
    return isType ? nil : .init(kind: .named, imported: imported, local: local)
  }

  /// Takes the word `type` before a name in a list.
  private mutating func isMarkedAsType() throws(Doubt) -> Bool {
    guard token.word == .type else { return false }
    let next = peek()
    guard next.kind == .word || next.kind == .string else { return false }
    // `{ type as a }`, `{ type as as }`: a reader's guess.
    if next.word == .as { throw doubt("a name 'type' or a type 'as'") }
    skip()
    return true
  }

  private mutating func skipAttributes() throws(Doubt) {
    guard token.word == .with || token.word == .assert && !token.isAfterNewline else { return }
    skip()
    guard token.isA(.braceOpen) else { throw doubt("attributes are expected") }
    try skipBalanced()
  }

  // MARK: Exports

  mutating func exportStatement(_ first: Int) throws(Doubt) {
    keep()
    let next = peek()
    switch token.word {
    case .default: try exportDefault(first)
    case .const, .let, .var, .function, .class: try exportDeclaration(first)
    case .async where next.word == .function: try exportDeclaration(first)
    case .abstract where next.word == .class: try exportDeclaration(first)
    case .declare, .interface: try exportErased(first)
    case .type:
      if next.isA(.braceOpen) || next.isA(.star) {
        drop(from: first)
        skip()
        erasing += 1
        try exportList(first)
        erasing -= 1
      } else {
        try exportErased(first)
      }
    case .enum: throw doubt("an enum")
    default:
      guard token.isA(.braceOpen) || token.isA(.star) else { throw doubt("this form of export") }
      try exportList(first)
    }
  }

  /// A declaration that may leave nothing.
  private mutating func exportDeclaration(_ first: Int) throws(Doubt) {
    let behind = kept.count
    try statement()
    if kept.count == behind { drop(from: first) } else if erasing == 0 { kept[behind].startsLine = false }
  }

  private mutating func exportErased(_ first: Int) throws(Doubt) {
    let behind = kept.count
    try statement()
    if kept.count > behind { throw doubt("this form of export") }
    drop(from: first)
  }

  private mutating func exportDefault(_ first: Int) throws(Doubt) {
    keep()
    let next = peek()
    switch token.word {
    case .function: if !(try function()) { try forget(first) }
    case .async where next.word == .function && !next.isAfterNewline:
      keep()
      if !(try function()) { try forget(first) }
    case .class: try classDefinition()
    case .abstract where next.word == .class:
      skip()
      try classDefinition()
    case .interface where next.isName && !next.isAfterNewline:
      try interface()
      drop(from: first)
    case .enum: throw doubt("an enum")
    default:
      let behind = kept.count
      try assignment()
      // A name alone may be a type's.
      if kept.count == behind + 1, kept[behind].role == .reference { exported.append(kept[behind]) }
      try endStatement()
    }
  }

  /// `{ a, b as c }`, `*` or `* as a`, and where it comes from.
  private mutating func exportList(_ first: Int) throws(Doubt) {
    var names: [Int] = []
    var hasNames = false
    if token.isA(.star) {
      keep()
      if token.word == .as {
        keep()
        guard token.kind == .word || token.kind == .string else { throw doubt("a name is expected") }
        keep()
      }
      guard token.word == .from else { throw doubt("'from' is expected") }
    } else {
      try expect(.braceOpen)
      hasNames = !token.isA(.braceClose)
      while !token.isA(.braceClose) { try exportedName(&names) }
      keep()
    }
    if token.word == .from {
      // All that is taken from there is types.
      let isErased = hasNames && names.isEmpty
      if isErased {
        drop(from: first)
        erasing += 1
      }
      defer { if isErased { erasing -= 1 } }
      keep()
      guard token.kind == .string else { throw doubt("a specifier is expected") }
      keep(.exportSpecifier)
      try skipAttributes()
      if isErased { return try endErasedStatement() }
    } else {
      for index in names {
        guard kept[index].isName else { throw Doubt(offset: Int(kept[index].start), reason: "a name is expected") }
        kept[index].role = .reference
        exported.append(kept[index])
      }
    }
    if erasing > 0 { return try endErasedStatement() }
    try endStatement()
  }

  private mutating func exportedName(_ names: inout [Int]) throws(Doubt) {
    let isType = try isMarkedAsType()
    if isType { erasing += 1 }
    guard token.kind == .word || token.kind == .string else { throw doubt("a name is expected") }
    if erasing == 0 { names.append(kept.count) }
    keep()
    if token.word == .as {
      keep()
      guard token.kind == .word || token.kind == .string else { throw doubt("a name is expected") }
      keep()
    }
    if token.isA(.comma) { keep() } else if !token.isA(.braceClose) { throw doubt("',' is expected") }
    if isType { erasing -= 1 }
  }
}

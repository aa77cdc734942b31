// Imports and exports (ECMA-262, 16.2).

/// `import a, * as b, { c as d } from "e"`, by its tokens' places in the list of those that are kept.
struct ImportDeclaration {
  struct Name {
    var local: Token
    /// With what separates it from the others.
    var tokens: Range<Int>
    var isUsed = false
  }
  var tokens: Range<Int>
  var byDefault: Name?
  /// `* as b`, or the names in braces.
  var namespace: Name?
  var named: [Name] = []
  /// What stands in the braces.
  var list = 0..<0
  /// The comma and what follows it, up to `from`.
  var rest: Range<Int>?
  /// Only a name that is used keeps it.
  var isElidable: Bool
}

/// A name in `export { … }` without `from`, or alone behind `export default`.
struct ExportedName {
  var name: Token
  /// With its comma; empty for a default export, of which nothing can be left out.
  var tokens: Range<Int>
}

extension TypeStripper {
  mutating func importStatement() throws(Unsupported) {
    let next = peek()
    if next.isA(.parenOpen) || next.isA(.dot) {
      try expression()
      return try endStatement()
    }
    guard blockDepth == 0, functionDepth == 0 else { throw unsupported("an import in a block") }
    let first = kept.count
    var declaration = ImportDeclaration(tokens: first..<first, isElidable: !options.keepsImports)
    try keep()
    var isType = false
    if token.kind == .string {
      declaration.isElidable = false
    } else {
      isType = try importClause(&declaration)
      guard token.word == .from else { throw unsupported("'from' is expected") }
      try keep()
    }
    guard token.kind == .string else { throw unsupported("a specifier is expected") }
    try keep(.importSpecifier)
    try skipAttributes()
    try endStatement()
    if isType { return drop(from: first) }
    declaration.tokens = first..<kept.count
    imports.append(declaration)
    nameLists.append(declaration.list)
  }

  /// Between `import` and `from`. True for `import type`.
  private mutating func importClause(_ declaration: inout ImportDeclaration) throws(Unsupported) -> Bool {
    var isType = false
    if token.word == .type {
      let next = peek()
      if next.isA(.braceOpen) || next.isA(.star) || next.isName && next.word != .from {
        isType = true
        try skip()
      } else if next.word == .from {
        // `import type from "x"` imports a value by that name, `import type from from "x"` a type.
        var ahead = lexer
        _ = ahead.next()
        guard ahead.next().kind == .string else { throw unsupported("an import of 'from'") }
      }
    }
    if token.isName {
      let name = token
      // `import a = …`, `import defer * as a`, `import source a from …`.
      let next = peek()
      guard next.isA(.comma) || next.word == .from else { throw unsupported("this form of import") }
      declaration.byDefault = .init(local: name, tokens: kept.count..<(kept.count + 1))
      try keep()
      guard token.isA(.comma) else { return isType }
      declaration.byDefault?.tokens = (kept.count - 1)..<(kept.count + 1)
      if isType { throw mistake("A type-only import can specify a default import or named bindings, but not both.") }
      let comma = kept.count
      try keep()
      try importBindings(&declaration)
      declaration.rest = comma..<kept.count
      return isType
    }
    try importBindings(&declaration)
    return isType
  }

  private mutating func importBindings(_ declaration: inout ImportDeclaration) throws(Unsupported) {
    if token.isA(.star) {
      let first = kept.count
      try keep()
      guard token.word == .as else { throw unsupported("'as' is expected") }
      try keep()
      guard token.isName else { throw unsupported("a name is expected") }
      let name = token
      try keep()
      return declaration.namespace = .init(local: name, tokens: first..<kept.count)
    }
    try expect(.braceOpen)
    let first = kept.count
    while !token.isA(.braceClose) {
      if let name = try importedName() { declaration.named.append(name) }
    }
    declaration.list = first..<kept.count
    try keep()
  }

  /// Nil for one that is marked as a type.
  private mutating func importedName() throws(Unsupported) -> ImportDeclaration.Name? {
    let isType = try isMarkedAsType()
    if isType { erasing += 1 }
    let first = kept.count
    guard token.kind == .word || token.kind == .string else { throw unsupported("a name is expected") }
    var local = token
    try keep()
    if token.word == .as {
      try keep()
      local = token
      guard local.isName else { throw unsupported("a name is expected") }
      try keep()
    }
    guard local.isName else { throw unsupported("a name is expected") }
    if !token.isA(.braceClose) { try expect(.comma) }
    if isType { erasing -= 1 }
    return isType ? nil : .init(local: local, tokens: first..<kept.count)
  }

  /// Takes the word `type` before a name in a list.
  private mutating func isMarkedAsType() throws(Unsupported) -> Bool {
    guard token.word == .type else { return false }
    let next = peek()
    guard next.kind == .word || next.kind == .string else { return false }
    // `{ type as a }`, `{ type as as }`: a reader's guess.
    if next.word == .as { throw unsupported("a name 'type' or a type 'as'") }
    try skip()
    return true
  }

  private mutating func skipAttributes() throws(Unsupported) {
    guard token.word == .with || token.word == .assert && !token.isAfterNewline else { return }
    try skip()
    guard token.isA(.braceOpen) else { throw unsupported("attributes are expected") }
    try erased { (parser) throws(Unsupported) in try parser.assignment() }
  }

  // MARK: Exports

  mutating func exportStatement(_ first: Int) throws(Unsupported) {
    guard blockDepth == 0, functionDepth == 0 else { throw unsupported("an export in a block") }
    try keep()
    let next = peek()
    switch token.word {
    case .default: try exportDefault(first)
    case .const, .let, .var, .function, .class: try exportDeclaration(first)
    case .async where next.word == .function: try exportDeclaration(first)
    case .abstract where next.word == .class: try exportDeclaration(first)
    case .declare where next.kind == .word, .interface where next.isName: try exportErased(first)
    case .type:
      if next.isA(.braceOpen) || next.isA(.star) {
        drop(from: first)
        try skip()
        try erased { (parser) throws(Unsupported) in try parser.exportList(first) }
      } else {
        try exportErased(first)
      }
    case .enum: throw unsupported("an enum")
    default:
      guard token.isA(.braceOpen) || token.isA(.star) else { throw unsupported("this form of export") }
      try exportList(first)
    }
  }

  /// A declaration that may leave nothing.
  private mutating func exportDeclaration(_ first: Int) throws(Unsupported) {
    let behind = kept.count
    try statement()
    if kept.count == behind { drop(from: first) }
  }

  private mutating func exportErased(_ first: Int) throws(Unsupported) {
    let behind = kept.count
    try statement()
    if kept.count > behind { throw unsupported("this form of export") }
    drop(from: first)
  }

  private mutating func exportDefault(_ first: Int) throws(Unsupported) {
    try keep()
    let next = peek()
    switch token.word {
    case .function: if !(try function(isDeclaration: true)) { try overload(first) }
    case .async where next.word == .function && !next.isAfterNewline:
      try keep()
      if !(try function(isDeclaration: true)) { try overload(first) }
    case .class: try classDefinition(isDeclaration: true)
    case .abstract where next.word == .class:
      try skip()
      try classDefinition(isDeclaration: true, isAbstract: true)
    case .interface where next.isName && !next.isAfterNewline:
      try interface()
      drop(from: first)
    case .enum: throw unsupported("an enum")
    default:
      let behind = kept.count
      try assignment()
      // A name alone may be a type's.
      if kept.count == behind + 1, kept[behind].role == .reference { exported.append(ExportedName(name: kept[behind], tokens: behind..<behind)) }
      try endStatement()
    }
  }

  /// `{ a, b as c }`, `*` or `* as a`, and where it comes from.
  private mutating func exportList(_ first: Int) throws(Unsupported) {
    var names: [Range<Int>] = []
    var list = first..<first
    var hasNames = false
    if token.isA(.star) {
      try keep()
      if token.word == .as {
        try keep()
        guard token.kind == .word || token.kind == .string else { throw unsupported("a name is expected") }
        try keep()
      }
      guard token.word == .from else { throw unsupported("'from' is expected") }
    } else {
      try expect(.braceOpen)
      hasNames = !token.isA(.braceClose)
      let begin = kept.count
      while !token.isA(.braceClose) { try exportedName(&names) }
      if erasing == 0 { list = begin..<kept.count }
      try keep()
    }
    if token.word == .from {
      try keep()
      guard token.kind == .string else { throw unsupported("a specifier is expected") }
      try keep(.exportSpecifier)
      try skipAttributes()
      try endStatement()
      // All that is taken from there is types.
      if hasNames, names.isEmpty, !options.keepsImports { drop(from: first) } else { nameLists.append(list) }
      return
    }
    nameLists.append(list)
    for tokens in names {
      let name = kept[tokens.lowerBound]
      guard name.isName else { throw Unsupported(offset: Int(name.start), reason: "a name is expected") }
      kept[tokens.lowerBound].role = .reference
      exported.append(ExportedName(name: name, tokens: tokens))
    }
    try endStatement()
  }

  private mutating func exportedName(_ names: inout [Range<Int>]) throws(Unsupported) {
    let isType = try isMarkedAsType()
    if isType { erasing += 1 }
    let first = kept.count
    guard token.kind == .word || token.kind == .string else { throw unsupported("a name is expected") }
    try keep()
    if token.word == .as {
      try keep()
      guard token.kind == .word || token.kind == .string else { throw unsupported("a name is expected") }
      try keep()
    }
    if !token.isA(.braceClose) { try expect(.comma) }
    if erasing == 0 { names.append(first..<kept.count) }
    if isType { erasing -= 1 }
  }
}

// Statements (ECMA-262, chapter 14) and TypeScript's declarations among them.
extension TypeStripper {
  mutating func statement() throws(Unsupported) {
    try descend()
    let start = Int(token.start)
    if token.kind == .word { try wordStatement(kept.count) } else { try plainStatement() }
    statements?.append(start..<Int(token.before))
    depth -= 1
  }

  /// One that belongs to what stands before it: something has to be left there.
  private mutating func substatement() throws(Unsupported) {
    switch token.word {
    case .const, .let, .class, .function: throw unsupported("a declaration that needs a block")
    case .async where peek().word == .function, .abstract where peek().word == .class: throw unsupported("a declaration that needs a block")
    case .declare where peek().kind == .word && !peek().isAfterNewline: throw mistake("Modifiers cannot appear here.")
    default: break
    }
    let first = kept.count
    try statement()
    if kept.count == first { insert(.emptyStatement) }
  }

  private mutating func plainStatement() throws(Unsupported) {
    switch token.punctuation {
    case .braceOpen: try block()
    case .semicolon: try keep()
    case .at: throw unsupported("a decorator")
    default: try expressionStatement()
    }
  }

  private mutating func expressionStatement() throws(Unsupported) {
    try expression()
    try endStatement()
  }

  mutating func block() throws(Unsupported) {
    try expect(.braceOpen)
    blockDepth += 1
    try each(until: .braceClose) { (parser) throws(Unsupported) in try parser.statement() }
    blockDepth -= 1
    try keep()
  }

  private mutating func wordStatement(_ first: Int) throws(Unsupported) {
    switch token.word {
    case .const, .let, .var: try variables()
    case .function: if !(try function(isDeclaration: true)) { try overload(first) }
    case .class: try classDefinition(isDeclaration: true)
    case .if: try ifStatement()
    case .for: try forStatement()
    case .while:
      try keep()
      try condition()
      try substatement()
    case .do:
      try keep()
      try substatement()
      guard token.word == .while else { throw unsupported("'while' is expected") }
      try keep()
      try condition()
      if token.isA(.semicolon) { try keep() } else { insert(.insertedSemicolon) }
    case .return, .throw:
      try keep()
      if !endsStatement { try expression() }
      try endStatement()
    case .break, .continue:
      try keep()
      if !endsStatement, token.isName { try keep() }
      try endStatement()
    case .debugger:
      try keep()
      try endStatement()
    case .switch: try switchStatement()
    case .try: try tryStatement()
    case .import: try importStatement()
    case .export: try exportStatement(first)
    case .enum: throw unsupported("an enum")
    case .with: throw unsupported("with")
    default: try nameStatement(first)
    }
  }

  /// A statement that begins with a name, or with a word that is also one.
  private mutating func nameStatement(_ first: Int) throws(Unsupported) {
    let next = peek()
    if next.isA(.colon), token.isName {
      let label = token
      try keep()
      try keep()
      let behind = kept.count
      try substatement()
      if behind < kept.count, kept[behind].kind == .emptyStatement { throw mistake("A label is not allowed here.", at: label) }
      return
    }
    guard next.kind == .word || next.kind == .string || next.isA(.braceOpen), !next.isAfterNewline else { return try expressionStatement() }
    switch token.word {
    case .async where next.word == .function:
      try keep()
      if !(try function(isDeclaration: true)) { try overload(first) }
    case .abstract where next.word == .class:
      try skip()
      try classDefinition(isDeclaration: true, isAbstract: true)
    case .type where next.isName: try typeAlias()
    case .interface where next.isName: try interface()
    case .declare where next.kind == .word && next.word != .in && next.word != .instanceof && next.word != .as && next.word != .satisfies:
      try ambient()
    case .namespace, .module, .global: throw unsupported("a namespace")
    case .using where next.isName && next.word != .of, .await where next.word == .using: throw unsupported("using")
    default: try expressionStatement()
    }
  }

  // MARK: Variables

  private mutating func variables() throws(Unsupported) {
    if peek().word == .enum { throw unsupported("an enum") }
    try declarations(isInFor: false)
    try endStatement()
  }

  /// `const a: A = b, c!: C`, without its end.
  private mutating func declarations(isInFor: Bool) throws(Unsupported) {
    let (isVar, isConst) = (token.word == .var, token.word == .const)
    try keep()
    while true {
      let isPattern = !token.isName
      let name = token
      try bindingTarget(isVar: isVar)
      var isDefinite = false
      if token.isA(.bang), !token.isAfterNewline {
        if isPattern || isConst || isInFor { throw mistake("A definite assignment assertion '!' is not permitted in this context.") }
        isDefinite = true
        try skip()
      }
      let isAnnotated = token.isA(.colon)
      try annotation()
      if token.isA(.assign) {
        if isDefinite { throw mistake("Declarations with initializers cannot also have definite assignment assertions.", at: name) }
        try keep()
        try assignment()
      } else if isDefinite, !isAnnotated {
        throw mistake("Declarations with definite assignment assertions must also have type annotations.", at: name)
      } else if !isInFor, isPattern {
        throw mistake("A destructuring declaration must have an initializer.", at: name)
      } else if !isInFor, isConst {
        throw unsupported("a constant without a value")
      }
      guard token.isA(.comma) else { return }
      try keep()
    }
  }

  /// A name, or a pattern of names.
  mutating func bindingTarget(isVar: Bool = false) throws(Unsupported) {
    try descend()
    defer { depth -= 1 }
    if token.isName { return try keepBinding(isVar: isVar) }
    if token.isA(.bracketOpen) {
      try keep()
      try each(until: .bracketClose) { (parser) throws(Unsupported) in
        if parser.token.isA(.comma) { return try parser.keep() }
        if parser.token.isA(.ellipsis) { try parser.keep() }
        try parser.bindingElement(isVar)
        if !parser.token.isA(.bracketClose) { try parser.expect(.comma) }
      }
      return try keep()
    }
    guard token.isA(.braceOpen) else { throw unsupported("a name is expected") }
    try keep()
    try list(until: .braceClose) { (parser) throws(Unsupported) in
      if parser.token.isA(.ellipsis) {
        try parser.keep()
        try parser.bindingTarget(isVar: isVar)
      } else if parser.token.isA(.bracketOpen) {
        try parser.computedName()
        try parser.expect(.colon)
        try parser.bindingElement(isVar)
      } else if parser.peek().isA(.colon), parser.token.kind == .word || parser.token.kind == .string || parser.token.kind == .number {
        try parser.keep()
        try parser.keep()
        try parser.bindingElement(isVar)
      } else {
        guard parser.token.isName else { throw parser.unsupported("a name is expected") }
        try parser.bindingElement(isVar)
      }
    }
    try keep()
  }

  private mutating func bindingElement(_ isVar: Bool) throws(Unsupported) {
    try bindingTarget(isVar: isVar)
    if token.isA(.assign) {
      try keep()
      try assignment()
    }
  }

  mutating func computedName() throws(Unsupported) {
    try expect(.bracketOpen)
    try expression()
    try expect(.bracketClose)
  }

  // MARK: Control

  private mutating func condition() throws(Unsupported) {
    try expect(.parenOpen)
    try expression()
    try expect(.parenClose)
  }

  /// With all its `else if`s, of which there may be more than a parser can descend.
  private mutating func ifStatement() throws(Unsupported) {
    while true {
      try keep()
      try condition()
      try substatement()
      guard token.word == .else else { return }
      try keep()
      if token.word != .if { return try substatement() }
    }
  }

  private mutating func forStatement() throws(Unsupported) {
    try keep()
    if token.word == .await { try keep() }
    try expect(.parenOpen)
    blockDepth += 1
    switch token.word {
    case .const, .let, .var: try declarations(isInFor: true)
    case .using: throw unsupported("using")
    case .await where peek().word == .using: throw unsupported("using")
    default: if !token.isA(.semicolon) { try expression() }
    }
    if token.word == .of || token.word == .in {
      try keep()
      try expression()
    } else if token.isA(.semicolon) {
      for _ in 0..<2 {
        try expect(.semicolon)
        if !token.isA(.semicolon), !token.isA(.parenClose) { try expression() }
      }
    }
    try expect(.parenClose)
    try substatement()
    blockDepth -= 1
  }

  private mutating func switchStatement() throws(Unsupported) {
    try keep()
    try condition()
    try expect(.braceOpen)
    blockDepth += 1
    try each(until: .braceClose) { (parser) throws(Unsupported) in
      if parser.token.word == .case {
        try parser.keep()
        try parser.expression()
        try parser.expect(.colon)
      } else if parser.token.word == .default {
        try parser.keep()
        try parser.expect(.colon)
      } else {
        try parser.statement()
      }
    }
    blockDepth -= 1
    try keep()
  }

  private mutating func tryStatement() throws(Unsupported) {
    try keep()
    try block()
    guard token.word == .catch || token.word == .finally else { throw unsupported("'catch' or 'finally' is expected") }
    if token.word == .catch {
      try keep()
      blockDepth += 1
      if token.isA(.parenOpen) {
        try keep()
        try bindingTarget()
        let type = token.isA(.colon) ? peek() : token
        try annotation()
        if type.word.isTypeName, type.word != .any, type.word != .unknown, token.before == type.end {
          throw mistake("Catch clause variable type annotation must be 'any' or 'unknown' if specified.", at: type)
        }
        try expect(.parenClose)
      }
      try block()
      blockDepth -= 1
    }
    if token.word == .finally {
      try keep()
      try block()
    }
  }
}

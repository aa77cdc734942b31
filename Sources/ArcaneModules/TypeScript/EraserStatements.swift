// Statements (ECMA-262, chapter 14) and TypeScript's declarations among them.
extension TypeEraser {
  mutating func statement() throws(Doubt) {
    try descend()
    let first = kept.count
    if token.kind == .word { try wordStatement(first) } else { try plainStatement() }
    if kept.count > first { kept[first].startsLine = true }
    depth -= 1
  }

  /// One that belongs to what stands before it: something has to be left there.
  private mutating func substatement() throws(Doubt) {
    let first = kept.count
    try statement()
    if kept.count == first { insertSemicolon() }
  }

  private mutating func plainStatement() throws(Doubt) {
    switch token.punctuation {
    case .braceOpen: try block()
    case .semicolon: keep()
    default: try expressionStatement()
    }
  }

  private mutating func expressionStatement() throws(Doubt) {
    try expression()
    try endStatement()
  }

  mutating func block() throws(Doubt) {
    try expect(.braceOpen)
    while !token.isA(.braceClose) {
      if token.kind == .end { throw doubt("a block that does not end") }
      try statement()
    }
    keep()
  }

  private mutating func wordStatement(_ first: Int) throws(Doubt) {
    switch token.word {
    case .const, .let, .var: try variables()
    case .function: if !(try function()) { try forget(first) }
    case .class: try classDefinition()
    case .if:
      keep()
      try condition()
      try substatement()
      if token.word == .else {
        keep()
        try substatement()
      }
    case .for: try forStatement()
    case .while:
      keep()
      try condition()
      try substatement()
    case .do:
      keep()
      try substatement()
      guard token.word == .while else { throw doubt("'while' is expected") }
      keep()
      try condition()
      if token.isA(.semicolon) { keep() } else { insertSemicolon() }
    case .return, .throw:
      keep()
      if !endsStatement { try expression() }
      try endStatement()
    case .break, .continue:
      keep()
      if !endsStatement, token.isName { keep() }
      try endStatement()
    case .debugger:
      keep()
      try endStatement()
    case .switch: try switchStatement()
    case .try: try tryStatement()
    case .import: try importStatement()
    case .export: try exportStatement(first)
    case .enum: throw doubt("an enum")
    case .with: throw doubt("with")
    default: try nameStatement(first)
    }
  }

  /// A statement that begins with a name, or with a word that is also one.
  private mutating func nameStatement(_ first: Int) throws(Doubt) {
    let next = peek()
    if next.isA(.colon), token.isName {
      keep()
      keep()
      return try substatement()
    }
    guard next.kind == .word || next.kind == .string || next.isA(.braceOpen), !next.isAfterNewline else { return try expressionStatement() }
    switch token.word {
    case .async where next.word == .function:
      keep()
      if !(try function()) { try forget(first) }
    case .abstract where next.word == .class:
      skip()
      try classDefinition()
    case .type where next.isName: if !(try typeAlias()) { try expressionStatement() }
    case .interface where next.isName: try interface()
    case .declare where next.kind == .word && next.word != .in && next.word != .instanceof: try ambient()
    case .namespace, .module, .global: throw doubt("a namespace")
    case .using where next.isName && next.word != .of, .await where next.word == .using: throw doubt("using")
    default: try expressionStatement()
    }
  }

  /// A signature without a body, from `first` on.
  mutating func forget(_ first: Int) throws(Doubt) {
    drop(from: first)
    try endErasedStatement()
  }

  // MARK: Variables

  private mutating func variables() throws(Doubt) {
    if peek().word == .enum { throw doubt("an enum") }
    try declarations()
    try endStatement()
  }

  /// `const a: A = b, c!: C`, without its end.
  private mutating func declarations() throws(Doubt) {
    keep()
    while true {
      try bindingTarget()
      if token.isA(.bang) { skip() }
      try annotation()
      if token.isA(.assign) {
        keep()
        try assignment()
      }
      guard token.isA(.comma) else { return }
      keep()
    }
  }

  /// A name, or a pattern of names.
  mutating func bindingTarget() throws(Doubt) {
    try descend()
    defer { depth -= 1 }
    if token.isName { return keep(.binding) }
    if token.isA(.bracketOpen) {
      keep()
      while !token.isA(.bracketClose) {
        if token.isA(.comma) {
          keep()
        } else {
          if token.isA(.ellipsis) { keep() }
          try bindingElement()
          if !token.isA(.bracketClose) { try expect(.comma) }
        }
      }
      return keep()
    }
    guard token.isA(.braceOpen) else { throw doubt("a name is expected") }
    keep()
    while !token.isA(.braceClose) {
      if token.isA(.ellipsis) {
        keep()
        try bindingTarget()
      } else if token.isA(.bracketOpen) {
        try computedName()
        try expect(.colon)
        try bindingElement()
      } else if peek().isA(.colon), token.kind == .word || token.kind == .string || token.kind == .number {
        keep()
        keep()
        try bindingElement()
      } else {
        guard token.isName else { throw doubt("a name is expected") }
        try bindingElement()
      }
      if !token.isA(.braceClose) { try expect(.comma) }
    }
    keep()
  }

  private mutating func bindingElement() throws(Doubt) {
    try bindingTarget()
    if token.isA(.assign) {
      keep()
      try assignment()
    }
  }

  mutating func computedName() throws(Doubt) {
    try expect(.bracketOpen)
    try assignment()
    try expect(.bracketClose)
  }

  // MARK: Control

  private mutating func condition() throws(Doubt) {
    try expect(.parenOpen)
    try expression()
    try expect(.parenClose)
  }

  private mutating func forStatement() throws(Doubt) {
    keep()
    if token.word == .await { keep() }
    try expect(.parenOpen)
    switch token.word {
    case .const, .let, .var: try declarations()
    case .using, .await: throw doubt("using")
    default: if !token.isA(.semicolon) { try expression() }
    }
    if token.word == .of || token.word == .in {
      keep()
      try expression()
    } else if token.isA(.semicolon) {
      for _ in 0..<2 {
        try expect(.semicolon)
        if !token.isA(.semicolon), !token.isA(.parenClose) { try expression() }
      }
    }
    try expect(.parenClose)
    try substatement()
  }

  private mutating func switchStatement() throws(Doubt) {
    keep()
    try condition()
    try expect(.braceOpen)
    while !token.isA(.braceClose) {
      let first = kept.count
      if token.word == .case {
        keep()
        try expression()
        try expect(.colon)
      } else if token.word == .default {
        keep()
        try expect(.colon)
      } else {
        if token.kind == .end { throw doubt("a switch that does not end") }
        try statement()
      }
      if kept.count > first { kept[first].startsLine = true }
    }
    keep()
  }

  private mutating func tryStatement() throws(Doubt) {
    keep()
    try block()
    if token.word == .catch {
      keep()
      if token.isA(.parenOpen) {
        keep()
        try bindingTarget()
        try annotation()
        try expect(.parenClose)
      }
      try block()
    }
    if token.word == .finally {
      keep()
      try block()
    }
  }
}

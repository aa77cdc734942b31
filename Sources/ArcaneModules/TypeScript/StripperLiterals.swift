// Literals that hold expressions (ECMA-262, 13.2).
extension TypeStripper {
  mutating func template() throws(Unsupported) {
    var isLast = false
    try keep()
    while !isLast {
      try expression()
      guard token.isA(.braceClose) else { throw unsupported("'}' is expected") }
      token = lexer.templateContinuation(from: token)
      isLast = token.kind == .templateTail
      try keep()
    }
  }

  mutating func array() throws(Unsupported) {
    try keep()
    try each(until: .bracketClose) { (parser) throws(Unsupported) in
      if parser.token.isA(.comma) { return try parser.keep() }
      if parser.token.isA(.ellipsis) { try parser.keep() }
      try parser.assignment()
      if !parser.token.isA(.bracketClose) { try parser.expect(.comma) }
    }
    try keep()
  }

  mutating func object() throws(Unsupported) {
    try keep()
    try list(until: .braceClose) { (parser) throws(Unsupported) in
      if parser.token.isA(.ellipsis) {
        try parser.keep()
        try parser.assignment()
      } else {
        try parser.property()
      }
    }
    try keep()
  }

  private mutating func property() throws(Unsupported) {
    var hasModifier = false
    if token.word == .async || token.word == .get || token.word == .set {
      let next = peek()
      hasModifier = !next.endsPropertyName
      if hasModifier {
        if token.word == .async, next.isAfterNewline { throw unsupported("a line end behind 'async'") }
        try keep()
      }
    }
    if token.isA(.star) {
      hasModifier = true
      try keep()
    }
    let name = token
    let position = kept.count
    switch token.kind {
    case .word, .string, .number: try keep()
    default:
      guard token.isA(.bracketOpen) else { throw unsupported("a property's name is expected") }
      try computedName()
    }
    switch token.punctuation {
    case .parenOpen, .less, .leftShift: if !(try signature()) { throw unsupported("a method without a body") }
    case _ where hasModifier: throw unsupported("'(' is expected")
    case .colon:
      try keep()
      try assignment()
    default:
      guard name.isName else { throw unsupported("':' is expected") }
      if erasing == 0 { kept[position].role = .reference }
      if token.isA(.assign) {
        try keep()
        try assignment()
      }
    }
  }
}

extension Token {
  /// Behind a word that could be `get`, `set` or `async`: then it is the name itself.
  fileprivate var endsPropertyName: Bool {
    isA(.comma) || isA(.colon) || isA(.parenOpen) || isA(.braceClose) || isA(.assign) || isA(.less)
  }
}

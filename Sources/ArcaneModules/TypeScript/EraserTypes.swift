// Types, of which nothing is kept. What stands in brackets inside them is passed over unread.
extension TypeEraser {
  mutating func type() throws(Doubt) { try type(allowsConditional: true) }

  private mutating func type(allowsConditional: Bool) throws(Doubt) {
    try descend()
    defer { depth -= 1 }
    if token.isA(.bar) || token.isA(.ampersand) { skip() }
    try typeOperand(allowsConditional)
    while token.isA(.bar) || token.isA(.ampersand) {
      skip()
      try typeOperand(allowsConditional)
    }
    if allowsConditional, token.word == .extends, !token.isAfterNewline {
      skip()
      try type(allowsConditional: false)
      try skip(.question)
      try type()
      try skip(.colon)
      try type()
    }
  }

  private mutating func typeOperand(_ allowsConditional: Bool) throws(Doubt) {
    while [.keyof, .unique, .readonly, .infer, .asserts].contains(token.word) {
      let next = peek()
      guard !next.isAfterNewline, next.startsType else { break }
      let isInfer = token.word == .infer
      skip()
      guard isInfer else { continue }
      skip()
      if token.word == .extends { try inferConstraint(allowsConditional) }
      return
    }
    try typePrimary()
    while token.isA(.bracketOpen), !token.isAfterNewline { try skipBalanced() }
  }

  /// `infer T extends U` has a constraint, unless `infer T` is what a conditional type asks about.
  private mutating func inferConstraint(_ allowsConditional: Bool) throws(Doubt) {
    let before = mark()
    skip()
    try type(allowsConditional: false)
    if allowsConditional, token.isA(.question) { restore(before) }
  }

  private mutating func typePrimary() throws(Doubt) {
    switch token.kind {
    case .string, .number, .template: skip()
    case .templateHead: try skipTemplate()
    case .word: try typeWord()
    default:
      switch token.punctuation {
      case .braceOpen, .bracketOpen: try skipBalanced()
      case .parenOpen:
        try skipBalanced()
        if token.isA(.arrow) {
          skip()
          try type()
        }
      case .less:
        try typeParameters()
        try functionType()
      case .minus:
        skip()
        guard token.kind == .number else { throw doubt("a number is expected") }
        skip()
      default: throw doubt("a type is expected")
      }
    }
  }

  private mutating func functionType() throws(Doubt) {
    guard token.isA(.parenOpen) else { throw doubt("'(' is expected") }
    try skipBalanced()
    try skip(.arrow)
    try type()
  }

  private mutating func typeWord() throws(Doubt) {
    if token.word == .abstract, peek().word == .new { skip() }
    switch token.word {
    case .new:
      skip()
      try typeParameters()
      return try functionType()
    case .import:
      skip()
      guard token.isA(.parenOpen) else { throw doubt("'(' is expected") }
      try skipBalanced()
    case .typeof:
      skip()
      return try typeWord()
    case .void, .null, .true, .false, .this: skip()
    default:
      guard token.isName else { throw doubt("a type is expected") }
      skip()
    }
    while token.isA(.dot) {
      skip()
      guard token.kind == .word || token.kind == .privateName else { throw doubt("a name is expected") }
      skip()
    }
    if token.isA(.less), !token.isAfterNewline { try typeArguments() }
    // A predicate: `x is T`.
    if token.word == .is, !token.isAfterNewline {
      skip()
      try type()
    }
  }

  /// `<A, B>`.
  mutating func typeArguments() throws(Doubt) {
    try skip(.less)
    while true {
      try type()
      guard token.isA(.comma) else { break }
      skip()
    }
    try closeAngle()
  }

  /// `<const T extends U = V>`, if there are any.
  mutating func typeParameters() throws(Doubt) {
    guard token.isA(.less) else { return }
    skip()
    while token.kind == .word {
      while token.word == .const || token.word == .in || token.word == .out, peek().kind == .word { skip() }
      guard token.isName else { throw doubt("a type parameter is expected") }
      skip()
      if token.word == .extends {
        skip()
        try type()
      }
      if token.isA(.assign) {
        skip()
        try type()
      }
      if token.isA(.comma) { skip() } else { break }
    }
    try closeAngle()
  }

  private mutating func closeAngle() throws(Doubt) {
    guard lexer.closingAngle(of: token) else { throw doubt("'>' is expected") }
    skip()
  }

  /// From an opening bracket to behind the one that closes it.
  mutating func skipBalanced() throws(Doubt) {
    var open: [Punctuation] = []
    repeat {
      switch token.punctuation {
      case .braceOpen: open.append(.braceClose)
      case .parenOpen: open.append(.parenClose)
      case .bracketOpen: open.append(.bracketClose)
      case .braceClose, .parenClose, .bracketClose:
        guard open.popLast() == token.punctuation else { throw doubt("brackets that do not match") }
      default:
        if token.kind == .end || token.kind == .invalid || open.isEmpty { throw doubt("brackets that do not match") }
        if token.kind == .templateHead {
          try skipTemplate()
          continue
        }
      }
      skip()
    } while !open.isEmpty
  }

  /// From a template's first piece to behind its last one.
  private mutating func skipTemplate() throws(Doubt) {
    repeat {
      skip()
      try type()
      guard token.isA(.braceClose) else { throw doubt("'}' is expected") }
      token = lexer.templateContinuation(from: token)
    } while token.kind == .templateMiddle
    guard token.kind == .templateTail else { throw doubt("a template that does not end") }
    skip()
  }
}

extension Token {
  fileprivate var startsType: Bool {
    switch kind {
    case .word: word == .none || !(word == .extends || word == .is || word == .in || word == .as || word == .satisfies)
    case .string, .number, .template, .templateHead: true
    default: isA(.braceOpen) || isA(.bracketOpen) || isA(.parenOpen)
    }
  }
}

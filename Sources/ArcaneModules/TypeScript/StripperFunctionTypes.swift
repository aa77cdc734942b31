// Types of functions, and how they are told from types in parentheses.
extension TypeStripper {
  /// `(a: A) => B`, `<T>() => T`, `new () => C`, `abstract new () => D`; but not a type in parentheses.
  mutating func startsFunctionType() -> Bool {
    switch token.punctuation {
    case .less, .leftShift: return true
    case .parenOpen: return lookahead { (parser) throws(Unsupported) in try parser.startsParameters() }
    default: return token.word == .new || token.word == .abstract && peek().word == .new
    }
  }

  /// `isUnambiguouslyStartOfFunctionType` of TypeScript's parser.
  private mutating func startsParameters() throws(Unsupported) -> Bool {
    try skip()
    if token.isA(.parenClose) || token.isA(.ellipsis) { return true }
    while token.word.isModifier, peek().kind == .word { try skip() }
    if token.isName || token.word == .this {
      try skip()
    } else if token.isA(.bracketOpen) || token.isA(.braceOpen) {
      try erased { (parser) throws(Unsupported) in try parser.bindingTarget() }
    } else {
      return false
    }
    if token.isA(.colon) || token.isA(.comma) || token.isA(.question) || token.isA(.assign) { return true }
    guard token.isA(.parenClose) else { return false }
    try skip()
    return token.isA(.arrow)
  }

  mutating func functionType() throws(Unsupported) {
    if token.word == .abstract { try skip() }
    if token.word == .new { try skip() }
    try typeParameters(of: .function)
    try erased { (parser) throws(Unsupported) in
      try parser.conditional(true) { (parser) throws(Unsupported) in try parser.parameters(.type) }
    }
    try skip(.arrow)
    try returnType()
  }
}

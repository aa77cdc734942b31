// What stands in braces and brackets in a type.
extension TypeStripper {
  /// `{ a: A; b?(c: C): D; [e: string]: F; readonly g: G; new (): H; get i(): I }`, or a mapped type.
  mutating func objectType() throws(Unsupported) {
    if lookahead({ (parser) throws(Unsupported) in try parser.startsMappedType() }) { return try mappedType() }
    try skip(.braceOpen)
    try each(until: .braceClose) { (parser) throws(Unsupported) in
      try parser.typeMember()
      try parser.endTypeMember()
    }
    try skip()
  }

  /// By a comma, a semicolon, a line end or the closing brace.
  private mutating func endTypeMember() throws(Unsupported) {
    if token.isA(.comma) || token.isA(.semicolon) { return try skip() }
    guard token.isA(.braceClose) || token.isAfterNewline else { throw mistake("';' expected.") }
  }

  private mutating func typeMember() throws(Unsupported) {
    if token.isA(.parenOpen) || token.isA(.less) { return try typeSignature() }
    if token.word == .new, case let next = peek(), next.isA(.parenOpen) || next.isA(.less) {
      try skip()
      return try typeSignature()
    }
    if token.word == .readonly, !peek().endsTypeMemberName { try skip() }
    switch token.word {
    case .public, .private, .protected, .static, .abstract, .override, .async, .declare, .accessor:
      if peek().kind == .word, !peek().isAfterNewline { throw mistake("'\(token.word)' modifier cannot appear on a type member.") }
    default: break
    }
    var isAccessor = false
    if token.word == .get || token.word == .set, !peek().endsTypeMemberName {
      isAccessor = true
      try skip()
    }
    if token.isA(.bracketOpen), !isAccessor, startsIndexSignature() { return try indexSignature() }
    try typeMemberName()
    if token.isA(.question) { try skip() }
    if token.isA(.parenOpen) || token.isA(.less) { return try typeSignature() }
    if isAccessor { throw mistake("'(' expected.") }
    try annotation()
  }

  private mutating func typeMemberName() throws(Unsupported) {
    switch token.kind {
    case .word, .string, .number: try skip()
    default:
      guard token.isA(.bracketOpen) else { throw unsupported("a member's name is expected") }
      try erased { (parser) throws(Unsupported) in try parser.computedName() }
    }
  }

  private mutating func typeSignature() throws(Unsupported) {
    try typeParameters(of: .function)
    try erased { (parser) throws(Unsupported) in try parser.parameters(.type) }
    try returnAnnotation()
  }

  /// `[a: A]` rather than a computed name (`isUnambiguouslyStartOfIndexSignature` of TypeScript's parser).
  mutating func startsIndexSignature() -> Bool {
    steps += 3
    var ahead = lexer
    var first = ahead.next()
    if first.isA(.ellipsis) || first.isA(.bracketClose) { return true }
    var second = ahead.next()
    if first.word.isModifier, second.isName { (first, second) = (second, ahead.next()) }
    guard first.isName else { return false }
    if second.isA(.colon) || second.isA(.comma) { return true }
    guard second.isA(.question) else { return false }
    let third = ahead.next()
    return third.isA(.colon) || third.isA(.comma) || third.isA(.bracketClose)
  }

  /// `[a: A]: B`, without its end.
  mutating func indexSignature() throws(Unsupported) {
    try skip(.bracketOpen)
    guard token.isName else { throw unsupported("an index's name is expected") }
    try skip()
    try skip(.colon)
    try type()
    try skip(.bracketClose)
    try skip(.colon)
    try type()
  }

  // MARK: Mapped types

  private mutating func startsMappedType() throws(Unsupported) -> Bool {
    try skip()
    if token.isA(.plus) || token.isA(.minus) { return peek().word == .readonly }
    if token.word == .readonly { try skip() }
    guard token.isA(.bracketOpen) else { return false }
    try skip()
    return token.isName && peek().word == .in
  }

  /// `{ readonly [K in T as U]?: V }`.
  private mutating func mappedType() throws(Unsupported) {
    try skip(.braceOpen)
    try mappedModifier { $0.word == .readonly }
    try skip(.bracketOpen)
    try skip()
    try skip()
    try type()
    if token.word == .as {
      try skip()
      try type()
    }
    try skip(.bracketClose)
    try mappedModifier { $0.isA(.question) }
    try annotation()
    if token.isA(.semicolon) || token.isA(.comma) { try skip() }
    try skip(.braceClose)
  }

  /// `?`, `+?` or `-?`.
  private mutating func mappedModifier(_ isModifier: (Token) -> Bool) throws(Unsupported) {
    if token.isA(.plus) || token.isA(.minus) {
      try skip()
      guard isModifier(token) else { throw unsupported("a modifier is expected") }
    }
    if isModifier(token) { try skip() }
  }

  // MARK: Tuples

  /// `[a: A, b?: B, ...C[], D?]`.
  mutating func tupleType() throws(Unsupported) {
    try skip(.bracketOpen)
    var hasOptional = false
    while !token.isA(.bracketClose) {
      let isRest = token.isA(.ellipsis)
      var isOptional = false
      if isRest { try skip() }
      if token.kind == .word, lookahead({ (parser) throws(Unsupported) in try parser.startsTupleName() }) {
        try skip()
        if token.isA(.question) {
          isOptional = true
          try skip()
        }
        try skip(.colon)
      }
      try type()
      if token.isA(.question) {
        isOptional = true
        try skip()
      }
      if isRest, isOptional { throw unsupported("'?' behind this element") }
      if hasOptional, !isOptional, !isRest { deferred = mistake("A required element cannot follow an optional element.") }
      hasOptional = hasOptional || isOptional
      if token.isA(.comma) { try skip() } else if !token.isA(.bracketClose) { throw unsupported("',' is expected") }
    }
    try skip()
  }

  private mutating func startsTupleName() throws(Unsupported) -> Bool {
    try skip()
    return token.isA(.colon) || token.isA(.question) && peek().isA(.colon)
  }
}

extension Token {
  /// Behind a word that could be a modifier in a type: then it is the member's name.
  fileprivate var endsTypeMemberName: Bool {
    switch punctuation {
    case .parenOpen, .less, .colon, .question, .comma, .semicolon, .braceClose: true
    default: kind == .end || isAfterNewline
    }
  }
}

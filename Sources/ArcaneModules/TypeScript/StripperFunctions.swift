// Functions (ECMA-262, chapter 15).
extension TypeStripper {
  /// From the word `function` on. False if there is no body: an overload, of which nothing remains.
  mutating func function(isDeclaration: Bool) throws(Unsupported) -> Bool {
    try keep()
    if token.isA(.star) { try keep() }
    if token.isName { if isDeclaration { try keepBinding() } else { try keep(.binding) } }
    return try signature()
  }

  /// `<T>(a: A): R { … }`. False if there is no body.
  mutating func signature() throws(Unsupported) -> Bool {
    functionDepth += 1
    defer { functionDepth -= 1 }
    try typeParameters()
    try parameters()
    try returnAnnotation()
    guard token.isA(.braceOpen) else { return false }
    try block()
    return true
  }

  /// A signature without a body, from `first` on: another one of that name has to follow.
  mutating func overload(_ first: Int) throws(Unsupported) {
    drop(from: first)
    try endErasedStatement()
  }

  /// `: T`, if there is one.
  mutating func annotation() throws(Unsupported) {
    if token.isA(.colon) {
      try skip()
      try type()
    }
  }

  mutating func returnAnnotation() throws(Unsupported) {
    if token.isA(.colon) {
      try skip()
      try returnType()
    }
  }

  mutating func parameters(ofArrow: Bool = false) throws(Unsupported) {
    try expect(.parenOpen)
    if token.word == .this {
      if ofArrow { throw unsupported("'this' as an arrow function's parameter") }
      // What `this` is in the function: a parameter for the compiler alone.
      try skip()
      try annotation()
      if token.isA(.comma) { try skip() } else if !token.isA(.parenClose) { throw unsupported("',' is expected") }
    }
    try list(until: .parenClose) { (parser) throws(Unsupported) in try parser.parameter() }
    try keep()
  }

  private mutating func parameter() throws(Unsupported) {
    switch token.word {
    case .public, .private, .protected, .readonly, .override:
      let next = peek()
      if next.kind == .word || next.isA(.braceOpen) || next.isA(.bracketOpen) { throw unsupported("a parameter property") }
    default: if token.isA(.at) { throw unsupported("a decorator") }
    }
    let isRest = token.isA(.ellipsis)
    if isRest { try keep() }
    try bindingTarget()
    let isOptional = token.isA(.question)
    if isOptional { try skip() }
    try annotation()
    if token.isA(.assign) {
      if isOptional || isRest { throw unsupported("a value for this parameter") }
      try keep()
      try assignment()
    }
    if isRest, isOptional || !token.isA(.parenClose) { throw unsupported("this rest parameter") }
  }

  // MARK: Arrow functions

  /// False, with nothing taken, if there is none here.
  mutating func arrowFunction(_ allowsReturnType: Bool) throws(Unsupported) -> Bool {
    if token.isName {
      let next = peek()
      if next.isA(.arrow), !next.isAfterNewline {
        functionDepth += 1
        defer { functionDepth -= 1 }
        try keep(.binding)
        try arrowBody(allowsReturnType)
        return true
      }
      guard token.word == .async, !next.isAfterNewline else { return false }
      if next.isName { return try asyncArrowFunction(allowsReturnType) }
      guard next.isA(.parenOpen) || next.isA(.less) else { return false }
    } else if !token.isA(.parenOpen), !token.isA(.less) {
      return false
    }
    switch startsArrowFunction() {
    case .no: return false
    case .yes:
      // Whatever follows, it is one: mistakes in it are mistakes.
      try arrowHead()
      try arrowBody(allowsReturnType: true)
      functionDepth -= 1
      return true
    case .maybe: return try possibleArrowFunction(allowsReturnType)
    }
  }

  /// `async a => b`.
  private mutating func asyncArrowFunction(_ allowsReturnType: Bool) throws(Unsupported) -> Bool {
    var ahead = lexer
    _ = ahead.next()
    let arrow = ahead.next()
    guard arrow.isA(.arrow) else { return false }
    if arrow.isAfterNewline { throw mistake("a line end before '=>'") }
    functionDepth += 1
    defer { functionDepth -= 1 }
    try keep()
    try keep(.binding)
    try arrowBody(allowsReturnType)
    return true
  }

  private enum Answer { case yes, no, maybe }

  /// A look at the first tokens, as `isParenthesizedArrowFunctionExpressionWorker` of TypeScript's parser takes it.
  private mutating func startsArrowFunction() -> Answer {
    steps += 4
    var ahead = lexer
    var first = token
    if first.word == .async { first = ahead.next() }
    let second = ahead.next()
    guard first.isA(.parenOpen) else { return second.isName || second.word == .const ? .maybe : .no }
    if second.isA(.parenClose) {
      let third = ahead.next()
      return third.isA(.arrow) || third.isA(.colon) || third.isA(.braceOpen) ? .yes : .no
    }
    if second.isA(.bracketOpen) || second.isA(.braceOpen) { return .maybe }
    if second.isA(.ellipsis) { return .yes }
    let third = ahead.next()
    if second.word.isModifier, second.word != .async, third.isName { return third.word == .as ? .no : .yes }
    guard second.isName || second.word == .this else { return .no }
    switch third.punctuation {
    case .colon: return .yes
    case .question:
      let fourth = ahead.next()
      return fourth.isA(.colon) || fourth.isA(.comma) || fourth.isA(.assign) || fourth.isA(.parenClose) ? .yes : .no
    case .comma, .assign, .parenClose: return .maybe
    default: return .no
    }
  }

  /// Takes what is here for a function's head until something speaks against it.
  private mutating func possibleArrowFunction(_ allowsReturnType: Bool) throws(Unsupported) -> Bool {
    let before = mark()
    do throws(Unsupported) {
      let hasReturnType = try arrowHead()
      guard token.isA(.arrow) else { throw unsupported("'=>' is expected") }
      if !allowsReturnType, hasReturnType {
        try arrowBody(allowsReturnType)
        guard token.isA(.colon) else { throw unsupported("':' is expected") }
        functionDepth -= 1
        return true
      }
    } catch {
      restore(before)
      try step()
      if token.isA(.less) { throw unsupported("a type assertion in angle brackets") }
      return false
    }
    try arrowBody(allowsReturnType)
    functionDepth -= 1
    return true
  }

  /// `async <T>(a: A): B`. True if there is a type of what it returns.
  @discardableResult private mutating func arrowHead() throws(Unsupported) -> Bool {
    functionDepth += 1
    if token.word == .async { try keep() }
    try typeParameters()
    try parameters(ofArrow: true)
    let hasReturnType = token.isA(.colon)
    try returnAnnotation()
    return hasReturnType
  }

  private mutating func arrowBody(_ allowsReturnType: Bool) throws(Unsupported) { try arrowBody(allowsReturnType: allowsReturnType) }

  private mutating func arrowBody(allowsReturnType: Bool) throws(Unsupported) {
    if token.isA(.arrow), token.isAfterNewline { throw mistake("a line end before '=>'") }
    try expect(.arrow)
    if token.isA(.braceOpen) { try block() } else { try assignment(allowsReturnType: allowsReturnType) }
  }
}

// Functions (ECMA-262, chapter 15).
extension TypeStripper {
  /// From the word `function` on. False if there is no body: an overload, of which nothing remains.
  mutating func function(isDeclaration: Bool) throws(Unsupported) -> Bool {
    try keep()
    let isGenerator = token.isA(.star)
    if isGenerator { try keep() }
    if token.isName { if isDeclaration { try keepBinding() } else { try keep(.binding) } }
    if try signature() { return true }
    if isGenerator { throw mistake("An overload signature cannot be declared as a generator.") }
    return false
  }

  /// `<T>(a: A): R { … }`. False if there is no body.
  mutating func signature() throws(Unsupported) -> Bool {
    functionDepth += 1
    defer { functionDepth -= 1 }
    try typeParameters(of: .function)
    try parameters(.function)
    try returnAnnotation()
    guard token.isA(.braceOpen) else { return false }
    try block()
    return true
  }

  /// A signature without a body, from `first` on: another one of that name has to follow.
  mutating func overload(_ first: Int) throws(Unsupported) {
    let head = kept[first...].prefix { !$0.isA(.parenOpen) }
    let name = head.last { $0.role == .binding || $0.role == .moduleBinding }
    let isExported = head.first?.word == .export || first > 0 && kept[first - 1].word == .export
    drop(from: first)
    try endErasedStatement()
    steps += 6
    var ahead = lexer
    var next = token
    let isNextExported = next.word == .export
    while next.word == .export || next.word == .default || next.word == .async { next = ahead.next() }
    guard next.word == .function else {
      throw mistake("Function implementation is missing or not immediately following the declaration.", at: name)
    }
    next = ahead.next()
    if next.isA(.star) { next = ahead.next() }
    guard let name else { return }
    guard next.isName, isSame(next, name) else {
      throw mistake("Function implementation name must be '\(String(decoding: text(name), as: UTF8.self))'.", at: next)
    }
    if isExported != isNextExported { throw mistake("Overload signatures must all be exported or non-exported.", at: name) }
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

  enum ParameterOwner {
    case function, arrow, setter, type
  }

  mutating func parameters(_ owner: ParameterOwner) throws(Unsupported) {
    try expect(.parenOpen)
    if token.word == .this {
      if owner == .arrow { throw unsupported("'this' as an arrow function's parameter") }
      // What `this` is in the function: a parameter for the compiler alone.
      try skip()
      try annotation()
      if token.isA(.comma) { try skip() } else if !token.isA(.parenClose) { throw unsupported("',' is expected") }
    }
    var hasOptional = false
    try list(until: .parenClose) { (parser) throws(Unsupported) in try parser.parameter(owner, &hasOptional) }
    try keep()
  }

  private mutating func parameter(_ owner: ParameterOwner, _ hasOptional: inout Bool) throws(Unsupported) {
    switch token.word {
    case .public, .private, .protected, .readonly, .override:
      let next = peek()
      if next.kind == .word || next.isA(.braceOpen) || next.isA(.bracketOpen) { throw unsupported("a parameter property") }
    default: if token.isA(.at) { throw unsupported("a decorator") }
    }
    let isRest = token.isA(.ellipsis)
    if isRest { try keep() }
    if token.word == .this, owner != .arrow { throw mistake("A 'this' parameter must be the first parameter.") }
    let name = token
    try bindingTarget()
    let isOptional = token.isA(.question)
    if isOptional {
      if isRest { throw mistake("A rest parameter cannot be optional.") }
      if owner == .setter { throw mistake("A 'set' accessor cannot have an optional parameter.") }
      try skip()
    }
    try annotation()
    let hasValue = token.isA(.assign)
    if hasValue {
      if owner == .type || isRest { throw unsupported("a value for this parameter") }
      if isOptional { throw mistake("Parameter cannot have question mark and initializer.", at: name) }
      if owner == .setter { throw mistake("A 'set' accessor parameter cannot have an initializer.", at: name) }
      try keep()
      try assignment()
    }
    if isRest, !token.isA(.parenClose) { throw unsupported("this rest parameter") }
    if isOptional {
      hasOptional = true
    } else if hasOptional, !hasValue, !isRest {
      deferred = mistake("A required parameter cannot follow an optional parameter.", at: name)
    }
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
        if endsLikeParameters,
          lookahead({ (parser) throws(Unsupported) in
            try parser.skip()
            try parser.type()
            return parser.token.isA(.arrow)
          })
        {
          deferred = mistake("TypeScript and esbuild read this arrow function differently; put it into parentheses", at: before.token)
        }
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

  /// Whether the last function's body is something in brackets, which might be the parameters of one more: esbuild takes the
  /// `(d)` of `a ? (b): c => (d) : e => f` for that, where TypeScript takes `: e => f` for what `a` chooses between.
  private var endsLikeParameters: Bool {
    guard kept.last?.isA(.parenClose) == true else { return false }
    var depth = 0
    for index in kept.indices.reversed() {
      if kept[index].isA(.parenClose) { depth += 1 }
      if kept[index].isA(.parenOpen) { depth -= 1 }
      if depth == 0 { return index > 0 && kept[index - 1].isA(.arrow) }
    }
    return false
  }

  /// `async <T>(a: A): B`. True if there is a type of what it returns.
  @discardableResult private mutating func arrowHead() throws(Unsupported) -> Bool {
    functionDepth += 1
    if token.word == .async { try keep() }
    try typeParameters(of: .function)
    try parameters(.arrow)
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

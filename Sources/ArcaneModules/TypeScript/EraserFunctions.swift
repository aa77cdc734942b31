// Functions and classes (ECMA-262, chapter 15).
extension TypeEraser {
  /// From the word `function` on. False if there is no body: an overload, of which nothing remains.
  mutating func function() throws(Doubt) -> Bool {
    keep()
    if token.isA(.star) { keep() }
    if token.isName { keep(.binding) }
    return try signature()
  }

  /// `<T>(a: A): R { … }`. False if there is no body.
  mutating func signature() throws(Doubt) -> Bool {
    try typeParameters()
    try parameters()
    try annotation()
    guard token.isA(.braceOpen) else { return false }
    try block()
    return true
  }

  /// `: T`, if there is one.
  mutating func annotation() throws(Doubt) {
    if token.isA(.colon) {
      skip()
      try type()
    }
  }

  private mutating func parameters() throws(Doubt) {
    try expect(.parenOpen)
    while !token.isA(.parenClose) {
      if token.word == .this {
        // What `this` is in the function: a parameter for the compiler alone.
        skip()
        try annotation()
        if token.isA(.comma) { skip() }
        continue
      }
      switch token.word {
      case .public, .private, .protected, .readonly, .override:
        let next = peek()
        if next.kind == .word || next.isA(.braceOpen) || next.isA(.bracketOpen) { throw doubt("a parameter property") }
      default: break
      }
      if token.isA(.ellipsis) { keep() }
      try bindingTarget()
      if token.isA(.question) { skip() }
      try annotation()
      if token.isA(.assign) {
        keep()
        try assignment()
      }
      if !token.isA(.parenClose) { try expect(.comma) }
    }
    keep()
  }

  // MARK: Arrow functions

  /// False, with nothing taken, if there is none here.
  mutating func arrowFunction(_ inConditional: Bool) throws(Doubt) -> Bool {
    if token.isName {
      let next = peek()
      if next.isA(.arrow), !next.isAfterNewline {
        keep(.binding)
        try arrowBody(inConditional)
        return true
      }
      guard token.word == .async, !next.isAfterNewline else { return false }
      if next.isName {
        let before = mark()
        keep()
        keep(.binding)
        if token.isA(.arrow) {
          try arrowBody(inConditional)
          return true
        }
        restore(before)
        return false
      }
      return next.isA(.parenOpen) || next.isA(.less) ? try arrowFunction(inConditional, isAsync: true) : false
    }
    if token.isA(.less) {
      if try arrowFunction(inConditional, isAsync: false) { return true }
      throw doubt("a type assertion in angle brackets")
    }
    guard token.isA(.parenOpen), mayBeParameters() else { return false }
    return try arrowFunction(inConditional, isAsync: false)
  }

  /// A look at the first tokens in parentheses, which tell most expressions from parameters.
  private mutating func mayBeParameters() -> Bool {
    var ahead = lexer
    defer { noteLook(ahead) }
    let first = ahead.next()
    if first.isA(.parenClose) || first.isA(.ellipsis) || first.isA(.braceOpen) || first.isA(.bracketOpen) || first.word == .this { return true }
    guard first.isName else { return false }
    switch ahead.next().punctuation {
    case .comma, .colon, .question, .assign, .parenClose: return true
    default: return false
    }
  }

  /// Takes what is here for a function's head until something speaks against it.
  private mutating func arrowFunction(_ inConditional: Bool, isAsync: Bool) throws(Doubt) -> Bool {
    let before = mark()
    var hasReturnType = false
    do throws(Doubt) {
      if isAsync { keep() }
      try typeParameters()
      try parameters()
      hasReturnType = token.isA(.colon)
      try annotation()
      guard token.isA(.arrow), !token.isAfterNewline else { throw doubt("'=>' is expected") }
      if inConditional, hasReturnType {
        try arrowBody(inConditional)
        guard token.isA(.colon) else { throw doubt("':' is expected") }
        return true
      }
    } catch {
      restore(before)
      return false
    }
    try arrowBody(inConditional)
    return true
  }

  private mutating func arrowBody(_ inConditional: Bool) throws(Doubt) {
    try expect(.arrow)
    if token.isA(.braceOpen) { try block() } else { try assignment(inConditional: inConditional) }
  }

  // MARK: Classes

  /// From the word `class` on.
  mutating func classDefinition() throws(Doubt) {
    keep()
    if token.isName, token.word != .implements { keep(.binding) }
    try typeParameters()
    if token.word == .extends {
      keep()
      let outer = inHeritage
      inHeritage = true
      try heritage()
      inHeritage = outer
    }
    if token.word == .implements {
      repeat {
        skip()
        try type()
      } while token.isA(.comma)
    }
    try expect(.braceOpen)
    while !token.isA(.braceClose) {
      if token.isA(.semicolon) {
        skip()
      } else {
        try member()
      }
    }
    keep()
  }

  private mutating func member() throws(Doubt) {
    try descend()
    defer { depth -= 1 }
    let first = kept.count
    if token.word == .static, peek().isA(.braceOpen) {
      keep()
      try block()
    } else {
      let outer = erasing
      let isErased = try modifiers()
      if isErased { erasing += 1 }
      let remains = try memberBody()
      erasing = outer
      if !remains || isErased { drop(from: first) }
    }
    if kept.count > first { kept[first].startsLine = true }
  }

  /// True for `abstract` and `declare`, of which nothing remains.
  private mutating func modifiers() throws(Doubt) -> Bool {
    var isErased = false
    while token.word != .none {
      let next = peek()
      switch token.word {
      case .public, .private, .protected, .readonly, .override, .abstract, .declare, .static, .async, .get, .set, .accessor: break
      default: return isErased
      }
      if next.endsMemberName { return isErased }
      // `get` and a name on the next line are two members; some modifiers may stand on a line of their own.
      if next.isAfterNewline { throw doubt("a line's end behind a modifier") }
      switch token.word {
      case .accessor: throw doubt("accessor")
      case .static, .async, .get, .set: keep()
      default:
        if token.word == .abstract || token.word == .declare { isErased = true }
        skip()
      }
    }
    return isErased
  }

  /// False if nothing of it is to remain.
  private mutating func memberBody() throws(Doubt) -> Bool {
    if token.isA(.star) { keep() }
    if token.isA(.bracketOpen) {
      if try indexSignature() { return false }
      try computedName()
    } else {
      guard token.kind == .word || token.kind == .string || token.kind == .number || token.kind == .privateName else {
        throw doubt(token.isA(.at) ? "a decorator" : "a member's name is expected")
      }
      keep()
    }
    if token.isA(.question) || token.isA(.bang) { skip() }
    if token.isA(.parenOpen) || token.isA(.less) {
      if try signature() { return true }
      try endErasedMember()
      return false
    }
    if !options.definesFields, erasing == 0 { throw doubt("a field, with useDefineForClassFields off") }
    try annotation()
    if token.isA(.assign) {
      keep()
      try assignment()
    }
    try endStatement()
    return true
  }

  /// `[key: string]: T`.
  private mutating func indexSignature() throws(Doubt) -> Bool {
    let before = mark()
    skip()
    let isName = token.kind == .word
    skip()
    guard isName, token.isA(.colon) else {
      restore(before)
      return false
    }
    restore(before)
    try skipBalanced()
    try annotation()
    try endErasedMember()
    return true
  }

  private mutating func endErasedMember() throws(Doubt) {
    if token.isA(.comma) { skip() } else { try endErasedStatement() }
  }
}

extension Token {
  /// Behind a word that could be a modifier: then it is the member's name.
  fileprivate var endsMemberName: Bool {
    switch punctuation {
    case .parenOpen, .assign, .semicolon, .colon, .question, .bang, .braceClose, .comma, .less: true
    default: kind == .end
    }
  }
}

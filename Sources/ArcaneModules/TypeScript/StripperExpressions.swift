// Expressions (ECMA-262, chapter 13): what operators and their operands are made of.
extension TypeStripper {
  /// What the parser has to know of an expression that it has read.
  struct Operand {
    /// Of its outermost operator.
    var precedence = Precedence.primary
    /// `as` or `satisfies` was passed over behind it: what it holds together falls apart if a tighter operator follows.
    var isAsserted = false
  }

  mutating func expression() throws(Unsupported) {
    try assignment()
    while token.isA(.comma) {
      try keep()
      try assignment()
    }
  }

  /// - Parameter allowsReturnType: false between `?` and `:`, where `(a): b => c` is only a function if another `:` follows.
  mutating func assignment(allowsReturnType: Bool = true) throws(Unsupported) {
    try descend()
    defer { depth -= 1 }
    if token.word == .yield {
      try keep()
      if token.isA(.star) { try keep() } else if !continuesYield { return }
      return try assignment()
    }
    if try arrowFunction(allowsReturnType) { return }
    let left = try binary(above: 0)
    switch token.punctuation {
    case .question:
      try keep()
      try assignment(allowsReturnType: false)
      try expect(.colon)
      try assignment(allowsReturnType: allowsReturnType)
    case .assign, .otherAssign, .slashAssign:
      guard left.precedence == Precedence.primary, !left.isAsserted else { throw unsupported("an assignment to this expression") }
      try keep()
      try assignment(allowsReturnType: allowsReturnType)
    default: break
    }
  }

  private var continuesYield: Bool {
    !(endsStatement || token.isA(.parenClose) || token.isA(.bracketClose) || token.isA(.comma) || token.isA(.colon)
      || token.word == .in || token.word == .of)
  }

  // MARK: Operators

  /// An operand and the operators behind it that bind more tightly than `precedence`.
  private mutating func binary(above precedence: UInt8) throws(Unsupported) -> Operand {
    var left = try unary()
    while true {
      if token.word == .as || token.word == .satisfies {
        guard precedence < Precedence.relational, !token.isAfterNewline else { return left }
        let isConst = token.word == .as && peek().word == .const
        try skip()
        if isConst { try skip() } else { try assertedType() }
        left.isAsserted = true
        continue
      }
      let isWord = token.word == .in || token.word == .instanceof
      let next = isWord ? Precedence.relational : token.punctuation.precedence
      guard next > precedence || next == Precedence.exponent && precedence == next else { return left }
      try check(left, before: next)
      try keep()
      let depthBefore = depth
      try descend()
      let right = try binary(above: next)
      depth = depthBefore
      // `??` may not stand beside `||` or `&&` (13.13).
      if next == 1, right.precedence == 2 || right.precedence == 3 { throw unsupported("'??' beside '||' or '&&'") }
      left = Operand(precedence: next)
    }
  }

  /// Behind `as` and `satisfies`. Where `<` follows, TypeScript compares, but esbuild goes on with the type.
  private mutating func assertedType() throws(Unsupported) {
    let first = token
    try type()
    if token.isA(.less) || token.isA(.leftShift), !(first.word.isTypeName && token.before == first.end) { throw unsupported("'<' behind this type") }
  }

  /// `a + b as T * c` is `(a + b) * c`: without its type it would be another program.
  private func check(_ left: Operand, before next: UInt8) throws(Unsupported) {
    if next == Precedence.exponent, left.precedence == Precedence.prefix || left.precedence == next && left.isAsserted {
      throw unsupported("'**' behind this operand")
    }
    if left.isAsserted, left.precedence < next { throw unsupported("'as' or 'satisfies' before an operator that binds more tightly") }
    if next == 1 ? left.precedence == 2 || left.precedence == 3 : left.precedence == 1 && next <= 3 { throw unsupported("'??' beside '||' or '&&'") }
  }

  private mutating func unary() throws(Unsupported) -> Operand {
    var operand = Operand()
    while true {
      switch token.punctuation {
      case .bang, .tilde, .plus, .minus, .step: try keep()
      case .less: throw unsupported("a type assertion in angle brackets")
      default:
        switch token.word {
        case .typeof, .void, .delete, .await: try keep()
        default:
          try primary()
          try suffixes()
          return operand
        }
      }
      operand.precedence = Precedence.prefix
    }
  }

  /// `(a as T) = () => {}` calls the function `a`; without its type the parentheses would keep it from that (13.15.2). The comparison
  /// with esbuild does not see it: that prints no such parentheses.
  private mutating func parenthesized() throws(Unsupported) {
    let open = kept.count
    try keep()
    try expression()
    let isErasedName = kept.count == open + 2 && kept[open + 1].kind == .word && token.before != kept[open + 1].end
    // One in another's parentheses.
    let holdsErasedName = kept.count > open + 2 && kept[open + 1].isA(.parenOpen) && kept[kept.count - 1].end == erasedName
    try expect(.parenClose)
    guard isErasedName || holdsErasedName else { return }
    if isAssignment { throw unsupported("an assignment to a name with a type assertion") }
    erasedName = kept[kept.count - 1].end
  }

  /// What a class extends: an operand without operators before it.
  mutating func heritage() throws(Unsupported) {
    try primary()
    try suffixes(inHeritage: true)
  }

  // MARK: Operands

  private mutating func primary() throws(Unsupported) {
    switch token.kind {
    case .number, .string, .template, .privateName: try keep()
    case .templateHead: try template()
    case .word: try wordOperand()
    case .punctuation:
      switch token.punctuation {
      case .parenOpen: try parenthesized()
      case .bracketOpen: try array()
      case .braceOpen: try object()
      case .slash, .slashAssign:
        token = lexer.regularExpression(from: token)
        guard token.kind == .regularExpression else { throw unsupported("this regular expression") }
        try keep()
      case .less: throw unsupported("a type assertion in angle brackets")
      case .at: throw unsupported("a decorator")
      default: throw unsupported("an expression is expected")
      }
    default: throw unsupported(token.kind == .invalid ? "a character or a literal" : "an expression is expected")
    }
  }

  private mutating func wordOperand() throws(Unsupported) {
    switch token.word {
    case .this, .null, .true, .false: try keep()
    case .super:
      try keep()
      guard token.isA(.parenOpen) || token.isA(.dot) || token.isA(.bracketOpen) else { throw unsupported("'super' alone") }
    case .function: if !(try function(isDeclaration: false)) { throw unsupported("a function without a body") }
    case .async:
      let next = peek()
      if next.word == .function, !next.isAfterNewline {
        try keep()
        return try wordOperand()
      }
      try keep(.reference)
    case .class: try classDefinition(isDeclaration: false)
    case .new:
      try keep()
      if token.isA(.dot) {
        try keep()
        guard token.word == .target else { throw unsupported("'target' is expected") }
        try keep()
      } else {
        try descend()
        try primary()
        depth -= 1
      }
    case .import: try importOperand()
    default:
      guard token.isName else { throw unsupported("an expression is expected") }
      try keep(.reference)
    }
  }

  /// `import("…")` or `import.meta`.
  private mutating func importOperand() throws(Unsupported) {
    try keep()
    if token.isA(.dot) {
      try keep()
      guard token.word == .meta else { throw unsupported("a phase of import") }
      return try keep()
    }
    try expect(.parenOpen)
    if token.kind == .string || token.kind == .template, peek().isA(.parenClose) { try keep(.dynamicSpecifier) } else { try assignment() }
    // Attributes would have to be left out for V8 10.2.
    guard token.isA(.parenClose) else { throw unsupported("an import with more than a specifier") }
    try keep()
  }

  private mutating func suffixes(inHeritage: Bool = false) throws(Unsupported) {
    while true {
      switch token.punctuation {
      case .dot:
        try keep()
        try memberName()
      case .questionDot:
        try keep()
        if token.isA(.less) {
          try typeArguments()
          guard token.isA(.parenOpen) else { throw unsupported("'(' is expected") }
        } else if !token.isA(.parenOpen), !token.isA(.bracketOpen) {
          try memberName()
        }
      case .bracketOpen:
        try keep()
        try expression()
        try expect(.bracketClose)
      case .parenOpen: try arguments()
      case .bang where !token.isAfterNewline: try skip()
      case .step where !token.isAfterNewline: try keep()
      case .less, .leftShift: if !(try typeArgumentsOfExpression(inHeritage)) { return }
      default:
        if token.kind == .template {
          try keep()
        } else if token.kind == .templateHead {
          try template()
        } else {
          return
        }
      }
    }
  }

  private mutating func memberName() throws(Unsupported) {
    guard token.kind == .word || token.kind == .privateName else { throw unsupported("a name is expected") }
    try keep()
  }

  private mutating func arguments() throws(Unsupported) {
    try keep()
    try list(until: .parenClose) { (parser) throws(Unsupported) in
      if parser.token.isA(.ellipsis) { try parser.keep() }
      try parser.assignment()
    }
    try keep()
  }

  /// Whether `<` opens type arguments: what stands in the brackets has to be types, and what follows decides then, as in
  /// TypeScript's own parser (`canFollowTypeArgumentsInExpression`).
  private mutating func typeArgumentsOfExpression(_ inHeritage: Bool) throws(Unsupported) -> Bool {
    let before = mark()
    do throws(Unsupported) {
      try openAngle()
      try typeList()
      // In an expression `>>` and `>=` are operators.
      guard token.isA(.greater) else { throw unsupported("'>' is expected") }
      try skip()
    } catch {
      restore(before)
      return false
    }
    if token.isA(.parenOpen) || token.kind == .template || token.kind == .templateHead { return true }
    if inHeritage, token.isA(.braceOpen) || token.word == .implements { return true }
    let isComparison = token.isA(.less) || token.isA(.greater) || token.isA(.plus) || token.isA(.minus)
    guard !isComparison, token.isAfterNewline || isBinaryOperator || !startsExpression else {
      restore(before)
      return false
    }
    if token.isA(.dot) { throw mistake("An instantiation expression cannot be followed by a property access.") }
    if token.isA(.questionDot) || token.isA(.step) || token.isA(.bang) || isAssignment { throw unsupported("type arguments without a call") }
    return true
  }

  private var isAssignment: Bool { token.isA(.assign) || token.isA(.otherAssign) || token.isA(.slashAssign) }

  private var isBinaryOperator: Bool {
    token.punctuation.precedence > 0 || token.word == .in || token.word == .instanceof || token.word == .as || token.word == .satisfies
  }

  /// `isStartOfExpression` of TypeScript's parser.
  private var startsExpression: Bool {
    switch token.kind {
    case .word:
      switch token.word {
      case .this, .super, .null, .true, .false, .function, .class, .new, .import, .delete, .typeof, .void, .await, .yield: true
      default: token.isName
      }
    case .punctuation:
      switch token.punctuation {
      case .parenOpen, .bracketOpen, .braceOpen, .slash, .slashAssign, .plus, .minus, .tilde, .bang, .step, .less, .at: true
      default: false
      }
    case .end, .invalid: false
    default: true
    }
  }
}

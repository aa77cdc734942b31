// Expressions (ECMA-262, chapter 13), without precedence: operands and what stands between them.
extension TypeEraser {
  mutating func expression() throws(Doubt) {
    try assignment()
    while token.isA(.comma) {
      keep()
      try assignment()
    }
  }

  /// - Parameter inConditional: between `?` and `:`, where `(a): b => c` is only a function if another `:` follows.
  mutating func assignment(inConditional: Bool = false) throws(Doubt) {
    try descend()
    defer { depth -= 1 }
    if try arrowFunction(inConditional) { return }
    if token.word == .yield {
      keep()
      if token.isA(.star) { keep() } else if !continuesYield { return }
      return try assignment(inConditional: inConditional)
    }
    try operand()
    while true {
      switch token.punctuation {
      case .question:
        keep()
        try assignment(inConditional: true)
        try expect(.colon)
        return try assignment(inConditional: inConditional)
      case .assign, .otherAssign, .slashAssign:
        keep()
        return try assignment(inConditional: inConditional)
      case let punctuation where punctuation.isBinaryOperator:
        keep()
        try operand()
      default:
        switch token.word {
        case .in, .instanceof:
          keep()
          try operand()
        case .as where !token.isAfterNewline, .satisfies where !token.isAfterNewline:
          skip()
          if token.word == .const { skip() } else { try type() }
        default: return
        }
      }
    }
  }

  private var continuesYield: Bool {
    !(endsStatement || token.isA(.parenClose) || token.isA(.bracketClose) || token.isA(.comma) || token.isA(.colon)
      || token.word == .in || token.word == .of)
  }

  // MARK: Operands

  private mutating func operand() throws(Doubt) {
    while true {
      switch token.punctuation {
      case .bang, .tilde, .plus, .minus, .step: keep()
      default:
        switch token.word {
        case .typeof, .void, .delete, .await: keep()
        default:
          try primary()
          return try suffixes()
        }
      }
    }
  }

  /// What a class extends: an operand without operators before it.
  mutating func heritage() throws(Doubt) {
    try primary()
    try suffixes()
  }

  private mutating func primary() throws(Doubt) {
    switch token.kind {
    case .number, .string, .template, .privateName: keep()
    case .templateHead: try template()
    case .word: try wordOperand()
    case .punctuation:
      switch token.punctuation {
      case .parenOpen:
        keep()
        try expression()
        try expect(.parenClose)
      case .bracketOpen: try array()
      case .braceOpen: try object()
      case .slash, .slashAssign:
        let newline = token.isAfterNewline
        token = lexer.regularExpression(from: token)
        token.isAfterNewline = newline
        guard token.kind == .regularExpression else { throw doubt("this regular expression") }
        keep()
      case .less: throw doubt("a type assertion in angle brackets")
      default: throw doubt("an expression is expected")
      }
    default: throw doubt(token.kind == .invalid ? "a character or a literal" : "an expression is expected")
    }
  }

  private mutating func wordOperand() throws(Doubt) {
    switch token.word {
    case .this, .super, .null, .true, .false: keep()
    case .function: if !(try function()) { throw doubt("a function without a body") }
    case .async:
      let next = peek()
      if next.word == .function, !next.isAfterNewline {
        keep()
        return try wordOperand()
      }
      keep(.reference)
    case .class: try classDefinition()
    case .new:
      keep()
      if token.isA(.dot) {
        keep()
        keep()
      } else {
        try primary()
      }
    case .import: try importOperand()
    default:
      guard token.isName else { throw doubt("an expression is expected") }
      keep(.reference)
    }
  }

  /// `import("…")` or `import.meta`.
  private mutating func importOperand() throws(Doubt) {
    keep()
    if token.isA(.dot) {
      keep()
      guard token.kind == .word, text(token).elementsEqual("meta".utf8) else { throw doubt("a phase of import") }
      return keep()
    }
    try expect(.parenOpen)
    if token.kind == .string || token.kind == .template, peek().isA(.parenClose) { keep(.dynamicSpecifier) } else { try assignment() }
    // Attributes would have to be left out for V8 10.2.
    guard token.isA(.parenClose) else { throw doubt("an import with more than a specifier") }
    keep()
  }

  private mutating func suffixes() throws(Doubt) {
    while true {
      switch token.punctuation {
      case .dot:
        keep()
        try memberName()
      case .questionDot:
        keep()
        if token.isA(.less) {
          try typeArguments()
          guard token.isA(.parenOpen) else { throw doubt("'(' is expected") }
        } else if !token.isA(.parenOpen), !token.isA(.bracketOpen) {
          try memberName()
        }
      case .bracketOpen:
        keep()
        try expression()
        try expect(.bracketClose)
      case .parenOpen: try arguments()
      case .bang where !token.isAfterNewline: skip()
      case .step where !token.isAfterNewline: keep()
      case .less: if !(try typeArgumentsOfExpression()) { return }
      default:
        if token.kind == .template {
          keep()
        } else if token.kind == .templateHead {
          try template()
        } else {
          return
        }
      }
    }
  }

  private mutating func memberName() throws(Doubt) {
    guard token.kind == .word || token.kind == .privateName else { throw doubt("a name is expected") }
    keep()
  }

  private mutating func arguments() throws(Doubt) {
    keep()
    while !token.isA(.parenClose) {
      if token.isA(.ellipsis) { keep() }
      try assignment()
      if !token.isA(.parenClose) { try expect(.comma) }
    }
    keep()
  }

  /// Whether `<` opens type arguments is told by what comes behind them, as in TypeScript's own parser
  /// (`canFollowTypeArgumentsInExpression`).
  private mutating func typeArgumentsOfExpression() throws(Doubt) -> Bool {
    let before = mark()
    do throws(Doubt) { try typeArguments() } catch {
      restore(before)
      return false
    }
    if token.isA(.parenOpen) || token.kind == .template || token.kind == .templateHead { return true }
    if inHeritage, token.isA(.braceOpen) || token.word == .implements { return true }
    let isComparison = token.isA(.less) || token.isA(.greater) || token.isA(.plus) || token.isA(.minus)
    if !isComparison, token.isAfterNewline || !startsOperand { throw doubt("type arguments without a call") }
    restore(before)
    return false
  }

  private var startsOperand: Bool {
    switch token.kind {
    case .word: token.word != .in && token.word != .instanceof && token.word != .as && token.word != .satisfies
    case .punctuation:
      switch token.punctuation {
      case .parenOpen, .bracketOpen, .braceOpen, .bang, .tilde, .step: true
      default: false
      }
    default: token.kind != .end
    }
  }

  mutating func template() throws(Doubt) {
    keep()
    while true {
      try expression()
      guard token.isA(.braceClose) else { throw doubt("'}' is expected") }
      token = lexer.templateContinuation(from: token)
      if token.kind == .invalid { throw doubt("a template that does not end") }
      let isLast = token.kind == .templateTail
      keep()
      if isLast { return }
    }
  }

  private mutating func array() throws(Doubt) {
    keep()
    while !token.isA(.bracketClose) {
      if token.isA(.comma) {
        keep()
      } else {
        if token.isA(.ellipsis) { keep() }
        try assignment()
        if !token.isA(.bracketClose) { try expect(.comma) }
      }
    }
    keep()
  }

  private mutating func object() throws(Doubt) {
    keep()
    while !token.isA(.braceClose) {
      if token.isA(.ellipsis) {
        keep()
        try assignment()
      } else {
        try property()
      }
      if !token.isA(.braceClose) { try expect(.comma) }
    }
    keep()
  }

  private mutating func property() throws(Doubt) {
    if token.word == .async || token.word == .get || token.word == .set, !peek().endsPropertyName { keep() }
    if token.isA(.star) { keep() }
    let name = token
    let position = kept.count
    switch token.kind {
    case .word, .string, .number: keep()
    default:
      guard token.isA(.bracketOpen) else { throw doubt("a property's name is expected") }
      try computedName()
    }
    switch token.punctuation {
    case .parenOpen, .less: if !(try signature()) { throw doubt("a method without a body") }
    case .colon:
      keep()
      try assignment()
    default:
      guard name.isName else { throw doubt("':' is expected") }
      if erasing == 0 { kept[position].role = .reference }
      if token.isA(.assign) {
        keep()
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

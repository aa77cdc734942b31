// Types, of which nothing is kept. They are read as precisely as the rest, since what can be read as a type decides
// whether `<` opens a list of them or compares.
extension TypeStripper {
  mutating func type() throws(Unsupported) {
    try descend()
    defer { depth -= 1 }
    if startsFunctionType() { return try functionType() }
    try unionType()
    guard allowsConditionalTypes, token.word == .extends, !token.isAfterNewline else { return }
    try skip()
    let outer = isInExtends
    isInExtends = true
    try conditional(false) { (parser) throws(Unsupported) in try parser.type() }
    isInExtends = outer
    try skip(.question)
    try conditional(true) { (parser) throws(Unsupported) in try parser.type() }
    try skip(.colon)
    try conditional(true) { (parser) throws(Unsupported) in try parser.type() }
  }

  /// A type, or what a function says of its argument: `x is T`, `asserts x`.
  mutating func returnType() throws(Unsupported) {
    let outer = isReturn
    isReturn = true
    defer { isReturn = outer }
    if token.isName, token.word != .asserts {
      let next = peek()
      if next.word == .is, !next.isAfterNewline {
        try skip()
        try skip()
      }
    }
    try type()
  }

  mutating func conditional(_ allows: Bool, _ body: (inout TypeStripper) throws(Unsupported) -> Void) throws(Unsupported) {
    let outer = allowsConditionalTypes
    allowsConditionalTypes = allows
    try body(&self)
    allowsConditionalTypes = outer
  }

  private mutating func unionType() throws(Unsupported) {
    var isFirst = true
    while true {
      if token.isA(.bar) || token.isA(.ampersand) {
        try skip()
        // `A | & B`: an intersection may begin with its operator.
        if token.isA(.ampersand) { try skip() }
      } else if !isFirst {
        return
      }
      isFirst = false
      try typeOperator()
    }
  }

  private mutating func typeOperator() throws(Unsupported) {
    try descend()
    defer { depth -= 1 }
    switch token.word {
    case .keyof, .readonly:
      try skip()
      return try typeOperator()
    case .unique:
      let next = peek()
      if next.word == .symbol {
        try skip()
        return try typeOperator()
      }
      if next.startsType { throw unsupported("'unique' before another type than symbol") }
      // esbuild takes it for a name.
      deferred = mistake("Type expected.")
    case .infer:
      if !isInExtends { deferred = mistake("'infer' declarations are only permitted in the 'extends' clause of a conditional type.") }
      try skip()
      guard token.isName else { throw unsupported("a name is expected") }
      try skip()
      if token.word == .extends { try inferConstraint() }
      return
    default: break
    }
    try conditional(true) { (parser) throws(Unsupported) in try parser.postfixType() }
  }

  /// `infer T extends U` has a constraint, unless `infer T` is what a conditional type asks about.
  private mutating func inferConstraint() throws(Unsupported) {
    let before = mark()
    try skip()
    try conditional(false) { (parser) throws(Unsupported) in try parser.type() }
    if allowsConditionalTypes, token.isA(.question) {
      restore(before)
      try step()
    }
  }

  private mutating func postfixType() throws(Unsupported) {
    try primaryType()
    while !token.isAfterNewline {
      if token.isA(.bang) {
        // A type of JSDoc, which TypeScript reads and refuses.
        deferred = unsupported("'!' behind a type")
        try skip()
      } else if token.isA(.bracketOpen) {
        try skip()
        if !token.isA(.bracketClose) { try type() }
        try skip(.bracketClose)
      } else {
        return
      }
    }
  }

  private mutating func primaryType() throws(Unsupported) {
    switch token.kind {
    case .string, .number, .template: try skip()
    case .templateHead: try templateType()
    case .word: try typeWord()
    default:
      switch token.punctuation {
      case .braceOpen: try objectType()
      case .bracketOpen: try tupleType()
      case .parenOpen:
        try skip()
        try type()
        try skip(.parenClose)
      case .minus:
        try skip()
        guard token.kind == .number else { throw unsupported("a number is expected") }
        try skip()
      default: throw unsupported("a type is expected")
      }
    }
  }

  private mutating func typeWord() throws(Unsupported) {
    switch token.word {
    case .import: return try importType()
    case .typeof:
      try skip()
      if token.word == .import { return try importType() }
      guard token.isName || token.word == .this else { throw unsupported("a name is expected") }
      try skip()
      return try typeReferenceTail()
    case .void, .null, .true, .false: return try skip()
    case .this:
      try skip()
      if token.word == .is, !token.isAfterNewline {
        try skip()
        try type()
      }
      return
    case .asserts:
      let next = peek()
      if next.isName || next.word == .this, !next.isAfterNewline {
        if !isReturn { deferred = unsupported("a type predicate that is not what a function returns") }
        try skip()
        try skip()
        if token.word == .is, !token.isAfterNewline {
          try skip()
          try type()
        }
        return
      }
      try skip()
    case let word where word.isTypeName:
      try skip()
      guard token.isA(.dot) else { return }
    default:
      guard token.isName else { throw unsupported("a type is expected") }
      try skip()
    }
    try typeReferenceTail()
  }

  /// `.B<C>`, behind a name.
  private mutating func typeReferenceTail() throws(Unsupported) {
    while token.isA(.dot) {
      try skip()
      guard token.kind == .word || token.kind == .privateName else { throw unsupported("a name is expected") }
      try skip()
    }
    guard token.isA(.less) || token.isA(.leftShift) else { return }
    // TypeScript ends the type here, esbuild does not.
    if token.isAfterNewline { throw unsupported("a line end before type arguments") }
    try typeArguments()
  }

  /// `import("a").B<C>`.
  private mutating func importType() throws(Unsupported) {
    try skip()
    try skip(.parenOpen)
    guard token.kind == .string else { throw unsupported("a specifier is expected") }
    try skip()
    if token.isA(.comma) {
      try skip()
      if token.isA(.braceOpen) { try erased { (parser) throws(Unsupported) in try parser.assignment() } }
      if token.isA(.comma) { try skip() }
    }
    try skip(.parenClose)
    try typeReferenceTail()
  }

  /// An expression inside of a type, such as a computed name.
  mutating func erased(_ body: (inout TypeStripper) throws(Unsupported) -> Void) throws(Unsupported) {
    erasing += 1
    try body(&self)
    erasing -= 1
  }

  // MARK: Lists

  mutating func openAngle() throws(Unsupported) {
    guard lexer.angle(UInt8(ascii: "<"), of: token) else { throw unsupported("'<' is expected") }
    try step()
    token = lexer.next()
  }

  private mutating func closeAngle() throws(Unsupported) {
    guard lexer.angle(UInt8(ascii: ">"), of: token) else { throw unsupported("'>' is expected") }
    try step()
    token = lexer.next()
  }

  /// `<A, B>`.
  mutating func typeArguments() throws(Unsupported) {
    try openAngle()
    try typeList()
    try closeAngle()
  }

  mutating func typeList() throws(Unsupported) {
    try conditional(true) { (parser) throws(Unsupported) in
      try parser.type()
      while parser.token.isA(.comma) {
        try parser.skip()
        try parser.type()
      }
    }
  }

  enum TypeParameterOwner {
    case function, `class`, type
  }

  /// `<const T extends U = V>`, if there are any.
  mutating func typeParameters(of owner: TypeParameterOwner) throws(Unsupported) {
    guard token.isA(.less) || token.isA(.leftShift) else { return }
    try openAngle()
    try conditional(true) { (parser) throws(Unsupported) in
      repeat {
        try parser.typeParameter(owner)
        guard parser.token.isA(.comma) else { break }
        try parser.skip()
      } while parser.token.kind == .word
    }
    try closeAngle()
  }

  private mutating func typeParameter(_ owner: TypeParameterOwner) throws(Unsupported) {
    if owner != .type, token.word == .const { try skip() }
    if owner != .function {
      if token.word == .in { try skip() }
      if token.word == .out, peek().isName { try skip() }
    }
    guard token.isName else { throw unsupported("a type parameter is expected") }
    try skip()
    if token.word == .extends {
      try skip()
      try type()
    }
    if token.isA(.assign) {
      try skip()
      try type()
    }
  }

  /// From a template's first piece to behind its last one.
  private mutating func templateType() throws(Unsupported) {
    var isLast = false
    try skip()
    while !isLast {
      try conditional(true) { (parser) throws(Unsupported) in try parser.type() }
      guard token.isA(.braceClose) else { throw unsupported("'}' is expected") }
      token = lexer.templateContinuation(from: token)
      isLast = token.kind == .templateTail
      try skip()
    }
  }
}

extension Token {
  /// `isStartOfType` of TypeScript's parser.
  var startsType: Bool {
    switch kind {
    case .word:
      switch word {
      case .void, .null, .true, .false, .this, .typeof, .new, .import, .function: true
      default: !word.isReserved
      }
    case .string, .number, .template, .templateHead: true
    case .punctuation: isA(.braceOpen) || isA(.bracketOpen) || isA(.parenOpen) || isA(.less) || isA(.bar) || isA(.ampersand) || isA(.minus)
    default: false
    }
  }
}

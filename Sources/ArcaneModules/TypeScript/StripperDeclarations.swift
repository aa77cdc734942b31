// Declarations of which nothing is left: types, interfaces, and what is somewhere else.
extension TypeStripper {
  mutating func typeAlias() throws(Unsupported) {
    try skip()
    typeNames.append(token)
    try skip()
    try typeParameters()
    try skip(.assign)
    try type()
    try endErasedStatement()
  }

  mutating func interface() throws(Unsupported) {
    try skip()
    typeNames.append(token)
    try skip()
    try typeParameters()
    if token.word == .extends {
      repeat {
        try skip()
        try type()
      } while token.isA(.comma)
    }
    guard token.isA(.braceOpen) else { throw unsupported("'{' is expected") }
    try objectType()
  }

  /// `declare …`: what is somewhere else.
  mutating func ambient() throws(Unsupported) {
    try skip()
    erasing += 1
    defer { erasing -= 1 }
    try ambientDeclaration()
  }

  private mutating func ambientDeclaration() throws(Unsupported) {
    try descend()
    defer { depth -= 1 }
    let next = peek()
    switch token.word {
    // What is used of an enum may have to be put in its place.
    case .enum: throw unsupported("an enum")
    case .const where next.word == .enum: throw unsupported("an enum")
    case .const, .let, .var: try ambientVariables()
    case .function:
      try skip()
      if token.isA(.star) { throw unsupported("a generator without a body") }
      try ambientName()
      if try signature() { throw mistake("An implementation cannot be declared in ambient contexts.") }
      try endErasedStatement()
    case .abstract where next.word == .class, .class:
      if token.word == .abstract { try skip() }
      try ambientClass()
    case .interface where next.isName: try interface()
    case .type where next.isName: try typeAlias()
    case .global where next.isA(.braceOpen):
      try skip()
      try ambientBlock()
    case .namespace where next.isName, .module where next.isName:
      try skip()
      try ambientName()
      while token.isA(.dot) {
        try skip()
        guard token.isName else { throw unsupported("a name is expected") }
        try skip()
      }
      try ambientBlock()
    case .module where next.kind == .string:
      try skip()
      try skip()
      if token.isA(.braceOpen) { try ambientBlock() } else { try endErasedStatement() }
    default: throw unsupported("a declaration")
    }
  }

  private mutating func ambientName() throws(Unsupported) {
    guard token.isName else { throw unsupported("a name is expected") }
    typeNames.append(token)
    try skip()
  }

  private mutating func ambientVariables() throws(Unsupported) {
    repeat {
      try skip()
      try ambientName()
      try annotation()
      if token.isA(.assign) { throw unsupported("a value of what is declared elsewhere") }
    } while token.isA(.comma)
    try endErasedStatement()
  }

  /// A class without bodies: its members are read as an interface's are, but for their modifiers.
  private mutating func ambientClass() throws(Unsupported) {
    try skip()
    try ambientName()
    try typeParameters()
    if token.word == .extends {
      try skip()
      try heritage()
    }
    if token.word == .implements {
      repeat {
        try skip()
        try type()
      } while token.isA(.comma)
    }
    try skip(.braceOpen)
    try each(until: .braceClose) { (parser) throws(Unsupported) in
      if parser.token.isA(.semicolon) { return try parser.skip() }
      try parser.member(isAmbient: true)
    }
    try skip()
  }

  private mutating func ambientBlock() throws(Unsupported) {
    guard token.isA(.braceOpen) else { throw unsupported("'{' is expected") }
    try skip()
    // Names in it are its own.
    let names = typeNames.count
    try each(until: .braceClose) { (parser) throws(Unsupported) in
      if parser.token.isA(.semicolon) { return try parser.skip() }
      if parser.token.word == .export, parser.peek().kind == .word { try parser.skip() }
      if parser.token.word == .declare, parser.peek().kind == .word { try parser.skip() }
      try parser.ambientDeclaration()
    }
    typeNames.removeLast(typeNames.count - names)
    try skip()
  }
}

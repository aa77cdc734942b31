// Declarations of which nothing is left: types, interfaces, and what is somewhere else.
extension TypeStripper {
  mutating func typeAlias() throws(Unsupported) {
    try skip()
    typeNames.append(token)
    try skip()
    try typeParameters(of: .type)
    try skip(.assign)
    try type()
    try endErasedStatement()
  }

  mutating func interface() throws(Unsupported) {
    try skip()
    typeNames.append(token)
    try skip()
    try typeParameters(of: .type)
    if token.word == .extends {
      repeat {
        try skip()
        try type()
      } while token.isA(.comma)
    }
    if token.word == .implements { throw mistake("Interface declaration cannot have 'implements' clause.") }
    guard token.isA(.braceOpen) else { throw unsupported("'{' is expected") }
    try objectType()
  }

  /// `declare …`: what is somewhere else.
  mutating func ambient() throws(Unsupported) {
    if blockDepth > 0 || functionDepth > 0 { throw mistake("Modifiers cannot appear here.") }
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
      if token.isA(.star) { throw mistake("Generators are not allowed in an ambient context.") }
      try ambientName()
      if try signature() { throw mistake("An implementation cannot be declared in ambient contexts.") }
      try endErasedStatement()
    case .abstract where next.word == .class, .class: try ambientClass()
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
    case .declare: throw mistake("'declare' modifier already seen.")
    case .export: throw mistake("'export' modifier must precede 'declare' modifier.")
    case .async where next.word == .function: throw mistake("'async' modifier cannot be used in an ambient context.")
    default: throw unsupported("a declaration")
    }
  }

  private mutating func ambientName() throws(Unsupported) {
    guard token.isName else { throw unsupported("a name is expected") }
    typeNames.append(token)
    try skip()
  }

  private mutating func ambientVariables() throws(Unsupported) {
    let isConst = token.word == .const
    repeat {
      try skip()
      try ambientName()
      try annotation()
      if token.isA(.assign) { try ambientValue(isConst) }
    } while token.isA(.comma)
    try endErasedStatement()
  }

  /// A constant may tell its value in place of its type.
  private mutating func ambientValue(_ isConst: Bool) throws(Unsupported) {
    if !isConst { throw mistake("Initializers are not allowed in ambient contexts.") }
    try skip()
    if token.isA(.minus) { try skip() }
    switch token.kind {
    case .number, .string, .template: try skip()
    case .word where token.word == .true || token.word == .false: try skip()
    default: throw unsupported("a value of what is declared elsewhere")
    }
  }

  /// A class without bodies: its members are read as an interface's are, but for their modifiers.
  private mutating func ambientClass() throws(Unsupported) {
    let isAbstract = token.word == .abstract
    if isAbstract { try skip() }
    try skip()
    try ambientName()
    try typeParameters(of: .class)
    if token.word == .extends {
      try skip()
      try heritage()
    }
    try implemented()
    try skip(.braceOpen)
    try members(ClassContext(isAbstract: isAbstract, isAmbient: true))
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

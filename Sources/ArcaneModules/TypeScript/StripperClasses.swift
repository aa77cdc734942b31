// Classes (ECMA-262, 15.7).
extension TypeStripper {
  /// From the word `class` on.
  mutating func classDefinition(isDeclaration: Bool, isAbstract: Bool = false) throws(Unsupported) {
    try keep()
    if token.isName, token.word != .implements { if isDeclaration { try keepBinding() } else { try keep(.binding) } }
    try typeParameters(of: .class)
    if token.word == .extends {
      try keep()
      try heritage()
    }
    try implemented()
    try expect(.braceOpen)
    try members(ClassContext(isAbstract: isAbstract))
    try keep()
  }

  /// `implements A, B`.
  mutating func implemented() throws(Unsupported) {
    guard token.word == .implements else { return }
    repeat {
      try skip()
      try type()
    } while token.isA(.comma)
  }

  struct ClassContext {
    var isAbstract = false
    /// It is declared to be somewhere else.
    var isAmbient = false
    /// The last member was a signature without a body: the next one has to be of the same name.
    var overload: Token?
  }

  /// Up to the closing brace.
  mutating func members(_ context: ClassContext) throws(Unsupported) {
    var context = context
    try each(until: .braceClose) { (parser) throws(Unsupported) in
      if parser.token.isA(.semicolon) { return try parser.keep() }
      try parser.member(&context)
    }
    try check(overload: context.overload, name: nil)
  }

  /// - Parameter name: of the method that follows; nil if none does.
  private func check(overload: Token?, name: Token?) throws(Unsupported) {
    guard let overload else { return }
    let isConstructor = overload.word == .constructor
    guard let name else {
      throw mistake(
        isConstructor ? "Constructor implementation is missing." : "Function implementation is missing or not immediately following the declaration.",
        at: overload)
    }
    // The same name may be written in quotes.
    guard name.kind == .word, overload.kind == .word, !isSame(name, overload) else { return }
    throw mistake(
      isConstructor
        ? "Constructor implementation is missing." : "Function implementation name must be '\(String(decoding: text(overload), as: UTF8.self))'.",
      at: isConstructor ? overload : name)
  }

  private mutating func member(_ context: inout ClassContext) throws(Unsupported) {
    try descend()
    defer { depth -= 1 }
    if token.word == .static, !context.isAmbient, peek().isA(.braceOpen) {
      try check(overload: context.overload, name: nil)
      try keep()
      functionDepth += 1
      try block()
      functionDepth -= 1
      return
    }
    let first = kept.count
    let outer = erasing
    let modifiers = try modifiers()
    if modifiers.isErased { erasing += 1 }
    let remains = try memberBody(modifiers, &context)
    erasing = outer
    if !remains || modifiers.isErased { drop(from: first) }
  }

  /// False if nothing of it is to remain.
  private mutating func memberBody(_ modifiers: Modifiers, _ context: inout ClassContext) throws(Unsupported) -> Bool {
    let overload = context.overload
    context.overload = nil
    if token.isA(.bracketOpen), startsIndexSignature() {
      try check(overload: overload, name: nil)
      try check(modifiersOfIndex: modifiers)
      try indexSignature()
      try endErasedMember()
      return false
    }
    let isGenerator = token.isA(.star)
    if isGenerator { try keep() }
    let name = token
    if token.isA(.bracketOpen) {
      try computedName()
    } else {
      switch token.kind {
      case .word, .string, .number: try keep()
      case .privateName:
        try check(modifiersOfPrivate: modifiers)
        try keep()
      default: throw unsupported(token.isA(.at) ? "a decorator" : "a member's name is expected")
      }
    }
    let isOptional = token.isA(.question)
    let isDefinite = token.isA(.bang)
    if isOptional || isDefinite { try skip() }
    guard token.isA(.parenOpen) || token.isA(.less) || token.isA(.leftShift) else {
      if isGenerator || modifiers.has(.async) || modifiers.accessor != nil { throw mistake("'(' expected.") }
      try check(overload: overload, name: nil)
      try field(name, modifiers, isDefinite: isDefinite, context)
      return true
    }
    try check(overload: overload, name: name)
    if isDefinite || isOptional && (modifiers.accessor != nil || name.word == .constructor) { throw mistake("'(' expected.") }
    try check(modifiersOfMethod: modifiers, name, context)
    if try method(name, modifiers) {
      if modifiers.has(.abstract) { throw mistake("An abstract method cannot have an implementation.", at: name) }
      if context.isAmbient { throw mistake("An implementation cannot be declared in ambient contexts.", at: name) }
      return true
    }
    if isGenerator { throw mistake("An overload signature cannot be declared as a generator.", at: name) }
    let needsNone = context.isAmbient || modifiers.has(.abstract)
    if modifiers.accessor != nil, !needsNone { throw mistake("'{' expected.") }
    if !needsNone, !isOptional { context.overload = name }
    try endErasedMember()
    return false
  }

  /// Its signature, and its body if there is one.
  private mutating func method(_ name: Token, _ modifiers: Modifiers) throws(Unsupported) -> Bool {
    let isConstructor = name.word == .constructor && !modifiers.has(.static)
    if !token.isA(.parenOpen) {
      if isConstructor { throw mistake("Type parameters cannot appear on a constructor declaration.") }
      if modifiers.accessor != nil { throw mistake("An accessor cannot have type parameters.") }
    }
    functionDepth += 1
    defer { functionDepth -= 1 }
    try typeParameters(of: .function)
    try parameters(modifiers.accessor == .set ? .setter : .function)
    if token.isA(.colon) {
      if isConstructor { throw mistake("Type annotation cannot appear on a constructor declaration.") }
      if modifiers.accessor == .set { throw mistake("A 'set' accessor cannot have a return type annotation.") }
    }
    try returnAnnotation()
    guard token.isA(.braceOpen) else { return false }
    try block()
    return true
  }

  private mutating func field(_ name: Token, _ modifiers: Modifiers, isDefinite: Bool, _ context: ClassContext) throws(Unsupported) {
    try check(modifiersOfField: modifiers, name, context)
    if !options.definesFields, erasing == 0 { throw unsupported("a field, with useDefineForClassFields off") }
    let isAnnotated = token.isA(.colon)
    try annotation()
    if token.isA(.assign) {
      if isDefinite { throw mistake("Declarations with initializers cannot also have definite assignment assertions.", at: name) }
      if modifiers.has(.abstract) {
        throw mistake("Property '\(String(decoding: text(name), as: UTF8.self))' cannot have an initializer because it is marked abstract.", at: name)
      }
      if modifiers.has(.declare) || context.isAmbient {
        throw modifiers.has(.readonly)
          ? unsupported("a value of what is declared elsewhere") : mistake("Initializers are not allowed in ambient contexts.")
      }
      try keep()
      functionDepth += 1
      try assignment()
      functionDepth -= 1
    } else if isDefinite, !isAnnotated {
      throw mistake("Declarations with definite assignment assertions must also have type annotations.", at: name)
    }
    try endStatement()
  }

  private mutating func endErasedMember() throws(Unsupported) {
    if token.isA(.comma) { try skip() } else { try endErasedStatement() }
  }
}

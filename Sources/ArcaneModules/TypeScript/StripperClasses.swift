// Classes (ECMA-262, 15.7).
extension TypeStripper {
  /// What stands before a class's member.
  private struct Modifiers {
    var isAbstract = false
    var isDeclared = false
    var isStatic = false
    var isReadonly = false
    var isAsync = false
    var isAccessor = false
    var hasAccess = false
    var isOverride = false
    /// Of which nothing is left at run time.
    var isErased: Bool { isAbstract || isDeclared }
  }

  /// From the word `class` on.
  mutating func classDefinition(isDeclaration: Bool, isAbstract: Bool = false) throws(Unsupported) {
    try keep()
    if token.isName, token.word != .implements { if isDeclaration { try keepBinding() } else { try keep(.binding) } }
    try typeParameters()
    if token.word == .extends {
      try keep()
      try heritage()
    }
    if token.word == .implements {
      repeat {
        try skip()
        try type()
      } while token.isA(.comma)
    }
    try expect(.braceOpen)
    try each(until: .braceClose) { (parser) throws(Unsupported) in
      if parser.token.isA(.semicolon) { return try parser.keep() }
      try parser.member()
    }
    try keep()
  }

  /// - Parameter isAmbient: of a class that is declared to be somewhere else.
  mutating func member(isAmbient: Bool = false) throws(Unsupported) {
    try descend()
    defer { depth -= 1 }
    if token.word == .static, !isAmbient, peek().isA(.braceOpen) {
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
    let remains = try memberBody(modifiers, isAmbient: isAmbient)
    erasing = outer
    if !remains || modifiers.isErased { drop(from: first) }
  }

  private mutating func modifiers() throws(Unsupported) -> Modifiers {
    var modifiers = Modifiers()
    while token.word != .none {
      let next = peek()
      switch token.word {
      case .public, .private, .protected, .readonly, .override, .abstract, .declare, .static, .async, .get, .set, .accessor: break
      default: return modifiers
      }
      if next.endsMemberName { return modifiers }
      // `get` and a name on the next line are two members; some modifiers may stand on a line of their own.
      if next.isAfterNewline { throw unsupported("a line end behind a modifier") }
      switch token.word {
      case .accessor: throw unsupported("accessor")
      case .static: modifiers.isStatic = true
      case .async: modifiers.isAsync = true
      case .get, .set: modifiers.isAccessor = true
      case .abstract: modifiers.isAbstract = true
      case .declare: modifiers.isDeclared = true
      case .readonly: modifiers.isReadonly = true
      case .override: modifiers.isOverride = true
      default:
        if modifiers.hasAccess { throw mistake("Accessibility modifier already seen.") }
        modifiers.hasAccess = true
      }
      switch token.word {
      case .static, .async, .get, .set: try keep()
      default: try skip()
      }
      if modifiers.isAccessor { break }
    }
    return modifiers
  }

  /// False if nothing of it is to remain.
  private mutating func memberBody(_ modifiers: Modifiers, isAmbient: Bool) throws(Unsupported) -> Bool {
    let isGenerator = token.isA(.star)
    if isGenerator { try keep() }
    if token.isA(.bracketOpen) {
      if startsIndexSignature() {
        try indexSignature()
        try endErasedMember()
        return false
      }
      try computedName()
    } else {
      switch token.kind {
      case .word, .string, .number, .privateName: try keep()
      default: throw unsupported(token.isA(.at) ? "a decorator" : "a member's name is expected")
      }
    }
    let isOptional = token.isA(.question)
    let isDefinite = token.isA(.bang)
    if isOptional || isDefinite { try skip() }
    if token.isA(.parenOpen) || token.isA(.less) || token.isA(.leftShift) {
      if isDefinite { throw unsupported("'!' behind a method's name") }
      if modifiers.isReadonly { throw mistake("'readonly' modifier can only appear on a property declaration or index signature.") }
      if modifiers.isDeclared { throw mistake("'declare' modifier cannot appear on class elements of this kind.") }
      let hasBody = try signature()
      if hasBody {
        if modifiers.isAbstract { throw mistake("An abstract method cannot have an implementation.") }
        if isAmbient { throw mistake("An implementation cannot be declared in ambient contexts.") }
        return true
      }
      if isGenerator || modifiers.isAsync || modifiers.isAccessor && !modifiers.isAbstract && !isAmbient { throw unsupported("a method without a body") }
      try endErasedMember()
      return false
    }
    if isGenerator || modifiers.isAsync || modifiers.isAccessor { throw unsupported("'(' is expected") }
    if !options.definesFields, erasing == 0 { throw unsupported("a field, with useDefineForClassFields off") }
    let isAnnotated = token.isA(.colon)
    if isDefinite, !isAnnotated { throw unsupported("a type is expected") }
    try annotation()
    if token.isA(.assign) {
      if isDefinite { throw unsupported("'!' and a value") }
      if modifiers.isErased || isAmbient { throw unsupported("a value of a field that is declared only") }
      try keep()
      functionDepth += 1
      try assignment()
      functionDepth -= 1
    }
    try endStatement()
    return true
  }

  private mutating func endErasedMember() throws(Unsupported) {
    if token.isA(.comma) { try skip() } else { try endErasedStatement() }
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

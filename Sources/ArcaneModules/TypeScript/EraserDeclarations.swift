// Declarations of which nothing is left: types, interfaces, and what is somewhere else.
extension TypeEraser {
  /// False if it is none: `type` is a name here.
  mutating func typeAlias() throws(Doubt) -> Bool {
    let before = mark()
    skip()
    let name = token
    skip()
    guard token.isA(.assign) || token.isA(.less) else {
      restore(before)
      return false
    }
    types.append(name)
    try typeParameters()
    try skip(.assign)
    try type()
    try endErasedStatement()
    return true
  }

  mutating func interface() throws(Doubt) {
    skip()
    types.append(token)
    skip()
    try typeParameters()
    if token.word == .extends {
      repeat {
        skip()
        try type()
      } while token.isA(.comma)
    }
    try skipBalanced()
  }

  /// `declare …`: what is somewhere else.
  mutating func ambient() throws(Doubt) {
    skip()
    erasing += 1
    defer { erasing -= 1 }
    switch token.word {
    // What is used of an enum may have to be put in its place.
    case .enum: throw doubt("an enum")
    case .const where peek().word == .enum: throw doubt("an enum")
    case .namespace, .module, .global:
      while !token.isA(.braceOpen) {
        if token.kind == .end || token.isA(.semicolon) { throw doubt("a declaration without a body") }
        skip()
      }
      try skipBalanced()
    case .const, .let, .var, .function, .class, .async, .abstract: try statement()
    case .type: if !(try typeAlias()) { throw doubt("a declaration") }
    case .interface: try interface()
    default: throw doubt("a declaration")
    }
  }
}

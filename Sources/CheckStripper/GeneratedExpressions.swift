// Expressions and types of random programs.
extension ProgramGenerator {
  mutating func expression(_ depth: Int) {
    assignment(depth)
    if chance(4) {
      put(",")
      assignment(depth - 1)
    }
  }

  mutating func assignment(_ depth: Int) {
    guard depth > 0 else { return primary(0) }
    switch number(0...19) {
    case 0..<8: binary(depth)
    case 8..<11: arrow(depth - 1)
    case 11..<14: conditional(depth)
    case 14:
      put(name())
      if chance(40) { put("!") }
      put(one(of: "=", "+=", "??=", "/=", "**=", "&&="))
      assignment(depth - 1)
    case 15 where mayYield:
      put("yield")
      if chance(50) {
        if chance(30) { put("*") }
        assignment(depth - 1)
      }
    default: unary(depth)
    }
  }

  private mutating func conditional(_ depth: Int) {
    binary(depth - 1)
    put("?")
    branch(depth)
    put(":")
    branch(depth)
  }

  /// What looks like a function's parameters and is none, or is one.
  private mutating func branch(_ depth: Int) {
    switch number(0...5) {
    case 0:
      put("(", name())
      if chance(30) { put(",", name()) }
      put(")")
    case 1: arrow(depth - 1)
    default: assignment(depth - 1)
    }
  }

  private mutating func binary(_ depth: Int) {
    unary(depth - 1)
    for _ in 0..<number(0...2) {
      if chance(15) { assertion(depth) }
      put(one(of: "+", "-", "*", "/", "%", "<", ">", "<=", "==", "!==", "<<", ">>", ">>>", "&", "|", "^", "&&", "||", "in", "instanceof"))
      if chance(25) {
        put("(")
        expression(depth - 1)
        put(")")
      } else {
        unary(depth - 1)
      }
    }
    if chance(25) { assertion(depth) }
  }

  private mutating func assertion(_ depth: Int) {
    put(one(of: "as", "satisfies"))
    type(depth - 1)
    if chance(10) {
      put("as")
      type(depth - 1)
    }
  }

  private mutating func unary(_ depth: Int) {
    switch number(0...19) {
    case 0: put(one(of: "!", "-", "+", "~", "typeof", "void"))
    case 1: put(one(of: "++", "--"), name()); return
    case 2:
      put(name())
      if chance(30) { put("!") }
      return put(one(of: "++", "--"))
    case 3 where mayAwait: put("await")
    default: break
    }
    primary(depth)
    // esbuild takes `.5.a` for a type, which makes type arguments of comparisons.
    if lastToken.utf8.first.map({ $0 < 0x3A }) ?? false { return }
    for _ in 0..<number(0...2) { suffix(depth) }
  }

  private mutating func suffix(_ depth: Int) {
    switch number(0...13) {
    case 0, 1: put(".", name())
    case 2: put("?.", name())
    case 3:
      put("[")
      expression(depth - 1)
      put("]")
    case 4, 5: arguments(depth)
    case 6, 7:
      typeArguments(depth)
      arguments(depth)
    case 8:
      if chance(30) { typeArguments(depth) }
      put("`t${")
      expression(depth - 1)
      put("}`")
    case 9:
      put("?.")
      typeArguments(depth)
      arguments(depth)
    default: put("!")
    }
  }

  private mutating func typeArguments(_ depth: Int) {
    put("<")
    separated(1...2, by: ",") { $0.type(depth - 1) }
    put(">")
  }

  private mutating func arguments(_ depth: Int) {
    put("(")
    list(0...2) { generator in
      if generator.chance(8) { generator.put("...") }
      generator.assignment(depth - 1)
    }
    put(")")
  }

  mutating func primary(_ depth: Int) {
    guard depth > 0 else { return put(one(of: "a", "b", "c", "1", "'s'", "this", "null", "2.5", "x")) }
    switch number(0...21) {
    case 0..<6: put(name())
    case 6: put(one(of: "1", "1.", ".5", "0x1F", "10n", "1e3", "\"s\"", "'\\''", "true", "this"))
    case 7: put(one(of: "/[/)]/g", "/a(?:b)/", "/`/", "/=/"))
    case 8, 9:
      put("(")
      expression(depth - 1)
      if chance(30) { assertion(depth) }
      put(")")
    case 10, 11: object(depth)
    case 12:
      put("[")
      list(0...3) { generator in
        if generator.chance(10) { generator.put("...") }
        generator.assignment(depth - 1)
      }
      put("]")
    case 13:
      put("`a${")
      expression(depth - 1)
      put("}b`")
    case 14:
      let asynchronous = chance(20), generator = chance(20)
      if asynchronous { put("async") }
      put("function")
      if generator { put("*") }
      if chance(20) { typeParameters(depth) }
      parameters(depth, allowsThis: true)
      returnType(depth, percent: 30)
      body(depth, isAsync: asynchronous, isGenerator: generator)
    case 15:
      put("class")
      classTail(depth)
    case 16, 17:
      put("new", one(of: "A", "B", "a.b", "C"))
      if chance(40) { typeArguments(depth) }
      if chance(80) { arguments(depth) }
    case 18:
      // Comparisons that look like type arguments.
      put("f", "(", name(), "<", name(), ",", name(), ">")
      if chance(50) {
        put("(")
        expression(depth - 1)
        put(")")
      } else {
        primary(depth - 1)
      }
      put(")")
    default: put(name())
    }
  }

  private mutating func object(_ depth: Int) {
    put("{")
    list(0...3) { generator in
      switch generator.number(0...6) {
      case 0: generator.put(generator.name())
      case 1:
        generator.put(generator.one(of: "get", "set", "async", "static", "'s'", "1"), ":")
        generator.assignment(depth - 1)
      case 2:
        generator.put("[")
        generator.expression(depth - 1)
        generator.put("]", ":")
        generator.assignment(depth - 1)
      case 3:
        let asynchronous = generator.chance(20), isGenerator = generator.chance(20)
        if asynchronous { generator.put("async") }
        if isGenerator { generator.put("*") }
        generator.put(generator.one(of: "m", "get", "async", "'q'"))
        if generator.chance(30) { generator.typeParameters(depth) }
        generator.parameters(depth)
        generator.returnType(depth, percent: 40)
        generator.body(depth, isAsync: asynchronous, isGenerator: isGenerator)
      case 4:
        generator.put("get", generator.one(of: "g", "set"), "(", ")")
        generator.annotation(depth, percent: 60)
        generator.body(depth)
      case 5:
        generator.put("...")
        generator.assignment(depth - 1)
      default:
        generator.put(generator.newName("k"), ":")
        generator.assignment(depth - 1)
      }
    }
    put("}")
  }

  // MARK: Types

  mutating func functionType(_ depth: Int) {
    if chance(15) { put("new") }
    if chance(20) { typeParameters(depth - 1) }
    put("(")
    for _ in 0..<number(0...2) {
      put(newName("q"))
      if chance(30) { put("?") }
      if chance(80) {
        put(":")
        type(depth - 1)
      }
      put(",")
    }
    put(")", "=>")
    type(depth - 1)
  }

  mutating func type(_ depth: Int) {
    guard depth > 0 else { return put(typeName()) }
    switch number(0...26) {
    case 0: functionType(depth)
    case 1, 2:
      put("(")
      functionType(depth)
      put(")")
    case 3:
      type(depth - 1)
      put(one(of: "|", "&"))
      type(0)
    case 4:
      put("{")
      for _ in 0..<number(0...3) { typeMember(depth) }
      put("}")
    case 5: put("{", "[", "K", "in", "keyof", typeName(), "]", one(of: "?", "-?", " "), ":", typeName(), "}")
    case 6:
      put("[")
      list(0...2) { generator in
        if generator.chance(20) { generator.put(generator.newName("l"), ":") }
        generator.type(depth - 1)
      }
      put("]")
    case 7, 8:
      put(one(of: "A", "B", "Array"), "<")
      separated(1...2, by: ",") { $0.type(depth - 1) }
      put(">")
    case 9:
      put("(")
      type(depth - 1)
      put(")", "[", "]")
    case 10: put(one(of: "keyof", "readonly"), "A", "[", "]")
    case 11: put("typeof", one(of: "a", "a.b", "this.a"))
    case 12: put("import", "(", "'x'", ")", ".", "Y")
    case 13:
      put(typeName(), "extends", "infer", "U", "?")
      type(depth - 1)
      put(":")
      type(depth - 1)
    case 14: put(one(of: "'lit'", "1", "-1", "true", "null", "void", "unique symbol", "2n"))
    case 15:
      put("`a${")
      type(depth - 1)
      put("}`")
    case 16: put("A", "[", "'k'", "]")
    case 17: put("this")
    default: put(typeName())
    }
  }

  private mutating func typeMember(_ depth: Int) {
    switch number(0...5) {
    case 0: put("[", "k", ":", "string", "]", ":", typeName())
    case 1:
      put(one(of: "m", "get", "readonly"), "(", ")", ":")
      type(depth - 1)
    case 2: put("readonly", newName("f"), ":", typeName())
    case 3: put("new", "(", ")", ":", typeName())
    case 4: put("get", newName("f"), "(", ")", ":", typeName())
    default:
      put(newName("f"))
      if chance(30) { put("?") }
      annotation(depth, percent: 80)
    }
    put(one(of: ";", ",", "\n"))
  }
}

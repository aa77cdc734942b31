// Statements of random programs.
extension ProgramGenerator {
  mutating func topLevelStatement() {
    let depth = number(1...4)
    switch number(0...14) {
    case 0: importStatement()
    case 1: exportStatement(depth)
    default: statement(depth)
    }
  }

  mutating func block(_ depth: Int) {
    put("{")
    for _ in 0..<number(0...3) { statement(depth) }
    put("}")
  }

  mutating func statement(_ depth: Int) {
    guard depth > 0 else {
      primary(0)
      return endStatement()
    }
    switch number(0...29) {
    case 0..<5: variables(depth)
    case 5..<9: hazard(depth)
    case 9, 10: typeStatement(depth)
    case 11: function(depth)
    case 12, 13: classStatement(depth)
    case 14: ambient(depth)
    case 15..<18: control(depth)
    case 18 where isInFunction:
      put(one(of: "return", "throw"))
      if chance(80) { expression(depth) } else if lastToken == "throw" { put("0") }
      endStatement()
    case 19: block(depth - 1)
    case 20: put(";")
    default:
      put(one(of: "x", "a", "f(1)", "y.z", "this"))
      if chance(40) { put(one(of: "=", "+", "&&")); assignment(depth) }
      if chance(20) { put("as"); type(depth) }
      endStatement()
    }
  }

  /// A statement whose beginning could go on with the one before it.
  private mutating func hazard(_ depth: Int) {
    switch number(0...6) {
    case 0:
      put("(")
      expression(depth)
      put(")")
      if chance(50) { put(".", "a") }
    case 1:
      put("[", name(), "]", ".", "a")
    case 2: put("`t`")
    case 3: put(one(of: "+", "-", "++", "--"), name())
    case 4: put("/r/g", ".", "test", "(", "a", ")")
    case 5:
      put(name())
      if chance(50) { put("!") }
      if chance(40) {
        put("as")
        type(depth)
      }
    default:
      typeParameters(depth)
      parameters(depth)
      put("=>", "1")
    }
    endStatement()
  }

  private mutating func variables(_ depth: Int) {
    let word = one(of: "let", "const", "var")
    put(word)
    separated(1...2, by: ",") { generator in
      if word != "const", generator.chance(20) {
        generator.put(generator.newName("v"))
        if generator.chance(40) { generator.put("!") }
        generator.put(":")
        generator.type(depth)
        return
      }
      generator.pattern(depth - 1)
      generator.annotation(depth, percent: 50)
      generator.put("=")
      generator.assignment(depth)
    }
    endStatement()
  }

  private mutating func typeStatement(_ depth: Int) {
    if chance(60) {
      put("type", newName("T"))
      if chance(20) { typeParameters(depth) }
      put("=")
      if chance(20) { put("|") }
      type(depth)
      endStatement()
    } else {
      put("interface", newName("I"))
      if chance(20) { put("extends", "A", "<", "B", ">") }
      put("{")
      for _ in 0..<number(0...2) {
        put(newName("f"), ":")
        type(depth - 1)
        put(one(of: ";", ",", "\n"))
      }
      put("}")
    }
  }

  private mutating func ambient(_ depth: Int) {
    put("declare")
    switch number(0...5) {
    case 0, 1:
      put(one(of: "const", "let", "var"), newName("d"), ":")
      type(depth)
      endStatement()
    case 2:
      put("function", newName("d"))
      parameters(0)
      returnType(depth, percent: 60)
      endStatement()
    case 3: put("class", newName("D"), "{", "a", ":", "A", ";", "m", "(", ")", ":", "B", "\n", "}")
    case 4: put("namespace", newName("N"), "{", "const", "a", ":", "A", ";", "}")
    default:
      put("type", newName("T"), "=")
      type(depth)
      endStatement()
    }
  }

  private mutating func function(_ depth: Int, exported: Bool = false) {
    let name = newName("f")
    let asynchronous = chance(20), generator = chance(20)
    if chance(25), !asynchronous, !generator {
      for _ in 0..<number(1...2) {
        if exported { put("export") }
        put("function", name, "(", "a", ":", typeName(), ")", ":")
        type(depth - 1)
        endStatement()
      }
    }
    if exported { put("export") }
    if asynchronous { put("async") }
    put("function")
    if generator { put("*") }
    put(name)
    if chance(25) { typeParameters(depth) }
    parameters(depth, allowsThis: true)
    returnType(depth, percent: 40)
    body(depth, isAsync: asynchronous, isGenerator: generator)
  }

  private mutating func classStatement(_ depth: Int) {
    if chance(25) { put("abstract") }
    put("class", newName("C"))
    classTail(depth)
  }

  mutating func classTail(_ depth: Int) {
    if chance(20) { typeParameters(depth) }
    if chance(30) {
      put("extends", one(of: "A", "B.C", "(a as any)", "f(1)"))
      if chance(40) { put("<", typeName(), ">") }
    }
    if chance(20) {
      put("implements")
      separated(1...2, by: ",") { $0.put("A", "<", $0.typeName(), ">") }
    }
    put("{")
    for _ in 0..<number(0...4) { member(depth - 1) }
    put("}")
  }

  private mutating func member(_ depth: Int) {
    if chance(8) {
      put(one(of: "declare", "[k: string]: A", "static [k: string]: A"))
      if lastToken == "declare" { put(newName("f"), ":", typeName()) }
      return endStatement()
    }
    if chance(4) {
      put("static")
      return body(depth)
    }
    if chance(30) { put(one(of: "public", "private", "protected")) }
    if chance(15) { put("static") }
    switch number(0...9) {
    case 0..<5:
      if chance(20) { put("readonly") }
      if chance(15) {
        put("['c\(number(0...99))']")
      } else {
        put(chance(20) ? one(of: "get", "set", "static", "async", "declare") : newName("f"))
      }
      if chance(15) { put("?") }
      annotation(depth, percent: 60)
      if chance(50) {
        put("=")
        assignment(depth)
      }
      endStatement()
    case 5, 6:
      let name = newName("m")
      if chance(20) {
        put(name, "(", "a", ":", typeName(), ")", ":", typeName())
        endStatement()
      }
      put(name)
      if chance(10) { put("?") }
      if chance(20) { typeParameters(depth) }
      parameters(depth, allowsThis: true)
      returnType(depth, percent: 40)
      body(depth)
    case 7:
      let asynchronous = chance(50)
      if asynchronous { put("async") }
      put("*")
      put(newName("m"))
      parameters(depth)
      returnType(depth, percent: 40)
      body(depth, isAsync: asynchronous, isGenerator: true)
    case 8:
      put("get", newName("g"), "(", ")")
      annotation(depth, percent: 60)
      body(depth)
    default:
      put("set", newName("s"), "(", "v", ":", typeName(), ")")
      body(depth)
    }
  }

  private mutating func control(_ depth: Int) {
    switch number(0...7) {
    case 0, 1:
      put("if", "(")
      expression(depth - 1)
      put(")")
      statement(depth - 1)
      if chance(30) {
        put("\n", "else")
        statement(depth - 1)
      }
    case 2:
      put("for", "(", one(of: "let", "const", "var"), newName("v"), one(of: "of", "in"))
      assignment(depth - 1)
      put(")")
      statement(depth - 1)
    case 3:
      put("for", "(", "let", newName("v"), ":", typeName(), "=", "0", ";", ";", ")")
      statement(depth - 1)
    case 4:
      put("do")
      statement(depth - 1)
      put("while", "(")
      expression(depth - 1)
      put(")")
      endStatement()
    case 5:
      put("switch", "(")
      expression(depth - 1)
      put(")", "{", "case")
      expression(depth - 1)
      put(":")
      statement(depth - 1)
      put("default", ":")
      statement(depth - 1)
      put("}")
    case 6:
      put("try")
      block(depth - 1)
      put("catch")
      if chance(60) { put("(", newName("e"), ":", "unknown", ")") }
      block(depth - 1)
    default:
      put(newName("label"), ":")
      statement(depth - 1)
    }
  }

  private mutating func importStatement() {
    let used = newName("i"), unused = newName("i")
    switch number(0...5) {
    case 0: put("import", used, ",", "{", unused, ",", "type", newName("i"), "}", "from", "'x'")
    case 1: put("import", "{", "a as \(unused)", ",", "b as \(used)", "}", "from", "'x'")
    case 2: put("import", "type", "{", unused, "}", "from", "'x'")
    case 3: put("import", "*", "as", used, "from", "'x'")
    case 4: put("import", unused, ",", "*", "as", used, "from", "'x'")
    default: put("import", "'x'")
    }
    endStatement()
    if chance(60) {
      put(used)
      endStatement()
    }
    put("let", newName("v"), ":", unused)
    endStatement()
  }

  private mutating func exportStatement(_ depth: Int) {
    switch number(0...6) {
    case 0:
      put("export", "const", newName("e"))
      annotation(depth, percent: 50)
      put("=")
      assignment(depth)
      endStatement()
    case 1: function(depth, exported: true)
    case 2:
      put("export", "type", newName("T"), "=")
      type(depth)
      endStatement()
    case 3:
      put("export", "interface", newName("I"), "{", "}")
    case 4:
      put("export", "{", "type", newName("q"), ",", newName("q"), "}", "from", "'y'")
      endStatement()
    case 5:
      let value = newName("v"), type = newName("T")
      put("let", value, "=", "1", ";", "type", type, "=", "A", ";", "export", "{", type, ",", value, "}")
      endStatement()
    default:
      put("export", "declare", "const", newName("d"), ":")
      type(depth)
      endStatement()
    }
  }
}

/// Random numbers that are the same for the same seed on every machine (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Random programs in TypeScript: what stands where follows the grammar, blanks, comments and line ends stand anywhere.
///
/// Not each of them is right (a line end may be where none may be, an operator beside one that it does not go with);
/// those are esbuild's to refuse, and compare nothing.
struct ProgramGenerator {
  var random: SeededGenerator
  private var tokens: [String] = []
  private var names = 0
  private var isGenerator = false
  private var isAsync = false
  var isInFunction = false

  init(seed: UInt64) { random = SeededGenerator(state: seed) }

  static func program(seed: UInt64) -> String {
    var generator = ProgramGenerator(seed: seed)
    for _ in 0..<generator.number(1...6) { generator.topLevelStatement() }
    return generator.text()
  }

  // MARK: Choices

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }
  mutating func one(of choices: String...) -> String { choices[number(0...(choices.count - 1))] }
  /// A number for each declaration, so that none is made twice.
  mutating func newName(_ letter: String) -> String {
    names += 1
    return "\(letter)\(names)"
  }
  mutating func name() -> String {
    if chance(85) { return one(of: "a", "b", "c", "d", "ä", "$") }
    return one(of: "of", "as", "type", "async", "get", "declare", "satisfies", "undefined", "is", "infer")
  }
  mutating func typeName() -> String { one(of: "A", "B", "C", "number", "string", "any", "T") }

  // MARK: Text

  mutating func put(_ texts: String...) { tokens += texts }

  var lastToken: String { tokens.last ?? "" }

  /// Instead of a semicolon a line end.
  mutating func endStatement() { put(chance(50) ? ";" : "\n") }

  private mutating func text() -> String {
    var text = ""
    for token in tokens {
      if token == "\n" { text += "\n" } else { text += token + gap() }
    }
    return text
  }

  private mutating func gap() -> String {
    switch number(0...199) {
    case 0..<190: " "
    case 190..<194: "\n"
    case 194: "/* (b */"
    case 195: "// c'\n"
    case 196: "\t"
    case 197: "/*\n*/"
    case 198: "\u{00A0}"
    default: "/* ü\u{2028}*/"
    }
  }

  // MARK: Lists

  mutating func list(_ range: ClosedRange<Int>, _ element: (inout ProgramGenerator) -> Void) {
    let count = number(range)
    for index in 0..<count {
      element(&self)
      if index + 1 < count || chance(10) { put(",") }
    }
  }

  mutating func separated(_ range: ClosedRange<Int>, by separator: String, _ element: (inout ProgramGenerator) -> Void) {
    for index in 0..<number(range) {
      if index > 0 { put(separator) }
      element(&self)
    }
  }

  // MARK: Functions

  mutating func typeParameters(_ depth: Int) {
    put("<")
    separated(1...2, by: ",") { generator in
      if generator.chance(10) { generator.put("const") }
      generator.put(generator.one(of: "T", "U"))
      if generator.chance(30) {
        generator.put("extends")
        generator.type(depth - 1)
      }
      if generator.chance(15) {
        generator.put("=")
        generator.type(depth - 1)
      }
    }
    put(">")
  }

  mutating func parameters(_ depth: Int, allowsThis: Bool = false) {
    put("(")
    if allowsThis, chance(10) {
      put("this", ":")
      type(depth - 1)
      put(",")
    }
    for _ in 0..<number(0...2) {
      pattern(depth)
      if chance(15) {
        put("?")
      } else if chance(20) {
        annotation(depth, percent: 50)
        put("=")
        assignment(depth - 1)
        put(",")
        continue
      }
      annotation(depth, percent: 60)
      put(",")
    }
    if chance(15) {
      put("...")
      put(newName("r"))
      annotation(depth, percent: 50)
    }
    put(")")
  }

  mutating func annotation(_ depth: Int, percent: Int) {
    guard chance(percent) else { return }
    put(":")
    type(depth - 1)
  }

  mutating func returnType(_ depth: Int, percent: Int) {
    guard chance(percent) else { return }
    put(":")
    switch number(0...11) {
    case 0: put("asserts", "a")
    case 1: put("a", "is", typeName())
    case 2: put("asserts", "this", "is", typeName())
    case 3, 4:
      put("(")
      functionType(depth - 1)
      put(")")
    default: type(depth - 1)
    }
  }

  /// A block of its own, where `return` and `yield` are allowed or not.
  mutating func body(_ depth: Int, isAsync: Bool = false, isGenerator: Bool = false) {
    let outer = (self.isAsync, self.isGenerator, isInFunction)
    (self.isAsync, self.isGenerator, isInFunction) = (isAsync, isGenerator, true)
    block(depth - 1)
    (self.isAsync, self.isGenerator, isInFunction) = outer
  }

  mutating func arrow(_ depth: Int) {
    let asynchronous = chance(20)
    if asynchronous { put("async") }
    if chance(30) {
      put(newName("p"))
    } else {
      if chance(20) { typeParameters(depth) }
      parameters(depth)
      returnType(depth, percent: 40)
    }
    put("=>")
    if chance(40) { return body(depth, isAsync: asynchronous) }
    let outer = (isAsync, isGenerator)
    (isAsync, isGenerator) = (asynchronous, false)
    assignment(depth - 1)
    (isAsync, isGenerator) = outer
  }

  mutating func pattern(_ depth: Int) {
    switch depth > 0 ? number(0...9) : 9 {
    case 0:
      put("{")
      list(1...2) { generator in
        generator.put(generator.name(), ":")
        generator.pattern(depth - 1)
        if generator.chance(20) {
          generator.put("=")
          generator.assignment(depth - 1)
        }
      }
      put("}")
    case 1:
      put("[")
      list(1...2) { $0.pattern(depth - 1) }
      put("]")
    default: put(newName("v"))
    }
  }

  var mayAwait: Bool { isAsync }
  var mayYield: Bool { isGenerator }
}

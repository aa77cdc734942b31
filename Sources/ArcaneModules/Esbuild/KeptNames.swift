/// Removes redundant `__name` calls from esbuild's output.
///
/// esbuild renames a variable that shadows another one. `--keep-names` gives a function its own name back: each is handed
/// through `__name(…, "its name")`, renamed or not. That costs a microsecond and more whenever a closure is made, in a game
/// in each frame. So the calls that change nothing are blanked, by as many blanks, as the source map counts columns.
struct KeptNames {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var tokens: [Token] = []
  /// The closing bracket of each opening one, by index.
  private var closing: [Int: Int] = [:]
  private var blanks: [Range<Int>] = []
  private var renamed: [(place: Range<Int>, name: String)] = []

  static func withoutNeedless(_ code: [UInt8]) -> [UInt8] {
    // Its definition. Where a game has such a name itself, esbuild gives this one another name.
    guard code.firstOffset(of: Array("var __name = (target, value) =>".utf8)) != nil else { return code }
    var result = code
    let padded = code + [UInt8](repeating: 0, count: Lexer.padding)
    padded.withUnsafeBufferPointer { bytes in
      var names = KeptNames(bytes)
      guard names.read() else { return }
      names.findNeedless()
      names.findRenamedClasses()
      for (place, name) in names.renamed {
        for (offset, index) in place.enumerated() { result[index] = offset < name.utf8.count ? Array(name.utf8)[offset] : 0x20 }
      }
      for range in names.blanks { for index in range { result[index] = 0x20 } }
    }
    return result
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  // MARK: Tokens

  /// False where the code is not understood; then all calls stay.
  private mutating func read() -> Bool {
    var lexer = Lexer(bytes)
    var open: [Int] = []
    while true {
      var token = lexer.next()
      if token.isA(.slash) || token.isA(.slashAssign), !isDivision(token) { token = lexer.regularExpression(from: token) }
      if token.isA(.braceClose), let last = open.last, isTemplatePart(tokens[last]) { token = lexer.templateContinuation(from: token) }
      switch token.kind {
      case .invalid: return false
      case .end: return open.isEmpty
      default: break
      }
      if closes(token) {
        guard let last = open.popLast() else { return false }
        closing[last] = tokens.count
      }
      if opens(token) { open.append(tokens.count) }
      tokens.append(token)
    }
  }

  private func isTemplatePart(_ token: Token) -> Bool { token.kind == .templateHead || token.kind == .templateMiddle }

  private func opens(_ token: Token) -> Bool {
    token.isA(.parenOpen) || token.isA(.bracketOpen) || token.isA(.braceOpen) || isTemplatePart(token)
  }

  private func closes(_ token: Token) -> Bool {
    token.isA(.parenClose) || token.isA(.bracketClose) || token.isA(.braceClose) || token.kind == .templateMiddle || token.kind == .templateTail
  }

  /// Whether a slash divides: esbuild prints a blank on either side then, and no line's end before it.
  private func isDivision(_ slash: Token) -> Bool {
    guard let before = tokens.last, !slash.isAfterNewline, bytes[Int(slash.start) - 1] == 0x20, bytes[Int(slash.end)] == 0x20 else { return false }
    switch before.kind {
    case .number, .string, .regularExpression, .privateName, .template, .templateTail: return true
    case .word: return !before.word.isReserved || [.this, .super, .null, .true, .false].contains(before.word)
    case .punctuation: return before.isA(.parenClose) || before.isA(.bracketClose) || before.isA(.braceClose) || before.isA(.step)
    default: return false
    }
  }

  // MARK: Calls

  private mutating func findNeedless() {
    for index in tokens.indices where text(index) == "__name" && isPunctuation(index + 1, .parenOpen) {
      // `…, "name")`
      guard let close = closing[index + 1], close >= index + 5, isPunctuation(close - 2, .comma), let name = literal(close - 1) else { continue }
      if close == index + 5 {
        if isPunctuation(close + 1, .semicolon), isStatementStart(index), text(index + 2) == name { blank(index, through: close + 1) }
      } else if ownName(index + 2) == name {
        // At the beginning of a statement, and before a call, the brackets keep it an expression.
        let isOperand = [.assign, .colon, .comma, .parenOpen, .bracketOpen].contains { isPunctuation(index - 1, $0) }
        blank(index, through: isOperand ? index + 1 : index)
        blank(close - 2, through: isOperand ? close : close - 1)
      } else if ownName(index + 2) == nil, inferredName(before: index) == name {
        blank(index, through: index + 1)
        blank(close - 2, through: close)
      }
    }
  }

  /// The name that a function gives itself: `async function* name(`.
  private func ownName(_ index: Int) -> String? {
    var index = index
    while isPunctuation(index, .parenOpen) { index += 1 }
    if text(index) == "async" { index += 1 }
    guard text(index) == "function" else { return nil }
    index += isPunctuation(index + 1, .star) ? 2 : 1
    return isPunctuation(index, .parenOpen) ? nil : text(index)
  }

  /// The name that a function without one gets from what it is given to (ECMA-262, 8.4): `name = …` and `name: …`. esbuild
  /// hands only those through that get a name.
  private func inferredName(before index: Int) -> String? {
    guard index >= 2 else { return nil }
    if isPunctuation(index - 1, .colon) { return literal(index - 2) ?? text(index - 2) }
    guard isPunctuation(index - 1, .assign), !(index >= 3 && isPunctuation(index - 3, .dot)) else { return nil }
    return text(index - 2)
  }

  // MARK: Classes

  /// In a bundle a class that names itself is called otherwise within: `var Box = class _Box {`. V8 shows methods in stacks by that
  /// name, whatever `.name` is. It is given its own back, which means the same there, with blanks behind it.
  private mutating func findRenamedClasses() {
    for index in tokens.indices where tokens[index].kind == .word && tokens[index].word == .class {
      guard let printed = text(index + 1), printed.hasPrefix("_"), let open = body(ofClass: index), let close = closing[open],
        open + 8 < close, text(open + 1) == "static", text(open + 3) == "__name", text(open + 5) == "this", let name = literal(open + 7),
        printed.dropFirst().hasPrefix(name), printed.dropFirst(name.count + 1).allSatisfy(\.isNumber)
      else { continue }
      var places = [index + 1]
      var isCertain = true
      for other in (open + 1)..<close where text(other) == printed {
        if isPunctuation(other - 1, .dot) || isPunctuation(other - 1, .questionDot) { continue }
        places.append(other)
        isCertain = isCertain && isReference(other)
      }
      if isCertain { renamed += places.map { (Int(tokens[$0].start)..<Int(tokens[$0].end), name) } }
    }
  }

  /// The brace behind `class Name extends …`.
  private func body(ofClass index: Int) -> Int? {
    var index = index + 2
    while tokens.indices.contains(index), !isPunctuation(index, .braceOpen) { index = (closing[index] ?? index) + 1 }
    return tokens.indices.contains(index) ? index : nil
  }

  /// Whether a name can be nothing but a value that is read: no key, no method, no variable of its own.
  private func isReference(_ index: Int) -> Bool {
    if isPunctuation(index + 1, .dot) || isPunctuation(index + 1, .questionDot) { return true }
    let before: [Word] = [.new, .instanceof, .return, .typeof, .throw, .await, .case, .in, .void]
    if tokens[index - 1].kind == .word { return before.contains(tokens[index - 1].word) }
    if isPunctuation(index - 1, .comma) { return isPunctuation(index + 1, .parenClose) || isPunctuation(index + 1, .bracketClose) }
    let signs: [Punctuation] = [.assign, .parenOpen, .bracketOpen, .question, .colon, .equality, .and, .or, .coalesce, .ellipsis, .bang, .arrow]
    return signs.contains { isPunctuation(index - 1, $0) }
  }

  private func isStatementStart(_ index: Int) -> Bool {
    index == 0 || isPunctuation(index - 1, .semicolon) || isPunctuation(index - 1, .braceOpen) || isPunctuation(index - 1, .braceClose)
  }

  private func isPunctuation(_ index: Int, _ punctuation: Punctuation) -> Bool {
    tokens.indices.contains(index) && tokens[index].isA(punctuation)
  }

  /// Of a name.
  private func text(_ index: Int) -> String? {
    guard tokens.indices.contains(index), tokens[index].kind == .word || tokens[index].kind == .privateName else { return nil }
    return String(decoding: bytes[Int(tokens[index].start)..<Int(tokens[index].end)], as: UTF8.self)
  }

  /// Of a string without escapes.
  private func literal(_ index: Int) -> String? {
    guard tokens.indices.contains(index), tokens[index].kind == .string else { return nil }
    let inside = bytes[(Int(tokens[index].start) + 1)..<(Int(tokens[index].end) - 1)]
    return inside.contains(UInt8(ascii: "\\")) ? nil : String(decoding: inside, as: UTF8.self)
  }

  private mutating func blank(_ first: Int, through last: Int) { blanks.append(Int(tokens[first].start)..<Int(tokens[last].end)) }
}

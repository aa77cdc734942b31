/// TypeScript to tokens (ECMA-262, chapter 12), one at a time, as the parser alone knows whether `/` divides or opens a
/// regular expression, and whether `}` ends a block or a template's part.
///
/// What is rare in sources and has rules of its own (names with escapes, regular expressions newer than V8 10.2) becomes
/// an `invalid` token: such a file goes to esbuild.
struct Lexer {
  /// With zeros behind the last byte.
  let bytes: UnsafeBufferPointer<UInt8>
  let count: Int
  var offset = 0
  /// Where the last token ends.
  private var lastEnd = 0
  /// Zeros behind a source: it is read a word at a time.
  static let padding = 16

  init(_ padded: UnsafeBufferPointer<UInt8>) {
    bytes = padded
    count = padded.count - Self.padding
    if byte(0) == UInt8(ascii: "#"), byte(1) == UInt8(ascii: "!") { lineComment() }
  }

  func byte(_ index: Int) -> UInt8 { index < count ? bytes[index] : 0 }

  /// Behind an invalid token there is another one, at the same place: who takes tokens has to stop at it.
  mutating func next() -> Token {
    let before = lastEnd
    guard let newline = skipTrivia() else { return invalid(offset) }
    var token = token()
    token.isAfterNewline = newline
    token.before = Int32(truncatingIfNeeded: before)
    lastEnd = offset
    return token
  }

  private mutating func invalid(_ start: Int) -> Token {
    offset = min(offset, count)  // an escape at the very end leads beyond it
    return Token(.invalid, start, min(start + 1, count))
  }

  // MARK: Blanks and comments

  /// Whether there is a line end among the blanks and comments before the next token; nil at a comment that has no end, or
  /// that V8 would read.
  mutating func skipTrivia() -> Bool? {
    var newline = false
    while true {
      switch bytes[offset] {
      case 0x20, 0x09, 0x0B, 0x0C: offset += 1
      case 0x0A, 0x0D:
        newline = true
        offset += 1
      case UInt8(ascii: "/") where byte(offset + 1) == UInt8(ascii: "/"):
        // `//# sourceURL=…` would give the module another name in V8's stacks; esbuild takes such comments out.
        if byte(offset + 2) == UInt8(ascii: "#") || byte(offset + 2) == UInt8(ascii: "@"), byte(offset + 3) <= 0x20 { return nil }
        lineComment()
      case UInt8(ascii: "/") where byte(offset + 1) == UInt8(ascii: "*"):
        guard let lines = blockComment() else { return nil }
        newline = newline || lines
      case 0x80...:
        let length = blank(at: offset)
        if length == 0 { return newline }
        newline = newline || isLineSeparator(offset)
        offset += length
      default: return newline
      }
    }
  }

  /// U+2028 and U+2029 in UTF-8: they end lines.
  func isLineSeparator(_ index: Int) -> Bool {
    bytes[index] == 0xE2 && byte(index + 1) == 0x80 && (byte(index + 2) == 0xA8 || byte(index + 2) == 0xA9)
  }

  private mutating func lineComment() {
    while offset < count, bytes[offset] != 0x0A, bytes[offset] != 0x0D, !isLineSeparator(offset) { offset += 1 }
  }

  /// Whether it has a line end in it, which counts as one outside (12.4); nil if it does not end.
  private mutating func blockComment() -> Bool? {
    var lines = false
    offset += 2
    while offset < count {
      switch bytes[offset] {
      case UInt8(ascii: "*") where byte(offset + 1) == UInt8(ascii: "/"):
        offset += 2
        return lines
      case 0x0A, 0x0D: lines = true
      case 0xE2 where isLineSeparator(offset): lines = true
      default: break
      }
      offset += 1
    }
    return nil
  }

  /// How many bytes a blank or line end beyond ASCII takes (Unicode's Zs, Zl and Zp, and U+FEFF); 0 where there is none.
  private func blank(at index: Int) -> Int {
    let (second, third) = (byte(index + 1), byte(index + 2))
    switch bytes[index] {
    case 0xC2: return second == 0xA0 ? 2 : 0
    case 0xE1: return second == 0x9A && third == 0x80 ? 3 : 0
    case 0xE2:
      if second == 0x80 { return (0x80...0x8A).contains(third) || third == 0xA8 || third == 0xA9 || third == 0xAF ? 3 : 0 }
      return second == 0x81 && third == 0x9F ? 3 : 0
    case 0xE3: return second == 0x80 && third == 0x80 ? 3 : 0
    case 0xEF: return second == 0xBB && third == 0xBF ? 3 : 0
    default: return 0
    }
  }

  // MARK: Tokens

  private static func isWordStart(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A, 0x41...0x5A, 0x5F, 0x24, 0x80...: true
    default: false
    }
  }

  static func isWordByte(_ byte: UInt8) -> Bool { isWordStart(byte) || (0x30...0x39).contains(byte) }

  /// Blanks beyond ASCII are no words.
  private func isWord(at index: Int) -> Bool { Self.isWordByte(bytes[index]) && (bytes[index] < 0x80 || blank(at: index) == 0) }

  private mutating func token() -> Token {
    let start = offset
    let first = bytes[start]
    if Self.isWordStart(first) { return word(.word, start) }
    switch first {
    case 0x30...0x39: return number(start)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return string(start, first)
    case UInt8(ascii: "`"):
      offset += 1
      return templatePiece(start, whole: .template, part: .templateHead)
    case UInt8(ascii: "#") where Self.isWordStart(byte(start + 1)):
      offset += 1
      return word(.privateName, start)
    case UInt8(ascii: ".") where (0x30...0x39).contains(byte(start + 1)): return number(start)
    case 0 where start == count: return Token(.end, start, start)
    default: return punctuation(start, first)
    }
  }

  private mutating func word(_ kind: Token.Kind, _ start: Int) -> Token {
    let first = offset
    var hash: UInt32 = 2_166_136_261
    var isASCII = true
    while isWord(at: offset) {
      hash = (hash ^ UInt32(bytes[offset])) &* 16_777_619
      isASCII = isASCII && bytes[offset] < 0x80
      offset += 1
    }
    if bytes[offset] == UInt8(ascii: "\\") || !isASCII && !isIdentifier(first, offset) { return invalid(start) }
    var token = Token(kind, start, offset)
    token.hash = hash
    let length = offset - first
    if kind == .word, WordTable.lengths.contains(length), bytes[first] >= 0x61 { token.word = WordTable.find(bytes, first, offset) }
    return token
  }

  /// Whether these bytes are a name beyond ASCII (12.7), not an emoji or a currency sign, which nobody else would refuse where
  /// they stand among types.
  private func isIdentifier(_ first: Int, _ end: Int) -> Bool {
    let name = String(decoding: UnsafeBufferPointer(rebasing: bytes[first..<end]), as: UTF8.self).unicodeScalars
    let joiners: ClosedRange<UInt32> = 0x200C...0x200D
    return name.enumerated().allSatisfy { index, scalar in
      scalar == "_" || scalar == "$" || (index == 0 ? scalar.properties.isIDStart : scalar.properties.isIDContinue || joiners.contains(scalar.value))
    }
  }

  private mutating func number(_ start: Int) -> Token {
    let radix = bytes[start] == 0x30 ? byte(start + 1) | 0x20 : 0
    if radix == UInt8(ascii: "x") || radix == UInt8(ascii: "b") || radix == UInt8(ascii: "o") {
      offset += 2
      guard digits(radix: radix == UInt8(ascii: "x") ? 16 : radix == UInt8(ascii: "o") ? 8 : 2) else { return invalid(start) }
      if bytes[offset] == UInt8(ascii: "n") { offset += 1 }
      return isWord(at: offset) ? invalid(start) : Token(.number, start, offset)
    }
    var isValid = true
    var isWhole = true
    if bytes[offset] != UInt8(ascii: ".") {
      isValid = digits()
      // Octal numbers of old are no numbers in a module (12.9.3.1).
      if bytes[start] == 0x30, offset > start + 1 { isValid = false }
    }
    if bytes[offset] == UInt8(ascii: ".") {
      isWhole = false
      offset += 1
      if (0x30...0x39).contains(bytes[offset]) || bytes[offset] == 0x5F { isValid = digits() && isValid }
    }
    if bytes[offset] | 0x20 == UInt8(ascii: "e") {
      isWhole = false
      offset += 1
      if bytes[offset] == UInt8(ascii: "+") || bytes[offset] == UInt8(ascii: "-") { offset += 1 }
      isValid = digits() && isValid
    }
    if isWhole, bytes[offset] == UInt8(ascii: "n") { offset += 1 }
    return !isValid || isWord(at: offset) ? invalid(start) : Token(.number, start, offset)
  }

  /// Whether there are digits, and each underscore stands between two of them.
  private mutating func digits(radix: UInt8 = 10) -> Bool {
    var isDigit = false
    var isValid = true
    while true {
      let byte = bytes[offset]
      if byte == 0x5F {
        isValid = isValid && isDigit
        isDigit = false
      } else if (0x30...0x39).contains(byte) && byte - 0x30 < radix || radix == 16 && (0x61...0x66).contains(byte | 0x20) {
        isDigit = true
      } else {
        return isValid && isDigit
      }
      offset += 1
    }
  }

  private mutating func string(_ start: Int, _ quote: UInt8) -> Token {
    offset += 1
    while offset < count {
      switch bytes[offset] {
      case quote:
        offset += 1
        return Token(.string, start, offset)
      case UInt8(ascii: "\\"): offset += byte(offset + 1) == 0x0D && byte(offset + 2) == 0x0A ? 3 : 2
      case 0x0A, 0x0D: return invalid(start)
      // No line end here, but V8 counts it as one: esbuild writes it another way.
      case 0xE2 where isLineSeparator(offset): return invalid(start)
      default: offset += 1
      }
    }
    return invalid(start)
  }

  private mutating func templatePiece(_ start: Int, whole: Token.Kind, part: Token.Kind) -> Token {
    while offset < count {
      switch bytes[offset] {
      case UInt8(ascii: "`"):
        offset += 1
        return Token(whole, start, offset)
      case UInt8(ascii: "$") where byte(offset + 1) == UInt8(ascii: "{"):
        offset += 2
        return Token(part, start, offset)
      case UInt8(ascii: "\\"): offset += 2
      default: offset += 1
      }
    }
    return invalid(start)
  }

  /// From the brace on that ends a template's part.
  mutating func templateContinuation(from brace: Token) -> Token {
    offset = Int(brace.end)
    return reread(brace, as: templatePiece(Int(brace.start), whole: .templateTail, part: .templateMiddle))
  }

  /// A token that the parser knows to be another one than the lexer took it for.
  private mutating func reread(_ old: Token, as token: Token) -> Token {
    var token = token
    token.before = old.before
    token.isAfterNewline = old.isAfterNewline
    lastEnd = offset
    return token
  }

  /// From the slash on that the parser has met where an operand begins.
  mutating func regularExpression(from slash: Token) -> Token { reread(slash, as: regularExpression(Int(slash.start))) }

  private mutating func regularExpression(_ start: Int) -> Token {
    offset = start + 1
    var inClass = false
    while offset < count {
      switch bytes[offset] {
      case UInt8(ascii: "\\"):
        offset += 1
        if bytes[offset] == 0x0A || bytes[offset] == 0x0D || bytes[offset] >= 0x80 { return invalid(start) }
      case UInt8(ascii: "["): inClass = true
      case UInt8(ascii: "]"): inClass = false
      case UInt8(ascii: "("):
        // A modifier: (?i:…). V8 has them from 12.5 on.
        if !inClass, byte(offset + 1) == UInt8(ascii: "?"), Self.isWordByte(byte(offset + 2)) || byte(offset + 2) == UInt8(ascii: "-") {
          return invalid(start)
        }
      case UInt8(ascii: "/") where !inClass:
        offset += 1
        return flags(start)
      case 0x0A, 0x0D: return invalid(start)
      case 0xE2 where isLineSeparator(offset): return invalid(start)
      default: break
      }
      offset += 1
    }
    return invalid(start)
  }

  private mutating func flags(_ start: Int) -> Token {
    while isWord(at: offset) {
      if bytes[offset] == UInt8(ascii: "v") { return invalid(start) }  // V8 has it from 11.2 on
      offset += 1
    }
    return Token(.regularExpression, start, offset)
  }

  /// The first `<` or `>` alone of a token that begins with one: in types it opens or closes a list, whatever follows.
  mutating func angle(_ angle: UInt8, of token: Token) -> Bool {
    guard token.kind == .punctuation, bytes[Int(token.start)] == angle else { return false }
    offset = Int(token.start) + 1
    lastEnd = offset
    return true
  }
}

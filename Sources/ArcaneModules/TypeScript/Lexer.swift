/// TypeScript to tokens (ECMA-262, chapter 12), one at a time, as the parser alone knows whether `/` divides or opens a
/// regular expression, and whether `}` ends a block or a template's part.
///
/// What is rare in sources and has rules of its own (names with escapes, Unicode's blanks and line ends, regular
/// expressions newer than V8 10.2) becomes an `invalid` token: such a file goes to esbuild.
struct Lexer {
  /// With zeros behind the last byte.
  let bytes: UnsafeBufferPointer<UInt8>
  let count: Int
  var offset = 0
  /// Zeros behind a source: it is read a word at a time.
  static let padding = 16

  init(_ padded: UnsafeBufferPointer<UInt8>) {
    bytes = padded
    count = padded.count - Self.padding
    if count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { offset = 3 }
    if byte(offset) == UInt8(ascii: "#"), byte(offset + 1) == UInt8(ascii: "!") { _ = lineComment() }
  }

  private func byte(_ index: Int) -> UInt8 { index < count ? bytes[index] : 0 }

  mutating func next() -> Token {
    var newline = false
    while true {
      switch bytes[offset] {
      case 0x20, 0x09, 0x0B, 0x0C: offset += 1
      case 0x0A, 0x0D:
        newline = true
        offset += 1
      case UInt8(ascii: "/") where byte(offset + 1) == UInt8(ascii: "/"):
        if !lineComment() { return invalid(offset) }
      case UInt8(ascii: "/") where byte(offset + 1) == UInt8(ascii: "*"):
        guard let lines = blockComment() else { return invalid(offset) }
        newline = newline || lines
      default:
        var token = token()
        token.isAfterNewline = newline
        return token
      }
    }
  }

  private mutating func invalid(_ start: Int) -> Token {
    offset = min(offset, count)  // an escape at the very end leads beyond it
    return Token(.invalid, start, min(start + 1, count))
  }

  // MARK: Comments

  /// U+2028 and U+2029 in UTF-8: they end lines.
  private func isLineSeparator(_ index: Int) -> Bool {
    bytes[index] == 0xE2 && byte(index + 1) == 0x80 && (byte(index + 2) == 0xA8 || byte(index + 2) == 0xA9)
  }

  private mutating func lineComment() -> Bool {
    while offset < count, bytes[offset] != 0x0A, bytes[offset] != 0x0D {
      if isLineSeparator(offset) { return false }
      offset += 1
    }
    return true
  }

  /// Whether it has a line's end in it, which counts as one outside (12.4); nil if it does not end.
  private mutating func blockComment() -> Bool? {
    var lines = false
    offset += 2
    while offset < count {
      switch bytes[offset] {
      case UInt8(ascii: "*") where byte(offset + 1) == UInt8(ascii: "/"):
        offset += 2
        return lines
      case 0x0A, 0x0D: lines = true
      case 0xE2 where isLineSeparator(offset): return nil
      default: break
      }
      offset += 1
    }
    return nil
  }

  // MARK: Tokens

  private static func isWordStart(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A, 0x41...0x5A, 0x5F, 0x24, 0x80...: true
    default: false
    }
  }

  static func isWordByte(_ byte: UInt8) -> Bool { isWordStart(byte) || (0x30...0x39).contains(byte) }

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
    while Self.isWordByte(bytes[offset]) {
      if bytes[offset] >= 0x80, !isLetter(offset) { return invalid(start) }
      hash = (hash ^ UInt32(bytes[offset])) &* 16_777_619
      offset += 1
    }
    if bytes[offset] == UInt8(ascii: "\\") { return invalid(start) }
    var token = Token(kind, start, offset)
    token.hash = hash
    let length = offset - first
    if kind == .word, WordTable.lengths.contains(length), bytes[first] >= 0x61 { token.word = WordTable.find(bytes, first, offset) }
    return token
  }

  /// Of a byte beyond ASCII: not of a blank or a line's end (Unicode's Zs, Zl and Zp, and U+FEFF).
  private func isLetter(_ index: Int) -> Bool {
    switch bytes[index] {
    case 0xC2: byte(index + 1) != 0xA0 && byte(index + 1) != 0x85
    case 0xE1: byte(index + 1) != 0x9A
    case 0xE2: byte(index + 1) != 0x80 && byte(index + 1) != 0x81
    case 0xE3: byte(index + 1) != 0x80
    case 0xEF: byte(index + 1) != 0xBB
    default: true
    }
  }

  private mutating func number(_ start: Int) -> Token {
    let radix = bytes[start] == 0x30 ? byte(start + 1) | 0x20 : 0
    if radix == UInt8(ascii: "x") || radix == UInt8(ascii: "b") || radix == UInt8(ascii: "o") {
      offset += 2
      while Self.isWordByte(bytes[offset]) { offset += 1 }
      return Token(.number, start, offset)
    }
    digits()
    if bytes[offset] == UInt8(ascii: ".") {
      offset += 1
      digits()
    }
    if bytes[offset] | 0x20 == UInt8(ascii: "e") {
      offset += 1
      if bytes[offset] == UInt8(ascii: "+") || bytes[offset] == UInt8(ascii: "-") { offset += 1 }
      digits()
    }
    if bytes[offset] == UInt8(ascii: "n") { offset += 1 }
    return Self.isWordByte(bytes[offset]) ? invalid(start) : Token(.number, start, offset)
  }

  private mutating func digits() {
    while (0x30...0x39).contains(bytes[offset]) || bytes[offset] == 0x5F { offset += 1 }
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
    return templatePiece(Int(brace.start), whole: .templateTail, part: .templateMiddle)
  }

  /// From the slash on that the parser has met where an operand begins.
  mutating func regularExpression(from slash: Token) -> Token {
    let start = Int(slash.start)
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
    while Self.isWordByte(bytes[offset]) {
      if bytes[offset] == UInt8(ascii: "v") { return invalid(start) }  // V8 has it from 11.2 on
      offset += 1
    }
    var token = Token(.regularExpression, start, offset)
    token.isAfterNewline = false
    return token
  }
}

/// Where the lines of a text of JavaScript, TypeScript or JSON end.
///
/// A line feed, a carriage return, and both together end a line; so do U+2028 and U+2029, but not inside of quotes
/// (ECMA-262, 12.3). Quotes are looked for without a parser, which is as good where there are such characters at all.
struct Lines: Sequence, IteratorProtocol {
  enum Separators {
    /// U+2028 and U+2029 as the language has them.
    case outsideOfStrings
    /// V8 and esbuild count all of them.
    case everywhere
  }

  private let bytes: [UInt8]
  private let separators: Separators
  private var start: Int?
  private var isInBlockComment = false
  private var isInTemplate = false

  init(_ bytes: [UInt8], separators: Separators = .outsideOfStrings) {
    self.bytes = bytes
    self.separators = separators
    start = bytes.startsWithByteOrderMark ? 3 : 0
  }

  static func haveSeparators(_ bytes: [UInt8]) -> Bool {
    bytes.firstOffset(of: [0xE2, 0x80, 0xA8]) != nil || bytes.firstOffset(of: [0xE2, 0x80, 0xA9]) != nil
  }

  private func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

  /// The next line, without its end. A text that ends with a line end has an empty one behind it.
  mutating func next() -> Range<Int>? {
    guard let start else { return nil }
    var quote: UInt8 = 0
    var isInLineComment = false
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case 0x0A: return line(to: index, next: index + 1)
      case 0x0D: return line(to: index, next: self.byte(index + 1) == 0x0A ? index + 2 : index + 1)
      case 0xE2 where self.byte(index + 1) == 0x80 && self.byte(index + 2) & 0xFE == 0xA8 && (quote == 0 || separators == .everywhere):
        return line(to: index, next: index + 3)
      case UInt8(ascii: "*") where isInBlockComment && self.byte(index + 1) == UInt8(ascii: "/"):
        isInBlockComment = false
        index += 1
      case _ where isInBlockComment || isInLineComment: break
      case UInt8(ascii: "\\") where quote != 0 || isInTemplate:
        if self.byte(index + 1) != 0x0A, self.byte(index + 1) != 0x0D { index += 1 }
      case quote where quote != 0: quote = 0
      case _ where quote != 0: break
      case UInt8(ascii: "`"): isInTemplate.toggle()
      case _ where isInTemplate: break
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
      case UInt8(ascii: "/") where self.byte(index + 1) == byte: isInLineComment = true
      case UInt8(ascii: "/") where self.byte(index + 1) == UInt8(ascii: "*"):
        isInBlockComment = true
        index += 1
      default: break
      }
      index += 1
    }
    return line(to: bytes.count, next: nil)
  }

  private mutating func line(to end: Int, next: Int?) -> Range<Int> {
    defer { start = next }
    return Swift.min(start ?? end, end)..<end
  }
}

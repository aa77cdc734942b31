import ArcaneModules
import Glibc

/// Asset names that appear as string literals in code: `loadTexture("assets/hero.png")`.
enum AssetLiterals {
  static let endings = [".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tga", ".psd", ".wav", ".ogg", ".ttf", ".otf"]

  static func isAsset(_ name: String) -> Bool {
    let name = name.lowercased()
    return endings.contains { name.hasSuffix($0) && name.utf8.count > $0.utf8.count }
  }

  struct Literal: Equatable {
    var text: String
    var position: LinePosition
  }

  /// String literals with an asset's file extension. Skips comments, parts of a longer text (`"a" + name`,
  /// `${name}.png`) and literals with escapes.
  static func find(in source: String) -> [Literal] {
    var found: [Literal] = []
    let bytes = Array(source.utf8)
    var index = 0
    var line = 1
    var lineStart = 0
    /// The last character before the current position that is not a blank.
    var before: UInt8 = 0
    while index < bytes.count {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        lineStart = index + 1
        index += 1
      case UInt8(ascii: "/") where next == UInt8(ascii: "/"):
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
      case UInt8(ascii: "/") where next == UInt8(ascii: "*"):
        index += 2
        while index + 1 < bytes.count, !(bytes[index] == UInt8(ascii: "*") && bytes[index + 1] == UInt8(ascii: "/")) {
          if bytes[index] == UInt8(ascii: "\n") {
            line += 1
            lineStart = index + 1
          }
          index += 1
        }
        index += 2
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
        let start = index
        index += 1
        var isPlain = true
        while index < bytes.count, bytes[index] != byte {
          if bytes[index] == UInt8(ascii: "\n") {
            // Not a string after all (for example an apostrophe in a regular expression), unless it is a template.
            guard byte == UInt8(ascii: "`") else { break }
            line += 1
            lineStart = index + 1
            isPlain = false
          }
          if bytes[index] == UInt8(ascii: "\\") {
            isPlain = false
            index += 1
          }
          if bytes[index < bytes.count ? index : bytes.count - 1] == UInt8(ascii: "$"), byte == UInt8(ascii: "`") { isPlain = false }
          index += 1
        }
        guard index < bytes.count, bytes[index] == byte else { break }
        index += 1
        let text = String(decoding: bytes[(start + 1)..<(index - 1)], as: UTF8.self)
        let after = bytes[index...].first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 } ?? 0
        if isPlain, isAsset(text), before != UInt8(ascii: "+"), after != UInt8(ascii: "+") {
          let column = String(decoding: bytes[lineStart..<start], as: UTF8.self).utf16.count + 1
          found.append(Literal(text: text, position: LinePosition(line: line, column: column)))
        }
        before = byte
      default:
        if byte > 0x20 { before = byte }
        index += 1
      }
    }
    return found
  }
}

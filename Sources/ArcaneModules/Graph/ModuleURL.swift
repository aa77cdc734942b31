/// Module names as V8 sees them: `file:` URLs of files, and `arcane:` URLs of the built-in library.
public enum ModuleURL {
  public static let builtInScheme = "arcane:"

  /// `file:///…` with every byte escaped that a URL's path does not hold as it is (URL Standard, "path percent-encode
  /// set", and `%` itself).
  public static func file(_ path: String) -> String {
    var result = "file://"
    for byte in path.utf8 {
      switch byte {
      case 0x21, 0x24, 0x26...0x3B, 0x3D, 0x40...0x5B, 0x5D, 0x5F, 0x61...0x7A, 0x7C, 0x7E: result.unicodeScalars.append(UnicodeScalar(byte))
      default:
        result += byte < 16 ? "%0" : "%"
        result += String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }

  /// The path that a `file:` URL names; nil for another URL or a host other than this one.
  public static func path(_ url: String) -> String? {
    var rest = Substring(url)
    guard rest.hasPrefix("file:") else { return nil }
    rest = rest.dropFirst(5)
    if rest.hasPrefix("//") {
      rest = rest.dropFirst(2)
      if rest.hasPrefix("localhost/") { rest = rest.dropFirst(9) }
    }
    guard rest.hasPrefix("/") else { return nil }
    return decoded(rest.prefix { $0 != "?" && $0 != "#" })
  }

  /// A path whose bytes may be escaped by `%`; nil for one that no file can have.
  static func decoded(_ path: some StringProtocol) -> String? {
    let bytes = Array(path.utf8)
    var decoded: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let value = UInt8(String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        decoded.append(value)
        index += 3
      } else {
        decoded.append(bytes[index])
        index += 1
      }
    }
    return decoded.contains(0) ? nil : String(decoding: decoded, as: UTF8.self)
  }

  public static func isBuiltIn(_ url: String) -> Bool { url.hasPrefix(builtInScheme) }
}

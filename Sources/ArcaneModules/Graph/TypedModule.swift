/// A file that is imported as something else than a module: `import text from "./level.txt" with { type: "text" }`.
///
/// In the graph it is a module beside the file, under the file's path and `?` and what it is taken for: one file may be
/// imported as several things.
enum TypedModule: String {
  /// A string.
  case text
  /// A Uint8Array.
  case bytes
  /// JSON in a file of another ending.
  case json

  func path(of file: String) -> String { "\(file)?\(rawValue)" }

  /// What such a path stands for; nil for a plain file's.
  static func split(_ path: String) -> (file: String, type: TypedModule)? {
    guard let mark = path.utf8.lastIndex(of: UInt8(ascii: "?")), let type = TypedModule(rawValue: String(path[path.utf8.index(after: mark)...]))
    else {
      return nil
    }
    return (String(path[..<mark]), type)
  }

  /// The module's kind and code. JSON has been checked.
  func module(of content: [UInt8]) -> (Module.Kind, [UInt8]) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = content.starts(with: mark) ? content[3...] : content[...]
    switch self {
    case .json: return (.json, Array(text))
    // A JSON text is a JSON document.
    case .text: return (.json, Array(JSONValue.quoted(String(decoding: text, as: UTF8.self)).utf8))
    case .bytes: return (.javaScript, Self.script(of: content))
    }
  }

  /// A text with a character for each byte is the form that V8 reads fastest.
  private static func script(of content: [UInt8]) -> [UInt8] {
    var code = Array("const text = \"".utf8)
    code.reserveCapacity(content.count * 3 / 2 + 256)
    for byte in content {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): code += [UInt8(ascii: "\\"), byte]
      case ..<0x20, 0x7F: code += Array((byte < 0x10 ? "\\x0" : "\\x").utf8) + Array(String(byte, radix: 16).utf8)
      case 0x80...: code += [0xC0 | byte >> 6, 0x80 | byte & 0x3F]
      default: code.append(byte)
      }
    }
    code += Array(
      "\";\nconst bytes = new Uint8Array(text.length);\nfor (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);\nexport default bytes;\n"
        .utf8)
    return code
  }
}

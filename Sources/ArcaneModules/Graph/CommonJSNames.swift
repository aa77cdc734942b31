/// The names that a CommonJS file exports, as far as its text shows them: `exports.a = …`, `exports["a"] = …`,
/// `Object.defineProperty(exports, "a", …)`, the keys of `module.exports = { a, b: … }`, and those that esbuild writes for a
/// module: `__export(x, { a: () => a })` with `module.exports = __toCommonJS(x)`.
enum CommonJSNames {
  static func find(in code: [UInt8]) -> Set<String> {
    var names: Set<String> = []
    var from = 0
    let word = Array("exports".utf8)
    while let at = code.firstOffset(of: word, from: from) {
      from = at + word.count
      // esbuild numbers the parameter when it has to: exports2.
      var index = from
      while index < code.count, (0x30...0x39).contains(code[index]) { index += 1 }
      if let name = assigned(code, index) ?? defined(code, index) { names.insert(name) }
      if let start = literal(code, index) { names.formUnion(keys(code, start)) }
    }
    if let start = moduleForm(code) { names.formUnion(keys(code, start)) }
    names.remove("__proto__")
    return names
  }

  /// What calls of `require()` name, as far as tokens show; in comments, too.
  static func required(in code: [UInt8]) -> [String] {
    var found: [String] = []
    var from = 0
    while let at = code.firstOffset(of: Array("require(".utf8), from: from) {
      from = at + "require(".utf8.count
      guard from < code.count, "\"'`".utf8.contains(code[from]) else { continue }
      guard let end = code[(from + 1)...].firstIndex(where: { $0 == code[from] || $0 == 0x0A }), code[end] == code[from] else { continue }
      found.append(String(decoding: code[(from + 1)..<end], as: UTF8.self))
    }
    return found
  }

  /// What may stand before a key.
  private static let modifiers: Set<String> = ["get", "set", "async"]

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x24: true
    default: false
    }
  }

  private static func name(_ code: [UInt8], _ start: Int) -> (String, Int)? {
    var end = start
    while end < code.count, isNameByte(code[end]) { end += 1 }
    guard end > start, !(0x30...0x39).contains(code[start]) else { return nil }
    return (String(decoding: code[start..<end], as: UTF8.self), end)
  }

  private static func text(_ code: [UInt8], _ index: Int, _ word: String) -> Int? {
    let word = word.utf8
    guard index + word.count <= code.count, code[index..<(index + word.count)].elementsEqual(word) else { return nil }
    return index + word.count
  }

  /// `.a = ` or `["a"] = ` at `index`.
  private static func assigned(_ code: [UInt8], _ index: Int) -> String? {
    if let dot = text(code, index, "."), let (found, end) = name(code, dot) { return text(code, end, " = ") == nil ? nil : found }
    if let quote = text(code, index, "[\""), let (found, end) = name(code, quote) { return text(code, end, "\"] = ") == nil ? nil : found }
    return nil
  }

  /// `, "a"` at `index`, as in a call of defineProperty.
  private static func defined(_ code: [UInt8], _ index: Int) -> String? {
    guard let quote = text(code, index, ", \""), let (found, end) = name(code, quote) else { return nil }
    return text(code, end, "\",") == nil ? nil : found
  }

  /// Behind the brace of ` = {` at `index`.
  private static func literal(_ code: [UInt8], _ index: Int) -> Int? { text(code, index, " = {") }

  /// Behind the brace of the object whose getters `__toCommonJS` is given.
  private static func moduleForm(_ code: [UInt8]) -> Int? {
    guard let call = code.firstOffset(of: Array("exports = __toCommonJS".utf8)), let open = code[call...].firstIndex(of: UInt8(ascii: "(")),
      let (getters, _) = name(code, open + 1)
    else { return nil }
    let literal = Array("(\(getters), {".utf8)
    return code.firstOffset(of: literal).map { $0 + literal.count }
  }

  /// Keys of an object literal as long as they are plain: `a`, `a: …`, `a() {`, `"a": …`; values are skipped by depth.
  private static func keys(_ code: [UInt8], _ start: Int) -> Set<String> {
    var names: Set<String> = []
    var index = start
    var depth = 1
    var expectsKey = true
    while index < code.count, depth > 0 {
      switch code[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "["):
        depth += 1
        expectsKey = false  // but a computed one
      case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ",") where depth == 1: expectsKey = true
      case UInt8(ascii: "."): expectsKey = false  // of what is spread
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
        let quote = code[index]
        index += 1
        while index < code.count, code[index] != quote { index += code[index] == UInt8(ascii: "\\") ? 2 : 1 }
      case let byte where expectsKey && isNameByte(byte):
        if let (found, end) = name(code, index) {
          index = end - 1
          if modifiers.contains(found), end + 1 < code.count, code[end] == 0x20, isNameByte(code[end + 1]) { break }
          names.insert(found)
        }
        expectsKey = false
      default: break
      }
      index += 1
    }
    return names
  }
}

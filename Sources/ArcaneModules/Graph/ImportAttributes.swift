/// Import attributes that say what a file is taken for: `with { type: "text" }`.
///
/// No V8 that Arcane runs on knows them in this form, so they are read here and blanked. Only files that have one which
/// changes anything pay for it: esbuild keeps it in its output then, and it is found there.
enum ImportAttributes {
  /// For a transform of a source in which they `occur`.
  static let flag = "--supported:import-attributes=true"

  /// Whether the source takes a file for something that its ending does not say. True also where a text or a comment looks
  /// like it.
  static func occur(in source: [UInt8]) -> Bool {
    let word = Array("with".utf8)
    var from = 0
    while let at = source.firstOffset(of: word, from: from) {
      from = at + word.count
      let isQuoted = at > 0 && "\"'".utf8.contains(source[at - 1])
      var cursor = Cursor(source, isQuoted ? at - 1 : at)
      guard let attribute = cursor.attributes() ?? cursor.options() else { continue }
      if attribute != "json" || !followsJSONFile(source, at) { return true }
    }
    return false
  }

  /// Whether the text before `with`, or before the options of an `import()`, ends in `.json`.
  private static func followsJSONFile(_ source: [UInt8], _ end: Int) -> Bool {
    var end = end
    while end > 0, " \t\r\n{,\"'`".utf8.contains(source[end - 1]) { end -= 1 }
    return source[..<end].suffix(5).elementsEqual(".json".utf8)
  }

  /// Takes them out of a module that esbuild has printed. What an import is taken for becomes a part of its specifier,
  /// for which the blanked attribute leaves enough space. For a computed specifier the attribute is rewritten to the
  /// form that V8 knows, which is not longer, and V8 passes it to the loader.
  static func take(from code: inout [UInt8], _ imports: inout [ScannedImport]) {
    for index in imports.indices {
      var cursor = Cursor(code, imports[index].offset)
      guard cursor.text() != nil else { continue }
      let end = cursor.offset - 1
      let taken: String
      if imports[index].isDynamic {
        guard cursor.take(","), cursor.take("{"), cursor.key("with") else { continue }
        guard let type = cursor.options() else { continue }
        _ = cursor.take(",")
        guard cursor.take("}") else { continue }
        _ = cursor.take(",")
        taken = type
      } else {
        guard let type = cursor.attributes() else { continue }
        taken = type
      }
      imports[index].type = taken
      imports[index].specifier += "?\(taken)"
      let text = Array("?\(taken)".utf8) + [code[end]]
      for offset in end..<cursor.offset where offset - end < text.count || code[offset] != 0x0A {
        code[offset] = offset - end < text.count ? text[offset - end] : 0x20
      }
    }
    takeComputed(from: &code)
  }

  private static func takeComputed(from code: inout [UInt8]) {
    for start in ImportScanner.optionsOfComputedImports(code) {
      var cursor = Cursor(code, start)
      cursor.space()
      let begin = cursor.offset
      guard cursor.take("{"), cursor.key("with") else { continue }
      cursor.space()
      let available = cursor.offset - begin
      let known = Array("{assert:".utf8)
      guard let type = cursor.options(), TypedModule(rawValue: type) != nil, available >= known.count else { continue }
      code.replaceSubrange(begin..<begin + available, with: known + Array(repeating: 0x20, count: available - known.count))
    }
  }

  /// Reads a few tokens of JavaScript.
  private struct Cursor {
    let bytes: [UInt8]
    var offset: Int

    init(_ bytes: [UInt8], _ offset: Int) {
      self.bytes = bytes
      self.offset = offset
    }

    mutating func space() {
      while offset < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) { offset += 1 }
    }

    mutating func take(_ text: StaticString) -> Bool {
      space()
      let length = text.utf8CodeUnitCount
      guard offset + length <= bytes.count, (0..<length).allSatisfy({ bytes[offset + $0] == text.utf8Start[$0] }) else { return false }
      offset += length
      return true
    }

    /// A text in quotes, without escapes.
    mutating func text() -> String? {
      space()
      guard offset < bytes.count, "\"'`".utf8.contains(bytes[offset]) else { return nil }
      let (quote, start) = (bytes[offset], offset + 1)
      guard let end = bytes[start...].firstIndex(of: quote) else { return nil }
      offset = end + 1
      return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// A property's name and its colon.
    mutating func key(_ name: StaticString) -> Bool {
      let before = offset
      if take(name) || text() == name.description, take(":") { return true }
      offset = before
      return false
    }

    /// `with { type: "text" }`; the type.
    mutating func attributes() -> String? {
      let before = offset
      if take("with"), let type = options() { return type }
      offset = before
      return nil
    }

    /// `{ type: "text" }`, with `with:` before it or not.
    mutating func options() -> String? {
      let before = offset
      _ = key("with")
      if take("{"), key("type"), let type = text() {
        _ = take(",")
        if take("}") { return type }
      }
      offset = before
      return nil
    }
  }
}

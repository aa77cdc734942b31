/// Finds the imports of a module that esbuild has printed.
///
/// esbuild could list them itself, in the metafile of a build; that makes each request a third dearer, and this runs
/// on every save. The one thing that a scanner cannot know without parsing is whether `/` divides or opens a regular
/// expression. esbuild prints a division with a blank on either side and on its left operand's line, which decides it
/// (see `isDivision`). The tests hold this scanner against the metafile.
struct ImportScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var offset = 0
  private var found: [ScannedImport] = []
  /// The last token could end an operand: what follows it is an operator.
  private var afterOperand = false
  /// Curly braces open inside each template's `${`, innermost last.
  private var templates: [Int] = []
  /// Brackets of all kinds that are open.
  private var depth = 0
  /// How many are open inside of each `import(` whose specifier is computed, innermost last.
  private var computed: [Int] = []
  private var options: [Int] = []

  static func scan(_ code: [UInt8]) -> [ScannedImport] { run(code).found }

  /// Where the options of an `import()` begin whose specifier is computed: behind the comma.
  static func optionsOfComputedImports(_ code: [UInt8]) -> [Int] { run(code).options }

  private static func run(_ code: [UInt8]) -> (found: [ScannedImport], options: [Int]) {
    code.withUnsafeBufferPointer { buffer in
      var scanner = ImportScanner(buffer)
      scanner.run()
      return (scanner.found, scanner.options)
    }
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

  private mutating func run() {
    while offset < bytes.count {
      let current = bytes[offset]
      if Self.isWordByte(current) {
        word()
        continue
      }
      switch current {
      case 0x20, 0x09, 0x0A, 0x0D: offset += 1
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        skipString(current)
        afterOperand = true
      case UInt8(ascii: "`"):
        offset += 1
        skipTemplate()
      case UInt8(ascii: "/"): slash()
      case UInt8(ascii: "{"):
        if let last = templates.indices.last { templates[last] += 1 }
        open()
      case UInt8(ascii: "}"):
        if templates.last == 0 {
          templates.removeLast()
          depth -= 1
          offset += 1
          skipTemplate()
        } else {
          if let last = templates.indices.last { templates[last] -= 1 }
          close()
        }
      case UInt8(ascii: "("), UInt8(ascii: "["): open()
      case UInt8(ascii: ")"), UInt8(ascii: "]"): close()
      case UInt8(ascii: ",") where computed.last == depth:
        computed.removeLast()
        punctuation(operand: false)
        options.append(offset)
      case UInt8(ascii: "+") where byte(offset + 1) == current, UInt8(ascii: "-") where byte(offset + 1) == current:
        offset += 2  // after an operand it belongs to it, before one nothing changes
      case UInt8(ascii: "#"): punctuation(operand: afterOperand)
      default: punctuation(operand: false)
      }
    }
  }

  private mutating func open() {
    depth += 1
    punctuation(operand: false)
  }

  private mutating func close() {
    if computed.last == depth { computed.removeLast() }
    depth -= 1
    punctuation(operand: true)
  }

  private mutating func punctuation(operand: Bool) {
    offset += 1
    afterOperand = operand
  }

  /// Letters, digits, `_`, `$`, the backslash of `\u…` in names, and all of UTF-8 beyond ASCII.
  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x24, 0x5C, 0x80...: true
    default: false
    }
  }

  /// Words after which an expression begins, so that `/` opens a regular expression.
  private static let operatorWords: Set<String> = [
    "return", "typeof", "instanceof", "in", "of", "new", "delete", "void", "throw", "case", "do", "else", "yield", "await",
  ]

  private mutating func word() {
    let start = offset
    while offset < bytes.count, Self.isWordByte(bytes[offset]) { offset += 1 }
    let before = start > 0 ? bytes[start - 1] : 0
    // A property's or a private field's name; but `...` may come before a keyword.
    let isProperty = before == UInt8(ascii: "#") || before == UInt8(ascii: ".") && !(start > 1 && bytes[start - 2] == UInt8(ascii: "."))
    // A number's fraction or exponent sign is another token; no word of interest begins with a digit.
    let length = offset - start
    afterOperand = true
    if isProperty || length > 10 || length < 2 { return }
    if length == 6, bytes[start] == UInt8(ascii: "i") || bytes[start] == UInt8(ascii: "e") {
      if matches("import", at: start) { return importStatement() }
      if matches("export", at: start) { return exportStatement() }
    }
    // Only these lengths and first letters can be operator words; saves making a string of every name.
    switch bytes[start] {
    case UInt8(ascii: "r"), UInt8(ascii: "t"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "n"), UInt8(ascii: "d"), UInt8(ascii: "v"),
      UInt8(ascii: "c"), UInt8(ascii: "e"), UInt8(ascii: "y"), UInt8(ascii: "a"):
      if byte(offset) == 0x20 || byte(offset) == UInt8(ascii: "/"), Self.operatorWords.contains(text(start, offset)) { afterOperand = false }
    default: break
    }
  }

  private func text(_ start: Int, _ end: Int) -> String { String(decoding: bytes[start..<end], as: UTF8.self) }

  private func matches(_ word: StaticString, at index: Int) -> Bool {
    guard index + word.utf8CodeUnitCount <= bytes.count else { return false }
    for position in 0..<word.utf8CodeUnitCount where bytes[index + position] != word.utf8Start[position] { return false }
    return true
  }

  /// Past blanks and comments.
  private func skippingSpace(_ index: Int) -> Int {
    var index = index
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      case UInt8(ascii: "/") where byte(index + 1) == UInt8(ascii: "*"): index = endOfComment(index)
      case UInt8(ascii: "/") where byte(index + 1) == UInt8(ascii: "/"):
        while index < bytes.count, bytes[index] != 0x0A { index += 1 }
      default: return index
      }
    }
    return index
  }

  private func endOfComment(_ index: Int) -> Int {
    var index = index + 2
    while index + 1 < bytes.count, !(bytes[index] == UInt8(ascii: "*") && bytes[index + 1] == UInt8(ascii: "/")) { index += 1 }
    return min(index + 2, bytes.count)
  }

  /// `offset` is behind the word `import`.
  private mutating func importStatement() {
    let next = skippingSpace(offset)
    switch byte(next) {
    case UInt8(ascii: "("):
      let quote = skippingSpace(next + 1)
      // Anything after the text but the end of the argument makes an expression of it: "./" + name.
      if let (text, end) = literal(quote), [UInt8(ascii: ")"), UInt8(ascii: ",")].contains(byte(skippingSpace(end))) {
        found.append(ScannedImport(specifier: text, isDynamic: true, offset: quote, clauseOffset: quote))
      } else {
        computed.append(depth + 1)
      }
    case UInt8(ascii: "."), UInt8(ascii: ":"): break  // import.meta; a property's name
    default: clause(next)
    }
  }

  /// `offset` is behind the word `export`. Only `export *` and `export {` can have a `from`.
  private mutating func exportStatement() {
    let next = skippingSpace(offset)
    if byte(next) == UInt8(ascii: "*") || byte(next) == UInt8(ascii: "{") { clause(next) } else { afterOperand = false }
  }

  /// Names, braces, commas and `*` up to the specifier; leaves `offset` where it was if there is none.
  private mutating func clause(_ start: Int) {
    var index = start
    var depth = 0
    // Outside of the braces there are at most a name, a comma, `* as`, a name and `from`: what is longer, or has braces in
    // braces, is none, and is not looked at twice.
    var outside = 0
    // A specifier stands at once (`import "x"`) or after `from`.
    var afterAs = false
    var specifierNext = byte(start) == UInt8(ascii: "\"") || byte(start) == UInt8(ascii: "'")
    while index < bytes.count {
      index = skippingSpace(index)
      let current = byte(index)
      switch current {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        guard let (text, end) = literal(index) else { return }
        if depth == 0, specifierNext {
          found.append(ScannedImport(specifier: text, isDynamic: false, offset: index, clauseOffset: start))
          offset = end
          return
        }
        if depth == 0, !afterAs { return }
        index = end  // a name in quotes: import { "a-b" as c }, export * as "a-b"
      case UInt8(ascii: "{"):
        if depth > 0 { return }
        depth += 1
        index += 1
      case UInt8(ascii: "}"):
        depth -= 1
        index += 1
      case UInt8(ascii: ","), UInt8(ascii: "*"): index += 1
      case _ where Self.isWordByte(current):
        if depth == 0 { outside += 1 }
        if outside > 8 { return }
        let wordStart = index
        while index < bytes.count, Self.isWordByte(bytes[index]) { index += 1 }
        specifierNext = depth == 0 && index - wordStart == 4 && matches("from", at: wordStart)
        afterAs = index - wordStart == 2 && matches("as", at: wordStart)
      default: return
      }
    }
  }

  /// The text of a string, or of a template without parts, and where it ends.
  private func literal(_ start: Int) -> (String, Int)? {
    let quote = byte(start)
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") || quote == UInt8(ascii: "`") else { return nil }
    var index = start + 1
    var escaped = false
    while index < bytes.count, bytes[index] != quote {
      if bytes[index] == UInt8(ascii: "\\") {
        escaped = true
        index += 1
      } else if quote == UInt8(ascii: "`"), bytes[index] == UInt8(ascii: "$"), byte(index + 1) == UInt8(ascii: "{") {
        return nil
      }
      index += 1
    }
    guard index < bytes.count else { return nil }
    let content = bytes[(start + 1)..<index]
    return (escaped ? JavaScriptString.unescaped(content) : String(decoding: content, as: UTF8.self), index + 1)
  }

  private mutating func skipString(_ quote: UInt8) {
    offset += 1
    while offset < bytes.count, bytes[offset] != quote { offset += bytes[offset] == UInt8(ascii: "\\") ? 2 : 1 }
    offset += 1
  }

  /// From inside a template's text to its end or its next `${`.
  private mutating func skipTemplate() {
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\\"): offset += 2
      case UInt8(ascii: "`"):
        offset += 1
        afterOperand = true
        return
      case UInt8(ascii: "$") where byte(offset + 1) == UInt8(ascii: "{"):
        offset += 2
        templates.append(0)
        depth += 1
        afterOperand = false
        return
      default: offset += 1
      }
    }
  }

  private mutating func slash() {
    switch byte(offset + 1) {
    case UInt8(ascii: "/"):
      while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
    case UInt8(ascii: "*"): offset = endOfComment(offset)
    case _ where isDivision: punctuation(operand: false)
    default: skipRegularExpression()
    }
  }

  /// After an operand on the same line: ` / ` and ` /= `, as esbuild prints them. `}` and `)` may also end a statement
  /// before a regular expression, but then a line's end or no blank behind the slash tells it.
  private var isDivision: Bool {
    guard afterOperand, byte(offset + 1) == 0x20 || byte(offset + 1) == UInt8(ascii: "=") && byte(offset + 2) == 0x20 else { return false }
    var before = offset - 1
    while before >= 0, bytes[before] == 0x20 { before -= 1 }
    return before >= 0 && bytes[before] != 0x0A
  }

  private mutating func skipRegularExpression() {
    offset += 1
    var inClass = false
    while offset < bytes.count, bytes[offset] != 0x0A {
      switch bytes[offset] {
      case UInt8(ascii: "\\"): offset += 1
      case UInt8(ascii: "["): inClass = true
      case UInt8(ascii: "]"): inClass = false
      case UInt8(ascii: "/") where !inClass:
        offset += 1
        afterOperand = true
        return
      default: break
      }
      offset += 1
    }
  }
}

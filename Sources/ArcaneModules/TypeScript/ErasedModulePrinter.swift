/// Prints the JavaScript that is left of a TypeScript file.
///
/// It is printed from the tokens alone, one statement a line: comments, blanks, line ends and types leave no trace in
/// it. So a save that changes nothing else is seen to change nothing that runs.
struct ErasedModulePrinter: ~Copyable {
  private let eraser: TypeEraser
  private var code: Output
  private var imports: [ScannedImport] = []
  private var places: [(code: Int32, source: Int32)] = []
  private var last: Token?
  private var exportOffset = 0

  private init(_ eraser: TypeEraser) {
    self.eraser = eraser
    code = Output(capacity: eraser.lexer.count + 256)
    places.reserveCapacity(eraser.kept.count)
  }

  /// - Parameter old: where the statements are from that have an origin.
  /// - Returns: The statements with the places where each begins in the code, too.
  static func printed(_ eraser: TypeEraser, after old: Erasure?) -> ([Erasure.Statement], ErasedModule) {
    var printer = ErasedModulePrinter(eraser)
    var statements = eraser.statements
    for index in statements.indices {
      statements[index].code = printer.code.count
      statements[index].places = printer.places.count
      statements[index].scans = printer.imports.count
      guard index + 1 < statements.count else { break }
      let begin = statements[index].lists
      let end = statements[index + 1].lists
      // What is left of an import depends on the whole file.
      if let old, let origin = statements[index].origin, begin.imports == end.imports {
        printer.append(origin, of: old, shift: statements[index].start - old.statements[origin].start)
      } else {
        for token in eraser.kept[begin.kept..<end.kept] { printer.append(token) }
      }
    }
    if printer.code.count > 0 { printer.code.append(0x0A) }
    return (statements, ErasedModule(code: printer.code.bytes, imports: printer.imports, places: printer.places))
  }

  /// A statement as it was printed before.
  /// - Parameter shift: how much further on it stands in the source, in bytes.
  private mutating func append(_ statement: Int, of old: Erasure, shift: Int) {
    let begin = old.statements[statement]
    let end = old.statements[statement + 1]
    guard begin.code < end.code else { return }
    // All but a file's first one begin on a new line.
    let from = begin.code == 0 ? 0 : begin.code + 1
    if code.count > 0 { code.append(0x0A) }
    let further = code.count - from
    old.module.code.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      code.append(base + from, end.code - from)
    }
    let (codeShift, sourceShift) = (Int32(further), Int32(shift))
    places += old.module.places[begin.places..<end.places].lazy.map { ($0.code + codeShift, $0.source + sourceShift) }
    for found in old.module.imports[begin.scans..<end.scans] {
      var found = found
      found.offset += further
      found.clauseOffset += further
      imports.append(found)
    }
  }

  private mutating func append(_ token: Token) {
    switch token.kind {
    case .insertedSemicolon: code.append(UInt8(ascii: ";"))
    case .importDeclaration:
      let declaration = eraser.imports[Int(token.hash)]
      if declaration.remains { append(declaration) } else { return }
    default:
      guard token.start < token.end else { return }
      if token.startsLine, code.count > 0 {
        code.append(0x0A)
      } else if let last, needsBlank(last, eraser.lexer.bytes[Int(token.start)]) {
        code.append(0x20)
      }
      places.append((Int32(code.count), token.start))
      note(token)
      append(text: token)
      if token.word == .export { exportOffset = code.count }
    }
    last = token
  }

  private mutating func note(_ token: Token) {
    guard token.role == .exportSpecifier || token.role == .dynamicSpecifier else { return }
    let isDynamic = token.role == .dynamicSpecifier
    imports.append(
      ScannedImport(
        specifier: specifier(token), isDynamic: isDynamic, offset: code.count, clauseOffset: isDynamic ? code.count : exportOffset))
  }

  private func specifier(_ token: Token) -> String {
    let content = eraser.lexer.bytes[(Int(token.start) + 1)..<(Int(token.end) - 1)]
    return content.contains(UInt8(ascii: "\\")) ? JavaScriptString.unescaped(content) : String(decoding: content, as: UTF8.self)
  }

  private mutating func append(_ declaration: ImportDeclaration) {
    if code.count > 0 { code.append(0x0A) }
    places.append((Int32(code.count), declaration.word.start))
    append("import")
    let clause = code.count
    let names = declaration.remaining
    if declaration.hasClause {
      let outside = names.filter { $0.kind != .named }
      let inside = names.filter { $0.kind == .named }
      for (index, name) in outside.enumerated() {
        if index == 0 { append(" ") } else { append(", ") }
        if name.kind == .namespace { append("* as ") }
        append(text: name.local)
      }
      if !inside.isEmpty || outside.isEmpty {
        if outside.isEmpty { append(" { ") } else { append(", { ") }
        for (index, name) in inside.enumerated() {
          if index > 0 { append(", ") }
          if name.imported.start != name.local.start {
            append(text: name.imported)
            append(" as ")
          }
          append(text: name.local)
        }
        append(" }")
      }
      append(" from")
    }
    append(" ")
    places.append((Int32(code.count), declaration.specifier.start))
    imports.append(
      ScannedImport(specifier: specifier(declaration.specifier), isDynamic: false, offset: code.count, clauseOffset: clause))
    append(text: declaration.specifier)
    append(";")
  }

  private mutating func append(_ text: StaticString) {
    code.append(text.utf8Start, text.utf8CodeUnitCount)
  }

  private mutating func append(text token: Token) {
    guard let source = eraser.lexer.bytes.baseAddress else { return }
    code.append(source + Int(token.start), Int(token.end - token.start))
  }

  /// Two tokens that would be read as others if nothing stood between them.
  private func needsBlank(_ last: Token, _ first: UInt8) -> Bool {
    guard let before = code.last else { return false }
    if Lexer.isWordByte(first) || first == UInt8(ascii: "#") {
      return Lexer.isWordByte(before) || before == UInt8(ascii: "?") || last.kind == .regularExpression
    }
    switch first {
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: "|"): return before == first
    case UInt8(ascii: ">"): return before == UInt8(ascii: "-") || before == UInt8(ascii: "=")
    case UInt8(ascii: "="): return before == UInt8(ascii: ">") || before == UInt8(ascii: "!")
    case UInt8(ascii: "/"): return before == first || before == UInt8(ascii: "<")
    case UInt8(ascii: "*"): return before == UInt8(ascii: "/") || before == first
    case UInt8(ascii: "!"): return before == UInt8(ascii: "<")
    case UInt8(ascii: "."): return last.kind == .number || before == UInt8(ascii: "?")
    default: return false
    }
  }
}

/// Bytes that grow by a few at a time: an array asks at each whether it is shared.
private struct Output: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    start = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  deinit { start.deallocate() }

  var bytes: [UInt8] { Array(UnsafeBufferPointer(start: start, count: count)) }
  var last: UInt8? { count > 0 ? start[count - 1] : nil }

  mutating func append(_ byte: UInt8) {
    if count == capacity { grow(by: 1) }
    start[count] = byte
    count += 1
  }

  mutating func append(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
    if capacity - count < length { grow(by: length) }
    (start + count).update(from: bytes, count: length)
    count += length
  }

  private mutating func grow(by more: Int) {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: 2 * capacity + more)
    larger.update(from: start, count: count)
    start.deallocate()
    start = larger
    capacity = 2 * capacity + more
  }
}

/// The JavaScript that is left of a TypeScript file.
///
/// It is printed from the tokens alone, one statement a line: comments, blanks, line ends and types leave no trace in
/// it. So a save that changes nothing else is seen to change nothing that runs.
struct ErasedModule {
  private(set) var code: [UInt8] = []
  private(set) var imports: [ScannedImport] = []
  /// Where each token stands in the code, and where in the source; in the order of both.
  private(set) var places: [(code: Int32, source: Int32)] = []

  private var last: Token?
  private var exportOffset = 0

  init(_ eraser: TypeEraser) {
    code.reserveCapacity(eraser.lexer.count + 256)
    places.reserveCapacity(eraser.kept.count)
    for token in eraser.kept { append(token, eraser) }
    if !code.isEmpty { code.append(0x0A) }
  }

  private mutating func append(_ token: Token, _ eraser: TypeEraser) {
    switch token.kind {
    case .insertedSemicolon: code.append(UInt8(ascii: ";"))
    case .importDeclaration:
      let declaration = eraser.imports[Int(token.hash)]
      if declaration.remains { append(declaration, eraser) } else { return }
    default:
      let text = eraser.text(token)
      guard let first = text.first else { return }
      if token.startsLine, !code.isEmpty { code.append(0x0A) } else if let last, needsBlank(last, first) { code.append(0x20) }
      places.append((Int32(code.count), token.start))
      note(token, eraser)
      code.append(contentsOf: text)
      if token.word == .export { exportOffset = code.count }
    }
    last = token
  }

  private mutating func note(_ token: Token, _ eraser: TypeEraser) {
    guard token.role == .exportSpecifier || token.role == .dynamicSpecifier else { return }
    let isDynamic = token.role == .dynamicSpecifier
    imports.append(
      ScannedImport(
        specifier: specifier(token, eraser), isDynamic: isDynamic, offset: code.count, clauseOffset: isDynamic ? code.count : exportOffset))
  }

  private func specifier(_ token: Token, _ eraser: TypeEraser) -> String {
    let content = eraser.lexer.bytes[(Int(token.start) + 1)..<(Int(token.end) - 1)]
    return content.contains(UInt8(ascii: "\\")) ? JavaScriptString.unescaped(content) : String(decoding: content, as: UTF8.self)
  }

  private mutating func append(_ declaration: ImportDeclaration, _ eraser: TypeEraser) {
    if !code.isEmpty { code.append(0x0A) }
    places.append((Int32(code.count), declaration.word.start))
    append("import")
    let clause = code.count
    let names = declaration.remaining
    if declaration.hasClause {
      let outside = names.filter { $0.kind != .named }
      let inside = names.filter { $0.kind == .named }
      for (index, name) in outside.enumerated() {
        append(index == 0 ? " " : ", ")
        if name.kind == .namespace { append("* as ") }
        append(name.local, eraser)
      }
      if !inside.isEmpty || outside.isEmpty {
        append(outside.isEmpty ? " { " : ", { ")
        for (index, name) in inside.enumerated() {
          if index > 0 { append(", ") }
          if name.imported.start != name.local.start {
            append(name.imported, eraser)
            append(" as ")
          }
          append(name.local, eraser)
        }
        append(" }")
      }
      append(" from")
    }
    append(" ")
    places.append((Int32(code.count), declaration.specifier.start))
    imports.append(
      ScannedImport(specifier: specifier(declaration.specifier, eraser), isDynamic: false, offset: code.count, clauseOffset: clause))
    code.append(contentsOf: eraser.text(declaration.specifier))
    append(";")
  }

  private mutating func append(_ text: String) { code.append(contentsOf: text.utf8) }

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

  /// Where in the source the token begins that covers a place in the code, or the last one before it; and as far into it
  /// as the place is.
  func sourceOffset(of position: LinePosition) -> Int? {
    guard let line = code.line(position.line) else { return nil }
    let before = String(decoding: line, as: UTF8.self).utf16.prefix(max(0, position.column - 1))
    let offset = line.startIndex + (String(before)?.utf8.count ?? 0)
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if Int(places[middle].code) <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let place = places[low - 1]
    return Int(place.source) + offset - Int(place.code)
  }
}

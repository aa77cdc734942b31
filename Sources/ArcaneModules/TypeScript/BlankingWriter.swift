import ArcaneLinux

/// Puts blanks in the place of what the parser has passed over.
///
/// The source is copied, and what lies between two kept tokens that were not neighbors is blanked: a line end stays, a
/// character becomes a blank of as many bytes and UTF-16 units. So whatever V8 says of a line and a column holds in the
/// TypeScript. Two things can go wrong where something is taken out, and both are mended inside of the blanks:
///
/// - *A statement that ends without a semicolon* may go on with what now follows it (`a as T`, then `(b)`): it gets one.
/// - *A line end* may come to stand where none may be (`return <T` then `>(a) => a`; `(a): {` then `} => b`): the bracket
///   at the other side is moved to where the blanks begin or end.
struct BlankingWriter: ~Copyable {
  typealias Unsupported = TypeStripper.Unsupported

  private var code: [UInt8]
  private var lexer: Lexer
  private var imports: [ScannedImport] = []
  private var hash = TokenHash()
  /// The last token that was kept.
  private var last: Token?
  private var endsStatement = false
  private var needsStatement = false
  private var clauseOffset = 0

  private init(_ lexer: Lexer, source: [UInt8]) {
    code = source
    self.lexer = lexer
  }

  static func write(_ stripper: TypeStripper, source: [UInt8]) throws(Unsupported) -> StrippedModule {
    var writer = BlankingWriter(stripper.lexer, source: source)
    for token in stripper.kept where !token.isDropped { try writer.append(token) }
    try writer.append(stripper.token)
    return StrippedModule(code: writer.code, imports: writer.imports, programHash: writer.hash.value)
  }

  private mutating func append(_ token: Token) throws(Unsupported) {
    switch token.kind {
    case .insertedSemicolon:
      endsStatement = true
      return hash.combineSemicolon()
    case .emptyStatement:
      needsStatement = true
      return hash.combineSemicolon()
    default: break
    }
    let gap = Int(last?.end ?? 0)
    if Int(token.before) > gap {
      try blank(from: gap, to: token)
    } else if needsStatement {
      throw Unsupported(offset: Int(token.start), reason: "no place for a statement")
    }
    endsStatement = false
    needsStatement = false
    if token.kind == .end { return }
    hash.combine(lexer.bytes, token)
    note(token)
    last = token
  }

  /// Everything between the last token and the next one but the comments at both ends.
  private mutating func blank(from gap: Int, to next: Token) throws(Unsupported) {
    lexer.offset = gap
    _ = lexer.skipTrivia()
    let start = lexer.offset
    let end = Int(next.before)
    guard start < end else { return }
    let hasLineEnd = code[gap..<Int(next.start)].withUnsafeBufferPointer(Self.hasLineEnd)
    code.withUnsafeMutableBufferPointer { Blanks.fill($0, start, end) }
    if endsStatement || needsStatement {
      try put(UInt8(ascii: ";"), at: start)
    } else if hasLineEnd, let last {
      if next.isA(.arrow) {
        guard last.isA(.parenClose) else { throw unsupported(next) }
        code[Int(last.start)] = 0x20
        try put(UInt8(ascii: ")"), at: end - 1)
      } else if last.endsAtLineEnd {
        guard next.isA(.parenOpen), !code[gap..<start].withUnsafeBufferPointer(Self.hasLineEnd) else { throw unsupported(next) }
        code[Int(next.start)] = 0x20
        try put(UInt8(ascii: "("), at: start)
      } else if next.isA(.step) {
        throw unsupported(next)
      }
    }
  }

  private func unsupported(_ token: Token) -> Unsupported { Unsupported(offset: Int(token.start), reason: "a line end in a type that must not stay") }

  private mutating func put(_ byte: UInt8, at offset: Int) throws(Unsupported) {
    guard code[offset] == 0x20 else { throw Unsupported(offset: offset, reason: "no place for '\(Character(UnicodeScalar(byte)))'") }
    code[offset] = byte
  }

  private static func hasLineEnd(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0A || byte == 0x0D { return true }
      if byte == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80, bytes[index + 2] & 0xFE == 0xA8 { return true }
    }
    return false
  }

  // MARK: Imports

  private mutating func note(_ token: Token) {
    if token.word == .import || token.word == .export { clauseOffset = Int(token.end) }
    switch token.role {
    case .importSpecifier, .exportSpecifier, .dynamicSpecifier:
      let isDynamic = token.role == .dynamicSpecifier
      let offset = Int(token.start)
      imports.append(
        ScannedImport(specifier: specifier(token), isDynamic: isDynamic, offset: offset, clauseOffset: isDynamic ? offset : clauseOffset))
    default: break
    }
  }

  private func specifier(_ token: Token) -> String {
    let content = lexer.bytes[(Int(token.start) + 1)..<(Int(token.end) - 1)]
    return content.contains(UInt8(ascii: "\\")) ? JavaScriptString.unescaped(content) : String(decoding: content, as: UTF8.self)
  }
}

extension Token {
  /// A line end behind it would end the statement, or make another one of it (ECMA-262, 12.10.1).
  fileprivate var endsAtLineEnd: Bool {
    switch word {
    case .return, .throw, .yield, .break, .continue, .async: true
    default: false
    }
  }
}

enum Blanks {
  /// Blanks of the same number of bytes, UTF-16 units and lines.
  static func fill(_ bytes: UnsafeMutableBufferPointer<UInt8>, _ start: Int, _ end: Int) {
    func isContinuation(_ index: Int) -> Bool { index < end && bytes[index] & 0xC0 == 0x80 }
    var index = start
    while index < end {
      let byte = bytes[index]
      if byte < 0x80 {
        if byte > 0x20 || byte < 0x09 || byte > 0x0D { bytes[index] = 0x20 }
        index += 1
      } else if byte & 0xE0 == 0xC0, isContinuation(index + 1) {
        put(noBreakSpace, bytes, &index)
      } else if byte & 0xF0 == 0xE0, isContinuation(index + 1), isContinuation(index + 2) {
        let endsLine = byte == 0xE2 && bytes[index + 1] == 0x80 && bytes[index + 2] & 0xFE == 0xA8
        if endsLine { index += 3 } else { put(ideographicSpace, bytes, &index) }
      } else if byte & 0xF8 == 0xF0, isContinuation(index + 1), isContinuation(index + 2), isContinuation(index + 3) {
        put(noBreakSpace, bytes, &index)
        put(noBreakSpace, bytes, &index)
      } else {
        bytes[index] = 0x20
        index += 1
      }
    }
  }

  /// Blanks of JavaScript (ECMA-262, 12.2) that take two and three bytes, and one UTF-16 unit each.
  private static let noBreakSpace: [UInt8] = [0xC2, 0xA0]
  private static let ideographicSpace: [UInt8] = [0xE3, 0x80, 0x80]

  private static func put(_ blank: [UInt8], _ bytes: UnsafeMutableBufferPointer<UInt8>, _ index: inout Int) {
    for byte in blank {
      bytes[index] = byte
      index += 1
    }
  }
}

/// A hash of tokens, one after the other.
struct TokenHash {
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15
  var value: ContentHash { ContentHash(value: state) }

  mutating func combineSemicolon() { mix(UInt64(UInt8(ascii: ";")), 1) }

  /// - Parameter bytes: with `Lexer.padding` more behind the last one.
  mutating func combine(_ bytes: UnsafeBufferPointer<UInt8>, _ token: Token) {
    let source = UnsafeRawBufferPointer(bytes)
    var offset = Int(token.start)
    var length = Int(token.end) - offset
    while length > 8 {
      mix(source.loadUnaligned(fromByteOffset: offset, as: UInt64.self), 8 + UInt64(length))
      offset += 8
      length -= 8
    }
    let word = UInt64(littleEndian: source.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    mix(word & (UInt64.max >> UInt64(64 - 8 * length)), UInt64(length))
  }

  private mutating func mix(_ word: UInt64, _ length: UInt64) {
    let product = (word ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: state ^ (length &* 0xE703_7ED1_A0B4_28DB))
    // The added terms keep a factor of zero from wiping out the other one.
    state = product.high ^ product.low ^ (word &+ state.byteSwapped)
  }
}

/// A token of TypeScript, by its place in the source. 16 bytes, as a file of ten kilobytes has some thousands.
struct Token {
  enum Kind: UInt8 {
    case end, word, number, string, regularExpression, punctuation
    /// `#name`.
    case privateName
    /// A template without parts, and the pieces of one with parts: `` `a${ ``, `}b${` and `` }c` ``.
    case template, templateHead, templateMiddle, templateTail
    /// A semicolon that the source leaves to the reader (ECMA-262, 12.10).
    case insertedSemicolon
    /// An import declaration: which of its names remain is known at the end of the file. `hash` counts them.
    case importDeclaration
    /// Nothing that this lexer knows.
    case invalid
  }

  /// What a token stands for, where that matters.
  enum Role: UInt8 {
    case none
    /// A name that is looked up: the use of an import.
    case reference
    /// A name that is made here.
    case binding
    /// The string of `export … from`, and of `import(…)`.
    case exportSpecifier, dynamicSpecifier
  }

  var start: Int32
  var end: Int32
  /// Of a word's bytes.
  var hash: UInt32 = 0
  var kind: Kind
  var word: Word = .none
  var punctuation: Punctuation = .none
  var role: Role = .none
  private var flags: UInt8 = 0

  init(_ kind: Kind, _ start: Int, _ end: Int) {
    self.kind = kind
    self.start = Int32(truncatingIfNeeded: start)
    self.end = Int32(truncatingIfNeeded: end)
  }

  /// There is a line's end between the token before and this one.
  var isAfterNewline: Bool {
    get { flags & 1 != 0 }
    set { flags = newValue ? flags | 1 : flags & ~1 }
  }
  /// Printed on a line of its own: a statement or a class's member begins with it.
  var startsLine: Bool {
    get { flags & 2 != 0 }
    set { flags = newValue ? flags | 2 : flags & ~2 }
  }

  func isA(_ punctuation: Punctuation) -> Bool { self.punctuation == punctuation }

  /// Could be a variable's name. Of the words that TypeScript has added all can.
  var isName: Bool { kind == .word && !word.isReserved }
}

enum Punctuation: UInt8 {
  case none
  case braceOpen, braceClose, parenOpen, parenClose, bracketOpen, bracketClose
  case dot, ellipsis, semicolon, comma, question, questionDot, colon, arrow, at
  /// `<` and `>` alone.
  case less, greater
  case plus, minus, star, slash, ampersand, bar, bang, tilde
  /// `++` and `--`.
  case step
  case assign, slashAssign
  /// `+=` and all like it but `/=`, and all operators between two operands that have no name above.
  case otherAssign, otherBinary

  /// Stands between two operands.
  var isBinaryOperator: Bool {
    switch self {
    case .less, .greater, .plus, .minus, .star, .slash, .ampersand, .bar, .otherBinary: true
    default: false
    }
  }
}

/// Words that mean something to the grammar. The reserved ones come first.
enum Word: UInt8, CaseIterable {
  case none
  case await, `break`, `case`, `catch`, `class`, const, `continue`, debugger, `default`, delete, `do`, `else`, `enum`, export, extends, `false`
  case finally, `for`, function, `if`, `import`, `in`, instanceof, new, null, `return`, `super`, `switch`, this, `throw`, `true`, `try`, typeof
  case `var`, void, `while`, with, yield
  // From here on: names as well.
  case abstract, accessor, `as`, assert, asserts, async, declare, `defer`, from, get, global, implements, infer, interface, `is`, keyof, `let`
  case module, namespace, of, out, override, `private`, protected, `public`, readonly, satisfies, set, source, `static`, type, unique, using

  var isReserved: Bool { rawValue >= Word.await.rawValue && rawValue <= Word.yield.rawValue }
}

/// Finds words by their bytes: open addressing, as each name in a source is looked up.
struct WordTable: Sendable {
  /// Of every word: `as` to `implements` and `instanceof`.
  static let lengths = 2...10

  private struct Entry {
    var low: UInt64 = 0
    var high: UInt16 = 0
    var word: Word = .none
  }
  /// In place: a table elsewhere would be counted at each copy of a lexer, which guesses take.
  private var entries: InlineArray<256, Entry>
  private static let shared = WordTable()

  private init() {
    entries = InlineArray(repeating: Entry())
    for word in Word.allCases where word != .none {
      let bytes = Array(String(describing: word).utf8)
      let (low, high) = (bytes + [UInt8](repeating: 0, count: Lexer.padding)).withUnsafeBufferPointer { Self.packed($0, 0, bytes.count) }
      var slot = Self.slot(low, high)
      while entries[slot].word != .none { slot = (slot + 1) & 255 }
      entries[slot] = Entry(low: low, high: high, word: word)
    }
  }

  /// Up to ten bytes as two numbers. Behind them `Lexer.padding` more can be read.
  private static func packed(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> (UInt64, UInt16) {
    let source = UnsafeRawBufferPointer(bytes)
    let low = UInt64(littleEndian: source.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    if end - start <= 8 { return (low & (UInt64.max >> UInt64(64 - 8 * (end - start))), 0) }
    let high = UInt16(littleEndian: source.loadUnaligned(fromByteOffset: start + 8, as: UInt16.self))
    return (low, high & (UInt16.max >> UInt16(80 - 8 * (end - start))))
  }

  private static func slot(_ low: UInt64, _ high: UInt16) -> Int {
    Int(truncatingIfNeeded: ((low ^ UInt64(high)) &* 0x9E37_79B9_7F4A_7C15) >> 56)
  }

  static func find(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Word {
    let (low, high) = packed(bytes, start, end)
    var slot = slot(low, high)
    while shared.entries[slot].word != .none {
      if shared.entries[slot].low == low, shared.entries[slot].high == high { return shared.entries[slot].word }
      slot = (slot + 1) & 255
    }
    return .none
  }
}

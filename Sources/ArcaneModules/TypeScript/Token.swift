/// A token of TypeScript, by its place in the source. 24 bytes, as a file of ten kilobytes has some thousands.
struct Token {
  enum Kind: UInt8 {
    case end, word, number, string, regularExpression, punctuation
    /// `#name`.
    case privateName
    /// A template without parts, and the pieces of one with parts: `` `a${ ``, `}b${` and `` }c` ``.
    case template, templateHead, templateMiddle, templateTail
    /// The end of a statement that the source marks by a line end or a closing brace alone (ECMA-262, 12.10).
    case insertedSemicolon
    /// A statement that has to be there, of which only types were in the source.
    case emptyStatement
    /// Nothing that this lexer knows.
    case invalid
  }

  /// What a token stands for, where that matters.
  enum Role: UInt8 {
    case none
    /// A name that is looked up: the use of an import.
    case reference
    /// A name that is declared here, in some inner scope or in the module's own.
    case binding, moduleBinding
    /// The string of `import … from`, of `export … from`, and of `import(…)`.
    case importSpecifier, exportSpecifier, dynamicSpecifier
  }

  var start: Int32
  var end: Int32
  /// Where the token before it in the source ends.
  var before: Int32 = 0
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

  /// There is a line end between the token before and this one.
  var isAfterNewline: Bool {
    get { flags & 1 != 0 }
    set { flags = newValue ? flags | 1 : flags & ~1 }
  }
  /// Kept at first, and blanked after all: an import that nothing uses.
  var isDropped: Bool {
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
  case plus, minus, star, slash, percent, ampersand, bar, caret, bang, tilde
  /// `**`, `<<` and all that begin with `>>`.
  case exponent, leftShift, rightShift
  /// `<=` and `>=`; `==`, `!=`, `===`, `!==`.
  case ordering, equality
  case and, or, coalesce
  /// `++` and `--`.
  case step
  case assign, slashAssign
  /// `+=` and all like it but `/=`.
  case otherAssign

  /// How tightly it binds as an operator between two operands (ECMA-262, chapter 13); 0 if it is none.
  var precedence: UInt8 {
    switch self {
    case .coalesce: 1
    case .or: 2
    case .and: 3
    case .bar: 4
    case .caret: 5
    case .ampersand: 6
    case .equality: 7
    case .less, .greater, .ordering: Precedence.relational
    case .leftShift, .rightShift: 9
    case .plus, .minus: 10
    case .star, .slash, .percent: 11
    case .exponent: Precedence.exponent
    default: 0
    }
  }
}

enum Precedence {
  /// Of `<`, `in`, `instanceof`, and of TypeScript's `as` and `satisfies`.
  static let relational: UInt8 = 8
  static let exponent: UInt8 = 12
  static let prefix: UInt8 = 13
  static let primary: UInt8 = 14
}

/// Words that mean something to the grammar. The reserved ones come first.
enum Word: UInt8, CaseIterable {
  case none
  case await, `break`, `case`, `catch`, `class`, const, `continue`, debugger, `default`, delete, `do`, `else`, `enum`, export, extends, `false`
  case finally, `for`, function, `if`, `import`, `in`, instanceof, new, null, `return`, `super`, `switch`, this, `throw`, `true`, `try`, typeof
  case `var`, void, `while`, with, yield
  // From here on: names as well.
  case abstract, accessor, `as`, assert, asserts, async, constructor, declare, `defer`, from, get, global, implements, infer, interface, `is`
  case keyof, `let`, meta, module, namespace, of, out, override, `private`, protected, `public`, readonly, require, satisfies, set, source
  case `static`, target, type, unique, using
  // Types' own names, which take no arguments.
  case `any`, bigint, boolean, never, number, object, string, symbol, undefined, unknown

  var isReserved: Bool { rawValue >= Word.await.rawValue && rawValue <= Word.yield.rawValue }
  var isTypeName: Bool { rawValue >= Word.any.rawValue }
  /// Of a class's member, a parameter or a declaration (`isModifierKind` of TypeScript's parser).
  var isModifier: Bool {
    switch self {
    case .abstract, .accessor, .async, .const, .declare, .default, .export, .in, .out, .override, .private, .protected, .public, .readonly, .static:
      true
    default: false
    }
  }
}

/// Finds words by their bytes: open addressing, as each name in a source is looked up.
struct WordTable: Sendable {
  /// Of every word: `as` to `instanceof` and `constructor`.
  static let lengths = 2...11

  private struct Entry {
    var low: UInt64 = 0
    var high: UInt32 = 0
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

  /// Up to twelve bytes as two numbers. Behind them `Lexer.padding` more can be read.
  private static func packed(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> (UInt64, UInt32) {
    let source = UnsafeRawBufferPointer(bytes)
    let low = UInt64(littleEndian: source.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    if end - start <= 8 { return (low & (UInt64.max >> UInt64(64 - 8 * (end - start))), 0) }
    let high = UInt32(littleEndian: source.loadUnaligned(fromByteOffset: start + 8, as: UInt32.self))
    return (low, high & (UInt32.max >> UInt32(96 - 8 * (end - start))))
  }

  private static func slot(_ low: UInt64, _ high: UInt32) -> Int {
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

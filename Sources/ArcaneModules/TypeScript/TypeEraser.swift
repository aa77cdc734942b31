/// Takes the types out of TypeScript, within a fraction of the time that a request to esbuild takes.
///
/// Most of TypeScript is JavaScript with annotations: without them it runs as it is. This is a parser by recursive
/// descent that keeps the tokens of the JavaScript and passes over the others. What is more than an annotation (enums,
/// namespaces, parameter properties, decorators, `<T>x`, …), whatever it does not know, and every mistake is a ``Doubt``:
/// such a file is esbuild's, which also words the errors. So it needs to know the usual, and to notice the rest.
///
/// Precedence does not matter to it. What does is where operands begin and end, where a statement ends without a
/// semicolon (one is put there, as types around it may go), and which names are looked up, as imports that are only
/// used as types must go with them.
struct TypeEraser {
  struct Options: Equatable {
    /// `useDefineForClassFields`: a field without a value is one (ECMA-262), instead of nothing.
    var definesFields = true
    /// `verbatimModuleSyntax`: only what is marked as a type goes from an import.
    var keepsImports = false
  }

  /// Why a file is left to esbuild, and where.
  struct Doubt: Error, Equatable {
    var offset: Int
    var reason: String
  }

  /// Deeper than what people write, and far from the end of the stack.
  static let maximumDepth = 250
  /// Bytes read for nothing, per byte of the source: a guess that is wrong is read again, and so are the guesses in it.
  static let maximumWaste = 8

  let options: Options
  var lexer: Lexer
  /// The next one that has not been taken.
  var token: Token
  var kept: [Token] = []
  /// Above 0 nothing is kept.
  var erasing = 0
  var depth = 0
  /// Bytes read for nothing so far.
  private var waste = 0
  /// The file's own statements, and how far the one that is read was looked at before the parser went back.
  var statements: [Erasure.Statement] = []
  var readTo = 0
  var imports: [ImportDeclaration] = []
  /// Names of types, and names in `export { … }`: no name may be both.
  var types: [Token] = []
  var exported: [Token] = []
  /// In `extends …`, where type arguments may come before a brace.
  var inHeritage = false

  /// - Parameter padded: the source with `Lexer.padding` zeros behind its last byte.
  init(_ padded: UnsafeBufferPointer<UInt8>, options: Options) {
    self.options = options
    lexer = Lexer(padded)
    kept.reserveCapacity(padded.count / 4)
    token = lexer.next()
  }

  static func erase(_ source: [UInt8], options: Options = Options()) throws(Doubt) -> ErasedModule {
    try Erasure.make(of: source, options: options).module
  }

  // MARK: Taking tokens

  func doubt(_ reason: String) -> Doubt { Doubt(offset: Int(token.start), reason: reason) }

  /// Passes over the token.
  mutating func skip() { token = lexer.next() }

  mutating func keep(_ role: Token.Role = .none) {
    if erasing == 0 {
      if role != .none { token.role = role }
      kept.append(token)
    }
    token = lexer.next()
  }

  mutating func expect(_ punctuation: Punctuation) throws(Doubt) {
    guard token.isA(punctuation) else { throw doubt("\(punctuation) is expected") }
    keep()
  }

  mutating func skip(_ punctuation: Punctuation) throws(Doubt) {
    guard token.isA(punctuation) else { throw doubt("\(punctuation) is expected") }
    skip()
  }

  /// The token after the next one.
  mutating func peek() -> Token {
    var ahead = lexer
    let token = ahead.next()
    noteLook(ahead)
    return token
  }

  /// - Parameter ahead: a copy of the lexer that was used to look at what comes.
  mutating func noteLook(_ ahead: Lexer) { readTo = max(readTo, ahead.offset) }

  struct Mark {
    var lexer: Lexer
    var token: Token
    var kept: Int
    var erasing: Int
    var depth: Int
    var types: Int
    var exported: Int
  }

  func mark() -> Mark {
    Mark(lexer: lexer, token: token, kept: kept.count, erasing: erasing, depth: depth, types: types.count, exported: exported.count)
  }

  /// Back to where the mark was made.
  mutating func restore(_ mark: Mark) {
    waste += max(0, lexer.offset - mark.lexer.offset)
    noteLook(lexer)
    lexer = mark.lexer
    token = mark.token
    erasing = mark.erasing
    depth = mark.depth
    drop(from: mark.kept)
    types.removeLast(types.count - mark.types)
    exported.removeLast(exported.count - mark.exported)
  }

  /// What was kept since then goes after all.
  mutating func drop(from count: Int) { kept.removeLast(kept.count - count) }

  mutating func descend() throws(Doubt) {
    depth += 1
    if depth > Self.maximumDepth || waste > Self.maximumWaste * lexer.count + 4096 { throw doubt("deep nesting") }
  }

  // MARK: Ends of statements

  var endsStatement: Bool { token.isA(.semicolon) || token.isA(.braceClose) || token.kind == .end || token.isAfterNewline }

  mutating func endStatement() throws(Doubt) {
    if token.isA(.semicolon) { return keep() }
    guard endsStatement else { throw doubt("the statement does not end here") }
    insertSemicolon()
  }

  mutating func insertSemicolon() {
    if erasing == 0 { kept.append(Token(.insertedSemicolon, Int(token.start), Int(token.start))) }
  }

  /// The end of a statement of which nothing is kept.
  mutating func endErasedStatement() throws(Doubt) {
    guard endsStatement else { throw doubt("the statement does not end here") }
    if token.isA(.semicolon) { skip() }
  }

  // MARK: Names

  func text(_ token: Token) -> UnsafeBufferPointer<UInt8>.SubSequence { lexer.bytes[Int(token.start)..<Int(token.end)] }

  func isSame(_ left: Token, _ right: Token) -> Bool { left.hash == right.hash && text(left).elementsEqual(text(right)) }

  /// Which imports are used, once all is known.
  mutating func settleNames() throws(Doubt) {
    var named: [UInt32: [(declaration: Int, name: Int)]] = [:]
    for (index, declaration) in imports.enumerated() {
      for (position, name) in declaration.names.enumerated() { named[name.local.hash, default: []].append((index, position)) }
    }
    // Most names are no imports: a bit for each that is spares the others the look.
    let imported = named.keys.reduce(UInt64(0)) { $0 | 1 << UInt64($1 & 63) }
    // A name that is made in some scope and imported as well: whether a use means the one or the other is not looked
    // at here. A name that is a type may not be exported as a value.
    for token in kept where token.role == .reference || token.role == .binding {
      guard imported & 1 << UInt64(token.hash & 63) != 0 else { continue }
      for found in named[token.hash] ?? [] where isSame(imports[found.declaration].names[found.name].local, token) {
        if token.role == .reference {
          imports[found.declaration].names[found.name].isUsed = true
        } else if !options.keepsImports {
          throw Doubt(offset: Int(token.start), reason: "a name that is imported as well")
        }
      }
    }
    for name in exported {
      if types.contains(where: { isSame($0, name) }) { throw Doubt(offset: Int(name.start), reason: "a type in an export list") }
      let isImported = (named[name.hash] ?? []).contains { isSame(imports[$0.declaration].names[$0.name].local, name) }
      if !isImported, !kept.contains(where: { $0.role == .binding && isSame($0, name) }) {
        throw Doubt(offset: Int(name.start), reason: "an exported name that is not declared here")
      }
    }
  }
}

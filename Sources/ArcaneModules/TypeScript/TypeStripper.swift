/// Strips types from TypeScript by replacing them with blanks, in a fraction of the time of a request to esbuild.
///
/// Most of TypeScript is JavaScript with annotations: without them it runs as it is. This is a parser by recursive
/// descent that keeps the tokens of the JavaScript and passes over the others; ``BlankingWriter`` blanks what was passed
/// over. What is more than an annotation (enums, namespaces, parameter properties, decorators, `<T>x`, …), whatever the
/// parser does not know, and every mistake is ``Unsupported``: such a file is esbuild's, which also words the errors. So
/// the parser needs to know the usual, and to notice the rest.
///
/// It follows TypeScript's own parser wherever a text can be read in two ways.
struct TypeStripper {
  struct Options: Equatable {
    /// `useDefineForClassFields`: a field without a value is one (ECMA-262), instead of nothing.
    var definesFields = true
    /// `verbatimModuleSyntax`: only what is marked as a type goes from an import.
    var keepsImports = false
  }

  /// Why a file is left to esbuild, and where.
  struct Unsupported: Error, Equatable {
    /// In bytes.
    var offset: Int
    var reason: String
    /// TypeScript refuses it for this reason. esbuild, which reads a file as if it were right, may not.
    var isMistake = false
  }

  /// Deeper than what people write, and far from the end of the stack.
  static let maximumDepth = 250
  /// Tokens read for each byte of the source, at most. A guess that is wrong is read again, and so are the guesses in it.
  static let maximumStepsPerByte = 4
  /// In one file, at most: a tenth of a second.
  static let maximumSteps = 1_000_000

  let options: Options
  var lexer: Lexer
  /// The next one that has not been taken.
  var token: Token
  var kept: [Token] = []
  /// Where the last parentheses end that hold a name and a type assertion, and nothing else.
  var erasedName: Int32 = -1
  /// Above 0 nothing is kept.
  var erasing = 0
  var depth = 0
  /// Tokens read so far, repetitions included.
  var steps = 0
  private let maximumSteps: Int
  var imports: [ImportDeclaration] = []
  /// Names of types and of what is declared to be somewhere else: at run time they stand for nothing.
  var typeNames: [Token] = []
  /// What stands in the braces of imports and exports, by the tokens' places in `kept`.
  var nameLists: [Range<Int>] = []
  /// Names in `export { … }` without `from`.
  var exported: [ExportedName] = []
  /// Functions and blocks that are open: names declared in none are the module's.
  var functionDepth = 0
  var blockDepth = 0
  /// From the first token of each statement to the last one, if they are asked for.
  var statements: [Range<Int>]?
  /// What has been read is taken for what it looks like, and is no TypeScript all the same.
  var deferred: Unsupported?
  /// In a type that a conditional type asks for.
  var isInExtends = false
  /// In the type of what a function returns.
  var isReturn = false
  /// In a type: whether `extends` asks a question.
  var allowsConditionalTypes = true

  /// - Parameter padded: the source with `Lexer.padding` zeros behind its last byte.
  init(_ padded: UnsafeBufferPointer<UInt8>, options: Options) {
    self.options = options
    lexer = Lexer(padded)
    maximumSteps = min(Self.maximumSteps, Self.maximumStepsPerByte * padded.count + 1024)
    kept.reserveCapacity(padded.count / 4)
    token = lexer.next()
  }

  /// - Parameter source: without a byte order mark.
  static func strip(_ source: [UInt8], options: Options = Options()) throws(Unsupported) -> StrippedModule {
    var steps = 0
    return try strip(source, options: options, steps: &steps)
  }

  /// - Parameter steps: the number of tokens that were read is added to it, whatever comes of them.
  static func strip(_ source: [UInt8], options: Options, steps: inout Int) throws(Unsupported) -> StrippedModule {
    try read(source, options, steps: &steps) { (stripper) throws(Unsupported) in try BlankingWriter.write(stripper, source: source) }
  }

  /// Where each token that is kept begins; ends of statements are in it, with a semicolon or without.
  static func tokens(of source: [UInt8], options: Options) throws(Unsupported) -> [Int] {
    var steps = 0
    return try read(source, options, steps: &steps) { (stripper) in stripper.kept.filter { !$0.isDropped }.map { Int($0.start) } }
  }

  /// The places of all statements, inner ones before those that they stand in.
  static func statements(of source: [UInt8], options: Options) throws(Unsupported) -> [Range<Int>] {
    var steps = 0
    return try read(source, options, steps: &steps, notesStatements: true) { (stripper) in stripper.statements ?? [] }
  }

  private static func read<Made>(
    _ source: [UInt8], _ options: Options, steps: inout Int, notesStatements: Bool = false, _ make: (TypeStripper) throws(Unsupported) -> Made
  ) throws(Unsupported) -> Made {
    guard source.count < Int(Int32.max) else { throw Unsupported(offset: 0, reason: "the file's size") }
    let padded = source + [UInt8](repeating: 0, count: Lexer.padding)
    let result = padded.withUnsafeBufferPointer { bytes in
      var stripper = TypeStripper(bytes, options: options)
      defer { steps += stripper.steps }
      if notesStatements { stripper.statements = [] }
      do throws(Unsupported) {
        try stripper.module()
        return Result<Made, Unsupported>.success(try make(stripper))
      } catch { return .failure(error) }
    }
    return try result.get()
  }

  private mutating func module() throws(Unsupported) {
    while token.kind != .end {
      let start = token.start
      try statement()
      if token.start <= start { throw unsupported("a statement is expected") }
    }
    if let deferred { throw deferred }
    try resolveNames()
  }

  // MARK: Taking tokens

  func unsupported(_ reason: String) -> Unsupported { Unsupported(offset: Int(token.start), reason: reason) }

  func mistake(_ reason: String, at token: Token? = nil) -> Unsupported {
    Unsupported(offset: Int((token ?? self.token).start), reason: reason, isMistake: true)
  }

  /// Every loop of the parser takes tokens by this, and none can be taken at the end or where the lexer is stuck: so no
  /// loop goes on for ever.
  private mutating func advance() throws(Unsupported) {
    if token.kind == .end { throw unsupported("the file ends too early") }
    if token.kind == .invalid { throw unsupported("a character or a literal") }
    try step()
    token = lexer.next()
  }

  mutating func step() throws(Unsupported) {
    steps += 1
    if steps > maximumSteps { throw unsupported("too many ways to read it") }
  }

  /// Passes over the token.
  mutating func skip() throws(Unsupported) { try advance() }

  mutating func keep(_ role: Token.Role = .none) throws(Unsupported) {
    if erasing == 0 {
      if role != .none { token.role = role }
      kept.append(token)
    }
    try advance()
  }

  mutating func expect(_ punctuation: Punctuation) throws(Unsupported) {
    guard token.isA(punctuation) else { throw unsupported("\(punctuation) is expected") }
    try keep()
  }

  mutating func skip(_ punctuation: Punctuation) throws(Unsupported) {
    guard token.isA(punctuation) else { throw unsupported("\(punctuation) is expected") }
    try skip()
  }

  /// Elements up to a closing bracket, which is left.
  mutating func each(until closing: Punctuation, _ element: (inout TypeStripper) throws(Unsupported) -> Void) throws(Unsupported) {
    while !token.isA(closing) {
      if token.kind == .end { throw unsupported("\(closing) is expected") }
      let start = token.start
      try element(&self)
      if token.start <= start { throw unsupported("\(closing) is expected") }
    }
  }

  /// Elements with commas between them up to a closing bracket, which is left. The last one may have a comma, too.
  mutating func list(until closing: Punctuation, _ element: (inout TypeStripper) throws(Unsupported) -> Void) throws(Unsupported) {
    while !token.isA(closing) {
      try element(&self)
      if !token.isA(closing) { try expect(.comma) }
    }
  }

  // MARK: Lookahead

  /// The token after the next one.
  mutating func peek() -> Token {
    steps += 1
    var ahead = lexer
    return ahead.next()
  }

  struct Mark {
    var lexer: Lexer
    var token: Token
    var kept: Int
    var erasing: Int
    var depth: Int
    var typeNames: Int
    var exported: Int
    var functionDepth: Int
    var blockDepth: Int
    var allowsConditionalTypes: Bool
    var deferred: Unsupported?
    var isInExtends: Bool
    var isReturn: Bool
  }

  func mark() -> Mark {
    Mark(
      lexer: lexer, token: token, kept: kept.count, erasing: erasing, depth: depth, typeNames: typeNames.count, exported: exported.count,
      functionDepth: functionDepth, blockDepth: blockDepth, allowsConditionalTypes: allowsConditionalTypes, deferred: deferred,
      isInExtends: isInExtends, isReturn: isReturn)
  }

  /// Back to where the mark was made.
  mutating func restore(_ mark: Mark) {
    lexer = mark.lexer
    token = mark.token
    erasing = mark.erasing
    depth = mark.depth
    drop(from: mark.kept)
    typeNames.removeLast(typeNames.count - mark.typeNames)
    exported.removeLast(exported.count - mark.exported)
    functionDepth = mark.functionDepth
    blockDepth = mark.blockDepth
    allowsConditionalTypes = mark.allowsConditionalTypes
    deferred = mark.deferred
    isInExtends = mark.isInExtends
    isReturn = mark.isReturn
  }

  /// Whether something can be read here; nothing is taken.
  mutating func lookahead(_ look: (inout TypeStripper) throws(Unsupported) -> Bool) -> Bool {
    let before = mark()
    defer { restore(before) }
    return (try? look(&self)) ?? false
  }

  /// What was kept since then goes after all.
  mutating func drop(from count: Int) { kept.removeLast(kept.count - count) }

  mutating func descend() throws(Unsupported) {
    depth += 1
    if depth > Self.maximumDepth { throw unsupported("deep nesting") }
  }

  // MARK: Ends of statements

  var endsStatement: Bool { token.isA(.semicolon) || token.isA(.braceClose) || token.kind == .end || token.isAfterNewline }

  mutating func endStatement() throws(Unsupported) {
    if token.isA(.semicolon) { return try keep() }
    guard endsStatement else { throw unsupported("the statement does not end here") }
    insert(.insertedSemicolon)
  }

  mutating func insert(_ kind: Token.Kind) {
    if erasing == 0 { kept.append(Token(kind, Int(token.start), Int(token.start))) }
  }

  /// The end of a statement of which nothing is kept.
  mutating func endErasedStatement() throws(Unsupported) {
    guard endsStatement else { throw unsupported("the statement does not end here") }
    if token.isA(.semicolon) { try skip() }
  }

  // MARK: Names

  /// A name is declared. `var` is seen in all of its function.
  mutating func keepBinding(isVar: Bool = false) throws(Unsupported) {
    try keep(functionDepth == 0 && (isVar || blockDepth == 0) ? .moduleBinding : .binding)
  }

  func text(_ token: Token) -> UnsafeBufferPointer<UInt8>.SubSequence { lexer.bytes[Int(token.start)..<Int(token.end)] }

  func isSame(_ left: Token, _ right: Token) -> Bool { left.hash == right.hash && text(left).elementsEqual(text(right)) }
}

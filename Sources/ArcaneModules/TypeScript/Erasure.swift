import ArcaneLinux
import Glibc

/// What was made of a TypeScript file, statement by statement. After a change only the statements that it touches are read
/// and printed again; the others are taken from here.
///
/// What the parser makes of a statement depends on the bytes that it looks at while it reads it, and on nothing before them.
/// It notes how far it has looked, which is beyond the statement's end. So a statement before the change is the same if
/// the parser has not looked as far as that, and all that follow the change are from the first one on that begins where one
/// began before. Which imports are used is settled for the whole file, each time.
struct Erasure {
  /// One of the file's own statements, by where it begins in each list; it ends where the next one begins.
  struct Statement {
    /// Of its first token, in bytes.
    var start: Int
    var isAfterNewline: Bool
    /// The end of what was looked at, in bytes.
    var readTo = 0
    var lists: Lists
    /// In what was printed.
    var code = 0
    var places = 0
    var scans = 0
    /// The one in an earlier erasure that it is.
    var origin: Int?
  }

  /// How many there are of each.
  struct Lists {
    var kept = 0
    var types = 0
    var exported = 0
    var imports = 0
  }

  /// The end of a punctuation is found by looking at up to three bytes behind it, a comment's beginning at one.
  static let lookBeyond = 8

  /// With `Lexer.padding` zeros behind its last byte.
  let source: [UInt8]
  let options: TypeEraser.Options
  /// And one more, which stands for the end of the file.
  let statements: [Statement]
  let kept: [Token]
  let types: [Token]
  let exported: [Token]
  /// As they were read; which are used is in what was printed.
  let imports: [ImportDeclaration]
  let module: ErasedModule

  fileprivate var count: Int { source.count - Lexer.padding }

  /// - Parameter old: what was made of the file before, if that is known. It makes no difference to the result.
  static func make(of source: [UInt8], options: TypeEraser.Options, after old: Erasure? = nil) throws(TypeEraser.Doubt) -> Erasure {
    guard source.count < Int(Int32.max) else { throw TypeEraser.Doubt(offset: 0, reason: "the file's size") }
    var result: Result<Erasure, TypeEraser.Doubt> = .failure(TypeEraser.Doubt(offset: 0, reason: "nothing"))
    let padded = source + [UInt8](repeating: 0, count: Lexer.padding)
    padded.withUnsafeBufferPointer { bytes in
      do throws(TypeEraser.Doubt) {
        var eraser = TypeEraser(bytes, options: options)
        let known = old.flatMap { $0.options == options ? $0 : nil }
        try eraser.readAll(after: known)
        let imports = eraser.imports
        try eraser.settleNames()
        let (statements, module) = ErasedModulePrinter.printed(eraser, after: known)
        result = .success(
          Erasure(
            source: padded, options: options, statements: statements, kept: eraser.kept, types: eraser.types, exported: eraser.exported,
            imports: imports, module: module))
      } catch { result = .failure(error) }
    }
    return try result.get()
  }

  /// How many bytes at either end are the same in another source, without counting any twice.
  fileprivate func common(with other: UnsafeBufferPointer<UInt8>, count otherCount: Int) -> (head: Int, tail: Int) {
    source.withUnsafeBytes { mine in
      let other = UnsafeRawBufferPointer(other)
      func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 { bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self) }
      let most = min(count, otherCount)
      // Eight at a time, and the last ones alone.
      var head = 0
      while head + 8 <= most, word(mine, head) == word(other, head) { head += 8 }
      while head < most, mine[head] == other[head] { head += 1 }
      var tail = 0
      while tail + 8 <= most - head, word(mine, count - 8 - tail) == word(other, otherCount - 8 - tail) { tail += 8 }
      while tail < most - head, mine[count - 1 - tail] == other[otherCount - 1 - tail] { tail += 1 }
      return (head, tail)
    }
  }
}

extension TypeEraser {
  /// Reads the file, as far as it is not known.
  fileprivate mutating func readAll(after old: Erasure?) throws(Doubt) {
    var tail = ArraySlice<Erasure.Statement>()
    var shift = 0
    if let old {
      let common = old.common(with: lexer.bytes, count: lexer.count)
      shift = lexer.count - old.count
      let head = old.statements.dropLast().prefix { $0.readTo + Erasure.lookBeyond <= common.head }
      tail = old.statements.dropLast().drop { $0.start < old.count - common.tail }
      if !head.isEmpty {
        take(head.indices, of: old, shift: 0)
        let next = old.statements[head.endIndex]
        lexer.offset = next.start
        token = lexer.next()
        token.isAfterNewline = next.isAfterNewline
      }
    }
    while token.kind != .end {
      let start = Int(token.start)
      tail = tail.drop { $0.start + shift < start }
      if let old, let same = tail.first, same.start + shift == start, same.isAfterNewline == token.isAfterNewline {
        take(tail.indices, of: old, shift: shift)
        break
      }
      statements.append(Erasure.Statement(start: start, isAfterNewline: token.isAfterNewline, lists: lists))
      readTo = 0
      try statement()
      statements[statements.count - 1].readTo = max(readTo, lexer.offset)
    }
    statements.append(Erasure.Statement(start: lexer.count, isAfterNewline: false, readTo: lexer.count, lists: lists))
  }

  private var lists: Erasure.Lists { .init(kept: kept.count, types: types.count, exported: exported.count, imports: imports.count) }

  /// Takes over statements as they were read before.
  /// - Parameter shift: how much further on they stand now, in bytes.
  private mutating func take(_ range: Range<Int>, of old: Erasure, shift: Int) {
    let begin = old.statements[range.lowerBound].lists
    let end = old.statements[range.upperBound].lists
    let now = lists
    for index in range {
      var statement = old.statements[index]
      statement.start += shift
      statement.readTo += shift
      statement.lists.kept += now.kept - begin.kept
      statement.lists.types += now.types - begin.types
      statement.lists.exported += now.exported - begin.exported
      statement.lists.imports += now.imports - begin.imports
      statement.origin = index
      statements.append(statement)
    }
    func moved(_ token: Token) -> Token {
      var token = token
      token.start += Int32(shift)
      token.end += Int32(shift)
      return token
    }
    let renumbered = UInt32(truncatingIfNeeded: now.imports - begin.imports)
    kept += old.kept[begin.kept..<end.kept].lazy.map { token in
      var token = moved(token)
      if token.kind == .importDeclaration { token.hash &+= renumbered }
      return token
    }
    types += old.types[begin.types..<end.types].map(moved)
    exported += old.exported[begin.exported..<end.exported].map(moved)
    imports += old.imports[begin.imports..<end.imports].map { declaration in
      var declaration = declaration
      declaration.word = moved(declaration.word)
      declaration.specifier = moved(declaration.specifier)
      for index in declaration.names.indices {
        declaration.names[index].imported = moved(declaration.names[index].imported)
        declaration.names[index].local = moved(declaration.names[index].local)
      }
      return declaration
    }
  }
}

import ArcaneLinux
import Glibc
import Testing

@testable import ArcaneModules

/// What is left after the types is held against esbuild: it must print the same program for it as for the TypeScript.
@Suite("Type stripper") struct TypeStripperTests {
  /// What esbuild makes of a source, without blanks; nil where it finds an error.
  static func printed(_ service: EsbuildService, _ source: [UInt8], _ loader: SourceLoader, flags: [String] = []) throws -> String? {
    var result: Result<TransformResult, EsbuildFailure>?
    service.transform(TransformRequest(source: source, path: "/a.ts", loader: loader, extraFlags: flags, purpose: .comparison)) { result = $0 }
    try #require(service.run { result != nil })
    switch try #require(result) {
    case .success(let result): return String(decoding: result.code, as: UTF8.self)
    case .failure(.source): return nil
    case .failure(.service(let reason)): throw Expected("\(reason)")
    }
  }

  func strip(_ source: String, _ options: TypeStripper.Options = .init()) throws -> StrippedModule {
    try TypeStripper.strip(Array(source.utf8), options: options)
  }

  func unsupported(_ source: String, _ options: TypeStripper.Options = .init()) -> TypeStripper.Unsupported? {
    do throws(TypeStripper.Unsupported) { _ = try TypeStripper.strip(Array(source.utf8), options: options) } catch { return error }
    return nil
  }

  static func sources(under folder: String) -> [String] {
    var found: [String] = []
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name.hasPrefix(".") || name == "node_modules" { continue }
      let path = folder + "/" + name
      if entry.pointee.d_type == UInt8(DT_DIR) {
        found += sources(under: path)
      } else if name.hasSuffix(".ts"), !name.hasSuffix(".d.ts") {
        found.append(path)
      }
    }
    return found.sorted()
  }

  /// Another folder of TypeScript can be put to the same test: ARCANE_CORPUS names it.
  static let corpus = getenv("ARCANE_CORPUS").map { [String(cString: $0)] } ?? ["demos", "Sources", "Tests"].map { Checkout.root + "/" + $0 }

  @Test("every TypeScript file of the repository is the same program without its types, with the same imports and places") func repository() throws {
    let service = try realService()
    var compared = 0
    let files = Self.corpus.flatMap(Self.sources)
    for path in files {
      let source = try FileBytes.read(path, limit: 16 << 20)
      guard let stripped = try? TypeStripper.strip(source), let expected = try Self.printed(service, source, .ts) else { continue }
      compared += 1
      #expect(try Self.printed(service, stripped.code, .js) == expected, "\(path)")
      let scan = ImportScanner.scan(Array(expected.utf8))
      #expect(stripped.imports.map(\.specifier) == scan.map(\.specifier) && stripped.imports.map(\.isDynamic) == scan.map(\.isDynamic), "\(path)")
      for found in stripped.imports {
        #expect([UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`")].contains(stripped.code[found.offset]), "\(path)")
      }
      checkShape(stripped, source, path)
    }
    // Files that are esbuild's after all are the exception.
    #expect(compared * 10 > files.count * 9)
  }

  /// Lines, columns and lengths are the source's, and what is not blank stands where it stood.
  func checkShape(_ stripped: StrippedModule, _ source: [UInt8], _ name: String) {
    let code = stripped.code
    guard code.count == source.count else {
      Issue.record("\(name): \(code.count) bytes of \(source.count)")
      return
    }
    func units(_ bytes: [UInt8]) -> [Int] {
      bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self).utf16.count }
    }
    // A byte that is no UTF-8 stands for something else at each reader.
    if String(validating: source, as: UTF8.self) != nil { #expect(units(code) == units(source), "\(name)") }
    let moved = code.indices.first { index in
      code[index] != source[index] && ![0x20, 0xC2, 0xA0, 0xE3, 0x80, UInt8(ascii: ";"), UInt8(ascii: "("), UInt8(ascii: ")")].contains(code[index])
    }
    #expect(moved == nil, "\(name)")
  }

  /// One esbuild for all cases.
  @Test("each form of a type goes, and the program stays")
  func forms() throws {
    let service = try realService()
    for source in TypeStripperCases.strippable {
      let bytes = Array(source.utf8).withoutByteOrderMark
      let expected = try #require(try Self.printed(service, bytes, .ts), "esbuild refuses the case itself: \(source)")
      let stripped = try TypeStripper.strip(bytes)
      #expect(try Self.printed(service, stripped.code, .js) == expected, "\(source): \(String(decoding: stripped.code, as: UTF8.self))")
      checkShape(stripped, bytes, source)
    }
  }

  @Test("conditional expressions with arrow functions are read as TypeScript reads them", arguments: TypeStripperCases.newerThanEsbuild)
  func conditionals(source: String, javascript: String) throws {
    let service = try realService()
    let printed = try Self.printed(service, strip(source).code, .js)
    #expect(try printed != nil && printed == Self.printed(service, Array(javascript.utf8), .js))
  }

  @Test("an arrow function that TypeScript and esbuild would read differently is refused, and others like it are not")
  func readDifferently() throws {
    for source in ["a ? (b) : c => (d) : e => f;", "x = a ? async <T>(b: T): c => (d, g) : async => f;"] {
      let found = unsupported(source)
      #expect(found?.isMistake == true && found?.reason.hasSuffix("put it into parentheses") == true, "\(source): \(String(describing: found))")
    }
    for source in [
      "a ? ((b): c => (d)) : e => f;", "a ? (b): c => d : e => f;", "a ? (b): c => g(d) : e => f;", "a ? (b): c => (d) : e;",
      "a ? (b): c => (d) : (e) => f;",
    ] { #expect(unsupported(source) == nil, "\(source)") }
  }

  @Test("what is more than a type is left to esbuild", arguments: TypeStripperCases.unsupported)
  func leftToEsbuild(source: String, reason: String) { #expect(unsupported(source)?.reason == reason) }

  @Test("random programs, with and without semicolons, are the same without their types", arguments: 1...30)
  func random(seed: Int) throws {
    var generator = SeededGenerator(state: UInt64(seed))
    let service = try realService()
    for _ in 0..<10 {
      var pieces = (0..<Int.random(in: 1...12, using: &generator)).compactMap { index in
        TypeStripperCases.pieces.randomElement(using: &generator)?.replacing("#", with: "\(index)")
      }
      if Bool.random(using: &generator) {
        pieces = pieces.map { $0.hasSuffix(";") ? String($0.dropLast()) : $0 }
      }
      let source = Array(pieces.joined(separator: "\n").utf8)
      // Not every combination is a program without its semicolons.
      guard let expected = try Self.printed(service, source, .ts), let stripped = try? TypeStripper.strip(source) else { continue }
      #expect(
        try Self.printed(service, stripped.code, .js) == expected,
        "seed \(seed):\n\(String(decoding: source, as: UTF8.self))\n\n\(String(decoding: stripped.code, as: UTF8.self))")
    }
  }

  @Test(
    "comments, types, blanks and line ends make no other program",
    arguments: [
      ("let a = 1", "let a: number = 1;"), ("let a = 1;\nlet b = 2;", "// one\nlet a = 1 // two\n\n/* three */ let b = 2"),
      ("f(a, b)", "f<T>(\n  a as unknown,\n  b!\n)"), ("class A { x = 1 }", "class A<T> implements B {\n  private readonly x: number = 1\n}"),
      ("export const a = () => 1", "export const a = (): 1 => 1;\nexport type A = typeof a;\ninterface B {}"),
      ("import { a } from './a'; a()", "import type { T } from './t';\nimport { a, type B } from './a'\na();"),
    ])
  func sameProgram(left: String, right: String) throws { #expect(try strip(left).programHash == strip(right).programHash) }

  @Test(
    "tokens and the ends of statements make another program",
    arguments: [
      ("let a = 1", "let a = 2"), ("let a = 1", "let b = 1"), ("return_\na", "return_ + a"), ("() => { return a }", "() => { return\na }"),
      ("a\n++b", "a++\nb"), ("ab", "a; b"), ("'a'", "\"a\""),
      ("`a b`", "`a  b`"), ("f(aaaaaaaaa)", "f(aaaaaaaab)"), ("class A { a\nb }", "class A { ab }"),
    ])
  func otherProgram(left: String, right: String) throws { #expect(try strip(left).programHash != strip(right).programHash) }

  @Test("imports go that are used as types only; verbatimModuleSyntax keeps them") func imports() throws {
    let source =
      "import D, { a, b as c, type E } from './x'; import * as n from './n'; import { F } from './f'; import './side'; let x: D = c; let y: n.A;"
    #expect(try strip(source).imports.map(\.specifier) == ["./x", "./side"])
    #expect(
      try String(decoding: strip(source).code, as: UTF8.self)
        == "import    {    b as c         } from './x';                                                    import './side'; let x    = c; let y     ;"
    )
    let kept = try strip(source, .init(keepsImports: true))
    #expect(kept.imports.map(\.specifier) == ["./x", "./n", "./f", "./side"])
    #expect(kept.imports.first?.names(in: kept.code) == ["a", "b", "default"])
  }

  @Test("comments are no names of an import") func commentedImports() throws {
    let stripped = try strip("import /* x, */ D, { a, // b, c\n d as e /* f */ } from /* g */ './x'; D(a, e);")
    #expect(stripped.imports.first?.names(in: stripped.code) == ["a", "d", "default"])
  }

  @Test("fields without a value are left to esbuild where they are to be nothing") func fields() throws {
    #expect(unsupported("class A { x: number; }", .init(definesFields: false))?.reason == "a field, with useDefineForClassFields off")
    #expect(unsupported("abstract class A { m(): void {} declare x: number; abstract y: number; }", .init(definesFields: false)) == nil)
  }

  @Test("nesting without end is left to esbuild, not followed") func nesting() {
    // Each guess in the later ones holds another, so that all ways through them would be as many as 2 to their number.
    let openings = [
      "(", "[", "{", "a(", "a<", "`${", "() => ", "class { x = ", "!", "a ? ", "x = (a: [", "(a = (", "({a = (", "a ? (b): c => ", "async (a = ",
      "<T>(a = ", "f<A>(a<b, ",
    ]
    for opening in openings { #expect(unsupported("x = " + String(repeating: opening, count: 5000)) != nil, "\(opening)") }
    #expect(unsupported("let x: " + String(repeating: "Array<", count: 10_000)) != nil)
  }

  @Test("any bytes, and any piece of a real source, are stripped or left without harm", arguments: 1...16)
  func anything(seed: Int) throws {
    var generator = SeededGenerator(state: UInt64(seed))
    let files = [
      "/demos/platformer/game.ts", "/Sources/ArcaneWorker/Runtime/rendering/sprites.ts", "/Sources/ArcaneWorker/Runtime/core/warm-up-frame.ts",
    ]
    var source = try FileBytes.read(Checkout.root + #require(files.randomElement(using: &generator)), limit: 1 << 20)
    for _ in 0..<15 {
      let at = Int.random(in: 0..<source.count, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: source.remove(at: at)
      case 1: source.insert("{}()[]<>`'\"/\\$#@?:;,.=>!&|é\u{2028}\n\0".utf8.randomElement(using: &generator) ?? 0, at: at)
      case 2: source.swapAt(at, Int.random(in: 0..<source.count, using: &generator))
      default: source = Array(source.prefix(max(200, source.count - at / 8)))
      }
      if let stripped = try? TypeStripper.strip(source) { checkShape(stripped, source, "seed \(seed)") }
    }
    _ = try? TypeStripper.strip((0..<400).map { _ in UInt8.random(in: 0...255, using: &generator) })
  }

  @Test("a place in the code of an older text is told in the newest one, by its token, in UTF-16 columns") func places() throws {
    let before =
      "const text: string = \"ä😀\"; const b: number = 2;\nfunction f(a: number): void {\n  throw new Error(`${a}`);\n}\nimport { T, c } from './x'; c();"
    let now =
      "// ä\nconst text = /* ü */ \"ä😀\"\n\nconst b = 2;\nfunction f(\n  a: string) { throw new Error(`${a}`) }\nimport { c } from './x'; type T = 1;\n  c();"
    #expect(try strip(before).programHash == strip(now).programHash)
    let old = SourceMap(stripped: Array(before.utf8), options: .init())
    #expect(old.original(of: LinePosition(line: 3, column: 9))?.position == LinePosition(line: 3, column: 9))
    let map = try #require(SourceMap(stripped: Array(now.utf8), options: .init()).translated(from: old))
    func place(_ line: Int, _ column: Int) -> LinePosition? { map.original(of: LinePosition(line: line, column: column))?.position }
    #expect(place(1, 22) == LinePosition(line: 2, column: 22))
    #expect(place(1, 35) == LinePosition(line: 4, column: 7))
    #expect(place(3, 9) == LinePosition(line: 6, column: 22))
    #expect(place(3, 13) == LinePosition(line: 6, column: 26))
    #expect(place(5, 29) == LinePosition(line: 8, column: 3))
    #expect(place(99, 1) == nil)
    // Back to the old text: nothing to translate.
    let back = try #require(SourceMap(stripped: Array(before.utf8), options: .init()).translated(from: map))
    #expect(back.original(of: LinePosition(line: 3, column: 9))?.position == LinePosition(line: 3, column: 9))
  }
}

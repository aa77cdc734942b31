import ArcaneLinux
import Glibc
import Testing

@testable import ArcaneModules

/// What is left after the types is held against esbuild: it must print the same program for it as for the TypeScript.
@Suite("Type eraser") struct TypeEraserTests {
  /// What esbuild makes of a source, without blanks; nil where it finds an error.
  static func printed(_ service: EsbuildService, _ source: [UInt8], _ loader: SourceLoader, flags: [String] = []) throws -> String? {
    var result: Result<TransformResult, EsbuildFailure>?
    service.transform(TransformRequest(source: source, path: "/a.ts", loader: loader, extraFlags: ["--minify-whitespace"] + flags)) { result = $0 }
    try #require(service.run { result != nil })
    switch try #require(result) {
    case .success(let result): return String(decoding: result.code, as: UTF8.self)
    case .failure(.source): return nil
    case .failure(.service(let reason)): throw Expected("\(reason)")
    }
  }

  func erase(_ source: String, _ options: TypeEraser.Options = .init()) throws -> ErasedModule { try TypeEraser.erase(Array(source.utf8), options: options) }

  func doubt(_ source: String, _ options: TypeEraser.Options = .init()) -> TypeEraser.Doubt? {
    do throws(TypeEraser.Doubt) { _ = try TypeEraser.erase(Array(source.utf8), options: options) } catch { return error }
    return nil
  }

  static func sources(under folder: String) -> [String] {
    var found: [String] = []
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name.hasPrefix(".") || name == "node_modules" { continue }
      let path = folder + "/" + name
      if entry.pointee.d_type == UInt8(DT_DIR) { found += sources(under: path) } else if name.hasSuffix(".ts"), !name.hasSuffix(".d.ts") { found.append(path) }
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
      guard let erased = try? TypeEraser.erase(source), let expected = try Self.printed(service, source, .ts) else { continue }
      compared += 1
      #expect(try Self.printed(service, erased.code, .js) == expected, "\(path)")
      let scan = ImportScanner.scan(Array(expected.utf8))
      #expect(erased.imports.map(\.specifier) == scan.map(\.specifier) && erased.imports.map(\.isDynamic) == scan.map(\.isDynamic), "\(path)")
      for found in erased.imports { #expect([UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`")].contains(erased.code[found.offset]), "\(path)") }
      checkPlaces(erased, source, path)
    }
    // Files that are esbuild's after all are the exception.
    #expect(compared * 10 > files.count * 9)
  }

  /// The names at both ends of each place are the same.
  func checkPlaces(_ erased: ErasedModule, _ source: [UInt8], _ path: String) {
    func word(_ bytes: [UInt8], _ start: Int) -> ArraySlice<UInt8> { bytes[start...].prefix(while: Lexer.isWordByte) }
    let wrong = erased.places.first { word(erased.code, Int($0.code)) != word(source, Int($0.source)) || erased.code[Int($0.code)] != source[Int($0.source)] }
    #expect(wrong == nil, "\(path)")
  }

  @Test("each form of a type goes, and the program stays", arguments: TypeEraserCases.erasable)
  func forms(source: String) throws {
    let service = try realService()
    let bytes = Array(source.utf8)
    let expected = try #require(try Self.printed(service, bytes, .ts), "esbuild refuses the case itself")
    let erased = try TypeEraser.erase(bytes)
    #expect(try Self.printed(service, erased.code, .js) == expected, "\(String(decoding: erased.code, as: UTF8.self))")
    checkPlaces(erased, bytes, source)
  }

  @Test("what is more than a type is left to esbuild", arguments: TypeEraserCases.doubtful)
  func doubts(source: String, reason: String) { #expect(doubt(source)?.reason == reason) }

  @Test("random programs, with and without semicolons, are the same without their types", arguments: 1...30)
  func random(seed: Int) throws {
    var generator = SeededGenerator(state: UInt64(seed))
    let service = try realService()
    for _ in 0..<10 {
      var pieces = (0..<Int.random(in: 1...12, using: &generator)).compactMap { index in
        TypeEraserCases.pieces.randomElement(using: &generator)?.replacing("#", with: "\(index)")
      }
      if Bool.random(using: &generator) {
        pieces = pieces.map { $0.hasSuffix(";") ? String($0.dropLast()) : $0 }
      }
      let source = Array(pieces.joined(separator: "\n").utf8)
      // Not every combination is a program without its semicolons.
      guard let expected = try Self.printed(service, source, .ts), let erased = try? TypeEraser.erase(source) else { continue }
      #expect(try Self.printed(service, erased.code, .js) == expected, "seed \(seed):\n\(String(decoding: source, as: UTF8.self))\n\n\(String(decoding: erased.code, as: UTF8.self))")
    }
  }

  @Test("comments, types, blanks and line ends leave no trace", arguments: [
    ("let a = 1", "let a: number = 1;"), ("let a = 1;\nlet b = 2;", "// one\nlet a = 1 // two\n\n/* three */ let b = 2"),
    ("f(a, b)", "f<T>(\n  a as unknown,\n  b!\n)"), ("class A { x = 1 }", "class A<T> implements B {\n  private readonly x: number = 1;\n}"),
    ("export const a = () => 1", "export const a = (): 1 => 1;\nexport type A = typeof a;\ninterface B {}"),
    ("import { a } from './a'; a()", "import type { T } from './t';\nimport { type B, a } from './a';\na();"),
  ])
  func traces(left: String, right: String) throws { #expect(try erase(left).code == erase(right).code) }

  @Test("imports go that are used as types only; verbatimModuleSyntax keeps them") func imports() throws {
    let source = "import D, { a, b as c, type E } from './x'; import * as n from './n'; import { F } from './f'; import './side'; let x: D = c; let y: n.A;"
    #expect(try erase(source).imports.map(\.specifier) == ["./x", "./side"])
    #expect(try String(decoding: erase(source).code, as: UTF8.self).hasPrefix("import { b as c } from './x';\nimport './side';\n"))
    let kept = try erase(source, .init(keepsImports: true))
    #expect(kept.imports.map(\.specifier) == ["./x", "./n", "./f", "./side"])
    #expect(kept.imports.first?.names(in: kept.code) == ["a", "b", "default"])
  }

  @Test("fields without a value are left to esbuild where they are to be nothing") func fields() throws {
    #expect(doubt("class A { x: number; }", .init(definesFields: false))?.reason == "a field, with useDefineForClassFields off")
    #expect(doubt("class A { m(): void {} declare x: number; abstract y: number; }", .init(definesFields: false)) == nil)
  }

  @Test("nesting without end is left to esbuild, not followed") func nesting() {
    // Each guess in the later ones holds another, so that all ways through them would be as many as 2 to their number.
    let openings = ["(", "[", "{", "a(", "a<", "`${", "() => ", "class { x = ", "!", "a ? ", "x = (a: [", "(a = (", "({a = (", "a ? (b): c => ", "async (a = ", "<T>(a = ", "f<A>(a<b, "]
    for opening in openings { #expect(doubt("x = " + String(repeating: opening, count: 5000)) != nil, "\(opening)") }
    #expect(doubt("let x: " + String(repeating: "Array<", count: 10_000)) != nil)
  }

  @Test("any bytes, and any piece of a real source, are erased or doubted without harm", arguments: 1...16)
  func anything(seed: Int) throws {
    var generator = SeededGenerator(state: UInt64(seed))
    let files = ["/demos/platformer/game.ts", "/Sources/ArcaneWorker/Runtime/rendering/sprites.ts", "/Sources/ArcaneWorker/Runtime/core/rehearsal.ts"]
    var source = try FileBytes.read(Checkout.root + #require(files.randomElement(using: &generator)), limit: 1 << 20)
    for _ in 0..<15 {
      let at = Int.random(in: 0..<source.count, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: source.remove(at: at)
      case 1: source.insert("{}()[]<>`'\"/\\$#@?:;,.=>!&|é\u{2028}\n\0".utf8.randomElement(using: &generator) ?? 0, at: at)
      case 2: source.swapAt(at, Int.random(in: 0..<source.count, using: &generator))
      default: source = Array(source.prefix(max(200, source.count - at / 8)))
      }
      if let erased = try? TypeEraser.erase(source) { checkPlaces(erased, source, "seed \(seed)") }
    }
    _ = try? TypeEraser.erase((0..<400).map { _ in UInt8.random(in: 0...255, using: &generator) })
  }

  @Test("every place is told in the TypeScript, in UTF-16 columns") func places() throws {
    let source = "// ä\nconst text: string = \"ä😀\"; const b: number = 2;\nfunction f(a: number): void {\n  throw new Error(`${a}`);\n}"
    let map = SourceMap(erased: Array(source.utf8), options: .init())
    let code = try String(decoding: erase(source).code, as: UTF8.self)
    #expect(code == "const text=\"ä😀\";\nconst b=2;\nfunction f(a){\nthrow new Error(`${a}`);}\n")
    #expect(map.original(of: LinePosition(line: 1, column: 12))?.position == LinePosition(line: 2, column: 22))
    #expect(map.original(of: LinePosition(line: 2, column: 7))?.position == LinePosition(line: 2, column: 35))
    #expect(map.original(of: LinePosition(line: 4, column: 7))?.position == LinePosition(line: 4, column: 9))
    #expect(map.original(of: LinePosition(line: 99, column: 1)) == nil)
  }
}

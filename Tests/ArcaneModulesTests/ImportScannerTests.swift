import Testing

@testable import ArcaneModules

@Suite("Import scanner") struct ImportScannerTests {
  func scan(_ code: String) -> [String] { ImportScanner.scan(Array(code.utf8)).map { ($0.isDynamic ? "dynamic " : "") + $0.specifier } }

  @Test(
    "options of computed imports are found behind their comma, and no other comma is taken for it",
    arguments: [
      ("import(a, { b });", [9]), ("import(f(a, [b, c]) + `${d, e}`, g);", [32]), ("import(a); f(b, c);", []), ("import('./a', b);", []),
      ("import((a, b), import(c, d));", [14, 24]), ("a.import(b, c); ({ import: (a, b) => c });", []), ("f(a, import(b), c);", []),
      ("import(/,/.test(a) ? ',' : b, c);", [29]),
    ])
  func options(code: String, expected: [Int]) { #expect(ImportScanner.optionsOfComputedImports(Array(code.utf8)) == expected) }

  @Test(
    "every form of import, as esbuild prints it",
    arguments: [
      ("import \"./a\";", ["./a"]),
      ("import a from \"./a\";", ["./a"]),
      ("import a, { b as c, default as d } from \"./a\";", ["./a"]),
      ("import a, * as b from \"./a\";", ["./a"]),
      ("import * as a from \"./a\";", ["./a"]),
      ("import {} from \"./a\";", ["./a"]),
      ("import {\n  a,\n  b\n} from \"./a\";", ["./a"]),
      ("import { \"a-b\" as c, from } from \"./a\";", ["./a"]),
      ("import from from \"./a\";", ["./a"]),
      ("export * from \"./a\";", ["./a"]),
      ("export * as b from \"./a\";", ["./a"]),
      ("export * as \"from\" from \"./a\";", ["./a"]),
      ("export { a, b as c } from \"./a\";", ["./a"]),
      ("export { a };\nimport \"./b\";", ["./b"]),
      ("export const a = { from: \"./b\" };", []),
      ("export default \"./a\";", []),
      ("const a = import(\"./a\");", ["dynamic ./a"]),
      ("const a = import(\n  /* webpackIgnore: true */\n  \"./a\"\n);", ["dynamic ./a"]),
      ("const a = import(\"./a\", b);", ["dynamic ./a"]),
      ("import(`./a`);", ["dynamic ./a"]),
      ("import(`./${a}`);", []),
      ("import(\"./\" + a);", []),
      ("import(a);", []),
      ("import.meta.url;", []),
      ("a.import(\"./a\");", []),
      ("a?.import(\"./a\");", []),
      ("[...import(\"./a\")];", ["dynamic ./a"]),
      ("({ import: \"./a\", from: \"./b\" });", []),
      ("const reimport = \"./a\", import_a = \"./b\";", []),
      ("import \"./a\\\"b\\u00e4\\x41\\u{1F600}\";", ["./a\"bäA😀"]),
      ("import { ä } from './ä';", ["./ä"]),
    ])
  func forms(code: String, expected: [String]) { #expect(scan(code) == expected) }

  @Test(
    "what only looks like an import is passed over",
    arguments: [
      "const a = 'import \"x\"';", "const a = `\nimport \"x\";\n`;", "const a = `${b}\nimport \"x\";`;",
      "const a = `${`${1}\nimport \"x\"`}\nimport \"y\"`;",
      "// import \"x\";\n", "/* import \"x\"; */", "const a = /import \"x\"/;", "const a = /[/]import(\"x\")/g;", "if (a) /import(\"x\")/.test(b);",
      "return /import(\"x\")/;", "a = b ? /import(\"x\")/ : c;", "const a = `${{ a: { b: 1 } }}import(\"x\")`;", "f(/\\/import(\"x\")/);",
      "/=import(\"x\")/.test(a);", "() => {\n}\n/import(\"x\")/.test(a);",
    ])
  func lookalikes(code: String) { #expect(scan(code) == []) }

  @Test(
    "division does not hide the imports behind it",
    arguments: [
      "a / b; import(\"x\") / c;", "a.b / 2 / import(\"x\");", "f() / 2; import(\"x\"); a / 2;", "a[0] / b / import(\"x\");",
      "x++ / 2; import(\"x\");",
      "`${a}` / 2; import(\"x\");", "1 / 2; import(\"x\");", "a /= 2; import(\"x\"); b /= 3;", "\"s\" / 2; import(\"x\"); 3 / 4;",
      "a.return / 2; import(\"x\"); 1 / 2;",
      "this.#of / 2; import(\"x\"); 1 / 2;", "({}) / 2; import(\"x\"); 1 / 2;",
    ])
  func division(code: String) { #expect(scan(code) == ["dynamic x"]) }

  /// Statements in every combination of which esbuild's own metafile says what is imported.
  static let pieces = [
    "import D# from './d#';\nuse(D#);", "import { n# as m# } from './n#.ts';\nuse(m#);", "import * as s# from './s#';\nuse(s#);", "import './side#';",
    "export * from './star#';", "export * as e# from './e#';", "export { q# } from './q#';", "const l# = () => import('./l#');",
    "use(`a ${import(`./t#`)} import 'no' ${`${1 / 2}`}`);", "const r# = /[\"'`/]import('no')/g.test(x) / 2;", "if (x) /import 'no'/.exec(y);",
    "const g# = x / 2 / import('./g#') / (y) / `z` / z[0] / 3;", "const o# = { import: 1, export: { from: 'no' }, 'import(\"no\")': 2 };",
    "class C# { static import(a: string) { return a.import('no'); } from = 'no'; #import = /import('no')/; }",
    "label#: { break label#; }\n/ import 'no'/.test(x);",
    "x = y\n/import('no')/g;", "let u# = a++ / 2 + b-- / import('./u#');", "type T# = import('./types').T;\nimport type { X# } from './types';",
    "/* import 'no' */ // import 'no'\n//! import 'no'", "const v# = x! / 2 as number; use(v#, <any>x / 3);",
    "function f#() { return /import('no')/.test('\\'') }",
    "const w# = `\\`import('no')\\${import('no')}`;", "for (const i of /import('no')/g[Symbol.split]('')) use(i);",
    "switch (x) { case /import('no')/.test(y): import('./c#'); }",
    "enum E# { A = 1 / 2, B = 'import(\"no\")'.length }",
    "const y# = async () => { await /import('no')/; await import('./y#', { with: { type: 'json' } }); };",
    "throw# = typeof /import('no')/; void import('./v#');", "const d# = () => {}\n/import('no')/g;",
  ]

  @Test("random programs: the scan of what esbuild prints is what esbuild's metafile lists", arguments: 1...12)
  func againstMetafile(seed: Int) throws {
    var generator = SeededGenerator(state: UInt64(seed))
    let service = try realService()
    for _ in 0..<10 {
      let source = (0..<Int.random(in: 1...14, using: &generator)).map { index in
        Self.pieces.randomElement(using: &generator).map { $0.replacing("#", with: "\(index)") } ?? ""
      }.joined(separator: "\n")
      var done = false
      let flags = EsbuildFlags.module + ["--loader=ts", "--sourcefile=/a.ts", "--metafile", "--outfile=/out.js"]
      service.build(BuildRequest(source: Array(source.utf8), resolveFolder: "/", flags: flags)) { result in
        done = true
        // A combination that is not TypeScript (a name twice) says nothing.
        guard let result = try? result.get(), let metafile = try? JSONValue(parsing: result.metafile) else { return }
        let code = result.outputs.first { $0.path.hasSuffix(".js") }?.content ?? []
        let output = metafile["outputs"]?.members.first { $0.key.hasSuffix(".js") }
        let listed = (output?.value["imports"]?.elements ?? []).filter { $0["kind"]?.string != "require-call" }
        let expected = listed.map { ($0["kind"]?.string == "dynamic-import" ? "dynamic " : "") + ($0["path"]?.string ?? "") }
        #expect(scan(String(decoding: code, as: UTF8.self)).sorted() == expected.sorted(), "seed \(seed):\n\(String(decoding: code, as: UTF8.self))")
      }
      try #require(service.run { done })
    }
  }

  @Test("any bytes are scanned without harm", arguments: 1...100)
  func anything(seed: Int) {
    var generator = SeededGenerator(state: UInt64(seed))
    let parts = [
      "import", "export", "from", "\"", "'", "`", "${", "}", "{", "(", ")", "/", "*", "//", "\\", "\n", " ", "a", "1", "é", "#", ".", "[", "]", "+",
    ]
    let code = (0..<200).map { _ in parts.randomElement(using: &generator) ?? "" }.joined()
    _ = ImportScanner.scan(Array(code.utf8))
    _ = ImportScanner.scan((0..<400).map { _ in UInt8.random(in: 0...255, using: &generator) })
    for found in ImportScanner.scan(Array(code.utf8)) { _ = found.names(in: Array(code.utf8)) }
  }

  @Test(
    "the names that a clause takes",
    arguments: [
      ("import a from \"x\";", ["default"]), ("import a, { b as c, d } from \"x\";", ["b", "d", "default"]), ("import * as a from \"x\";", ["*"]),
      ("import \"x\";", []), ("export { a as b, c } from \"x\";", ["a", "c"]), ("import {\n  a,\n  b\n} from \"x\";", ["a", "b"]),
      ("import(\"x\")", []),
    ])
  func names(code: String, expected: [String]) throws {
    let bytes = Array(code.utf8)
    #expect(try #require(ImportScanner.scan(bytes).first).names(in: bytes) == expected)
  }
}

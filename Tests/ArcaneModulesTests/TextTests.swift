import ArcaneLinux
import Glibc
import Testing

@testable import ArcaneModules

@Suite("Text, paths and files") struct TextTests {
  @Test(
    "JSON values",
    arguments: [
      ("null", JSONValue.null), (" [1, -2.5e+3, true,false ] ", .array([.number("1"), .number("-2.5e+3"), .boolean(true), .boolean(false)])),
      (
        "{\"a\": {\"b\": []}, \"c\": {}}",
        .object([.init(key: "a", value: .object([.init(key: "b", value: .array([]))])), .init(key: "c", value: .object([]))])
      ),
      (#""\"\\\/\b\f\n\r\t\u00e4\ud83d\ude00x""#, .string("\"\\/\u{8}\u{C}\n\r\täx".replacing("x", with: "😀x"))), (#""\ud800""#, .string("\u{FFFD}")),
    ])
  func values(text: String, expected: JSONValue) throws { #expect(try JSONValue(parsing: Array(text.utf8)) == expected) }

  @Test(
    "what is not JSON is refused with the place",
    arguments: [
      ("", 0), ("{", 1), ("[1,]", 3), ("{\"a\":1,}", 7), ("{a:1}", 1), ("01", 1), ("1.", 2), ("\"a", 2), ("\"\n\"", 1), ("\"\\x\"", 2),
      ("\"\\u12g4\"", 5),
      ("nul", 0), ("[1 2]", 3), ("1 2", 2), ("// c\n1", 0), ("-", 1), ("\u{FEFF}{", 4),
    ])
  func refused(text: String, offset: Int) {
    #expect(throws: JSONError.self) { try JSONValue(parsing: Array(text.utf8)) }
    do { try JSONValue.validate(Array(text.utf8)) } catch { #expect(error.offset == offset, "\(text): \(error.message)") }
  }

  @Test("nesting without end is refused, not followed")
  func deep() { #expect(throws: JSONError.self) { try JSONValue(parsing: Array(repeating: UInt8(ascii: "["), count: 1_000_000)) } }

  @Test("tsconfig's comments and commas")
  func lenient() throws {
    let text = "// one\n{ /* two */ \"a\": [1, 2,], // three\n \"b\": \"// no comment\", }\n"
    #expect(try JSONValue(parsing: Array(text.utf8), dialect: .tsconfig).text == #"{"a":[1,2],"b":"// no comment"}"#)
  }

  @Test("any bytes are parsed or refused, and what is accepted comes back the same", arguments: 1...100)
  func anything(seed: Int) {
    var generator = SeededGenerator(state: UInt64(seed))
    let parts = ["{", "}", "[", "]", ",", ":", "\"a\"", "1", "true", " ", "\\", "\"", "/", "*", "\u{1}", "é"]
    let text = (0..<12).map { _ in parts.randomElement(using: &generator) ?? "" }.joined()
    if let value = try? JSONValue(parsing: Array(text.utf8), dialect: .tsconfig) {
      #expect((try? JSONValue(parsing: Array(value.text.utf8))) == value)
    }
  }

  @Test(
    "paths",
    arguments: [
      ("/a/b", "./c.ts", "/a/b/c.ts"), ("/a/b", "../c", "/a/c"), ("/a", "../../../c", "/c"), ("/a/b", "/x//y/", "/x/y"), ("/", "a", "/a"),
      ("/a/b", "..", "/a"),
    ])
  func join(folder: String, path: String, expected: String) { #expect(FilePath.join(folder, path) == expected) }

  @Test("parts of paths")
  func parts() {
    #expect(FilePath.folder(of: "/a/b.ts") == "/a" && FilePath.folder(of: "/a") == "/" && FilePath.folder(of: "a") == ".")
    #expect(
      FilePath.fileExtension(of: "/a.b/c.D.TS") == ".ts" && FilePath.fileExtension(of: "/a.b/c") == "" && FilePath.fileExtension(of: "/.ts") == "")
    #expect(FilePath.ancestors(of: "/a/b") == ["/a/b", "/a", ""])
    #expect(
      FilePath.relative("/a/b/c", to: "/a/b") == "c" && FilePath.relative("/a/x", to: "/a/b") == "../x"
        && FilePath.relative("/z/x", to: "/a/b") == "/z/x")
    #expect(FilePath.relative("/a/b", to: "/") == "a/b")
  }

  @Test(
    "file URLs come back as the paths they were made of",
    arguments: ["/a/b.ts", "/ä ö/%20#?.ts", "/a\"<>`{}^|\\b", "/new\nline\u{7F}", "/[a](b)@:;=&+$,!'*~"])
  func urls(path: String) {
    let url = ModuleURL.file(path)
    #expect(ModuleURL.path(url) == path)
    #expect(url.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"<>`{}^\\#?".utf8.contains($0) })
  }

  @Test(
    "what is no file URL of this machine has no path", arguments: ["https://a/b", "file://host/a", "file:a", "arcane:runtime", "", "file:///a%00b"])
  func otherURLs(url: String) { #expect(ModuleURL.path(url) == nil) }

  @Test("hashes differ by every bit and by the length, and are the same on every run")
  func hash() {
    #expect(
      ContentHash([]).description == ContentHash([]).description && ContentHash([0]) != ContentHash([]) && ContentHash([0, 0]) != ContentHash([0]))
    for size in [1, 7, 8, 15, 16, 17, 31, 32, 33, 100] {
      let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 37) }
      var seen: Set<ContentHash> = [ContentHash(bytes)]
      for bit in 0..<(size * 8) {
        var other = bytes
        other[bit / 8] ^= 1 << (bit % 8)
        #expect(seen.insert(ContentHash(other)).inserted)
      }
    }
    #expect(ContentHash(Array("arcane".utf8)) == ContentHash(Array("arcane".utf8)))
  }

  @Test("files: read whole, refused beyond the limit, folders and missing ones told by errno")
  func files() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a", String(repeating: "x", count: 100_000))
    #expect(try FileBytes.read(path, limit: 100_000).count == 100_000)
    #expect(throws: (any Error).self) { try FileBytes.read(path, limit: 99_999) }
    #expect(try FileBytes.read(path, limit: 10, truncating: true).count == 10)
    for (name, code) in [("none", ENOENT), (".", EISDIR), ("a/b", ENOTDIR)] {
      do { _ = try FileBytes.read("\(folder.path)/\(name)", limit: 10) } catch { #expect(error.code == code) }
    }
    #expect(try FileBytes.read("/proc/self/status", limit: 100_000).count > 100)  // says its size is 0
  }

  @Test("positions count UTF-16 units from 1")
  func positions() {
    let text = Array("a\nö😀x\r\nlast".utf8)
    #expect(LinePosition(offset: 8, in: text) == LinePosition(line: 2, column: 4))
    #expect(text.line(2).map { String(decoding: $0, as: UTF8.self) } == "ö😀x")
    #expect(text.line(3).map { String(decoding: $0, as: UTF8.self) } == "last" && text.line(4) == nil)
  }

  @Test("tsconfig.json: the nearest, with what it extends, in order, from packages too, without going in circles")
  func tsconfig() throws {
    let folder = try TemporaryFolder()
    try folder.write("tsconfig.json", "{ \"extends\": [\"./a\", \"pkg/b.json\"], \"compilerOptions\": { \"jsx\": \"react\", \"outDir\": \"x\" } }")
    try folder.write(
      "a.json", "{ \"extends\": \"./tsconfig.json\", \"compilerOptions\": { \"jsx\": \"preserve\", \"strict\": true, \"jsxFactory\": \"a\" } }")
    try folder.write("node_modules/pkg/b.json", "{ \"compilerOptions\": { \"jsxFactory\": \"b\" } }")
    let found = TSConfig.nearest(to: folder.path + "/src/deep")
    #expect(found.raw == #"{"compilerOptions":{"jsx":"react","jsxFactory":"b","strict":true}}"#)
    #expect(found.files == ["tsconfig.json", "a.json", "node_modules/pkg/b.json"].map { "\(folder.path)/\($0)" })
    #expect(found.problems.map(\.message) == ["\"extends\" leads in a circle, by \"./tsconfig.json\""])
    try folder.write("src/tsconfig.json", "{ oh }")
    let broken = TSConfig.nearest(to: folder.path + "/src/deep")
    #expect(broken.raw == nil && broken.problems.map(\.message) == ["expected a name in quotes but found \"o\""])
    try folder.write("src/tsconfig.json", "[1]")
    #expect(TSConfig.nearest(to: folder.path + "/src").problems.map(\.message) == ["expected an object, { … }; its options are missing"])
    try folder.write("src/tsconfig.json", "{ \"compilerOptions\": { \"emitDecoratorMetadata\": true } }")
    #expect(TSConfig.nearest(to: folder.path + "/src").problems.first?.message.hasPrefix("\"emitDecoratorMetadata\" is not offered") == true)
  }

  @Test(
    "values that mean nothing are told with their place and are left out, whatever option has them",
    arguments: [
      (#""target": "esnxt""#, #""target": "esnxt" means nothing and is left out: did you mean "esnext"?"#, 13),
      (#""target": 2022"#, #""target": 2022 means nothing and is left out: it is one of "es3", "es5", "es6", "es2015", "#, 13),
      (#""target": "es2014x""#, #""target": "es2014x" means nothing and is left out: did you mean "es2015"?"#, 13),
      (#""useDefineForClassFields": "no""#, #""useDefineForClassFields": "no" means nothing and is left out: it is true or false"#, 30),
      (#""strict": 1"#, #""strict": 1 means nothing and is left out: it is true or false"#, 13),
      (#""verbatimModuleSyntax": []"#, #""verbatimModuleSyntax": [] means nothing and is left out: it is true or false"#, 27),
      (#""experimentalDecorators": {}"#, #""experimentalDecorators": {} means nothing and is left out: it is true or false"#, 29),
      (#""emitDecoratorMetadata": "true""#, #""emitDecoratorMetadata": "true" means nothing and is left out: it is true or false"#, 28),
      (
        #""jsx": 5"#,
        #""jsx": 5 means nothing and is left out: it is one of "preserve", "react", "react-jsx", "react-jsxdev", "react-native""#, 10
      ),
      (#""jsx": "reactjsx""#, #""jsx": "reactjsx" means nothing and is left out: did you mean "react-jsx"?"#, 10),
      (#""jsxFactory": "h()""#, #""jsxFactory": "h()" means nothing and is left out: it is a name, such as "h" or "React.createElement""#, 17),
      (#""jsxImportSource": null, "jsxFragmentFactory": 5"#, #""jsxFragmentFactory": 5 means nothing and is left out: it is a name"#, 50),
      (#""jsxImportSource": true"#, #""jsxImportSource": true means nothing and is left out: it is a text"#, 22),
      (
        #""importsNotUsedAsValues": "keep""#,
        #""importsNotUsedAsValues": "keep" means nothing and is left out: it is one of "remove", "preserve", "error""#, 29
      ),
      (#""baseUrl": ["."]"#, #""baseUrl": ["."] means nothing and is left out: it is a text"#, 14),
      (#""paths": [1]"#, #""paths": [1] means nothing and is left out: it is an object, { "@/*": ["./src/*"] }"#, 12),
      (#""paths": { "@/*": "./src/*" }"#, #""@/*": "./src/*" in "paths" means nothing and is left out: it is a list of paths, ["./src/*"]"#, 21),
      (#""paths": { "@/*": [1] }"#, #""@/*": [1] in "paths" means nothing and is left out: it is a list of paths, ["./src/*"]"#, 21),
      (#""paths": { "@/*": [] }"#, #""@/*": [] in "paths" means nothing and is left out: it is a list of paths, ["./src/*"]"#, 21),
      (#""paths": { "*/*": ["./a"] }"#, #""*/*": ["./a"] in "paths" means nothing and is left out: a pattern has one * at most"#, 21),
    ])
  func meaningless(option: String, message: String, column: Int) throws {
    let folder = try TemporaryFolder()
    try folder.write("tsconfig.json", "{ // \"target\": \"es5\"\n\"compilerOptions\": {\n  \(option) } }")
    let found = TSConfig.nearest(to: folder.path)
    let problem = try #require(found.problems.first)
    #expect(found.problems.count == 1 && problem.severity == .warning && problem.message.hasPrefix(message), "\(found.problems)")
    #expect(problem.path == folder.path + "/tsconfig.json" && problem.position == LinePosition(line: 3, column: column))
    // What is left is what is compiled with: nothing.
    #expect(found.raw == nil && found.stripping == TypeStripper.Options())
  }

  @Test("values outside of the compiler options too; null takes an option back, and what means something is kept")
  func meaninglessOutside() throws {
    let folder = try TemporaryFolder()
    func problems(_ text: String) throws -> [String] {
      try folder.write("tsconfig.json", text)
      return TSConfig.nearest(to: folder.path).problems.map { problem in
        (problem.position.map { "\($0.line):\($0.column) " } ?? "") + problem.message
      }
    }
    #expect(try problems(#"{ "extends": 5 }"#) == [#"1:14 "extends": 5 means nothing and is left out: it names a file, or a list of files"#])
    #expect(try problems(#"{ "exclude": "dist" }"#) == [#"1:14 "exclude": "dist" means nothing and is left out: it is a list of texts"#])
    #expect(
      try problems(#"{ "compilerOptions": ["strict"] }"#) == [
        #"1:22 "compilerOptions": ["strict"] means nothing and is left out: it is an object, { "strict": true }"#
      ])
    try folder.write("base.json", #"{ "compilerOptions": { "target": "ES2022", "jsx": "react", "strict": true } }"#)
    let jsx = #""jsx": 5 means nothing and is left out: it is one of "preserve", "react", "react-jsx", "react-jsxdev", "react-native""#
    #expect(
      try problems(
        #"{ "extends": "./base", "compilerOptions": { "target": "es2099", "strict": null, "jsx": 5, "paths": { "a": ["./b"] }, "unknown": 1 } }"#)
        == ["1:88 " + jsx])
    #expect(TSConfig.nearest(to: folder.path).raw == #"{"compilerOptions":{"jsx":"react","target":"esnext"}}"#, "esbuild knows no es2099")
    for empty in ["", "\n", "// later\n/* or */"] { #expect(try problems(empty) == [], "as TypeScript has it") }
    #expect(try problems("{") != [] && problems("[]") != [])
  }

  /// Ways through them double with each step, and more than double where a list is longer.
  @Test("lists of extends that lead in circles are read once, for a check of types too")
  func circles() throws {
    let folder = try TemporaryFolder()
    let list = (0..<20).map { _ in #""./tsconfig.json", "./b.json""# }.joined(separator: ", ")
    for name in ["tsconfig.json", "b.json"] {
      try folder.write(name, #"{ "extends": [\#(list)], "compilerOptions": { "strict": true, "\#(name)": 1 } }"#)
    }
    let options = try CompilerOptions(file: folder.path + "/tsconfig.json")
    #expect(options.values == ["strict": "true", "tsconfig.json": "1", "b.json": "1"])
    #expect(TSConfig.nearest(to: folder.path).files.count == 2)
  }

  @Test(
    "names that a CommonJS file exports",
    arguments: [
      ("exports.a = 1;\nexports2.b = 2;\nexports[\"c\"] = 3;", ["a", "b", "c"]), ("Object.defineProperty(exports, \"d\", { value: 1 });", ["d"]),
      ("module.exports = {\n  a,\n  b: 1,\n  c() {\n    return { no: 1 };\n  },\n  d: \"x, no2\"\n};", ["a", "b", "c", "d"]),
      (
        "module.exports = {\n  [a]: 1,\n  ...b,\n  get c() {\n    return 1;\n  },\n  async d() {\n  },\n  get,\n  set: 1\n};",
        ["c", "d", "get", "set"]
      ),
      ("exports.__esModule = true;\nexports.default = 1;\nexports.__proto__ = 1;", ["__esModule", "default"]), ("exports.a === 1; x.exports;", []),
    ])
  func commonJS(code: String, expected: [String]) { #expect(CommonJSNames.find(in: Array(code.utf8)).sorted() == expected) }

  /// Files of an esbuild bundle, the first one the entry's.
  private static let bundles: [(files: [(name: String, body: String)], exports: [String])] = [
    ([("a", "exports.own = 1;\nif (never) require_b();"), ("b", "exports.foreign = 1;")], ["own"]),
    ([("a", "exports.own = require_b().foreign;\nexports.lazy = () => require_b();"), ("b", "exports.foreign = 1;")], ["lazy", "own"]),
    ([("a", "module.exports = require_b();"), ("b", "exports.foreign = 1;")], ["foreign"]),
    ([("a", "module.exports = require_b().part;"), ("b", "exports.foreign = 1;")], []),
    ([("a", "module.exports = make(require_b());"), ("b", "exports.foreign = 1;")], []),
    ([("a", "module2.exports = (x, y()) ? require_b() : require_c();"), ("b", "exports.one = 1;"), ("c", "exports.two = 1;")], ["one", "two"]),
    ([("a", "tslib_1.__exportStar(require_b(), exports);"), ("b", "exports.one = 1;\n__export(require_a());")], ["one"]),
    ([("a", "Object.assign(exports, require_b());\nexports.two = 2;"), ("b", "exports.one = 1;")], ["one", "two"]),
    ([("a", "module.exports = { ...require_b(), two: 2 };"), ("b", "exports.one = 1;")], ["one", "two"]),
    ([("a", "var _b = require_b();\nObject.keys(_b).forEach(function(key) {\n});"), ("b", "exports.one = 1;")], ["one"]),
    ([("a", "var _b = require_b();\nObject.keys(_c).forEach(function(key) {\n});"), ("b", "exports.one = 1;")], []),
    (
      [("a", "var x_exports = {};\n__export2(x_exports, {\n  one: () => one,\n  two: () => b.c\n});\nmodule.exports = __toCommonJS(x_exports);")],
      ["one", "two"]
    ),
    ([("a", "exports.__esModule = true;\nexports.default = 1;")], ["__esModule", "default"]),
  ]

  @Test("a CommonJS file exports what its own text shows, and what it hands on of others", arguments: bundles.indices)
  func bundle(index: Int) {
    let (files, expected) = Self.bundles[index]
    let code = files.map { name, body in
      let lines = body.split(separator: "\n").map { "    \($0)\n" }.joined()
      return "\n// x/\(name).cjs\nvar require_\(name) = __commonJS({\n  \"x/\(name).cjs\"(exports, module) {\n\(lines)  }\n});\n"
    }.joined()
    let bundle = CommonJSBundle(Array(code.utf8), folder: "/y")
    #expect(bundle.exports(of: "/y/x/a.cjs")?.sorted() == expected && bundle.exports(of: "/y/x/z.cjs") == nil)
  }

  @Test("any text of such words is read to its end, as a bundle, its names and a configuration", arguments: 1...200)
  func anyBundle(seed: Int) {
    var generator = SeededGenerator(state: UInt64(seed))
    let parts = [
      "var require_a = __commonJS({\n  \"x/a.cjs\"(exports) {\n", "\n  }\n});\n", "__commonJS", "({\n  \"", "\"", "exports = {", "exports", " = ",
      ".a", "[",
      "]", "{", "}", "(", ")", ",", "...", "require_a", "()", "__toCommonJS(x)", "(x, {", "__dirname", "\"use strict\";", "class _A {", "static",
      "__name(this, \"A\")", "var __name = (target, value) =>", "_A", "\"compilerOptions\"", "\"target\"", "\"paths\"", ":", "\\", "\n", " ", "é",
    ]
    let text = (0..<40).map { _ in parts.randomElement(using: &generator) ?? "" }.joined()
    let code = Array(text.utf8)
    let bundle = CommonJSBundle(code, folder: "/y")
    _ = bundle.exports(of: "/y/x/a.cjs")
    let completed = bundle.completed(
      modulePath: "/y/a.cjs", externals: [CommonJSBundle.External(specifier: text, path: "/y/\(text)", isRequired: true)], missing: [text])
    let runtime = Array(CommonJSRuntime(for: code).text(imports: [("#0", false)], missing: [text]).utf8)
    #expect(completed.suffix(runtime.count).elementsEqual(runtime))
    #expect(completed.dropLast(runtime.count).count { $0 == 0x0A } == code.count { $0 == 0x0A })
    #expect(KeptNames.withoutNeedless(code).count == code.count)
    let options = JSONValue.object([
      .init(
        key: "compilerOptions",
        value: .object([.init(key: "target", value: .string(text)), .init(key: "paths", value: .object([.init(key: text, value: .null)]))]))
    ])
    #expect(!OptionValues.check(options, "/tsconfig.json", code).problems.isEmpty)
  }

  @Test("the files of a bundle have no names in stacks, and their own paths where they ask for them; no line is added")
  func completed() {
    let code = """
      var require_a = __commonJS({
        "x/a.cjs"(exports) {
          "use strict";
          exports.where = () => __dirname;
        }
      });
      var require_b = __commonJS({
        "x/b.cjs"() {
          const __filename = 1;
          var text = `__dirname`;
        }
      });

      """
    let expected = """
      var require_a = $commonJS({
        path: "x/a.cjs", steps: "../x/a.cjs", ""(exports) {
          "use strict"; var __dirname = $commonJSPath("../x/a.cjs/..");
          exports.where = () => __dirname;
        }
      });
      var require_b = $commonJS({
        path: "x/b.cjs", steps: "../x/b.cjs", ""() { var __dirname = $commonJSPath("../x/b.cjs/..");
          const __filename = 1;
          var text = `__dirname`;
        }
      });

      """
    let completed = CommonJSBundle(Array(code.utf8), folder: "/y").completed(modulePath: "/y/z/c.cjs", externals: [], missing: [])
    #expect(String(decoding: completed, as: UTF8.self) == expected + CommonJSRuntime(for: Array(code.utf8)).text(imports: [], missing: []))
  }

  @Test(
    "what lies in a package is told from its path",
    arguments: [
      ("/a/node_modules/b/c.js", true), ("/node_modules/b.js", true), ("/a/node_modules/", true), ("/a/node_modules", false),
      ("/a/node_modules_/b", false),
      ("/a/old_node_modules/b", false), ("", false), ("/ä/node_modules/ö.ts", true),
    ])
  func packages(path: String, expected: Bool) { #expect(FilePath.isInPackage(path) == expected) }
}

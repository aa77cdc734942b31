import Testing

@testable import ArcaneModules

@Suite("Files imported as text, bytes or JSON") struct TypedModuleTests {
  let folder: TemporaryFolder
  let graph: ModuleGraph

  init() throws {
    folder = try TemporaryFolder()
    graph = ModuleGraph(entry: folder.path + "/game.ts", service: try realService())
  }

  @Test(
    "attributes are seen where they change what a file is taken for",
    arguments: [
      ("import t from './t.txt' with { type: 'text' };", true), ("import t from \"./t.txt\" with{type:\"bytes\",};", true),
      ("import('./t.txt', { with: { type: 'text' } })", true), ("import(`./${n}.txt`, { 'with': { 'type': \"text\" } })", true),
      ("import t from './t.ldtk' with { type: 'json' };", true), ("import t from './t.json' with { type: 'json' };", false),
      ("import('./t.json', { with: { type: 'json' } })", false), ("const o = { with: 1, type: 'text' };", false), ("import t from './t.txt';", false),
    ])
  func occurs(source: String, expected: Bool) { #expect(ImportAttributes.occur(in: Array(source.utf8)) == expected) }

  @Test("text, bytes and JSON of any ending; each a module of its own beside the file, and none of its attributes is left")
  func kinds() throws {
    let game = """
      import text from './t.txt' with { type: 'text' };
      import bytes from './t.txt?x' with { type: 'bytes' };
      import map from './m.ldtk' with { type: 'json' };
      export const later = () => import('./m.ldtk', { with: { type: 'text' } });
      console.log(text, bytes, map);
      """
    try folder.write("game.ts", game.replacing("t.txt?x", with: "b.bin").replacing("import('./m.ldtk'", with: "import('./n.ldtk'"))
    try folder.write("t.txt", "\u{FEFF}a\"\u{2028}\nü")
    try folder.write("b.bin", "\u{0}\"\\aÿ")
    try folder.write("m.ldtk", "{ \"a\": 1 }")
    try folder.write("n.ldtk", "{}")
    let delta = try #require(try graph.loadNow().delta)
    let modules = Dictionary(uniqueKeysWithValues: delta.added.map { (String($0.path.dropFirst(folder.path.count + 1)), $0) })
    #expect(Set(modules.keys) == ["game.ts", "t.txt?text", "b.bin?bytes", "m.ldtk?json", "n.ldtk?text"])
    #expect(modules["t.txt?text"]?.kind == .json && modules["t.txt?text"]?.text == "\"a\\\"\u{2028}\\nü\"")
    #expect(modules["m.ldtk?json"]?.kind == .json && modules["m.ldtk?json"]?.text == "{ \"a\": 1 }")
    #expect(modules["b.bin?bytes"]?.text.hasPrefix("const text = \"\\x00\\\"\\\\aÃ¿\";\n") == true)
    let entry = try #require(modules["game.ts"])
    #expect(!entry.text.contains("with") && !entry.text.contains("type:"))
    #expect(entry.target("./t.txt?text") == ModuleURL.file(folder.path + "/t.txt?text"))
    #expect(entry.imports.last?.isDynamic == true && entry.target("./n.ldtk?text") != nil)
    #expect(graph.module(url: try #require(entry.target("./t.txt?text")))?.kind == .json)
  }

  @Test("of a computed specifier V8 is told in the form that it knows, and only where an import() stands")
  func computed() throws {
    let game = """
      const name = './t.' + 'txt', call = (...all: unknown[]) => all;
      export const a = () => import(name, { with: { type: 'text' } });
      export const b = () => call(name, { with: { type: 'text' } });
      export const c = () => import(name, { with: { type: 'html' } });
      """
    try folder.write("game.ts", game)
    try folder.write("t.txt", "one")
    let code = try #require(graph.loadNow().delta?.added.first).text
    #expect(code.contains("import(name, {assert:{ type: \"text\" } })"), "\(code)")
    #expect(code.contains("call(name, { with: { type: \"text\" } })") && code.contains("{ with: { type: \"html\" } }"), "\(code)")
    var result: Result<(url: String, delta: GraphDelta), GraphFailure>?
    func load(_ specifier: String) throws -> Result<(url: String, delta: GraphDelta), GraphFailure> {
      result = nil
      graph.loadDynamic(specifier: specifier, referrer: graph.entryURL) { result = $0 }
      try #require(graph.service.run { result != nil })
      return try #require(result)
    }
    for specifier in ["./t.txt?text", ModuleURL.file(folder.path + "/t.txt") + "?text"] {
      let loaded = try load(specifier).get()
      #expect(loaded.url == ModuleURL.file(folder.path + "/t.txt?text") && graph.module(url: loaded.url)?.text == "\"one\"")
    }
    guard case .failure(let failure) = try load("./t.txt") else {
      Issue.record("no module, and loaded")
      return
    }
    #expect(failure.diagnostics.first?.message.contains("for its text write import(…, { with: { type: \"text\" } })") == true, "\(failure)")
  }

  @Test("a change of the file is a change of the module; what is gone is told at the import, and what is back is taken")
  func changes() throws {
    try folder.write("game.ts", "import t from './t.txt' with { type: 'text' };\nconsole.log(t);")
    try folder.write("t.txt", "one")
    _ = try graph.loadNow()
    let file = folder.path + "/t.txt"
    #expect(graph.isRelevant(file) && graph.watchedFolders.contains(folder.path))
    try folder.write("t.txt", "two")
    let delta = try #require(try graph.updateNow([file]).delta)
    #expect(delta.changed.map(\.text) == ["\"two\""])
    folder.delete("t.txt")
    let failure = try #require(try graph.updateNow([file]).failure)
    #expect(failure.diagnostics.map(\.message) == ["cannot find \"./t.txt\""] && failure.diagnostics[0].path == graph.entryPath)
    try folder.write("t.txt", "three")
    #expect(try #require(graph.updateNow([file]).delta).changed.map(\.text) == ["\"three\""])
  }

  @Test("one file as two things, in one module and in two")
  func twice() throws {
    try folder.write("d.json", "[1]")
    try folder.write("other.ts", "import d from './d.json' with { type: 'text' };\nexport const text = d;")
    let game =
      "import d from './d.json' with { type: 'json' };\nimport t from './d.json' with { type: 'text' };\nimport { text } from './other.ts';\nconsole.log(d, t, text, import('./d.json', { with: { type: 'bytes' } }));"
    try folder.write("game.ts", game)
    let delta = try #require(graph.loadNow().delta)
    #expect(delta.added.count == 5)
    let entry = try #require(graph.module(url: graph.entryURL))
    #expect(entry.imports.map(\.url).prefix(2) == [ModuleURL.file(folder.path + "/d.json"), ModuleURL.file(folder.path + "/d.json?text")])
    #expect(entry.text.hasPrefix("import d from \"./d.json?json\""))
    // What stands behind an attribute stays where it was.
    #expect(entry.text.split(separator: "\n").map(\.utf8.count)[1] == "import t from \"./d.json\" with { type: \"text\" };".utf8.count)
  }

  @Test("a mistake in JSON of another ending is at its place in the file")
  func brokenJSON() throws {
    try folder.write("game.ts", "import m from './m.ldtk' with { type: 'json' };\nconsole.log(m);")
    try folder.write("m.ldtk", "{\n  \"a\": }")
    let found = try #require(try graph.loadNow().failure?.diagnostics.first)
    #expect(found.path == folder.path + "/m.ldtk" && found.position == LinePosition(line: 2, column: 8))
  }
}

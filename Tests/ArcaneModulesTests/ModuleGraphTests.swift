import Glibc
import Testing

@testable import ArcaneModules

@Suite("Module graph") struct ModuleGraphTests {
  let folder: TemporaryFolder
  let service: EsbuildService

  init() throws {
    folder = try TemporaryFolder()
    service = try realService()
  }

  /// Paths relative to the test's folder.
  func names(_ modules: [Module]) -> [String] { modules.map { String($0.path.dropFirst(folder.path.count + 1)) }.sorted() }
  func url(_ name: String) -> String { ModuleURL.file("\(folder.path)/\(name)") }

  func graph(_ entry: String = "game.ts") -> ModuleGraph { ModuleGraph(entry: "\(folder.path)/\(entry)", service: service) }

  func loaded(_ entry: String = "game.ts") throws -> ModuleGraph {
    let graph = graph(entry)
    let outcome = try graph.loadNow()
    try #require(outcome.delta != nil, "\(text(outcome))")
    return graph
  }

  func text(_ outcome: GraphOutcome) -> String {
    guard case .failure(let failure) = outcome else { return "\(outcome)" }
    return failure.diagnostics.map { $0.text(DiagnosticStyle(currentFolder: folder.path)) }.joined(separator: "\n")
  }

  func update(_ graph: ModuleGraph, _ names: String...) throws -> GraphOutcome {
    try graph.updateNow(names.map { "\(folder.path)/\($0)" })
  }

  func writeSmallGame() throws {
    try folder.write("game.ts", "import { a } from './logic/a';\nimport { b } from './logic/b.ts';\nexport const total = a + b;\n")
    try folder.write("logic/a.ts", "import { b } from './b.ts';\nexport const a: number = b;\n")
    try folder.write("logic/b.ts", "export const b = 2;\n")
  }

  // MARK: Loading

  @Test("a small game loads: every file a module, with its imports' URLs")
  func load() throws {
    let entry = try folder.write(
      "game.ts",
      "import { a } from './logic/a';\nimport data from './data.json' with { type: 'json' };\nimport { onFrame } from '@arcane/runtime';\nonFrame(() => a + data.x);\n"
    )
    let a = try folder.write("logic/a.ts", "import type { T } from '../types';\nimport { b } from './b.ts';\nexport const a: number = b;\n")
    let b = try folder.write("logic/b.ts", "export const b = 2;\n")
    let json = try folder.write("data.json", "\u{FEFF}{ \"x\": 1 }\n")
    let graph = ModuleGraph(entry: entry, service: service)
    let outcome = try graph.loadNow()
    let delta = try #require(outcome.delta, "\(text(outcome))")
    #expect(Set(delta.added.map(\.path)) == [entry, a, b, json])
    #expect(delta.version == 1 && delta.changed.isEmpty && delta.removed.isEmpty)
    let module = try #require(graph.module(url: graph.entryURL))
    #expect(module.target("./logic/a") == ModuleURL.file(a))
    #expect(module.target("./data.json") == ModuleURL.file(json))
    #expect(module.target("@arcane/runtime") == "arcane:runtime")
    #expect(graph.module(url: ModuleURL.file(json))?.kind == .json)
    #expect(graph.module(url: ModuleURL.file(json))?.text == "{ \"x\": 1 }\n")
    #expect(!module.text.contains("with"))
    #expect(graph.watchedFolders == [folder.path, folder.path + "/logic"])
  }

  @Test("cycles, a file imported twice under two names, a file that imports itself")
  func cycles() throws {
    try folder.write("game.ts", "import './a'; import './a.ts'; import './sub/../a'; import './game.ts';")
    try folder.write("a.ts", "import './b.ts';")
    try folder.write("b.ts", "import './a.ts'; import './game.ts';")
    let graph = try loaded()
    #expect(names(graph.modules) == ["a.ts", "b.ts", "game.ts"])
    #expect(graph.module(url: url("game.ts"))?.imports.compactMap(\.url) == [url("a.ts"), url("a.ts"), url("a.ts"), url("game.ts")])
  }

  @Test("folders' index files, TypeScript's .js for .ts, tsconfig's paths, tsx, mts")
  func resolution() throws {
    try folder.write(
      "tsconfig.json", "{ // paths\n \"compilerOptions\": { \"jsx\": \"react\", \"jsxFactory\": \"h\", \"paths\": { \"@lib/*\": [\"./lib/*\"] }, }, }"
    )
    try folder.write("game.ts", "import './lib'; import './lib/js.js'; import '@lib/mapped'; import './view'; import './m.mts'; import './plain.js';")
    try folder.write("lib/index.ts", "")
    try folder.write("lib/js.ts", "")
    try folder.write("lib/mapped.ts", "")
    try folder.write("view.tsx", "export const v = <a>b</a>;")
    try folder.write("m.mts", "export const m: number = 1;")
    try folder.write("plain.js", "export const p = 1;")
    let graph = try loaded()
    #expect(names(graph.modules) == ["game.ts", "lib/index.ts", "lib/js.ts", "lib/mapped.ts", "m.mts", "plain.js", "view.tsx"])
    #expect(graph.module(url: url("view.tsx"))?.text == "export const v = /* @__PURE__ */ h(\"a\", null, \"b\");\n")
  }

  @Test("names with blanks, percent signs and letters beyond ASCII")
  func oddNames() throws {
    try folder.write("mein spiel.ts", "import './ö 100%#1.ts';")
    try folder.write("ö 100%#1.ts", "export {}")
    let graph = try loaded("mein spiel.ts")
    let imported = try #require(graph.module(url: graph.entryURL)?.imports.first?.url)
    #expect(imported.hasSuffix("/%C3%B6%20100%25%231.ts"))
    #expect(graph.module(url: imported) != nil)
  }

  @Test("a linked file is the file that it leads to, and a change to it is seen by either path")
  func links() throws {
    try folder.write("game.ts", "import { a } from './linked/a';\nimport { a as b } from './real/a';\nexport const c = a + b;")
    try folder.write("real/a.ts", "export const a = 1;")
    symlink("real", folder.path + "/linked")
    let graph = try loaded()
    #expect(names(graph.modules) == ["game.ts", "real/a.ts"])
    try folder.write("real/a.ts", "export const a = 2;")
    #expect(try names(update(graph, "linked/a.ts").delta?.changed ?? []) == ["real/a.ts"])
  }

  @Test("a package of ES modules stays one module per file; a CommonJS one becomes one module with the names that are used")
  func packages() throws {
    try folder.write(
      "game.ts",
      "import { inner } from 'esm';\nimport cjs, { used, listed, computed } from 'cjs';\nimport * as all from 'other';\nconsole.log(inner, cjs, used, listed, computed, all);"
    )
    try folder.write("node_modules/esm/package.json", "{ \"module\": \"main.js\" }")
    try folder.write("node_modules/esm/main.js", "export { inner } from './inner.js';")
    try folder.write("node_modules/esm/inner.js", "export const inner = 1;")
    try folder.write(
      "node_modules/cjs/index.js",
      "const part = require('./part');\nmodule.exports = { used: part.x, listed() {} };\nmodule.exports['comp' + 'uted'] = 1;")
    try folder.write("node_modules/cjs/part.js", "exports.x = 1;")
    try folder.write("node_modules/other/index.cjs", "exports.first = 1;\nObject.defineProperty(exports, 'second', { value: 2 });")
    try folder.write("node_modules/other/package.json", "{ \"main\": \"index.cjs\" }")
    let graph = try loaded()
    #expect(
      names(graph.modules) == [
        "game.ts", "node_modules/cjs/index.js", "node_modules/esm/inner.js", "node_modules/esm/main.js", "node_modules/other/index.cjs",
      ])
    func exports(_ name: String) -> String {
      graph.module(url: url(name))?.text.split(separator: "export {").last.map { $0.filter { !$0.isWhitespace } } ?? ""
    }
    #expect(exports("node_modules/cjs/index.js").contains("ascomputed,"))
    #expect(exports("node_modules/cjs/index.js").contains("aslisted,"))
    #expect(exports("node_modules/other/index.cjs").contains("asfirst,"))
    #expect(exports("node_modules/other/index.cjs").contains("assecond"))
    // A file inside the bundle changes; a new name is used.
    try folder.write("node_modules/cjs/part.js", "exports.x = 5000;")
    let delta = try #require(try update(graph, "node_modules/cjs/part.js").delta)
    #expect(names(delta.changed) == ["node_modules/cjs/index.js"] && delta.changed.first?.text.contains("5e3") == true)
    try folder.write(
      "game.ts",
      "import { inner } from 'esm';\nimport cjs, { used, brandNew } from 'cjs';\nimport * as all from 'other';\nconsole.log(inner, cjs, used, brandNew, all);"
    )
    let renamed = try #require(try update(graph, "game.ts").delta)
    #expect(names(renamed.changed) == ["game.ts", "node_modules/cjs/index.js"])
    #expect(exports("node_modules/cjs/index.js").contains("asbrandNew"))
  }

  // MARK: Changes

  @Test("a change to one file is that one module, with the rest as it was")
  func change() throws {
    try writeSmallGame()
    let graph = try loaded()
    try folder.write("logic/b.ts", "export const b = 3;\n")
    let delta = try #require(try update(graph, "logic/b.ts").delta)
    #expect(names(delta.changed) == ["logic/b.ts"] && delta.added.isEmpty && delta.removed.isEmpty && delta.version == 2)
    #expect(delta.changed.first?.text == "export const b = 3;\n")
  }

  @Test("a file touched but not changed, and files that are none of the game's, change nothing and send nothing")
  func unchanged() throws {
    try writeSmallGame()
    let graph = try loaded()
    try folder.write("notes.txt", "hello")
    var outcome: GraphOutcome?
    graph.update(changed: [folder.path + "/logic/b.ts", folder.path + "/notes.txt", folder.path + "/gone.ts"]) { outcome = $0 }
    // Without a turn of the event loop: esbuild was not asked.
    let delta = try #require(outcome?.delta)
    #expect(delta.isEmpty && delta.version == 1)
    #expect(graph.isRelevant(folder.path + "/logic/b.ts") && !graph.isRelevant(folder.path + "/notes.txt"))
  }

  @Test("a change to comments and types changes nothing that runs, but the positions")
  func comments() throws {
    try writeSmallGame()
    let graph = try loaded()
    try folder.write("logic/b.ts", "// a comment\n// another\nexport const b: number = 2;\n")
    let delta = try #require(try update(graph, "logic/b.ts").delta)
    #expect(delta.isEmpty && delta.version == 1)
    #expect(graph.original(url: url("logic/b.ts"), position: LinePosition(line: 1, column: 14))?.position == LinePosition(line: 3, column: 14))
  }

  @Test("imports added and removed add and remove modules; what others still import stays")
  func imports() throws {
    try writeSmallGame()
    try folder.write("logic/c.ts", "import { b } from './b.ts';\nimport './d.ts';\nexport const c = b;\n")
    try folder.write("logic/d.ts", "export {};")
    let graph = try loaded()
    try folder.write("game.ts", "import { c } from './logic/c';\nexport const total = c;\n")
    let delta = try #require(try update(graph, "game.ts").delta)
    #expect(names(delta.added) == ["logic/c.ts", "logic/d.ts"] && names(delta.changed) == ["game.ts"])
    #expect(delta.removed == [url("logic/a.ts")])
    try folder.write("game.ts", "export const total = 1;\n")
    let second = try #require(try update(graph, "game.ts").delta)
    #expect(Set(second.removed) == [url("logic/b.ts"), url("logic/c.ts"), url("logic/d.ts")])
    #expect(names(graph.modules) == ["game.ts"] && second.version == 3)
    #expect(graph.watchedFolders == [folder.path])
  }

  @Test("several files at once make one delta")
  func together() throws {
    try writeSmallGame()
    let graph = try loaded()
    try folder.write("logic/a.ts", "import { b } from './b.ts';\nimport { n } from './new.ts';\nexport const a = b + n;\n")
    try folder.write("logic/b.ts", "export const b = 4;\n")
    try folder.write("logic/new.ts", "export const n = 5;\n")
    let delta = try #require(try update(graph, "logic/new.ts", "logic/b.ts", "logic/a.ts").delta)
    #expect(names(delta.changed) == ["logic/a.ts", "logic/b.ts"] && names(delta.added) == ["logic/new.ts"] && delta.version == 2)
  }

  @Test("a file that would be found first takes the place of the one in use, and gives it back")
  func precedence() throws {
    try folder.write("game.ts", "import './x';")
    try folder.write("x.js", "export {};")
    let graph = try loaded()
    #expect(graph.isRelevant(folder.path + "/x.ts"))
    try folder.write("x.ts", "export {};")
    let delta = try #require(try update(graph, "x.ts").delta)
    #expect(names(delta.added) == ["x.ts"] && delta.removed == [url("x.js")])
    #expect(delta.changed.first?.target("./x") == url("x.ts"))
    folder.delete("x.ts")
    let back = try #require(try update(graph, "x.ts").delta)
    #expect(names(back.added) == ["x.js"] && back.removed == [url("x.ts")])
  }

  @Test("tsconfig.json: a change makes everything anew, under the new options")
  func configuration() throws {
    try folder.write("game.ts", "import '@lib/a';\nexport class C { x = 1 }\n")
    try folder.write("tsconfig.json", "{ \"extends\": \"./base\", \"compilerOptions\": { \"paths\": { \"@lib/*\": [\"./one/*\"] } } }")
    try folder.write("base.json", "{ \"compilerOptions\": { \"useDefineForClassFields\": true } }")
    try folder.write("one/a.ts", "export {};")
    try folder.write("two/a.ts", "export {};")
    let graph = try loaded()
    #expect(graph.isRelevant(folder.path + "/base.json") && graph.isRelevant(folder.path + "/tsconfig.json"))
    try folder.write("tsconfig.json", "{ \"extends\": \"./base\", \"compilerOptions\": { \"paths\": { \"@lib/*\": [\"./two/*\"] } } }")
    let delta = try #require(try update(graph, "tsconfig.json").delta)
    #expect(names(delta.added) == ["two/a.ts"] && delta.removed == [url("one/a.ts")])
    try folder.write("base.json", "{ \"compilerOptions\": { \"useDefineForClassFields\": false } }")
    let second = try #require(try update(graph, "base.json").delta)
    #expect(second.changed.first?.text.contains("this.x = 1") == true)
  }

  @Test("a newer call takes over an older one's work")
  func superseded() throws {
    try writeSmallGame()
    let graph = try loaded()
    try folder.write("logic/a.ts", "import { b } from './b.ts';\nexport const a = b + 10;\nenum E {}\n")
    var (first, second): (GraphOutcome?, GraphOutcome?)
    graph.update(changed: [folder.path + "/logic/a.ts"]) { first = $0 }
    try folder.write("logic/b.ts", "export const b = 20;\n")
    graph.update(changed: [folder.path + "/logic/b.ts"]) { second = $0 }
    guard case .superseded? = first else {
      Issue.record("\(String(describing: first))")
      return
    }
    try #require(service.run { second != nil })
    #expect(names(second?.delta?.changed ?? []) == ["logic/a.ts", "logic/b.ts"])
  }

  @Test("an override stands in for the file until it is taken away")
  func overrides() throws {
    try writeSmallGame()
    let graph = try loaded()
    graph.setOverride(folder.path + "/logic/b.ts", source: Array("import './virtual.ts';\nexport const b = 9;".utf8))
    graph.setOverride(folder.path + "/logic/virtual.ts", source: Array("export {};".utf8))
    let delta = try #require(try update(graph).delta)
    #expect(names(delta.changed) == ["logic/b.ts"] && names(delta.added) == ["logic/virtual.ts"])
    graph.setOverride(folder.path + "/logic/b.ts", source: nil)
    let back = try #require(try update(graph).delta)
    #expect(back.changed.first?.text == "export const b = 2;\n" && back.removed == [url("logic/virtual.ts")])
  }

  @Test("a computed dynamic import loads its module and keeps it")
  func dynamic() throws {
    try folder.write("game.ts", "export const load = (n: number) => import(`./levels/${n}.ts`);")
    try folder.write("levels/1.ts", "import './shared.ts';")
    try folder.write("levels/shared.ts", "export {};")
    let graph = try loaded()
    var result: Result<(url: String, delta: GraphDelta), GraphFailure>?
    graph.loadDynamic(specifier: "./levels/1.ts", referrer: graph.entryURL) { result = $0 }
    try #require(service.run { result != nil })
    let loaded = try #require(try result?.get())
    #expect(loaded.url == url("levels/1.ts") && names(loaded.delta.added) == ["levels/1.ts", "levels/shared.ts"])
    try folder.write("game.ts", "export const load = (n: number) => import(`./levels/${n + 1}.ts`);")
    #expect(try #require(update(graph, "game.ts").delta).removed.isEmpty)
    graph.loadDynamic(specifier: "./levels/2.ts", referrer: graph.entryURL) { result = $0 }
    try #require(service.run { if case .failure = result { true } else { false } })
    guard case .failure(let failure)? = result else { return }
    #expect(failure.missingPaths.contains(folder.path + "/levels/2.ts"))
  }

  @Test("after changes to comments and types the code stays as it is, and its places are told in the newest text")
  func translated() throws {
    try writeSmallGame()
    try folder.write("logic/b.ts", "export const b: number = f();\nfunction f() { return 1 }\n")
    let graph = try loaded()
    let code = graph.module(url: url("logic/b.ts"))?.text
    for text in [
      "// a\nexport const b = f()\nfunction f() { return 1 }\n", "export const b =\n  f(); /* b */\nfunction f(): number {\n  return 1; }",
    ] {
      try folder.write("logic/b.ts", text)
      let delta = try #require(update(graph, "logic/b.ts").delta)
      #expect(delta.isEmpty && delta.version == 1)
      #expect(graph.module(url: url("logic/b.ts"))?.text == code)
    }
    func place(_ line: Int, _ column: Int, _ version: UInt64) -> LinePosition? {
      graph.original(url: url("logic/b.ts"), position: LinePosition(line: line, column: column), version: version)?.position
    }
    #expect(place(1, 26, 1) == LinePosition(line: 2, column: 3))
    #expect(place(2, 16, 1) == LinePosition(line: 4, column: 3))
    // What the game prints, with the places of the text that it was compiled from.
    func stack(_ place: String) -> String {
      "Error: x\n    at eval (eval at f (logic/b.ts:\(place)), <anonymous>:1:7)\n    at f (logic/b.ts:\(place))\n    at eval (eval at <anonymous> (eval at f (logic/b.ts:\(place))), <anonymous>:1:7)"
    }
    #expect(StackTrace.translated(stack("1:26"), by: graph, version: 1, folder: folder.path) == stack("2:3"))
    // A change of the code: new workers have the new text's places, and an older one's frames are still understood.
    try folder.write("logic/b.ts", "export const b = g();\nfunction g() { return 2 }\n")
    #expect(try #require(update(graph, "logic/b.ts").delta).version == 2)
    #expect(place(1, 18, 2) == LinePosition(line: 1, column: 18))
    #expect(place(2, 16, 1) == LinePosition(line: 4, column: 3))
  }

  @Test("positions of an older generation's frames are looked up in its own maps")
  func olderMaps() throws {
    try writeSmallGame()
    let graph = try loaded()
    // An enum makes the file esbuild's, which prints it without the empty lines.
    for index in 1...4 {
      try folder.write("logic/b.ts", String(repeating: "\n", count: index) + "export const b = \(index)00; enum E {}\n")
      _ = try update(graph, "logic/b.ts")
    }
    let place = LinePosition(line: 1, column: 14)
    #expect(graph.version == 5)
    #expect(graph.original(url: url("logic/b.ts"), position: place)?.position.line == 5)
    #expect(graph.original(url: url("logic/b.ts"), position: place, version: 4)?.position.line == 4)
    #expect(graph.original(url: url("logic/b.ts"), position: place, version: 3)?.position.line == 3)
    #expect(graph.original(url: "file:///elsewhere.js", position: place) == nil)
  }

  @Test("a dynamic import and a change that meet both come out whole, in either order", arguments: [true, false])
  func dynamicMeetsChange(dynamicFirst: Bool) throws {
    try folder.write("game.ts", "export const load = (n: number) => import(`./levels/${n}.ts`);")
    try folder.write("levels/1.ts", "export const level = 1;")
    let graph = try loaded()
    try folder.write("game.ts", "export const load = (n: number) => import(`./levels/${n}.ts`);\nexport enum More { A }")
    var (loaded, updates): (GraphDelta?, [GraphOutcome]) = (nil, [])
    func load() { graph.loadDynamic(specifier: "./levels/1.ts", referrer: graph.entryURL) { loaded = try? $0.get().delta } }
    func change() { graph.update(changed: [graph.entryPath]) { updates.append($0) } }
    if dynamicFirst {
      load()
      change()
      change()  // of two that wait, the newer does the work
    } else {
      change()
      load()
    }
    try #require(service.run { loaded != nil && updates.count == (dynamicFirst ? 2 : 1) })
    #expect(names(loaded?.added ?? []) == ["levels/1.ts"] && loaded?.changed.isEmpty == true)
    if dynamicFirst { guard case .superseded? = updates.first else { throw Expected("superseded") } }
    #expect(names(updates.last?.delta?.changed ?? []) == ["game.ts"])
    #expect(graph.version == 3)
  }

  @Test("a dynamic import works beside a file that has an error at present, and leaves the error to be fixed")
  func dynamicBesideError() throws {
    try folder.write("game.ts", "export const load = (n: number) => import(`./levels/${n}.ts`);")
    try folder.write("levels/1.ts", "export const level = 1;")
    let graph = try loaded()
    try folder.write("game.ts", "export const ;")
    #expect(try update(graph, "game.ts").failure != nil)
    var added: [Module]?
    graph.loadDynamic(specifier: "./levels/1.ts", referrer: graph.entryURL) { added = (try? $0.get().delta)?.added }
    try #require(service.run { added != nil })
    #expect(added?.count == 1)
    #expect(try update(graph).failure != nil)
    try folder.write("game.ts", "export {};")
    #expect(try update(graph, "game.ts").delta?.changed.count == 1)
  }

  @Test("cancelled work reports itself superseded, once, and the next change works")
  func cancelled() throws {
    try writeSmallGame()
    try folder.write("logic/b.ts", "export const b = 2;\nenum E {}\n")
    let graph = graph()
    var outcomes: [GraphOutcome] = []
    graph.load { outcomes.append($0) }
    graph.cancel()
    guard outcomes.count == 1, case .superseded = outcomes[0] else { throw Expected("superseded") }
    #expect(try update(graph).delta?.added.count == 3)
    #expect(outcomes.count == 1)
  }

  @Test("one changed file costs no request, and one where esbuild has to transform it, whatever the size of the graph", arguments: [3, 60])
  func oneRequest(size: Int) throws {
    try folder.write("game.ts", (0..<size).map { "import './m\($0).ts';" }.joined(separator: "\n"))
    for index in 0..<size { try folder.write("m\(index).ts", "export const m: number = \(index);") }
    let graph = try loaded()
    #expect(service.requestsMade == 0)
    for (source, requests) in [("export const m: number = 100;", 0), ("export enum M {}", 1), ("export const m = 1 as number;", 1)] {
      try folder.write("m1.ts", source)
      #expect(try update(graph, "m1.ts").delta?.changed.count == 1)
      #expect(service.requestsMade == requests)
    }
  }
}

struct Expected: Error {
  let what: String
  init(_ what: String) { self.what = what }
}

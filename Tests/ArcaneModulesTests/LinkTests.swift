import ArcaneLinux
import Glibc
import Testing

@testable import ArcaneModules

@Suite("Links, packages and configurations that change") struct LinkTests {
  let folder: TemporaryFolder
  let service: EsbuildService

  init() throws {
    folder = try TemporaryFolder()
    service = try realService()
  }

  private func turn(_ name: String, to target: String) {
    unlink("\(folder.path)/\(name)")
    symlink(target, "\(folder.path)/\(name)")
  }

  private func loaded(_ entry: String = "game.ts") throws -> ModuleGraph {
    let graph = ModuleGraph(entry: "\(folder.path)/\(entry)", service: service)
    let outcome = try graph.loadNow()
    try #require(outcome.delta != nil, "\(outcome)")
    return graph
  }

  private func update(_ graph: ModuleGraph, _ names: [String] = [], everything: Bool) throws -> GraphDelta {
    var outcome: GraphOutcome?
    if everything { graph.lookAgain() }
    graph.update(changed: names.map { "\(folder.path)/\($0)" }) { outcome = $0 }
    try #require(service.run { outcome != nil })
    return try #require(outcome?.delta, "\(String(describing: outcome))")
  }

  private func names(_ modules: [Module]) -> [String] { modules.map { String($0.path.dropFirst(folder.path.count + 1)) }.sorted() }

  @Test(
    "a folder link, a link above, a file link: the module behind the new target is taken, and no other is made again",
    arguments: [
      ("link", "A", "B", "./link/c.ts", true), ("cur", "A", "B", "./cur/sub/d.ts", true), ("c.ts", "A/c.ts", "B/c.ts", "./c.ts", false),
    ])
  func turned(link: String, first: String, second: String, specifier: String, everything: Bool) throws {
    for name in ["A", "B"] {
      try folder.write("\(name)/c.ts", "export const v = '\(name)';")
      try folder.write("\(name)/sub/d.ts", "export const v = '\(name)';")
    }
    try folder.write("game.ts", "import { v } from '\(specifier)';\nimport './other.ts';\nconsole.log(v);")
    try folder.write("other.ts", "export {};")
    turn(link, to: first)
    let graph = try loaded()
    turn(link, to: second)
    if !everything { #expect(graph.isRelevant("\(folder.path)/\(link)")) }
    let delta = try update(graph, everything ? [] : [link], everything: everything)
    #expect(names(delta.changed) == ["game.ts"] && delta.added.map(\.path).allSatisfy { $0.hasPrefix(folder.path + "/B/") } && delta.added.count == 1)
    #expect(delta.removed.count == 1 && delta.removed[0].hasPrefix(ModuleURL.file(folder.path + "/A/")))
    #expect(graph.watchedFolders.contains(FilePath.folder(of: delta.added[0].path)))
    #expect(try update(graph, everything: true).isEmpty, "nothing has changed since")
  }

  @Test(
    "a file that a link takes the place of is the file behind the link from then on, and one that is a file again is itself",
    arguments: [("a.ts", "import { v } from './a.ts';"), ("a.json", "import v from './a.json';"), ("a.cjs", "import { v } from './m.cjs';")])
  func becomesLink(name: String, statement: String) throws {
    func text(_ value: Int) -> String {
      name.hasSuffix("json") ? "[\(value)]" : name.hasSuffix("cjs") ? "exports.v = [\(value)];" : "export const v = [\(value)];"
    }
    try folder.write("m.cjs", "exports.v = require('./a.cjs').v;")
    try folder.write("game.ts", statement + "\nconsole.log(v);")
    try folder.write(name, text(1))
    let graph = try loaded()
    let target = "z" + name.dropFirst()
    try folder.write("deep/" + target, text(5))
    turn(name, to: "deep/" + target)
    func holds(_ value: Int, _ delta: GraphDelta) -> Bool {
      (delta.added + delta.changed).contains { String(decoding: $0.code, as: UTF8.self).contains("[\(value)]") }
    }
    #expect(holds(5, try update(graph, [name], everything: false)))
    #expect(graph.watchedFolders.contains(folder.path + "/deep") && graph.isRelevant(folder.path + "/deep/" + target))
    try folder.write("deep/" + target, text(7))
    #expect(holds(7, try update(graph, ["deep/" + target], everything: false)))
    folder.delete(name)
    try folder.write(name, text(8))
    #expect(holds(8, try update(graph, [name], everything: false)))
  }

  @Test("of what CommonJS files require, folders are watched where something may appear, and nothing else")
  func placesOfRequires() throws {
    try folder.write("m.cjs", "require('./a.cjs');\nrequire('./j.json');\ntry { require('./opt'); } catch {}\n")
    try folder.write("a.cjs", "require('./b');\nrequire('./m.cjs');\n")
    try folder.write("b.js", "exports.b = 1;\n")
    try folder.write("j.json", "{}")
    try folder.write("game.ts", "import './m.cjs';\n")
    let graph = try loaded()
    #expect(graph.watchedFolders.map { String($0.dropFirst(folder.path.count)) }.sorted() == ["", "/b", "/opt"])
    for path in ["opt.js", "opt/index.js", "b.ts", "j.json", "a.cjs"] { #expect(graph.isRelevant(folder.path + "/" + path), "\(path)") }
  }

  @Test("the entry itself may be reached through a link")
  func entry() throws {
    try folder.write("A/game.ts", "console.log('A');\nexport {};")
    try folder.write("B/game.ts", "console.log('B');\nexport {};")
    turn("cur", to: "A")
    let graph = try loaded("cur/game.ts")
    turn("cur", to: "B")
    let delta = try update(graph, everything: true)
    #expect(names(delta.added) == ["B/game.ts"] && delta.entryURL == ModuleURL.file(folder.path + "/B/game.ts") && delta.removed.count == 1)
  }

  @Test("a package's link is turned, a nearer one appears and goes, its package.json names another file")
  func packages() throws {
    for name in ["one", "two"] {
      try folder.write("packages/\(name)/index.js", "export const v = '\(name)';")
      try folder.write("packages/\(name)/other.js", "export const v = 'other';")
      try folder.write("packages/\(name)/package.json", #"{ "main": "index.js", "type": "module" }"#)
    }
    FilePath.makeFolders(folder.path + "/node_modules")
    try folder.write("src/game.ts", "import { v } from 'pkg';\nconsole.log(v);")
    turn("node_modules/pkg", to: "../packages/one")
    let graph = try loaded("src/game.ts")
    #expect(graph.isRelevant(folder.path + "/node_modules/pkg") && graph.watchedFolders.contains(folder.path + "/src/node_modules"))
    turn("node_modules/pkg", to: "../packages/two")
    #expect(names(try update(graph, ["node_modules/pkg"], everything: false).added) == ["packages/two/index.js"])
    try folder.write("packages/two/package.json", #"{ "main": "other.js", "type": "module" }"#)
    #expect(names(try update(graph, ["node_modules/pkg/package.json"], everything: false).added) == ["packages/two/other.js"])
    try folder.write("src/node_modules/pkg/index.js", "export const v = 'near';")
    try folder.write("src/node_modules/pkg/package.json", #"{ "main": "index.js", "type": "module" }"#)
    #expect(names(try update(graph, everything: true).added) == ["src/node_modules/pkg/index.js"])
    folder.delete("src/node_modules/pkg/index.js")
    folder.delete("src/node_modules/pkg/package.json")
    rmdir(folder.path + "/src/node_modules/pkg")
    #expect(names(try update(graph, everything: true).added) == ["packages/two/other.js"])
  }

  @Test(
    "what is wrong with tsconfig.json is told with its place, once, and again that it is mended",
    arguments: [
      (
        "{ \"compilerOptions\": { \"strict\": true }",
        "tsconfig.json:1:40: warning: expected \",\" or \"}\" but found the end of the file\n    1 | { \"compilerOptions\": { \"strict\": true }\n      |                                        ^"
      ),
      (
        "{\n  \"extends\": \"./none.json\"\n}",
        "tsconfig.json:2:14: warning: \"extends\" leads nowhere: there is no file \"./none.json\"; its options are missing\n    2 |   \"extends\": \"./none.json\"\n      |              ^~~~~~~~~~~~~"
      ),
      (
        "{\n  \"extends\": [\"@none/base\"]\n}",
        "tsconfig.json:2:15: warning: \"extends\" leads nowhere: there is no package \"@none/base\"; its options are missing\n    2 |   \"extends\": [\"@none/base\"]\n      |               ^~~~~~~~~~~~"
      ),
      (
        "{\n  \"compilerOptions\": {\n    \"target\": \"esnxt\"\n  }\n}",
        "tsconfig.json:3:15: warning: \"target\": \"esnxt\" means nothing and is left out: did you mean \"esnext\"?\n    3 |     \"target\": \"esnxt\"\n      |               ^~~~~~~"
      ),
    ])
  func configuration(text: String, message: String) throws {
    try folder.write("tsconfig.json", text)
    try folder.write("game.ts", "export {};")
    let graph = ModuleGraph(entry: folder.path + "/game.ts", service: service)
    var mended: [String] = []
    graph.onMended = { mended.append($0) }
    func told(_ outcome: GraphOutcome) -> [String] { (outcome.delta?.warnings ?? []).map { $0.text(DiagnosticStyle(currentFolder: folder.path)) } }
    #expect(try told(graph.loadNow()) == [message])
    try folder.write("game.ts", "export const a = 1;")
    #expect(try told(graph.updateNow([graph.entryPath])) == [])
    #expect(graph.isRelevant(folder.path + "/tsconfig.json") && mended.isEmpty)
    try folder.write("tsconfig.json", "{}")
    #expect(try told(graph.updateNow([folder.path + "/tsconfig.json"])) == [] && mended == [folder.path + "/tsconfig.json"])
    try folder.write("tsconfig.json", text)
    #expect(try told(graph.updateNow([folder.path + "/tsconfig.json"])) == [message])
  }

  @Test("an extends that leads nowhere is waited for")
  func awaitedBase() throws {
    try folder.write("tsconfig.json", "{ \"extends\": \"./base.json\" }")
    try folder.write("game.ts", "class A { a = 1; }\nexport { A };")
    let graph = try loaded()
    #expect(graph.isRelevant(folder.path + "/base.json"))
    try folder.write("base.json", "{ \"compilerOptions\": { \"useDefineForClassFields\": false } }")
    #expect(names(try update(graph, ["base.json"], everything: false).changed) == ["game.ts"])
  }

  @Test("what could not be read is waited for, and a pipe is no file")
  func unreadable() throws {
    try folder.write("game.ts", "import t from './pipe' with { type: 'text' };\nconsole.log(t);")
    mkfifo(folder.path + "/pipe", 0o644)
    let graph = ModuleGraph(entry: folder.path + "/game.ts", service: service)
    #expect(
      try graph.loadNow().failure?.diagnostics.map(\.message) == [
        "cannot find \"./pipe\": it is a pipe, a socket or a device; only regular files are read"
      ])
    mkfifo(folder.path + "/game2.ts", 0o644)
    let second = ModuleGraph(entry: folder.path + "/game2.ts", service: service)
    #expect(try second.loadNow().failure?.diagnostics.map(\.message) == ["is a pipe, a socket or a device; only regular files are read"])
    #expect(second.isAwaited(folder.path + "/game2.ts"))
  }
}

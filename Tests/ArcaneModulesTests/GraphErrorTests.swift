import ArcaneLinux
import Glibc
import Testing

@testable import ArcaneModules

@Suite("Errors in the module graph") struct GraphErrorTests {
  let folder: TemporaryFolder
  let service: EsbuildService
  let graph: ModuleGraph

  init() throws {
    folder = try TemporaryFolder()
    service = try realService()
    graph = ModuleGraph(entry: folder.path + "/game.ts", service: service)
  }

  func text(_ outcome: GraphOutcome) -> String {
    guard case .failure(let failure) = outcome else { return "no failure" }
    return failure.diagnostics.map { $0.text(DiagnosticStyle(currentFolder: folder.path)) }.joined(separator: "\n")
  }

  func update(_ names: String...) throws -> GraphOutcome { try graph.updateNow(names.map { "\(folder.path)/\($0)" }) }

  @Test(
    "the whole message",
    arguments: [
      ("const x: number = ;\n", "game.ts:1:19: error: Unexpected \";\"\n    1 | const x: number = ;\n      |                   ^"),
      (
        "import { a } from './a.ts';\n\n\nimport { b,\n  c } from \"./missing/b\";\nuse(a, b, c);",
        "game.ts:5:12: error: cannot find \"./missing/b\"\n    5 |   c } from \"./missing/b\";\n      |            ^~~~~~~~~~~~~"
      ),
      (
        "import x from 'left-pad';\nx();",
        "game.ts:1:15: error: cannot find \"left-pad\": no package of that name in node_modules, and no path of tsconfig.json leads to it\n    1 | import x from 'left-pad';\n      |               ^~~~~~~~~~"
      ),
      (
        "import * as fs from 'fs';\nfs.x();",
        "game.ts:1:21: error: cannot find \"fs\": Node's own modules are not part of Arcane: what is saved goes through @arcane/runtime/storage, and a file is read by import text from \"./file.txt\" with { type: \"text\" }\n    1 | import * as fs from 'fs';\n      |                     ^~~~"
      ),
      (
        "import x from 'https://example.org/x.js';\nx();",
        "game.ts:1:15: error: \"https://example.org/x.js\" cannot be imported: modules come from files, not from https: URLs\n    1 | import x from 'https://example.org/x.js';\n      |               ^~~~~~~~~~~~~~~~~~~~~~~~~~"
      ),
      (
        "import '@arcane/runtime/renderin';",
        "game.ts:1:8: error: @arcane/runtime has no module \"renderin\"; did you mean \"rendering\"?\n    1 | import '@arcane/runtime/renderin';\n      |        ^~~~~~~~~~~~~~~~~~~~~~~~~~"
      ),
      (
        "import './picture.png';",
        "game.ts:1:8: error: \"./picture.png\" is a picture, which is not imported but loaded: write loadTexture(\"picture.png\")\n    1 | import './picture.png';\n      |        ^~~~~~~~~~~~~~~"
      ),
      ("import d from './bad.json';\nd();", "bad.json:2:8: error: expected a value but found \"}\"\n    2 |   \"a\": }\n      |        ^"),
    ])
  func messages(source: String, expected: String) throws {
    try folder.write("game.ts", source)
    try folder.write("a.ts", "export const a = 1;")
    try folder.write("picture.png", "PNG")
    try folder.write("bad.json", "{\n  \"a\": }\n")
    #expect(try text(graph.loadNow()) == expected)
  }

  @Test("errors of several files come together, in order")
  func several() throws {
    try folder.write("game.ts", "import './a.ts';\nimport './b.ts';\nimport './none.ts';")
    try folder.write("a.ts", "let 1;")
    try folder.write("b.ts", "const ;")
    let failure = try #require(try graph.loadNow().failure)
    #expect(failure.diagnostics.map { "\(FilePath.name(of: $0.path ?? "")):\($0.position?.line ?? 0)" } == ["a.ts:1", "b.ts:1", "game.ts:3"])
  }

  @Test("no entry file; a folder for an entry")
  func noEntry() throws {
    #expect(try text(graph.loadNow()) == "game.ts: error: no such file")
    #expect(graph.watchedFolders.contains(folder.path) && graph.isRelevant(graph.entryPath))
    FilePath.makeFolders(folder.path + "/game.ts")
    #expect(try text(graph.loadNow()) == "game.ts: error: is a folder; name a file to import")
    rmdir(folder.path + "/game.ts")
    try folder.write("game.ts", "export {}")
    #expect(try update("game.ts").delta?.added.count == 1)
  }

  @Test("an error leaves the last good graph; the fix is a change from there; an error stays until it is fixed")
  func lastGood() throws {
    try folder.write("game.ts", "import './a.ts';")
    try folder.write("a.ts", "export const a = 1;")
    _ = try graph.loadNow()
    try folder.write("a.ts", "export const a = ;")
    #expect(try update("a.ts").failure != nil)
    #expect(graph.version == 1 && graph.module(url: ModuleURL.file(folder.path + "/a.ts"))?.text == "export const a = 1;")
    try folder.write("game.ts", "import './a.ts';\nconsole.log(1);")
    #expect(try text(update("game.ts")) == "a.ts:1:18: error: Unexpected \";\"\n    1 | export const a = ;\n      |                  ^")
    try folder.write("a.ts", "export const a = 2;")
    let delta = try #require(try update("a.ts").delta)
    #expect(Set(delta.changed.map(\.path)) == [folder.path + "/a.ts", folder.path + "/game.ts"] && delta.version == 2)
  }

  @Test("an undone error is no change")
  func undone() throws {
    try folder.write("game.ts", "export const a = 1;")
    _ = try graph.loadNow()
    try folder.write("game.ts", "export const a = ;")
    #expect(try update("game.ts").failure != nil)
    try folder.write("game.ts", "export const a = 1;")
    #expect(try #require(update("game.ts").delta).isEmpty)
  }

  @Test("a missing file, its folder and a missing package are waited for, and their appearance is enough")
  func appears() throws {
    try folder.write("game.ts", "import './new/folder/b';\nimport 'pkg';")
    let failure = try #require(try graph.loadNow().failure)
    #expect(failure.missingPaths.contains(folder.path + "/new/folder/b.ts"))
    #expect(failure.missingPaths.contains(folder.path + "/node_modules/pkg"))
    #expect(graph.watchedFolders.isSuperset(of: [folder.path, folder.path + "/new/folder", folder.path + "/node_modules"]))
    for name in ["new", "new/folder", "new/folder/b.ts", "node_modules", "node_modules/pkg"] {
      #expect(graph.isRelevant("\(folder.path)/\(name)"), "\(name)")
    }
    try folder.write("new/folder/b.ts", "export {};")
    #expect(try update("new").failure?.diagnostics.count == 1)
    try folder.write("node_modules/pkg/index.mjs", "export {};")
    try folder.write("node_modules/pkg/package.json", "{ \"main\": \"index.mjs\" }")
    #expect(try update("node_modules").delta?.added.count == 3)
  }

  @Test("a file that is not there is told without asking esbuild, however often it is imported")
  func missingWithoutEsbuild() throws {
    let service = EsbuildService(binary: EsbuildBinary(path: "/nonexistent/esbuild", version: EsbuildVersion(major: 0, minor: 25, patch: 5)))
    let graph = ModuleGraph(entry: folder.path + "/game.ts", service: service)
    try folder.write("game.ts", (1...300).map { "import \"./levels/\($0).ts\";\n" }.joined())
    let failure = try #require(try graph.loadNow().failure)
    #expect(failure.diagnostics.count == 300)
    #expect(failure.diagnostics.allSatisfy { $0.message.hasPrefix("cannot find \"./levels/") && $0.position?.column == 8 })
    #expect(failure.diagnostics.map { $0.position?.line } == Array(1...300))
    #expect(failure.missingPaths.contains(folder.path + "/levels/300.ts"))
  }

  @Test("where a package.json says what stands for a file, esbuild is asked")
  func standsForAnother() throws {
    try folder.write("game.ts", "import './replaced.js';")
    try folder.write("instead.js", "export {};")
    try folder.write("package.json", "{ \"browser\": { \"./replaced.js\": \"./instead.js\" } }")
    let delta = try #require(try graph.loadNow().delta)
    #expect(Set(delta.added.map { $0.path.dropFirst(folder.path.count + 1) }) == ["game.ts", "instead.js"])
  }

  @Test("a new file with an error in a new folder is watched")
  func newFolder() throws {
    try folder.write("game.ts", "export {};")
    _ = try graph.loadNow()
    try folder.write("game.ts", "import './sub/a.ts';")
    try folder.write("sub/a.ts", "const ;")
    #expect(try update("game.ts").failure != nil)
    #expect(graph.watchedFolders.contains(folder.path + "/sub") && graph.isRelevant(folder.path + "/sub/a.ts"))
    try folder.write("sub/a.ts", "export {};")
    #expect(try update("sub/a.ts").delta?.added.count == 1)
  }

  @Test("a file that is gone is an error at its import, told as vanished; when it is back, nothing has changed")
  func vanishes() throws {
    try folder.write("game.ts", "import './a.ts';")
    try folder.write("a.ts", "export const a = 1;")
    _ = try graph.loadNow()
    folder.delete("a.ts")
    let outcome = try update("a.ts")
    #expect(text(outcome) == "game.ts:1:8: error: cannot find \"./a.ts\"\n    1 | import './a.ts';\n      |        ^~~~~~~~")
    #expect(outcome.failure?.vanishedPaths == [folder.path + "/a.ts"])
    #expect(graph.moduleCount == 2)
    try folder.write("a.ts", "export const a = 1;")
    #expect(try #require(update("a.ts").delta).isEmpty)
  }

  @Test("a file that is gone together with its import is removed without a word; one renamed is removed and added")
  func removed() throws {
    try folder.write("game.ts", "import './a.ts';\nimport './c';")
    try folder.write("a.ts", "export const a = 1;")
    try folder.write("c.ts", "export const c = 1;")
    _ = try graph.loadNow()
    folder.delete("a.ts")
    try folder.write("game.ts", "import './b.ts';\nimport './c';")
    try folder.write("b.ts", "export const a = 1;")
    let delta = try #require(try update("a.ts", "b.ts", "game.ts").delta)
    #expect(delta.removed == [ModuleURL.file(folder.path + "/a.ts")] && delta.added.map(\.path) == [folder.path + "/b.ts"])
    folder.delete("c.ts")
    try folder.write("c.js", "export const c = 1;")
    let second = try #require(try update("c.ts").delta)
    #expect(second.removed == [ModuleURL.file(folder.path + "/c.ts")] && second.added.map(\.path) == [folder.path + "/c.js"])
  }

  @Test("a dynamic import of a file that is not there is a warning, and is satisfied when the file appears")
  func dynamicMissing() throws {
    try folder.write("game.ts", "export const later = () => import('./later.ts');")
    let delta = try #require(try graph.loadNow().delta)
    #expect(
      delta.warnings.map { $0.text(DiagnosticStyle(currentFolder: folder.path)).split(separator: "\n").first } == [
        "game.ts:1:35: warning: cannot find \"./later.ts\""
      ])
    #expect(delta.added.first?.imports == [.init(specifier: "./later.ts", url: nil, isDynamic: true)])
    try folder.write("later.ts", "export {};")
    let second = try #require(try update("later.ts").delta)
    #expect(second.added.count == 1 && second.changed.first?.target("./later.ts") == ModuleURL.file(folder.path + "/later.ts"))
  }

  static let duplicate = "warning: Duplicate key \"a\" in object literal\n    2 |   a: 2 };\n      |   ^"

  @Test("esbuild's warnings come with the delta where it transforms, at the place in the source")
  func warnings() throws {
    try folder.write("game.ts", "export const o = { a: 1,\n  a: 2 };\nenum E { A }")
    let delta = try #require(graph.loadNow().delta)
    #expect(
      delta.warnings.map { $0.text(DiagnosticStyle(currentFolder: folder.path)) } == [
        "game.ts:2:3: \(Self.duplicate)\ngame.ts:1:20: note: The original key \"a\" is here:"
      ])
    #expect(!graph.isStripped(url: graph.entryURL))
  }

  @Test(
    "of a module without its types esbuild tells its outcome when asked: warnings, and mistakes that only V8 would find",
    arguments: [
      ("export const o: object = { a: 1,\n  a: 2 };", "game.ts:2:3: \(duplicate)\ngame.ts:1:28: note: The original key \"a\" is here:"),
      (
        "let a: number = 1;\nlet a = 2;",
        "game.ts:2:5: error: The symbol \"a\" has already been declared\n    2 | let a = 2;\n      |     ^\ngame.ts:1:5: note: The symbol \"a\" was originally declared here:"
      ),
    ])
  func checks(source: String, expected: String) throws {
    try folder.write("game.ts", source)
    #expect(try #require(graph.loadNow().delta).warnings == [])
    #expect(graph.isStripped(url: graph.entryURL))
    graph.verification = ModuleVerification(
      checker: StripChecker(service: service, store: VerdictStore(path: folder.path + "/verdicts"), stripper: "test"), moment: .later,
      reportFault: { Issue.record("\($0)") }, reportUnverified: { Issue.record("\($0)") })
    // The second time the verdict is known, and who listens hears the same.
    for _ in 1...2 {
      var found: [Diagnostic]?
      graph.check(url: graph.entryURL, listens: true) { outcome in
        switch outcome {
        case .good(let warnings): found = warnings
        case .refused(let errors): found = errors
        case .wrong, .unverified: found = []
        }
      }
      try #require(service.run { found != nil })
      #expect(found?.map { $0.text(DiagnosticStyle(currentFolder: folder.path)) } == [expected])
    }
  }

  @Test(
    "a mistake behind a separator in a text, which ends no line, is where an editor has it",
    arguments: [
      "const s = 'a\u{2028}b', t = 1 +;\n", "enum E { A }\nconst s = 'a\u{2028}\u{2029}b', t = 1 +;\n",
      "// \u{2028}const s = 'a\u{2029}b', t = 1 +;\n",
    ])
  func separators(source: String) throws {
    try folder.write("game.ts", source)
    let found = try #require(graph.loadNow().failure?.diagnostics.first)
    let text = source.replacing("// \u{2028}", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(text.firstIndex { $0.contains(";") && $0.contains("+") })
    #expect(found.position == LinePosition(line: line + 1, column: text[line].utf16.count))
    #expect(found.lineText == String(text[line]))
  }

  @Test("esbuild's warning of an assertion before a tighter operator, which TypeScript takes, is not told")
  func precedence() throws {
    try folder.write("game.ts", "export const six = 1 + 2 as number * 2, four = 1 < 2 as any + 1;\nenum E { A }")
    #expect(try #require(graph.loadNow().delta).warnings == [])
  }

  @Test("an esbuild that dies fails the change, and the next save works")
  func esbuildDies() throws {
    try folder.write("game.ts", "export enum A { B = 1 }")
    _ = try graph.loadNow()
    try folder.write("game.ts", "export enum A { B = 2 }")
    var outcome: GraphOutcome?
    let process = try #require(service.processIdentifier)
    kill(process, SIGSTOP)
    // It stops when one of its threads is next given a processor, and another one might answer until then.
    for _ in 0..<10_000 {
      let status = try String(decoding: FileBytes.read("/proc/\(process)/stat", limit: 4096), as: UTF8.self)
      if status.contains(") T ") { break }
      usleep(1000)
    }
    graph.update(changed: [graph.entryPath]) { outcome = $0 }
    kill(process, SIGKILL)
    try #require(service.run { outcome != nil })
    #expect(
      text(try #require(outcome))
        == "error: esbuild (\(try #require(service.binary).path)) ended with signal 9 (Killed)\n  note: the next save starts it anew; ARCANE_ESBUILD=<path> names another esbuild"
    )
    #expect(try update("game.ts").delta?.changed.first?.text.contains("= 2") == true)
  }
}

import Foundation
import Testing

@Suite("CommonJS files and modules together")
struct CommonJSModuleTests {
  let folder: GameFolder
  init() throws {
    folder = try GameFolder()
    try folder.write("score.ts", "export const score: { points: number } = { points: 1 };\n")
    try folder.write(
      "add.js", "const { score } = require('./score.ts');\nexports.add = () => ++score.points;\nexports.engine = require('@arcane/runtime');\n")
    try folder.write(
      "game.ts",
      """
      import { onFrame } from "@arcane/runtime";
      import { add, engine } from "./add.js";
      import { score } from "./score.ts";
      import { other } from "./other.js";
      onFrame(() => {});
      add();
      other();
      console.log("points", score.points, engine.onFrame === onFrame);
      """)
    try folder.write("other.js", "const { add } = require('./add.js');\nexports.other = () => add();\n")
  }

  @Test("share what they reach, and the next save of each is played")
  func saves() throws {
    let pair = try Pair(folder.path + "/game.ts", display: nil)
    try pair.waitForConsole("points 3 true")
    try folder.write("score.ts", "export const score: { points: number } = { points: 11 };\n")
    try pair.waitForConsole("points 13 true")
    try folder.write("other.js", "const { add } = require('./add.js');\nexports.other = () => add() + add();\n")
    try pair.waitForConsole("points 14 true")
    try folder.write(
      "add.js", "const { score } = require('./score.ts');\nexports.add = () => (score.points += 5);\nexports.engine = require('@arcane/runtime');\n")
    try pair.waitForConsole("points 26 true")
  }

  @Test("a file may turn from the one into the other")
  func turns() throws {
    try folder.write("turns.js", "export default { points: 20 };\n")
    try folder.write(
      "user.js", "const turns = require('./turns.js');\nexports.points = (turns.default ?? turns).points++ + (turns.__esModule ? 100 : 0);\n")
    try folder.write(
      "game.ts",
      """
      import { onFrame } from "@arcane/runtime";
      import { points } from "./user.js";
      import turns from "./turns.js";
      onFrame(() => {});
      console.log("points", points, turns.points);
      """)
    let pair = try Pair(folder.path + "/game.ts", display: nil)
    try pair.waitForConsole("points 120 21")
    try folder.write("turns.js", "module.exports = { points: 30 };\n")
    try pair.waitForConsole("points 30 31")
    try folder.write("turns.js", "export default { points: 40 };\n")
    try pair.waitForConsole("points 140 41")
  }

  struct Step {
    var writes: [String: String] = [:]
    var removes: [String] = []
    var says: String
  }

  @Test(
    "a require() leads where it would lead at a fresh start, whatever comes and goes",
    arguments: [
      (
        "let o; try { o = require('./opt'); } catch (error) { o = error.code; }\nmodule.exports = o;", [:] as [String: String],
        [
          Step(says: "MODULE_NOT_FOUND"), Step(writes: ["opt.js": "module.exports = 'here';"], says: "here"),
          Step(removes: ["opt.js"], says: "MODULE_NOT_FOUND"),
        ]
      ),
      (
        "let o; try { o = require('opt'); } catch (error) { o = error.code; }\nmodule.exports = o;", ["package.json": "{}"],
        [Step(says: "MODULE_NOT_FOUND"), Step(writes: ["node_modules/opt/index.js": "module.exports = 'installed';"], says: "installed")]
      ),
      (
        "module.exports = require('./plug').v ?? require('./plug');", ["plug.json": "\"json\""],
        [
          Step(says: "json"), Step(writes: ["plug.js": "exports.v = 'js';"], says: "js"),
          Step(writes: ["plug.ts": "export const v: string = 'ts';"], says: "ts"), Step(removes: ["plug.ts"], says: "js"),
          Step(writes: ["plug.js": "export const v = 'module';"], says: "module"), Step(removes: ["plug.js"], says: "json"),
        ]
      ),
      (
        "module.exports = require('./sub');", ["sub/index.js": "module.exports = 'folder';"],
        [Step(says: "folder"), Step(writes: ["sub.js": "module.exports = 'file';"], says: "file"), Step(removes: ["sub.js"], says: "folder")]
      ),
      (
        "module.exports = require('./a/m.cjs');",
        ["a/m.cjs": "module.exports = require('pk');", "package.json": "{}", "node_modules/pk/index.js": "module.exports = 'far';"],
        [Step(says: "far"), Step(writes: ["a/node_modules/pk/index.js": "module.exports = 'near';"], says: "near")]
      ),
    ])
  func leadsElsewhere(text: String, files: [String: String], steps: [Step]) throws {
    for (name, content) in files { try folder.write(name, content) }
    try folder.write("m.cjs", text)
    try folder.write(
      "game.ts", "import m from './m.cjs';\nimport { onFrame } from '@arcane/runtime';\nonFrame(() => {});\nconsole.log('m is', m);\n")
    let pair = try Pair(folder.path + "/game.ts", display: nil)
    for step in steps {
      for (name, content) in step.writes { try folder.write(name, content) }
      for name in step.removes { try FileManager.default.removeItem(atPath: folder.path + "/" + name) }
      try pair.waitForConsole("m is \(step.says)")
    }
  }

  @Test("what is required and goes away is missed at its place, and waited for")
  func goesAway() throws {
    try folder.write("conf.json", "{ \"value\": 1 }")
    try folder.write("m.cjs", "// The settings.\nexports.value = require('./conf.json').value;\n")
    try folder.write(
      "game.ts", "import { value } from './m.cjs';\nimport { onFrame } from '@arcane/runtime';\nonFrame(() => {});\nconsole.log('value', value);\n")
    let pair = try Pair(folder.path + "/game.ts", display: nil)
    try pair.waitForConsole("value 1")
    try FileManager.default.removeItem(atPath: folder.path + "/conf.json")
    let failure = "\(try pair.wait(for: "buildFailed"))"
    #expect(failure.contains("cannot find \\\"./conf.json\\\"") || failure.contains("cannot find \"./conf.json\""), "\(failure)")
    #expect(failure.contains("\"line\": 2") && failure.contains("\"column\": 25"), "\(failure)")
    try folder.write("conf.json", "{ \"value\": 2 }")
    try pair.waitForConsole("value 2")
  }

  @Test("a script is CommonJS as long as a CommonJS file requires it, and is evaluated once")
  func script() throws {
    func game(_ number: Int) -> String {
      """
      import * as script from "./script.js";
      import "./m.cjs";
      import { onFrame } from "@arcane/runtime";
      onFrame(() => {});
      console.log("game \(number):", Object.keys(script).length, (globalThis as { runs?: number }).runs);
      """
    }
    try folder.write("script.js", "globalThis.runs = (globalThis.runs ?? 0) + 1;\n")
    try folder.write("m.cjs", "exports.m = 1;\n")
    try folder.write("game.ts", game(0))
    let pair = try Pair(folder.path + "/game.ts", display: nil)
    try pair.waitForConsole("game 0: 0 1")
    for round in 0..<2 {
      try folder.write("m.cjs", "require('./script.js');\nexports.round = \(round);\n")
      try pair.waitForConsole("game 0: 1 1")
      try folder.write("m.cjs", "exports.round = \(round);\n")
      try pair.waitForConsole("game 0: 0 1")
    }
  }

  @Test("getters of names that nobody takes do not run, and one that throws is nobody's error")
  func getters() throws {
    try folder.write(
      "m.cjs",
      """
      let reads = 0;
      Object.defineProperty(exports, 'counter', { enumerable: true, get() { return ++reads; } });
      Object.defineProperty(exports, 'old', { enumerable: true, get() { throw new Error('old was removed'); } });
      exports.reads = () => reads;
      """)
    try folder.write("all.cjs", "module.exports = { get old() { throw new Error('gone'); }, get pg() { return 5; }, ok: 1 };\n")
    try folder.write(
      "proxy.cjs", "module.exports = new Proxy({}, { get: (_, key) => typeof key === 'symbol' ? undefined : 'P:' + key, has: () => true });\n")
    try folder.write("five.cjs", "module.exports = 5;\n")
    try folder.write("none.cjs", "module.exports = null;\n")
    try folder.write(
      "game.ts",
      """
      import { reads } from "./m.cjs";
      import * as all from "./all.cjs";
      import proxy, { name } from "./proxy.cjs";
      import five from "./five.cjs";
      import none from "./none.cjs";
      const later = await import("./m.cjs");
      console.log(reads() <= 1, Object.keys(all).join(), all.pg, all.old, proxy, name, five, none, "old" in later, later.old);
      """)
    let outcome = try folder.run("run", "game.ts", "--headless", "--frames", "1")
    #expect(outcome.output.contains("true default,ok,old,pg 5 undefined P:default P:name 5 null true undefined\n"), "\(outcome)")
    try folder.write("game.ts", "import { reads } from './m.cjs';\nconsole.log('reads', reads());\n")
    #expect(try folder.run("run", "game.ts", "--headless", "--frames", "1").output.contains("reads 0\n"))
    try folder.write("game.ts", "import { old } from './m.cjs';\nconsole.log(old);\n")
    let asked = try folder.run("run", "game.ts", "--headless", "--frames", "1")
    #expect(asked.code == 1 && asked.errors.contains("m.cjs:3:") && asked.errors.contains(": error: Error: old was removed\n"), "\(asked)")
  }

  @Test(
    "what cannot be required says what to do",
    arguments: [
      ("require('./art.png');", "m.cjs:1:9: error: \"./art.png\" is a picture, which is not imported but loaded: write loadTexture(\"art.png\")"),
      ("require('./look.css');", "m.cjs:1:9: error: \"./look.css\" is a style sheet"),
      ("require('./Art');", "m.cjs:1:9: error: cannot find \"./Art\""),
      ("require('./Score');", "m.cjs:1:9: error: cannot find \"./Score\": did you mean \"./score.ts\"?"),
      ("require.resolve('./score.ts');", "Error: require.resolve() is not supported: CommonJS files are bundled"),
      (
        "const name = './sco' + 're';\nrequire(name);",
        "m.cjs:2:1: error: Error: Cannot find module './score': only paths that are literals in a require() are bundled"
      ),
      ("undeclared = 5;", "note: CommonJS files run as strict code here: declare a variable before assigning to it"),
      ("const a = await 5;\nrequire('./score.ts');", "a file with import, export or a top-level await is an ES module, which has no require"),
    ])
  func remedies(text: String, message: String) throws {
    for name in ["art.png", "look.css"] { try folder.write(name, "a {}") }
    try folder.write("m.cjs", text + "\n")
    try folder.write("game.ts", "import './m.cjs';\n")
    let outcome = try folder.run("run", "game.ts", "--headless", "--frames", "1")
    #expect(outcome.code == 1 && outcome.errors.contains(message), "\(outcome)")
    for foreign in ["__require", "$commonJS", "#0"] { #expect(!outcome.errors.contains(foreign), "\(outcome)") }
  }

  @Test(
    "functions and classes are called as they are written",
    arguments: [
      "var have = function have() {};\nmodule.exports = [have];", "const o = { have: function have() {} };\nmodule.exports = [o.have];",
      "var have = class have {};\nmodule.exports = [have];", "function have() {}\nmodule.exports = [have];",
      "const have = () => {};\nmodule.exports = [have];", "let have;\nhave = function () {};\nmodule.exports = [have];",
    ])
  func ownNames(text: String) throws {
    try folder.write("m.cjs", text + "\n")
    try folder.write("game.ts", "import list from './m.cjs';\nfunction have() {}\nconsole.log('name', list[0].name, have.name);\n")
    let outcome = try folder.run("run", "game.ts", "--headless", "--frames", "1")
    #expect(outcome.output.contains("name have have\n"), "\(outcome)")
  }

  @Test("a pipe that is required is told at once, and is waited for")
  func pipe() throws {
    try folder.write("m.cjs", "// Data.\nmodule.exports = require('./deep/data');\n")
    try FileManager.default.createDirectory(atPath: folder.path + "/deep", withIntermediateDirectories: true)
    mkfifo(folder.path + "/deep/data.js", 0o600)
    // Only read if there is no data.js.
    mkfifo(folder.path + "/deep/data.json", 0o600)
    try folder.write(
      "game.ts", "import m from './m.cjs';\nimport { onFrame } from '@arcane/runtime';\nonFrame(() => {});\nconsole.log('m is', m);\n")
    let pair = try Pair(folder.path + "/game.ts", display: nil)
    let failure = "\(try pair.wait(for: "buildFailed"))"
    #expect(failure.contains("a pipe, a socket or a device") && failure.contains("m.cjs"), "\(failure)")
    try FileManager.default.removeItem(atPath: folder.path + "/deep/data.js")
    try folder.write("deep/data.js", "module.exports = 'data';\n")
    try pair.waitForConsole("m is data")
  }

  @Test("a default export that is missing is missed where it is imported")
  func noDefault() throws {
    try folder.write("node_modules/p/index.js", "Object.defineProperty(exports, '__esModule', { value: true });\nexports.x = 1;\n")
    try folder.write(
      "game.ts",
      "import * as all from 'p';\nimport d from 'p';\nconsole.log(['default'].map((key) => (all as Record<string, unknown>)[key] === d));\n")
    let outcome = try folder.run("run", "game.ts", "--headless", "--frames", "1")
    #expect(outcome.errors.contains("game.ts:2:8: error: SyntaxError: The requested module 'p/index.js'"), "\(outcome)")
  }

  @Test("a CommonJS file in a package of modules is told what it is")
  func wrongType() throws {
    try folder.write("package.json", "{ \"type\": \"module\" }")
    let outcome = try folder.run("run", "game.ts", "--headless", "--frames", "1")
    #expect(
      outcome.errors.contains(
        "add.js: error: this file is written as CommonJS, but the \"type\" in \(folder.path)/package.json makes it an ES module: rename it to add.cjs"
      ),
      "\(outcome)")
  }

  @Test("a module of the library's that is not there is missed where it is required")
  func noSuchModule() throws {
    try folder.write("add.js", "// The engine.\nexports.engine = require('@arcane/runtime/sprits');\nexports.add = () => 1;\n")
    let outcome = try folder.run("run", "game.ts", "--headless", "--frames", "1")
    #expect(outcome.code == 1 && outcome.errors.contains("add.js:2:26: error: @arcane/runtime has no module \"sprits\""), "\(outcome)")
  }

  @Test("a module that awaits and is required has ended before, or is refused by older versions of esbuild, which name both places")
  func awaits() throws {
    try folder.write("score.ts", "export const score: { points: number } = await Promise.resolve({ points: 1 });\n")
    let outcome = try folder.run("run", "game.ts", "--headless", "--frames", "1")
    if outcome.code == 0 { return #expect(outcome.output.contains("points 3 true\n"), "\(outcome)") }
    #expect(outcome.code == 1 && outcome.errors.contains("add.js:1:27: error: "), "\(outcome)")
    #expect(outcome.errors.contains("\"score.ts\" contains a top-level await") && outcome.errors.contains("\nscore.ts:1:42: note: "), "\(outcome)")
  }

  @Test("whatever the names of files and folders are", arguments: ["my läb/a b.cjs", "100%41/é#?[x].cjs", "quote's/\"it\".cjs"])
  func names(path: String) throws {
    try folder.write(
      path, "exports.fail = () => { throw new Error('out'); };\nexports.path = __filename;\nexports.score = require('\(folder.path)/score.ts');\n")
    let specifier = "./\(path)".replacingOccurrences(of: "\"", with: "\\\"")
    try folder.write(
      "game.ts",
      """
      import { fail, path, score } from "\(specifier)";
      import * as again from "./again.cjs";
      import * as own from "./score.ts";
      console.log(path, score === own, again.score === own, again.path === path);
      try { fail(); } catch (error) { console.log((error as Error).stack); }
      fail();
      """)
    try folder.write("again.cjs", "module.exports = require(\"\(specifier)\");\n")
    let outcome = try folder.run("run", "game.ts", "--headless", "--frames", "1")
    #expect(outcome.output.contains("\(folder.path)/\(path) true true true\n"), "\(outcome)")
    #expect(outcome.output.contains("at exports.fail (\(path):1:30)"), "\(outcome)")
    #expect(outcome.errors.contains("\n    at exports.fail (\(path):1:30)"), "\(outcome)")
  }

  @Test("a packed game shares it too", .enabled(if: BuildTests.hasPlayer))
  func packed() throws {
    try folder.write(
      "where.cjs", "exports.path = __filename;\nexports.later = () => import('./score.ts');\n\nexports.fail = (kind) => { throw new Error(kind); };\n"
    )
    try folder.write(
      "game.ts",
      """
      import { add } from "./add.js";
      import { score } from "./score.ts";
      import { path, later, fail } from "./where.cjs";
      import { other } from "./other.js";
      add();
      other();
      console.log("points", score.points, path.split("/").at(-1), (await later()).score === score);
      enum Kind { Good, Bad }
      try { fail(Kind.Bad); } catch (error) { console.log((error as Error).stack); }
      """)
    let built = try folder.run("build", "game.ts", "--quick", "-o", "packed")
    #expect(built.code == 0, "\(built)")
    let pack = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/packed/game.pack"))
    #expect(pack.range(of: Data(folder.path.dropFirst().utf8)) == nil)
    let outcome = try folder.run("run", "packed", "--headless", "--frames", "1")
    #expect(outcome.code == 0 && outcome.output.contains("points 3 where.cjs true\n"), "\(outcome)")
    #expect(outcome.output.contains("where.cjs:4:34)") && outcome.output.contains("game.ts:9:7"), "\(outcome)")
  }
}

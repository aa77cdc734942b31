import Foundation
import Testing

@Suite("CommonJS files beside the game")
struct CommonJSTests {
  let folder: GameFolder
  init() throws {
    folder = try GameFolder()
    try folder.write(
      "lib/store.cjs",
      """
      "use strict";
      const helper = require("./helper.cjs");
      function save(value) { return helper.check(value); }
      class Store {
        fail() { throw new Error("from a method", { cause: Store.kind }); }
        static kind = undefined;
      }
      exports.save = save;
      exports.Store = Store;
      exports.lazy = () => require("./lazy.cjs").gone;
      exports.where = () => [typeof __dirname, __dirname, __filename];
      exports.isStrict = () => (function () { return this === undefined; })();
      for (const name of ["late" + "Name"]) exports[name] = 5;
      """)
    try folder.write("node_modules/pack/index.js", "exports.packed = 1;\n")
    try folder.write("lib/helper.cjs", "exports.check = (value) => {\n  if (!value) throw new Error('nothing to save');\n  return value;\n};\n")
    try folder.write("lib/lazy.cjs", "const unused = 1;\nthrow new Error('at the top');\nexports.gone = 1;\n")
    try folder.write("lib/es.cjs", "Object.defineProperty(exports, '__esModule', { value: true });\nexports.name = 'es';\n")
    try folder.write(
      "lib/all.cjs",
      """
      const __exportStar = (from, to) => { for (const name in from) to[name] = from[name]; };
      exports.own = 1;
      __exportStar(require("./helper.cjs"), exports);
      """
    )
    try folder.write("lib/same.js", "module.exports = require('./all.cjs');\n")
    try folder.write(
      "lib/umd.js", "(function (root, make) { typeof module === 'object' ? module.exports = make() : root.U = make(); })(this, () => ({ a: 1 }));\n")
  }

  private func play(_ game: String) throws -> Product.Outcome {
    try folder.write("game.ts", game)
    return try folder.run("run", "game.ts", "--headless", "--frames", "1")
  }

  @Test("stacks show the names and places of the files alone")
  func stacks() throws {
    let outcome = try play(
      """
      import { save, Store, lazy } from "./lib/store.cjs";
      for (const run of [() => save(0), () => new Store().fail(), lazy]) {
        try { run(); } catch (error) { console.log((error as Error).stack); }
      }
      await import("./lib/lazy.cjs");
      """)
    for expected in [
      "Error: nothing to save\n    at exports.check (lib/helper.cjs:2:21)\n    at save (lib/store.cjs:3:38)\n    at game.ts:2:26\n",
      "Error: from a method\n    at Store.fail (lib/store.cjs:5:18)\n    at game.ts:2:53\n",
      "Error: at the top\n    at lib/lazy.cjs:2:7\n    at exports.lazy (lib/store.cjs:10:22)\n    at game.ts:3:9\n",
      "lib/lazy.cjs:2:7: error: Error: at the top\n    2 | throw new Error('at the top');\n      |       ^\n    at lib/lazy.cjs:2:7\n",
    ] {
      #expect((outcome.output + outcome.errors + "\n").contains(expected), "\(expected) is not in \(outcome)")
    }
    for foreign in ["package.js", "__commonJS", "require_", "__require"] {
      #expect(!(outcome.output + outcome.errors).contains(foreign), "\(foreign) in \(outcome)")
    }
  }

  @Test("__filename and __dirname are known, and strict files stay strict")
  func ownPath() throws {
    let outcome = try play(
      """
      import { where, isStrict } from "./lib/store.cjs";
      console.log(where().join(), isStrict());
      """)
    #expect(outcome.output.contains("string,\(folder.path)/lib,\(folder.path)/lib/store.cjs true\n"), "\(outcome)")
  }

  @Test(
    "what strict code does not allow is told so",
    arguments: [
      ("with ({ x: 1 }) { exports.x = x; }", "1:1: error: With statements"),
      ("var a;\nexports.x = delete a;", "2:20: error: Delete of a bare identifier"),
      ("var interface = 1;", "1:5: error: \"interface\" is a reserved word and"),
    ])
  func strict(text: String, message: String) throws {
    try folder.write("lib/sloppy.cjs", text + "\nexports.y = 1;\n")
    let outcome = try play("import { y } from './lib/sloppy.cjs'; console.log(y);")
    #expect(outcome.errors.contains("lib/sloppy.cjs:\(message) cannot be used: every file runs as strict code here\n"), "\(outcome)")
  }

  @Test("a file that another one requires in vain is waited for", arguments: ["./gone.js", "./data.json", "./deep/x.js", "pkg"])
  func awaited(name: String) throws {
    try folder.write("package.json", "{}")
    try folder.write("lib/asks.js", "exports.found = require('\(name)');\n")
    try folder.write("game.ts", "import { found } from './lib/asks.js'; console.log('found', found.value);")
    let pair = try Pair(folder.path + "/game.ts", display: nil)
    let diagnostics = "\(try pair.wait(for: "buildFailed"))"
    #expect(diagnostics.contains("cannot find") && !diagnostics.contains("external"), "\(diagnostics)")
    let file = name == "pkg" ? "node_modules/pkg/index.js" : "lib/" + name.dropFirst(2)
    try folder.write(file, name.hasSuffix("json") ? #"{ "value": 7 }"# : "exports.value = 7;\n")
    try pair.waitForConsole("found 7")
  }

  @Test("Node's own modules are none of Arcane's, for a require() too")
  func nodeModules() throws {
    try folder.write("lib/asks.js", "exports.found = require('fs');\n")
    let outcome = try play("import { found } from './lib/asks.js'; console.log(found);")
    #expect(outcome.errors.contains("lib/asks.js:1:25: error: cannot find \"fs\": Node's own modules are not part of Arcane"), "\(outcome)")
    #expect(!outcome.errors.contains("platform"))
  }

  @Test("a file may ask for one that is not there")
  func optional() throws {
    try folder.write(
      "lib/optional.js",
      """
      try { exports.found = require("optional-thing"); } catch (error) {
        if (error.code !== "MODULE_NOT_FOUND") throw error;
        exports.found = error.message;
      }
      """)
    let outcome = try play("import { found } from './lib/optional.js'; console.log(found);")
    #expect(outcome.code == 0 && outcome.output.contains("Cannot find module 'optional-thing'\n"), "\(outcome)")
  }

  @Test("what a file has is imported, as its text shows it or as it turns out to be")
  func names() throws {
    let outcome = try play(
      """
      import { lateName } from "./lib/store.cjs";
      import * as es from "./lib/es.cjs";
      import whole, { own, check } from "./lib/same.js";
      import * as same from "./lib/same.js";
      import umd, { a } from "./lib/umd.js";
      console.log(lateName, Object.keys(es).join(), es.__esModule, own, check(3), whole.own, Object.keys(same).join(), umd.a, a);
      """)
    #expect(outcome.output.contains("5 __esModule,name true 1 3 1 check,default,own 1 1\n"), "\(outcome)")
  }

  @Test("a file in the form of a module is one, whatever its ending; what it has not is missed before it runs")
  func moduleForm() throws {
    try folder.write("lib/typed.cts", "export const x: number = 1;\nexport const y = 2;\nexport default 5;\n")
    try folder.write("lib/bare.cts", "export const z: number = 3;\n")
    try folder.write("lib/empty.cjs", "globalThis.wasRun = true;\n")
    let outcome = try play(
      """
      import five, { x } from "./lib/typed.cts";
      import * as typed from "./lib/typed.cts";
      import * as bare from "./lib/bare.cts";
      import empty from "./lib/empty.cjs";
      console.log(five, x, Object.keys(typed).join(), Object.keys(bare).join(), empty, (globalThis as { wasRun?: boolean }).wasRun);
      """)
    #expect(outcome.output.contains("5 1 default,x,y z {} true\n"), "\(outcome)")
    let missing = try play("import five, { q } from './lib/typed.cts';\nconsole.log(five, q);\n")
    #expect(missing.code == 1 && missing.errors.contains("game.ts:1:16: error: SyntaxError: The requested module './lib/typed.cts'"), "\(missing)")
  }

  @Test(
    "what a file does not have is an error at the import, whatever another file that it requires has",
    arguments: [
      ("import { save, check } from \"./lib/store.cjs\";\nsave(check);", "game.ts:1:16", "check", "store.cjs exports Store, default, isStrict"),
      ("import { gone } from './lib/store.cjs';\ngone;", "game.ts:1:10", "gone", "store.cjs exports Store, default, isStrict"),
      ("import {\n  saev as other,\n} from \"./lib/store.cjs\";\nother;", "game.ts:2:3", "saev", "did you mean save?"),
      ("enum E { A }\nimport es from './lib/es.cjs';\nconsole.log(es, E.A);", "game.ts:2:8", "default", "write import { "),
      ("import { save, saved } from \"./lib/store.cjs\";\nsave(saved);", "game.ts:1:16", "saved", "store.cjs exports Store, default, isStrict"),
      ("import { pack } from 'pack';\npack;", "game.ts:1:10", "pack", "did you mean packed?"),
      ("import { b } from './lib/umd.js';\nb;", "game.ts:1:10", "b", "umd.js has a default export only"),
    ])
  func missing(game: String, place: String, name: String, note: String) throws {
    let outcome = try play(game)
    #expect(outcome.code == 1, "\(outcome)")
    if name == "pack" { #expect(outcome.errors.contains("The requested module 'pack/index.js' does")) }
    #expect(outcome.errors.contains("\(place): error: SyntaxError: The requested module '"), "\(outcome)")
    #expect(outcome.errors.contains("' does not provide an export named '\(name)'") && outcome.errors.contains(note), "\(outcome)")
  }

  @Test("a name that is no longer asked for is no longer missed")
  func mended() throws {
    try folder.write("other.ts", "import { save } from './lib/store.cjs';\nexport const other: unknown = save;\n")
    try folder.write(
      "game.ts",
      """
      import { onFrame } from "@arcane/runtime";
      import { other } from "./other.ts";
      import { saev } from "./lib/store.cjs";
      onFrame(() => {});
      console.log(other, saev);
      """
    )
    let pair = try Pair(folder.path + "/game.ts", display: nil)
    let failure = try pair.wait(for: "gameFailed")
    #expect("\(failure)".contains("saev"))
    try folder.write(
      "game.ts", "import { onFrame } from '@arcane/runtime';\nimport { other } from './other.ts';\nonFrame(() => {});\nconsole.log(typeof other);\n")
    try pair.waitForConsole("function")
  }
}

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
      ("require.resolve('./score.ts');", "Error: require.resolve(\"./score.ts\") has no answer: files are bundled here, and lie nowhere"),
      ("const name = './sco' + 're';\nrequire(name);", "m.cjs:2:1: error: Error: Cannot find module './score': only what a require() names"),
      ("undeclared = 5;", "note: every file runs as strict code here, a CommonJS file too: what is assigned has to be declared"),
      ("const a = await 5;\nrequire('./score.ts');", "import, export and a top-level await make a file a module, which has no require"),
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
    try folder.write("deep/data.cjs", "unused")
    try FileManager.default.removeItem(atPath: folder.path + "/deep/data.cjs")
    mkfifo(folder.path + "/deep/data.js", 0o600)
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
        "add.js: error: this is a CommonJS file, and the \"type\" of \(folder.path)/package.json makes it a module: rename it to add.cjs"),
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

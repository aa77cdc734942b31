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

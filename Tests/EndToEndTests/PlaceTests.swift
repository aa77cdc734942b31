import Foundation
import Testing

@Suite("Places that a game itself sees and prints")
struct PlaceTests {
  let folder: GameFolder
  init() throws { folder = try GameFolder() }

  /// Stripped: types stand before everything. Of esbuild: an enum, a decorator and `using` bring helpers of their own.
  private static let beginnings = [
    "interface Shape { width: number }\n\ntype Maker = (message: string) => Error;\n",
    "enum Color { Red, Green }\nfunction traced(target: object, key: string): void {}\nclass Unused { @traced run(): number { return Color.Red } }\n",
  ]

  @Test(
    "error.stack, console, errors in objects and caught rejections have the TypeScript's places, and no frame that nobody wrote",
    arguments: beginnings)
  func stacks(beginning: String) throws {
    try folder.write(
      "game.ts",
      beginning + """
        import { onFrame } from "@arcane/runtime";
        const make = (message: string): Error => new Error(message);
        class Box { constructor(readonly value: Error) {} get broken(): Error { return make("getter"); } }
        console.error(make("logged"));
        console.log({ inside: new Box(make("nested")) });
        Promise.reject(make("caught")).catch(console.error);
        console.log(make("own").stack);
        console.warn(new Error("outer", { cause: make("inner") }));
        console.log([new Box(make("x")).broken]);
        const target: { stack?: string } = {};
        Error.captureStackTrace(target);
        console.log(target.stack);
        setTimeout(function later(): void { console.error(make("timer")); }, 1);
        onFrame(function frame(): void { console.error(make("frame")); });
        """)
    let command = ["run", "game.ts", "--headless", "--frames", "2", "--dt", "0.016"]
    for arguments in [command, command + ["--json"]] {
      let outcome = try Product.run(arguments, directory: folder.path)
      let text = outcome.output.replacingOccurrences(of: "\\n", with: "\n")
      let made = "\n    at make (game.ts:5:42)"
      for expected in [
        "Error: logged\(made)\n    at game.ts:7:15", "inside: Box {", "Error: nested\n        at make (game.ts:5:42)\n        at game.ts:8:31",
        "Error: caught\(made)\n    at game.ts:9:16", "Error: own\(made)\n    at game.ts:10:13",
        "Error: outer\n    at game.ts:11:14 {\n  [cause]: Error: inner\n      at make (game.ts:5:42)\n      at game.ts:11:42",
        "at get broken [as broken] (game.ts:6:80)", "Error\n    at game.ts:14:7", "Error: timer\(made)\n    at later (game.ts:16:51)",
        "Error: frame\(made)\n    at frame (game.ts:17:48)",
      ] {
        #expect(text.contains(expected), "\(expected) is not in \(text)")
      }
      for foreign in ["file://", "arcane:", "@arcane", "__decorate", "__name"] { #expect(!text.contains(foreign), "\(foreign) in \(text)") }
    }
  }

  @Test(
    "what ends a game is told with the stack that the game itself sees: classes, constructors, and callers that wait",
    arguments: [
      "new Player().die();", "new Crate();", "Player.spawn();", "void new Player().broken;", "await outer();", "await Promise.all([outer()]);",
      "[1].forEach(() => new Player().die());", "new Map([[1, 2]]).forEach(function each() { nested.deep.die(); });", "nested[\"a b\"]();",
      "(() => { throw new RangeError(\"r\"); })();", "new Player().die.call(nested);", "await new Player().later();",
    ])
  func uncaught(body: String) throws {
    try folder.write(
      "game.ts",
      Self.beginnings[0] + """
        class Player {
          die(): void { throw new Error("dead"); }
          static spawn(): void { new Player().die(); }
          get broken(): number { this.die(); return 1; }
          async later(): Promise<void> { await null; this.die(); }
        }
        class Crate extends Player { constructor() { super(); this.die(); } }
        const nested = { deep: new Player(), "a b"() { throw new TypeError("x"); } };
        async function inner(): Promise<void> { await null; Player.spawn(); }
        async function outer(): Promise<void> { await inner(); }
        try { \(body) } catch (error) {
          console.log((error as Error).stack);
          throw error;
        }
        """)
    let outcome = try folder.run("run", "game.ts", "--headless", "--frames", "1")
    func frames(_ text: String) -> [Substring] {
      text.split(separator: "\n").filter { $0.hasPrefix("    at ") && !$0.contains("<anonymous>") && !$0.contains("Promise.all (") }
    }
    let seen = frames(outcome.output)
    #expect(outcome.code == 1 && seen.count > 0 && frames(outcome.errors) == seen, "\(outcome.output)\n\(outcome.errors)")
  }

  @Test("methods and listeners are shown by the names that classes were written with", arguments: beginnings)
  func classNames(beginning: String) throws {
    try folder.write(
      "game.ts",
      beginning + """
        const show = (): void => console.log(String(new Error("x").stack).split("\\n")[2]);
        class Box { static made = 0; grow(): void { Box.made++; show(); } }
        new Box().grow();
        const target = new EventTarget();
        target.addEventListener("a", () => show());
        target.dispatchEvent(new Event("a"));
        const controller = new AbortController();
        controller.signal.addEventListener("abort", () => show());
        controller.abort();
        """)
    let outcome = try folder.run("run", "game.ts", "--headless", "--frames", "1")
    for expected in ["at Box.grow (game.ts:5:", "at EventTarget.<anonymous> (game.ts:8:36)", "at AbortSignal.<anonymous> (game.ts:11:51)"] {
      #expect(outcome.output.contains("    \(expected)"), "\(expected) is not in \(outcome)")
    }
  }

  @Test("code that is evaluated from a text names the call that did so by its place in the TypeScript, in Node's form", arguments: beginnings)
  func evaluated(beginning: String) throws {
    try folder.write(
      "game.ts",
      beginning + """
        const show = (code: () => unknown): void => { try { code(); } catch (error) { console.log((error as Error).stack); } };
        function inside(this: void, code: string): unknown {
          return eval(code);
        }
        const made = new Function("a", "throw new Error('made' + a)") as (a: number) => void;
        show(() => inside("const inner = () => { throw new Error('direct'); };\\n inner();"));
        show(() => inside("eval('throw new Error(0)')"));
        show(() => (0, eval)("throw new Error('indirect')"));
        show(() => made(1));
        show(() => inside("throw new Error('named')\\n//# sourceURL=named.js"));
        inside("null.x");
        """)
    let outcome = try folder.run("run", "game.ts", "--headless", "--frames", "1")
    for expected in [
      "Error: direct\n    at inner (eval at inside (game.ts:6:10), <anonymous>:1:29)\n    at eval (eval at inside (game.ts:6:10), <anonymous>:2:2)\n    at inside (game.ts:6:10)\n",
      "Error: 0\n    at eval (eval at <anonymous> (eval at inside (game.ts:6:10)), <anonymous>:1:7)\n    at eval (eval at inside (game.ts:6:10), <anonymous>:1:1)\n",
      "Error: indirect\n    at eval (eval at <anonymous> (game.ts:11:",
      "Error: made1\n    at eval (eval at <anonymous> (game.ts:8:14), <anonymous>:3:7)\n    at game.ts:12:12\n",
      "Error: named\n    at eval (named.js:1:7)\n    at inside (game.ts:6:10)\n",
      "game.ts:6:10: error: TypeError: Cannot read properties of null (reading 'x')", "at eval (<anonymous>:1:6)\n    at inside (game.ts:6:10)\n",
    ] {
      #expect((outcome.output + outcome.errors).contains(expected), "\(expected) is not in \(outcome)")
    }
    #expect(!outcome.output.contains("file://"))
  }

  @Test(
    "a recursion without end is told at the function's line, wherever it begins",
    arguments: [
      "onFrame(() => fill(0));", "setTimeout(() => fill(0), 1); onFrame(() => {});", "onFrame(() => box.grow());",
      "onFrame(() => { void box.size; });",
      "fill(0);", "queueMicrotask(() => fill(0)); onFrame(() => {});", "onFrame(() => { [1].forEach(fill); });",
    ])
  func recursion(call: String) throws {
    for beginning in Self.beginnings {
      try folder.write(
        "game.ts",
        beginning + """
          import { onFrame } from "@arcane/runtime";
          function fill(x: number): void { fill(x + 1); }
          class Box { grow(): void { this.grow(); } get size(): number { return this.size; } }
          const box = new Box();
          \(call)
          """)
      let outcome = try folder.run("run", "game.ts", "--headless", "--frames", "5", "--dt", "0.016")
      let line = call.contains("box") ? 6 : 5
      #expect(outcome.code == 1)
      #expect(outcome.errors.contains("game.ts:\(line):"), "\(call): \(outcome.errors)")
      #expect(outcome.errors.contains("RangeError: Maximum call stack size exceeded"))
      #expect(!outcome.errors.contains(":1:1"))
    }
  }

  @Test("a failed test has its TypeScript place, and what it logs too", arguments: beginnings)
  func tests(beginning: String) throws {
    try folder.write(
      "places.test.ts",
      beginning + """
        import { assert, describe, it } from "@arcane/runtime/testing";
        describe("places", () => {
          it("fails", () => {
            console.log(new Error("logged"));
            assert.equal(1 as number, 2);
          });
        });
        """)
    let outcome = try folder.run("test", "places.test.ts")
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("places.test.ts:8:12: error: AssertionError"), "\(outcome.output)")
    #expect(outcome.output.contains("places.test.ts:7:17"), "\(outcome.output)")
  }

  @Test("what is thrown at the top level of a module and is no error is told with the module that has thrown it", arguments: beginnings)
  func thrown(beginning: String) throws {
    let value = beginning + "function fail(): never { throw { code: 5 }; }\n"
    for (source, expected) in [
      (value + "fail();\n", "game.ts: error: { code: 5 }"), (value + "await 1;\n{ throw 'a text'; }\n", "game.ts: error: 'a text'"),
      ("import './between.ts';\n", "other.ts: error: undefined"),
    ] {
      try folder.write("between.ts", "import './other.ts';\n")
      try folder.write("other.ts", value + "throw undefined;\n")
      try folder.write("game.ts", source)
      let outcome = try folder.run("run", "game.ts", "--headless")
      #expect(outcome.code == 1 && outcome.errors.hasPrefix(expected), "\(expected): \(outcome.errors)")
    }
  }

  @Test("what is nested deeper than the parser can go is told with its file", arguments: beginnings)
  func nested(beginning: String) throws {
    let levels = 20_000
    try folder.write("game.ts", "import './deep.ts';\n")
    try folder.write(
      "deep.ts", beginning + "export const deep = " + String(repeating: "[", count: levels) + String(repeating: "]", count: levels) + ";\n")
    let outcome = try folder.run("run", "game.ts", "--headless", "--frames", "1")
    #expect(outcome.code == 1 && outcome.errors.contains("deep.ts"), "\(outcome.errors)")
  }

  @Test("what a promise is rejected with and is no error is told where that was done", arguments: beginnings)
  func rejected(beginning: String) throws {
    let value = beginning + "function fail(): never { throw { code: 5 }; }\n"
    for (source, expected) in [
      // Never the place of what a module has caught.
      ("try { fail(); } catch {}\nPromise.reject('elsewhere');\n", "game.ts:6:9: error: 'elsewhere'"),
      ("async function late(): Promise<void> {\n  await 1;\n  throw 'late';\n}\nvoid late();\n", "game.ts:7:3: error: 'late'"),
      ("new Promise((_, reject) => {\n  setTimeout(() => {\n    reject(7 as number);\n  });\n});\n", "game.ts:7:5: error: 7"),
    ] {
      try folder.write("game.ts", value + source)
      let outcome = try folder.run("run", "game.ts", "--headless", "--frames", "5")
      #expect(outcome.code == 1 && outcome.errors.hasPrefix(expected), "\(expected): \(outcome.errors)")
    }
  }

  @Test(
    "after a save that left the game alone, what Arcane prints is at the newest place, while the game's own text stays",
    arguments: ["", "enum Color { Red }; Color.Red;"])
  func newest(beginning: String) throws {
    func game(_ comment: String) -> String {
      comment + beginning + """
        import { onFrame } from "@arcane/runtime";

        interface Shape { width: number }
        let frames: number = 0;
        onFrame(() => {
          if (++frames % 20 === 0) {
            const stack: string = new Error("shown").stack ?? "";
            console.log(`line ${/game\\.ts:(\\d+)/.exec(stack)?.[1]}`);
            console.log(stack);
          }
        });
        """
    }
    try folder.write("game.ts", game(""))
    let pair = try Pair(folder.path + "/game.ts", display: nil)
    /// How a path is shown depends on where these tests run.
    func waitForError(at line: Int) throws {
      let place = "\((folder.path as NSString).lastPathComponent)/game.ts:\(line):27"
      try pair.waitForConsole(place) { $0.hasPrefix("Error: shown\n    at ") && $0.hasSuffix("/" + place) }
    }
    try pair.waitForConsole("line 7")
    try waitForError(at: 7)
    try folder.write("game.ts", game("// two lines\n// of comment\n"))
    try pair.wait(for: "unchanged")
    try waitForError(at: 9)
    try pair.waitForConsole("line 7")
    try waitForError(at: 9)
    // And back: there is nothing to translate.
    try folder.write("game.ts", game(""))
    try pair.wait(for: "unchanged")
    try waitForError(at: 7)
  }
}

import Foundation
import Testing

/// With a stripper that is wrong on purpose: it makes "wrong" of the first "right" in a file.
@Suite("A stripper that is wrong", .serialized) struct VerifiedStrippingTests {
  let folder: GameFolder
  static let spoiled = ["ARCANE_TEST_WRONG_STRIPPING": "right=>wrong"]

  init() throws { folder = try GameFolder() }

  /// A cache of its own, so that nothing is known.
  private func environment(_ spoiling: String = "right=>wrong") -> [String: String] {
    ["ARCANE_TEST_WRONG_STRIPPING": spoiling, "XDG_CACHE_HOME": folder.path + "/cache"]
  }

  private let game = """
    import { onFrame } from "@arcane/runtime";
    // A comment.
    function word(): string {
      const found: string = "right";
      return found;
    }
    console.log(word());
    onFrame(() => {});

    """

  private func isFault(_ event: [String: Any], line: Int? = nil) -> Bool {
    let diagnostic = event["diagnostic"] as? [String: Any]
    let isOfLine = line == nil || diagnostic?["line"] as? Int == line
    return (diagnostic?["message"] as? String)?.hasPrefix("Arcane took the types out of this statement wrongly") == true && isOfLine
  }

  @Test("dev: the right game ends up on the screen, and the message names the statement; later saves of that file are right at once")
  func dev() throws {
    try folder.write("game.ts", game)
    let pair = try Pair(folder.path + "/game.ts", ["--headless"], display: nil, environment: environment())
    try pair.waitForConsole("wrong")
    #expect(isFault(try pair.wait(for: "warning"), line: 4))
    try pair.wait(for: "reloaded")
    try pair.waitForConsole("right")
    try pair.waitForStandby()
    try folder.write("game.ts", game.replacingOccurrences(of: "console.log(word())", with: "console.log(word(), \"again\")"))
    try pair.wait(for: "reloaded")
    try pair.waitForConsole("right again")
    #expect(pair.console.isEmpty && !pair.events.contains { $0["event"] as? String == "warning" })
  }

  @Test(
    "dev: a wrong game that does not compile, or fails at once, is no mistake of the game's for long",
    arguments: ["right=>\"\"", "\"right\"=>lost()"])
  func broken(spoiling: String) throws {
    try folder.write("game.ts", game)
    let pair = try Pair(folder.path + "/game.ts", ["--headless"], display: nil, environment: environment(spoiling))
    #expect(isFault(try pair.wait(for: "warning")))
    try pair.waitForConsole("right")
  }

  @Test("run: only the right game begins, and the message names the statement")
  func run() throws {
    try folder.write("game.ts", game)
    for _ in 1...2 {
      let outcome = try folder.run("run", "game.ts", "--headless", "--frames", "2", environment: environment())
      #expect(outcome.code == 0 && outcome.output == "right\n")
      #expect(outcome.errors.contains("game.ts:4:3: warning: Arcane took the types out of this statement wrongly"), "\(outcome.errors)")
      #expect(
        outcome.errors.contains("esbuild has: const found=\"right\"\n") && outcome.errors.contains("Arcane had: const found=\"wrong\"\n"),
        "\(outcome.errors)")
    }
  }

  @Test("run: what a game imports while it runs is right as well")
  func imported() throws {
    try folder.write("game.ts", "const name: string = ['.', 'late.ts'].join('/');\nconst { word } = await import(name);\nconsole.log(word);")
    try folder.write("late.ts", "export const word: string = \"right\";")
    let outcome = try folder.run("run", "game.ts", "--headless", "--frames", "2", environment: environment())
    #expect(outcome.code == 0 && outcome.output == "right\n", "\(outcome)")
  }

  @Test("test: only right modules are tested, and the message names the statement once")
  func test() throws {
    try folder.write("word.ts", "export const word: string = \"right\";\n")
    for name in ["a", "b"] {
      try folder.write(
        "\(name).test.ts",
        GameFolder.testHead + "import { word } from './word.ts';\nit('is', () => assert.equal(word.length + word, '5' + ['ri', 'ght'].join('')));\n")
    }
    let outcome = try folder.run("test", environment: environment())
    #expect(outcome.code == 0, "\(outcome)")
    #expect(outcome.errors.components(separatedBy: "word.ts:1:8: warning: Arcane took").count == 2, "\(outcome.errors)")
  }

  @Test("verdicts are kept: a second run asks esbuild nothing")
  func kept() throws {
    try folder.write("game.ts", game)
    let cache = ["XDG_CACHE_HOME": folder.path + "/cache"]
    let fake = folder.path + "/esbuild"
    // Tells who starts it, and is the real one otherwise.
    let real = try #require([Product.root + "/.deps/esbuild/esbuild", "/usr/bin/esbuild"].first { FileManager.default.isExecutableFile(atPath: $0) })
    try folder.write("esbuild", "#!/bin/sh\ncase \"$*\" in *service*) echo started >>'\(folder.path)/starts';; esac\nexec '\(real)' \"$@\"\n")
    chmod(fake, 0o755)
    for _ in 1...3 {
      let outcome = try folder.run("run", "game.ts", "--headless", "--frames", "1", environment: cache.merging(["ARCANE_ESBUILD": fake]) { $1 })
      #expect(outcome.code == 0 && outcome.output == "right\n", "\(outcome)")
    }
    #expect(try String(contentsOfFile: folder.path + "/starts", encoding: .utf8) == "started\n")
  }
}

/// Files that are more than JavaScript with types on it.
@Suite("Files that are esbuild's", .serialized) struct EsbuildFileTests {
  let folder: GameFolder
  init() throws { folder = try GameFolder() }

  private func output(_ source: String) throws -> String {
    try folder.write("game.ts", source)
    let outcome = try folder.run("run", "game.ts", "--headless", "--frames", "2")
    #expect(outcome.code == 0, "\(outcome.errors)")
    return outcome.output
  }

  @Test("functions and classes have the names that they were written with")
  func names() throws {
    let source = """
      enum Kind { A }
      class Point {}
      const Shape = class {}, arrow = () => 1;
      function top() {}
      namespace Deep { export function top() {} export class Point {} }
      function scope() {
        function top() {}
        class Point { arrow = () => 2; static #top = function () {}; static get hidden() { return this.#top.name; } }
        const arrow = async () => {}, Shape = class {};
        const { scope = () => 1 } = {} as any;
        return [top.name, Point.name, arrow.name, Shape.name, scope.name, new Point().arrow.name, Point.hidden, (() => {}).name];
      }
      console.log([Kind.A, Point.name, Shape.name, arrow.name, top.name, Deep.top.name, Deep.Point.name, scope.name].join());
      console.log(scope().join());
      """
    #expect(try output(source) == "0,Point,Shape,arrow,top,top,Point,scope\ntop,Point,arrow,Shape,scope,arrow,#top,\n")
  }

  @Test(
    "each is a module, whatever is in it",
    arguments: [
      ("enum K { A }\nfunction top() { return 1; }\n{ function top() { return 2; } }\nconsole.log(top());", "1\n"),
      ("enum K { A }\nconsole.log(String(this), (function (this: any) { return String(this); })());", "undefined undefined\n"),
      (
        "enum K { A }\nlet failed = '';\ntry { (globalThis as any).Object.freeze([]).x = 1; } catch (e) { failed = (e as Error).name; }\nconsole.log(failed);",
        "TypeError\n"
      ),
    ])
  func modules(source: String, expected: String) throws { #expect(try output(source) == expected) }

  @Test("using and await using dispose, in the order that they should, and an error while disposing keeps the one before it")
  func using() throws {
    let source = """
      function resource(name: string, fails = false) {
        return { name, [Symbol.dispose]() { console.log("dispose " + name); if (fails) throw new Error(name); } };
      }
      {
        using a = resource("a"), b = resource("b");
        using nothing = null;
        console.log(a.name + b.name);
      }
      try {
        using a = resource("first", true);
        throw new Error("second");
      } catch (error) {
        const found = error as SuppressedError;
        console.log([found instanceof SuppressedError, found.error.message, found.suppressed.message].join());
      }
      for (using item of [resource("x"), resource("y")]) console.log(item.name);
      async function later() {
        await using a = { async [Symbol.asyncDispose]() { await null; console.log("later"); } };
        await using b = resource("now");
        console.log("body");
      }
      await later();
      {
        using stack = new DisposableStack();
        stack.use(resource("in the stack"));
        stack.defer(() => console.log("deferred"));
      }
      const stack = new AsyncDisposableStack();
      stack.defer(async () => console.log("async deferred"));
      await stack.disposeAsync();
      """
    #expect(
      try output(source).split(separator: "\n") == [
        "ab", "dispose b", "dispose a", "dispose first", "true,first,second", "x", "dispose x", "y", "dispose y", "body", "dispose now", "later",
        "deferred", "dispose in the stack", "async deferred",
      ])
  }

  @Test("an error while disposing shows the game's places, not esbuild's helpers")
  func helperFrames() throws {
    try folder.write(
      "game.ts",
      "function make() {\n  return { [Symbol.dispose]() {\n    throw new Error('no');\n  } };\n}\nfunction outer() {\n  using a = make();\n}\nouter();\n"
    )
    let outcome = try folder.run("run", "game.ts", "--headless", "--frames", "2")
    #expect(outcome.code == 1 && outcome.errors.contains("game.ts:3:11: error: Error: no"), "\(outcome.errors)")
    #expect(!outcome.errors.contains("__callDispose"), "\(outcome.errors)")
  }
}

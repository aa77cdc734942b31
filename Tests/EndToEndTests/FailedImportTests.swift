import Foundation
import Testing

@Suite("A level that is imported while the game plays")
struct FailedImportTests {
  @Test("one that is broken or missing is told where it is imported and where it is broken; mended, the game begins anew and has it")
  func mended() throws {
    let folder = try GameFolder()
    try folder.write(
      "game.ts",
      """
      import { onFrame } from "@arcane/runtime";
      onFrame(() => {});
      async function enter(level: number): Promise<void> {
        const { name } = await import(`./levels/${level}.ts`);
        console.log(`entered ${name}`);
      }
      void enter(1).catch((error) => console.log(String(error)));
      void enter(2);
      """)
    try folder.write("levels/2.ts", "export const name: string = ;\n")
    let pair = try Pair(folder.path + "/game.ts", display: nil)
    try pair.waitForConsole("TypeError: cannot find \"./levels/1.ts\"")
    try expectFailure(pair, "levels/2.ts:1:29: Unexpected \";\"")
    try folder.write("levels/2.ts", "export const name: string = 'two';\nexport const = 1;\n")
    try pair.wait(for: "reloaded")
    try expectFailure(pair, "levels/2.ts:2:14: Expected identifier but found \"=\"")
    try folder.write("levels/2.ts", "export const name: string = 'two';\n")
    try pair.wait(for: "reloaded")
    try pair.waitForConsole("entered two")
    try folder.write("levels/1.ts", "export const name: string = 'one';\n")
    try pair.wait(for: "reloaded")
    try pair.waitForConsole("entered one")
  }

  /// What nobody but V8 refuses: by its file's ending, its text and how the error is told.
  private static let onlyForV8 = [
    (
      "regular.ts", "export const before: number = 1;\nexport const pair = /(?<a>.)(?<a>.)/;\n",
      "regular.ts:2:21: SyntaxError: Invalid regular expression"
    ),
    ("regular.js", "export const pair = /(?<a>.)(?<a>.)/;\n", "regular.js:1:21: SyntaxError: Invalid regular expression"),
    (
      "deep.ts",
      "type T = number;\nexport const list =\n" + String(repeating: "[", count: 30_000) + "\n1 as T" + String(repeating: "]", count: 30_000) + ";\n",
      "deep.ts:3:30000: RangeError: the code is nested too deeply to be parsed"
    ),
  ]

  @Test("a file that only V8 refuses fails its import() with file, line and reason, as a static import of it is told", arguments: onlyForV8.indices)
  func refusedByV8(index: Int) throws {
    let (file, text, expected) = Self.onlyForV8[index]
    let folder = try GameFolder()
    try folder.write(file, text)
    try folder.write("good.ts", "export const name: string = 'good';\n")
    try folder.write(
      "game.ts",
      """
      const name: string = "./\(file)";
      for (const load of [() => import(name), () => import("./\(file)")]) await load().catch((error: Error) => console.log(String(error)));
      console.log((await import("./good.ts")).name);
      """)
    let outcome = try folder.run("run", "game.ts", "--headless", "--frames", "1")
    #expect(outcome.code == 0 && outcome.output.components(separatedBy: "TypeError: \(expected)").count == 3, "\(outcome)")
    #expect(outcome.output.contains("good\n") && !outcome.output.contains("there is no module"), "\(outcome)")

    try folder.write("static.ts", "import \"./\(file)\";\n")
    let place = expected.prefix(while: { $0 != " " })
    let told = "\(place) error: \(expected.dropFirst(place.count + 1))"
    let refused = try folder.run("run", "static.ts", "--headless", "--frames", "1")
    #expect(refused.code == 1 && refused.errors.contains(told), "\(refused)")

    try folder.write(
      "game.test.ts",
      """
      import { it } from "@arcane/runtime/testing";
      const name: string = "./\(file)";
      it("computed", () => import(name));
      it("literal", () => import("./\(file)"));
      it("good", () => import("./good.ts"));
      """)
    let tested = try folder.run("test", "game.test.ts")
    #expect(tested.code == 1 && tested.output.components(separatedBy: "TypeError: \(expected)").count == 3, "\(tested)")
    #expect(tested.output.contains("1 passed, 2 failed"), "\(tested)")
  }

  @Test("one that only V8 refuses leaves later versions of the game playable, and mended it is had")
  func refusedWhilePlaying() throws {
    let folder = try GameFolder()
    let game = """
      import { onFrame } from "@arcane/runtime";
      onFrame(() => {});
      const name: string = "./level.ts";
      void import(name).then((level) => console.log(`entered ${level.name}`), (error) => console.log(String(error)));
      console.log("version 1");
      """
    try folder.write("game.ts", game)
    try folder.write("level.ts", "export const name: string = 'one';\nexport const pair = /(?<a>.)(?<a>.)/;\n")
    let pair = try Pair(folder.path + "/game.ts", display: nil)
    let isRefusal = { (text: String) in text.contains("level.ts:2:21: SyntaxError: Invalid regular expression") }
    try pair.waitForConsole("the refusal", where: isRefusal)
    try folder.write("game.ts", game.replacingOccurrences(of: "version 1", with: "version 2"))
    try pair.waitForConsole("version 2")
    try pair.waitForConsole("the refusal", where: isRefusal)
    try folder.write("level.ts", "export const name: string = 'one';\n")
    try pair.waitForConsole("entered one")
  }

  @Test("an import() that leads nowhere says why and what is meant, as a static one does")
  func remedies() throws {
    let folder = try GameFolder()
    try folder.write("node_modules/broken/package.json", "{ \"name\": \"broken\",, }")
    try folder.write("player.ts", "export {};")
    try folder.write(
      "game.ts",
      """
      for (const name of ["./plyer.ts", new URL("./plyer.ts", import.meta.url).href, "broken", "node:fs", "./nothing.ts?text"]) {
        await import(name).catch((error: Error) => console.log(String(error)));
      }
      """)
    let outcome = try folder.run("run", "game.ts", "--headless", "--frames", "1")
    for expected in [
      "TypeError: cannot find \"./plyer.ts\": did you mean \"./player.ts\"?\n", "but its package.json is broken (line 1: ",
      "TypeError: cannot find \"\(folder.path)/plyer.ts\": did you mean \"./player.ts\"?\n",
      "TypeError: cannot find \"node:fs\": Node's own modules are not part of Arcane: what is saved goes through",
    ] {
      #expect(outcome.output.contains(expected), "\(expected) is not in \(outcome)")
    }
  }

  @Test("by a specifier that is computed a file is taken for what the attribute says, on both code paths", arguments: ["", "enum E { A }\n"])
  func attributes(beginning: String) throws {
    let folder = try GameFolder()
    try folder.write("t.txt", "a text")
    try folder.write(
      "game.ts",
      beginning + """
        const name: string = ["./t", "txt"].join(".");
        console.log((await import(name, { with: { type: "text" } })).default, (await import(name, { "with": { "type": "bytes" } })).default.length);
        """)
    let outcome = try folder.run("run", "game.ts", "--headless", "--frames", "1")
    #expect(outcome.code == 0 && outcome.output.contains("a text 6\n"), "\(outcome)")
  }

  /// Awaited at top level it comes between `stage` and the first frame.
  private static let awaiting = """
    import { onFrame } from "@arcane/runtime";
    const number = 1;
    const { name } = await import(`./levels/${number}.ts`);
    onFrame(() => {});
    console.log(`entered ${name}`);
    """

  @Test("one that the game waits for before its first frame comes, from the first start on, and broken at the start it is waited for")
  func awaited() throws {
    let folder = try GameFolder()
    try folder.write("game.ts", Self.awaiting)
    try folder.write("levels/1.ts", "export const name: string = ;\n")
    let pair = try Pair(folder.path + "/game.ts", display: nil)
    let failed = try pair.wait(for: "gameFailed")
    #expect(((failed["diagnostic"] as? [String: Any])?["message"] as? String)?.hasSuffix("levels/1.ts:1:29: Unexpected \";\"") == true)
    try folder.write("levels/1.ts", "export const name: string = 'one';\n")
    try pair.waitForConsole("entered one")
    try pair.waitForStandby()
    try folder.write("levels/1.ts", "export const name: string = 'one again';\n")
    try pair.waitForConsole("entered one again")
    try folder.write("levels/2.ts", "export const name: string = 'two';\n")
    try pair.waitForStandby()
    try folder.write("game.ts", Self.awaiting.replacingOccurrences(of: "number = 1", with: "number = 2"))
    try pair.wait(for: "reloaded")
    try pair.waitForConsole("entered two")
  }

  @Test("a run without watching plays a game that waits for one, and ends")
  func awaitedInRun() throws {
    let folder = try GameFolder()
    try folder.write("game.ts", Self.awaiting)
    try folder.write("levels/1.ts", "export const name: string = 'one';\n")
    let outcome = try folder.run("run", "--headless", "--frames", "3", "game.ts")
    #expect(outcome.code == 0 && outcome.output.contains("entered one"), "\(outcome)")
    try folder.write("levels/1.ts", "export const name: string = ;\n")
    let broken = try folder.run("run", "--headless", "--frames", "3", "game.ts")
    #expect(broken.code == 1 && broken.errors.contains("game.ts:3:"), "\(broken)")
    #expect(broken.errors.contains(": error: TypeError: levels/1.ts:1:29: Unexpected \";\""), "\(broken)")
  }

  private func expectFailure(_ pair: Pair, _ text: String) throws {
    let failed = try pair.wait(for: "gameFailed")
    let diagnostic = try #require(failed["diagnostic"] as? [String: Any])
    let message = try #require(diagnostic["message"] as? String)
    // Paths are shown from where the supervisor was started.
    #expect(message.hasPrefix("TypeError: ") && message.hasSuffix(text), "\(message)")
    #expect((diagnostic["path"] as? String)?.hasSuffix("/game.ts") == true && diagnostic["line"] as? Int == 4, "\(diagnostic)")
  }
}

import Testing

@Suite("A game that awaits something at top level")
struct TopLevelAwaitTests {
  let folder: GameFolder
  init() throws { folder = try GameFolder() }

  private static let tail = "onFrame(() => {});\nconsole.log(`went on ${performance.now()}`);\n"

  private func run(_ awaiting: String, _ arguments: String...) throws -> Product.Outcome {
    try folder.write("game.ts", "import { onFrame } from \"@arcane/runtime\";\n" + awaiting + "\n" + Self.tail)
    return try Product.run(["run", "--headless", "--frames", "3", "game.ts"] + arguments, directory: folder.path)
  }

  @Test(
    "goes on after a timer, a frame to be drawn, and what V8 does in threads of its own, in a repeatable run too",
    arguments: [
      "await new Promise<void>((done) => setTimeout(done, 30));",
      "await new Promise(requestAnimationFrame);",
      "await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));",
    ])
  func goesOn(awaiting: String) throws {
    #expect(try run(awaiting).code == 0)
    let first = try run(awaiting, "--dt", "0.016", "--seed", "1")
    #expect(first.code == 0 && first.output.contains("went on"), "\(first)")
    #expect(try run(awaiting, "--dt", "0.016", "--seed", "1").output == first.output)
  }

  @Test("in a repeatable run the time goes to where the timer is due")
  func virtualTime() throws {
    let outcome = try run(
      "const begin = performance.now(); await new Promise<void>((done) => setTimeout(done, 250)); console.log(performance.now() - begin);", "--dt",
      "0.016")
    #expect(outcome.output.hasPrefix("250\n"), "\(outcome)")
  }

  @Test("what a timer throws meanwhile is told, at its place")
  func timerThrows() throws {
    let outcome = try run("setTimeout(() => { throw new Error('early'); }, 1);\nawait new Promise<void>((done) => setTimeout(done, 60_000));")
    #expect(outcome.code == 1 && outcome.errors.contains("game.ts:2:26: error: Error: early"), "\(outcome)")
  }

  @Test("for nothing that could come is told so, and ends a run; the loop goes on with the next save")
  func never() throws {
    let outcome = try run("await new Promise<void>(() => {});")
    let message = "a top-level await waits for something that never comes: no timer and no import is under way"
    #expect(outcome.code == 4 && outcome.errors.contains("error: " + message), "\(outcome)")
    let pair = try Pair(folder.path + "/game.ts", display: nil)
    let failed = try pair.wait(for: "gameFailed")
    #expect((failed["diagnostic"] as? [String: Any])?["message"] as? String == message)
    try folder.write("game.ts", "import { onFrame } from \"@arcane/runtime\";\nonFrame(() => {});\n")
    try pair.wait(for: "reloaded", "playing")
  }
}

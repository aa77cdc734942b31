import Foundation
import Testing

@Suite("Games that want too much memory")
struct MemoryTests {
  let folder: GameFolder
  init() throws { folder = try GameFolder() }

  /// A binary PPM, black.
  private func pixmap(side: Int) -> Data { Data("P6\n\(side) \(side)\n255\n".utf8) + Data(count: side * side * 3) }

  private func play(_ source: String, _ arguments: String...) throws -> Product.Outcome {
    try folder.write("game.ts", source)
    return try Product.run(
      ["run", folder.path + "/game.ts", "--headless", "--frames", "200", "--dt", "0.016", "--frame-time-limit", "0"] + arguments)
  }

  @Test(
    "typed arrays over the limit are called out of memory, at their place",
    arguments: [
      "new Uint8Array(16 << 20)", "new ArrayBuffer(16 << 20)", "new Float64Array(new Array(2 << 20).fill(1))",
      "structuredClone(new Uint8Array(8 << 20))",
    ])
  func arrays(array: String) throws {
    let outcome = try play(
      """
      import { onFrame } from "@arcane/runtime";
      const kept: unknown[] = [];
      onFrame(() => {
        kept.push(\(array));
      });
      """, "--off-heap", "128")
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("game.ts:4:"), "\(outcome.errors)")
    #expect(
      outcome.errors.contains("out of memory: typed arrays and textures may take 128 MB together (--off-heap raises the limit)"), "\(outcome.errors)")
  }

  @Test("so are textures that script makes")
  func textures() throws {
    let outcome = try play(
      """
      import { createTexture, onFrame } from "@arcane/runtime";
      const pixels = new Uint8Array(1024 * 1024 * 4).map((_, at) => at);
      let made = 0;
      onFrame(() => {
        createTexture(`${made++}`, 1024, 1024, pixels);
        console.log("made", made);
      });
      """, "--off-heap", "128")
    #expect(outcome.code == 1)
    #expect(
      outcome.errors.contains("game.ts:5:3: error: RangeError: out of memory: typed arrays and textures may take 128 MB together"),
      "\(outcome.errors)")
    #expect(outcome.output.contains("made 30\n") && !outcome.output.contains("made 32\n"), "\(outcome.output)")
  }

  @Test("a picture that has no room is named, and the game goes on without it")
  func picture() throws {
    try folder.write("huge.ppm", pixmap(side: 6000))
    try folder.write("small.png", smallPNG(side: 16, red: 7))
    let outcome = try play(
      """
      import { getTextureSize, loadTexture } from "@arcane/runtime";
      const size = (name: string) => getTextureSize(loadTexture(name)).width;
      console.log("sizes", size("huge.ppm"), size("small.png"));
      """, "--off-heap", "64")
    #expect(outcome.output.contains("sizes 0 16\n"), "\(outcome.output) \(outcome.errors)")
    #expect(outcome.errors.contains("huge.ppm: error: out of memory: "), "\(outcome.errors)")
  }

  @Test("without a limit there is none")
  func unlimited() throws {
    let outcome = try play(
      """
      import { onFrame } from "@arcane/runtime";
      const kept = Array.from({ length: 20 }, () => new Uint8Array(16 << 20));
      onFrame(() => {});
      console.log("kept", kept.length);
      """, "--off-heap", "0")
    #expect(outcome.code == 0 && outcome.output.contains("kept 20\n"), "\(outcome.errors)")
  }

  @Test("the kernel ends workers before the supervisor and its neighbors")
  func score() throws {
    try folder.write("game.ts", #"import { onFrame } from "@arcane/runtime"; console.log("plays"); onFrame(() => {});"#)
    let pair = try Pair(folder.path + "/game.ts", display: nil)
    try pair.waitForConsole("plays")
    let score = { (pid: Int32) in
      Int(try String(contentsOfFile: "/proc/\(pid)/oom_score_adj", encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines))
    }
    let workers = children(of: pair.pid).filter { $0.value.hasPrefix("arcane-worker") }
    #expect(!workers.isEmpty)
    for worker in workers.keys { #expect(try eventually { try score(worker) ?? 0 >= 500 }) }
    #expect(try score(pair.pid) == score(getpid()))
  }

  @Test("a picture that the game has stopped to load is not given to later generations")
  func unused() throws {
    try folder.write("huge.ppm", pixmap(side: 3000))
    let source = { (mark: Int, loads: Bool) in
      """
      import { getTextureSize, loadTexture, onFrame } from "@arcane/runtime";
      console.log("\(mark)", \(loads ? #"getTextureSize(loadTexture("huge.ppm")).width"# : "0"));
      onFrame(() => {});
      """
    }
    try folder.write("game.ts", source(0, true))
    let pair = try Pair(folder.path + "/game.ts", display: nil)
    try pair.waitForConsole("0 3000")
    try pair.waitForStandby()
    /// Megabytes of the standby that comes after this generation.
    func standby(after mark: Int, loads: Bool) throws -> Double {
      try folder.write("game.ts", source(mark, loads))
      try pair.wait(for: "reloaded")
      try pair.waitForConsole("\(mark) \(loads ? 3000 : 0)")
      return try #require(try pair.wait(for: "ready")["residentKilobytes"] as? Double) / 1024
    }
    let with = try standby(after: 1, loads: true)
    let without = try standby(after: 2, loads: false)
    #expect(without < with - 25, "the picture takes 34 MB: \(with) and \(without)")
    _ = try standby(after: 3, loads: true)
  }
}

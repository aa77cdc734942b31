import Foundation
import Testing

@Suite("IDs of assets over a session")
struct AssetIDTests {
  let folder: GameFolder
  init() throws { folder = try GameFolder() }

  private func position(_ event: [String: Any]) -> String {
    let diagnostic = event["diagnostic"] as? [String: Any] ?? (event["diagnostics"] as? [[String: Any]])?.first ?? [:]
    return "\(diagnostic["line"] ?? "none"): \(diagnostic["message"] ?? "none")"
  }

  @Test("a game that makes a new name each frame is stopped at its place, and takes nothing from those that come after it")
  func newNames() throws {
    try folder.write("a.png", smallPNG(side: 4))
    let source = { (mark: Int) in
      """
      import { createSolidTexture, getTextureSize, loadTexture, onFrame } from "@arcane/runtime";
      let made = 0;
      onFrame(() => {
        for (let count = 0; count < 500; count += 1) {
          createSolidTexture(`\(mark): ${made}`, "#ffffff");
          made += 1;
        }
      });
      const picture = loadTexture("a.png");
      console.log("\(mark)", picture, getTextureSize(picture).width);
      """
    }
    try folder.write("game.ts", source(0))
    let pair = try Pair(folder.path + "/game.ts", ["--frame-time-limit", "0"], display: nil)
    try pair.waitForConsole("0 1 4")
    #expect(position(try pair.wait(for: "notice")).hasPrefix("5: the game has loaded 10,000 textures"))
    #expect(position(try pair.wait(for: "gameFailed")).hasPrefix("5: RangeError: the game has 65536 textures, which is the most; '0: "))
    // As many names again, in a generation of their own.
    try folder.write("game.ts", source(1))
    try pair.wait(for: "reloaded")
    try pair.waitForConsole("1 1 4")
    #expect(position(try pair.wait(for: "gameFailed")).hasPrefix("5: RangeError: the game has 65536 textures, which is the most; '1: "))
    // A new name has a number that nothing has had before.
    try folder.write("b.png", smallPNG(side: 8))
    try folder.write(
      "game.ts",
      """
      import { drawTexture, getTextureSize, loadTexture, onFrame } from "@arcane/runtime";
      const [a, b] = [loadTexture("a.png"), loadTexture("b.png")];
      console.log("2", a, b > 131_070, getTextureSize(a).width, getTextureSize(b).width);
      onFrame(() => drawTexture(b, 0, 0, 20, 20));
      """)
    try pair.wait(for: "reloaded")
    try pair.waitForConsole("2 1 true 4 8")
    #expect(pair.events.allSatisfy { !["gameFailed", "notice", "failure", "crashed"].contains($0["event"] as? String ?? "") })
  }

  @Test("they hold without a standby, over a start that fails, and over a crash", arguments: [[], ["--no-standby"]])
  func hold(arguments: [String]) throws {
    for name in ["a", "b", "c"] { try folder.write("\(name).png", smallPNG(side: 4)) }
    let source = { (mark: Int, names: String, rest: String) in
      """
      import { loadTexture, onFrame } from "@arcane/runtime";
      const ids: Record<string, number> = {};
      for (const name of "\(names)") ids[name] = loadTexture(`${name}.png`);
      console.log("\(mark)", ids.a ?? 0, ids.b ?? 0, ids.c ?? 0);
      let frames = 0;
      onFrame(() => {
        frames += 1;
        \(rest)
      });
      """
    }
    try folder.write("game.ts", source(0, "abc", ""))
    let pair = try Pair(folder.path + "/game.ts", arguments, display: nil)
    try pair.waitForConsole("0 1 2 3")
    // What it does not load keeps its ID as well.
    try folder.write("game.ts", source(1, "b", ""))
    try pair.waitForConsole("1 0 2 0")
    try folder.write("game.ts", "throw new Error('at the start');\n" + source(2, "ca", ""))
    try pair.wait(for: "gameFailed")
    // It is started once more by itself.
    try folder.write("game.ts", source(3, "ca", "if (frames === 20) (globalThis as any).Deno.core.ops.op_arcane_test_abort();"))
    try pair.waitForConsole("3 1 0 3")
    try pair.wait(for: "crashed")
    try pair.waitForConsole("3 1 0 3")
    try folder.write("game.ts", source(4, "cba", ""))
    try pair.waitForConsole("4 1 2 3")
  }
}

import Foundation
import Testing

/// What a standby does while it waits must not be seen in the game that it becomes.
@Suite("The standby", .serialized)
struct StandbyTests {
  let x: XServer
  let folder: GameFolder

  init() throws {
    x = try XServer()
    folder = try GameFolder()
  }

  private func start(_ source: String) throws -> Pair {
    try folder.write("game.ts", source)
    let pair = try Pair(folder.path + "/game.ts", display: x.display)
    try pair.wait(for: "playing")
    return pair
  }

  @Test("a standby that took the window for a save that changed nothing draws its first frame in the size of then")
  func resizedMeanwhile() throws {
    let pair = try start(colorGame(1, 0, 0))
    try pair.waitForStandby()
    try folder.write("game.ts", colorGame(1, 0, 0) + "\n// only a comment\n")
    try pair.wait(for: "unchanged")
    let window = try #require(x.gameWindow())
    #expect(x.resize(window.id, width: 900, height: 500))
    #expect(eventually { x.gameWindow()?.width == 900 })
    #expect(x.shows([255, 0, 0]))
    let source = """
      import { getViewportSize, onFrame, setClearColor } from "@arcane/runtime";
      let frames = 0;
      onFrame(() => {
        setClearColor({ r: 0, g: 1, b: 0, a: 1 });
        if (frames++ === 0) console.log("first frame", JSON.stringify(getViewportSize()));
      });
      """
    try folder.write("game.ts", source)
    try pair.wait(for: "reloaded")
    try pair.waitForConsole(#"first frame {"width":900,"height":500}"#)
    #expect(x.shows([0, 255, 0]))
  }

  @Test("a source that is only read changes nothing, and the next save is shown by the standby that waited")
  func readMeanwhile() throws {
    let pair = try start(colorGame(1, 0, 0))
    try pair.waitForStandby()
    for _ in 0..<20 {
      _ = try String(contentsOfFile: folder.path + "/game.ts", encoding: .utf8)
      usleep(10_000)
    }
    #expect(x.shows([255, 0, 0]))
    try folder.write("game.ts", colorGame(0, 1, 0))
    let next = try pair.wait(for: "reloaded", "unchanged", "stageFailed", "crashed")
    #expect(next["event"] as? String == "reloaded")
    #expect(next["generation"] as? Int == 2, "the one that had waited")
    #expect(x.shows([0, 255, 0]))
  }

  @Test("a generation that has drawn a warm-up frame begins as the first one did")
  func warmUpFrame() throws {
    let source = { (mark: Int) in
      """
      import { drawRect, getCamera, getDeltaTime, getFrameCount, getTime, loadTexture, onFrame } from "@arcane/runtime";
      const library = () => JSON.stringify([getFrameCount(), getTime(), getDeltaTime(), getCamera(), loadTexture("a.png")]);
      console.log("\(mark) begins", "__frameCallback" in globalThis, library());
      onFrame(() => { if (getFrameCount() === 1) console.log("\(mark) draws", library()); drawRect(0, 0, 10, 10); });
      """
    }
    try folder.write("a.png", smallPNG(side: 4))
    let pair = try start(source(0))
    try pair.waitForConsole(#"0 begins false [0,0,0,{"x":0,"y":0,"zoom":1},1]"#)
    try pair.waitForConsole(#"0 draws [1,0,0,{"x":0,"y":0,"zoom":1},1]"#)
    // The first generation had no time for it. The step is noted when it went well.
    let ready = try pair.wait(for: "ready")
    #expect(((ready["steps"] as? [String: Any])?["rehearsal"] as? Double ?? 0) > 0)
    try folder.write("game.ts", source(1))
    try pair.waitForConsole(#"1 begins false [0,0,0,{"x":0,"y":0,"zoom":1},1]"#)
    try pair.waitForConsole(#"1 draws [1,0,0,{"x":0,"y":0,"zoom":1},1]"#)
  }
}

import ArcaneLinux
import Foundation
import Testing

@Suite("Games that do not come back, or die, in a window", .serialized)
struct HangTests {
  let x: XServer
  let folder: GameFolder

  init() throws {
    x = try XServer()
    folder = try GameFolder()
  }

  private func start(_ arguments: [String] = []) throws -> Pair {
    try folder.write("game.ts", colorGame(1, 0, 0))
    let pair = try Pair(folder.path + "/game.ts", ["--frame-time-limit", "300"] + arguments, display: x.display)
    try pair.wait(for: "playing")
    if !arguments.contains("--no-standby") { try pair.waitForStandby() }
    return pair
  }

  /// Paints all red, and does something once it has been on the screen for a while.
  private func game(_ code: String) -> String {
    """
    import { drawRect, onFrame } from "@arcane/runtime";
    let frames = 0;
    onFrame(() => {
      if (++frames === 30) { \(code) }
      drawRect(0, 0, 800, 600, { color: "#ff0000" });
    });
    """
  }

  /// The red picture, darker: below the panel, which is at the top.
  private func showsDimmedPicture() -> Bool {
    let shown = eventually(seconds: 30) {
      guard let window = x.gameWindow(), let picture = x.picture(of: window.id), picture.height > 20 else { return false }
      let corner = picture[picture.width - 3, picture.height - 3]
      return corner[0] > 60 && corner[0] < 220 && corner[1] < 10 && corner[2] < 10
    }
    if !shown, let window = x.gameWindow(), let picture = x.picture(of: window.id) {
      print("saw \(picture[picture.width - 3, picture.height - 3])")
    }
    return shown
  }

  private static let native = "Array.prototype.indexOf.call({ length: 2 ** 53 }, 1);"

  @Test("script inside a native call is told with its line, over the last picture, and the next save plays", arguments: [[], ["--no-standby"]])
  func native(_ arguments: [String]) throws {
    let pair = try start(arguments)
    try folder.write("game.ts", game(Self.native))
    let playing = try pair.wait(for: "reloaded")
    let failed = try pair.wait(for: "gameFailed")
    #expect(failed["generation"] as? Int == playing["generation"] as? Int && failed["phase"] as? String == "frame")
    let diagnostic = try #require(failed["diagnostic"] as? [String: Any])
    #expect(diagnostic["line"] as? Int == 4 && (diagnostic["message"] as? String)?.contains("cannot be ended") == true, "\(diagnostic)")
    #expect(showsDimmedPicture())
    let pid = try #require(playing["pid"] as? Int)
    #expect(eventually(seconds: 10) { kill(pid_t(pid), 0) != 0 }, "the worker that hangs is ended")
    try folder.write("game.ts", colorGame(0, 1, 0))
    try pair.wait(for: "reloaded")
    #expect(x.shows([0, 255, 0]))
  }

  @Test("a game that hangs is not asked for its state")
  func state() throws {
    let pair = try start()
    try folder.write(
      "game.ts",
      game("setTimeout(() => { \(Self.native) }, 0);")
        + "\nimport { onReload } from '@arcane/runtime/reload'; onReload(() => { console.log('asked'); return 1; });\n")
    try pair.wait(for: "reloaded")
    try pair.wait(for: "gameFailed")
    #expect(showsDimmedPicture())
    try folder.write("game.ts", colorGame(0, 1, 0))
    try pair.wait(for: "reloaded")
    #expect(x.shows([0, 255, 0]) && !pair.console.contains("asked"))
  }

  @Test(
    "after an endless loop or a full heap the last picture stays, darker, also when the window changes its size",
    arguments: [
      "for (;;) {}", "const all: unknown[] = []; for (;;) all.push(new Array(1000).fill(all.length));",
    ])
  func halted(_ code: String) throws {
    let pair = try start(["--heap", "64"])
    try folder.write("game.ts", game(code))
    try pair.wait(for: "reloaded")
    try pair.wait(for: "gameFailed")
    #expect(showsDimmedPicture())
    let window = try #require(x.gameWindow())
    #expect(x.resize(window.id, width: 700, height: 500))
    #expect(eventually { x.gameWindow()?.width == 700 } && showsDimmedPicture())
    try folder.write("game.ts", colorGame(0, 1, 0))
    try pair.wait(for: "reloaded")
    #expect(x.shows([0, 255, 0]))
  }

  @Test("a game that died twice says so in the window, over its last picture, and the next save plays", arguments: [[], ["--no-standby"]])
  func diedTwice(_ arguments: [String]) throws {
    let pair = try start(arguments)
    try folder.write("game.ts", game("(globalThis as any).Deno.core.ops.op_arcane_test_abort();"))
    for _ in 1...2 {
      try pair.wait(for: "reloaded")
      try pair.wait(for: "crashed")
    }
    #expect(showsDimmedPicture())
    try folder.write("game.ts", colorGame(0, 1, 0))
    try pair.wait(for: "reloaded")
    #expect(x.shows([0, 255, 0]))
  }

  @Test("a game that hangs while it loads leaves the one before on the screen; at the start it is told in the window")
  func loading() throws {
    let pair = try start(["--load-time-limit", "400"])
    try folder.write("game.ts", "\(Self.native)\n" + colorGame(0, 0, 1))
    let failed = try pair.wait(for: "gameFailed")
    #expect((failed["diagnostic"] as? [String: Any])?["line"] as? Int == 1 && failed["phase"] as? String == "evaluate")
    try folder.write("game.ts", colorGame(0, 1, 0))
    try pair.wait(for: "reloaded")
    #expect(x.shows([0, 255, 0]))
    pair.end()

    try folder.write("game.ts", "\(Self.native)\n" + colorGame(0, 0, 1))
    let other = try Pair(folder.path + "/game.ts", ["--load-time-limit", "400"], display: x.display)
    try other.wait(for: "gameFailed")
    #expect(
      eventually {
        guard let window = x.gameWindow(), let picture = x.picture(of: window.id) else { return false }
        // The panel's red edge.
        return (0..<picture.width / 4).contains { picture[$0, 60][0] > 200 }
      })
    try folder.write("game.ts", colorGame(0, 1, 0))
    try other.wait(for: "playing", "reloaded")
    #expect(x.shows([0, 255, 0]))
  }
}

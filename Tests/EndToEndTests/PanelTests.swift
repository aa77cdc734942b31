import Foundation
import Testing

@Suite("The error panel over the running game", .serialized)
struct PanelTests {
  let x: XServer
  let folder: GameFolder

  init() throws {
    x = try XServer()
    folder = try GameFolder()
  }

  /// Whether the window of a red game shows anything else.
  private func panelShows() -> Bool {
    guard let window = x.gameWindow(), let picture = x.picture(of: window.id) else { return false }
    // Blue, green, red and an unused byte for each pixel.
    return stride(from: 0, to: picture.bytes.count, by: 4).contains { picture.bytes[$0 + 2] != 255 || picture.bytes[$0] != 0 }
  }

  @Test("what does not compile is shown until it does; an error of a frame, until frames have gone well for a while")
  func lifetimes() throws {
    try folder.write("game.ts", colorGame(1, 0, 0))
    let pair = try Pair(folder.path + "/game.ts", display: x.display)
    try pair.wait(for: "playing")
    try pair.waitForStandby()
    #expect(!panelShows())
    try folder.write("game.ts", colorGame(1, 0, 0) + "\nconst broken = ;\n")
    try pair.wait(for: "buildFailed")
    #expect(eventually { panelShows() })
    // Longer than the panel of a frame's error lasts.
    usleep(3_000_000)
    #expect(panelShows())
    try folder.write(
      "game.ts",
      colorGame(
        1, 0, 0, rest: "let frame = 0; onFrame(() => { if (++frame === 20) throw new Error('once'); setClearColor({ r: 1, g: 0, b: 0, a: 1 }); });"))
    try pair.wait(for: "reloaded")
    try pair.wait(for: "gameFailed")
    #expect(eventually { panelShows() })
    #expect(eventually { !panelShows() })
  }

  @Test("a type error is told beside the game and shown at its lower edge, the game plays on, and mended it is gone")
  func types() throws {
    let game = colorGame(1, 0, 0)
    try folder.write("game.ts", game + "\nexport const a: number = 1;\n")
    let pair = try Pair(folder.path + "/game.ts", ["--check"], display: x.display)
    try pair.wait(for: "playing")
    try pair.waitForStandby()
    #expect(!panelShows())
    // The same code, but for its type: nothing is reloaded.
    try folder.write("game.ts", game + "\nexport const a: string = 1;\n")
    let found = try pair.wait(for: "typesChecked")
    let first = try #require((found["diagnostics"] as? [[String: Any]])?.first)
    #expect(first["message"] as? String == "Type 'number' is not assignable to type 'string'. (TS2322)")
    #expect(eventually { panelShows() })
    let picture = try #require(x.gameWindow().flatMap { x.picture(of: $0.id) })
    let upper = stride(from: 0, to: picture.bytes.count / 2, by: 4)
    #expect(upper.allSatisfy { picture.bytes[$0 + 2] == 255 && picture.bytes[$0] == 0 }, "the game is not covered")
    // A reload does not take it away, an error that keeps the game from playing covers it, and mending brings it back.
    try folder.write("game.ts", game + "\nexport const a: string = 2;\n")
    try pair.wait(for: "reloaded")
    try pair.wait(for: "typesChecked")
    #expect(panelShows())
    try folder.write("game.ts", game + "\nexport const a: number = 2;\n")
    #expect(try pair.wait(for: "typesChecked")["errors"] as? Int == 0)
    #expect(eventually { !panelShows() })
  }

  @Test("--check without a compiler is told at the start")
  func noCompiler() throws {
    try folder.write("game.ts", "export {};\n")
    let outcome = try folder.run("dev", "game.ts", "--check", "--headless", environment: ["ARCANE_DENO": "/nowhere/deno"])
    #expect(outcome.code == 3 && outcome.errors.contains("arcane: error: ARCANE_DENO names /nowhere/deno, which is no program that can be started"))
  }
}

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
    try folder.write("game.ts", colourGame(1, 0, 0))
    let pair = try Pair(folder.path + "/game.ts", display: x.display)
    try pair.wait(for: "playing")
    try pair.waitForStandby()
    #expect(!panelShows())
    try folder.write("game.ts", colourGame(1, 0, 0) + "\nconst broken = ;\n")
    try pair.wait(for: "buildFailed")
    #expect(eventually { panelShows() })
    // Longer than the panel of a frame's error lasts.
    usleep(3_000_000)
    #expect(panelShows())
    try folder.write("game.ts", colourGame(1, 0, 0, rest: "let frame = 0; onFrame(() => { if (++frame === 20) throw new Error('once'); setClearColor({ r: 1, g: 0, b: 0, a: 1 }); });"))
    try pair.wait(for: "reloaded")
    try pair.wait(for: "gameFailed")
    #expect(eventually { panelShows() })
    #expect(eventually { !panelShows() })
  }
}

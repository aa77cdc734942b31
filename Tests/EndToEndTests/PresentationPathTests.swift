import Foundation
import Testing

/// The code paths by which a frame can reach an X server's screen.
@Suite("Paths to the screen", .serialized)
struct PresentationPathTests {
  enum Path: CaseIterable, CustomTestStringConvertible {
    case sharedPictures, sentPictures, picturesByGLX, drawnIntoTheWindow

    var testDescription: String {
      switch self {
      case .sharedPictures: "pictures in memory that the server reads"
      case .sentPictures: "pictures sent, where the server shares no memory"
      case .picturesByGLX: "pictures, with the OpenGL that the user has asked for"
      case .drawnIntoTheWindow: "OpenGL draws into the window, where pictures have another layout than the screen"
      }
    }

    func makeServer() throws -> XServer {
      switch self {
      case .sharedPictures, .picturesByGLX: try XServer()
      case .sentPictures: try XServer(options: ["-extension", "MIT-SHM"])
      case .drawnIntoTheWindow: try XServer(depth: 30)
      }
    }

    /// SDL's own variable for a choice that we make otherwise.
    var environment: [String: String] { self == .picturesByGLX ? ["SDL_VIDEO_X11_FORCE_EGL": "0"] : [:] }
  }

  @Test("a game, its next generation and a resized window are shown", arguments: Path.allCases)
  func shown(_ path: Path) throws {
    let x = try path.makeServer()
    let folder = try GameFolder()
    try folder.write("game.ts", colorGame(1, 0, 0))
    let pair = try Pair(folder.path + "/game.ts", display: x.display, environment: path.environment)
    try pair.wait(for: "playing")
    #expect(x.shows([255, 0, 0]))
    try pair.waitForStandby()
    try folder.write("game.ts", colorGame(0, 1, 0))
    try pair.wait(for: "reloaded")
    #expect(x.shows([0, 255, 0]))
    let window = try #require(x.gameWindow())
    #expect(x.resize(window.id, width: 1000, height: 700))
    #expect(eventually { x.gameWindow()?.width == 1000 && x.shows([0, 255, 0]) })
  }

  @Test("a screen of too few colors is named, and the game plays without it")
  func fewColors() throws {
    let x = try XServer(depth: 16)
    let folder = try GameFolder()
    try folder.write("game.ts", colorGame(1, 0, 0))
    let outcome = try folder.run("run", "game.ts", "--frames", "3", environment: ["DISPLAY": x.display])
    let told = outcome.output + outcome.errors
    #expect(told.contains("the X server shows 16 bits a pixel, and a picture needs 24, so the game runs headless"), "\(told)")
    #expect(outcome.code == 0)
  }
}

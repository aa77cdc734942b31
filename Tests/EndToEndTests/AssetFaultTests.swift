import ArcaneGraphics
import Foundation
import Testing

@Suite("Assets that are broken")
struct AssetFaultTests {
  let folder: GameFolder
  init() throws { folder = try GameFolder() }

  private static let fixtures = URL(fileURLWithPath: Product.root + "/Tests/Fixtures")
  private static let font = URL(fileURLWithPath: "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf")

  private func fixture(_ path: String) throws -> Data { try Data(contentsOf: Self.fixtures.appendingPathComponent(path)) }

  private func pictureGame(_ number: Int = 0) -> String {
    """
    import { drawSprite, loadTexture, onFrame } from "@arcane/runtime";
    const texture = loadTexture("picture.png");
    onFrame(() => drawSprite({ texture, x: \(number), y: 0, width: 8, height: 8 }));
    """
  }

  private func playPicture() throws -> Pair {
    try folder.write("picture.png", try fixture("pictures/truecolor.png"))
    try folder.write("game.ts", pictureGame())
    let pair = try Pair(folder.path + "/game.ts", display: nil)
    try pair.wait(for: "playing")
    return pair
  }

  @Test("each is named, the game plays on, and the mended file is taken without a restart; a pipe and a folder are no assets")
  func mended() throws {
    let picture = try fixture("pictures/truecolor.png")
    let sound = try fixture("audio/tone.ogg")
    try folder.write("picture.png", picture.prefix(60))
    try folder.write("tone.ogg", sound.prefix(3000))
    try folder.write("letters.ttf", Data("no font at all".utf8))
    mkfifo(folder.path + "/pipe.png", 0o600)
    try FileManager.default.createDirectory(atPath: folder.path + "/folder.png", withIntermediateDirectories: true)
    try folder.write(
      "game.ts",
      """
      import { drawSprite, drawText, getFontMetrics, getTextureSize, loadFont, loadTexture, onFrame } from "@arcane/runtime";
      import { loadSound } from "@arcane/runtime/audio";
      const [picture] = ["picture.png", "pipe.png", "folder.png"].map((name) => loadTexture(name));
      const font = loadFont("letters.ttf", 24);
      loadSound("tone.ogg");
      let last = "";
      onFrame(() => {
        drawSprite({ texture: picture, x: 0, y: 0, width: 8, height: 8 });
        drawText("letters", 20, 20, { font });
        const state = `picture ${getTextureSize(picture).width}, font ${Math.round(getFontMetrics(font).ascent)}`;
        if (state !== last) console.log(state);
        last = state;
      });
      """)
    let pair = try Pair(folder.path + "/game.ts", display: nil)
    var named: Set<String> = []
    for _ in 0..<5 {
      let event = try pair.wait(for: "assetFailed")
      named.insert(URL(fileURLWithPath: event["file"] as? String ?? event["asset"] as? String ?? "").lastPathComponent)
    }
    #expect(named == ["picture.png", "tone.ogg", "letters.ttf", "pipe.png", "folder.png"])
    try pair.waitForConsole("picture 0, font 0")

    try folder.write("picture.png", picture)
    try pair.wait(for: "assetReloaded")
    try pair.waitForConsole("picture 8, font 0")
    try folder.write("tone.ogg", sound)
    try pair.wait(for: "assetReloaded")
    if FileManager.default.fileExists(atPath: Self.font.path) {
      try folder.write("letters.ttf", try Data(contentsOf: Self.font))
      try pair.wait(for: "assetReloaded")
      try pair.waitForConsole("picture 8, font 19")
    }
    #expect(pair.events.allSatisfy { !["gameFailed", "crashed"].contains($0["event"] as? String ?? "") })
  }

  @Test(
    "a game that is shown after a picture has gone or was damaged is told so, once, and has no picture, as at a fresh start",
    arguments: ["", "no picture"], [true, false])
  func outdated(content: String, ahead: Bool) throws {
    try folder.write("picture.png", try fixture("pictures/truecolor.png"))
    try folder.write(
      "part.ts", "import { loadTexture } from \"@arcane/runtime\";\nexport const picture = loadTexture(\"picture.png\");\n")
    func entry(_ number: Int) -> String {
      """
      import { drawSprite, getTextureSize, onFrame } from "@arcane/runtime";
      import { picture } from "./part.ts";
      let last = -1;
      onFrame(() => {
        drawSprite({ texture: picture, x: 0, y: 0, width: 8, height: 8 });
        const width = getTextureSize(picture).width;
        if (width !== last) console.log("game \(number) has width", width);
        last = width;
      });
      """
    }
    try folder.write("game.ts", entry(0))
    let pair = try Pair(folder.path + "/game.ts", ahead ? [] : ["--disable", "speculation"], display: nil)
    try pair.waitForConsole("game 0 has width 8")
    try pair.waitForStandby()
    try folder.write("game.ts", entry(1))
    try pair.wait(for: "reloaded")
    try pair.waitForConsole("game 1 has width 8")
    #expect(try pair.wait(for: "ready")["modulesAhead"] as? Int == (ahead ? 1 : 0))
    if content.isEmpty {
      try FileManager.default.removeItem(atPath: folder.path + "/picture.png")
    } else {
      try folder.write("picture.png", content)
    }
    // Of the game that is shown, which keeps what it has.
    #expect(try pair.wait(for: "assetFailed")["file"] as? String == folder.path + "/picture.png")
    for number in [2, 3] {
      try folder.write("game.ts", entry(number))
      let failure = try pair.wait(for: "assetFailed")
      #expect((failure["message"] as? String)?.hasPrefix(content.isEmpty ? "No such file" : "not a readable image") == true, "\(failure)")
      try pair.wait(for: "reloaded")
      try pair.waitForConsole("game \(number) has width 0")
      #expect(!pair.events.contains { $0["event"] as? String == "assetFailed" })
    }
    try folder.write("picture.png", try fixture("pictures/truecolor.png"))
    try pair.wait(for: "assetReloaded")
    try pair.waitForConsole("game 3 has width 8")
  }

  @Test(
    "a picture that is removed, or whose place something else takes, is told at once, and that it is back as it was, too", arguments: [true, false])
  func removed(isPipe: Bool) throws {
    let picture = try fixture("pictures/truecolor.png")
    let pair = try playPicture()
    // As editors save.
    try FileManager.default.removeItem(atPath: folder.path + "/picture.png")
    try folder.write("picture.png", try fixture("pictures/indexed.png"))
    #expect(try pair.wait(for: "assetReloaded", "assetFailed")["event"] as? String == "assetReloaded")
    try folder.write("picture.png", picture)
    #expect(try pair.wait(for: "assetReloaded", "assetFailed")["event"] as? String == "assetReloaded")
    try FileManager.default.removeItem(atPath: folder.path + "/picture.png")
    if isPipe { mkfifo(folder.path + "/picture.png", 0o600) }
    let failure = try pair.wait(for: "assetFailed")
    #expect(failure["message"] as? String == (isPipe ? "it is no regular file" : "No such file or directory"))
    if isPipe { try FileManager.default.removeItem(atPath: folder.path + "/picture.png") }
    try folder.write("picture.png", picture)
    #expect(try pair.wait(for: "assetReloaded", "assetFailed")["event"] as? String == "assetReloaded")
  }

  @Test("a picture that becomes a folder is told once")
  func becomesFolder() throws {
    let pair = try playPicture()
    try FileManager.default.removeItem(atPath: folder.path + "/picture.png")
    try FileManager.default.createDirectory(atPath: folder.path + "/picture.png", withIntermediateDirectories: true)
    try pair.wait(for: "assetFailed")
    try FileManager.default.removeItem(atPath: folder.path + "/picture.png")
    try folder.write("picture.png", try fixture("pictures/indexed.png"))
    #expect(try pair.wait(for: "assetReloaded", "assetFailed")["event"] as? String == "assetReloaded")
  }

  @Test("a picture that is touched is told of by no game, and the next one does not decode it")
  func touched() throws {
    let pair = try playPicture()
    try pair.waitForStandby()
    try folder.write("picture.png", try fixture("pictures/truecolor.png"))
    usleep(300_000)
    for number in 1...2 {
      try folder.write("game.ts", pictureGame(number))
      // It would be told after the first of the two.
      #expect(try pair.wait(for: "reloaded", "assetReloaded")["event"] as? String == "reloaded")
      try pair.waitForStandby()
    }
  }

  enum Moment: CaseIterable {
    /// The supervisor looks when the picture and the source are both there.
    case withTheSave
    case whileTheNextGameLoads
    /// A module that the standby has evaluated ahead is saved.
    case beforeTheNextGameStartsOver
  }

  @Test("a picture that is damaged around a save is told of the game that is shown", arguments: Moment.allCases)
  func damagedAroundSave(_ moment: Moment) throws {
    func part(_ mark: Int, loads milliseconds: Int = 0) -> String {
      """
      import { loadTexture } from "@arcane/runtime";
      console.log("mark \(mark)");
      const began = \(milliseconds) && Date.now();
      while (\(milliseconds) && Date.now() < began + \(milliseconds)) {}
      export const picture = loadTexture("picture.png");
      """
    }
    try folder.write("picture.png", try fixture("pictures/truecolor.png"))
    try folder.write("part.ts", part(0))
    func entry(_ number: Int) -> String {
      """
      import { drawSprite, onFrame } from "@arcane/runtime";
      import { picture } from "./part.ts";
      onFrame(() => drawSprite({ texture: picture, x: \(number), y: 0, width: 8, height: 8 }));
      """
    }
    try folder.write("game.ts", entry(0))
    let ahead = moment == .beforeTheNextGameStartsOver
    let pair = try Pair(folder.path + "/game.ts", ahead ? [] : ["--disable", "speculation"], display: nil)
    try pair.wait(for: "playing")
    try pair.waitForStandby()
    // What was saved is expected to change again, and the rest is evaluated ahead.
    try folder.write("game.ts", entry(1))
    let old = try #require(try pair.wait(for: "reloaded")["pid"] as? Int)
    #expect(try pair.wait(for: "ready")["modulesAhead"] as? Int == (ahead ? 1 : 0))
    // The old game tells nothing: what is told is the new one's.
    kill(pid_t(old), SIGSTOP)
    switch moment {
    case .withTheSave: kill(pair.pid, SIGSTOP)
    case .whileTheNextGameLoads:
      try folder.write("part.ts", part(1, loads: 1000))
      usleep(400_000)
    case .beforeTheNextGameStartsOver: break
    }
    try FileManager.default.removeItem(atPath: folder.path + "/picture.png")
    mkfifo(folder.path + "/picture.png", 0o600)
    switch moment {
    case .withTheSave:
      try folder.write("part.ts", part(1))
      kill(pair.pid, SIGCONT)
    case .whileTheNextGameLoads: break
    case .beforeTheNextGameStartsOver: try folder.write("part.ts", part(1))
    }
    #expect(try pair.wait(for: "assetFailed")["message"] as? String == "it is no regular file")
    try pair.waitForConsole("mark 1")
    try FileManager.default.removeItem(atPath: folder.path + "/picture.png")
    try folder.write("picture.png", try fixture("pictures/indexed.png"))
    try pair.wait(for: "assetReloaded")
  }
}

import Foundation
import Testing

/// What a save may bring that is neither an error nor a game.
@Suite("Nothing takes the loop down", .serialized)
struct LoopTests {
  let folder: GameFolder
  init() throws { folder = try GameFolder() }

  private func game(_ mark: Int, _ rest: String = "") -> String {
    "import { exit, loadFont, loadSound, loadTexture, onFrame } from \"@arcane/runtime\";\nconsole.log(\"mark \(mark)\");\nonFrame(() => {});\n\(rest)\n"
  }

  private func start(_ arguments: [String] = []) throws -> Pair {
    try folder.write("game.ts", game(0))
    let pair = try Pair(folder.path + "/game.ts", ["--headless", "--mute"] + arguments, display: nil)
    try pair.waitForConsole("mark 0")
    return pair
  }

  private func nextSaveWorks(_ pair: Pair, _ mark: Int = 99) throws {
    try folder.write("game.ts", game(mark))
    try pair.waitForConsole("mark \(mark)")
  }

  @Test(
    "exit() right after a save halts the game and is told, and the next save plays",
    arguments: [
      ("exit(3);", []), ("let n = 0; onFrame(() => { if (++n === 10) exit(0); });", []), ("exit(0);", ["--no-standby"]),
    ] as [(String, [String])])
  func exits(code: String, arguments: [String]) throws {
    let pair = try start(arguments)
    if arguments.isEmpty { try pair.waitForStandby() }
    for mark in 1...2 {
      try folder.write("game.ts", game(mark, code))
      try pair.waitForConsole("mark \(mark)")
      let told = try pair.wait(for: "warning")
      let message = (told["diagnostic"] as? [String: Any])?["message"] as? String ?? ""
      #expect(message.contains("the game called exit(\(code.contains("3") ? 3 : 0)) right after the save"), "\(message)")
    }
    try nextSaveWorks(pair)
  }

  @Test("a game that ends itself at the session's start ends the session with its code")
  func exitsAtOnce() throws {
    try folder.write("game.ts", game(0, "exit(42);"))
    #expect(try folder.run("dev", "game.ts", "--headless", "--mute").code == 42)
  }

  @Test("an empty file is said to be one, and the next save plays", arguments: ["", "  \n\n"])
  func empty(content: String) throws {
    let pair = try start()
    try folder.write("game.ts", content)
    var message = ""
    while !message.contains("is empty") { message = try pair.wait(for: "note")["message"] as? String ?? "" }
    #expect(message.hasSuffix("game.ts is empty, so there is nothing to play; the next save is shown"))
    try nextSaveWorks(pair)
  }

  @Test("a pipe, a device, a socket, a folder and a link that leads nowhere are no assets: told by their name, waited for by nobody")
  func oddAssets() throws {
    mkfifo(folder.path + "/pipe.png", 0o600)
    mkfifo(folder.path + "/pipe.wav", 0o600)
    mkfifo(folder.path + "/pipe.ttf", 0o600)
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/zero.png", withDestinationPath: "/dev/zero")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/tty.wav", withDestinationPath: "/dev/tty")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/lost.png", withDestinationPath: "/nowhere/lost.png")
    try FileManager.default.createDirectory(atPath: folder.path + "/folder.png", withIntermediateDirectories: true)
    let pair = try start()
    let pictures = ["pipe.png", "zero.png", "lost.png", "folder.png"]
    let sounds = ["pipe.wav", "tty.wav"]
    try folder.write(
      "game.ts",
      game(
        1, (pictures.map { "loadTexture('\($0)');" } + sounds.map { "loadSound('\($0)');" } + ["loadFont('pipe.ttf', 12);"]).joined(separator: "\n")))
    var told: [String: String] = [:]
    while told.count < pictures.count + sounds.count + 1 {
      let event = try pair.wait(for: "assetFailed")
      told[((event["file"] as? String ?? "") as NSString).lastPathComponent] = event["message"] as? String
    }
    #expect(Set(told.keys) == Set(pictures + sounds + ["pipe.ttf"]) && told.values.allSatisfy { !$0.isEmpty }, "\(told)")
    try nextSaveWorks(pair)
  }

  @Test("of a file that was removed and made again the report names that file alone, and no asset")
  func madeAgain() throws {
    try folder.write("level.txt", "one")
    try folder.write("data.json", "{}")
    try FileManager.default.copyItem(
      atPath: Product.root + "/Tests/Fixtures/pictures/truecolor.png", toPath: folder.path + "/p.png")
    try folder.write(
      "game.ts",
      """
      import text from "./level.txt" with { type: "text" };
      import data from "./data.json";
      import { drawSprite, loadTexture, onFrame } from "@arcane/runtime";
      const texture = loadTexture("p.png");
      console.log("text", text, Object.keys(data).length);
      onFrame(() => drawSprite({ texture, x: 0, y: 0, width: 8, height: 8 }));
      """)
    let pair = try Pair(folder.path + "/game.ts", display: nil)
    try pair.waitForConsole("text one 0")
    try pair.waitForStandby()
    try FileManager.default.removeItem(atPath: folder.path + "/level.txt")
    try pair.wait(for: "buildFailed")
    try folder.write("level.txt", "two")
    let event = try pair.wait(for: "reloaded", "assetReloaded")
    #expect(event["files"] as? [String] == [folder.path + "/level.txt"], "\(event)")
    try pair.waitForConsole("text two 0")
  }

  @Test("a source that is a pipe or a device is an error that names it, and the next save plays")
  func oddSources() throws {
    mkfifo(folder.path + "/pipe.ts", 0o600)
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/zero.ts", withDestinationPath: "/dev/zero")
    let pair = try start()
    for name in ["pipe.ts", "zero.ts"] {
      try folder.write("game.ts", game(1, "import './\(name)';"))
      let told = try pair.wait(for: "buildFailed")
      #expect("\(told)".contains(name) && "\(told)".contains("a pipe, a socket or a device"), "\(told)")
    }
    try nextSaveWorks(pair)
  }

  @Test(
    "a checkout of 500 files, in whatever order and however slowly they are written, is never an error in passing", arguments: [0, 8] as [UInt32])
  func checkout(pauses: UInt32) throws {
    let count = 500
    /// Each module needs a name of the next one that is there in this state alone.
    func write(_ state: Int, _ index: Int) throws {
      try folder.write(
        "m/m\(index).ts",
        index == count - 1
          ? "export const s\(state) = 1;\n" : "import { s\(state) as next } from \"./m\(index + 1).ts\";\nexport const s\(state) = next;\n")
    }
    for index in 0..<count { try write(0, index) }
    let entry = { (state: Int) in game(state, "import { s\(state) } from \"./m/m0.ts\";\nconsole.log(\"sum\", s\(state));") }
    try folder.write("game.ts", entry(0))
    try folder.write(".git/HEAD", "")
    let pair = try Pair(folder.path + "/game.ts", ["--headless", "--mute"], display: nil)
    try pair.waitForConsole("mark 0")
    try pair.waitForStandby()
    for state in 1...2 {
      // As git does it, under its lock, which is there until the last file is written.
      try folder.write(".git/index.lock", "")
      var order = Array(0..<count)
      order.shuffle()
      for (step, index) in order.enumerated() {
        try write(state, index)
        if pauses > 0, step % 5 == 0 { usleep(pauses * 1000) }
      }
      try folder.write("game.ts", entry(state))
      try FileManager.default.removeItem(atPath: folder.path + "/.git/index.lock")
      let next = try pair.wait(for: "reloaded", "buildFailed", "gameFailed")
      #expect(next["event"] as? String == "reloaded", "\(next)")
      try pair.waitForConsole("mark \(state)")
    }
  }

  @Test("a path that is not UTF-8 is named before anything starts; a file of such a name beside the game is no matter")
  func notUTF8() throws {
    let outcome = try Product.run(
      program: "/bin/bash",
      [
        "-c",
        "mkdir $'b\\xffd'; echo 1 > $'b\\xffd/game.ts'; echo 1 > $'odd\\xfe.ts'; '\(Product.supervisor)' run $'b\\xffd/game.ts' --headless; echo \"code $?\"",
      ],
      directory: folder.path)
    #expect(outcome.output == "code 3\n" && outcome.errors.contains("a name in this path is not UTF-8"), "\(outcome.output)\(outcome.errors)")
    let pair = try start()
    _ = try Product.run(program: "/bin/bash", ["-c", "echo 2 > $'odd\\xfe.ts'; mkdir $'new\\xfd'"], directory: folder.path)
    try nextSaveWorks(pair)
  }
}

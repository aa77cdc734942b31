import Foundation
import Testing

/// What may be typed, and what it means.
@Suite("The command line")
struct CommandTests {
  let folder: GameFolder
  init() throws { folder = try GameFolder() }

  private static let game = "import { exit } from '@arcane/runtime/app';\nconsole.log('played');\nexit(42);\n"

  /// The options that keep a game from a window and from sound.
  private func ends(_ arguments: [String], in directory: String? = nil) throws {
    let outcome = try Product.run(arguments, environment: ["DISPLAY": "", "WAYLAND_DISPLAY": ""], directory: directory ?? folder.path)
    #expect(outcome.code == 42 && outcome.output == "played\n", "\(arguments): \(outcome.errors)")
  }

  @Test("a game is named by its file, by its folder, by its project, or by being where one is")
  func entries() throws {
    try folder.write("game.ts", Self.game)
    try folder.write("other/arcane.json", #"{ "main": "src/start.ts" }"#)
    try folder.write("other/src/start.ts", Self.game)
    try folder.write("npm/package.json", #"{ "main": "play.ts" }"#)
    try folder.write("npm/play.ts", Self.game)
    try folder.write("original/src/visual.ts", Self.game)
    for arguments in [
      [], ["game.ts"], ["./game.ts"], ["."], ["dev"], ["dev", "."], ["run"], ["run", "game.ts"], ["--mute"], ["--mute", "game.ts"],
    ] {
      try ends(arguments)
    }
    for name in ["other", "npm", "original"] {
      try ends([name])
      try ends([], in: folder.path + "/" + name)
    }
    try ends([], in: folder.path + "/other")
  }

  @Test("the program is the same by a link of any name from any folder")
  func links() throws {
    try folder.write("game.ts", Self.game)
    let link = folder.path + "/arcane"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: Product.supervisor)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: link)
    process.arguments = [folder.path, "--headless"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.environment = ["HOME": folder.path, "ALSOFT_DRIVERS": "null", "PATH": "/usr/bin:/bin"]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 42)
  }

  @Test(
    "a word that is none of ours is answered with the nearest one that is",
    arguments: [
      (["tset"], "arcane: error: there is no command 'tset', and no file or folder of that name. Did you mean 'arcane test'?"),
      (["Dev", "game.ts"], "arcane: error: there is no command 'Dev', and no file or folder of that name. Did you mean 'arcane dev'?"),
      (["help", "rnu"], "arcane: error: there is no command 'rnu', and no file or folder of that name. Did you mean 'arcane run'?"),
      (["--headles"], "Error: Unknown option '--headles'. Did you mean '--headless'?"),
      (["run", "--framse", "3"], "Error: Unknown option '--framse'. Did you mean '--frames'?"),
    ])
  func misspelt(arguments: [String], told: String) throws {
    let outcome = try Product.run(arguments, directory: folder.path)
    #expect(outcome.code == 64)
    #expect(outcome.errors.split(separator: "\n").first.map(String.init) == told)
  }

  @Test("where there is no game, arcane alone tells how to begin")
  func nothing() throws {
    let outcome = try Product.run([], directory: folder.path)
    #expect(outcome.code == 0 && outcome.output.contains("USAGE: arcane"), "\(outcome.output)")
  }

  @Test("a setting that is none is told with the nearest one, and the game plays")
  func oddSetting() throws {
    try folder.write("game.ts", Self.game)
    try folder.write("arcane.json", "{\n  \"titel\": \"x\",\n  \"nmae\": \"y\"\n}\n")
    let outcome = try folder.run("run", ".", "--headless")
    #expect(outcome.code == 42)
    #expect(outcome.errors.contains("arcane.json:3:3: warning: \"nmae\" is no setting of arcane.json; did you mean \"name\"?"), "\(outcome.errors)")
    #expect(outcome.errors.contains("arcane.json:2:3: warning: \"titel\" is no setting of arcane.json"), "\(outcome.errors)")
  }

  @Test("every script finds its place through a symbolic link")
  func scripts() throws {
    let scripts =
      try FileManager.default.contentsOfDirectory(atPath: Product.root + "/scripts").map { Product.root + "/scripts/" + $0 } + [
        Product.root + "/.ci/run"
      ]
    var shells = 0
    for script in scripts {
      guard let text = try? String(contentsOfFile: script, encoding: .utf8), text.hasPrefix("#!/usr/bin/env bash") else { continue }
      shells += 1
      #expect(text.contains("readlink -f"), "\(script) finds its folder by the name that it was called by")
    }
    #expect(shells > 8)
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/play", withDestinationPath: Product.root + "/scripts/play")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: folder.path + "/play")
    let output = Pipe()
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 64 && text.contains("breakout"), "\(text)")
  }
}

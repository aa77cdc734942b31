import ArcaneLinux
import Foundation
import Testing

/// `arcane build`: what players start. The player that games bring along is put together by scripts/bundle from a release build, so
/// what needs it runs where there is one (scripts/test-install); the checks before it run everywhere.
@Suite("Building a game")
struct BuildTests {
  let folder: GameFolder
  init() throws { folder = try GameFolder() }

  /// Whether there is a player, of the build that is tested: a pack of one is nothing to another.
  static let hasPlayer: Bool = {
    func time(_ path: String) -> Date? { (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date }
    guard let player = time(Product.root + "/.build/bundle/player.txt"), let program = time(Product.supervisor) else { return false }
    return player >= program
  }()
  private static let game = """
    import { drawTexture, loadTexture, onFrame } from "@arcane/runtime";
    import { hasSave, loadGame, saveGame } from "@arcane/runtime/storage";
    import { getArgs } from "@arcane/runtime/app";
    import { factor } from "./rules.ts";
    const hero = loadTexture("assets/hero.png");
    let x = 10;
    console.log("arguments", ...getArgs(), hasSave("slot") ? "saved" : "new");
    saveGame("slot", { x });
    onFrame(() => {
      x += factor;
      drawTexture(hero, x, 20, 64, 64);
    });
    """

  private func writeGame() throws {
    try folder.write(
      "g/arcane.json",
      #"{ "id": "org.arcane.tests.little", "name": "Little Game", "version": "1.2.0", "icon": "icon.png", "locales": ["de"], "width": 320, "height": 200 }"#
    )
    try folder.write("g/game.ts", Self.game)
    try folder.write("g/rules.ts", "export const factor: number = 3;\n")
    try FileManager.default.createDirectory(atPath: folder.path + "/g/assets", withIntermediateDirectories: true)
    let icon = try Data(contentsOf: URL(fileURLWithPath: Product.root + "/templates/common/icon.png"))
    try folder.write("g/icon.png", icon)
    try folder.write("g/assets/hero.png", icon)
  }

  private func run(_ program: String, _ arguments: [String], environment: [String: String] = [:], directory: String? = nil) throws -> (
    code: Int32, output: String, errors: String
  ) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
    process.environment = ["HOME": folder.path + "/home", "PATH": "/usr/bin:/bin", "ALSOFT_DRIVERS": "null"].merging(environment) { $1 }
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complained = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, said, complained)
  }

  @Test(
    "a built folder plays the same pixels as its sources, from any folder, read-only, through a link; saves and the log are the player's",
    .enabled(if: hasPlayer))
  func plays() throws {
    try writeGame()
    let built = try folder.run("build", "g")
    #expect(built.code == 0, "\(built.errors)")
    let game = folder.path + "/g/dist/little-game"
    let options = ["--headless", "--frames", "20", "--dt", "0.016", "--seed", "1", "--screenshot"]
    #expect(try folder.run("run", "g", "--headless", "--frames", "20", "--dt", "0.016", "--seed", "1", "--screenshot", "a.png").code == 0)
    let again = try run(Product.supervisor, ["run", game] + options + [folder.path + "/b.png"])
    #expect(again.code == 0, "\(again.errors)")
    #expect(again.output == "arguments new\n")
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path + "/a.png")) == Data(contentsOf: URL(fileURLWithPath: folder.path + "/b.png")))

    // Without its sources, elsewhere, read-only, through a link and with arguments.
    let place = folder.path + "/else where"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    try FileManager.default.moveItem(atPath: game, toPath: place + "/the game")
    _ = try run("/bin/chmod", ["-R", "a-w", place])
    defer { _ = try? run("/bin/chmod", ["-R", "u+w", place]) }
    let worker = place + "/the game/lib/arcane-worker"
    let second = try run(worker, ["--game", place + "/the game/game.pack"] + options + [folder.path + "/c.png", "--", "one", "two"], directory: "/")
    #expect(second.code == 0 && second.output == "arguments one two saved\n", "\(second.output)\(second.errors)")
    let saved = folder.path + "/home/.local/share/org.arcane.tests.little/saves/slot.json"
    #expect(FileManager.default.fileExists(atPath: saved))
    let log = try String(contentsOfFile: folder.path + "/home/.local/state/org.arcane.tests.little/log.txt", encoding: .utf8)
    #expect(log == "arguments one two saved\n")
    let link = folder.path + "/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: place + "/the game/little-game")
    let launched = try run(link, [])
    #expect(
      launched.code == 3 && launched.errors == "Little Game needs a display, and there is none (neither DISPLAY nor WAYLAND_DISPLAY is set)\n",
      "\(launched.errors)")
  }

  @Test(
    "two builds are the same bytes in every form, wherever the project lies, whoever builds it and when", .enabled(if: hasPlayer),
    arguments: [nil, "1700000000"])
  func reproducible(epoch: String?) throws {
    try writeGame()
    try FileManager.default.createDirectory(atPath: folder.path + "/elsewhere", withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: folder.path + "/g", toPath: folder.path + "/elsewhere/deeper")
    // Another folder, another time of the files, another user's habits.
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1e9)], ofItemAtPath: folder.path + "/elsewhere/deeper/assets/hero.png")
    let time = epoch.map { ["SOURCE_DATE_EPOCH": $0] } ?? [:]
    let ways: [(project: String, umask: String, environment: [String: String])] = [
      ("g", "022", ["TZ": "UTC", "LC_ALL": "C"]), ("elsewhere/deeper", "077", ["TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8"]),
    ]
    for form in [".tar.zst", ".deb", ".run", "/"] {
      for (index, way) in ways.enumerated() {
        let outcome = try run(
          "/bin/sh",
          ["-c", "umask \(way.umask); exec \"$@\"", "sh", Product.supervisor, "build", way.project, "--quick", "-o", "out\(index)\(form)"],
          environment: way.environment.merging(time) { $1 }, directory: folder.path)
        #expect(outcome.code == 0, "\(outcome.errors)")
      }
      if form != "/" {
        #expect(FileManager.default.contentsEqual(atPath: "\(folder.path)/out0\(form)", andPath: "\(folder.path)/out1\(form)"), "\(form)")
      }
    }
    let (first, second) = (try facts(folder.path + "/out0"), try facts(folder.path + "/out1"))
    #expect(first.keys.sorted() == second.keys.sorted() && first.count > 20)
    for (path, facts) in first { #expect(second[path] == facts, "\(path)") }
    // And what is in a form does not depend on the form.
    #expect(try run("/bin/tar", ["--zstd", "-xf", folder.path + "/out0.tar.zst", "-C", folder.path]).code == 0)
    #expect(try facts(folder.path + "/little-game") == first)
  }

  /// Of each file and folder in one, and of itself: mode, time, and what is in it.
  private func facts(_ top: String) throws -> [String: String] {
    var facts: [String: String] = [:]
    for path in try [""] + FileManager.default.subpathsOfDirectory(atPath: top) {
      let attributes = try FileManager.default.attributesOfItem(atPath: top + "/" + path)
      let mode = (attributes[.posixPermissions] as? Int).map { String($0, radix: 8) } ?? "?"
      let time = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? -1
      let content = FileManager.default.contents(atPath: top + "/" + path)
      facts[path] = "\(mode) \(time) \(content.map { "\($0.count) \($0.hashValue)" } ?? "folder")"
    }
    return facts
  }

  @Test("a .run unpacks itself once and starts", .enabled(if: hasPlayer))
  func selfExtracting() throws {
    try writeGame()
    #expect(try folder.run("build", "g", "--quick", "-o", "little.run").code == 0)
    for _ in 0..<2 {
      let outcome = try run(folder.path + "/little.run", [])
      #expect(outcome.code == 3 && outcome.errors.hasPrefix("Little Game needs a display"), "\(outcome.errors)")
    }
    #expect(try unpacked().count == 1)
    let whole = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/little.run"))
    try folder.write("torn.run", whole.dropLast(100))
    _ = try run("/usr/bin/install", ["-m", "755", folder.path + "/torn.run", folder.path + "/torn2.run"])
    let torn = try run(folder.path + "/torn2.run", [])
    #expect(torn.code == 3 && torn.errors.hasSuffix("is damaged or not whole; get it anew\n"), "\(torn.errors)")
  }

  /// What is in the cache of unpacked games, but for its lock.
  private func unpacked() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path + "/home/.cache/arcane-games").filter { $0 != ".lock" }
  }

  @Test(
    "what an unpacking left behind that was cut off goes, two first starts are one, and a place that will not do is told with the ways out",
    .enabled(if: hasPlayer))
  func unpacking() throws {
    try writeGame()
    #expect(try folder.run("build", "g", "--quick", "-o", "little.run").code == 0)
    let program = folder.path + "/little.run"
    try folder.write("home/.cache/arcane-games/.unpacking.1/little-game/half", "half")
    let environment = ["HOME=\(folder.path)/home", "PATH=/usr/bin:/bin"]
    let both = try (0..<2).map { _ in
      try ChildProcess(name: "little", path: program, arguments: [], environment: environment, inherit: [(silence, 0), (silence, 1), (silence, 2)])
    }
    for child in both {
      guard case .code(3)? = child.reap(wait: true) else {
        Issue.record("a start has ended otherwise")
        continue
      }
    }
    let there = try unpacked()
    #expect(there.count == 1 && there[0].hasPrefix("org.arcane.tests.little-"), "\(there)")

    try folder.write("blocked", "")
    let blocked = try run(program, [], environment: ["XDG_CACHE_HOME": folder.path + "/blocked"])
    #expect(blocked.code == 3)
    #expect(
      blocked.errors
        == "\(folder.path)/blocked/arcane-games: cannot be made: Not a directory. Set XDG_CACHE_HOME to a folder where programs may be started, or unpack it elsewhere: --extract FOLDER\n",
      "\(blocked.errors)")
    let elsewhere = try run(program, ["--extract", folder.path + "/out"])
    #expect(elsewhere.code == 0 && FileManager.default.isExecutableFile(atPath: folder.path + "/out/little-game/little-game"), "\(elsewhere.errors)")
    let again = try run(program, ["--extract", folder.path + "/out"])
    #expect(
      again.code == 3 && again.errors.hasSuffix("is there already, or cannot be made: Directory not empty. Name another folder\n"), "\(again.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out") == ["little-game"])
  }

  /// A game that plays until it is ended. Its first frame is told on the console.
  private func writeEndlessGame() throws {
    try writeGame()
    try folder.write(
      "g/game.ts", "import { onFrame } from '@arcane/runtime';\nlet n = 0;\nonFrame(() => { if (++n === 3) console.log('plays'); });\n")
  }

  /// The process of the game that the host, which a player has started, has started.
  private func gameProcess(of host: ChildProcess) throws -> pid_t {
    let children = try String(contentsOfFile: "/proc/\(host.pid)/task/\(host.pid)/children", encoding: .utf8)
    return try #require(children.split(separator: " ").first.flatMap { pid_t($0) })
  }

  private func start(_ program: String, _ arguments: [String], _ environment: [String: String] = [:]) throws -> (host: ChildProcess, said: Channel) {
    let said = Channel()
    let all = ["HOME": folder.path + "/home", "PATH": "/usr/bin:/bin", "ALSOFT_DRIVERS": "null"].merging(environment) { $1 }
    let host = try ChildProcess(
      name: "game", path: program, arguments: arguments, environment: all.map { "\($0)=\($1)" },
      inherit: [(silence, 0), (said.write, 1), (said.write, 2)])
    said.closeWriter()
    try #require(said.readLine(seconds: 60) == "plays")
    return (host, said)
  }

  private func reports() throws -> [String] {
    let state = folder.path + "/home/.local/state/org.arcane.tests.little"
    return try FileManager.default.contentsOfDirectory(atPath: state).filter { $0.hasPrefix("report-") }
      .map { try String(contentsOfFile: state + "/" + $0, encoding: .utf8) }
  }

  @Test(
    "a built game that crashes natively says so, in its log too, and leaves a report with its frame", .enabled(if: hasPlayer),
    arguments: [SIGSEGV, SIGABRT, SIGKILL])
  func crash(signal: Int32) throws {
    try writeEndlessGame()
    #expect(try folder.run("build", "g").code == 0)
    let built = folder.path + "/g/dist/little-game"
    let (host, said) = try start(built + "/lib/arcane-worker", ["--game", built + "/game.pack", "--headless"])
    kill(try gameProcess(of: host), signal)
    let told = "Little Game has crashed: signal \(signal) (\(String(cString: strsignal(signal))))."
    #expect(said.readLine(seconds: 60) == told)
    #expect(said.readLine(seconds: 60)?.hasPrefix("A report is in \(folder.path)/home/.local/state/org.arcane.tests.little/report-") == true)
    #expect(host.reap(wait: true) == .code(1))
    let report = try #require(try reports().first)
    #expect(report.contains("Little Game 1.2.0 (org.arcane.tests.little)") && report.contains("\(told)\nin frame "), "\(report)")
    #expect(report.hasSuffix("What the game logged last:\n    plays\n    error: \(told)\n"), "\(report)")
  }

  @Test("a built game that crashes in its window leaves a window that says so, until it is closed", .enabled(if: hasPlayer))
  func crashInWindow() throws {
    try writeEndlessGame()
    #expect(try folder.run("build", "g").code == 0)
    let screen = try XServer()
    let (host, said) = try start(folder.path + "/g/dist/little-game/little-game", [], ["DISPLAY": screen.display])
    kill(try gameProcess(of: host), SIGSEGV)
    #expect(said.readLine(seconds: 60)?.hasPrefix("Little Game has crashed: signal 11") == true)
    // The game's own window has gone with its process, before the line above.
    let message = try #require(screen.window(titled: "Little Game"))
    #expect(host.reap() == nil)
    #expect(screen.close(message))
    #expect(host.reap(wait: true) == .code(1))
    #expect(try reports().count == 1)
  }

  @Test("a built game that does not come back from one call is ended and told", .enabled(if: hasPlayer))
  func hang() throws {
    try writeGame()
    try folder.write(
      "g/game.ts",
      "import { onFrame } from '@arcane/runtime';\nlet n = 0;\nonFrame(() => {\n  if (++n === 3) [].indexOf.call({ length: 2 ** 53 - 1 }, 1);\n});\n")
    #expect(try folder.run("build", "g").code == 0)
    let outcome = try run(Product.supervisor, ["run", folder.path + "/g/dist/little-game", "--headless"])
    #expect(outcome.code == 1)
    // The place is told where V8 says it in time.
    #expect(outcome.errors.contains("error: frame 3 has not come back for 12 seconds and cannot be ended: "), "\(outcome.errors)")
    #expect(try reports().count == 1)
  }

  @Test("an exception in a built game ends it with its place, a report, and code 1", .enabled(if: hasPlayer))
  func exception() throws {
    try writeGame()
    try folder.write(
      "g/game.ts",
      "import { onFrame } from '@arcane/runtime';\nlet n: number = 0;\nonFrame(() => {\n  if (++n === 3) throw new RangeError('third');\n});\n")
    #expect(try folder.run("build", "g").code == 0)
    let outcome = try run(Product.supervisor, ["run", folder.path + "/g/dist/little-game", "--headless", "--frames", "9"])
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("game.ts:4:24: error: RangeError: third"), "\(outcome.errors)")
    let state = folder.path + "/home/.local/state/org.arcane.tests.little"
    let report = try #require(try FileManager.default.contentsOfDirectory(atPath: state).first { $0.hasPrefix("report-") })
    let text = try String(contentsOfFile: state + "/" + report, encoding: .utf8)
    #expect(text.contains("Little Game 1.2.0 (org.arcane.tests.little)") && text.contains("RangeError: third"), "\(text)")
  }

  @Test("a save folder that cannot be written is told to the game, and once to the log", .enabled(if: hasPlayer))
  func noSaves() throws {
    try writeGame()
    try folder.write(
      "g/game.ts",
      "import { onFrame } from '@arcane/runtime';\nimport { saveGame } from '@arcane/runtime/storage';\nonFrame(() => { if (saveGame('a', 1)) console.log('saved'); });\n"
    )
    #expect(try folder.run("build", "g").code == 0)
    // A file where the folder should be.
    try folder.write("home/.local/share", "")
    let outcome = try run(Product.supervisor, ["run", folder.path + "/g/dist/little-game", "--headless", "--frames", "9"])
    #expect(outcome.code == 0 && !outcome.output.contains("saved"))
    #expect(outcome.errors.components(separatedBy: "a is not saved").count == 2, "\(outcome.errors)")
  }

  struct Mistake: CustomTestStringConvertible {
    let name: String
    var files: [String: String] = [:]
    var output: [String] = []
    var environment: [String: String] = [:]
    var code: Int32 = 1
    let told: String
    var testDescription: String { name }
  }

  static let mistakes = [
    Mistake(
      name: "an asset that is not there", files: ["g/game.ts": "import { loadTexture } from '@arcane/runtime';\nloadTexture('assets/heroe.png');\n"],
      told: "g/game.ts:2:13: error: there is no file \"assets/heroe.png\". Did you mean assets/hero.png?"),
    Mistake(
      name: "an asset in another case", files: ["g/game.ts": "import { loadTexture } from '@arcane/runtime';\nloadTexture('assets/Hero.PNG');\n"],
      told:
        "g/game.ts:2:13: error: \"assets/Hero.PNG\" is called assets/hero.png on the disk: in another case it is another file where players are. Write it the same way"
    ),
    Mistake(
      name: "an asset outside of the project", files: ["g/game.ts": "import { loadTexture } from '@arcane/runtime';\nloadTexture('../other.png');\n"],
      told: "g/game.ts:2:13: error: \"../other.png\" is outside of the project, g, and players do not have it. Move it into the project"),
    Mistake(name: "a mistake in the code", files: ["g/game.ts": "const x = ;\n"], told: "g/game.ts:1:11: error: Unexpected \";\""),
    Mistake(
      name: "a place that is not ours", files: ["full/file": ""], output: ["-o", "full/"], code: 3,
      told: "arcane: error: full: is not empty, and no game that was built before (file). Name another place with -o"),
    Mistake(
      name: "a form that is none", output: ["-o", "little.zip"], code: 3,
      told: "arcane: error: little.zip: games are not built as .zip. -o takes names that end in .tar.zst, .deb or .run, or the name of a folder"),
    Mistake(
      name: "an id that is none", files: ["g/arcane.json": #"{ "id": "Little Game" }"#], code: 3,
      told: "g/arcane.json:1:3: error: \"id\" must be a name in reverse domain order, such as \"org.example.g\""),
    Mistake(
      name: "an icon that is not there", files: ["g/arcane.json": #"{ "icon": "sun.png" }"#],
      told: "g/arcane.json:1:3: error: \"icon\" names sun.png, and there is no such file"),
    Mistake(
      name: "a time that is none", environment: ["SOURCE_DATE_EPOCH": "yesterday"], code: 3,
      told: "arcane: error: SOURCE_DATE_EPOCH is 'yesterday', and has to be a number of seconds since 1970, 8589934591 at most"),
    Mistake(
      name: "a time that tar cannot hold", environment: ["SOURCE_DATE_EPOCH": "8589934592"], code: 3,
      told: "arcane: error: SOURCE_DATE_EPOCH is '8589934592', and has to be a number of seconds since 1970, 8589934591 at most"),
  ]

  @Test("a mistake has one clear message", .enabled(if: hasPlayer), arguments: mistakes)
  func mistake(_ mistake: Mistake) throws {
    try writeGame()
    for (name, text) in mistake.files { try folder.write(name, text) }
    let outcome = try Product.run(["build", "g"] + mistake.output, environment: mistake.environment, directory: folder.path)
    #expect(outcome.code == mistake.code)
    let lines = outcome.errors.split(separator: "\n").map(String.init)
    #expect(lines.contains(mistake.told), "\(outcome.errors)")
    #expect(lines.filter { $0.contains("error:") }.count == 1, "\(outcome.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/g/dist"))
  }
}

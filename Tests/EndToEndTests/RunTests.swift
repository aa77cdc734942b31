import Foundation
import Testing

@Suite("A run without a display")
struct RunTests {
  let folder: GameFolder
  init() throws { folder = try GameFolder() }

  private static let fixtures = Product.root + "/Tests/Fixtures"

  @Test("two runs with the same step, seed and input give the same pixels; another seed gives others")
  func deterministic() throws {
    try folder.write(
      "game.ts",
      """
      import { drawRect, isKeyDown, onFrame } from "@arcane/runtime";
      let x = 0;
      onFrame((dt) => {
        if (isKeyDown("ArrowRight")) x += 300 * dt;
        for (let i = 0; i < 50; i++) drawRect(x + Math.random() * 400, Math.random() * 500, 9, 9, { color: "#ff8800" });
        drawRect(Date.now() % 700, 550, 20, 20);
      });
      """)
    try folder.write("keys.json", #"[{"frame": 5, "key": "ArrowRight", "down": true}, {"frame": 20, "key": "ArrowRight", "down": false}]"#)
    func picture(_ seed: String, _ name: String, _ more: [String] = []) throws -> Data {
      let outcome = try Product.run(
        ["run", "game.ts", "--headless", "--frames", "30", "--dt", "0.016", "--seed", seed, "--screenshot", name] + more, directory: folder.path)
      #expect(outcome.code == 0, "\(outcome.errors)")
      return try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + name))
    }
    let first = try picture("7", "a.png", ["--script", "keys.json"])
    #expect(try picture("7", "b.png", ["--script", "keys.json"]) == first)
    #expect(try picture("8", "c.png", ["--script", "keys.json"]) != first)
    #expect(try picture("7", "d.png") != first, "the input counts")
  }

  @Test(
    "games of both levels are drawn by their own conventions",
    arguments: [("p8-game", [40, 100, 140]), ("n-game", [40, 140])])
  func levels(game: String, frames: [Int]) throws {
    for count in frames {
      let picture = "\(folder.path)/\(game)-\(count).png"
      let outcome = try Product.run([
        "run", "\(Self.fixtures)/\(game)/game.ts", "--headless", "--frames", "\(count)", "--dt", "0.016", "--seed", "1", "--screenshot", picture,
      ])
      // The one of level P8 asks for two files that are not there, which a run tells by its code.
      #expect(outcome.code == (game == "p8-game" ? 1 : 0), "\(outcome.errors)")
      #expect(outcome.errors.contains("2 assets could not be loaded") == (game == "p8-game"))
      let check = Process()
      check.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      check.arguments = ["python3", "\(Self.fixtures)/check-pixels.py", picture, "\(Self.fixtures)/\(game)/expected-pixels.json", "\(count)"]
      try check.run()
      check.waitUntilExit()
      #expect(check.terminationStatus == 0, "\(game) after \(count) frames: see the pixels printed above")
    }
  }

  @Test("every op of the script interface answers as games expect")
  func ops() throws {
    let outcome = try Product.run(["run", "\(Self.fixtures)/ops/all-ops.ts", "--headless", "--frames", "6"])
    #expect(outcome.code == 1 && outcome.errors.contains("4 assets could not be loaded"), "\(outcome.errors)")
    #expect(outcome.output.split(separator: "\n").last?.hasPrefix("all-ops: ") == true)
  }

  @Test("a game finds the ops of docs/ops.md and no others, and each refuses what is not of the kind that is written there")
  func declaredOps() throws {
    let page = try String(contentsOfFile: Self.fixtures + "/../../docs/ops.md", encoding: .utf8)
    let ofGames = try #require(page.components(separatedBy: "## In files of tests").first)
    let rows = ofGames.matches(of: /\n\| `(op_\w+)\(([^)]*)\)`/)
    #expect(rows.count > 120)
    let table = rows.map { "[\"\($0.1)\", \"\($0.2)\"]" }.joined(separator: ",\n")
    try folder.write(
      "game.ts",
      """
      const ops = (globalThis as any).Deno.core.ops;
      const table: [string, string][] = [\(table)];
      const names = table.map(([name]) => name).sort();
      const found = Object.keys(ops).filter((name) => /^op_(?!arcane_test_)/.test(name) && typeof ops[name] === "function").sort();
      if (String(names) !== String(found)) throw new Error("other ops: " + found.filter((name) => !names.includes(name)) + " / " + names.filter((name) => !found.includes(name)));
      const expected: Record<string, string> = { u32: "u32", u8: "u32", i32: "i32", f32: "f64", f64: "f64", bytes: "typed ArrayBufferView" };
      let checks = 0;
      for (const [name, list] of table) {
        const kinds = list === "" ? [] : list.split(", ").filter((entry) => !entry.includes("?")).map((entry) => entry.split(": ")[1]!);
        for (const [index, kind] of kinds.entries()) {
          if (expected[kind] === undefined) continue;
          const values = kinds.map((kind, at) => at === index ? "no" : kind === "bytes" ? new Uint8Array(4) : kind === "text" ? "a" : 1);
          let thrown = "nothing";
          try { ops[name](...values); } catch (error) { thrown = String(error); }
          if (thrown !== "TypeError: expected " + expected[kind]) throw new Error(`${name}, argument ${index}: ${thrown}`);
          checks += 1;
        }
      }
      console.log(checks > 150 ? "all are declared" : "only " + checks);
      """)
    let outcome = try folder.run("run", "game.ts", "--headless", "--frames", "1")
    #expect(outcome.output == "all are declared\n", "\(outcome.errors)")
  }

  @Test("the game's own exit code is the run's, and its console is on standard output")
  func exitCode() throws {
    try folder.write("game.ts", "import { exit } from '@arcane/runtime/app';\nconsole.log('hello', { a: 1 });\nexit(42);\n")
    let outcome = try folder.run("run", "game.ts", "--headless")
    #expect(outcome.code == 42)
    #expect(outcome.output == "hello { a: 1 }\n")
  }

  @Test("a worker that is started by hand does the same")
  func byHand() throws {
    try folder.write("game.ts", "import { exit } from '@arcane/runtime/app';\nexit(9);\n")
    let worker = Process()
    worker.executableURL = URL(fileURLWithPath: Product.folder + "/arcane-worker")
    worker.arguments = [folder.path + "/game.ts", "--headless"]
    worker.standardError = FileHandle.nullDevice
    try worker.run()
    worker.waitUntilExit()
    #expect(worker.terminationStatus == 9)
  }

  struct Mistake: CustomTestStringConvertible {
    let name: String
    var files: [String: String] = [:]
    var arguments = ["game.ts"]
    var code: Int32 = 1
    /// Must be in what is told, whole lines.
    let told: [String]
    /// A part of a line that holds more than can be written here.
    var told2: String?
    var testDescription: String { name }
  }

  static let mistakes = [
    Mistake(
      name: "no such file", code: 3,
      told: ["arcane: error: game.ts: No such file or directory. Give the path of the game's entry file, or of its folder."]),
    Mistake(
      name: "a folder", arguments: ["."], code: 3,
      told: [
        "arcane: error: .: is a folder without a game: no game.ts, and no \"main\" in an arcane.json or package.json. Name the game's entry file, or make a game: arcane new NAME"
      ]),
    Mistake(
      name: "a name that is nearly another's", files: ["game.ts": ""], arguments: ["gmae.ts"], code: 3,
      told: ["arcane: error: gmae.ts: No such file or directory. Did you mean game.ts?"]),
    Mistake(
      name: "a project that names an entry that is not there", files: ["arcane.json": "{\n  \"main\": \"src/play.ts\"\n}\n"], arguments: ["."],
      code: 3,
      told: ["arcane.json:2:3: error: \"main\" names src/play.ts, and there is no such file", "    2 |   \"main\": \"src/play.ts\""]),
    Mistake(
      name: "a project of a newer release", files: ["arcane.json": "{ \"arcane\": \"99.0.0\" }", "game.ts": ""], arguments: ["."], code: 3,
      told: [
        "arcane.json:1:3: error: this project is made for Arcane 99.0.0, and this is 0.1.0. Install the newer release, or write \"0.1.0\" here and see whether the game does without"
      ]),
    Mistake(
      name: "a setting of the wrong kind", files: ["arcane.json": "{ \"width\": \"wide\" }", "game.ts": ""], arguments: ["."], code: 3,
      told: ["arcane.json:1:3: error: \"width\" must be a whole number of pixels from 1 to 16384"]),
    Mistake(
      name: "a syntax error", files: ["game.ts": "const x: number = ;\n"],
      told: ["game.ts:1:19: error: Unexpected \";\"", "    1 | const x: number = ;", "      |                   ^"]),
    Mistake(
      name: "an import that leads nowhere", files: ["game.ts": "import { a } from \"./nowhere.ts\";\nconsole.log(a);\n"],
      told: ["game.ts:1:19: error: cannot find \"./nowhere.ts\""]),
    Mistake(
      name: "an exception at top level", files: ["game.ts": "interface A { b: number }\nconst a = undefined as unknown as A;\nconsole.log(a.b);\n"],
      told: [
        "game.ts:3:15: error: TypeError: Cannot read properties of undefined (reading 'b')", "    3 | console.log(a.b);", "      |               ^",
      ]),
    Mistake(
      name: "an exception in a frame",
      files: [
        "game.ts":
          "import { onFrame } from '@arcane/runtime';\nlet frames: number = 0;\nonFrame(() => { if (++frames === 3) throw new RangeError('third'); });\n"
      ], told: ["game.ts:3:43: error: RangeError: third"]),
    Mistake(
      name: "a rejection that nobody handles",
      files: ["game.ts": "import { onFrame } from '@arcane/runtime';\nonFrame(() => { Promise.reject(new Error('lost')); });\n"],
      told: ["game.ts:2:32: error: Error: lost"]),
    Mistake(
      name: "an endless loop", files: ["game.ts": "import { onFrame } from '@arcane/runtime';\nonFrame(() => { for (;;) {} });\n"],
      arguments: ["game.ts", "--frame-time-limit", "300"], code: 4,
      told: ["game.ts:2:17: error: the script ran for more than 300 ms without coming back"]),
    Mistake(
      name: "an input script that is none", files: ["game.ts": "export {};\n", "keys.json": "[{\"frame\": 0}]"],
      arguments: ["game.ts", "--script", "keys.json"], code: 3, told: [], told2: "event 0: \"frame\" must be a whole number from 1"),
    Mistake(
      name: "wrong arguments", files: ["game.ts": ""], arguments: ["game.ts", "--frames", "0"], code: 64, told: ["Error: --frames takes at least 1."]),
  ]

  @Test("a mistake has one clear message and an exit code other than 0", arguments: mistakes)
  func mistake(_ mistake: Mistake) throws {
    for (name, text) in mistake.files { try folder.write(name, text) }
    let outcome = try Product.run(["run", "--headless", "--frames", "60"] + mistake.arguments, directory: folder.path)
    #expect(outcome.code == mistake.code)
    let lines = outcome.errors.split(separator: "\n").map(String.init)
    for line in mistake.told { #expect(lines.contains(line), "not told: \(line)\n\(outcome.errors)") }
    if let part = mistake.told2 { #expect(outcome.errors.contains(part), "\(outcome.errors)") }
    #expect(lines.filter { $0.contains("error:") }.count <= 1, "one message, not several:\n\(outcome.errors)")
  }

  @Test("a missing and a corrupt picture and sound are told once each, and the game goes on")
  func brokenAssets() throws {
    try folder.write("corrupt.png", "this is no picture")
    try folder.write("corrupt.wav", "this is no sound")
    try folder.write(
      "game.ts",
      """
      import { drawTexture, loadTexture, onFrame } from "@arcane/runtime";
      import { loadSound, playSound } from "@arcane/runtime/audio";
      const pictures = [loadTexture("missing.png"), loadTexture("corrupt.png")];
      const sounds = [loadSound("missing.wav"), loadSound("corrupt.wav")];
      onFrame(() => {
        for (const id of pictures) drawTexture(id, 0, 0);
        for (const id of sounds) playSound(id);
      });
      """)
    let outcome = try folder.run("run", "game.ts", "--headless", "--frames", "20")
    #expect(outcome.code == 1 && outcome.errors.contains("exit code 1: 4 assets could not be loaded"))
    for (file, reason) in [
      ("missing.png", "No such file or directory"), ("corrupt.png", ""), ("missing.wav", "No such file or directory"),
      ("corrupt.wav", "this is neither a WAV nor an Ogg Vorbis file"),
    ] {
      let lines = outcome.errors.split(separator: "\n").filter { $0.hasPrefix("\(file): error: \(reason)") }
      #expect(lines.count == 1, "\(file) is told \(lines.count) times:\n\(outcome.errors)")
    }
  }

  @Test("without esbuild, with one that is too old, and with one that does not answer, the message says what to do, and other games play")
  func esbuild() throws {
    try folder.write("game.ts", "enum NeedsEsbuild {}\n")
    try folder.write("plain.ts", "const word: string = 'plays';\nconsole.log(word);\n")
    try folder.write("old", "#!/bin/sh\necho 0.17.0\n")
    try folder.write("deaf", "#!/bin/sh\ncase $1 in --version) echo 0.25.5;; *) exec /bin/sleep 60;; esac\n")
    for name in ["old", "deaf"] { chmod("\(folder.path)/\(name)", 0o755) }
    // A copy of the programs, so that no esbuild lies where set-up puts it.
    try FileManager.default.createDirectory(atPath: folder.path + "/bin", withIntermediateDirectories: true)
    // By another process: a descriptor of ours that writes a program can be inherited by a child that another test starts
    // at that moment, and a program that somebody writes to cannot be run (execve(2), ETXTBSY).
    let copying = Process()
    copying.executableURL = URL(fileURLWithPath: "/bin/cp")
    copying.arguments = ["arcane-supervise", "arcane-worker", "arcane-worker.snapshot"].map { "\(Product.folder)/\($0)" } + [folder.path + "/bin"]
    try copying.run()
    copying.waitUntilExit()
    try #require(copying.terminationStatus == 0)
    func run(_ esbuild: String?, _ game: String = "game.ts", _ more: String...) throws -> (Int32, String) {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: folder.path + "/bin/arcane-supervise")
      process.arguments = ["run", folder.path + "/" + game, "--headless", "--frames", "1"] + more
      var environment = ["PATH": "/nonexistent", "ALSOFT_DRIVERS": "null", "XDG_CACHE_HOME": folder.path + "/cache"]
      if let esbuild { environment["ARCANE_ESBUILD"] = folder.path + "/" + esbuild }
      process.environment = environment
      let errors = Pipe()
      process.standardError = errors
      try process.run()
      let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      return (process.terminationStatus, text)
    }
    let (missing, missingText) = try run(nil)
    #expect(missing == 3 && missingText.contains("esbuild") && missingText.contains("ARCANE_ESBUILD"), "\(missingText)")
    let (old, oldText) = try run("old")
    #expect(old == 3 && oldText.contains("0.17.0") && oldText.contains("0.19.7"), "\(oldText)")
    let (deaf, deafText) = try run("deaf")
    #expect(deaf != 0 && deafText.contains("esbuild") && deafText.contains("answer"), "\(deafText)")
    let (plain, plainText) = try run(nil, "plain.ts", "--verbose")
    #expect(plain == 0 && plainText.components(separatedBy: "without being compared with esbuild's: no esbuild").count == 2, "\(plainText)")
    let (quiet, quietText) = try run(nil, "plain.ts")
    #expect(quiet == 0 && !quietText.contains("esbuild"), "\(quietText)")
  }
}

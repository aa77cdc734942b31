import Foundation
import Testing

/// The program's contract with its caller: exit codes, files, and the environments that it can be started in.
@Suite("The program's contract")
struct ProgramContractTests {
  let folder: GameFolder
  init() throws { folder = try GameFolder() }

  private func game(_ code: String, top: String = "") throws {
    try folder.write(
      "game.ts", "import { onFrame } from \"@arcane/runtime\";\n\(top)\nlet frames = 0;\nonFrame(() => { if (++frames === 5) { \(code) } });\n")
  }

  private func run(_ arguments: String...) throws -> Product.Outcome {
    try Product.run(["run", "game.ts", "--headless", "--mute", "--frames", "20"] + arguments, directory: folder.path)
  }

  @Test(
    "a run that hung ends with 4, whatever hung, and tells the line",
    arguments: [
      ("for (;;) {}", "", 4), ("Array.prototype.indexOf.call({ length: 2 ** 53 }, 1);", "", 4),
      ("for (;;) {}", "import('./other.ts');", 1), ("", "for (;;) {}", 2), ("", "Array.prototype.includes.call({ length: 2 ** 53 - 1 }, 1);", 2),
      ("", "await new Promise(() => {});", nil),
    ] as [(String, String, Int?)])
  func hangs(_ code: String, _ top: String, _ line: Int?) throws {
    if top.hasPrefix("import") {
      try folder.write("other.ts", code + "\n")
      try game("", top: top)
    } else {
      try game(code, top: top)
    }
    let outcome = try run("--frame-time-limit", "300", "--load-time-limit", "400")
    #expect(outcome.code == 4, "\(outcome.errors)")
    if let line { #expect(outcome.errors.contains("\(top.hasPrefix("import") ? "other" : "game").ts:\(line):"), "\(outcome.errors)") }
  }

  @Test("what takes long to load is told as progress, with its place, and starts; the frame limit is for frames")
  func slowStart() throws {
    try game("", top: "const end = performance.now() + 2500; while (performance.now() < end) {}")
    let outcome = try run("--frame-time-limit", "500")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let progress = outcome.errors.split(separator: "\n").first { $0.contains("still loading game.ts") }
    #expect(progress?.contains("game.ts:2 runs") == true, "\(outcome.errors)")
    let limited = try run("--load-time-limit", "500")
    #expect(limited.code == 4 && limited.errors.contains("game.ts:2:") && limited.errors.contains("more than 500 ms"), "\(limited.errors)")
  }

  @Test("a screenshot that cannot be written, and a format that is not, are errors with code 1")
  func screenshots() throws {
    try game("")
    try FileManager.default.createDirectory(atPath: folder.path + "/folder.png", withIntermediateDirectories: true)
    for name in ["a.jpg", "a.jpeg", "a.webp", "nowhere/a.png", "folder.png", "/proc/a.png"] {
      let outcome = try run("--screenshot", name)
      #expect(outcome.code == 1 && outcome.errors.contains(name), "\(name): \(outcome.errors)")
    }
    for name in ["a.png", "a.PNG", "a"] {
      #expect(try run("--screenshot", name).code == 0)
      let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + name))
      #expect(bytes.prefix(4) == Data([0x89, 0x50, 0x4e, 0x47]), "\(name)")
    }
    try game("throw new Error('no');")
    #expect(try run("--screenshot", "b.png").code == 1)
  }

  @Test("names that are too long are exceptions at their place, and the game plays on")
  func longNames() throws {
    try folder.write(
      "game.ts",
      """
      import { loadFont, loadSound, loadTexture, onFrame, setTitle } from "@arcane/runtime";
      const long = "x".repeat(200_000);
      const { op_create_solid_texture, op_upload_rgba_texture } = (globalThis as any).Deno.core.ops;
      const tries: Record<string, () => unknown> = {
        texture: () => loadTexture(long + ".png"), sound: () => loadSound(long + ".wav"), font: () => loadFont(long + ".ttf", 12),
        title: () => setTitle(long), solid: () => op_create_solid_texture(long, 1, 2, 3, 4),
        pixels: () => op_upload_rgba_texture(long, 1, 1, new Uint8Array(4)),
      };
      for (const [name, call] of Object.entries(tries)) {
        try { call(); console.log(name, "was taken"); } catch (error) { console.log(name, (error as Error).name, (error as Error).message.includes("too long")); }
      }
      import("./" + long).catch((error) => console.log("import", error.name, error.message.includes("too long")));
      console.log(long.length, new Error(long).message.length);
      console.log(long);
      onFrame(() => {});
      """)
    let outcome = try run()
    #expect(outcome.code == 0, "\(outcome.errors.prefix(2000))")
    for name in ["texture", "sound", "font", "title", "solid", "pixels"] {
      #expect(outcome.output.contains("\(name) RangeError true\n"), "\(name): \(outcome.output.prefix(1000))")
    }
    #expect(outcome.output.contains("import TypeError true\n"))
    try folder.write("game.ts", "import { loadTexture, onFrame } from \"@arcane/runtime\";\nloadTexture(\"x\".repeat(5000));\nonFrame(() => {});\n")
    let failed = try run()
    #expect(failed.code == 1 && failed.errors.contains("game.ts:2:1: error: RangeError: the path of a texture of "), "\(failed.errors)")
  }

  /// As the command of a container is.
  private func runFirst(_ arguments: [String]) throws -> Product.Outcome {
    try Product.run(
      program: "/usr/bin/unshare", ["--fork", "--pid", "--mount-proc", "--kill-child", Product.supervisor] + arguments, directory: folder.path)
  }

  @Test("as the first process of a PID namespace everything works", .enabled(if: canUnshare))
  func firstProcess() throws {
    try game("console.log('played');")
    try folder.writeGoodTest("a.test.ts")
    let run = try runFirst(["run", "game.ts", "--headless", "--mute", "--frames", "20"])
    #expect(run.code == 0 && run.output.contains("played"), "\(run.errors)")
    #expect(try runFirst(["test"]).output.contains("2 passed, 0 failed"))
    try game("", top: "throw new Error('no');")
    #expect(try runFirst(["run", "game.ts", "--headless", "--mute", "--frames", "20"]).code == 1)
    try game("for (;;) {}")
    #expect(try runFirst(["run", "game.ts", "--headless", "--mute", "--frame-time-limit", "200"]).code == 4)
  }

  @Test("there it ends by the signals that its container is ended with, and reaps what is left to it", .enabled(if: canUnshare))
  func firstProcessEnds() throws {
    try game("")
    // What a container's runtime does: a signal to the process that is the first one inside.
    for (signal, code) in [("TERM", 143), ("INT", 0)] {
      let outcome = try Product.run(
        program: "/bin/sh",
        [
          "-c",
          """
          unshare --fork --pid --mount-proc sh -c 'exec "$0" dev game.ts --headless --mute --json' '\(Product.supervisor)' > out.txt &
          outer=$!
          until grep -q playing out.txt; do sleep 0.05; kill -0 $outer || exit 99; done
          # The kernel may leave children out of this list (proc(5)).
          until first=$(cat /proc/$outer/task/$outer/children) && [ -n "$first" ]; do sleep 0.05; done
          # An orphan: its parent ends at once, so it falls to the first process, and ends itself.
          nsenter --target $first --pid --mount sh -c '(sleep 0.2 &) ; exit 0'
          sleep 0.6
          zombies=$(cat /proc/[0-9]*/stat 2>/dev/null | grep -c ") Z $first ")
          kill -\(signal) $first
          wait $outer
          echo "code $? zombies $zombies"
          """,
        ], directory: folder.path)
      #expect(outcome.output.contains("code \(code) zombies 0"), "\(outcome.output) \(outcome.errors)")
    }
  }
}

private let canUnshare: Bool = {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = ["unshare", "--fork", "--pid", "--mount-proc", "true"]
  process.standardError = FileHandle.nullDevice
  guard (try? process.run()) != nil else { return false }
  process.waitUntilExit()
  return process.terminationStatus == 0
}()

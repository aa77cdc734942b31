import Foundation
import Testing

/// `--disable`: each mechanism is really off, and the game still reloads.
@Suite("Mechanisms that can be turned off", .serialized)
struct MechanismTests {
  static let names = ["stripper", "verification", "standby", "prewarm", "speculation", "warm-up", "code-cache", "snapshot", "shared-pictures"]
  let folder: GameFolder

  init() throws { folder = try GameFolder() }

  private func game(_ number: Int) -> String {
    """
    import { kept } from "./kept.ts";
    const told: number = kept;
    console.log("plays", \(number), told);
    \(colorGame(number % 2, 1, 0))
    """
  }

  private static let small = "export const kept: number = 7;\n"

  private func start(_ arguments: [String], kept: String = small, display: String?, environment: [String: String] = [:]) throws -> Pair {
    try folder.write("kept.ts", kept)
    try folder.write("game.ts", game(0))
    let pair = try Pair(folder.path + "/game.ts", arguments, display: display, environment: environment)
    try pair.wait(for: "playing")
    return pair
  }

  private func workers(of pair: Pair) -> [Int32] { children(of: pair.pid).filter { $0.value.hasPrefix("arcane-worker") }.map(\.key) }
  /// What a process has mapped. Not by its size, which is 0 for the files of the kernel.
  private func maps(_ pid: Int32) -> String {
    let data = try? FileHandle(forReadingAtPath: "/proc/\(pid)/maps")?.readToEnd()
    return String(decoding: (data ?? nil) ?? Data(), as: UTF8.self)
  }

  @Test("help and docs/debugging.md list the name, and the game reloads without the mechanism", arguments: names)
  func reloads(_ name: String) throws {
    let x = try XServer()
    let pair = try start(["--disable", name], display: x.display)
    for number in 1...2 {
      if name != "standby" { try pair.waitForStandby() }
      try folder.write("game.ts", game(number))
      try pair.wait(for: "reloaded")
      try pair.waitForConsole("plays \(number) 7")
      #expect(x.shows([number % 2 * 255, 255, 0]))
    }
    let help = try Product.run(["help", "dev"]).output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(help.contains("\(name) ("))
    let page = try String(contentsOfFile: Product.root + "/docs/debugging.md", encoding: .utf8)
    #expect(page.contains("\n| `\(name)` | "))
  }

  @Test("without the stripper esbuild transforms all files, in dev, run and test", arguments: [true, false])
  func stripper(_ isOff: Bool) throws {
    let esbuild = folder.path + "/esbuild"
    let real = try #require(ProcessInfo.processInfo.environment["ARCANE_ESBUILD"] ?? Self.esbuild)
    // It counts the times that it is started as a service.
    try folder.write("esbuild", "#!/bin/sh\n[ \"$1\" = --version ] || echo started >> '\(folder.path)/starts'\nexec '\(real)' \"$@\"\n")
    chmod(esbuild, 0o755)
    let environment = ["ARCANE_ESBUILD": esbuild, "XDG_CACHE_HOME": folder.path + "/cache"]
    let options = ["--disable", isOff ? "stripper" : "verification"]
    func isStarted() -> Bool { FileManager.default.fileExists(atPath: folder.path + "/starts") }
    func forget() throws { if isStarted() { try FileManager.default.removeItem(atPath: folder.path + "/starts") } }

    let pair = try start(["--headless"] + options, display: nil, environment: environment)
    try pair.waitForConsole("plays 0 7")
    try pair.waitForStandby()
    try folder.write("game.ts", game(1))
    try pair.wait(for: "reloaded")
    try pair.waitForConsole("plays 1 7")
    try pair.waitForStandby()
    pair.end()
    #expect(isStarted() == isOff)
    try forget()

    let run = try Product.run(["run", folder.path + "/game.ts", "--headless", "--frames", "2"] + options, environment: environment)
    #expect(run.code == 0 && run.output.contains("plays 1 7"), "\(run.errors)")
    #expect(isStarted() == isOff)
    try forget()

    try folder.writeGoodTest("good.test.ts")
    let test = try Product.run(["test", folder.path] + options, environment: environment)
    #expect(test.code == 0, "\(test.output) \(test.errors)")
    #expect(isStarted() == isOff)
  }

  private static let esbuild: String? = {
    let kept = Product.root + "/.deps/esbuild/esbuild"
    return FileManager.default.isExecutableFile(atPath: kept) ? kept : nil
  }()

  @Test("without verification a stripper that is wrong stays unnoticed", arguments: [true, false])
  func verification(_ isOff: Bool) throws {
    let environment = ["ARCANE_TEST_WRONG_STRIPPING": "right=>wrong", "XDG_CACHE_HOME": folder.path + "/cache"]
    try folder.write("game.ts", "const word: string = 'right';\nconsole.log(word);\n")
    let options = isOff ? ["--disable", "verification"] : []
    let run = try Product.run(["run", folder.path + "/game.ts", "--headless", "--frames", "2"] + options, environment: environment)
    #expect(run.output == (isOff ? "wrong\n" : "right\n"), "\(run.errors)")
  }

  @Test("without a standby there is one worker, without a prewarmed process there are two", arguments: ["standby", "prewarm", ""])
  func processes(_ name: String) throws {
    let pair = try start(["--headless"] + (name.isEmpty ? [] : ["--disable", name]), display: nil)
    let count = name == "standby" ? 1 : name == "prewarm" ? 2 : 3
    #expect(eventually { workers(of: pair).count == count })
    if name == "prewarm" { try pair.waitForStandby() }
    try folder.write("game.ts", game(1))
    try pair.wait(for: "reloaded")
    #expect(eventually { workers(of: pair).count == count })
    #expect(workers(of: pair).count <= count)
  }

  @Test("without speculation no module is evaluated before the save", arguments: [true, false])
  func speculation(_ isOff: Bool) throws {
    let pair = try start(["--headless"] + (isOff ? ["--disable", "speculation"] : []), display: nil)
    try pair.waitForStandby()
    try folder.write("game.ts", game(1))
    try pair.wait(for: "reloaded")
    #expect(try pair.wait(for: "ready")["modulesAhead"] as? Int == (isOff ? 0 : 1))
  }

  @Test("without the warm-up a standby draws nothing", arguments: [true, false])
  func warmUp(_ isOff: Bool) throws {
    let pair = try start(["--headless"] + (isOff ? ["--disable", "warm-up"] : []), display: nil)
    let steps = try #require(try pair.wait(for: "ready")["steps"] as? [String: Any])
    #expect((steps["rehearsal"] == nil) == isOff && (steps["shaders"] == nil) == isOff, "\(steps)")
  }

  @Test("without the code cache the supervisor keeps none", arguments: [true, false])
  func codeCache(_ isOff: Bool) throws {
    // So much code that its cache is kept in a memory file.
    let functions = (0..<2000).map { "(n: number): number => { const twice = n * 2; return twice + \($0); }" }
    let kept = "const all = [\n\(functions.joined(separator: ",\n"))\n];\nfor (const each of all) each(1);\nexport const kept: number = 7;\n"
    let pair = try start(["--headless"] + (isOff ? ["--disable", "code-cache"] : []), kept: kept, display: nil)
    func isKept() -> Bool {
      ((try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pair.pid)/fd")) ?? []).contains { name in
        let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pair.pid)/fd/\(name)")
        return target?.contains("arcane-code") ?? false
      }
    }
    // It is taken from a game that has played for a while, and sent to the standby of the next save.
    for number in 1...4 {
      try pair.waitForStandby()
      try pair.waitForConsole("plays \(number - 1) 7")
      sleep(1)
      try folder.write("game.ts", game(number))
      try pair.wait(for: "reloaded")
    }
    try pair.waitForStandby()
    #expect(isKept() != isOff)
  }

  @Test("without the snapshot no worker maps it", arguments: [true, false])
  func snapshot(_ isOff: Bool) throws {
    let pair = try start(["--headless"] + (isOff ? ["--disable", "snapshot"] : []), display: nil)
    try pair.waitForStandby()
    let all = workers(of: pair)
    #expect(!all.isEmpty)
    #expect(all.contains { maps($0).contains("arcane-worker.snapshot") } != isOff)
  }

  /// Memory shared with the X server tells nothing: Mesa's swap uses some as well. Pictures are drawn by EGL, windows by GLX.
  @Test("without shared pictures OpenGL draws into the window", arguments: [true, false])
  func sharedPictures(_ isOff: Bool) throws {
    let x = try XServer()
    let pair = try start(isOff ? ["--disable", "shared-pictures"] : [], display: x.display)
    #expect(x.shows([0, 255, 0]))
    #expect(workers(of: pair).contains { maps($0).contains("libEGL_mesa") } != isOff)
  }

  @Test("a name that is none is answered with the nearest one")
  func unknown() throws {
    for command in ["dev", "run", "test"] {
      let outcome = try Product.run([command, folder.path, "--disable", "stripper,speculatoin"])
      #expect(outcome.code == 64)
      #expect(outcome.errors.contains("There is no mechanism 'speculatoin'. Did you mean 'speculation'?"), "\(outcome.errors)")
    }
    let far = try Product.run(["dev", "--disable", "everything"])
    #expect(far.code == 64 && far.errors.contains("They are \(Self.names.joined(separator: ", "))."), "\(far.errors)")
  }

  @Test("--verbose lists at the start what is on and off; what has no use without another is off with it")
  func listed() throws {
    try folder.write("game.ts", "export {};\n")
    for (options, off) in [
      ([], []), (["--disable", "stripper,code-cache", "--disable", "snapshot"], ["stripper", "verification", "code-cache", "snapshot"]),
      (["--no-prewarm"], ["prewarm"]), (["--no-standby"], ["standby", "prewarm", "speculation", "warm-up"]),
    ] {
      let pair = try Pair(folder.path + "/game.ts", ["--headless", "--verbose"] + options, display: nil)
      let event = try pair.wait(for: "mechanisms")
      #expect(event["off"] as? [String] == off)
      #expect(event["on"] as? [String] == Self.names.filter { !off.contains($0) })
    }
  }
}

import ArcaneLinux
import Foundation
import Testing

/// Whatever dies, hangs or runs out: the playing game is not disturbed, and the next save works.
@Suite("Faults beside the playing game", .serialized)
struct FaultTests {
  let folder: GameFolder
  init() throws { folder = try GameFolder() }

  private func game(_ mark: Int, _ rest: String = "") -> String {
    """
    import { onFrame } from "@arcane/runtime";
    const ops = (globalThis as any).Deno.core.ops;
    console.log("mark \(mark)");
    onFrame(() => {});
    \(rest)
    """
  }

  /// A pair without a window; `playing` is the process of the game on the screen.
  private func start(_ arguments: [String] = []) throws -> (pair: Pair, playing: Int32) {
    try folder.write("game.ts", game(0))
    let pair = try Pair(folder.path + "/game.ts", ["--headless"] + arguments, display: nil)
    let pid = try pair.wait(for: "playing")["pid"] as? Int ?? 0
    return (pair, Int32(pid))
  }

  private func standby(of pair: Pair, beside playing: Int32) -> Int32? {
    children(of: pair.pid).first { $0.value.hasPrefix("arcane-worker") && $0.key != playing }?.key
  }

  private func nextSaveWorks(_ pair: Pair, _ mark: Int = 99) throws {
    try folder.write("game.ts", game(mark))
    try pair.waitForConsole("mark \(mark)")
  }

  @Test("a standby that dies while it warms up, and one that dies while it waits")
  func standbyDies() throws {
    let (pair, playing) = try start()
    #expect(eventually { standby(of: pair, beside: playing) != nil })
    kill(try #require(standby(of: pair, beside: playing)), SIGKILL)
    try pair.waitForStandby()
    kill(try #require(standby(of: pair, beside: playing)), SIGKILL)
    try pair.waitForStandby()
    #expect(kill(playing, 0) == 0, "the game plays on")
    try nextSaveWorks(pair)
  }

  @Test("a standby that is stopped while it warms up: another one takes its place, and the save is shown")
  func standbyStopped() throws {
    let (pair, playing) = try start(["--disable", "prewarm"])
    #expect(eventually { standby(of: pair, beside: playing) != nil })
    let stopped = try #require(standby(of: pair, beside: playing))
    kill(stopped, SIGSTOP)
    try nextSaveWorks(pair)
    #expect(eventually { kill(stopped, 0) != 0 }, "and nothing is left of it")
  }

  @Test("a standby that was warmed for a graph that has changed since shows the newest code")
  func staleStandby() throws {
    let (pair, _) = try start()
    try folder.write("game.ts", game(1))
    try pair.wait(for: "reloaded")
    // The next standby is warming for mark 1 now, or for one of these.
    for mark in 2...4 { try folder.write("game.ts", game(mark)) }
    try pair.waitForConsole("mark 4")
    try pair.waitForStandby()
    try nextSaveWorks(pair)
  }

  @Test(
    "the new worker dies in a step of the handover",
    arguments: ["ops.op_arcane_test_abort();", "onFrame(() => ops.op_arcane_test_abort());", "ops.op_arcane_test_abort_at('present');"])
  func newDies(code: String) throws {
    let (pair, playing) = try start()
    try pair.waitForStandby()
    try folder.write("game.ts", game(1, code))
    #expect(eventually(seconds: 20) { (try? pair.wait(for: "crashed", "note", seconds: 1)) != nil })
    #expect(kill(playing, 0) == 0, "the old game is still there")
    #expect(eventually { state(of: playing) != "T" }, "and is not left stopped")
    try nextSaveWorks(pair)
  }

  @Test("the new worker dies right after it was shown")
  func newDiesWhenShown() throws {
    let (pair, _) = try start()
    try pair.waitForStandby()
    try folder.write("game.ts", game(1, "ops.op_arcane_test_abort_at('takeInput');"))
    try pair.wait(for: "crashed")
    try nextSaveWorks(pair)
  }

  @Test("the old worker dies while it is asked for its state, and while its successor is staged")
  func oldDies() throws {
    let (pair, _) = try start()
    try pair.waitForStandby()
    try folder.write("game.ts", game(1, "(globalThis as any).__arcaneReload = () => 1; ops.op_arcane_test_abort_at('collectReloadState');"))
    try pair.waitForConsole("mark 1")
    try pair.waitForStandby()
    usleep(100_000)
    try nextSaveWorks(pair, 2)
    try pair.waitForStandby()
    // Its successor takes a while to evaluate; the old one goes meanwhile.
    let playing = try #require(children(of: pair.pid).keys.min())
    try folder.write("game.ts", game(3, "const end = Date.now() + 300; while (Date.now() < end);"))
    usleep(100_000)
    kill(playing, SIGKILL)
    try pair.waitForConsole("mark 3")
    try nextSaveWorks(pair)
  }

  /// A game that esbuild has to transform, playing; and esbuild's process.
  private func startWithEsbuild() throws -> (pair: Pair, playing: pid_t, esbuild: pid_t) {
    let (pair, _) = try start()
    try pair.waitForStandby()
    try folder.write("game.ts", game(1, "enum E {}"))
    try pair.waitForConsole("mark 1")
    try pair.waitForStandby()
    let playing = try #require(children(of: pair.pid).filter { $0.value.hasPrefix("arcane-worker") }.keys.min())
    return (pair, playing, try #require(children(of: pair.pid).first { $0.value.hasPrefix("esbuild") }?.key))
  }

  @Test("esbuild that dies")
  func esbuildDies() throws {
    let (pair, _, esbuild) = try startWithEsbuild()
    kill(esbuild, SIGKILL)
    try folder.write("game.ts", game(2, "enum E {}"))
    try pair.waitForConsole("mark 2")
    try nextSaveWorks(pair, 3)
  }

  @Test("esbuild that hangs is ended and told, and the save works after all")
  func esbuildHangs() throws {
    let (pair, playing, esbuild) = try startWithEsbuild()
    kill(esbuild, SIGSTOP)
    try folder.write("game.ts", game(2, "enum E {}"))
    let message = try pair.wait(for: "note")["message"] as? String ?? ""
    #expect(message.contains("gave no answer for 10 s") && message.hasSuffix("; trying again"), "\(message)")
    #expect(kill(playing, 0) == 0)
    try pair.waitForConsole("mark 2")
    try nextSaveWorks(pair, 3)
  }

  @Test("without esbuild's answer a save that needs none works")
  func esbuildIsNotNeeded() throws {
    let (pair, _, esbuild) = try startWithEsbuild()
    kill(esbuild, SIGSTOP)
    try nextSaveWorks(pair, 2)
    try nextSaveWorks(pair, 3)
    kill(esbuild, SIGKILL)
  }

  @Test("without descriptors for every picture, games load them from their files and reloads go on")
  func descriptorsRunOut() throws {
    for index in 0..<120 { try folder.write("p\(index).png", smallPNG(side: 100, red: UInt8(index))) }
    let source = { (mark: Int) in
      game(mark, "import { loadTexture } from '@arcane/runtime';\nfor (let i = 0; i < 120; i++) loadTexture(`p${i}.png`);")
    }
    try folder.write("game.ts", source(0))
    let pair = try Pair(folder.path + "/game.ts", ["--headless", "--no-spare"], display: nil, limits: "--nofile=80:80")
    try pair.waitForConsole("mark 0")
    for mark in 1...3 {
      try pair.waitForStandby()
      try folder.write("game.ts", source(mark))
      try pair.waitForConsole("mark \(mark)")
    }
    #expect(!pair.events.contains { $0["event"] as? String == "crashed" }, "\(pair.events)")
  }

  private func state(of pid: Int32) -> String {
    guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8), let close = text.lastIndex(of: ")") else { return "" }
    return String(text[text.index(after: close)...].split(separator: " ").first ?? "")
  }

  @Test("the X server goes, whatever the pair is doing: the session says so and ends with 3", arguments: [0, 5, 60, 400] as [UInt32])
  func displayLost(milliseconds: UInt32) throws {
    try folder.write("game.ts", game(0))
    let x = try XServer()
    let pair = try Pair(folder.path + "/game.ts", ["--mute"], display: x.display)
    try pair.waitForConsole("mark 0")
    try pair.waitForStandby()
    // The server dies before, in and after the handover to a save.
    try folder.write("game.ts", game(1))
    usleep(milliseconds * 1000)
    x.end()
    #expect((try pair.wait(for: "failure")["message"] as? String)?.contains("the X server is gone") == true)
    #expect(pair.ending() == .code(3))
  }
}

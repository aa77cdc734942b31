import Foundation
import Testing

/// A game of one color: linear channels, so that 0 and 1 are 0 and 255 on the screen.
func colorGame(_ red: Int, _ green: Int, _ blue: Int, rest: String = "") -> String {
  """
  import { onFrame, setClearColor } from "@arcane/runtime";
  onFrame(() => setClearColor({ r: \(red), g: \(green), b: \(blue), a: 1 }));
  \(rest)
  """
}

@Suite("The pair in a window", .serialized)
struct ReloadTests {
  let x: XServer
  let folder: GameFolder

  init() throws {
    x = try XServer()
    folder = try GameFolder()
  }

  private func start(_ source: String, _ arguments: [String] = []) throws -> Pair {
    try folder.write("game.ts", source)
    let pair = try Pair(folder.path + "/game.ts", arguments, display: x.display)
    try pair.wait(for: "playing")
    return pair
  }

  @Test("an edit is on the screen, in the same window at the same place with the same focus")
  func edit() throws {
    let pair = try start(colorGame(1, 0, 0))
    #expect(x.shows([255, 0, 0]))
    try pair.waitForStandby()
    let before = x.gameWindow()
    let focus = x.focusedWindow()
    try folder.write("game.ts", colorGame(0, 1, 0))
    try pair.wait(for: "reloaded")
    #expect(x.shows([0, 255, 0]))
    #expect(before != nil && x.gameWindow() == before)
    #expect(x.focusedWindow() == focus)
  }

  @Test("a save of a comment is told to have changed nothing, and the next edit counts from itself")
  func commentOnly() throws {
    let pair = try start(colorGame(1, 0, 0))
    try pair.waitForStandby()
    try folder.write("game.ts", colorGame(1, 0, 0) + "\n// only a comment\n")
    try pair.wait(for: "unchanged")
    usleep(700_000)
    try folder.write("game.ts", colorGame(0, 1, 0))
    let event = try pair.wait(for: "reloaded")
    #expect(event["milliseconds"] as? Double ?? 0 < 700)
    #expect(x.shows([0, 255, 0]))
  }

  @Test("an edit without a standby is on the screen too")
  func coldEdit() throws {
    let pair = try start(colorGame(1, 0, 0), ["--no-standby"])
    #expect(x.shows([255, 0, 0]))
    try folder.write("game.ts", colorGame(0, 0, 1))
    try pair.wait(for: "reloaded")
    #expect(x.shows([0, 0, 255]))
    #expect(children(of: pair.pid).values.filter { $0.hasPrefix("arcane-worker") }.count == 1)
  }

  @Test("an edit of an imported module reloads")
  func importedModule() throws {
    try folder.write("color.ts", "export const color = { r: 1, g: 0, b: 0, a: 1 };")
    let pair = try start(
      """
      import { onFrame, setClearColor } from "@arcane/runtime";
      import { color } from "./color.ts";
      onFrame(() => setClearColor(color));
      """)
    #expect(x.shows([255, 0, 0]))
    try folder.write("color.ts", "export const color = { r: 0, g: 0, b: 1, a: 1 };")
    try pair.wait(for: "reloaded")
    #expect(x.shows([0, 0, 255]))
  }

  @Test("ten edits in quick succession end on the last one")
  func quickEdits() throws {
    let pair = try start(colorGame(1, 0, 0))
    #expect(x.shows([255, 0, 0]))
    for index in 0..<10 {
      try folder.write("game.ts", colorGame(index % 2, 1 - index % 2, 0, rest: "// \(index)"))
      usleep(30_000)
    }
    try folder.write("game.ts", colorGame(0, 0, 1))
    #expect(x.shows([0, 0, 255]))
    _ = pair
  }

  @Test("a syntax error is reported at its TypeScript place, the old game stays, and its fix plays")
  func syntaxError() throws {
    let pair = try start(colorGame(1, 0, 0))
    try pair.waitForStandby()
    try folder.write("game.ts", "const a: number = ;\n")
    let event = try pair.wait(for: "buildFailed")
    let diagnostics = try #require(event["diagnostics"] as? [[String: Any]])
    #expect(diagnostics.first?["line"] as? Int == 1)
    #expect(diagnostics.first?["column"] as? Int == 19)
    // The error lies over the old picture, whose corner stays as it was.
    let window = try #require(x.gameWindow())
    #expect(eventually { x.picture(of: window.id).map { $0[$0.width - 2, $0.height - 2] == [255, 0, 0] } ?? false })
    try folder.write("game.ts", colorGame(0, 1, 0))
    try pair.wait(for: "reloaded")
    #expect(x.shows([0, 255, 0]))
  }

  @Test("an exception while loading names file, line and column of the TypeScript and keeps the old game")
  func exception() throws {
    let pair = try start(colorGame(1, 0, 0))
    try pair.waitForStandby()
    try folder.write(
      "game.ts",
      """
      interface Unused { a: number }
      function fail(): never {
        throw new TypeError("on purpose");
      }
      fail();
      """)
    let event = try pair.wait(for: "gameFailed")
    let diagnostic = try #require(event["diagnostic"] as? [String: Any])
    #expect(diagnostic["line"] as? Int == 3)
    #expect(diagnostic["message"] as? String == "TypeError: on purpose")
    #expect((diagnostic["path"] as? String)?.hasSuffix("/game.ts") == true)
    try folder.write("game.ts", colorGame(0, 1, 0))
    try pair.wait(for: "reloaded")
    #expect(x.shows([0, 255, 0]))
  }

  @Test("a native crash restarts the game once, then waits; the next save plays")
  func crash() throws {
    let pair = try start(colorGame(1, 0, 0))
    try pair.waitForStandby()
    try folder.write("game.ts", colorGame(1, 0, 0, rest: "setTimeout(() => Deno.core.ops.op_arcane_test_abort(), 50);"))
    try pair.wait(for: "crashed")
    // Nobody saved: what it took counts from the staging.
    let restart = try pair.wait(for: "reloaded")
    let stage = try #require((restart["steps"] as? [String: Any])?["stage"] as? Double)
    #expect(restart["milliseconds"] as? Double ?? 0 >= stage)
    try pair.wait(for: "crashed")
    try folder.write("game.ts", colorGame(0, 1, 0))
    try pair.wait(for: "reloaded")
    #expect(x.shows([0, 255, 0]))
  }

  @Test("an endless loop is ended with its stack, and the next save plays")
  func endlessLoop() throws {
    let pair = try start(colorGame(1, 0, 0), ["--frame-time-limit", "300"])
    try pair.waitForStandby()
    try folder.write(
      "game.ts",
      """
      import { onFrame } from "@arcane/runtime";
      let frames = 0;
      onFrame(() => {
        if (++frames > 5) for (;;) {}
      });
      """)
    let event = try pair.wait(for: "gameFailed")
    let diagnostic = try #require(event["diagnostic"] as? [String: Any])
    #expect(diagnostic["line"] as? Int == 4)
    try folder.write("game.ts", colorGame(0, 1, 0))
    try pair.wait(for: "reloaded")
    #expect(x.shows([0, 255, 0]))
  }

  @Test("state starts over with each generation, and no two generations share a process")
  func freshState() throws {
    let source = { (mark: Int) in
      colorGame(
        1, 0, 0, rest: "const seen = (globalThis as any).seen ?? 0; (globalThis as any).seen = seen + 1; console.log(`\(mark) seen ${seen}`);")
    }
    let pair = try start(source(0))
    try pair.waitForConsole("0 seen 0")
    var pids: Set<Int> = []
    for mark in 1...5 {
      try folder.write("game.ts", source(mark))
      let event = try pair.wait(for: "reloaded")
      pids.insert(event["pid"] as? Int ?? -1)
      try pair.waitForConsole("\(mark) seen 0")
    }
    #expect(pids.count == 5 && !pids.contains(-1))
  }

  @Test("texture IDs stay, also when the new code loads in another order")
  func textureIDs() throws {
    for name in ["a", "b", "c"] { try folder.write("\(name).png", smallPNG(side: 4)) }
    let source = { (order: String, mark: Int) in
      """
      import { loadTexture, onFrame } from "@arcane/runtime";
      const ids: Record<string, number> = {};
      for (const name of "\(order)") ids[name] = loadTexture(`${name}.png`);
      console.log("\(mark)", ids.a, ids.b, ids.c);
      onFrame(() => {});
      """
    }
    let pair = try start(source("abc", 0))
    try pair.waitForConsole("0 1 2 3")
    try folder.write("game.ts", source("cab", 1))
    try pair.wait(for: "reloaded")
    try pair.waitForConsole("1 1 2 3")
    try folder.write("game.ts", source("bca", 2))
    try pair.wait(for: "reloaded")
    try pair.waitForConsole("2 1 2 3")
  }

  @Test("a changed picture is in the running game, whose state stays")
  func assetInPlace() throws {
    try folder.write("a.png", smallPNG(side: 2, red: 255))
    let pair = try start(
      """
      import { drawTexture, loadTexture, onFrame } from "@arcane/runtime";
      const id = loadTexture("a.png");
      onFrame(() => drawTexture(id, 0, 0, 2000, 2000));
      """)
    #expect(x.shows([255, 0, 0]))
    try folder.write("a.png", smallPNG(side: 8, blue: 255))
    try pair.wait(for: "assetReloaded")
    #expect(x.shows([0, 0, 255]))
    try folder.write("a.png", Data("not a picture".utf8))
    try pair.wait(for: "assetFailed")
    #expect(x.shows([0, 0, 255]))
    #expect(!pair.events.contains { $0["event"] as? String == "reloaded" })
  }

  @Test("what onReload gives is there in the next generation", arguments: [true, false])
  func reloadState(standby: Bool) throws {
    let source = { (mark: Int) in
      """
      import { onFrame } from "@arcane/runtime";
      import { onReload, reloadState } from "@arcane/runtime/reload";
      const state = reloadState<{ count: number }>() ?? { count: 0 };
      console.log("\(mark) count", state.count);
      onReload(() => ({ count: state.count + 1 }));
      onFrame(() => {});
      """
    }
    let pair = try start(source(0), standby ? [] : ["--no-standby"])
    try pair.waitForConsole("0 count 0")
    for mark in 1...3 {
      if standby { try pair.waitForStandby() }
      try folder.write("game.ts", source(mark))
      try pair.wait(for: "reloaded")
      try pair.waitForConsole("\(mark) count \(mark)")
    }
  }

  @Test(
    "a state that is too large, too late or impossible is left behind, and that is told at its place",
    arguments: [
      ("onReload(() => new Uint8Array(3 << 20));", "it takes 4 MB, and 1 MB may be passed on"),
      ("onReload(() => { throw new Error('no state today'); });", "no state today"),
      ("onReload(() => ({ step() {} }));", "step"),
      ("onReload(() => { const end = Date.now() + 400; while (Date.now() < end); return 1; });", "took longer than 150 ms"),
    ])
  func droppedState(registration: String, reason: String) throws {
    let source = { (mark: Int) in
      """
      import { onFrame, onReload, reloadState } from "@arcane/runtime";
      console.log("mark \(mark)", reloadState());
      \(registration)
      onFrame(() => {});
      """
    }
    let pair = try start(source(1), ["--reload-state-size", "1", "--reload-state-time", "150"])
    try pair.waitForConsole("mark 1 undefined")
    try pair.waitForStandby()
    try folder.write("game.ts", source(2))
    let told = try pair.wait(for: reason.contains("longer") ? "warning" : "notice")
    let diagnostic = try #require(told["diagnostic"] as? [String: Any])
    #expect((diagnostic["message"] as? String)?.contains(reason) == true, "\(diagnostic)")
    if !reason.contains("longer") { #expect(diagnostic["line"] as? Int == 3, "\(diagnostic)") }
    try pair.waitForConsole("mark 2 undefined")
  }

  @Test("a hundred reloads leak no process and no descriptor")
  func manyReloads() throws {
    let pair = try start(colorGame(1, 0, 0))
    try pair.waitForStandby()
    let descriptors = descriptorCount(of: pair.pid)
    #expect(descriptors > 5, "the counter counts")
    for index in 1...100 {
      try folder.write("game.ts", colorGame(index % 2, 1, 0, rest: "// \(index)"))
      try pair.wait(for: "reloaded")
    }
    try pair.waitForStandby()
    // Each worker has a socket and a pidfd; the spare may have come since the first count, and its timer.
    #expect(eventually { descriptorCount(of: pair.pid) <= descriptors + 4 }, "\(descriptorCount(of: pair.pid)) after \(descriptors)")
    let names = children(of: pair.pid).values
    #expect((2...3).contains(names.filter { $0.hasPrefix("arcane-worker") }.count), "the game, the standby, and perhaps the spare")
    // None if all that it would be asked is known from an earlier run.
    #expect(names.filter { $0.hasPrefix("esbuild") }.count <= 1)
  }

  @Test("killed without a chance to clean up, the supervisor takes its workers and esbuild along")
  func noOrphans() throws {
    // An enum is more than types, so esbuild is asked.
    let pair = try start("enum Side { Left }\nconsole.log(Side.Left);\n" + colorGame(1, 0, 0))
    try pair.waitForStandby()
    #expect(eventually { children(of: pair.pid).count == 4 }, "the game, the standby, the spare, esbuild")
    let pids = Array(children(of: pair.pid).keys)
    kill(pair.pid, SIGKILL)
    #expect(eventually(seconds: 10) { pids.allSatisfy { kill($0, 0) != 0 } })
  }
}

/// An uncompressed PNG of one color.
func smallPNG(side: Int, red: UInt8 = 0, green: UInt8 = 0, blue: UInt8 = 0) -> Data {
  func crc(_ bytes: [UInt8]) -> UInt32 {
    var value: UInt32 = .max
    for byte in bytes {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xedb8_8320 : value >> 1 }
    }
    return ~value
  }
  func big(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }
  func chunk(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + bytes
    return big(UInt32(bytes.count)) + body + big(crc(body))
  }
  var rows: [UInt8] = []
  for _ in 0..<side { rows += [0] + Array(repeating: [red, green, blue, 255], count: side).joined() }
  var (a, b): (UInt32, UInt32) = (1, 0)
  for byte in rows { (a, b) = ((a + UInt32(byte)) % 65521, (b + (a + UInt32(byte)) % 65521) % 65521) }
  let length = UInt16(rows.count)
  let stored = [0x78, 0x01, 1, UInt8(length & 255), UInt8(length >> 8), UInt8(~length & 255), UInt8(~length >> 8)] + rows + big(b << 16 | a)
  return Data(
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] + chunk("IHDR", big(UInt32(side)) + big(UInt32(side)) + [8, 6, 0, 0, 0])
      + chunk("IDAT", stored) + chunk("IEND", []))
}

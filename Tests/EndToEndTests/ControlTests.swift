import Foundation
import Testing

@Suite("The control socket")
struct ControlTests {
  /// Draws where the player is, and prints what it is asked to.
  private static let walker = """
    import { drawRect, drawText, isKeyDown, isKeyPressed, onFrame } from "@arcane/runtime";
    import { registerAgent } from "@arcane/runtime/agent";
    export const game = { x: 100, jumps: 0, time: 0, ticks: 0 };
    setInterval(() => { game.ticks += 1 }, 100);
    registerAgent({
      name: "walker", getState: () => game, setState: (next) => Object.assign(game, next),
      actions: { move: { description: "Go somewhere.", args: { to: { type: "number" } }, run: (state, { to }) => ({ ...state, x: to as number }) } },
    });
    onFrame((dt) => {
      game.time += dt;
      if (isKeyDown("ArrowRight")) game.x += 60 * dt;
      if (isKeyPressed("KeyJ")) game.jumps += 1;
      drawRect(game.x, 100, 10, 10, { color: "#ff8800" });
      drawText(`at ${Math.round(game.x)}`, 8, 8, { screen: true });
    });
    (globalThis as any).game = game;
    """

  @Test("a held clock moves by steps alone: frames, timers and performance.now; going on makes no jump")
  func clock() throws {
    let played = try ControlledPair(Self.walker)
    let client = try played.client()
    let first = try client.call("status")
    #expect(try client.receipt()["outcome"] as? String == "shown")
    #expect(first["paused"] as? Bool == true)
    #expect(try client.number("performance.now()") == 0)
    #expect(try client.number("game.time") == 0)
    let stepped = try client.call("step", ["frames": 61])
    #expect(stepped["frame"] as? Int == 61 && abs((stepped["time"] as? Double ?? 0) - 1) < 1e-6)
    // The first frame takes no time.
    #expect(abs(try client.number("game.time") - 1) < 1e-9)
    #expect(abs(try client.number("performance.now()") - 1000) < 1)
    // The last one is due at the very end.
    let ticks = try client.number("game.ticks")
    #expect((9...10).contains(ticks))
    usleep(300_000)
    #expect(abs(try client.number("performance.now()") - 1000) < 1)
    #expect(try client.number("game.time") < 1.000001)
    #expect(try client.number("game.ticks") == ticks)

    let resumed = try client.call("resume")
    #expect(resumed["paused"] as? Bool == false)
    // No frame sees the time in which the clock was held.
    try client.call("pause")
    let (time, frame) = (try client.number("game.time"), try client.call("status")["frame"] as? Int ?? 0)
    #expect(time < 1 + Double(frame - 61 + 1) * 0.25 && time < 1.3, "\(time) after \(frame) frames")
  }

  @Test("after a pause no frame comes but those that are stepped, whenever it was asked for")
  func pauses() throws {
    let played = try ControlledPair(Self.walker, [])
    let client = try played.client()
    _ = try client.receipt()
    for round in 1...20 {
      let answer = try client.call("pause")
      let paused = try #require(answer["frame"] as? Int)
      #expect(try client.call("step", ["frames": round])["frame"] as? Int == paused + round)
      try client.call("resume")
      usleep(UInt32(round) * 1700)
    }
  }

  @Test("stepUntil ends after the frame that makes it true, or says that none did")
  func stepUntil() throws {
    let played = try ControlledPair(Self.walker)
    let client = try played.client()
    _ = try client.receipt()
    let found = try client.call("stepUntil", ["expression": "game.time > 0.49"])
    #expect(found["frame"] as? Int == 31)
    let never = client.refusal("stepUntil", ["expression": "game.time < 0", "limit": 5])
    #expect(never?.reason == "limit" && never?.data["frame"] as? Int == 36)
    let wrong = client.refusal("stepUntil", ["expression": "nothing.there"])
    #expect(wrong?.reason == "exception" && wrong?.message.contains("nothing is not defined") == true)
    try client.call("resume")
    #expect(client.refusal("step")?.reason == "running")
  }

  @Test("keys are pressed for a frame or held; what a client holds is let go when it goes")
  func input() throws {
    let played = try ControlledPair(Self.walker)
    let (client, other) = (try played.client(), try played.client())
    _ = try client.receipt()
    try client.call("step")
    try client.call("input", ["events": [["key": "KeyJ"]]])
    try client.call("step", ["frames": 3])
    #expect(try client.number("game.jumps") == 1)
    try client.call("input", ["events": [["key": "ArrowRight", "down": true]]])
    try client.call("step", ["frames": 60])
    #expect(abs(try client.number("game.x") - 160) < 0.01)
    do {
      let passing = try played.client()
      try passing.call("input", ["events": [["key": "j", "down": true]]])
    }
    try client.call("input", ["events": [["key": "ArrowRight", "down": false]]])
    try other.call("input", ["events": [["key": "ArrowRight", "down": true]]])
    try client.call("step", ["frames": 30])
    #expect(abs(try client.number("game.x") - 190) < 0.01)
    let wrong = client.refusal("input", ["events": [["key": "a"], ["kye": "b"]]])
    #expect(wrong?.code == -32602 && wrong?.message.contains("event 1") == true)
    withExtendedLifetime(other) {}
  }

  @Test("a client that goes lets go of what it held")
  func vanishing() throws {
    let played = try ControlledPair(Self.walker)
    let client = try played.client()
    _ = try client.receipt()
    do {
      let passing = try played.client()
      try passing.call("input", ["events": [["key": "ArrowRight", "down": true]]])
      try client.call("step", ["frames": 11])
    }
    let held = try client.number("game.x")
    #expect(held > 100)
    // It is gone when the socket says so, which is before anything that is asked later on another one.
    #expect(
      try eventually(seconds: 10) {
        let before = try client.number("game.x")
        try client.call("step", ["frames": 2])
        return try client.number("game.x") == before
      })
  }

  @Test("wait tells what became of every kind of save")
  func receipts() throws {
    let played = try ControlledPair(Self.walker, [], files: ["level.json": "{}"])
    let client = try played.client()
    #expect(try client.receipt()["outcome"] as? String == "shown")

    let good = try played.save(Self.walker.replacingOccurrences(of: "#ff8800", with: "#00ff00"), client)
    #expect(good["outcome"] as? String == "shown" && good["files"] as? [String] == [played.folder.path + "/game.ts"])
    #expect((good["milliseconds"] as? Double ?? 0) > 0 && good["generation"] as? Int == 2)

    let bad = try played.save(Self.walker + "\nconst x = ;", client)
    #expect(bad["outcome"] as? String == "failed")
    let place = (bad["diagnostics"] as? [[String: Any]])?.first
    #expect(
      place?["path"] as? String == played.folder.path + "/game.ts"
        && place?["line"] as? Int == Self.walker.split(separator: "\n", omittingEmptySubsequences: false).count + 1, "\(bad)")

    let thrown = try played.save(Self.walker + "\nthrow new Error('no');", client)
    #expect(thrown["outcome"] as? String == "failed")
    #expect(((thrown["diagnostics"] as? [[String: Any]])?.first?["message"] as? String)?.contains("no") == true)

    let mended = try played.save(Self.walker, client)
    #expect(mended["outcome"] as? String == "shown")
    let same = try played.save(Self.walker + "// nothing\n", client)
    #expect(same["outcome"] as? String == "unchanged", "\(same)")
  }

  @Test("a picture that changes in the running game is a success; one that is broken is none")
  func assetReceipts() throws {
    let picture = try Data(contentsOf: URL(fileURLWithPath: Product.root + "/demos/breakout/assets/atlas.png"))
    let other = try Data(contentsOf: URL(fileURLWithPath: Product.root + "/demos/breakout/assets/backdrop_dusk.png"))
    let folder =
      "import { drawSprite, loadTexture, onFrame } from '@arcane/runtime'; const t = loadTexture('a.png'); onFrame(() => drawSprite({ texture: t, x: 0, y: 0 }));"
    let played = try ControlledPair(folder, [])
    try played.folder.write("a.png", picture)
    let client = try played.client()
    _ = try client.receipt()
    _ = try client.call("reload")
    let before = try client.call("scene", ["hash": true])["hash"] as? String
    try played.folder.write("a.png", other)
    let changed = try client.receipt()
    #expect(changed["outcome"] as? String == "asset", "\(changed)")
    #expect(try client.call("scene", ["hash": true])["hash"] as? String != before)
    try played.folder.write("a.png", Data("no picture".utf8))
    #expect(try client.receipt()["outcome"] as? String == "failed")
    try played.folder.write("a.png", picture)
    #expect(try client.receipt()["outcome"] as? String == "asset")
    #expect(try client.call("scene", ["hash": true])["hash"] as? String == before)
  }

  @Test("edits, waits, steps, keys and reads over 100 saves give the same hashes in two runs")
  func repeatable() throws {
    func run() throws -> [String] {
      let played = try ControlledPair(Self.walker)
      let client = try played.client()
      _ = try client.receipt()
      var hashes: [String] = []
      for round in 0..<100 {
        let color = String(format: "#%02x8800", round)
        let receipt = try played.save(Self.walker.replacingOccurrences(of: "#ff8800", with: color), client)
        #expect(receipt["outcome"] as? String == "shown")
        try client.call("input", ["events": [["key": "ArrowRight", "down": round % 2 == 0], ["key": "KeyJ"]]])
        let stepped = try client.call("step", ["frames": 5, "hash": true])
        #expect(stepped["frame"] as? Int == 6)
        let hash = try #require(stepped["hash"] as? String)
        hashes.append("\(hash) \(try client.number("game.x")) \(try client.number("performance.now()"))")
      }
      return hashes
    }
    let first = try run()
    let second = try run()
    #expect(first == second)
    #expect(Set(first.map { $0.prefix(16) }).count == 100)
  }

  @Test("the state, the actions, the scene and the picture")
  func looking() throws {
    let played = try ControlledPair(Self.walker)
    let client = try played.client()
    _ = try client.receipt()
    try client.call("step")
    #expect((try client.call("state")["value"] as? [String: Any])?["x"] as? Int == 100)
    #expect(try client.call("state", ["path": "jumps"])["value"] as? Int == 0)
    #expect((try client.call("describe")["value"] as? String)?.contains("walker") == true)
    #expect((try client.call("actions")["value"] as? [[String: Any]])?.first?["name"] as? String == "move")
    let outcome = try client.call("act", ["name": "move", "arguments": ["to": 7]])["value"] as? [String: Any]
    #expect(outcome?["ok"] as? Bool == true)
    #expect(try client.number("module('./game.ts').game.x") == 7)
    let refused = try client.call("act", ["name": "mvoe"])["value"] as? [String: Any]
    #expect(refused?["ok"] as? Bool == false)
    let simulated = try client.call("simulate", ["name": "move", "arguments": ["to": 9]])["value"] as? [String: Any]
    #expect((simulated?["state"] as? [String: Any])?["x"] as? Int == 9)
    #expect(try client.number("game.x") == 7)
    #expect((try client.call("rewind")["value"] as? [String: Any])?["x"] as? Int == 100)

    try client.call("step")
    let told = try client.call("scene")
    let scene = try #require(told["value"] as? [String: Any])
    let text = try #require((scene["texts"] as? [[String: Any]])?.first)
    #expect(text["text"] as? String == "at 100" && text["x"] as? Int == 8 && text["width"] as? Int == 48)
    #expect((scene["viewport"] as? [String: Any])?["width"] as? Int == 800)

    let whole = try client.call("screenshot")
    let encoded = try #require(whole["data"] as? String)
    let bytes = try #require(Data(base64Encoded: encoded))
    #expect(Array(bytes.prefix(4)) == [0x89, 0x50, 0x4E, 0x47] && whole["width"] as? Int == 800)
    let part = try client.call("screenshot", ["path": played.folder.path + "/part.png", "region": [100, 100, 20, 10], "scale": 0.5])
    #expect(part["width"] as? Int == 10 && part["height"] as? Int == 5 && part["data"] == nil)
    #expect(FileManager.default.fileExists(atPath: played.folder.path + "/part.png"))
    #expect(client.refusal("screenshot", ["region": [790, 0, 20, 20]])?.reason == "unusable")
    #expect(client.refusal("screenshot", ["path": "/nowhere/x.png"])?.reason == "file")
  }

  @Test("what the game prints is kept and sent to those who subscribe")
  func console() throws {
    let played = try ControlledPair("import { onFrame } from '@arcane/runtime'; let n = 0; onFrame(() => console.log('frame', ++n));")
    let (client, listener) = (try played.client(), try played.client())
    _ = try client.receipt()
    try listener.call("subscribe", ["events": ["console"]])
    try client.call("step", ["frames": 3])
    let said = try client.call("console")
    let lines = try #require(said["lines"] as? [[String: Any]])
    #expect(lines.map { $0["text"] as? String } == ["frame 1", "frame 2", "frame 3"])
    try client.call("step")
    let next = try #require(said["next"])
    let more = try client.call("console", ["since": next])["lines"] as? [[String: Any]]
    #expect(more?.map { $0["text"] as? String } == ["frame 4"])
    let heard = try listener.receive()
    let event = try #require(heard?["params"] as? [String: Any])
    #expect(event["event"] as? String == "console" && event["message"] as? String == "frame 1" && event["schema"] as? Int == 1)
  }

  @Test("every answer brings the errors since the client's last one, once")
  func errors() throws {
    let played = try ControlledPair(
      "import { onFrame } from '@arcane/runtime'; let n = 0; onFrame(() => { if (++n === 2) throw new Error('second frame'); });")
    let client = try played.client()
    _ = try client.receipt()
    let failed = client.refusal("step", ["frames": 5])
    #expect(failed?.reason == "exception" && failed?.message.contains("second frame") == true)
    #expect((failed?.data["errors"] as? [[String: Any]])?.first?["event"] as? String == "gameFailed")
    let place = failed?.data["diagnostic"] as? [String: Any]
    #expect(place?["path"] as? String == played.folder.path + "/game.ts" && place?["line"] as? Int == 1)
    #expect((try client.call("status")["errors"] as? [Any])?.isEmpty == true)
  }

  @Test("eval gives values and texts, and says what is thrown, whatever it is")
  func eval() throws {
    let played = try ControlledPair(Self.walker)
    let client = try played.client()
    _ = try client.receipt()
    func text(_ expression: String) throws -> String? { try client.call("eval", ["expression": expression])["text"] as? String }
    #expect(try text("new Map([[1, undefined]])") == "Map(1) { 1 => undefined }")
    #expect(try text("const a = 2; a * 21") == "42")
    #expect(try text("const o = {}; o.o = o; o") == "<ref *1> { o: [Circular *1] }")
    #expect(try text("undefined") == "undefined")
    #expect(try text("10n ** 20n") == "100000000000000000000n")
    #expect(client.refusal("eval", ["expression": "throw null"])?.message == "null")
    #expect(client.refusal("eval", ["expression": "1 +"])?.message.contains("SyntaxError") == true)
    #expect(client.refusal("eval", ["expression": "module('./gmae.ts')"])?.message.contains("Did you mean \"./game.ts\"") == true)
    #expect(client.refusal("eval", ["expression": "Array(6e4).fill({}).map(() => ({}))"])?.message.contains("parts") == true)
    let endless = client.refusal("eval", ["expression": "for (;;) {}"])
    #expect(endless?.reason == "hung", "\(String(describing: endless))")
    // The game plays on.
    #expect(try client.call("step")["frame"] as? Int == 1)
  }

  @Test("eval awaits a promise: across steps of a held clock, until it is settled, with what it is rejected with")
  func promises() throws {
    let played = try ControlledPair(Self.walker)
    let (client, other) = (try played.client(), try played.client())
    _ = try client.receipt()
    func value(_ expression: String) throws -> Any? { try client.call("eval", ["expression": expression])["value"] }
    #expect(try value("Promise.resolve(7)") as? Int == 7)
    #expect(try value("(async () => { await null; return [1, 2]; })()") as? [Int] == [1, 2])
    #expect(try value("1 + await Promise.resolve(2)") as? Int == 3)
    #expect(try value("import('./game.ts').then((it) => typeof it)") as? String == "object")
    let rejected = client.refusal("eval", ["expression": "Promise.reject(new TypeError('no such door'))"])
    #expect(rejected?.reason == "exception" && rejected?.message.contains("no such door") == true, "\(String(describing: rejected))")
    // Time is held: the timer is due after 60 steps.
    let later = try client.begin("eval", ["expression": "new Promise((done) => setTimeout(() => done('rung'), 1000))"])
    #expect(try other.call("step", ["frames": 30])["frame"] as? Int == 30)
    #expect(try other.call("step", ["frames": 40])["frame"] as? Int == 70)
    #expect(try client.finish(later)["value"] as? String == "rung")
    // One that nobody waits for any more is let go of.
    let never = try client.begin("eval", ["expression": "new Promise(() => {})"])
    #expect(try client.call("cancel", ["id": never])["cancelled"] as? Bool == true)
    #expect(try value("'still here'") as? String == "still here")
  }

  @Test("perf counts the times between frames that follow each other, and none between steps")
  func frameIntervals() throws {
    let played = try ControlledPair(Self.walker)
    let client = try played.client()
    _ = try client.receipt()
    func times(_ name: String) throws -> [String: Any]? {
      let value = try client.call("perf")["value"] as? [String: Any]
      return (value?["milliseconds"] as? [String: Any])?[name] as? [String: Any]
    }
    for _ in 0..<3 { _ = try client.call("step") }
    #expect(try times("interval") == nil)
    #expect(try times("script")?["most"] is Double)
    _ = try client.call("resume")
    #expect(try eventually(seconds: 20) { try times("interval")?["median"] is Double })
  }
}

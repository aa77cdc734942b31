import Foundation
import Testing

@Suite("The control socket, when things go wrong")
struct ControlFaultTests {
  private static let counter = "import { onFrame } from '@arcane/runtime'; let n = 0; onFrame(() => { n += 1; (globalThis as any).n = n; });"

  @Test("unknown verbs and parameters are answered with the nearest, and where it is described")
  func unknown() throws {
    let played = try ControlledPair(Self.counter)
    let client = try played.client()
    let verb = client.refusal("stauts")
    #expect(verb?.code == -32601 && verb?.message.contains("'status'") == true)
    let parameter = client.refusal("step", ["frame": 1])
    #expect(parameter?.code == -32602 && parameter?.message.contains("'frames'") == true)
    #expect(parameter?.data["schema"] as? String == "rpc.discover#/methods/step/params/frame")
    #expect(client.refusal("step", ["frames": 0])?.message.contains("from 1 to 1000000") == true)
    #expect(client.refusal("eval")?.message.contains("needs 'expression'") == true)
    let methods = try client.call("rpc.discover")["methods"] as? [[String: Any]]
    #expect((methods ?? []).map { $0["name"] as? String }.contains("stepUntil"))
  }

  @Test("what is no request is told, and the connection stays")
  func malformed() throws {
    let played = try ControlledPair(Self.counter)
    let client = try played.client()
    let cases: [(String, Int)] = [
      ("{", -32700), ("\u{1}\u{2}", -32700), ("[]", -32600), ("{}", -32600), ("\"x\"", -32600), (#"{"jsonrpc":"2.0","id":1}"#, -32600),
      (#"{"jsonrpc":"2.0","id":{},"method":"status"}"#, -32600), (#"{"jsonrpc":"2.0","id":1,"method":"status","params":[1]}"#, -32602),
      (#"{"jsonrpc":"2.0","id":1,"method":"step","params":{"frames":1e400}}"#, -32602),
      (String(repeating: "[", count: 5000), -32700),
    ]
    for (text, code) in cases {
      client.write(text + "\n")
      let error = try client.receive()?["error"] as? [String: Any]
      #expect(error?["code"] as? Int == code, "\(text.prefix(60)): \(String(describing: error))")
    }
    // A notification is not answered.
    client.write("{\"jsonrpc\":\"2.0\",\"method\":\"pause\"}\n\n  \n")
    #expect(try client.call("status")["paused"] as? Bool == true)
  }

  @Test("a request without an end is refused, and the game does not notice")
  func flood() throws {
    let played = try ControlledPair(Self.counter, [])
    let client = try played.client()
    client.write(String(repeating: "x", count: 400_000))
    let error = try client.receive()?["error"] as? [String: Any]
    #expect(error?["code"] as? Int == -32600)
    #expect(try client.receive() == nil)
    #expect(try played.client().receipt()["outcome"] as? String == "shown")
  }

  @Test("a client that does not read holds nobody up, and hears how much it missed")
  func slow() throws {
    let played = try ControlledPair(
      "import { onFrame } from '@arcane/runtime'; const text = 'x'.repeat(10000); onFrame(() => { for (let i = 0; i < 5; i++) console.log(text); });")
    let (slow, client) = (try played.client(), try played.client())
    _ = try client.receipt()
    try slow.call("subscribe")
    // 10 MB: more than sockets and queue hold.
    for _ in 0..<20 { try client.call("step", ["frames": 10]) }
    #expect(try client.call("status")["frame"] as? Int == 200)
    var dropped = 0
    var heard = 0
    try client.call("step")
    while dropped == 0, let message = try slow.receive(seconds: 10) {
      if message["method"] as? String == "dropped" { dropped = (message["params"] as? [String: Any])?["events"] as? Int ?? 0 } else { heard += 1 }
      // So that something comes that tells of it.
      if heard % 50 == 0 { try client.call("step") }
    }
    #expect(dropped > 0 && heard > 0)
  }

  @Test("a game that hangs while it is asked: the answer says so")
  func hang() throws {
    let played = try ControlledPair(Self.counter, ["--paused", "--frame-time-limit", "500"])
    let (client, other) = (try played.client(), try played.client())
    _ = try client.receipt()
    let asked = try client.begin("eval", ["expression": "[].indexOf.call({ length: 2 ** 53 - 1 }, 1)"])
    // One that waits behind it fares the same, and who asks for the status does not wait.
    let waiting = try other.begin("scene")
    #expect(try played.client().call("status")["state"] as? String == "paused")
    do {
      _ = try client.finish(asked)
      Issue.record("a call without an end has been answered")
    } catch let refused as ControlTestClient.Refused { #expect(refused.reason == "hung" && refused.data["errors"] != nil, "\(refused)") }
    do {
      _ = try other.finish(waiting)
      Issue.record("what waits behind it has been answered")
    } catch let refused as ControlTestClient.Refused { #expect(refused.reason == "hung", "\(refused)") }
    // The next save plays.
    try played.folder.write("game.ts", Self.counter + " // again\nexport {};")
    _ = try client.call("reload")
    #expect(try client.call("step", ["frames": 2])["frame"] as? Int ?? 0 >= 2)
  }

  @Test("keys, events and names that there are not are refused with the nearest")
  func unknownNames() throws {
    let played = try ControlledPair(Self.counter)
    let client = try played.client()
    _ = try client.receipt()
    #expect(client.refusal("input", ["events": [["key": "ArowLeft"]]])?.message.contains("\"ArrowLeft\"") == true)
    #expect(client.refusal("input", ["events": [["pad": "LeftBumber"]]])?.message.contains("\"LeftBumper\"") == true)
    #expect(client.refusal("input", ["events": [["axis": "LeftStick", "value": 1]]])?.message.contains("\"LeftStickX\"") == true)
    #expect(client.refusal("input", ["events": [["key": "a", "donw": true]]])?.message.contains("\"down\"") == true)
    #expect(client.refusal("input", ["events": [["axis": "LeftStickX", "value": 99]]])?.code == -32602)
    #expect(client.refusal("subscribe", ["events": ["consol"]])?.message.contains("'console'") == true)
    #expect(client.refusal("subscribe", ["events": [1]])?.code == -32602)
    #expect(client.refusal("screenshot", ["path": "/tmp/a\u{0}b.png"])?.code == -32602)
    #expect(client.refusal("screenshot", ["inline": false])?.code == -32602)
    #expect(try client.call("input", ["events": [["key": "é"], ["key": "F12"], ["key": "Numpad7"]]])["frame"] != nil)
  }

  @Test("a halted game is told as such")
  func halted() throws {
    let played = try ControlledPair(
      "import { onFrame } from '@arcane/runtime'; let n = 0; onFrame(() => { if (++n > 2) for (;;) {} });", ["--paused", "--frame-time-limit", "300"])
    let client = try played.client()
    _ = try client.receipt()
    #expect(client.refusal("step", ["frames": 9])?.reason == "hung")
    #expect(client.refusal("step")?.reason == "halted")
    #expect(try client.call("status")["state"] as? String == "halted")
    #expect(try client.call("eval", ["expression": "1 + 1"])["value"] as? Int == 2)
  }

  @Test("when the generation is replaced while an answer is due, the next one gives it")
  func replaced() throws {
    let played = try ControlledPair(Self.counter)
    let (client, other) = (try played.client(), try played.client())
    _ = try client.receipt()
    let long = try client.begin("stepUntil", ["expression": "globalThis.goal === true", "limit": 1_000_000])
    usleep(50_000)
    #expect(try played.save(Self.counter + "\n(globalThis as any).goal = true;", other)["outcome"] as? String == "shown")
    let answer = try client.finish(long)
    #expect(answer["moved"] as? Bool == true && answer["generation"] as? Int ?? 0 > 1 && answer["frame"] as? Int == 2)
  }

  @Test("what is set while the next game loads is its setting, too")
  func setWhileLoading() throws {
    let played = try ControlledPair(Self.counter, [])
    let client = try played.client()
    _ = try client.receipt()
    try played.folder.write("game.ts", "const began = Date.now();\nwhile (Date.now() < began + 1000) {}\n" + Self.counter)
    usleep(400_000)
    try client.call("pause")
    #expect(try client.receipt()["outcome"] as? String == "shown")
    let frame = try client.call("status")["frame"] as? Int
    usleep(300_000)
    #expect(try client.call("status")["frame"] as? Int == frame, "it is paused")
    #expect(try client.call("step", ["frames": 2])["frame"] as? Int == (frame ?? 0) + 2)
  }

  @Test("frames that nobody wants any more are not played: the client goes, cancels, or the clock is set")
  func endedSteps() throws {
    let played = try ControlledPair(Self.counter)
    let client = try played.client()
    _ = try client.receipt()
    do { _ = try played.client().begin("step", ["frames": 1_000_000]) }
    #expect(eventually(seconds: 10) { client.refusal("step") == nil })

    let cancelled = try client.begin("step", ["frames": 1_000_000])
    let cancelling = try client.begin("cancel", ["id": cancelled])
    do {
      _ = try client.finish(cancelled)
      Issue.record("a million frames in no time")
    } catch let refused as ControlTestClient.Refused { #expect(refused.reason == "cancelled") }
    #expect(try client.finish(cancelling)["cancelled"] as? Bool == true)

    for verb in ["pause", "resume", "reload"] {
      try client.call("pause")
      let other = try played.client()
      let long = try other.begin("step", ["frames": 1_000_000])
      usleep(50_000)
      try client.call(verb)
      do {
        _ = try other.finish(long)
        Issue.record("a million frames in no time")
      } catch let refused as ControlTestClient.Refused { #expect(refused.reason == "ended", "\(verb): \(refused)") }
    }
    #expect(try client.call("step")["paused"] as? Bool == true)
  }

  @Test("reload of a game that does not load answers when that has failed once more")
  func failedReload() throws {
    let played = try ControlledPair("throw new Error('never'); export {};", [])
    let client = try played.client()
    let first = try client.receipt()
    #expect(first["outcome"] as? String == "failed")
    let second = try #require(try client.call("reload")["receipt"] as? [String: Any])
    #expect(second["outcome"] as? String == "failed" && second["number"] as? Int ?? 0 > first["number"] as? Int ?? 0)
  }

  @Test("code that is good and a picture that is not, saved together, have failed")
  func mixedSave() throws {
    let picture = try Data(contentsOf: URL(fileURLWithPath: Product.root + "/demos/breakout/assets/atlas.png"))
    let game =
      "import { drawSprite, loadTexture, onFrame } from '@arcane/runtime'; const t = loadTexture('a.png'); onFrame(() => drawSprite({ texture: t, x: 0, y: 0 }));"
    let played = try ControlledPair(game, [])
    try played.folder.write("a.png", picture)
    let client = try played.client()
    _ = try client.call("reload")
    for round in 0..<5 {
      try played.folder.write("a.png", Data("broken".utf8))
      try played.folder.write("game.ts", game + "\n(globalThis as any).round = \(round);")
      #expect(try client.receipt()["outcome"] as? String == "failed")
      try played.folder.write("a.png", picture)
      let mended = try client.receipt()
      #expect(mended["outcome"] as? String != "failed", "\(mended)")
    }
  }

  @Test("a game that has halted since is told to who comes then, and to who waits")
  func halts() throws {
    let played = try ControlledPair(
      "import { onFrame } from '@arcane/runtime'; let n = 0; onFrame(() => { if (++n > 9) for (;;) {} });", ["--frame-time-limit", "300"])
    let client = try played.client()
    _ = try client.receipt()
    #expect(try eventually(seconds: 20) { try client.call("status")["state"] as? String == "halted" })
    let later = try played.client().call("wait")
    #expect((later["receipt"] as? [String: Any])?["outcome"] as? String == "failed")
    #expect((later["errors"] as? [[String: Any]])?.first?["event"] as? String == "gameFailed")
  }

  @Test("who asks and does not read is not answered any more, and nobody else waits for that")
  func unreadAnswers() throws {
    let played = try ControlledPair("import { onFrame } from '@arcane/runtime'; const text = 'x'.repeat(10000); onFrame(() => console.log(text));")
    let client = try played.client()
    _ = try client.receipt()
    for _ in 0..<15 { try client.call("step", ["frames": 10]) }
    func resident() throws -> Int {
      let pages = try String(contentsOfFile: "/proc/\(played.pair.pid)/statm", encoding: .utf8).split(separator: " ")[1]
      return try #require(Int(pages)) * Int(sysconf(Int32(_SC_PAGESIZE))) >> 20
    }
    let before = try resident()
    let deaf = try played.client()
    for _ in 0..<200 { _ = try deaf.begin("console") }
    try client.call("status")
    // All of them together would be 300 MB.
    let after = try resident()
    #expect(after < before + 60, "\(before) MB before, \(after) after")
  }

  @Test("a worker that dies while it is asked: its successor answers, and says so")
  func death() throws {
    let played = try ControlledPair(Self.counter)
    let client = try played.client()
    _ = try client.receipt()
    let status = try client.call("status")
    let worker = Int32(try #require(status["worker"] as? Int))
    kill(worker, SIGSTOP)
    let asked = try client.begin("scene")
    usleep(50_000)
    kill(worker, SIGKILL)
    let answer = try client.finish(asked)
    #expect(answer["moved"] as? Bool == true && answer["generation"] as? Int ?? 0 > 1)
    #expect((answer["errors"] as? [[String: Any]])?.contains { $0["event"] as? String == "crashed" } == true)
  }

  @Test("commands say how it went by their exit codes")
  func commands() throws {
    let played = try ControlledPair(Self.counter)
    let client = try played.client()
    _ = try client.receipt()
    let status = try played.command("status")
    #expect(status.code == 0 && status.output.hasPrefix("game.ts: paused\n"), "\(status.output)\(status.errors)")
    let stepped = try played.command("step", "3", "--json")
    #expect(stepped.code == 0 && stepped.output.contains(#""frame":3"#))
    #expect(try played.command("wait").code == 0)
    try played.folder.write("game.ts", Self.counter + "(")
    let failed = try played.command("wait")
    #expect(failed.code == 1 && failed.output.contains("game.ts:1:"), "\(failed.output)")
    #expect(try played.command("step-until", "false", "--limit", "3").code == 4)
    #expect(try played.command("eval", "nothing").code == 1)
    try client.call("stop")
    _ = eventually(seconds: 20) { !FileManager.default.fileExists(atPath: played.socket) }
    let none = try played.command("status")
    #expect(none.code == 3 && none.errors.contains("no dev plays a game here"), "\(none.errors)")
  }

  @Test("without --no-control's socket nobody can ask")
  func without() throws {
    let folder = try GameFolder()
    try folder.write("game.ts", Self.counter)
    let runtime = try GameFolder()
    chmod(runtime.path, 0o700)
    let pair = try Pair(
      folder.path + "/game.ts", ["--headless", "--mute", "--no-control"], display: nil, environment: ["XDG_RUNTIME_DIR": runtime.path])
    try pair.wait(for: "playing")
    #expect(try FileManager.default.contentsOfDirectory(atPath: runtime.path).isEmpty)
  }

  @Test("the socket and its folder are this user's alone")
  func alone() throws {
    let played = try ControlledPair(Self.counter)
    for (path, mode) in [(played.socket, mode_t(0o600)), ((played.socket as NSString).deletingLastPathComponent, 0o700)] {
      var status = stat()
      #expect(lstat(path, &status) == 0 && status.st_mode & 0o777 == mode && status.st_uid == geteuid(), "\(path)")
    }
  }

  @Test("with --no-eval no expression is evaluated, and all else works")
  func noEval() throws {
    let played = try ControlledPair(Self.counter, ["--paused", "--no-eval"])
    let client = try played.client()
    _ = try client.receipt()
    #expect(client.refusal("eval", ["expression": "1"])?.reason == "forbidden")
    #expect(client.refusal("stepUntil", ["expression": "true"])?.reason == "forbidden")
    #expect(try client.call("step")["frame"] as? Int == 1)
  }

  @Test("two devs in one folder are told apart by their processes")
  func two() throws {
    let runtime = try GameFolder()
    chmod(runtime.path, 0o700)
    let folder = try GameFolder()
    try folder.write("game.ts", Self.counter)
    let environment = ["XDG_RUNTIME_DIR": runtime.path]
    let pairs = try (0..<2).map { _ in try Pair(folder.path + "/game.ts", ["--headless", "--mute"], display: nil, environment: environment) }
    for pair in pairs { try pair.wait(for: "playing") }
    let both = try folder.run("status", environment: environment)
    #expect(both.code == 3 && both.errors.contains("by process \(pairs[0].pid)") && both.errors.contains("--game PROCESS"), "\(both.errors)")
    let one = try folder.run("status", "--game", "\(pairs[1].pid)", environment: environment)
    #expect(one.code == 0 && one.output.contains("dev \(pairs[1].pid)"), "\(one.output)")
  }

  @Test("a socket that a killed dev has left is cleared away by the next")
  func stale() throws {
    let runtime = try GameFolder()
    chmod(runtime.path, 0o700)
    let folder = try GameFolder()
    try folder.write("game.ts", Self.counter)
    func start() throws -> Pair {
      try Pair(folder.path + "/game.ts", ["--headless", "--mute"], display: nil, environment: ["XDG_RUNTIME_DIR": runtime.path])
    }
    func sockets() -> [String] { (try? FileManager.default.contentsOfDirectory(atPath: runtime.path + "/arcane")) ?? [] }
    let first = try start()
    try first.wait(for: "playing")
    let left = sockets()
    kill(first.pid, SIGKILL)
    first.end()
    #expect(sockets() == left && left.count == 1)
    let second = try start()
    try second.wait(for: "playing")
    #expect(sockets().count == 1 && sockets() != left)
  }

  @Test("another user's client is turned away: by the folder's mode, and where that was opened up, by who it is", .enabled(if: geteuid() == 0))
  func otherUser() throws {
    let played = try ControlledPair(Self.counter)
    let client = try played.client()
    let script = """
      import os, socket, sys
      os.setgroups([]); os.setgid(65534); os.setuid(65534)
      client = socket.socket(socket.AF_UNIX); client.settimeout(20)
      try:
          client.connect(sys.argv[1])
          client.sendall(b'{"jsonrpc":"2.0","id":1,"method":"status"}\\n')
          print("answer", client.recv(100))
      except (PermissionError, ConnectionResetError, BrokenPipeError) as error: print(type(error).__name__)
      """
    func attempt() throws -> String {
      try Product.run(program: "/usr/bin/python3", ["-c", script, played.socket], directory: "/").output
    }
    #expect(try attempt() == "PermissionError\n")
    #expect(chmod(played.socket, 0o666) == 0)
    var folder = (played.socket as NSString).deletingLastPathComponent
    var modes: [(String, mode_t)] = []
    defer { for (path, mode) in modes { chmod(path, mode) } }
    while folder != "/" {
      var status = stat()
      try #require(stat(folder, &status) == 0)
      if status.st_mode & 0o001 == 0 {
        modes.append((folder, status.st_mode & 0o7777))
        try #require(chmod(folder, status.st_mode & 0o7777 | 0o001) == 0)
      }
      folder = (folder as NSString).deletingLastPathComponent
    }
    #expect(["answer b''\n", "ConnectionResetError\n", "BrokenPipeError\n"].contains(try attempt()))
    #expect(try client.call("status")["errors"] is [Any])
  }
}

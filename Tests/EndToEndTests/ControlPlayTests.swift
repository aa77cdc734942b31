import ArcaneLinux
import Foundation
import Testing

@Suite("Playing through the control socket")
struct ControlPlayTests {
  @Test("Sokoban's first level is won by looking and pressing keys alone")
  func sokoban() throws {
    // A copy: the result is saved beside the game.
    let folder = try GameFolder()
    let game = folder.path + "/sokoban"
    try FileManager.default.copyItem(atPath: Product.root + "/demos/sokoban", toPath: game)
    // The first frame decodes all pictures, which a busy machine takes its time for.
    let played = try ControlledPair("", ["--paused", "--seed", "1", "--frame-time-limit", "60000"], game: game + "/game.ts")
    let client = try played.client()
    _ = try client.receipt()
    func texts() throws -> [String] {
      let scene = try client.call("scene")["value"] as? [String: Any]
      return (scene?["texts"] as? [[String: Any]] ?? []).compactMap { $0["text"] as? String }
    }
    func press(_ key: String, frames: Int) throws {
      try client.call("input", ["events": [["key": key]]])
      try client.call("step", ["frames": frames])
    }
    try client.call("step", ["frames": 5])
    #expect(try texts().contains { $0.contains("Press Enter") })
    try press("Enter", frames: 40)
    #expect(try texts().contains("Choose a level"))
    try press("Enter", frames: 40)
    #expect(try texts().contains { $0.contains("First Push") })
    let told = try client.call("eval", ["expression": "module('./logic/levels.ts').STAGES[0].solution"])
    let solution = try #require(told["value"] as? String)
    let keys: [Character: String] = ["u": "ArrowUp", "d": "ArrowDown", "l": "ArrowLeft", "r": "ArrowRight"]
    for letter in solution.lowercased() {
      let key = try #require(keys[letter])
      try press(key, frames: 12)
    }
    try client.call("stepUntil", ["expression": "true", "limit": 1])
    try client.call("step", ["frames": 150])
    let shown = try texts()
    #expect(shown.contains { $0.contains("Solved!") }, "\(shown)")
  }
}

@Suite("The Model Context Protocol")
struct MCPTests {
  /// `arcane mcp` and its end of the pipe.
  private final class Bridge {
    let folder: GameFolder
    private let runtime: GameFolder
    let child: ChildProcess
    private let output = Channel()
    private let input: Descriptor
    private var lastID = 0

    init(_ game: String) throws {
      folder = try GameFolder()
      runtime = try GameFolder()
      chmod(runtime.path, 0o700)
      try folder.write("game.ts", game)
      var ends: [Int32] = [-1, -1]
      socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends)
      input = Descriptor(owning: ends[0])
      let theirs = Descriptor(owning: ends[1])
      child = try ChildProcess(
        name: "arcane mcp", path: Product.supervisor, arguments: ["mcp", folder.path],
        environment: Product.environment(["XDG_RUNTIME_DIR": runtime.path, "DISPLAY": nil, "WAYLAND_DISPLAY": nil]),
        inherit: [(theirs.raw, 0), (output.write, 1), (2, 2)])
      output.closeWriter()
    }

    func write(_ message: [String: Any]) throws {
      let data = try JSONSerialization.data(withJSONObject: message) + Data([0x0a])
      data.withUnsafeBytes { _ = send(input.raw, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }

    func begin(_ method: String, _ parameters: [String: Any] = [:]) throws -> Int {
      lastID += 1
      try write(["jsonrpc": "2.0", "id": lastID, "method": method, "params": parameters])
      return lastID
    }

    func read() throws -> [String: Any] {
      let line = try #require(output.readLine(seconds: 60))
      let message = try JSONSerialization.jsonObject(with: Data(line.utf8))
      return try #require(message as? [String: Any])
    }

    /// The answer's whole message.
    func ask(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
      let id = try begin(method, parameters)
      while true {
        let message = try read()
        if message["id"] as? Int == id { return message }
      }
    }

    func tool(_ name: String, _ arguments: [String: Any] = [:]) throws -> (text: String, isError: Bool, content: [[String: Any]]) {
      let result = try ask("tools/call", ["name": name, "arguments": arguments])["result"] as? [String: Any]
      let content = try #require(result?["content"] as? [[String: Any]], "\(name)")
      let isError = try #require(result?["isError"] as? Bool)
      return (content.compactMap { $0["text"] as? String }.joined(), isError, content)
    }

    func initialize() throws {
      _ = try ask("initialize", ["protocolVersion": "2025-06-18", "capabilities": [String: Any](), "clientInfo": ["name": "test", "version": "1"]])
      try write(["jsonrpc": "2.0", "method": "notifications/initialized"])
    }

    /// Standard input's end is the end.
    func close() -> ArcaneLinux.ExitStatus? {
      input.close()
      return child.reap(wait: true)
    }
  }

  private static let game = """
    import { drawText, onFrame } from "@arcane/runtime";
    import { registerAgent } from "@arcane/runtime/agent";
    let state = { coins: 3 };
    registerAgent({
      name: "purse", getState: () => state, setState: (next) => { state = next },
      actions: { spend: { description: "Spend some.", args: { coins: { type: "number" } }, run: (now, { coins }) => ({ coins: now.coins - (coins as number) }) } },
    });
    onFrame(() => drawText(`${state.coins} coins`, 10, 10));
    console.log("a purse");
    """

  @Test("initialize, the list of tools, errors, ping: as the protocol has it")
  func handshake() throws {
    let bridge = try Bridge(Self.game)
    let early = try bridge.ask("tools/list")
    #expect((early["error"] as? [String: Any])?["code"] as? Int == -32600)
    let begun =
      try bridge.ask("initialize", ["protocolVersion": "1999-01-01", "capabilities": [String: Any](), "clientInfo": ["name": "x", "version": "1"]])[
        "result"] as? [String: Any]
    // A version that is not known is answered with the newest one that is.
    #expect(begun?["protocolVersion"] as? String == "2025-06-18")
    #expect((begun?["capabilities"] as? [String: Any])?["tools"] != nil && (begun?["serverInfo"] as? [String: Any])?["name"] as? String == "arcane")
    try bridge.write(["jsonrpc": "2.0", "method": "notifications/initialized"])
    #expect((try bridge.ask("ping")["result"] as? [String: Any])?.isEmpty == true)
    let tools = (try bridge.ask("tools/list")["result"] as? [String: Any])?["tools"] as? [[String: Any]] ?? []
    let names = tools.compactMap { $0["name"] as? String }
    let originals = [
      "get_state", "describe_state", "list_actions", "execute_action", "inspect_scene", "capture_snapshot", "hot_reload", "run_tests", "rewind",
      "simulate_action", "get_frame_stats", "capture_frame",
    ]
    #expect(Set(originals).isSubset(of: Set(names)) && Set(names).count == names.count)
    for tool in tools { #expect((tool["inputSchema"] as? [String: Any])?["type"] as? String == "object" && tool["description"] != nil) }
    #expect((try bridge.ask("tools/call", ["name": "get_stat"])["error"] as? [String: Any])?["code"] as? Int == -32602)
    #expect((try bridge.ask("no/such")["error"] as? [String: Any])?["code"] as? Int == -32601)
    try bridge.write(["id": 5])
    #expect((try bridge.read()["error"] as? [String: Any])?["code"] as? Int == -32600)
    #expect(bridge.close() == .code(0))
  }

  @Test("every tool of the original answers, with a dev that the bridge starts and ends")
  func tools() throws {
    let bridge = try Bridge(Self.game)
    try bridge.initialize()
    #expect(try bridge.tool("wait").text.contains("\"shown\""))
    #expect(try bridge.tool("get_state").text.contains("\"coins\": 3"))
    #expect(try bridge.tool("get_state", ["path": "coins"]).text.contains("\"value\": 3"))
    #expect(try bridge.tool("describe_state", ["verbosity": "minimal"]).text.contains("purse"))
    #expect(try bridge.tool("list_actions").text.contains("Spend some."))
    #expect(try bridge.tool("simulate_action", ["name": "spend", "args": ["coins": 1]]).text.contains("\"coins\": 2"))
    #expect(try bridge.tool("execute_action", ["name": "spend", "args": "{\"coins\": 2}"]).text.contains("\"coins\": 1"))
    #expect(try bridge.tool("execute_action", ["name": "steal"]).isError)
    #expect(try bridge.tool("capture_snapshot").text.contains("timestamp"))
    #expect(try bridge.tool("rewind").text.contains("\"coins\": 3"))
    #expect(try bridge.tool("inspect_scene", ["path": "coins"]).text.contains("\"value\": 3"))
    _ = try bridge.tool("pause")
    _ = try bridge.tool("step")
    #expect(try bridge.tool("inspect_scene").text.contains("3 coins"))
    #expect(try bridge.tool("get_frame_stats").text.contains("drawCalls"))
    let picture = try bridge.tool("capture_frame", ["scale": 0.25]).content.first
    #expect(picture?["type"] as? String == "image" && picture?["mimeType"] as? String == "image/png")
    #expect(Data(base64Encoded: picture?["data"] as? String ?? "")?.prefix(4) == Data([0x89, 0x50, 0x4E, 0x47]))
    #expect(try bridge.tool("hot_reload").text.contains("\"shown\""))
    try bridge.folder.writeGoodTest("purse.test.ts")
    let tests = try bridge.tool("run_tests")
    #expect(!tests.isError && tests.text.contains("2 passed"), "\(tests.text)")
    try bridge.folder.write("game.ts", Self.game + "(")
    let broken = try bridge.tool("wait")
    #expect(broken.isError && broken.text.contains("\"failed\""))
    let list = (try bridge.ask("resources/list")["result"] as? [String: Any])?["resources"] as? [[String: Any]] ?? []
    #expect(list.count == 4)
    for resource in list {
      let uri = try #require(resource["uri"])
      let read = try bridge.ask("resources/read", ["uri": uri])["result"] as? [String: Any]
      let content = (read?["contents"] as? [[String: Any]])?.first
      #expect(content?["text"] != nil || content?["blob"] != nil, "\(resource)")
    }
    let devs = children(of: bridge.child.pid)
    #expect(devs.count == 1)
    #expect(bridge.close() == .code(0))
    #expect(eventually(seconds: 10) { devs.keys.allSatisfy { kill($0, 0) != 0 } })
  }

  @Test("its dev ends with the bridge, however that ends", arguments: [SIGTERM, SIGKILL])
  func killed(_ signal: Int32) throws {
    let bridge = try Bridge(Self.game)
    try bridge.initialize()
    #expect(try bridge.tool("wait").text.contains("\"shown\""))
    let devs = children(of: bridge.child.pid)
    #expect(devs.count == 1)
    bridge.child.send(signal)
    #expect(eventually(seconds: 10) { devs.keys.allSatisfy { kill($0, 0) != 0 } })
  }

  @Test("a call that waits can be cancelled, and tells of its progress until then")
  func cancellation() throws {
    let bridge = try Bridge("await new Promise(() => setTimeout(() => {}, 1e9)); export {};")
    try bridge.initialize()
    let id = try bridge.begin("tools/call", ["name": "wait", "arguments": ["limit": 100], "_meta": ["progressToken": "p"]])
    let progress = try bridge.read()
    #expect(progress["method"] as? String == "notifications/progress")
    #expect((progress["params"] as? [String: Any])?["progressToken"] as? String == "p")
    try bridge.write(["jsonrpc": "2.0", "method": "notifications/cancelled", "params": ["requestId": id]])
    let next = try bridge.ask("ping")
    #expect(next["result"] != nil)
    #expect(bridge.close() == .code(0))
  }

  @Test("a game that is not there is told, and the bridge stays")
  func noGame() throws {
    let bridge = try Bridge(Self.game)
    try FileManager.default.removeItem(atPath: bridge.folder.path + "/game.ts")
    try bridge.initialize()
    let answer = try bridge.tool("status")
    #expect(answer.isError && answer.text.contains("without a game"), "\(answer.text)")
    #expect(try bridge.ask("ping")["result"] != nil)
  }
}

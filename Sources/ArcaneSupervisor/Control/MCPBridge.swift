// `arcane mcp`: the Model Context Protocol (revision 2025-06-18, transport stdio) on standard input and output, bridged
// to the control socket. Starts a dev if none plays the game.
import ArcaneIPC
import ArcaneLinux
import ArcaneModules
import Glibc

final class MCPBridge {
  private struct Call {
    var id: JSONValue
    var tool: String
    /// A resource that is read in place of a tool.
    var resource: String?
    var progressToken: JSONValue?
    var began = Monotonic.now
    var reported = 0
  }

  private struct TestRun {
    var id: JSONValue
    var child: ChildProcess
    var output: OutputPipe
    var outputBytes: [UInt8] = []
  }

  private let game: String?
  private var connection: ControlConnection?
  private var dev: ChildProcess?
  /// By the IDs of requests to the control socket.
  private var calls: [Int: Call] = [:]
  private var tests: TestRun?
  private var isInitialized = false
  private var received: [UInt8] = []

  private static let protocols = ["2025-06-18", "2024-11-05"]
  private static let lineLimit = 4 << 20

  init(game: String?) { self.game = game }

  func run() throws -> Never {
    signal(SIGPIPE, SIG_IGN)
    while true {
      var descriptors = [pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)]
      descriptors.append(pollfd(fd: connection?.raw ?? -1, events: Int16(POLLIN), revents: 0))
      descriptors.append(pollfd(fd: tests?.output.reader.raw ?? -1, events: Int16(POLLIN), revents: 0))
      let waitsForProgress = calls.values.contains { $0.progressToken != nil }
      let hasMessage = connection?.hasMessage ?? false
      let ready = poll(&descriptors, nfds_t(descriptors.count), hasMessage ? 0 : waitsForProgress ? 1000 : -1)
      if ready < 0, errno != EINTR { throw SystemError.last("poll", "standard input") }
      if descriptors[0].revents != 0 { readInput() }
      if hasMessage || descriptors[1].revents != 0 { readAnswer() }
      if descriptors[2].revents != 0 { readTests() }
      reportProgress()
    }
  }

  // MARK: - Standard input and output

  private func readInput() {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(STDIN_FILENO, &buffer, buffer.count)
    if count < 0, errno == EINTR { return }
    // The parent has closed standard input: end.
    guard count > 0 else { end() }
    received += buffer[..<count]
    while let index = received.firstIndex(of: UInt8(ascii: "\n")) {
      let line = Array(received[..<index])
      received.removeSubrange(...index)
      if !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { take(line) }
    }
    if received.count > Self.lineLimit {
      write(RPCMessage.error(.null, RPCError(.invalidRequest, "a message has at most \(Self.lineLimit >> 20) MB")))
      received = []
    }
  }

  private func end() -> Never {
    dev?.send(SIGTERM)
    _ = dev?.reap(wait: true)
    exit(0)
  }

  private func write(_ message: JSONValue) { writeAll(STDOUT_FILENO, message.text + "\n") }

  // MARK: - The protocol

  private func take(_ line: [UInt8]) {
    var id: JSONValue?
    do {
      let request = try RPCRequest(line)
      id = request.id
      if let result = try answer(request), let id { write(RPCMessage.result(id, result)) }
    } catch let error as RPCError {
      write(RPCMessage.error(error.id ?? id ?? .null, error))
    } catch {
      write(RPCMessage.error(id ?? .null, RPCError(.failed, "\(error)")))
    }
  }

  /// nil if the answer comes later, or if there is none.
  private func answer(_ request: RPCRequest) throws -> JSONValue? {
    switch request.method {
    case "initialize":
      isInitialized = true
      let wanted = request.parameters["protocolVersion"]?.string ?? ""
      return .of([
        "protocolVersion": .string(Self.protocols.contains(wanted) ? wanted : Self.protocols[0]),
        "capabilities": .of(["tools": .object([]), "resources": .object([])]),
        "serverInfo": .of(["name": .string("arcane"), "title": .string("Arcane"), "version": .string(WireProtocol.release)]),
        "instructions": .string(
          "A running 2D game whose clock you hold. After you have edited files call wait: it answers when the save is on the screen or has failed, with the errors. pause and step make the game wait for you; input presses keys; capture_frame shows the picture, inspect_scene what is in it."
        ),
      ])
    case "ping": return .object([])
    case "notifications/cancelled":
      for (token, call) in calls where call.id == request.parameters["requestId"] {
        calls[token] = nil
        // The result is ignored: the canceled call gets no answer.
        _ = try? connection?.request("cancel", .of(["id": .value(token)]))
      }
      if tests?.id == request.parameters["requestId"] { tests = nil }
      return nil
    case let name where name.hasPrefix("notifications/"): return nil
    case "tools/list":
      try demandInitialization()
      return .of([
        "tools": .array(
          MCPTool.all.map { .of(["name": .string($0.name), "description": .string($0.summary), "inputSchema": $0.schema]) })
      ])
    case "tools/call":
      try demandInitialization()
      guard let id = request.id else { return nil }
      return try callTool(request, id)
    case "resources/list":
      try demandInitialization()
      return .of([
        "resources": .array(
          Self.resources.map {
            .of(["uri": .string($0.uri), "name": .string($0.name), "description": .string($0.summary), "mimeType": .string($0.type)])
          })
      ])
    case "resources/read":
      try demandInitialization()
      guard let uri = request.parameters["uri"]?.string, let resource = Self.resources.first(where: { $0.uri == uri }) else {
        throw RPCError(.noResource, "there is no such resource; there are \(Self.resources.map(\.uri).joined(separator: ", "))")
      }
      try begin(resource.verb, resource.parameters, Call(id: request.id ?? .null, tool: "", resource: uri))
      return nil
    case "resources/templates/list": return .of(["resourceTemplates": .array([])])
    default: throw RPCError(.unknownMethod, "there is no method '\(request.method)'")
    }
  }

  private func demandInitialization() throws {
    if !isInitialized { throw RPCError(.invalidRequest, "'initialize' comes first") }
  }

  private static let resources: [(uri: String, name: String, summary: String, type: String, verb: String, parameters: JSONValue)] = [
    ("arcane://console", "console", "What the game has printed.", "text/plain", "console", .object([])),
    (
      "arcane://screenshot", "screenshot", "The last picture.", "image/png", "screenshot",
      .of(["inline": .boolean(true), "withOverlay": .boolean(true)])
    ),
    ("arcane://scene", "scene", "What the last frame drew.", "application/json", "scene", .object([])),
    ("arcane://status", "status", "The game's status.", "application/json", "status", .object([])),
  ]

  // MARK: - Tools

  private func callTool(_ request: RPCRequest, _ id: JSONValue) throws -> JSONValue? {
    let name = request.parameters["name"]?.string ?? ""
    guard let tool = MCPTool.all.first(where: { $0.name == name }) else {
      let near = NearestName.of(name, among: MCPTool.all.map(\.name)).map { ". Did you mean '\($0)'?" } ?? ""
      throw RPCError(.invalidParameters, "there is no tool '\(name)'\(near)")
    }
    var arguments = request.parameters["arguments"] ?? .object([])
    if arguments == .null { arguments = .object([]) }
    guard case .object = arguments else { throw RPCError(.invalidParameters, "'arguments' is an object") }
    guard let (verb, parameters) = tool.request(arguments) else {
      try runTests(arguments["filter"]?.string, id)
      return nil
    }
    let call = Call(id: id, tool: name, resource: nil, progressToken: request.parameters["_meta"]?["progressToken"])
    do { try begin(verb, parameters, call) } catch let failure where !(failure is RPCError) {
      // For example a game that does not compile: reported to the model, not as a protocol error.
      return Self.content("\(failure)", isError: true)
    }
    return nil
  }

  private func begin(_ verb: String, _ parameters: JSONValue, _ call: Call) throws {
    let token = try connected().request(verb, parameters)
    calls[token] = call
  }

  /// Runs the project's tests in the background; one run at a time.
  private func runTests(_ filter: String?, _ id: JSONValue) throws {
    if tests != nil { throw RPCError(.failed, "tests are being run already") }
    let folder = game.map { FilePath.folder(of: absolutePath($0) + "/") } ?? absolutePath(".")
    var isFolder = stat()
    let place = stat(folder, &isFolder) == 0 && isFolder.st_mode & S_IFMT == S_IFDIR ? folder : FilePath.folder(of: folder)
    let (output, null) = (try OutputPipe(), try Descriptor.nothing())
    let child = try ChildProcess(
      name: "tests", path: try executablePath(), arguments: ["test", place] + (filter.map { ["--filter", $0] } ?? []),
      environment: Environment.entries + ["NO_COLOR=1"], inherit: [(null.raw, 0), (output.writer.raw, 1), (output.writer.raw, 2)])
    output.writer.close()
    tests = TestRun(id: id, child: child, output: output)
  }

  private func readTests() {
    guard var run = tests else { return }
    let isOpen = run.output.read(into: &run.outputBytes) == .open && run.outputBytes.count < Self.lineLimit
    tests = run
    if isOpen { return }
    run.child.send(SIGKILL)
    let status = run.child.reap(wait: true)
    tests = nil
    write(RPCMessage.result(run.id, Self.content(String(decoding: run.outputBytes, as: UTF8.self), isError: status != .code(0))))
  }

  private static func content(_ text: String, isError: Bool) -> JSONValue {
    .of(["content": .array([.of(["type": .string("text"), "text": .string(text)])]), "isError": .boolean(isError)])
  }

  // MARK: - Answers

  private func readAnswer() {
    guard let connection else { return }
    do {
      let message = try connection.receive()
      guard let number = message["id"]?.number, let call = calls.removeValue(forKey: Int(number)) else { return }
      finish(call, message)
    } catch {
      // The next call starts it again.
      self.connection = nil
      let due = calls.values
      calls = [:]
      for call in due { finish(call, .of(["error": .of(["message": .string("\(error)")])])) }
    }
  }

  private func finish(_ call: Call, _ message: JSONValue) {
    if let error = message["error"] {
      let text = error["message"]?.string ?? ""
      if call.resource != nil { return write(RPCMessage.error(call.id, RPCError(.failed, text, data: error["data"] ?? .object([])))) }
      let place = error["data"]?["diagnostic"].map { "\n" + ControlText.line($0) } ?? ""
      return write(RPCMessage.result(call.id, Self.content(text + place + Self.errors(of: error["data"] ?? .null), isError: true)))
    }
    let result = message["result"] ?? .null
    if let uri = call.resource { return write(RPCMessage.result(call.id, .of(["contents": .array([Self.resource(uri, result)])]))) }
    var content: [JSONValue] = []
    var shown = result
    if let data = result["data"], result["mimeType"] != nil {
      content.append(.of(["type": .string("image"), "data": data, "mimeType": .string("image/png")]))
      shown = .object(result.members.filter { $0.key != "data" })
    }
    content.append(.of(["type": .string("text"), "text": .string(ControlText.pretty(shown))]))
    let hasFailed = result["receipt"]?["outcome"]?.string == "failed" || result["value"]?["ok"]?.truth == false
    write(RPCMessage.result(call.id, .of(["content": .array(content), "structuredContent": shown, "isError": .boolean(hasFailed)])))
  }

  private static func errors(of data: JSONValue) -> String {
    (data["errors"]?.elements ?? []).flatMap { ($0["diagnostics"]?.elements ?? []) + [$0["diagnostic"]].compactMap { $0 } }
      .map { "\n" + ControlText.line($0) }.joined()
  }

  private static func resource(_ uri: String, _ result: JSONValue) -> JSONValue {
    switch uri {
    case "arcane://screenshot": .of(["uri": .string(uri), "mimeType": .string("image/png"), "blob": result["data"]])
    case "arcane://console":
      .of([
        "uri": .string(uri), "mimeType": .string("text/plain"),
        "text": .string((result["lines"]?.elements ?? []).compactMap { $0["text"]?.string }.joined(separator: "\n")),
      ])
    default: .of(["uri": .string(uri), "mimeType": .string("application/json"), "text": .string(result.text)])
    }
  }

  private func reportProgress() {
    for (token, call) in calls {
      let seconds = Int(Monotonic.now.milliseconds(since: call.began) / 1000)
      guard let progress = call.progressToken, seconds > call.reported else { continue }
      calls[token]?.reported = seconds
      write(
        RPCMessage.notification(
          "notifications/progress",
          .of(["progressToken": progress, "progress": .value(seconds), "message": .string("waiting for \(seconds) s")])))
    }
  }

  // MARK: - The dev process

  private func connected() throws -> ControlConnection {
    if let connection { return connection }
    let found: ControlConnection
    do { found = try ControlConnection.find(game) } catch let none as StartFailure where !none.description.hasPrefix("several") {
      found = try startDev()
    }
    connection = found
    return found
  }

  private func startDev() throws -> ControlConnection {
    let entry = try GameEntry.find(game).entry
    let folder = FilePath.folder(of: entry) + "/.arcane"
    mkdir(folder, 0o777)
    let log = open(folder + "/mcp.log", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    if log < 0 { throw SystemError.last("open", folder + "/mcp.log") }
    let output = Descriptor(owning: log)
    let null = try Descriptor.nothing()
    let child = try ChildProcess(
      name: "dev", path: try executablePath(), arguments: ["dev", "--ends-with", "\(getpid())", entry], environment: Environment.entries,
      inherit: [(null.raw, 0), (output.raw, 1), (output.raw, 2)])
    dev = child
    return try ControlConnection.ofStarted(child, entry: entry)
  }
}

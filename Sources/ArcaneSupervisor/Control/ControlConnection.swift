// The client side of the control socket, for the commands and the MCP bridge. Blocking.
import ArcaneLinux
import ArcaneModules
import Glibc

/// An error answer, with the status that it contains.
struct ControlFailure: Error, CustomStringConvertible {
  var message: String
  /// One word, such as `hung`; empty for a mistake in the request.
  var reason: String
  /// The request itself is wrong.
  var isMistake = false
  var data: JSONValue
  var description: String { message }
}

final class ControlConnection {
  private let descriptor: Descriptor
  private let path: String
  private var received: [UInt8] = []
  private var lastID = 0

  init(path: String) throws(SystemError) {
    descriptor = try UnixSocket.connect(path: path)
    self.path = path
  }

  /// - Parameter onNotification: receives notifications that arrive before the answer: method and parameters.
  func call(_ method: String, _ parameters: JSONValue = .object([]), onNotification: (String, JSONValue) -> Void = { _, _ in }) throws -> JSONValue {
    let id = try request(method, parameters)
    while true {
      let message = try receive()
      guard message["id"] == .value(id) else {
        if let name = message["method"]?.string { onNotification(name, message["params"] ?? .null) }
        continue
      }
      if let error = message["error"] {
        throw ControlFailure(
          message: error["message"]?.string ?? "", reason: error["data"]?["reason"]?.string ?? "",
          isMistake: error["code"]?.number == Double(RPCError.Code.invalidParameters.rawValue), data: error["data"] ?? .object([]))
      }
      return message["result"] ?? .null
    }
  }

  /// Sends a request; `receive` gets the answer.
  /// - Returns: the ID of the answer.
  func request(_ method: String, _ parameters: JSONValue) throws -> Int {
    lastID += 1
    try send(.of(["jsonrpc": .string("2.0"), "id": .value(lastID), "method": .string(method), "params": parameters]))
    return lastID
  }

  /// Readable when there is input.
  var raw: Int32 { descriptor.raw }
  /// A whole message has been read already.
  var hasMessage: Bool { received.contains(UInt8(ascii: "\n")) }

  private func send(_ message: JSONValue) throws {
    var bytes = Array(message.text.utf8)
    bytes.append(UInt8(ascii: "\n"))
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(descriptor.raw, $0.baseAddress.map { $0 + written }, bytes.count - written, Int32(MSG_NOSIGNAL))
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw gone
      }
      written += count
    }
  }

  /// The next message of any kind.
  func receive() throws -> JSONValue {
    var searched = 0
    while true {
      if let end = received[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let line = Array(received[..<end])
        received.removeSubrange(...end)
        return try JSONValue(parsing: line)
      }
      searched = received.count
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      let count = read(descriptor.raw, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw gone }
      received += buffer[..<count]
    }
  }

  private var gone: ControlFailure { ControlFailure(message: "dev has ended", reason: "gone", data: .object([])) }

  // MARK: - Finding

  /// Connects to a dev that was just started: waits for its socket.
  static func ofStarted(_ child: ChildProcess, entry: String) throws -> ControlConnection {
    let path = try ControlPath.socket(entry: entry, process: child.pid)
    let deadline = Monotonic.now.advanced(byMilliseconds: 20_000)
    while true {
      do { return try ControlConnection(path: path) } catch {
        // ENOENT and ECONNREFUSED until it listens.
        guard Monotonic.now < deadline, child.reap() == nil else { throw StartFailure("\(displayPath(entry)): dev did not start") }
        poll(nil, 0, 5)
      }
    }
  }

  /// The running dev of a game.
  /// - Parameter game: a file or folder, or the number of dev's process; nil for the current folder.
  /// - Throws: `StartFailure` where none runs, or several.
  static func find(_ game: String?) throws -> ControlConnection {
    if let process = game.flatMap({ Int32($0) }), access(game ?? "", F_OK) != 0 {
      guard let socket = try ControlPath.living().first(where: { $0.hasSuffix("-\(process).sock") }) else {
        throw StartFailure("process \(process) is no dev of this user's")
      }
      return try ControlConnection(path: socket)
    }
    let path = absolutePath(game ?? ".")
    var status = stat()
    let isFolder = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    let found = try ControlPath.sockets(near: isFolder ? path : FilePath.folder(of: path)).compactMap { socket in
      // A process that lives but does not listen has another use by now.
      (try? ControlConnection(path: socket)).map { connection in
        let status = try? connection.call("status")
        return (connection: connection, entry: status?["game"]?.string ?? "", process: Int(status?["pid"]?.number ?? 0))
      }
    }
    let wanted = isFolder ? found : found.filter { $0.entry == path || fileName($0.entry) == fileName(path) }
    if wanted.count == 1 { return wanted[0].connection }
    guard wanted.isEmpty else {
      throw StartFailure(
        "several games are played here: \(wanted.map { "\(displayPath($0.entry)) by process \($0.process)" }.joined(separator: ", ")). Say which with --game FILE, or --game PROCESS"
      )
    }
    let others = try ControlPath.living().compactMap { try? ControlConnection(path: $0).call("status")["game"]?.string }
    throw StartFailure(
      "no dev plays \(game == nil ? "a game here" : displayPath(path)). Start one: arcane dev" + (game.map { " " + $0 } ?? "")
        + (others.isEmpty ? "" : ". Played elsewhere: \(others.sorted().joined(separator: ", ")) (--game FILE)"))
  }
}

/// Ends this process when its parent ends, however that happens.
/// - Parameter parent: the parent's process ID, as it passed it.
/// - Returns: false if the parent has ended already.
func endWithParent(_ parent: Int32) -> Bool {
  ParentDeath.sends(SIGTERM)
  return getppid() == parent
}

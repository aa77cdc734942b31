import ArcaneLinux
import Foundation
import Testing

/// A dev whose control socket lies in a folder of its own, and clients of it.
final class ControlledPair {
  let folder: GameFolder
  let pair: Pair
  private let runtime: GameFolder
  let socket: String

  init(_ text: String, _ arguments: [String] = ["--paused", "--seed", "1"], files: [String: String] = [:], game: String? = nil) throws {
    folder = try GameFolder()
    runtime = try GameFolder()
    chmod(runtime.path, 0o700)
    for (name, content) in files { try folder.write(name, content) }
    if game == nil { try folder.write("game.ts", text) }
    pair = try Pair(
      game ?? folder.path + "/game.ts", ["--headless", "--mute"] + arguments, display: nil, environment: ["XDG_RUNTIME_DIR": runtime.path],
      isHeard: false)
    socket = try Self.findSocket(in: runtime.path + "/arcane")
  }

  private static func findSocket(in folder: String) throws -> String {
    var found: String?
    _ = eventually(seconds: 30) {
      found = (try? FileManager.default.contentsOfDirectory(atPath: folder))?.first { $0.hasSuffix(".sock") }
      return found != nil
    }
    return folder + "/" + (try #require(found, "dev opens a control socket"))
  }

  func client() throws -> ControlTestClient { try ControlTestClient(socket) }

  /// Runs a command that asks this dev.
  func command(_ arguments: String...) throws -> Product.Outcome {
    try Product.run(arguments, environment: ["XDG_RUNTIME_DIR": runtime.path], directory: folder.path)
  }

  /// Saves the game and waits until that is on the screen, or has failed.
  @discardableResult
  func save(_ text: String, _ client: ControlTestClient) throws -> [String: Any] {
    try folder.write("game.ts", text)
    return try client.receipt()
  }
}

/// Speaks JSON-RPC by Foundation's JSON, which the product does not use.
final class ControlTestClient {
  private let descriptor: Descriptor
  private var buffer = Data()
  private var lastID = 0
  private(set) var notifications: [[String: Any]] = []

  struct Refused: Error {
    let code: Int
    let message: String
    private let json: Data
    var data: [String: Any] { (try? JSONSerialization.jsonObject(with: json)) as? [String: Any] ?? [:] }

    init(code: Int, message: String, data: [String: Any]) {
      (self.code, self.message) = (code, message)
      json = (try? JSONSerialization.data(withJSONObject: data)) ?? Data()
    }

    var reason: String { data["reason"] as? String ?? "" }
  }

  init(_ path: String) throws { descriptor = try UnixSocket.connect(path: path) }

  func write(_ text: String) {
    Data(text.utf8).withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = send(descriptor.raw, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count, Int32(MSG_NOSIGNAL))
        if count <= 0 { return }
        rest = rest.dropFirst(count)
      }
    }
  }

  /// The next message; nil where the other end has closed, or nothing comes in time.
  func receive(seconds: Double = 60) throws -> [String: Any]? {
    let deadline = Date().addingTimeInterval(seconds)
    while true {
      if let end = buffer.firstIndex(of: 0x0a) {
        let line = buffer[buffer.startIndex..<end]
        buffer = Data(buffer[buffer.index(after: end)...])
        return try JSONSerialization.jsonObject(with: line, options: [.fragmentsAllowed]) as? [String: Any]
      }
      var poller = pollfd(fd: descriptor.raw, events: Int16(POLLIN), revents: 0)
      guard Date() < deadline else { return nil }
      guard poll(&poller, 1, 100) > 0 else { continue }
      var chunk = [UInt8](repeating: 0, count: 1 << 16)
      let count = read(descriptor.raw, &chunk, chunk.count)
      if count <= 0 { return nil }
      buffer.append(contentsOf: chunk[..<count])
    }
  }

  func begin(_ method: String, _ parameters: [String: Any] = [:]) throws -> Int {
    lastID += 1
    let message: [String: Any] = ["jsonrpc": "2.0", "id": lastID, "method": method, "params": parameters]
    write(String(decoding: try JSONSerialization.data(withJSONObject: message), as: UTF8.self) + "\n")
    return lastID
  }

  func finish(_ id: Int, seconds: Double = 60) throws -> [String: Any] {
    while let message = try receive(seconds: seconds) {
      guard message["id"] as? Int == id else {
        notifications.append(message)
        continue
      }
      if let error = message["error"] as? [String: Any] {
        throw Refused(code: error["code"] as? Int ?? 0, message: error["message"] as? String ?? "", data: error["data"] as? [String: Any] ?? [:])
      }
      return try #require(message["result"] as? [String: Any])
    }
    throw Refused(code: 0, message: "no answer", data: [:])
  }

  @discardableResult
  func call(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] { try finish(try begin(method, parameters)) }

  func receipt() throws -> [String: Any] { try #require(try call("wait")["receipt"] as? [String: Any]) }

  func number(_ expression: String) throws -> Double { try #require(try call("eval", ["expression": expression])["value"] as? Double) }

  /// What is refused, and how.
  func refusal(_ method: String, _ parameters: [String: Any] = [:]) -> Refused? {
    do {
      try call(method, parameters)
      return nil
    } catch { return error as? Refused }
  }
}

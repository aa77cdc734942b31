import Foundation

/// The built programs as a user starts them.
enum Product {
  /// ARCANE_BIN, or the release build of this checkout.
  static let folder: String = {
    if let folder = ProcessInfo.processInfo.environment["ARCANE_BIN"] { return folder }
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return root.appendingPathComponent(".build/release").path
  }()
  static var supervisor: String { folder + "/arcane-supervise" }
  static var root: String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
  }

  struct Outcome {
    let code: Int32
    let output: String
    let errors: String
  }

  /// Runs to the end.
  static func run(_ arguments: [String], environment: [String: String] = [:], directory: String? = nil) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: supervisor)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(["ALSOFT_DRIVERS": "null"]) { $1 }.merging(environment) { $1 }
    if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
    // Both are small here: well below a pipe's 64 KiB.
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let errorText = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Outcome(code: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus, output: text, errors: errorText)
  }
}

/// A folder for a game, removed with its owner.
final class GameFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "arcane-e2e-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }
  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws {
    let file = path + "/" + name
    try FileManager.default.createDirectory(atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    // In place, as most editors do; Foundation's atomic write would be a rename.
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
  }
  func write(_ name: String, _ data: Data) throws { try data.write(to: URL(fileURLWithPath: path + "/" + name)) }
}

/// `arcane-supervise dev --json` and what it reports.
final class Pair {
  let process = Process()
  private let output = Pipe()
  private let errors = Pipe()
  private var buffer = Data()
  /// Events heard and not asked for yet.
  private(set) var events: [[String: Any]] = []
  private(set) var console: [String] = []

  struct TimeOut: Error, CustomStringConvertible {
    let description: String
  }

  var pid: Int32 { process.processIdentifier }

  init(_ entry: String, _ arguments: [String] = [], display: String?, environment: [String: String] = [:]) throws {
    process.executableURL = URL(fileURLWithPath: Product.supervisor)
    process.arguments = ["dev", entry, "--json"] + arguments
    var environment = ProcessInfo.processInfo.environment.merging(["ALSOFT_DRIVERS": "null", "ARCANE_TEST_OPS": "1"]) { $1 }
      .merging(environment) { $1 }
    environment["DISPLAY"] = display
    environment["WAYLAND_DISPLAY"] = nil
    process.environment = environment
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let raw = output.fileHandleForReading.fileDescriptor
    _ = fcntl(raw, F_SETFL, fcntl(raw, F_GETFL) | O_NONBLOCK)
  }

  deinit { end() }

  func end() {
    if process.isRunning {
      kill(pid, SIGTERM)
      process.waitUntilExit()
    }
  }

  /// Hears what has been said, waiting at most so long for the next word.
  private func listen(milliseconds: Int32) {
    var descriptor = pollfd(fd: output.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, milliseconds) > 0 else { return }
    var chunk = [UInt8](repeating: 0, count: 65536)
    let got = read(descriptor.fd, &chunk, chunk.count)
    guard got > 0 else {
      usleep(10_000)
      return
    }
    buffer.append(contentsOf: chunk[..<got])
    while let end = buffer.firstIndex(of: 0x0a) {
      let line = Data(buffer[buffer.startIndex..<end])
      buffer = Data(buffer[buffer.index(after: end)...])
      guard let event = (try? JSONSerialization.jsonObject(with: line)) as? [String: Any] else { continue }
      if event["event"] as? String == "console" { console.append(event["message"] as? String ?? "") } else { events.append(event) }
    }
  }

  /// The next event of one of these names; those before it are passed over.
  @discardableResult
  func wait(for names: String..., seconds: Double = 60) throws -> [String: Any] {
    let deadline = Date().addingTimeInterval(seconds)
    var passed: [String] = []
    while Date() < deadline {
      while !events.isEmpty {
        let event = events.removeFirst()
        let name = event["event"] as? String ?? ""
        if names.contains(name) { return event }
        passed.append(name)
      }
      listen(milliseconds: 50)
      if !process.isRunning, events.isEmpty { break }
    }
    throw TimeOut(description: "no \(names) within \(seconds) s; heard \(passed)")
  }

  func waitForConsole(_ text: String, seconds: Double = 60) throws {
    let deadline = Date().addingTimeInterval(seconds)
    while Date() < deadline {
      if let index = console.firstIndex(of: text) {
        console.removeSubrange(...index)
        return
      }
      listen(milliseconds: 50)
    }
    throw TimeOut(description: "the game did not say '\(text)'; it said \(console)")
  }

  /// Until the standby for the next reload is warm.
  func waitForStandby() throws { try wait(for: "ready") }
}

/// Waits until a fact holds.
func eventually(seconds: Double = 60, _ fact: () throws -> Bool) rethrows -> Bool {
  let deadline = Date().addingTimeInterval(seconds)
  while Date() < deadline {
    if try fact() { return true }
    usleep(5_000)
  }
  return try fact()
}

/// Processes whose parent is `pid`, by command name.
func children(of pid: Int32) -> [Int32: String] {
  var found: [Int32: String] = [:]
  for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
    guard let child = Int32(name), let text = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8),
      let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")")
    else { continue }
    let rest = text[text.index(after: close)...].split(separator: " ")
    if rest.count > 1, Int32(rest[1]) == pid, rest[0] != "Z" { found[child] = String(text[text.index(after: open)..<close]) }
  }
  return found
}

func descriptorCount(of pid: Int32) -> Int {
  (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd").count) ?? -1
}

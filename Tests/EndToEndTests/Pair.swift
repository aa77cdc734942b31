import ArcaneLinux
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

  static func environment(_ changes: [String: String?]) -> [String] {
    var all = ProcessInfo.processInfo.environment
    all["ALSOFT_DRIVERS"] = "null"
    all["ARCANE_TEST_OPS"] = "1"
    // `swift test` asks its children for a backtrace when they crash. Ours crash on purpose, and a reader of a large program's
    // symbols takes the processors for minutes and outlives the test.
    all["SWIFT_BACKTRACE"] = nil
    for (name, value) in changes { all[name] = value }
    return all.map { "\($0)=\($1)" }
  }

  /// Runs to the end.
  static func run(
    program: String = supervisor, _ arguments: [String], environment: [String: String] = [:], directory: String? = nil
  ) throws -> Outcome {
    let folder = try GameFolder()
    func file(_ name: String) -> Descriptor { Descriptor(owning: open(folder.path + "/" + name, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)) }
    let (output, errors) = (file("output"), file("errors"))
    let child = try ChildProcess(
      name: "arcane-supervise", path: program, arguments: arguments, environment: Self.environment(environment.mapValues { $0 }),
      directory: directory, inherit: [(silence, 0), (output.raw, 1), (errors.raw, 2)])
    let status = child.reap(wait: true)
    let code: Int32 =
      switch status {
      case .code(let code)?: code
      case .signal(let number, _)?: -number
      case nil: -1
      }
    return Outcome(
      code: code, output: try String(contentsOfFile: folder.path + "/output", encoding: .utf8),
      errors: try String(contentsOfFile: folder.path + "/errors", encoding: .utf8))
  }
}

/// Where unwanted output goes, and where no input comes from.
let silence: Int32 = open("/dev/null", O_RDWR | O_CLOEXEC)

/// A pipe that is read with a time limit.
final class Channel {
  private let reader: Descriptor
  private var writer: Descriptor?
  private var buffer = Data()

  init() {
    var ends: [Int32] = [-1, -1]
    // Close-on-exec from the start: another test may start a process at this very moment.
    socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends)
    reader = Descriptor(owning: ends[0])
    writer = Descriptor(owning: ends[1])
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
  }

  var write: Int32 { writer?.raw ?? -1 }
  func closeWriter() { writer = nil }

  /// Complete lines that have come, after waiting at most so long for something.
  func lines(milliseconds: Int32) -> [String] {
    var descriptor = pollfd(fd: reader.raw, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, milliseconds) > 0 else { return [] }
    var chunk = [UInt8](repeating: 0, count: 65536)
    let got = read(descriptor.fd, &chunk, chunk.count)
    guard got > 0 else {
      usleep(10_000)
      return []
    }
    buffer.append(contentsOf: chunk[..<got])
    var lines: [String] = []
    while let end = buffer.firstIndex(of: 0x0a) {
      lines.append(String(decoding: buffer[buffer.startIndex..<end], as: UTF8.self))
      buffer = Data(buffer[buffer.index(after: end)...])
    }
    return lines
  }

  private var unread: [String] = []

  func readLine(seconds: Double) -> String? {
    let deadline = Date().addingTimeInterval(seconds)
    while unread.isEmpty, Date() < deadline { unread = lines(milliseconds: 100) }
    return unread.isEmpty ? nil : unread.removeFirst()
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
    try write(name, Data(text.utf8))
  }
  /// In place, as most editors do; Foundation's atomic write would be a rename. Not by Foundation at all: it opens files so
  /// that what another test starts in the meantime has them open too, and the kernel tells of a change when the last of
  /// them is closed.
  func write(_ name: String, _ data: Data) throws {
    let file = Descriptor(owning: open(path + "/" + name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666))
    if file.raw < 0 { throw SystemError.last("open", name) }
    let written = data.withUnsafeBytes { Glibc.write(file.raw, $0.baseAddress, $0.count) }
    if written != data.count { throw SystemError.last("write", name) }
    Recovery.wrote()
  }

  /// What a file of tests begins with.
  static let testHead = #"import { assert, describe, it } from "@arcane/runtime/testing";"# + "\n"

  /// A file of two tests that pass.
  func writeGoodTest(_ name: String) throws {
    try write(name, Self.testHead + "describe('\(name)', () => { it('one', () => assert.equal(1, 1)); it('two', () => {}); });\n")
  }

  /// Runs the supervisor here to its end.
  func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Product.Outcome {
    try Product.run(arguments, environment: environment, directory: path)
  }
}

/// `arcane-supervise dev --json` and what it reports.
final class Pair {
  private let child: ChildProcess
  private let output = Channel()
  /// Events heard and not asked for yet.
  private(set) var events: [[String: Any]] = []
  private(set) var console: [String] = []

  struct TimeOut: Error, CustomStringConvertible {
    let description: String
  }

  var pid: Int32 { child.pid }
  private var isRunning: Bool { child.reap() == nil }

  /// - Parameters:
  ///   - limits: of `prlimit(1)`, for what is started.
  ///   - isHeard: its events are to be waited for. Otherwise nobody reads them.
  init(
    _ entry: String, _ arguments: [String] = [], display: String?, environment: [String: String] = [:], limits: String? = nil, isHeard: Bool = true
  ) throws {
    var changes: [String: String?] = environment.mapValues { $0 }
    changes["DISPLAY"] = .some(display)
    changes["WAYLAND_DISPLAY"] = .some(nil)
    let command = [Product.supervisor, "dev", entry, "--json"] + arguments
    let whole = limits.map { ["/usr/bin/prlimit", $0] + command } ?? command
    child = try ChildProcess(
      name: "arcane-supervise", path: whole[0], arguments: Array(whole.dropFirst()),
      environment: Product.environment(changes), inherit: [(silence, 0), (isHeard ? output.write : silence, 1), (2, 2)])
    output.closeWriter()
    Recovery.forget()
  }

  deinit { end() }

  /// How it ended by itself; nil if it has not within this time.
  func ending(seconds: Double = 20) -> ExitStatus? { eventually(seconds: seconds) { !isRunning } ? child.reap() : nil }

  /// As a user's Ctrl+C in the terminal of a script would.
  @discardableResult
  func end() -> ExitStatus? {
    child.send(SIGTERM)
    _ = eventually(seconds: 10) { !isRunning }
    return child.reap()
  }

  /// Hears what has been said, waiting at most so long for the next word.
  private func listen(milliseconds: Int32) {
    for line in output.lines(milliseconds: milliseconds) {
      guard let event = (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any] else { continue }
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
        if names.contains(name) {
          if ["reloaded", "playing", "assetReloaded"].contains(name) { Recovery.seen() }
          return event
        }
        passed.append(name)
      }
      listen(milliseconds: 50)
      if !isRunning, events.isEmpty { break }
    }
    throw TimeOut(description: "no \(names) within \(seconds) s; heard \(passed)")
  }

  func waitForConsole(_ text: String, seconds: Double = 60) throws { try waitForConsole("'\(text)'", seconds: seconds) { $0 == text } }

  /// - Parameter description: of what is waited for.
  func waitForConsole(_ description: String, seconds: Double = 60, where isMeant: (String) -> Bool) throws {
    let deadline = Date().addingTimeInterval(seconds)
    while Date() < deadline {
      if let index = console.firstIndex(where: isMeant) {
        console.removeSubrange(...index)
        Recovery.seen()
        return
      }
      listen(milliseconds: 50)
    }
    throw TimeOut(description: "the game did not say \(description); it said \(console)")
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

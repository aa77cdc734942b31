import ArcaneLinux
import Glibc
import Synchronization

/// One of the two standard outputs, written without ever blocking: a reader that does not read would otherwise keep the
/// program from signals, keys and saves. Unread output is queued. Beyond a limit the oldest lines of the game's console
/// are dropped and counted; events have a limit of their own, at which the program ends.
final class StandardOutput: Sendable {
  /// How bytes are written without blocking.
  private enum Method: Sendable {
    /// Writing to a file never blocks.
    case file
    /// Reopened as a descriptor of our own: O_NONBLOCK belongs to the open file description, which the inherited
    /// descriptor shares with the shell and others (open(2), "Open file descriptions").
    case reopened
    /// Sockets: each call passes MSG_DONTWAIT.
    case socket
    /// Anything else: polled before each write, which is limited to what a pipe takes at once (pipe(7), PIPE_BUF).
    case polled
  }

  enum Kind: Sendable {
    /// A line of the game's console.
    case console
    /// All else.
    case event
  }

  struct Limits: Sendable {
    /// Maximum bytes of queued console output.
    var console = 16 << 20
    /// Maximum bytes of queued events. A variable, because tests use less.
    var events = getenv("ARCANE_TEST_EVENT_LIMIT").flatMap { Int(String(cString: $0)) } ?? 64 << 20
  }

  static let output = StandardOutput(STDOUT_FILENO)
  /// The same object where both are one terminal or pipe, so that lines keep their order.
  static let errors = isSame(STDOUT_FILENO, STDERR_FILENO) ? output : StandardOutput(STDERR_FILENO)
  static var all: [StandardOutput] { output === errors ? [output] : [output, errors] }

  static func of(_ descriptor: Int32) -> StandardOutput { descriptor == STDERR_FILENO ? errors : output }

  /// The descriptor to watch while output is queued.
  let raw: Int32
  private let method: Method
  private let limits: Limits
  private let backlog = Mutex(OutputBacklog())

  init(_ given: Int32, limits: Limits = Limits()) {
    self.limits = limits
    var status = stat()
    let kind = fstat(given, &status) == 0 ? status.st_mode & S_IFMT : S_IFREG
    switch kind {
    case S_IFSOCK: (raw, method) = (given, .socket)
    case S_IFIFO, S_IFCHR:
      var number: UInt32 = 0
      // Reopening the controlling end of a pseudoterminal would create another terminal; TIOCGPTN detects that end.
      let isController = kind == S_IFCHR && ioctl(given, 0x8004_5430, &number) == 0
      let own = isController ? -1 : open("/proc/self/fd/\(given)", O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
      (raw, method) = own >= 0 ? (own, .reopened) : (given, .polled)
    default: (raw, method) = (given, .file)
    }
  }

  deinit { if method == .reopened { close(raw) } }

  private static func isSame(_ one: Int32, _ other: Int32) -> Bool {
    var (a, b) = (stat(), stat())
    guard fstat(one, &a) == 0, fstat(other, &b) == 0 else { return false }
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino && a.st_mode & S_IFMT != S_IFREG
  }

  /// The text that replaces dropped lines.
  func describeDropped(_ text: @escaping @Sendable (Int) -> String) { backlog.withLock { $0.droppedText = text } }

  var isWaiting: Bool { backlog.withLock { $0.isWaiting } }
  var waitingBytes: Int { backlog.withLock { $0.waitingBytes } }
  /// The limit of queued events is reached. Events beyond it are still kept until the program has ended.
  var hasOverflowed: Bool { backlog.withLock { $0.eventBytes > limits.events } }
  /// Whether epoll(7) can report when the reader continues.
  var canBeWatched: Bool { method != .file }

  func write(_ text: String, as kind: Kind = .event) {
    if text.isEmpty { return }
    backlog.withLock { backlog in
      let waits = backlog.isWaiting
      backlog.append(Array(text.utf8), as: kind)
      // A watched descriptor is written to when it is ready.
      if !waits || method == .file || method == .polled { flush(&backlog) }
      backlog.dropConsole(over: limits.console)
    }
  }

  /// Writes what can be written without blocking. False if that is nothing.
  @discardableResult
  func flush() -> Bool { backlog.withLock { flush(&$0) } }

  @discardableResult
  private func flush(_ backlog: inout OutputBacklog) -> Bool {
    var hasWritten = false
    while let bytes = backlog.next() {
      switch put(bytes) {
      case .written(let count):
        backlog.advance(count)
        hasWritten = true
      case .blocked: return hasWritten
      case .noReader:
        // That is not this program's failure.
        backlog.close()
        return true
      }
    }
    return hasWritten
  }

  private enum Outcome { case written(Int), blocked, noReader }

  private func put(_ bytes: ArraySlice<UInt8>) -> Outcome {
    while true {
      if method == .polled, !isWritable(milliseconds: 0) { return .blocked }
      let count = bytes.withUnsafeBytes { bytes in
        switch method {
        case .file, .reopened: Glibc.write(raw, bytes.baseAddress, bytes.count)
        case .socket: send(raw, bytes.baseAddress, bytes.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
        case .polled: Glibc.write(raw, bytes.baseAddress, min(bytes.count, Int(PIPE_BUF)))
        }
      }
      if count > 0 { return .written(count) }
      switch count < 0 ? errno : EAGAIN {
      case EINTR: continue
      // A full disk may have space later.
      case EAGAIN, ENOSPC, EDQUOT, EFBIG: return .blocked
      default: return .noReader
      }
    }
  }

  private func isWritable(milliseconds: Int32) -> Bool {
    var descriptor = pollfd(fd: raw, events: Int16(POLLOUT), revents: 0)
    while true {
      let count = poll(&descriptor, 1, milliseconds)
      if count >= 0 || errno != EINTR { return count > 0 }
    }
  }

  // MARK: - The end

  /// Waits for the reader as long as it keeps reading. False if it has not read everything.
  /// - Parameter milliseconds: without progress, after which the reader is given up.
  func finish(patience milliseconds: Int32) -> Bool {
    flush()
    while isWaiting, canBeWatched, isWritable(milliseconds: milliseconds), flush() {}
    return !isWaiting
  }
}

/// Ends the program once what it has written has been read.
/// - Parameter isAskedFor: the user asked for the end, so do not wait for a reader that has stopped reading.
func endProgram(_ code: Int32, isAskedFor: Bool = false) -> Never {
  let patience: Int32 = isAskedFor ? 50 : 10_000
  let isRead = StandardOutput.output.finish(patience: patience)
  if isRead || isAskedFor {
    _ = StandardOutput.errors.finish(patience: patience)
    exit(code)
  }
  let left = StandardOutput.output.waitingBytes
  StandardOutput.errors.write(
    "arcane: error: the reader of standard output has read nothing for \(patience / 1000) seconds; \(left) bytes were not written\n")
  _ = StandardOutput.errors.finish(patience: 50)
  exit(code == 0 ? Supervisor.ExitCode.environment : code)
}

import ArcaneLinux
import Glibc
import Synchronization

/// One of the two standard outputs, written to without ever waiting for its reader: one that does not read would make the whole
/// program deaf to signals, keys and saves. What the reader has not taken yet waits here. Beyond a limit the oldest lines
/// of the game's console are dropped and counted; events are kept up to a limit of their own, and then the program ends.
final class StandardOutput: Sendable {
  /// How bytes get out without a wait.
  private enum Method: Sendable {
    /// Files never make a writer wait.
    case file
    /// A descriptor of our own, opened anew: whether one blocks is a property of the open file, which the shell and others
    /// share with the descriptor that we were given (open(2), "Open file descriptions").
    case reopened
    /// Each call says by itself that it does not wait.
    case socket
    /// What can be neither: asked before each write, and given no more than a pipe takes as a whole (pipe(7), PIPE_BUF).
    case polled
  }

  enum Kind: Sendable {
    /// A line of the game's console.
    case console
    /// All else.
    case event
  }

  struct Limits: Sendable {
    /// Bytes of the console that may wait.
    var console = 16 << 20
    /// Bytes of events. Tests have no time for so many.
    var events = getenv("ARCANE_TEST_EVENT_LIMIT").flatMap { Int(String(cString: $0)) } ?? 64 << 20
  }

  static let output = StandardOutput(STDOUT_FILENO)
  /// The same object where both are one terminal or pipe, so that lines keep their order.
  static let errors = isSame(STDOUT_FILENO, STDERR_FILENO) ? output : StandardOutput(STDERR_FILENO)
  static var all: [StandardOutput] { output === errors ? [output] : [output, errors] }

  static func of(_ descriptor: Int32) -> StandardOutput { descriptor == STDERR_FILENO ? errors : output }

  /// To be watched while something waits.
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
      // Opened anew, the controlling end of a terminal would be another terminal's: TIOCGPTN answers there alone.
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

  /// What stands in the place of lines that were dropped.
  func describeDropped(_ text: @escaping @Sendable (Int) -> String) { backlog.withLock { $0.droppedText = text } }

  var isWaiting: Bool { backlog.withLock { $0.isWaiting } }
  var waitingBytes: Int { backlog.withLock { $0.waitingBytes } }
  /// More events wait than are kept. Those beyond the limit are kept all the same until the program has ended.
  var hasOverflowed: Bool { backlog.withLock { $0.eventBytes > limits.events } }
  /// Whether epoll(7) can tell when the reader goes on.
  var canBeWatched: Bool { method != .file }

  func write(_ text: String, as kind: Kind = .event) {
    if text.isEmpty { return }
    backlog.withLock { backlog in
      let waits = backlog.isWaiting
      backlog.append(Array(text.utf8), as: kind)
      // One that is watched is written to when it can take something.
      if !waits || method == .file || method == .polled { flush(&backlog) }
      backlog.dropConsole(over: limits.console)
    }
  }

  /// Writes what can be written without a wait. False if that is nothing.
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
      // A disk that is full may have room later.
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

  /// Waits for the reader as long as it goes on reading. False: it has not taken everything.
  /// - Parameter milliseconds: without a byte taken, after which the reader is given up.
  func finish(patience milliseconds: Int32) -> Bool {
    flush()
    while isWaiting, canBeWatched, isWritable(milliseconds: milliseconds), flush() {}
    return !isWaiting
  }
}

/// Ends the program once what it has written has been read.
/// - Parameter isAskedFor: somebody waits for the end, so that it does not wait for a reader that has stopped reading.
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

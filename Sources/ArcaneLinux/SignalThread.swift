import CLinux
import Glibc

/// A thread that only waits for the signals that end the program.
///
/// The event loop reads the signals from a descriptor and shuts down in order. If it is busy or stuck, the thread runs
/// a last resort after a grace period, or at the next signal.
public final class SignalThread {
  private let reader: Descriptor
  /// Readable when a signal has come.
  public var raw: Int32 { reader.raw }

  /// To be made before any other thread is: the signals are blocked in this one, and in those that it starts.
  ///
  /// - Parameter lastResort: called on the thread with the number of the first signal; it has to end the process.
  public init(
    _ signals: [Int32], graceMilliseconds: Int = 80, lastResort: @escaping @Sendable (Int32) -> Void
  ) throws(SystemError) {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    if socketpair(AF_UNIX, kind, 0, &ends) < 0 { throw .last("socketpair", "signals") }
    reader = Descriptor(owning: ends[0])
    // The thread's, which has no end.
    let writer = ends[1]
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    let code = pthread_sigmask(SIG_BLOCK, &set, nil)
    if code != 0 { throw SystemError(code: code, call: "pthread_sigmask", subject: "signals") }
    let blocked = set
    try DetachedThread.start(stackBytes: 256 << 10) { Self.wait(for: blocked, writer, graceMilliseconds, lastResort) }
  }

  /// The next signal's number, nil when none is waiting.
  public func next() -> Int32? {
    var number: UInt8 = 0
    return read(reader.raw, &number, 1) == 1 ? Int32(number) : nil
  }

  private static func wait(for signals: sigset_t, _ writer: Int32, _ graceMilliseconds: Int, _ lastResort: (Int32) -> Void) {
    var signals = signals
    var first: Int32 = 0
    while sigwait(&signals, &first) != 0 {}
    var number = UInt8(truncatingIfNeeded: first)
    // Nothing else is written to this pipe, so it is never full.
    _ = write(writer, &number, 1)
    var grace = timespec(tv_sec: graceMilliseconds / 1000, tv_nsec: graceMilliseconds % 1000 * 1_000_000)
    // The grace period ends early when another signal comes: a user who asks twice does not want to wait.
    while sigtimedwait(&signals, nil, &grace) < 0, errno == EINTR {}
    lastResort(first)
  }
}

import CLinux
import Glibc

/// signalfd(2): signals that are blocked, to be read in an event loop.
public final class SignalDescriptor {
  private let descriptor: Descriptor
  public var raw: Int32 { descriptor.raw }

  /// Blocks the signals in this thread, and in those that it starts.
  public init(_ signals: [Int32]) throws(SystemError) {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    let code = pthread_sigmask(SIG_BLOCK, &set, nil)
    if code != 0 { throw SystemError(code: code, call: "pthread_sigmask", subject: "signals") }
    let raw = clinux_signalfd(&set)
    if raw < 0 { throw .last("signalfd", "signals") }
    descriptor = Descriptor(owning: raw)
  }

  /// The next signal's number, nil when none is waiting.
  public func next() -> Int32? {
    // struct signalfd_siginfo, which begins with the number.
    var info = [UInt32](repeating: 0, count: 32)
    guard info.withUnsafeMutableBytes({ read(raw, $0.baseAddress, $0.count) == $0.count }) else { return nil }
    return Int32(info[0])
  }
}

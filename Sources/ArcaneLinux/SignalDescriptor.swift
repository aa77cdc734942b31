import CLinux
import Glibc

/// signalfd(2): the signals are blocked and arrive by reading instead.
public final class SignalDescriptor {
  private let descriptor: Descriptor
  public var raw: Int32 { descriptor.raw }

  public init(_ signals: [Int32]) throws(SystemError) {
    let raw = signals.withUnsafeBufferPointer { clinux_signalfd($0.baseAddress, $0.count) }
    if raw < 0 { throw .last("signalfd", "signals") }
    descriptor = Descriptor(owning: raw)
  }

  /// The next signal's number, nil when none is waiting.
  public func next() -> Int32? {
    var info = signalfd_siginfo()
    let size = MemoryLayout<signalfd_siginfo>.size
    guard read(descriptor.raw, &info, size) == size else { return nil }
    return Int32(info.ssi_signo)
  }
}

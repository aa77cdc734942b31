import Glibc

/// Nanoseconds on CLOCK_MONOTONIC: comparable between the processes of one machine.
public struct Monotonic: Comparable, Sendable {
  public let nanoseconds: UInt64

  public init(nanoseconds: UInt64) { self.nanoseconds = nanoseconds }

  public static var now: Monotonic {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Monotonic(nanoseconds: UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec))
  }

  public static func < (left: Monotonic, right: Monotonic) -> Bool { left.nanoseconds < right.nanoseconds }

  /// Milliseconds from `earlier` to this point; negative when it lies before.
  public func milliseconds(since earlier: Monotonic) -> Double {
    (Double(nanoseconds) - Double(earlier.nanoseconds)) / 1e6
  }

  public func advanced(byMilliseconds milliseconds: Double) -> Monotonic {
    Monotonic(nanoseconds: nanoseconds &+ UInt64(max(0, milliseconds) * 1e6))
  }
}

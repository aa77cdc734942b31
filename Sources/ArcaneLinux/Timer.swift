import CLinux
import Glibc

/// A one-shot timerfd(2) on CLOCK_MONOTONIC; readable once it has expired.
public final class Timer {
  private let descriptor: Descriptor
  public var raw: Int32 { descriptor.raw }

  public init() throws(SystemError) {
    let raw = timerfd_create(CLOCK_MONOTONIC, Int32(TFD_CLOEXEC | TFD_NONBLOCK))
    if raw < 0 { throw .last("timerfd_create", "timer") }
    descriptor = Descriptor(owning: raw)
  }

  /// Expires at `deadline`; one in the past expires at once.
  public func arm(at deadline: Monotonic) {
    let nanoseconds = max(deadline.nanoseconds, 1)
    set(timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000)))
  }

  public func disarm() { set(timespec()) }

  private func set(_ value: timespec) {
    var setting = itimerspec(it_interval: timespec(), it_value: value)
    timerfd_settime(descriptor.raw, Int32(TFD_TIMER_ABSTIME), &setting, nil)
  }

  /// Takes the expiry, so that the descriptor is no longer readable. False if there was none.
  @discardableResult
  public func acknowledge() -> Bool {
    var count: UInt64 = 0
    return read(descriptor.raw, &count, 8) == 8
  }
}

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

  /// Nanoseconds that were left when it was held.
  private var left: UInt64 = 0

  /// Time stands still for it, until `release`.
  public func hold() {
    var setting = itimerspec()
    guard timerfd_gettime(descriptor.raw, &setting) == 0 else { return }
    left = UInt64(setting.it_value.tv_sec) * 1_000_000_000 + UInt64(setting.it_value.tv_nsec)
    if left > 0 { disarm() }
  }

  public func release() {
    if left > 0 { arm(at: Monotonic(nanoseconds: Monotonic.now.nanoseconds + left)) }
    left = 0
  }

  public func disarm() { set(timespec()) }

  /// How often it has been armed or disarmed: tells whether it was set anew in the meantime.
  public private(set) var settings = 0

  private func set(_ value: timespec) {
    settings &+= 1
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

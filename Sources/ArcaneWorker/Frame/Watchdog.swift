import ArcaneLinux
import ArcaneScript
import CLinux
import Glibc

/// Ends script that does not come back: a thread that sleeps on a timerfd(2) which each frame arms and disarms, so that
/// it costs two system calls a frame and no wake-up.
final class Watchdog {
  private let timer: Int32
  private let milliseconds: UInt32
  /// What its thread does, until that has been started.
  private var sleeper: (@Sendable () -> Void)?

  /// - Parameter milliseconds: that script may run at a stretch; 0 for any time.
  init(_ handle: TerminationHandle, milliseconds: UInt32) {
    self.milliseconds = milliseconds
    timer = timerfd_create(CLOCK_MONOTONIC, Int32(TFD_CLOEXEC))
    guard milliseconds > 0, timer >= 0 else { return }
    let raw = timer
    sleeper = {
      var count: UInt64 = 0
      while read(raw, &count, 8) == 8 { handle.terminate() }
    }
  }

  /// Not before script runs for the first time: until then a driver may be loading, which a new thread would wait for.
  private func start(_ sleeper: @escaping @Sendable () -> Void) {
    self.sleeper = nil
    do { try DetachedThread.start(stackBytes: 256 << 10, sleeper) } catch {
      writeError("arcane-worker: an endless loop in the game would not be ended: \(error)")
    }
  }

  /// Runs `body` under the limit.
  func guarding<Result>(_ body: () throws -> Result) rethrows -> Result {
    set(milliseconds)
    defer { set(0) }
    return try body()
  }

  /// The time begins anew, for a body that is many in one.
  func restart(milliseconds: UInt32) { set(milliseconds) }

  private func set(_ milliseconds: UInt32) {
    guard self.milliseconds > 0 else { return }
    if let sleeper { start(sleeper) }
    // Repeats: script that catches nothing but runs on in native code is ended for good at the second time.
    let time = timespec(tv_sec: Int(milliseconds / 1000), tv_nsec: Int(milliseconds % 1000) * 1_000_000)
    var setting = itimerspec(it_interval: time, it_value: time)
    timerfd_settime(timer, 0, &setting, nil)
  }
}

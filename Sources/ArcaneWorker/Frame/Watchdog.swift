import ArcaneLinux
import ArcaneScript
import CLinux
import Glibc
import Synchronization

/// Ends script that does not come back: a thread that sleeps on a timerfd(2) which each frame arms and disarms, so that
/// it costs two system calls a frame and no wake-up.
final class Watchdog {
  /// That script may run at a stretch; 0 for any time.
  var milliseconds: UInt32
  private let alarm: Alarm
  private let handle: TerminationHandle
  private var isStarted = false

  init(_ handle: TerminationHandle, milliseconds: UInt32) {
    self.milliseconds = milliseconds
    self.handle = handle
    alarm = Alarm()
  }

  deinit { alarm.stop() }

  /// Not before script runs for the first time: until then a driver may be loading, which a new thread would wait for.
  private func start() {
    isStarted = true
    let (alarm, handle) = (alarm, handle)
    do {
      if let problem = alarm.problem { throw problem }
      try DetachedThread.start(stackBytes: 256 << 10) { while alarm.rings() { handle.terminate() } }
    } catch {
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
    if !isStarted { start() }
    alarm.set(milliseconds)
  }
}

/// A timerfd(2) that a thread sleeps on; closed when neither needs it any more.
private final class Alarm: Sendable {
  private let raw: Int32
  /// Why it will never ring.
  let problem: SystemError?
  private let isOver = Atomic(false)

  init() {
    raw = timerfd_create(CLOCK_MONOTONIC, Int32(TFD_CLOEXEC))
    problem = raw < 0 ? .last("timerfd_create", "the watchdog's timer") : nil
  }

  deinit { if raw >= 0 { close(raw) } }

  /// 0: not at all.
  func set(_ milliseconds: UInt32) {
    // Repeats: script that catches nothing but runs on in native code is ended for good at the second time.
    let time = timespec(tv_sec: Int(milliseconds / 1000), tv_nsec: Int(milliseconds % 1000) * 1_000_000)
    var setting = itimerspec(it_interval: time, it_value: time)
    timerfd_settime(raw, 0, &setting, nil)
  }

  /// Returns at the time that is set, or false when there will be none.
  func rings() -> Bool {
    var count: UInt64 = 0
    return read(raw, &count, 8) == 8 && !isOver.load(ordering: .acquiring)
  }

  func stop() {
    isOver.store(true, ordering: .releasing)
    set(1)
  }
}

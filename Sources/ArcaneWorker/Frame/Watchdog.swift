import ArcaneLinux
import ArcaneScript
import CLinux
import Glibc
import Synchronization

/// Terminates script that does not return: a thread sleeps on a timerfd(2) that each frame arms and disarms, which
/// costs two system calls per frame and no wake-up. Before that, script that takes long is sampled, so that its
/// position is known (`ScriptRuntime.onLook`). Script that cannot be terminated, because it is inside one native call
/// of V8, is reported as hung by this thread, since its own cannot answer.
final class Watchdog {
  /// Milliseconds that script may run without a break; 0 for no limit.
  var milliseconds: UInt32
  private let alarm: Alarm
  private let handle: TerminationHandle
  private let onHang: @Sendable () -> Void
  private var isStarted = false

  /// Milliseconds after the termination request after which script counts as hung.
  static let hangs = 2000.0

  /// - Parameter onHang: Called by another thread, once per run of script.
  init(_ handle: TerminationHandle, milliseconds: UInt32, onHang: @escaping @Sendable () -> Void) {
    self.milliseconds = milliseconds
    self.handle = handle
    self.onHang = onHang
    alarm = Alarm()
  }

  deinit { alarm.stop() }

  /// Started when script first runs: before that a driver may be loading, for which a new thread would have to wait.
  private func start() {
    isStarted = true
    let (alarm, handle, onHang) = (alarm, handle, onHang)
    do {
      if let problem = alarm.problem { throw problem }
      try DetachedThread.start(stackBytes: 256 << 10) {
        var stood = (deadline: alarm.deadline, milliseconds: 0.0)
        while let missed = alarm.rings() {
          // Read the run first: a run that begins after the deadline has been read is not affected by it.
          guard let run = handle.currentRun, let deadline = alarm.deadline else { continue }
          if stood.deadline != deadline { stood = (deadline, 0) }
          // Time in which the process was stopped does not count.
          stood.milliseconds += missed
          let millisecondsLate = Monotonic.now.milliseconds(since: deadline) - stood.milliseconds
          if millisecondsLate < 0 {
            handle.look(at: run)
          } else {
            handle.terminate(run)
            // Repeated until the supervisor kills the process.
            if millisecondsLate >= Self.hangs { onHang() }
          }
        }
      }
    } catch {
      writeError("arcane-worker: an endless loop in the game would not be ended: \(error)")
    }
  }

  /// Runs `body` under the limit, or under another one.
  func guarding<Result>(limit: UInt32? = nil, _ body: () throws -> Result) rethrows -> Result {
    let usual = milliseconds
    milliseconds = limit ?? usual
    set(milliseconds)
    defer {
      set(0)
      if limit != nil { milliseconds = usual }
    }
    return try body()
  }

  /// Restarts the time with another limit, for a body with several parts.
  func restart(milliseconds: UInt32) {
    self.milliseconds = milliseconds
    set(milliseconds)
  }

  private func set(_ milliseconds: UInt32) {
    guard self.milliseconds > 0 else { return }
    if !isStarted { start() }
    alarm.set(milliseconds)
  }
}

/// A timerfd(2) that a thread sleeps on; closed when neither needs it any more.
private final class Alarm: Sendable {
  private let raw: Int32
  /// Why the timer will never fire.
  let problem: SystemError?
  private let isOver = Atomic(false)
  /// On the clock of `Monotonic`; 0 for none.
  private let end = Atomic<UInt64>(0)

  /// Milliseconds after which script is first sampled.
  private static let firstLook: UInt32 = 800
  /// Milliseconds between later expirations.
  private static let repetition = 250

  init() {
    raw = timerfd_create(CLOCK_MONOTONIC, Int32(TFD_CLOEXEC))
    problem = raw < 0 ? .last("timerfd_create", "the watchdog's timer") : nil
  }

  deinit { if raw >= 0 { close(raw) } }

  /// 0 disarms it.
  func set(_ milliseconds: UInt32) {
    end.store(milliseconds == 0 ? 0 : Monotonic.now.nanoseconds + UInt64(milliseconds) * 1_000_000, ordering: .releasing)
    let first = milliseconds == 0 ? 0 : max(1, min(milliseconds / 2, Self.firstLook))
    let time = timespec(tv_sec: Int(first / 1000), tv_nsec: Int(first % 1000) * 1_000_000)
    let pause = timespec(tv_sec: 0, tv_nsec: milliseconds == 0 ? 0 : Self.repetition * 1_000_000)
    var setting = itimerspec(it_interval: pause, it_value: time)
    timerfd_settime(raw, 0, &setting, nil)
  }

  /// The deadline. An expiration may belong to an earlier one.
  var deadline: Monotonic? {
    let end = end.load(ordering: .acquiring)
    return end == 0 ? nil : Monotonic(nanoseconds: end)
  }

  /// Returns at the set time and repeatedly after it; nil when the timer is gone.
  /// - Returns: how many milliseconds of expirations this thread has missed while its process was stopped.
  func rings() -> Double? {
    var count: UInt64 = 0
    guard read(raw, &count, 8) == 8, !isOver.load(ordering: .acquiring) else { return nil }
    return Double(count - 1) * Double(Self.repetition)
  }

  func stop() {
    isOver.store(true, ordering: .releasing)
    set(1)
  }
}

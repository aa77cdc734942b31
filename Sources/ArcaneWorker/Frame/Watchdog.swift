import ArcaneLinux
import ArcaneScript
import CLinux
import Glibc
import Synchronization

/// Ends script that does not come back: a thread that sleeps on a timerfd(2) which each frame arms and disarms, so that
/// it costs two system calls a frame and no wake-up. Script that takes long is looked at before, so that it is known where
/// it is (`ScriptRuntime.onLook`). What cannot be ended, because it is inside one call of a function of
/// V8's own, is told as hung by that thread: the script's own can tell nothing any more.
final class Watchdog {
  /// That script may run at a stretch; 0 for any time.
  var milliseconds: UInt32
  private let alarm: Alarm
  private let handle: TerminationHandle
  private let onHang: @Sendable () -> Void
  private var isStarted = false

  /// Milliseconds after which script that was to be ended, and still runs, will not be.
  static let hangs = 2000.0

  /// - Parameter onHang: Called by another thread, once for a stretch of script.
  init(_ handle: TerminationHandle, milliseconds: UInt32, onHang: @escaping @Sendable () -> Void) {
    self.milliseconds = milliseconds
    self.handle = handle
    self.onHang = onHang
    alarm = Alarm()
  }

  deinit { alarm.stop() }

  /// Not before script runs for the first time: until then a driver may be loading, which a new thread would wait for.
  private func start() {
    isStarted = true
    let (alarm, handle, onHang) = (alarm, handle, onHang)
    do {
      if let problem = alarm.problem { throw problem }
      try DetachedThread.start(stackBytes: 256 << 10) {
        var stood = (deadline: alarm.deadline, milliseconds: 0.0)
        while let missed = alarm.rings() {
          // The run first: one that begins after the deadline has been read is not meant by it, and not touched.
          guard let run = handle.currentRun, let deadline = alarm.deadline else { continue }
          if stood.deadline != deadline { stood = (deadline, 0) }
          // What did not run, as a stopped process does not, did not loop.
          stood.milliseconds += missed
          let overdue = Monotonic.now.milliseconds(since: deadline) - stood.milliseconds
          if overdue < 0 {
            handle.look(at: run)
          } else {
            handle.terminate(run)
            // Again and again, until the supervisor ends the process.
            if overdue >= Self.hangs { onHang() }
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

  /// The time begins anew and is another one from now on, for a body that is many in one.
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
  /// Why it will never ring.
  let problem: SystemError?
  private let isOver = Atomic(false)
  /// On the clock of `Monotonic`; 0 for none.
  private let end = Atomic<UInt64>(0)

  /// Milliseconds after which script is first looked at, if it has so long.
  private static let firstLook: UInt32 = 800
  /// Milliseconds between the rings from the first one on.
  private static let repetition = 250

  init() {
    raw = timerfd_create(CLOCK_MONOTONIC, Int32(TFD_CLOEXEC))
    problem = raw < 0 ? .last("timerfd_create", "the watchdog's timer") : nil
  }

  deinit { if raw >= 0 { close(raw) } }

  /// 0: not at all.
  func set(_ milliseconds: UInt32) {
    end.store(milliseconds == 0 ? 0 : Monotonic.now.nanoseconds + UInt64(milliseconds) * 1_000_000, ordering: .releasing)
    let first = milliseconds == 0 ? 0 : max(1, min(milliseconds / 2, Self.firstLook))
    let time = timespec(tv_sec: Int(first / 1000), tv_nsec: Int(first % 1000) * 1_000_000)
    let pause = timespec(tv_sec: 0, tv_nsec: milliseconds == 0 ? 0 : Self.repetition * 1_000_000)
    var setting = itimerspec(it_interval: pause, it_value: time)
    timerfd_settime(raw, 0, &setting, nil)
  }

  /// When script is to end. A ring may be of one that was set before.
  var deadline: Monotonic? {
    let end = end.load(ordering: .acquiring)
    return end == 0 ? nil : Monotonic(nanoseconds: end)
  }

  /// Returns at the time that is set and again and again after it, or with nil when there will be none.
  /// - Returns: for how many milliseconds this thread has missed rings, since its process was stopped.
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

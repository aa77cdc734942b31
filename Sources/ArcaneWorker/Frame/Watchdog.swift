import ArcaneScript
import CLinux
import Glibc

/// Ends script that does not come back: a thread that sleeps on a timerfd(2) which each frame arms and disarms, so that
/// it costs two system calls a frame and no wake-up.
final class Watchdog {
  private let timer: Int32
  private let milliseconds: UInt32

  /// - Parameter milliseconds: that script may run at a stretch; 0 for any time.
  init(_ handle: TerminationHandle, milliseconds: UInt32) {
    self.milliseconds = milliseconds
    timer = timerfd_create(CLOCK_MONOTONIC, Int32(TFD_CLOEXEC))
    guard milliseconds > 0, timer >= 0 else { return }
    let raw = timer
    let thread = WatchdogThread(timer: raw, handle: handle)
    var id = pthread_t()
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, 256 * 1024)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    pthread_create(&id, &attributes, { context in
      guard let context else { return nil }
      Unmanaged<WatchdogThread>.fromOpaque(context).takeRetainedValue().run()
      return nil
    }, Unmanaged.passRetained(thread).toOpaque())
    pthread_attr_destroy(&attributes)
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
    // Repeats: script that catches nothing but runs on in native code is ended for good at the second time.
    let time = timespec(tv_sec: Int(milliseconds / 1000), tv_nsec: Int(milliseconds % 1000) * 1_000_000)
    var setting = itimerspec(it_interval: time, it_value: time)
    timerfd_settime(timer, 0, &setting, nil)
  }
}

/// What the thread needs, and nothing of the game's: an integer and a handle that may be used from any thread.
private final class WatchdogThread: Sendable {
  private let timer: Int32
  private let handle: TerminationHandle

  init(timer: Int32, handle: TerminationHandle) {
    self.timer = timer
    self.handle = handle
  }

  func run() {
    var count: UInt64 = 0
    while read(timer, &count, 8) == 8 { handle.terminate() }
  }
}

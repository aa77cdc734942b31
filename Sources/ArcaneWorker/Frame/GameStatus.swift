import ArcaneIPC
import ArcaneLinux
import ArcaneScript

/// What this game is doing, on the page that the supervisor can read when this process hangs or is dead.
final class GameStatus {
  private var status = WorkerStatus()
  private let page: StatusPage
  private let clock: GameClock

  init(_ page: StatusPage, _ clock: GameClock) { (self.page, self.clock) = (page, clock) }

  var phase: WorkerStatus.Phase { status.phase }

  /// A phase begins.
  /// - Parameter limit: milliseconds that it may take without a break.
  func begin(_ phase: WorkerStatus.Phase, limit: UInt32) {
    status = WorkerStatus()
    status.phase = phase
    status.frame = clock.frame
    status.time = clock.time
    status.isHeld = clock.isHeld
    status.since = Monotonic.now.nanoseconds
    status.limit = limit
    page.note(status)
  }

  func noteClock() {
    status.isHeld = clock.isHeld
    page.note(status)
  }

  /// Where script was when it was sampled.
  func note(_ frames: [ScriptFailure.Frame]) {
    guard let place = frames.first(where: { $0.url.hasPrefix("file:") }) else { return }
    status.place = FailureReport.Frame(place)
    page.note(status)
  }

  func note(lastWords: String) {
    status.lastWords = lastWords
    page.note(status)
  }
}

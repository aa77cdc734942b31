import ArcaneLinux
import ArcaneModules
import ArcaneReload

/// Tells that a game is still loading, and where it is, once that takes long: silence would be taken for a hang.
final class LoadingProgress {
  private let loop: EventLoop
  private let reporter: Reporter
  private let place: () -> Place?
  private var timer: Timer?
  private var began = Monotonic.now
  private(set) var generation: Generation?

  /// What is known of it.
  struct Place {
    var entry: String
    var isAwaiting: Bool
    var module: String?
    var position: LinePosition?
  }

  /// Milliseconds until the first word, and then between two.
  private static let first = 1000.0
  private static let pause = 10_000.0

  /// - Parameter place: where it is now; nil when it loads no more.
  init(loop: EventLoop, reporter: Reporter, place: @escaping () -> Place?) {
    self.loop = loop
    self.reporter = reporter
    self.place = place
  }

  func start(_ generation: Generation) {
    self.generation = generation
    began = .now
    do {
      let timer = try self.timer ?? Timer()
      if self.timer == nil { try loop.add(timer.raw) { [unowned self] in if timer.acknowledge() { tell() } } }
      self.timer = timer
      timer.arm(at: began.advanced(byMilliseconds: Self.first))
    } catch { reporter.debug("no word of progress: \(error)") }
  }

  func stop() {
    generation = nil
    timer?.disarm()
  }

  private func tell() {
    guard generation != nil, let place = place() else { return stop() }
    reporter.loading(place, seconds: Monotonic.now.milliseconds(since: began) / 1000)
    timer?.arm(at: Monotonic.now.advanced(byMilliseconds: Self.pause))
  }
}

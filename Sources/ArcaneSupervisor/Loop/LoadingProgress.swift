import ArcaneLinux
import ArcaneModules
import ArcaneReload

/// Reports that a game is still loading, and where it is, so that a long load is not mistaken for a hang.
final class LoadingProgress {
  private let loop: EventLoop
  private let reporter: Reporter
  private let place: () -> Place?
  private var timer: Timer?
  private var began = Monotonic.now
  private(set) var generation: Generation?

  /// The module and position that are loading.
  struct Place {
    var entry: String
    var isAwaiting: Bool
    var module: String?
    var position: LinePosition?
  }

  /// Milliseconds until the first message, and then between messages.
  private static let first = 1000.0
  private static let pause = 10_000.0

  /// - Parameter place: the current position; nil when loading is over.
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
      if self.timer == nil { try loop.add(timer.raw) { [unowned self] in if timer.acknowledge() { report() } } }
      self.timer = timer
      timer.arm(at: began.advanced(byMilliseconds: Self.first))
    } catch { reporter.debug("loading progress is not reported: \(error)") }
  }

  func stop() {
    generation = nil
    timer?.disarm()
  }

  private func report() {
    guard generation != nil, let place = place() else { return stop() }
    reporter.loading(place, seconds: Monotonic.now.milliseconds(since: began) / 1000)
    timer?.arm(at: Monotonic.now.advanced(byMilliseconds: Self.pause))
  }
}

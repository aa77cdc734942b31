// `arcane dev --check`: checks types in the background at the lowest priority. A save stops a running check, so that no
// reload ever waits for one.
import ArcaneIPC
import ArcaneLinux
import ArcaneModules
import Glibc

final class BackgroundTypeChecks {
  private let entry: String
  private let loop: EventLoop
  private let reporter: Reporter
  private let show: (ToWorker.Overlay?) -> Void
  private var run: TypeCheckRun?
  private let timer: Timer
  private let progressTimer: Timer
  private var began = Monotonic.now
  /// The known type errors, shown small over the game.
  private(set) var overlay: ToWorker.Overlay?
  /// The last report, so that a save that does not change it is not followed by the same report.
  private var reported: [Diagnostic] = []

  /// Milliseconds after a reload: until then the CPU belongs to the game and the next standby.
  private static let delay = 300.0
  private static let progressDelay = 500.0

  /// - Parameter show: shows the overlay over the playing game, or removes it.
  /// - Throws: where there is no compiler.
  init(_ entry: String, loop: EventLoop, _ reporter: Reporter, show: @escaping (ToWorker.Overlay?) -> Void) throws {
    self.entry = entry
    self.loop = loop
    self.reporter = reporter
    self.show = show
    timer = try Timer()
    progressTimer = try Timer()
    _ = try TypeCheckProject(of: entry)
    try loop.add(timer.raw) { [unowned self] in if timer.acknowledge() { begin() } }
    try loop.add(progressTimer.raw) { [unowned self] in if progressTimer.acknowledge(), run != nil { reporter.note("checking types …") } }
  }

  func sourcesChanged() {
    run = nil
    timer.disarm()
    progressTimer.disarm()
  }

  /// The playing game is that of the newest sources: a generation that has just been presented and has no overlay yet,
  /// or the previous one if a save changed nothing that runs.
  func gameIsCurrent() {
    show(overlay)
    timer.arm(at: Monotonic.now.advanced(byMilliseconds: Self.delay))
  }

  private func begin() {
    began = .now
    do {
      run = try TypeCheckRun(TypeCheckProject(of: entry), loop: loop, niceness: 19) { [unowned self] in conclude($0) }
      progressTimer.arm(at: began.advanced(byMilliseconds: Self.progressDelay))
    } catch { reporter.problem(error) }
  }

  private func conclude(_ outcome: TypeCheckRun.Outcome) {
    progressTimer.disarm()
    // A run must not be released inside its own handler.
    loop.afterThisRound { [weak self, run] in if let self, self.run === run { self.run = nil } }
    switch outcome {
    case .broken(let reason): reporter.failure(reason)
    case .checked(let diagnostics, let files):
      let errors = diagnostics.filter { $0.severity == .error }
      if diagnostics != reported || !errors.isEmpty {
        reporter.typesChecked(diagnostics, files: files, milliseconds: Monotonic.now.milliseconds(since: began), beside: true)
      }
      reported = diagnostics
      overlay =
        errors.isEmpty
        ? nil
        : ToWorker.Overlay(
          title: countOfErrors(diagnostics), lines: errors.prefix(20).map { reporter.lines($0).first ?? "" }, isSmall: true)
      show(overlay)
    }
  }
}

extension Supervisor {
  func showTypeErrors(_ overlay: ToWorker.Overlay?) {
    // Errors that stop the game take precedence; afterwards this overlay returns.
    if !errors.isVisible { fleet.sendToPresented(.overlay(overlay)) }
  }
}

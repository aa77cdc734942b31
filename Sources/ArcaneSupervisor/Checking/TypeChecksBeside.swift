// `arcane dev --check`: types are checked beside the game, when the processor has nothing better to do. A save ends a check
// that is under way, so that no reload ever waits for one.
import ArcaneIPC
import ArcaneLinux
import ArcaneModules
import Glibc

final class TypeChecksBeside {
  private let entry: String
  private let loop: EventLoop
  private let reporter: Reporter
  private let show: (ToWorker.Overlay?) -> Void
  private var run: TypeCheckRun?
  private let timer: Timer
  private let patience: Timer
  private var began = Monotonic.now
  /// What is wrong as far as is known, shown small over the game.
  private(set) var overlay: ToWorker.Overlay?
  /// What was last told, so that it is not told again after a save that changes nothing of it.
  private var told: [Diagnostic] = []

  /// Milliseconds after a reload: the game and the next standby have the processor for themselves first.
  private static let delay = 300.0
  private static let patienceLimit = 500.0

  /// - Parameter show: puts the overlay over the game that plays, or takes it away.
  /// - Throws: where there is no compiler.
  init(_ entry: String, loop: EventLoop, _ reporter: Reporter, show: @escaping (ToWorker.Overlay?) -> Void) throws {
    self.entry = entry
    self.loop = loop
    self.reporter = reporter
    self.show = show
    timer = try Timer()
    patience = try Timer()
    _ = try TypeCheckProject(of: entry)
    try loop.add(timer.raw) { [unowned self] in if timer.acknowledge() { begin() } }
    try loop.add(patience.raw) { [unowned self] in if patience.acknowledge(), run != nil { reporter.note("checking types …") } }
  }

  func sourcesChanged() {
    run = nil
    timer.disarm()
    patience.disarm()
  }

  /// What plays is of the newest sources: a generation that has just come on the screen, which knows nothing of what was
  /// wrong yet, or the one from before, if a save changed nothing that runs.
  func gameIsCurrent() {
    show(overlay)
    timer.arm(at: Monotonic.now.advanced(byMilliseconds: Self.delay))
  }

  private func begin() {
    began = .now
    do {
      run = try TypeCheckRun(TypeCheckProject(of: entry), loop: loop, niceness: 19) { [unowned self] in conclude($0) }
      patience.arm(at: began.advanced(byMilliseconds: Self.patienceLimit))
    } catch { reporter.problem(error) }
  }

  private func conclude(_ outcome: TypeCheckRun.Outcome) {
    patience.disarm()
    // Not from within its own handler.
    loop.afterThisRound { [weak self, run] in if let self, self.run === run { self.run = nil } }
    switch outcome {
    case .broken(let reason): reporter.failure(reason)
    case .checked(let diagnostics, let files):
      let errors = diagnostics.filter { $0.severity == .error }
      if diagnostics != told || !errors.isEmpty {
        reporter.typesChecked(diagnostics, files: files, milliseconds: Monotonic.now.milliseconds(since: began), beside: true)
      }
      told = diagnostics
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
    // What keeps the game from playing comes first; when it is over, this comes back.
    if !errors.isVisible { fleet.sendToPresented(.overlay(overlay)) }
  }
}

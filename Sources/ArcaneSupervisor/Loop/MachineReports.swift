// The machine's reports, as messages for the user.
import ArcaneIPC
import ArcaneLinux
import ArcaneModules
import ArcaneReload

extension Supervisor {
  /// `run` watches nothing.
  private var startsAgain: String { plan.policy.mode == .develop ? "; the next save starts it again" : "" }

  /// Explains an empty window.
  private func tellEmpty(_ generation: Generation) {
    let name = displayPath(plan.entry)
    reporter.note("\(name) is empty, so there is nothing to play; the next save is shown")
    guard plan.policy.mode == .develop, !errors.isVisible, typeChecks?.overlay == nil else { return }
    fleet.send(.overlay(ToWorker.Overlay(title: "\(name) is empty", lines: ["The next save is shown."])), to: generation)
  }

  func handle(_ report: Report) {
    switch report {
    case .buildFailed(let error):
      if case .build(let number) = error, let diagnostics = failedBuilds[number] {
        reporter.buildFailed(diagnostics)
        noteSave(.failed, nil, diagnostics)
      }
      timing.beginAnew()
    case .unchanged:
      // Every save gets a report, even if nothing changed.
      reporter.unchanged(timing.files)
      if !timing.files.isEmpty { noteSave(.unchanged, nil) }
      timing.beginAnew()
      typeChecks?.gameIsCurrent()
    case .backToGood:
      reporter.note("back to what is playing")
      noteSave(.unchanged, nil)
      timing.beginAnew()
      typeChecks?.gameIsCurrent()
    case .backToFailure:
      reporter.note("it compiles again; what failed before still does")
      noteSave(.failed, nil, lastFailure)
      timing.beginAnew()
    case .stageFailed(let generation):
      noteSave(.failed, nil, lastFailure)
      timing.beginAnew()
      reporter.debug("\(generation) failed while it was staged; the last good game stays")
    case .stageTimedOut(let generation):
      let diagnostic = Diagnostic(
        severity: .error,
        message: "the game was not ready after \(plan.policy.stageLimit / 1_000_000) seconds: does a top-level await never end?")
      errors.keep(.timeout(generation), title: "The game does not start", [diagnostic])
      reporter.gameFailed(nil, diagnostic, generation)
      lastFailure = [diagnostic]
      noteSave(.failed, nil, lastFailure)
      timing.beginAnew()
      reporter.debug("\(generation) timed out")
    case .stageRetried(let generation):
      reporter.note("\(generation) has not answered for \(plan.policy.stageLimit / 1_000_000) seconds; another worker tries")
    case .stageReplaced(let generation):
      reporter.note("\(generation) was still loading when a newer save came, which gets a worker of its own")
    case .warmUpReplaced(let generation):
      reporter.note("\(generation) is too slow to start for what waits for it; another worker takes its place")
    case .reloaded(let generation, let version):
      if timing.started == nil { fleet[generation]?.shownBySave = .now }
      reporter.reloaded(generation, version, timing, pid: fleet[generation]?.child.pid)
      noteSave(.shown, generation)
      lastFailure = []
      timing = ReloadTiming()
      watch?.update()
      errors.isVisible = false
      typeChecks?.gameIsCurrent()
      if isEmpty(plan.entry) { tellEmpty(generation) }
    case .died(let generation):
      if let (worker, status) = lastEnd {
        releaseConsole(of: worker)
        // ld.so(8) ends a program with this code when it does not find a library.
        if status == .code(127), !worker.isPresented, let (lack, remedy) = MissingLibraries.sentence(MissingLibraries.of(workerPath)) {
          reporter.missing("games cannot play here: \(lack); \(remedy)")
        } else {
          reporter.workerDied(generation, status, presented: worker.isPresented, worker.wantOfMemory(status))
        }
      }
    case .crashed(_, let restarts):
      reporter.note(restarts ? "starting it again" : "waiting for a change" + (plan.policy.mode == .develop ? " (or press r to start again)" : ""))
    case .halted: reporter.note("the game is halted" + startsAgain)
    case .hung: reporter.note("the game hangs and is ended" + startsAgain)
    case .warmUpTimedOut(let generation):
      let seconds = plan.policy.warmUpLimit / 1_000_000
      reporter.failure(
        "\(generation) did not become ready within \(seconds) seconds and was ended: is \(workerPath) the arcane-worker of this release?")
    case .warmUpFailed(let generation, let triesAgain):
      if !triesAgain, plan.policy.mode == .develop { reporter.failure("no worker comes up; the next save tries again") }
      reporter.debug("\(generation) did not warm up")
    case .stateTooLate:
      reporter.warning(
        Diagnostic(
          severity: .warning,
          message:
            "the game's state was not passed on: its onReload took longer than \(plan.policy.collectLimit / 1000) ms (--reload-state-time raises the limit)"
        ))
    case .superseded(let generation): reporter.debug("\(generation) is superseded by a newer change")
    case .handoverFailed(let generation): reporter.note("\(generation) could not take over the window; the last good game stays")
    case .prewarmedLost(let generation): reporter.debug("\(generation), prewarmed, is gone; the next spawn starts a process anew")
    case .didNotConverge:
      reporter.failure(
        "the supervisor's state machine did not converge after an event; this is a fault of Arcane's. Please report it with the output of --verbose.")
    }
  }

  private func noteSave(_ outcome: Receipt.Outcome, _ generation: Generation?, _ diagnostics: [Diagnostic] = []) {
    let steps = timing.steps.map { (name: String($0.name.drop { $0 == " " }), milliseconds: $0.milliseconds) }
    receipts.note(
      outcome, generation, files: timing.files, milliseconds: timing.total,
      steps: outcome == .shown ? steps : [],
      diagnostics: diagnostics.map(\.json))
  }
}

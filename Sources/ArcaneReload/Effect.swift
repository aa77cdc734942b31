/// What the shell has to do, in order. Each effect carries everything that is needed to carry it out.
public enum Effect: Equatable, Sendable {
  /// - Parameter paths: what may have changed since the build before.
  case build(BuildNumber, paths: Set<String>)
  /// Start a process for this generation.
  /// - Parameter lowPriority: nobody waits for it.
  case spawn(Generation, lowPriority: Bool)
  /// Start a process that knows nothing of the game yet, for a generation that may be wanted later.
  case prewarm(Generation)
  /// Send the graph, the asset table and the code cache as they are now, then `prepare`.
  /// - Parameter hurries: it will be staged at once, so skip work that only pays off while it waits.
  case prepare(Generation, GraphVersion, hurries: Bool)
  /// Send the modules that the worker lacks.
  case deliver(Generation, GraphVersion)
  case stage(Generation, GraphVersion, state: StateID?)
  /// A change is being built: the standby prepares for the stage that is likely to follow.
  case expect(Generation)
  /// A successor is being staged: the playing game pauses drawing for a moment, so that it does not compete for the
  /// CPU.
  case throttle(Generation)
  case collectReloadState(Generation, StateID)
  case collectCodeCache(Generation)
  case answerImport(Generation, token: UInt32)
  /// The system is idle: compare stripped modules with esbuild's output.
  case verifyModules
  case freeze(Generation)
  case thaw(Generation)
  case present(Generation)
  /// Show an error in place of a game.
  case presentError(Generation, ErrorID)
  case takeInput(Generation)
  case kill(Generation)
  case showError(Generation, ErrorID)
  case clearError(Generation)
  /// The error is no longer referenced.
  case forgetError(ErrorID)
  case forgetState(StateID)
  case arm(Alarm, microseconds: UInt64)
  case disarm(Alarm)
  case report(Report)
  case exit(code: UInt8)
}

/// Facts for the user.
public enum Report: Equatable, Sendable {
  /// The newest build failed, and the files are quiet.
  case buildFailed(ErrorID)
  /// A save changed nothing that runs.
  case unchanged
  /// The sources are again what is on the screen; an error that was shown is gone.
  case backToGood
  /// The sources are again what failed before, which is shown again.
  case backToFailure(ErrorID)
  case stageFailed(Generation)
  case stageTimedOut(Generation)
  /// It did not answer in time; another worker tries.
  case stageRetried(Generation)
  /// It was still loading when a newer save came; a worker for the newer save replaces it.
  case stageReplaced(Generation)
  /// A save has waited for this one for so long that another one takes its place.
  case warmUpReplaced(Generation)
  case reloaded(Generation, GraphVersion)
  /// Its process ended without being asked to.
  case died(Generation)
  case crashed(Generation, restarts: Bool)
  case halted(Generation)
  /// The game on the screen hangs, and is killed.
  case hung(Generation)
  /// The process runs, but did not report `ready` in time.
  case warmUpTimedOut(Generation)
  case warmUpFailed(Generation, triesAgain: Bool)
  case superseded(Generation)
  /// The playing game did not provide its reload state in time; its successor begins without it.
  case stateTooLate(Generation)
  case handoverFailed(Generation)
  /// A prewarmed process is gone; the next spawn starts one anew.
  case prewarmedLost(Generation)
  /// An internal fault: one event caused more steps than possible.
  case didNotConverge
}

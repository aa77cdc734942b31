/// What the shell has to do, in this order. Each carries all that is needed to do it.
public enum Effect: Equatable, Sendable {
  /// - Parameter paths: what may have changed since the build before.
  case build(BuildNumber, paths: Set<String>)
  /// Start a process for this generation.
  /// - Parameter lowPriority: nobody waits for it.
  case spawn(Generation, lowPriority: Bool)
  /// Start a process that knows nothing of the game yet, for a generation that may be wanted later.
  case prewarm(Generation)
  /// Send the graph, the asset table and the code cache as they are now, then `prepare`.
  /// - Parameter hurries: it will be staged at once, so what only pays while it waits is left out.
  case prepare(Generation, GraphVersion, hurries: Bool)
  /// Send the modules that the worker lacks.
  case deliver(Generation, GraphVersion)
  case stage(Generation, GraphVersion, state: StateID?)
  /// A change has been seen: the standby gets ready for what is likely to come while the change is built.
  case expect(Generation)
  /// A successor is being staged: the playing game draws no more frames for a moment, so that it does not compete.
  case throttle(Generation)
  case collectReloadState(Generation, StateID)
  case collectCodeCache(Generation)
  case answerImport(Generation, token: UInt32)
  /// Nobody waits for anything: what was stripped here can be compared with what esbuild makes of it.
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
  /// Nobody will ask for it again.
  case forgetError(ErrorID)
  case forgetState(StateID)
  case arm(Alarm, microseconds: UInt64)
  case disarm(Alarm)
  case report(Report)
  case exit(code: UInt8)
}

/// What the user may want to know.
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
  /// It was still loading when a newer save came, which gets a worker of its own.
  case stageReplaced(Generation)
  /// A save has waited for this one for so long that another one takes its place.
  case warmUpReplaced(Generation)
  case reloaded(Generation, GraphVersion)
  /// Its process ended, and nobody had asked it to.
  case died(Generation)
  case crashed(Generation, restarts: Bool)
  case halted(Generation)
  /// The game on the screen does not come back, and is ended.
  case hung(Generation)
  /// It runs, but did not say that it is ready.
  case warmUpTimedOut(Generation)
  case warmUpFailed(Generation, triesAgain: Bool)
  case superseded(Generation)
  /// The playing game has not given its reload state within the limit; its successor begins without.
  case stateTooLate(Generation)
  case handoverFailed(Generation)
  /// A prewarmed process is gone; the next spawn starts one anew.
  case prewarmedLost(Generation)
  /// A fault of the machine's own: one event set off more steps than there can be.
  case neverSettled
}

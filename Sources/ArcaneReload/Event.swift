/// What happened, as the shell saw it.
public enum Event: Equatable, Sendable {
  case started
  /// Sources that the game is made of may have changed, at these paths.
  case sourcesChanged(Set<String>)
  case buildFinished(BuildNumber, BuildResult)
  case alarm(Alarm)

  case spawnFailed(Generation)
  case hello(Generation)
  /// - Parameter microseconds: from the request to the answer.
  case ready(Generation, GraphVersion, microseconds: UInt64 = 0)
  /// - Parameter microseconds: from the request to the answer.
  case staged(Generation, GraphVersion, microseconds: UInt64)
  case presented(Generation)
  /// - Parameter continues: the game plays on after it, as after an exception in a frame; otherwise the worker lives and
  ///   its game does not.
  case failed(Generation, ErrorID, continues: Bool)
  /// The game's script did not come back in time.
  /// - Parameter isLost: it could not be ended, so the worker will never answer; otherwise the game has halted, as after
  ///   `failed`.
  case hung(Generation, ErrorID, isLost: Bool)
  case exited(Generation)
  case offersReloadState(Generation, Bool)
  /// - Parameter found: false where the game had none to give, or could not.
  case reloadStateCollected(Generation, StateID, found: Bool)
  /// An `import()` that a generation waits for has its answer.
  /// - Parameter version: of the graph that holds the module; nil where the import failed.
  case importResolved(Generation, token: UInt32, version: GraphVersion?)
  /// The game ended itself.
  case finished(Generation, code: UInt8)
  case windowClosed(Generation)

  /// The user asks for the game to start over.
  case restartRequested
  case quitRequested(code: UInt8)
}

public enum BuildResult: Equatable, Sendable {
  /// Nothing differs from the graph as it was.
  case unchanged
  case good(GraphVersion)
  /// What is wrong is known as `ErrorID.build` with the build's number.
  case failed
}

public enum Alarm: Hashable, Sendable, CaseIterable {
  /// No file event for the time that was set.
  case debounce
  /// The longest that a stream of file events may hold the screen back.
  case deadline
  case warmUp, stage, impatience, present, collect, backOff, codeCache, burst, prewarm
}

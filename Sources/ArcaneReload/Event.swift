/// What happened, as the shell saw it.
public enum Event: Equatable, Sendable {
  case started
  /// The game's sources at these paths may have changed.
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
  /// - Parameter continues: the game plays on, as after an exception in a frame; otherwise the worker lives on with a
  ///   halted game.
  case failed(Generation, ErrorID, continues: Bool)
  /// The game's script did not return in time.
  /// - Parameter isLost: script could not be terminated, so the worker will never answer; otherwise the game has
  ///   halted, as after `failed`.
  case hung(Generation, ErrorID, isLost: Bool)
  case exited(Generation)
  case offersReloadState(Generation, Bool)
  /// - Parameter found: false if the game has no reload state, or could not provide it.
  case reloadStateCollected(Generation, StateID, found: Bool)
  /// An `import()` that a generation waits for has been resolved.
  /// - Parameter version: of the graph that holds the module; nil where the import failed.
  case importResolved(Generation, token: UInt32, version: GraphVersion?)
  /// The game ended itself.
  case finished(Generation, code: UInt8)
  case windowClosed(Generation)

  /// The user wants the game to start over.
  case restartRequested
  case quitRequested(code: UInt8)
}

public enum BuildResult: Equatable, Sendable {
  /// Nothing differs from the graph as it was.
  case unchanged
  case good(GraphVersion)
  /// Its error is `ErrorID.build` with the build's number.
  case failed
}

public enum Alarm: Hashable, Sendable, CaseIterable {
  /// No file event for the time that was set.
  case debounce
  /// The longest that a stream of file events may delay the screen.
  case deadline
  case warmUp, stage, impatience, present, collect, backOff, codeCache, burst, prewarm
}

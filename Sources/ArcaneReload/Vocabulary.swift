/// One life of the game: counts up from 1 and is never used again. Every event about a worker carries it,
/// so that a late word of an earlier worker is never taken for the present one's.
public struct Generation: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let number: UInt64
  public init(_ number: UInt64) { self.number = number }
  public static func < (left: Generation, right: Generation) -> Bool { left.number < right.number }
  public var description: String { "generation \(number)" }
}

/// Counts the good states of the module graph.
public typealias GraphVersion = UInt64

public enum Alarm: Hashable, Sendable, CaseIterable {
  case quiet, overdue, warmUp, stage, present, collect, backOff, codeCache, burst
}

public enum BuildResult: Equatable, Sendable {
  /// Nothing differs from the graph as it was.
  case unchanged
  case good(GraphVersion)
  case failed
}

public enum Event: Equatable, Sendable {
  case started
  /// Sources that the game is made of may have changed. `files`: how many, since the last such event.
  case sourcesChanged(files: Int)
  /// Somebody has opened a source, to read or to save it.
  case sourceOpened
  case buildFinished(BuildResult)
  case alarm(Alarm)

  case spawnFailed(Generation)
  case hello(Generation)
  case ready(Generation, GraphVersion)
  case staged(Generation, GraphVersion)
  case presented(Generation)
  /// The worker lives, but its game does not go on: an exception while it was staged, an endless loop.
  case failed(Generation)
  case exited(Generation)
  case offersReloadState(Generation, Bool)
  case reloadStateCollected(Generation)
  /// The game ended itself.
  case finished(Generation, code: UInt8)

  /// The user asks for the game to start over.
  case restartRequested
  case quitRequested(code: UInt8)
}

public enum Report: Equatable, Sendable {
  /// The newest build, and it is quiet.
  case buildFailed
  /// The sources are again what is on the screen; an error that was shown is gone.
  case backToGood
  case stageFailed(Generation)
  case stageTimedOut(Generation)
  case reloaded(Generation, GraphVersion)
  case crashed(Generation, restarts: Bool)
  case halted(Generation)
  /// It runs, but did not say that it is ready.
  case warmUpTimedOut(Generation)
  case warmUpFailed(Generation, triesAgain: Bool)
  case superseded(Generation)
  case handoverFailed(Generation)
}

public enum Effect: Equatable, Sendable {
  case build
  case spawn(Generation)
  /// Send the graph, the asset table and the code cache as they are now, then `prepare`.
  case prepare(Generation)
  /// Send what has changed since, then `stage`.
  case stage(Generation, GraphVersion)
  /// A change may come: the standby is to have woken up by then.
  case wake(Generation)
  /// A change has been seen: the standby gets ready for what is likely to come while the change is built.
  case expect(Generation)
  /// A successor is being staged: the playing game draws no more frames for a moment, so that it does not compete.
  case rest(Generation)
  case collectReloadState(Generation)
  case collectCodeCache(Generation)
  case freeze(Generation)
  case thaw(Generation)
  case present(Generation)
  /// Show the last error in place of a game.
  case presentError(Generation)
  case takeInput(Generation)
  case kill(Generation)
  case showError(Generation)
  case clearError(Generation)
  case arm(Alarm, microseconds: UInt64)
  case disarm(Alarm)
  case report(Report)
  case exit(code: UInt8)
}

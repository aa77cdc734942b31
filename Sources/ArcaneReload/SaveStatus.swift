// The status of the newest save, for clients that wait for it. Derived from the facts; no decision depends on it.

extension ReloadMachine {
  public enum SaveStatus: Equatable, Sendable {
    /// The save is still in progress.
    case pending
    /// The newest code is on the screen.
    /// - Parameter isHalted: the game has halted.
    case shown(Generation, isHalted: Bool)
    /// The newest code is not on the screen, and will not be without another save.
    case failed
  }

  public var saveStatus: SaveStatus {
    if exiting != nil { return .failed }
    guard started else { return .pending }
    if build != .idle || failureUnreported || !isQuiet { return .pending }
    if buildError != nil { return .failed }
    switch next {
    case .asking, .collecting, .staging, .staged, .presenting: return .pending
    case .none, .spawned, .warming, .ready: break
    }
    if reloadPending { return next == .none && !backingOff && warmUpFailures >= policy.warmUpAttempts ? .failed : .pending }
    if stageError != nil { return .failed }
    switch current {
    case .none: return owedError == nil ? .pending : .failed
    case .frozen: return .pending
    case .playing(let generation, _): return .shown(generation, isHalted: false)
    case .halted(let generation):
      // A worker that only shows an error has never been a game.
      return goodVersion == nil || owedError != nil ? .failed : .shown(generation, isHalted: true)
    }
  }
}

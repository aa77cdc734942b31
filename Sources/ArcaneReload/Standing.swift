// How the newest save stands, for those who wait for it. Told by the facts alone; nothing is decided by it.

extension ReloadMachine {
  public enum Standing: Equatable, Sendable {
    /// Something is still to come.
    case pending
    /// The newest code is on the screen.
    /// - Parameter isHalted: it does not go on.
    case shown(Generation, isHalted: Bool)
    /// It is not, and will not be without another save.
    case failed
  }

  public var standing: Standing {
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
      // One that only shows an error has never been a game.
      return goodVersion == nil || owedError != nil ? .failed : .shown(generation, isHalted: true)
    }
  }
}

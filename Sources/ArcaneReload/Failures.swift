// Workers that fail, die or never become ready.
extension ReloadMachine {
  mutating func recordWarmUpFailure(_ generation: Generation, _ effects: inout [Effect]) {
    warmUpFailures += 1
    let triesAgain = warmUpFailures < policy.warmUpAttempts && policy.mode == .develop
    effects.append(.report(.warmUpFailed(generation, triesAgain: triesAgain)))
    if policy.mode == .run { return exit(3, &effects) }
    if triesAgain {
      backingOff = true
      effects.append(.arm(.backOff, microseconds: policy.backOff << UInt64(warmUpFailures - 1)))
    }
  }

  /// - Parameter code: the exit code of a run.
  mutating func recordFailure(_ generation: Generation, _ error: ErrorID, continues: Bool, code: UInt8 = 1, _ effects: inout [Effect]) {
    if continues, policy.survivesFrameErrors {
      // A transient error of a game that plays on. An error that stays until it is fixed takes precedence.
      if current.generation == generation, visibleError == nil { effects.append(.showError(generation, error)) }
    } else if prewarmed.generation == generation {
      dropPrewarmed(generation, &effects)
    } else if next.generation == generation {
      recordFailureOfNext(generation, error, code: code, &effects)
    } else if case .playing(generation, _) = current {
      current = .halted(generation)
      effects.append(.report(.halted(generation)))
      if policy.mode == .run { exit(code, &effects) } else { showError(error, &effects) }
    }
  }

  /// The exit code of a run that hung.
  private static let hangCode: UInt8 = 4

  mutating func recordHang(_ generation: Generation, _ error: ErrorID, isLost: Bool, _ effects: inout [Effect]) {
    switch (next, current) {
    case (_, .playing(generation, _)) where isLost, (_, .halted(generation)) where isLost:
      effects.append(.report(.hung(generation)))
      if policy.mode == .run { return exit(Self.hangCode, &effects) }
      current = .none
      visibleError = nil
      owedError = newest(error)
      draining.insert(generation)
      effects.append(.kill(generation))
      stopCollectingFromTheDead(&effects)
    case (.staging(generation, let version), .none) where isLost && policy.mode == .develop:
      // Nothing is on the screen, and this worker cannot show why.
      disarmStage(&effects)
      recordBadStage(version, error)
      effects.append(.report(.stageFailed(generation)))
      drop(generation, &effects)
      owedError = newest(error)
    default: recordFailure(generation, error, continues: false, code: Self.hangCode, &effects)
    }
  }

  /// The game that was asked for its reload state is dead.
  private mutating func stopCollectingFromTheDead(_ effects: inout [Effect]) {
    switch next {
    case .collecting(_, let state), .asking(let state): stopCollecting(state, found: false, &effects)
    case .none, .spawned, .warming, .ready, .staging, .staged, .presenting: break
    }
  }

  /// Not reported as a failure: the same fault will show in the next worker that is needed.
  private mutating func dropPrewarmed(_ generation: Generation, _ effects: inout [Effect]) {
    prewarmed = .none
    draining.insert(generation)
    effects.append(.kill(generation))
    effects.append(.report(.prewarmedLost(generation)))
  }

  private mutating func recordFailureOfNext(_ generation: Generation, _ error: ErrorID, code: UInt8, _ effects: inout [Effect]) {
    switch next {
    case .staging(_, let version):
      disarmStage(&effects)
      recordBadStage(version, error)
      effects.append(.report(.stageFailed(generation)))
      if policy.mode == .run { return exit(code, &effects) }
      // The stripper may be at fault, not the game.
      effects.append(.verifyModules)
      if current == .none {
        // Nothing is on the screen: the worker that failed shows why.
        presentError(newest(error), in: generation, &effects)
      } else {
        drop(generation, &effects)
        showError(newest(error), &effects)
      }
    case .presenting:
      effects.append(.disarm(.present))
      drop(generation, &effects)
      handoverFailed(generation, &effects)
    case .none, .asking, .spawned, .warming, .ready, .collecting, .staged:
      if case .collecting = next { effects.append(.disarm(.collect)) } else { effects.append(.disarm(.warmUp)) }
      drop(generation, &effects)
      recordWarmUpFailure(generation, &effects)
    }
  }

  /// The same version is not tried again without a change; a newer one that came meanwhile is.
  private mutating func recordBadStage(_ version: GraphVersion, _ error: ErrorID) {
    reloadPending = goodVersion != version
    if goodVersion == version { stageError = error }
  }

  /// An error of the newest save takes precedence over one of a save that was staged before it.
  func newest(_ error: ErrorID) -> ErrorID { failureReported ? buildError ?? error : error }

  /// What is being loaded has taken longer than a save is willing to wait.
  mutating func recordImpatience(_ effects: inout [Effect]) {
    switch next {
    case .staging: stageIsSlow = true
    case .spawned(let generation, _), .warming(let generation):
      guard timesWarmUp else { return }
      timesWarmUp = false
      effects.append(.disarm(.warmUp))
      drop(generation, &effects)
      replacements += 1
      effects.append(.report(.warmUpReplaced(generation)))
    case .none, .asking, .ready, .collecting, .staged, .presenting: break
    }
  }

  mutating func recordStageTimeout(_ effects: inout [Effect]) {
    guard case .staging(let generation, let version) = next else { return }
    effects.append(.disarm(.impatience))
    drop(generation, &effects)
    // Endless loops and awaits are found by the worker itself. A worker that does not respond at all was stopped from
    // outside or is broken, and the save must not be lost with it.
    if policy.mode == .develop, retriedVersion != version {
      retriedVersion = version
      effects.append(.report(.stageRetried(generation)))
      return
    }
    recordBadStage(version, .timeout(generation))
    effects.append(.report(.stageTimedOut(generation)))
    showError(newest(.timeout(generation)), &effects)
    if policy.mode == .run { exit(Self.hangCode, &effects) }
  }

  mutating func recordExit(_ generation: Generation, _ effects: inout [Effect]) {
    draining.remove(generation)
    offering.remove(generation)
    if prewarmed.generation == generation {
      prewarmed = .none
      effects.append(.report(.prewarmedLost(generation)))
    } else if next.generation == generation {
      recordExitOfNext(generation, &effects)
    } else if current.generation == generation {
      recordCrash(generation, &effects)
    }
    if let waiting = awaitsInput, draining.isEmpty {
      awaitsInput = nil
      if current.generation == waiting { effects.append(.takeInput(waiting)) }
    }
  }

  private mutating func recordExitOfNext(_ generation: Generation, _ effects: inout [Effect]) {
    effects.append(.report(.died(generation)))
    let was = next
    next = .none
    switch was {
    case .none, .asking: break
    case .spawned, .warming:
      effects.append(.disarm(.warmUp))
      recordWarmUpFailure(generation, &effects)
    case .ready:
      recordWarmUpFailure(generation, &effects)
    case .collecting:
      effects.append(.disarm(.collect))
      recordWarmUpFailure(generation, &effects)
    case .staging(_, let version):
      disarmStage(&effects)
      effects.append(.report(.stageFailed(generation)))
      // The process may have been killed from outside: by the kernel, for lack of memory, or by a user.
      if policy.mode == .develop, retriedVersion != version {
        retriedVersion = version
        return
      }
      recordBadStage(version, .death(generation))
      showError(newest(.death(generation)), &effects)
      if policy.mode == .run { exit(1, &effects) }
    case .staged:
      reloadPending = true
    case .presenting:
      effects.append(.disarm(.present))
      handoverFailed(generation, &effects)
    }
  }

  private mutating func recordCrash(_ generation: Generation, _ effects: inout [Effect]) {
    let shown = visibleError?.id
    visibleError = nil
    // A frozen game that dies leaves the screen to its successor, which is about to swap.
    if case .frozen = current {
      current = .none
      return
    }
    let wasHalted: Bool
    if case .halted = current { wasHalted = true } else { wasHalted = false }
    current = .none
    if !wasHalted { effects.append(.report(.died(generation))) }
    // Restart at most once without a change: a game that crashes at its start would restart forever.
    let restarts =
      policy.mode == .develop && !restartedSinceChange && goodVersion != nil && buildError == nil && !reloadPending && !wasHalted
    effects.append(.report(.crashed(generation, restarts: restarts)))
    if policy.mode == .run { return exit(1, &effects) }
    if restarts {
      restartedSinceChange = true
      reloadPending = true
    } else {
      owedError = newest(wasHalted ? shown ?? .death(generation) : .death(generation))
    }
    stopCollectingFromTheDead(&effects)
  }

  mutating func handoverFailed(_ generation: Generation, _ effects: inout [Effect]) {
    effects.append(.report(.handoverFailed(generation)))
    if case .frozen(let old, let version) = current {
      current = version.map { .playing(old, $0) } ?? .halted(old)
      effects.append(.thaw(old))
    }
    if policy.mode == .run { return exit(3, &effects) }
    // The code was good: the next standby shows it, unless this keeps failing.
    handoverFailures += 1
    if handoverFailures >= policy.warmUpAttempts, let version = goodVersion {
      recordBadStage(version, .death(generation))
      showError(newest(.death(generation)), &effects)
    }
  }
}

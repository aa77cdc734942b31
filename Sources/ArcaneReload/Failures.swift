// Workers that fail, die or do not come up: what that makes of the facts.
extension ReloadMachine {
  mutating func noteWarmUpFailure(_ generation: Generation, _ effects: inout [Effect]) {
    warmUpFailures += 1
    let triesAgain = warmUpFailures < policy.warmUpAttempts && policy.mode == .develop
    effects.append(.report(.warmUpFailed(generation, triesAgain: triesAgain)))
    if policy.mode == .run { return exit(3, &effects) }
    if triesAgain {
      backingOff = true
      effects.append(.arm(.backOff, microseconds: policy.backOff << UInt64(warmUpFailures - 1)))
    }
  }

  mutating func noteFailure(_ generation: Generation, _ effects: inout [Effect]) {
    if next.generation == generation {
      switch next {
      case .staging(_, let version):
        effects.append(.disarm(.stage))
        // What failed is not tried again without a change; one that came meanwhile is.
        wanted = good != version
        effects.append(.report(.stageFailed(generation)))
        if policy.mode == .run { return exit(1, &effects) }
        if current == .none {
          // Nothing is on the screen: the worker that failed shows why.
          next = .none
          current = .halted(generation)
          errorShown = true
          effects.append(.presentError(generation))
          effects.append(.takeInput(generation))
        } else {
          drop(generation, &effects)
          showError(&effects)
        }
      case .presenting:
        drop(generation, &effects)
        handoverFailed(generation, &effects)
      case .none, .asking, .spawned, .warming, .ready, .collecting, .staged:
        if case .collecting = next { effects.append(.disarm(.collect)) } else { effects.append(.disarm(.warmUp)) }
        drop(generation, &effects)
        noteWarmUpFailure(generation, &effects)
      }
    } else if case .playing(generation, _) = current {
      current = .halted(generation)
      errorShown = true
      effects.append(.report(.halted(generation)))
      if policy.mode == .run { exit(1, &effects) } else { effects.append(.showError(generation)) }
    }
  }

  mutating func noteExit(_ generation: Generation, _ effects: inout [Effect]) {
    draining.remove(generation)
    offering.remove(generation)
    if next.generation == generation {
      let was = next
      next = .none
      switch was {
      case .none, .asking: break
      case .spawned, .warming:
        effects.append(.disarm(.warmUp))
        noteWarmUpFailure(generation, &effects)
      case .ready, .collecting:
        effects.append(.disarm(.collect))
        noteWarmUpFailure(generation, &effects)
      case .staging(_, let version):
        effects.append(.disarm(.stage))
        wanted = good != version
        effects.append(.report(.stageFailed(generation)))
        showError(&effects)
        if policy.mode == .run { exit(1, &effects) }
      case .staged:
        wanted = true
      case .presenting:
        effects.append(.disarm(.present))
        handoverFailed(generation, &effects)
      }
    } else if current.generation == generation {
      noteCrash(generation, &effects)
    }
    if let waiting = awaitsInput, draining.isEmpty {
      awaitsInput = nil
      if current.generation == waiting { effects.append(.takeInput(waiting)) }
    }
  }

  private mutating func noteCrash(_ generation: Generation, _ effects: inout [Effect]) {
    // A frozen one that dies leaves the screen to its successor, which is about to swap: nothing is lost.
    if case .frozen = current {
      current = .none
      return
    }
    let wasHalted: Bool
    if case .halted = current { wasHalted = true } else { wasHalted = false }
    current = .none
    errorShown = false
    // Restart at most once without a change: a game that crashes at its start would storm.
    let restarts = policy.mode == .develop && !restartedSinceChange && good != nil && !broken && !wanted && !wasHalted
    effects.append(.report(.crashed(generation, restarts: restarts)))
    if policy.mode == .run { return exit(1, &effects) }
    if restarts {
      restartedSinceChange = true
      wanted = true
    }
    // Nobody is left to give a reload state.
    stopCollecting(&effects)
  }

  mutating func handoverFailed(_ generation: Generation, _ effects: inout [Effect]) {
    effects.append(.report(.handoverFailed(generation)))
    if case .frozen(let old, let version) = current {
      current = version.map { .playing(old, $0) } ?? .halted(old)
      effects.append(.thaw(old))
    }
    if policy.mode == .run { return exit(3, &effects) }
    // The code was good: the next standby shows it, unless this goes on happening.
    warmUpFailures += 1
    wanted = warmUpFailures < policy.warmUpAttempts
  }
}

// What follows from the facts.
extension ReloadMachine {
  mutating func settle(_ effects: inout [Effect]) {
    guard started, exiting == nil else { return }
    if untold, build == .idle, quiet || overdue || policy.mode == .run { tellFailedBuild(&effects) }
    // Each step may make the next one possible; the longest chain is shorter than this.
    for _ in 0..<8 where exiting == nil {
      if !settleOnce(&effects) { return }
    }
  }

  private mutating func tellFailedBuild(_ effects: inout [Effect]) {
    untold = false
    told = true
    effects.append(.report(.buildFailed))
    showError(&effects)
    if policy.mode == .run { exit(1, &effects) }
  }

  private mutating func settleOnce(_ effects: inout [Effect]) -> Bool {
    switch next {
    case .none:
      guard !backingOff, warmUpFailures < policy.warmUpAttempts, needsNext else { return false }
      if !policy.keepsStandby, case .playing(let old, _) = current, offersReloadState {
        next = .asking
        effects.append(.collectReloadState(old))
        effects.append(.arm(.collect, microseconds: policy.collectLimit))
      } else {
        spawn(&effects)
      }
      return true

    case .spawned(let generation, greeted: true):
      if good != nil {
        next = .warming(generation)
        effects.append(.prepare(generation))
        return true
      }
      if broken, !untold, current == .none, policy.mode == .develop {
        // There never was a good game: the window shows the error instead of staying empty.
        next = .none
        current = .halted(generation)
        errorShown = true
        effects.append(.disarm(.warmUp))
        effects.append(.presentError(generation))
        effects.append(.takeInput(generation))
        return true
      }
      return false

    case .ready(let generation):
      guard wanted, good != nil, !broken, build == .idle, quiet || overdue else { return false }
      if case .playing(let old, _) = current, offersReloadState {
        next = .collecting(generation)
        effects.append(.collectReloadState(old))
        effects.append(.arm(.collect, microseconds: policy.collectLimit))
      } else {
        stage(generation, &effects)
      }
      return true

    case .staged(let generation, let version):
      if overdue || (build == .idle && quiet && good == version && !broken) {
        present(generation, version, &effects)
        return true
      }
      if build == .idle, good != version || broken {
        // It has evaluated code that is no longer the newest; an isolate cannot be wound back.
        drop(generation, &effects)
        effects.append(.report(.superseded(generation)))
        wanted = !broken
        return true
      }
      return false

    case .asking, .spawned, .warming, .collecting, .staging, .presenting:
      return false
    }
  }

  private mutating func spawn(_ effects: inout [Effect]) {
    if !policy.keepsStandby, let old = current.generation {
      current = .none
      draining.insert(old)
      effects.append(.kill(old))
    }
    lastNumber += 1
    let generation = Generation(lastNumber)
    next = .spawned(generation, greeted: false)
    effects.append(.spawn(generation))
    effects.append(.arm(.warmUp, microseconds: policy.warmUpLimit))
  }

  /// The playing game has given its reload state, or will not.
  mutating func stopCollecting(_ effects: inout [Effect]) {
    switch next {
    case .collecting(let waiting): stage(waiting, &effects)
    case .asking:
      effects.append(.disarm(.collect))
      next = .none
      if needsNext { spawn(&effects) }
    case .none, .spawned, .warming, .ready, .staging, .staged, .presenting: break
    }
  }

  private var needsNext: Bool {
    if policy.mode == .run { return lastNumber == 0 }
    if lastNumber == 0 { return true }
    if policy.keepsStandby {
      // Not beside a predecessor that still dies: it holds memory and a core.
      return good != nil && draining.isEmpty
    }
    return wanted && good != nil && !broken && build == .idle && (quiet || overdue)
  }

  private mutating func stage(_ generation: Generation, _ effects: inout [Effect]) {
    guard let version = good else { return }
    if case .collecting = next { effects.append(.disarm(.collect)) }
    next = .staging(generation, version)
    if case .playing(let old, _) = current { effects.append(.rest(old)) }
    effects.append(.stage(generation, version))
    effects.append(.arm(.stage, microseconds: policy.stageLimit))
  }

  private mutating func present(_ generation: Generation, _ version: GraphVersion, _ effects: inout [Effect]) {
    switch current {
    case .none, .frozen: break
    case .playing(let old, let oldVersion):
      current = .frozen(old, oldVersion)
      effects.append(.freeze(old))
    case .halted(let old):
      current = .frozen(old, nil)
      effects.append(.freeze(old))
    }
    next = .presenting(generation, version)
    effects.append(.present(generation))
    effects.append(.arm(.present, microseconds: policy.presentLimit))
  }

  mutating func drop(_ generation: Generation, _ effects: inout [Effect]) {
    next = .none
    draining.insert(generation)
    effects.append(.kill(generation))
  }

  mutating func showError(_ effects: inout [Effect]) {
    guard let generation = current.generation else { return }
    errorShown = true
    effects.append(.showError(generation))
  }

  mutating func exit(_ code: UInt8, _ effects: inout [Effect]) {
    exiting = code
    for generation in [next.generation, current.generation].compactMap({ $0 }) {
      draining.insert(generation)
      effects.append(.kill(generation))
    }
    next = .none
    current = .none
    effects.append(.exit(code: code))
  }
}

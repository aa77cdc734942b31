// Derives the next steps from the facts.
extension ReloadMachine {
  /// Each step may make the next one possible; the longest chain is shorter than this.
  private static let maximumSteps = 8

  mutating func reconcile(_ effects: inout [Effect]) {
    guard started, exiting == nil else { return }
    if failureUnreported, build == .idle, isQuiet || deadlinePassed || policy.mode == .run { reportFailedBuild(&effects) }
    for _ in 0..<Self.maximumSteps {
      guard exiting == nil else { return }
      guard takeStep(&effects) else { return timeWarmUp(&effects) }
    }
    effects.append(.report(.didNotConverge))
    assertionFailure("\(Self.maximumSteps) steps after one event")
  }

  private mutating func reportFailedBuild(_ effects: inout [Effect]) {
    guard let buildError else { return }
    failureUnreported = false
    failureReported = true
    effects.append(.report(.buildFailed(buildError)))
    showError(buildError, &effects)
    if policy.mode == .run { exit(1, &effects) }
  }

  private mutating func takeStep(_ effects: inout [Effect]) -> Bool {
    switch next {
    case .none:
      guard !backingOff, warmUpFailures < policy.warmUpAttempts, needsNext else { return false }
      if !policy.keepsStandby, case .playing(let old, _) = current, offersReloadState {
        next = .asking(collect(from: old, &effects))
      } else {
        spawn(&effects)
      }
      return true

    case .spawned(let generation, greeted: true):
      if let owedError, !isWaitedFor {
        // Showing an error needs no game.
        effects.append(.disarm(.warmUp))
        presentError(newest(owedError), in: generation, &effects)
        return true
      }
      if let goodVersion {
        next = .warming(generation)
        nextHolds = goodVersion
        effects.append(.prepare(generation, goodVersion, hurries: isWaitedFor))
        return true
      }
      if let buildError, !failureUnreported, current == .none, policy.mode == .develop {
        // There never was a good game: the window shows the error instead of staying empty.
        effects.append(.disarm(.warmUp))
        presentError(buildError, in: generation, &effects)
        return true
      }
      return false

    case .ready(let generation):
      if let owedError, !isWaitedFor {
        presentError(newest(owedError), in: generation, &effects)
        return true
      }
      guard canStage else { return false }
      if case .playing(let old, _) = current, offersReloadState {
        next = .collecting(generation, collect(from: old, &effects))
      } else {
        stage(generation, &effects)
      }
      return true

    case .staging(let generation, let version):
      guard stageIsSlow, goodVersion != version, canStage else { return false }
      disarmStage(&effects)
      drop(generation, &effects)
      replacements += 1
      effects.append(.report(.stageReplaced(generation)))
      return true

    case .staged(let generation, let version):
      if deadlinePassed || (build == .idle && isQuiet && goodVersion == version && buildError == nil) {
        present(generation, version, &effects)
        return true
      }
      if build == .idle, goodVersion != version || buildError != nil {
        // It has evaluated code that is no longer the newest, and an isolate cannot be rewound. That code may become
        // the newest again if a broken change is undone: the reload stays pending.
        drop(generation, &effects)
        effects.append(.report(.superseded(generation)))
        return true
      }
      return false

    case .asking, .spawned, .warming, .collecting, .presenting:
      return false
    }
  }

  /// A standby would be staged at once.
  var isWaitedFor: Bool { reloadPending && buildError == nil }

  /// A reload is pending, and the sources are complete.
  private var canStage: Bool {
    isWaitedFor && goodVersion != nil && build == .idle && (isQuiet || deadlinePassed)
  }

  private var needsNext: Bool {
    if policy.mode == .run { return lastNumber == 0 }
    if lastNumber == 0 { return true }
    // Not while a predecessor is still dying: it holds memory and a core.
    if policy.keepsStandby { return (goodVersion != nil || owedError != nil) && draining.isEmpty }
    return canStage || (owedError != nil && draining.isEmpty)
  }

  // MARK: - Starting workers

  private mutating func spawn(_ effects: inout [Effect]) {
    if !policy.keepsStandby, let old = current.generation {
      current = .none
      visibleError = nil
      draining.insert(old)
      effects.append(.kill(old))
    }
    if case .spawned(let generation, let greeted) = prewarmed {
      prewarmed = .none
      next = .spawned(generation, greeted: greeted)
    } else {
      let generation = makeGeneration()
      next = .spawned(generation, greeted: false)
      effects.append(.spawn(generation, lowPriority: generation.number > 1 && !isWaitedFor))
    }
    nextHolds = 0
    effects.append(.arm(.warmUp, microseconds: policy.warmUpLimit))
  }

  private mutating func makeGeneration() -> Generation {
    lastNumber += 1
    return Generation(lastNumber)
  }

  /// A standby is ready: schedule the process after it.
  func considerPrewarming(_ effects: inout [Effect]) {
    guard policy.keepsPrewarmed, policy.keepsStandby, policy.mode == .develop, prewarmed == .none else { return }
    effects.append(.arm(.prewarm, microseconds: reloadsInBurst > 1 ? policy.prewarmDelayInBurst : policy.prewarmDelay))
  }

  mutating func prewarm(_ effects: inout [Effect]) {
    guard policy.keepsPrewarmed, prewarmed == .none else { return }
    let generation = makeGeneration()
    prewarmed = .spawned(generation, greeted: false)
    effects.append(.prewarm(generation))
  }

  // MARK: - Reload state

  private mutating func collect(from old: Generation, _ effects: inout [Effect]) -> StateID {
    let state = makeState()
    effects.append(.collectReloadState(old, state))
    effects.append(.arm(.collect, microseconds: policy.collectLimit))
    return state
  }

  /// The playing game has provided its reload state, or will not.
  /// - Parameter state: identifies the request that this answers.
  mutating func stopCollecting(_ state: StateID, found: Bool, _ effects: inout [Effect]) {
    switch next {
    case .collecting(let waiting, state):
      effects.append(.disarm(.collect))
      heldState = found ? state : nil
      stage(waiting, &effects)
    case .asking(state):
      effects.append(.disarm(.collect))
      heldState = found ? state : nil
      next = .none
      if needsNext { spawn(&effects) }
    case .none, .asking, .spawned, .warming, .ready, .collecting, .staging, .staged, .presenting: break
    }
  }

  // MARK: - Staging and handing over

  mutating func deliver(_ version: GraphVersion, to generation: Generation, _ effects: inout [Effect]) {
    if next.generation == generation {
      guard nextHolds < version else { return }
      nextHolds = version
    }
    effects.append(.deliver(generation, version))
  }

  /// How long a save waits for a standby that is warming up. The first worker of a session has nobody to be compared with.
  private mutating func timeWarmUp(_ effects: inout [Effect]) {
    let isAwaited =
      switch next {
      case .spawned, .warming: isWaitedFor && policy.mode == .develop && lastNumber > 1
      case .none, .asking, .ready, .collecting, .staging, .staged, .presenting: false
      }
    if isAwaited, !timesWarmUp {
      let wait = patience(policy.warmUpImpatienceFloor, lastWarmUpDuration, limit: policy.warmUpLimit)
      effects.append(.arm(.impatience, microseconds: wait))
    } else if !isAwaited, timesWarmUp {
      // A stage has set the alarm anew.
      if case .staging = next {} else { effects.append(.disarm(.impatience)) }
    }
    timesWarmUp = isAwaited
  }

  private mutating func stage(_ generation: Generation, _ effects: inout [Effect]) {
    guard let version = goodVersion else { return }
    next = .staging(generation, version)
    if case .playing(let old, _) = current { effects.append(.throttle(old)) }
    deliver(version, to: generation, &effects)
    effects.append(.stage(generation, version, state: heldState))
    heldState = nil
    effects.append(.arm(.stage, microseconds: policy.stageLimit))
    stageIsSlow = false
    guard policy.mode == .develop else { return }
    let wait = patience(policy.impatienceFloor, lastStageDuration, limit: policy.stageLimit)
    effects.append(.arm(.impatience, microseconds: wait))
  }

  /// How long a newer save lets a standby have its time.
  private func patience(_ floor: UInt64, _ lastDuration: UInt64, limit: UInt64) -> UInt64 {
    min(max(floor, policy.impatienceFactor * min(lastDuration, limit)) << min(replacements, 20), limit)
  }

  func disarmStage(_ effects: inout [Effect]) {
    effects.append(.disarm(.stage))
    if policy.mode == .develop { effects.append(.disarm(.impatience)) }
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

  // MARK: - Errors in the window

  mutating func showError(_ error: ErrorID, _ effects: inout [Effect]) {
    guard let generation = current.generation else { return }
    visibleError = VisibleError(generation: generation, id: error)
    effects.append(.showError(generation, error))
  }

  /// Nothing is on the screen: a worker shows the error in place of a game.
  mutating func presentError(_ error: ErrorID, in generation: Generation, _ effects: inout [Effect]) {
    next = .none
    owedError = nil
    current = .halted(generation)
    visibleError = VisibleError(generation: generation, id: error)
    effects.append(.presentError(generation, error))
    effects.append(.takeInput(generation))
  }

  mutating func exit(_ code: UInt8, _ effects: inout [Effect]) {
    exiting = code
    for generation in [prewarmed.generation, next.generation, current.generation].compactMap({ $0 }) {
      draining.insert(generation)
      effects.append(.kill(generation))
    }
    prewarmed = .none
    next = .none
    current = .none
    visibleError = nil
    effects.append(.exit(code: code))
  }
}

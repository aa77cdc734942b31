// The supervisor's decisions: events in, effects out. It imports nothing, so it cannot reach files, processes or
// clocks; the shell in ArcaneSupervisor carries the effects out and reports the results.
//
// `handle` first records the event as a change of facts, then `reconcile` derives the next steps from the facts alone.
// A late event of an earlier generation changes nothing: every event about a worker is compared with the slots.
// Contents that only the shell holds (an error's text, a reload state) pass through the machine as identities, so
// nothing that it has not asked for can reach a worker.

public struct ReloadMachine: Equatable, Sendable {
  public let policy: Policy
  public internal(set) var prewarmed: Prewarmed = .none
  public internal(set) var next: Next = .none
  public internal(set) var current: Current = .none
  public internal(set) var build: Build = .idle
  /// Killed or dying, but not reaped yet.
  public internal(set) var draining: Set<Generation> = []
  public internal(set) var exiting: UInt8?

  // MARK: Sources and builds

  /// Changed since the last build was asked for.
  private var changedPaths: Set<String> = []
  private var lastBuild: BuildNumber = 0
  /// The newest graph that builds.
  var goodVersion: GraphVersion?
  /// The newest build failed.
  var buildError: ErrorID?
  /// The failure is still to be reported, unless it is fixed before the files are quiet.
  var failureUnreported = false
  /// A failed build has been reported since the last one that did not fail.
  var failureReported = false
  /// Why the newest good graph does not load.
  var stageError: ErrorID?
  /// There is something newer to show than what is on the screen.
  var reloadPending = false
  /// No file event for the time that was set.
  var isQuiet = true
  /// Files have been changing for so long that the screen no longer waits.
  var deadlinePassed = false
  /// File events since it was quiet.
  private var changeCount = 0
  /// The files that have changed since then, up to the number that makes a checkout.
  private var changedSinceQuiet: Set<String> = []
  var reloadsInBurst = 0

  // MARK: Workers

  var lastNumber: UInt64 = 0
  /// The graph that has been sent to the next generation.
  var nextHolds: GraphVersion = 0
  /// The current stage has taken so long that a newer save does not wait for it.
  var stageIsSlow = false
  /// Standbys that have been replaced for being slow since a generation was shown.
  var replacements: UInt64 = 0
  /// A save waits for the standby that is warming up, and the alarm for its impatience is set.
  var timesWarmUp = false
  /// Microseconds that the last successful warm-up took.
  var lastWarmUpDuration: UInt64 = 0
  /// The graph whose stage has timed out, or whose worker has died while staging, once.
  var retriedVersion: GraphVersion?
  /// Microseconds that the last successful stage took.
  var lastStageDuration: UInt64 = 0
  /// An error that stays over the current generation until something clears it.
  public internal(set) var visibleError: VisibleError?
  var restartedSinceChange = false
  /// Why nothing is on the screen: the next worker shows this error in place of a game.
  var owedError: ErrorID?
  /// The workers that have a reload state to pass on. A worker reports this while it is staged, before it is current.
  var offering: Set<Generation> = []
  var offersReloadState: Bool { current.generation.map(offering.contains) ?? false }
  private var lastState: UInt64 = 0
  /// Collected from a replaced game, for its successor.
  var heldState: StateID?
  var warmUpFailures = 0
  /// Failed handovers of the newest code, by workers that were ready.
  var handoverFailures = 0
  var backingOff = false
  /// The graph of the last code cache request.
  private var cachedVersion: GraphVersion?
  /// The presented generation that waits for its predecessor's end before it may take the input (X11 grants a window's
  /// buttons to one client at a time).
  var awaitsInput: Generation?
  var started = false

  public init(policy: Policy = Policy()) { self.policy = policy }

  public mutating func handle(_ event: Event) -> [Effect] {
    var effects: [Effect] = []
    if exiting != nil {
      // While exiting, only ended processes still count.
      if case .exited(let generation) = event { draining.remove(generation) }
      return effects
    }
    let before = references(with: event)
    record(event, &effects)
    reconcile(&effects)
    if exiting == nil { forget(before, &effects) }
    assert(violation == nil, "\(violation ?? "") after \(event): \(self)")
    return effects
  }

  // MARK: - Events

  private mutating func record(_ event: Event, _ effects: inout [Effect]) {
    switch event {
    case .started:
      started = true
      reloadPending = true
      startBuild(&effects)
    case .sourcesChanged(let paths):
      recordChange(paths, &effects)
    case .buildFinished(let number, let result):
      if build.number == number { recordBuild(result, number, &effects) }
    case .alarm(let alarm):
      recordAlarm(alarm, &effects)
    case .spawnFailed(let generation):
      if prewarmed == .spawned(generation, greeted: false) {
        prewarmed = .none
        effects.append(.report(.prewarmedLost(generation)))
      } else if next == .spawned(generation, greeted: false) {
        next = .none
        effects.append(.disarm(.warmUp))
        recordWarmUpFailure(generation, &effects)
      }
    case .hello(let generation):
      if prewarmed == .spawned(generation, greeted: false) { prewarmed = .spawned(generation, greeted: true) }
      if next == .spawned(generation, greeted: false) { next = .spawned(generation, greeted: true) }
    case .ready(let generation, _, let microseconds):
      guard case .warming(generation) = next else { return }
      next = .ready(generation)
      lastWarmUpDuration = microseconds
      warmUpFailures = 0
      effects.append(.disarm(.warmUp))
      considerPrewarming(&effects)
      if case .playing = current { effects.append(.verifyModules) }
    case .staged(let generation, let version, let microseconds):
      guard case .staging(generation, version) = next else { return }
      next = .staged(generation, version)
      lastStageDuration = microseconds
      disarmStage(&effects)
    case .presented(let generation):
      recordPresented(generation, &effects)
    case .failed(let generation, let error, let continues):
      recordFailure(generation, error, continues: continues, &effects)
    case .hung(let generation, let error, let isLost):
      recordHang(generation, error, isLost: isLost, &effects)
    case .exited(let generation):
      recordExit(generation, &effects)
    case .offersReloadState(let generation, let offers):
      guard next.generation == generation || current.generation == generation else { return }
      if offers { offering.insert(generation) } else { offering.remove(generation) }
    case .reloadStateCollected(let generation, let state, let found):
      guard current.generation == generation else { return }
      stopCollecting(state, found: found, &effects)
    case .importResolved(let generation, let token, let version):
      guard next.generation == generation || current.generation == generation else { return }
      if let version { deliver(version, to: generation, &effects) }
      effects.append(.answerImport(generation, token: token))
    case .finished(let generation, let code):
      if current.generation == generation { exit(code, &effects) }
    case .windowClosed(let generation):
      if current.generation == generation { exit(0, &effects) }
    case .restartRequested:
      if goodVersion != nil, buildError == nil {
        reloadPending = true
        isQuiet = true
        warmUpFailures = 0
        handoverFailures = 0
        restartedSinceChange = false
      }
    case .quitRequested(let code):
      exit(code, &effects)
    }
  }

  private mutating func recordChange(_ paths: Set<String>, _ effects: inout [Effect]) {
    changedPaths.formUnion(paths)
    changeCount += paths.count
    let wasCheckout = changedSinceQuiet.count >= policy.checkoutFiles
    if !wasCheckout { changedSinceQuiet.formUnion(paths) }
    restartedSinceChange = false
    warmUpFailures = 0
    let isFirst = isQuiet && !deadlinePassed
    debounce(
      changedSinceQuiet.count >= policy.checkoutFiles
        ? policy.checkoutDebounce
        : reloadsInBurst >= policy.burstReloads
          ? policy.burstDebounce : changeCount > 1 ? policy.multiFileDebounce : policy.singleFileDebounce, &effects)
    if !wasCheckout, changedSinceQuiet.count >= policy.checkoutFiles, !deadlinePassed {
      effects.append(.arm(.deadline, microseconds: policy.maxCheckout))
    }
    if reloadsInBurst > 0 { effects.append(.arm(.burst, microseconds: policy.burstGap)) }
    // Before the build: the scheduler may run esbuild in this process's place as soon as it is asked.
    if isFirst, case .ready(let generation) = next { effects.append(.expect(generation)) }
    startBuild(&effects)
  }

  private mutating func debounce(_ microseconds: UInt64, _ effects: inout [Effect]) {
    if isQuiet, !deadlinePassed { effects.append(.arm(.deadline, microseconds: policy.maxDebounce)) }
    isQuiet = false
    effects.append(.arm(.debounce, microseconds: microseconds))
  }

  private mutating func startBuild(_ effects: inout [Effect]) {
    switch build {
    case .idle:
      lastBuild += 1
      build = .running(lastBuild)
      effects.append(.build(lastBuild, paths: changedPaths))
      changedPaths = []
    case .running(let number), .runningAndStale(let number):
      build = .runningAndStale(number)
    }
  }

  private mutating func recordBuild(_ result: BuildResult, _ number: BuildNumber, _ effects: inout [Effect]) {
    let isStale = build == .runningAndStale(number)
    build = .idle
    switch result {
    case .unchanged:
      // A save that changed nothing is answered, unless another one is on its way.
      if !isStale, !reloadPending, !failureReported { effects.append(.report(.unchanged)) }
      if !isStale { mendBuild(&effects) }
    case .good(let version):
      buildError = nil
      failureUnreported = false
      failureReported = false
      stageError = nil
      goodVersion = version
      handoverFailures = 0
      reloadPending = true
      // The current game has a few hundred microseconds left at most; another frame would compete with the standby.
      if !isQuiet, reloadsInBurst < policy.burstReloads, case .ready = next, case .playing(let old, _) = current {
        effects.append(.throttle(old))
      }
    case .failed:
      // A newer build is running, whose result will count.
      if !isStale {
        buildError = .build(number)
        failureUnreported = true
        if policy.mode == .develop { debounce(policy.failureDebounce, &effects) }
      }
    }
    if isStale { startBuild(&effects) }
    // Compiling can be undone, evaluating cannot: a standby that waits for quiet gets the modules now.
    if case .good(let version) = result, case .ready(let generation) = next { deliver(version, to: generation, &effects) }
  }

  /// The sources match the newest good graph again.
  private mutating func mendBuild(_ effects: inout [Effect]) {
    guard buildError != nil else { return }
    buildError = nil
    failureUnreported = false
    guard failureReported else { return }
    failureReported = false
    if let stageError {
      effects.append(.report(.backToFailure(stageError)))
      showError(stageError, &effects)
      return
    }
    effects.append(.report(.backToGood))
    guard goodVersion != nil, case .playing(let generation, _) = current, visibleError != nil else { return }
    visibleError = nil
    effects.append(.clearError(generation))
  }

  private mutating func recordAlarm(_ alarm: Alarm, _ effects: inout [Effect]) {
    switch alarm {
    case .debounce:
      isQuiet = true
      changeCount = 0
      changedSinceQuiet = []
      if !deadlinePassed { effects.append(.disarm(.deadline)) }
    case .deadline: deadlinePassed = true
    case .backOff:
      backingOff = false
    case .warmUp:
      switch next {
      case .spawned(let generation, _), .warming(let generation):
        drop(generation, &effects)
        effects.append(.report(.warmUpTimedOut(generation)))
        recordWarmUpFailure(generation, &effects)
      case .none, .asking, .ready, .collecting, .staging, .staged, .presenting: break
      }
    case .burst: reloadsInBurst = 0
    case .collect:
      switch next {
      case .collecting(_, let state), .asking(let state):
        if let generation = current.generation { effects.append(.report(.stateTooLate(generation))) }
        stopCollecting(state, found: false, &effects)
      case .none, .spawned, .warming, .ready, .staging, .staged, .presenting: break
      }
    case .codeCache:
      if case .playing(let generation, let version) = current, version != cachedVersion {
        cachedVersion = version
        effects.append(.collectCodeCache(generation))
      }
    case .stage: recordStageTimeout(&effects)
    case .impatience: recordImpatience(&effects)
    case .present:
      if case .presenting(let generation, _) = next {
        drop(generation, &effects)
        handoverFailed(generation, &effects)
      }
    case .prewarm: prewarm(&effects)
    }
  }

  private mutating func recordPresented(_ generation: Generation, _ effects: inout [Effect]) {
    guard case .presenting(generation, let version) = next else { return }
    effects.append(.disarm(.present))
    if let old = current.generation {
      draining.insert(old)
      effects.append(.kill(old))
      awaitsInput = generation
    } else {
      effects.append(.takeInput(generation))
    }
    next = .none
    current = .playing(generation, version)
    visibleError = nil
    owedError = nil
    replacements = 0
    deadlinePassed = false
    // Changes since this stage wait for a deadline of their own.
    effects.append(isQuiet ? .disarm(.deadline) : .arm(.deadline, microseconds: policy.maxDebounce))
    if goodVersion == version { reloadPending = false }
    effects.append(.report(.reloaded(generation, version)))
    if policy.mode == .develop, !policy.keepsStandby { effects.append(.verifyModules) }
    reloadsInBurst = min(reloadsInBurst + 1, policy.burstReloads)
    effects.append(.arm(.burst, microseconds: policy.burstGap))
    if policy.mode == .develop, policy.collectsCodeCache, version != cachedVersion {
      effects.append(.arm(.codeCache, microseconds: policy.codeCacheDelay))
    }
    // A build that failed after this one was staged must not look like a success.
    if let buildError, failureReported { showError(buildError, &effects) }
  }

  // MARK: - Identities

  mutating func makeState() -> StateID {
    lastState += 1
    return StateID(lastState)
  }

  private struct References {
    var errors: Set<ErrorID>
    var states: Set<StateID>
  }

  /// Identities that the machine may still use.
  private var references: References {
    var states: Set<StateID> = []
    if let heldState { states.insert(heldState) }
    switch next {
    case .asking(let state), .collecting(_, let state): states.insert(state)
    case .none, .spawned, .warming, .ready, .staging, .staged, .presenting: break
    }
    return References(errors: Set([buildError, stageError, visibleError?.id, owedError].compactMap { $0 }), states: states)
  }

  /// The same, plus the identity that the event brings.
  private func references(with event: Event) -> References {
    var all = references
    switch event {
    case .failed(_, let error, _), .hung(_, let error, _): all.errors.insert(error)
    case .buildFinished(let number, .failed): all.errors.insert(.build(number))
    case .exited(let generation): all.errors.insert(.death(generation))
    case .alarm(.stage): if case .staging(let generation, _) = next { all.errors.insert(.timeout(generation)) }
    case .reloadStateCollected(_, let state, _): all.states.insert(state)
    default: break
    }
    return all
  }

  private func forget(_ before: References, _ effects: inout [Effect]) {
    let now = references
    // Sorted, because a set's order differs from run to run.
    for error in before.errors.subtracting(now.errors).sorted(by: { $0.order < $1.order }) { effects.append(.forgetError(error)) }
    for state in before.states.subtracting(now.states).sorted(by: { $0.number < $1.number }) { effects.append(.forgetState(state)) }
  }
}

extension ErrorID {
  fileprivate var order: (Int, UInt64, UInt32) {
    switch self {
    case .build(let number): (0, number, 0)
    case .game(let generation, let count): (1, generation.number, count)
    case .death(let generation): (2, generation.number, 0)
    case .timeout(let generation): (3, generation.number, 0)
    }
  }
}

// The supervisor's mind: facts in, effects out. It imports nothing, so files, processes and clocks are out of its
// reach; the shell in ArcaneSupervisor carries the effects out and reports what became of them.
//
// `handle` first books the event as a change of facts, then `settle` derives from the facts alone what is to be
// done next. A late event of an earlier generation changes nothing: every event that is about a worker is
// compared with the slot it claims to be in.

public struct ReloadMachine: Equatable, Sendable {
  public let policy: Policy
  public private(set) var next: Next = .none
  public private(set) var current: Current = .none
  public private(set) var build: Build = .idle
  /// Killed or dying, not reaped yet.
  public private(set) var draining: Set<Generation> = []
  public private(set) var exiting: UInt8?

  /// The newest graph that builds.
  private(set) var good: GraphVersion?
  /// The newest build failed.
  private(set) var broken = false
  /// Something newer than the screen is to be shown.
  private(set) var wanted = false
  /// Whether a standby would be staged at once, so that it need not do what only pays while it waits.
  public var isWaitedFor: Bool { wanted && !broken }
  private(set) var quiet = true
  private(set) var overdue = false
  private var changedFiles = 0
  public private(set) var reloadsInBurst = 0
  private var lastNumber: UInt64 = 0
  /// An error is on the screen.
  private var errorShown = false
  private var restartedSinceChange = false
  /// Which workers have a state to hand on. One says so while it is staged, before it is the current one.
  private var offering: Set<Generation> = []
  var offersReloadState: Bool { current.generation.map(offering.contains) ?? false }
  private(set) var warmUpFailures = 0
  private var backingOff = false
  /// The graph that the code cache was last asked for.
  private var cachedVersion: GraphVersion?
  /// Presented, and waiting for its predecessor's end before it may take the input (X11 gives a window's buttons
  /// to one client at a time).
  private var awaitsInput: Generation?
  private var started = false

  public init(policy: Policy = Policy()) { self.policy = policy }

  public mutating func handle(_ event: Event) -> [Effect] {
    var effects: [Effect] = []
    if exiting != nil {
      // Only the dead are still counted.
      if case .exited(let generation) = event { draining.remove(generation) }
      return effects
    }
    note(event, &effects)
    settle(&effects)
    return effects
  }

  // MARK: - Facts

  private mutating func note(_ event: Event, _ effects: inout [Effect]) {
    switch event {
    case .started:
      started = true
      wanted = true
      startBuild(&effects)
    case .sourcesChanged(let files):
      noteChange(files: files, &effects)
    case .buildFinished(let result):
      noteBuild(result, &effects)
    case .alarm(let alarm):
      noteAlarm(alarm, &effects)
    case .spawnFailed(let generation):
      guard next == .spawned(generation, greeted: false) else { return }
      next = .none
      effects.append(.disarm(.warmUp))
      noteWarmUpFailure(generation, &effects)
    case .hello(let generation):
      if case .spawned(generation, greeted: false) = next { next = .spawned(generation, greeted: true) }
    case .ready(let generation, _):
      guard case .warming(generation) = next else { return }
      next = .ready(generation)
      warmUpFailures = 0
      effects.append(.disarm(.warmUp))
    case .staged(let generation, let version):
      guard case .staging(generation, version) = next else { return }
      next = .staged(generation, version)
      effects.append(.disarm(.stage))
    case .presented(let generation):
      notePresented(generation, &effects)
    case .failed(let generation):
      noteFailure(generation, &effects)
    case .exited(let generation):
      noteExit(generation, &effects)
    case .offersReloadState(let generation, let offers):
      guard next.generation == generation || current.generation == generation else { return }
      if offers { offering.insert(generation) } else { offering.remove(generation) }
    case .reloadStateCollected(let generation):
      guard current.generation == generation else { return }
      stopCollecting(&effects)
    case .finished(let generation, let code):
      if current.generation == generation { exit(code, &effects) }
    case .restartRequested:
      if good != nil, !broken {
        wanted = true
        quiet = true
        warmUpFailures = 0
        restartedSinceChange = false
      }
    case .quitRequested(let code):
      exit(code, &effects)
    }
  }

  private mutating func noteChange(files: Int, _ effects: inout [Effect]) {
    changedFiles += files
    restartedSinceChange = false
    warmUpFailures = 0
    let isFirst = quiet && !overdue
    if !overdue {
      if quiet { effects.append(.arm(.overdue, microseconds: policy.longestDelay)) }
      quiet = false
      let wait =
        reloadsInBurst >= policy.burstReloads
        ? policy.quietInBurst : changedFiles > 1 ? policy.quietAfterSeveralFiles : policy.quietAfterOneFile
      effects.append(.arm(.quiet, microseconds: wait))
    }
    if reloadsInBurst > 0 { effects.append(.arm(.burst, microseconds: policy.burstGap)) }
    // Before the build: the scheduler may run esbuild in this process's place as soon as it is asked.
    if isFirst, case .ready(let generation) = next { effects.append(.expect(generation)) }
    startBuild(&effects)
  }

  private mutating func startBuild(_ effects: inout [Effect]) {
    switch build {
    case .idle:
      build = .running
      effects.append(.build)
    case .running, .runningAndStale:
      build = .runningAndStale
    }
  }

  private mutating func noteBuild(_ result: BuildResult, _ effects: inout [Effect]) {
    if build == .runningAndStale {
      build = .running
      effects.append(.build)
    } else {
      build = .idle
    }
    switch result {
    case .unchanged:
      if broken, build == .idle {
        broken = false
        effects.append(.report(.backToGood))
        if good != nil, case .playing(let generation, _) = current, errorShown {
          errorShown = false
          effects.append(.clearError(generation))
        }
      }
    case .good(let version):
      broken = false
      good = version
      wanted = true
      // It has a few hundred microseconds left at most: its last frame would be drawn beside the standby's work.
      if !quiet, reloadsInBurst < policy.burstReloads, case .ready = next, case .playing(let old, _) = current { effects.append(.rest(old)) }
    case .failed:
      // Superseded at once when another build has been started: its result will speak.
      guard build == .idle else { return }
      broken = true
      effects.append(.report(.buildFailed))
      showError(&effects)
      if policy.mode == .run { exit(1, &effects) }
    }
  }

  private mutating func noteAlarm(_ alarm: Alarm, _ effects: inout [Effect]) {
    switch alarm {
    case .quiet:
      quiet = true
      changedFiles = 0
      if !overdue { effects.append(.disarm(.overdue)) }
    case .overdue:
      overdue = true
      quiet = true
      changedFiles = 0
    case .backOff:
      backingOff = false
    case .warmUp:
      switch next {
      case .spawned(let generation, _), .warming(let generation):
        drop(generation, &effects)
        effects.append(.report(.warmUpTimedOut(generation)))
        noteWarmUpFailure(generation, &effects)
      case .none, .asking, .ready, .collecting, .staging, .staged, .presenting: break
      }
    case .burst: reloadsInBurst = 0
    case .collect: stopCollecting(&effects)
    case .codeCache:
      if case .playing(let generation, let version) = current, version != cachedVersion {
        cachedVersion = version
        effects.append(.collectCodeCache(generation))
      }
    case .stage:
      if case .staging(let generation, let version) = next {
        drop(generation, &effects)
        wanted = good != version
        effects.append(.report(.stageTimedOut(generation)))
        showError(&effects)
        if policy.mode == .run { exit(4, &effects) }
      }
    case .present:
      if case .presenting(let generation, _) = next {
        drop(generation, &effects)
        handoverFailed(generation, &effects)
      }
    }
  }

  private mutating func noteWarmUpFailure(_ generation: Generation, _ effects: inout [Effect]) {
    warmUpFailures += 1
    let triesAgain = warmUpFailures < policy.warmUpAttempts && policy.mode == .develop
    effects.append(.report(.warmUpFailed(generation, triesAgain: triesAgain)))
    if policy.mode == .run { return exit(3, &effects) }
    if triesAgain {
      backingOff = true
      effects.append(.arm(.backOff, microseconds: policy.backOff << UInt64(warmUpFailures - 1)))
    }
  }

  private mutating func notePresented(_ generation: Generation, _ effects: inout [Effect]) {
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
    errorShown = false
    overdue = false
    effects.append(.disarm(.overdue))
    if good == version { wanted = false }
    effects.append(.report(.reloaded(generation, version)))
    reloadsInBurst = min(reloadsInBurst + 1, policy.burstReloads)
    effects.append(.arm(.burst, microseconds: policy.burstGap))
    if policy.mode == .develop, version != cachedVersion { effects.append(.arm(.codeCache, microseconds: policy.codeCacheDelay)) }
    // A build that failed after this one was staged must not look like a success.
    if broken { showError(&effects) }
  }

  private mutating func noteFailure(_ generation: Generation, _ effects: inout [Effect]) {
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

  private mutating func noteExit(_ generation: Generation, _ effects: inout [Effect]) {
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

  private mutating func handoverFailed(_ generation: Generation, _ effects: inout [Effect]) {
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

  // MARK: - What follows from the facts

  private mutating func settle(_ effects: inout [Effect]) {
    guard started, exiting == nil else { return }
    // Each step may make the next one possible; the longest chain is shorter than this.
    for _ in 0..<8 where exiting == nil {
      if !settleOnce(&effects) { return }
    }
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
      if broken, current == .none, policy.mode == .develop {
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
  private mutating func stopCollecting(_ effects: inout [Effect]) {
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

  private mutating func drop(_ generation: Generation, _ effects: inout [Effect]) {
    next = .none
    draining.insert(generation)
    effects.append(.kill(generation))
  }

  private mutating func showError(_ effects: inout [Effect]) {
    guard let generation = current.generation else { return }
    errorShown = true
    effects.append(.showError(generation))
  }

  private mutating func exit(_ code: UInt8, _ effects: inout [Effect]) {
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

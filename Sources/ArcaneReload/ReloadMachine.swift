// The supervisor's mind: facts in, effects out. It imports nothing, so files, processes and clocks are out of its
// reach; the shell in ArcaneSupervisor carries the effects out and reports what became of them.
//
// `handle` first books the event as a change of facts, then `settle` derives from the facts alone what is to be
// done next. A late event of an earlier generation changes nothing: every event that is about a worker is
// compared with the slot it claims to be in.

public struct ReloadMachine: Equatable, Sendable {
  public let policy: Policy
  public internal(set) var next: Next = .none
  public internal(set) var current: Current = .none
  public internal(set) var build: Build = .idle
  /// Killed or dying, not reaped yet.
  public internal(set) var draining: Set<Generation> = []
  public internal(set) var exiting: UInt8?

  /// The newest graph that builds.
  var good: GraphVersion?
  /// The newest build failed.
  var broken = false
  /// That has still to be said, if nothing mends it before it is quiet.
  var untold = false
  /// A failed build has been told since the last one that did not fail.
  var told = false
  /// Something newer than the screen is to be shown.
  var wanted = false
  /// Whether a standby would be staged at once, so that it need not do what only pays while it waits.
  public var isWaitedFor: Bool { wanted && !broken }
  var quiet = true
  var overdue = false
  private var changedFiles = 0
  public internal(set) var reloadsInBurst = 0
  var lastNumber: UInt64 = 0
  /// An error is on the screen.
  var errorShown = false
  var restartedSinceChange = false
  /// Which workers have a state to hand on. One says so while it is staged, before it is the current one.
  var offering: Set<Generation> = []
  var offersReloadState: Bool { current.generation.map(offering.contains) ?? false }
  var warmUpFailures = 0
  var backingOff = false
  /// The graph that the code cache was last asked for.
  private var cachedVersion: GraphVersion?
  /// Presented, and waiting for its predecessor's end before it may take the input (X11 gives a window's buttons
  /// to one client at a time).
  var awaitsInput: Generation?
  var started = false

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
    case .sourceOpened:
      // Not while something is under way: the builds' own reading is no sign of anything.
      if quiet, build == .idle, case .ready(let generation) = next { effects.append(.wake(generation)) }
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
    waitForQuiet(
      reloadsInBurst >= policy.burstReloads
        ? policy.quietInBurst : changedFiles > 1 ? policy.quietAfterSeveralFiles : policy.quietAfterOneFile, &effects)
    if reloadsInBurst > 0 { effects.append(.arm(.burst, microseconds: policy.burstGap)) }
    // Before the build: the scheduler may run esbuild in this process's place as soon as it is asked.
    if isFirst, case .ready(let generation) = next { effects.append(.expect(generation)) }
    startBuild(&effects)
  }

  private mutating func waitForQuiet(_ microseconds: UInt64, _ effects: inout [Effect]) {
    if quiet, !overdue { effects.append(.arm(.overdue, microseconds: policy.longestDelay)) }
    quiet = false
    effects.append(.arm(.quiet, microseconds: microseconds))
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
      guard broken, build == .idle else { return }
      broken = false
      untold = false
      if told {
        told = false
        effects.append(.report(.backToGood))
        if good != nil, case .playing(let generation, _) = current, errorShown {
          errorShown = false
          effects.append(.clearError(generation))
        }
      }
    case .good(let version):
      broken = false
      untold = false
      told = false
      good = version
      wanted = true
      // It has a few hundred microseconds left at most: its last frame would be drawn beside the standby's work.
      if !quiet, reloadsInBurst < policy.burstReloads, case .ready = next, case .playing(let old, _) = current { effects.append(.rest(old)) }
    case .failed:
      // Superseded at once when another build has been started: its result will speak.
      guard build == .idle else { return }
      broken = true
      untold = true
      if policy.mode == .develop { waitForQuiet(policy.quietAfterFailure, &effects) }
    }
  }

  private mutating func noteAlarm(_ alarm: Alarm, _ effects: inout [Effect]) {
    switch alarm {
    case .quiet:
      quiet = true
      changedFiles = 0
      if !overdue { effects.append(.disarm(.overdue)) }
    case .overdue: overdue = true
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
    // What has changed since this one was staged waits anew.
    effects.append(quiet ? .disarm(.overdue) : .arm(.overdue, microseconds: policy.longestDelay))
    if good == version { wanted = false }
    effects.append(.report(.reloaded(generation, version)))
    reloadsInBurst = min(reloadsInBurst + 1, policy.burstReloads)
    effects.append(.arm(.burst, microseconds: policy.burstGap))
    if policy.mode == .develop, version != cachedVersion { effects.append(.arm(.codeCache, microseconds: policy.codeCacheDelay)) }
    // A build that failed after this one was staged must not look like a success.
    if broken, !untold { showError(&effects) }
  }
}

import Testing

@testable import ArcaneReload

/// Facts that `scripts/mutate` found nobody asking for.
@Suite("What a mutation of the machine would change")
struct MutantTests {
  private let first = Generation(1)
  private let second = Generation(2)
  private let third = Generation(3)

  /// A change that is built and quiet.
  @discardableResult
  private func save(_ result: BuildResult, _ machine: inout ReloadMachine, path: String = "a") -> [Effect] {
    machine.handle(.sourcesChanged([path])) + machine.finishBuild(result) + machine.handle(.alarm(.debounce))
  }

  /// The standby, from its spawn to its wait; what came of its last step.
  @discardableResult
  private func makeReady(_ generation: Generation, _ machine: inout ReloadMachine) -> [Effect] {
    machine.handle(.hello(generation)) + machine.handle(.ready(generation, machine.goodVersion ?? 0))
  }

  /// From the stage to the predecessor's end, and the next standby's readiness.
  private func show(_ generation: Generation, _ version: GraphVersion, over old: Generation, _ machine: inout ReloadMachine) {
    _ = machine.handle(.staged(generation, version, microseconds: 1000))
    _ = machine.handle(.presented(generation))
    _ = machine.handle(.exited(old))
  }

  private var cold: Policy {
    var policy = Policy()
    policy.keepsStandby = false
    return policy
  }

  // MARK: How a save stands

  @Test("a save is pending until it is on the screen, and failed when only another one can help")
  func saveStatus() {
    #expect(ReloadMachine().saveStatus == .pending)
    var machine = playing()
    #expect(machine.saveStatus == .shown(first, isHalted: false))
    var running = machine
    _ = running.handle(.sourcesChanged(["a"]))
    #expect(running.saveStatus == .pending)
    _ = running.handle(.alarm(.debounce))
    #expect(running.saveStatus == .pending, "quiet, and still being built")
    var loud = machine
    _ = loud.handle(.sourcesChanged(["a"]))
    _ = loud.finishBuild(.unchanged)
    #expect(loud.saveStatus == .pending, "built, and not quiet yet")
    _ = loud.handle(.alarm(.debounce))
    #expect(loud.saveStatus == .shown(first, isHalted: false))
    var broken = machine
    save(.failed, &broken)
    #expect(broken.saveStatus == .failed)
    var halted = machine
    _ = halted.handle(.failed(first, .game(first, 1), continues: false))
    #expect(halted.saveStatus == .shown(first, isHalted: true))
    _ = halted.handle(.quitRequested(code: 0))
    #expect(halted.saveStatus == .failed)
    save(.good(2), &machine)
    #expect(machine.saveStatus == .pending)
    _ = machine.handle(.failed(second, .game(second, 1), continues: false))
    #expect(machine.saveStatus == .failed, "its code does not load")
    // While that worker still dies there is no other one, and the next save waits for it.
    save(.good(3), &machine)
    #expect(machine.next == .none && machine.saveStatus == .pending)
  }

  @Test("with a standby lost and another one due, a save is pending")
  func standingInBackOff() {
    var machine = playing()
    _ = machine.handle(.exited(second))
    save(.good(2), &machine)
    #expect(machine.next == .none && machine.saveStatus == .pending)
  }

  @Test("after so many standbys that die while warming nothing is tried until something changes, or is asked for", arguments: [true, false])
  func exhausted(byChange: Bool) {
    var machine = playing()
    _ = machine.handle(.sourcesChanged(["a"]))
    _ = machine.finishBuild(.good(2))
    var dying = second
    for attempt in 1...machine.policy.warmUpAttempts {
      _ = machine.handle(.exited(dying))
      let effects = machine.handle(.alarm(.backOff))
      let spawns = effects.contains { if case .spawn = $0 { true } else { false } }
      #expect(spawns == (attempt < machine.policy.warmUpAttempts), "attempt \(attempt)")
      dying = Generation(dying.number + 1)
    }
    _ = machine.handle(.alarm(.debounce))
    #expect(machine.next == .none && machine.saveStatus == .failed)
    let anew = byChange ? machine.handle(.sourcesChanged(["a"])) : machine.handle(.restartRequested)
    #expect(anew.contains { if case .spawn = $0 { true } else { false } })
  }

  @Test("a standby that comes up ends the count of those that did not")
  func countEnds() {
    var machine = playing()
    var dying = second
    for _ in 0..<(machine.policy.warmUpAttempts - 1) {
      _ = machine.handle(.exited(dying))
      _ = machine.handle(.alarm(.backOff))
      dying = Generation(dying.number + 1)
    }
    makeReady(dying, &machine)
    #expect(machine.handle(.exited(dying)).contains(.report(.warmUpFailed(dying, triesAgain: true))))
  }

  // MARK: What is forgotten in time

  @Test("a save that was dropped because a newer one did not build is shown once that is undone")
  func undone() {
    var machine = playing()
    save(.good(2), &machine)
    _ = machine.handle(.sourcesChanged(["a"]))
    _ = machine.handle(.staged(second, 2, microseconds: 1000))
    #expect(machine.finishBuild(.failed).contains(.report(.superseded(second))))
    _ = machine.handle(.alarm(.debounce))
    save(.unchanged, &machine)
    #expect(machine.saveStatus == .pending)
    _ = machine.handle(.exited(second))
    #expect(makeReady(third, &machine).contains(.stage(third, 2, state: nil)))
  }

  @Test("a hang that leaves nothing on the screen is shown by the next worker, once, and a standby is made beside it")
  func owedError() {
    var machine = ReloadMachine()
    _ = machine.handle(.started)
    _ = machine.handle(.hello(first))
    _ = machine.finishBuild(.good(1))
    _ = machine.handle(.ready(first, 1))
    _ = machine.handle(.hung(first, .game(first, 1), isLost: true))
    _ = machine.handle(.alarm(.debounce))
    _ = machine.handle(.exited(first))
    let effects = machine.handle(.hello(second))
    #expect(effects.contains(.presentError(second, .game(first, 1))) && effects.contains(.disarm(.warmUp)), "\(effects)")
    #expect(effects.contains(.spawn(third, lowPriority: true)))
    #expect(machine.handle(.hello(third)) == [.prepare(third, 1, hurries: false)])
  }

  @Test("a first build that fails is shown by a worker whose warm-up is no longer waited for")
  func firstBuildFails() {
    var machine = ReloadMachine()
    _ = machine.handle(.started)
    _ = machine.finishBuild(.failed)
    _ = machine.handle(.alarm(.debounce))
    let effects = machine.handle(.hello(first))
    #expect(effects.contains(.presentError(first, .build(1))) && effects.contains(.disarm(.warmUp)))
  }

  @Test("input is taken once")
  func inputOnce() {
    var machine = playing()
    save(.good(2), &machine)
    _ = machine.handle(.staged(second, 2, microseconds: 1000))
    _ = machine.handle(.presented(second))
    #expect(machine.handle(.exited(first)).contains(.takeInput(second)))
    #expect(!machine.handle(.exited(third)).contains(.takeInput(second)))
  }

  @Test("paths are built once")
  func pathsOnce() {
    var machine = playing()
    save(.unchanged, &machine)
    #expect(machine.handle(.sourcesChanged(["b"])).contains(.build(3, paths: ["b"])))
  }

  @Test("a good build ends the report of a bad one, and what did not load before it", arguments: [BuildResult.good(2), .unchanged])
  func reportsEnd(mending: BuildResult) {
    var machine = playing()
    save(.failed, &machine)
    save(mending, &machine)
    if mending != .unchanged {
      show(second, 2, over: first, &machine)
      makeReady(third, &machine)
    }
    #expect(save(.unchanged, &machine).contains(.report(.unchanged)))
  }

  @Test("what did not load is not shown again after a save that did")
  func stageErrorEnds() {
    var machine = playing()
    save(.good(2), &machine)
    _ = machine.handle(.failed(second, .game(second, 1), continues: false))
    _ = machine.handle(.exited(second))
    makeReady(third, &machine)
    save(.good(3), &machine)
    show(third, 3, over: first, &machine)
    makeReady(Generation(4), &machine)
    save(.failed, &machine)
    #expect(save(.unchanged, &machine).contains(.report(.backToGood)))
  }

  @Test("a crash restarts the game once for each change, and once for each start that is asked for", arguments: [true, false])
  func restarts(byChange: Bool) {
    var machine = playing()
    #expect(machine.handle(.exited(first)).contains(.report(.crashed(first, restarts: true))))
    show(second, 1, over: first, &machine)
    makeReady(third, &machine)
    if byChange { save(.good(2), &machine) } else { _ = machine.handle(.restartRequested) }
    show(third, byChange ? 2 : 1, over: second, &machine)
    #expect(machine.handle(.exited(third)).contains(.report(.crashed(third, restarts: true))))
  }

  @Test("an impatience of an earlier save is not held against the next")
  func patience() {
    var machine = playing()
    save(.good(2), &machine)
    _ = machine.handle(.alarm(.impatience))
    #expect(save(.good(3), &machine).contains(.report(.stageReplaced(second))))
    _ = machine.handle(.exited(second))
    #expect(makeReady(third, &machine).contains(.stage(third, 3, state: nil)))
    #expect(!save(.good(4), &machine).contains(.report(.stageReplaced(third))))
  }

  // MARK: Bursts

  @Test("the process after the standby waits longer where saves are rare")
  func prewarmDelay() {
    var machine = playing()
    save(.good(2), &machine)
    show(second, 2, over: first, &machine)
    #expect(makeReady(third, &machine).contains(.arm(.prewarm, microseconds: machine.policy.prewarmDelayInBurst)))
    var rare = playing()
    _ = rare.handle(.exited(second))
    _ = rare.handle(.alarm(.backOff))
    #expect(makeReady(third, &rare).contains(.arm(.prewarm, microseconds: rare.policy.prewarmDelay)))
  }

  @Test("in a burst the game does not rest for a standby that waits for the pause")
  func restInBurst() {
    var machine = playing()
    for number in 2...machine.policy.burstReloads {
      let generation = Generation(UInt64(number))
      save(.good(UInt64(number)), &machine)
      show(generation, UInt64(number), over: Generation(generation.number - 1), &machine)
      makeReady(Generation(generation.number + 1), &machine)
    }
    _ = machine.handle(.sourcesChanged(["a"]))
    let effects = machine.finishBuild(.good(9))
    #expect(!effects.contains { if case .throttle = $0 { true } else { false } }, "\(effects)")
  }

  // MARK: Without a standby

  @Test("without a standby one that is dropped for a newer save is followed at once")
  func coldReplacement() {
    var slow = playing(cold)
    save(.good(2), &slow)
    makeReady(second, &slow)
    _ = slow.handle(.alarm(.impatience))
    let replaced = save(.good(3), &slow)
    #expect(replaced.contains(.report(.stageReplaced(second))) && replaced.contains(.disarm(.stage)))
    #expect(replaced.contains { if case .spawn(third, _) = $0 { true } else { false } }, "\(replaced)")
    var late = playing(cold)
    save(.good(2), &late)
    makeReady(second, &late)
    _ = late.handle(.sourcesChanged(["a"]))
    _ = late.handle(.staged(second, 2, microseconds: 1000))
    _ = late.handle(.alarm(.debounce))
    let superseded = late.finishBuild(.good(3))
    #expect(superseded.contains(.report(.superseded(second))))
    #expect(superseded.contains { if case .spawn(third, _) = $0 { true } else { false } }, "\(superseded)")
  }

  // MARK: Handing over

  @Test("code whose workers cannot take the window over is not tried for ever")
  func handoverLimit() {
    var machine = playing()
    save(.good(2), &machine)
    var generation = second
    for attempt in 1...machine.policy.warmUpAttempts {
      _ = machine.handle(.staged(generation, 2, microseconds: 1000))
      let ended = machine.handle(.exited(generation))
      #expect(ended.contains(.report(.handoverFailed(generation))), "attempt \(attempt)")
      let isShown = ended.contains(.showError(first, .death(generation)))
      #expect(isShown == (attempt == machine.policy.warmUpAttempts), "attempt \(attempt)")
      generation = Generation(generation.number + 1)
      let ready = makeReady(generation, &machine)
      let stages = ready.contains { if case .stage = $0 { true } else { false } }
      #expect(stages == (attempt < machine.policy.warmUpAttempts), "attempt \(attempt)")
    }
    #expect(machine.saveStatus == .failed && machine.current == .playing(first, 1))
    #expect(save(.good(3), &machine).contains(.stage(generation, 3, state: nil)))
    // It has as many attempts.
    _ = machine.handle(.staged(generation, 3, microseconds: 1000))
    #expect(!machine.handle(.exited(generation)).contains(.showError(first, .death(generation))))
    generation = Generation(generation.number + 1)
    #expect(makeReady(generation, &machine).contains(.stage(generation, 3, state: nil)))
    // And a start that is asked for.
    #expect(machine.handoverFailures == 1)
    _ = machine.handle(.restartRequested)
    #expect(machine.handoverFailures == 0)
  }

  @Test("a frozen game is one")
  func frozen() {
    #expect(ReloadMachine.Current.frozen(first, 1).isFrozen && !ReloadMachine.Current.playing(first, 1).isFrozen)
  }
}

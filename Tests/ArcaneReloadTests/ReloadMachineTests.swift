import Testing

@testable import ArcaneReload

/// A machine with generation 1 playing version 1 and generation 2 ready.
func playing(_ policy: Policy = Policy()) -> ReloadMachine {
  var machine = ReloadMachine(policy: policy)
  #expect(
    machine.handle(.started) == [.build(1, paths: []), .spawn(Generation(1), lowPriority: false), .arm(.warmUp, microseconds: policy.warmUpLimit)])
  #expect(machine.handle(.hello(Generation(1))) == [])
  #expect(machine.handle(.buildFinished(1, .good(1))) == [.prepare(Generation(1), 1, hurries: true)])
  let prewarms: [Effect] = policy.keepsStandby && policy.keepsPrewarmed ? [.arm(.prewarm, microseconds: policy.prewarmDelay)] : []
  #expect(
    machine.handle(.ready(Generation(1), 1)) == [.disarm(.warmUp)] + prewarms + [
      .stage(Generation(1), 1, state: nil), .arm(.stage, microseconds: policy.stageLimit),
      .arm(.impatience, microseconds: policy.impatienceFloor),
    ])
  #expect(
    machine.handle(.staged(Generation(1), 1, microseconds: 1000)) == [
      .disarm(.stage), .disarm(.impatience), .present(Generation(1)), .arm(.present, microseconds: policy.presentLimit),
    ])
  _ = machine.handle(.presented(Generation(1)))
  #expect(machine.current == .playing(Generation(1), 1))
  if policy.keepsStandby {
    #expect(machine.next == .spawned(Generation(2), greeted: false))
    _ = machine.handle(.hello(Generation(2)))
    _ = machine.handle(.ready(Generation(2), 1))
    #expect(machine.next == .ready(Generation(2)))
  }
  return machine
}

extension ReloadMachine {
  /// The build that runs has come to its end.
  mutating func finishBuild(_ result: BuildResult) -> [Effect] { handle(.buildFinished(build.number ?? 0, result)) }
}

@Suite("One step at a time")
struct ReloadMachineTests {
  @Test("a save is built at once, staged when quiet, presented over the frozen old one, which is then killed")
  func save() {
    var machine = playing()
    let policy = machine.policy
    #expect(
      machine.handle(.sourcesChanged(["a"])) == [
        .arm(.deadline, microseconds: policy.maxDebounce), .arm(.debounce, microseconds: policy.singleFileDebounce),
        .arm(.burst, microseconds: policy.burstGap), .expect(Generation(2)), .build(2, paths: ["a"]),
      ])
    // The old game rests from here on: `stage` is a few hundred microseconds away.
    #expect(machine.finishBuild(.good(2)) == [.throttle(Generation(1)), .deliver(Generation(2), 2)])
    #expect(
      machine.handle(.alarm(.debounce)) == [
        .disarm(.deadline), .throttle(Generation(1)), .stage(Generation(2), 2, state: nil), .arm(.stage, microseconds: policy.stageLimit),
        .arm(.impatience, microseconds: policy.impatienceFloor),
      ])
    #expect(
      machine.handle(.staged(Generation(2), 2, microseconds: 1000)) == [
        .disarm(.stage), .disarm(.impatience), .freeze(Generation(1)), .present(Generation(2)),
        .arm(.present, microseconds: policy.presentLimit),
      ])
    #expect(
      machine.handle(.presented(Generation(2))) == [
        .disarm(.present), .kill(Generation(1)), .disarm(.deadline), .report(.reloaded(Generation(2), 2)),
        .arm(.burst, microseconds: policy.burstGap), .arm(.codeCache, microseconds: policy.codeCacheDelay),
      ])
    #expect(
      machine.handle(.exited(Generation(1))) == [
        .takeInput(Generation(2)), .spawn(Generation(3), lowPriority: true), .arm(.warmUp, microseconds: policy.warmUpLimit),
        .forgetError(.death(Generation(1))),
      ])
  }

  @Test("the standby is told of the first change of several, before the build begins")
  func expectation() {
    var machine = playing()
    let tellsStandby = { (effects: [Effect]) in effects.firstIndex(of: .expect(Generation(2))) }
    let first = machine.handle(.sourcesChanged(["a"]))
    #expect(tellsStandby(first).map { $0 < first.firstIndex(of: .build(2, paths: ["a"])) ?? 0 } == true)
    #expect(tellsStandby(machine.handle(.sourcesChanged(["a"]))) == nil)
  }

  @Test("a save that changes nothing does nothing")
  func unchanged() {
    var machine = playing()
    _ = machine.handle(.sourcesChanged(["a"]))
    #expect(machine.finishBuild(.unchanged) == [.report(.unchanged)])
    #expect(machine.handle(.alarm(.debounce)) == [.disarm(.deadline)])
    #expect(machine.current == .playing(Generation(1), 1))
  }

  @Test("an exception while staging leaves the old game playing and a new standby warming")
  func stageFails() {
    var machine = playing()
    _ = machine.handle(.sourcesChanged(["a"]))
    _ = machine.finishBuild(.good(2))
    _ = machine.handle(.alarm(.debounce))
    #expect(
      machine.handle(.failed(Generation(2), .game(Generation(2), 1), continues: false)) == [
        .disarm(.stage), .disarm(.impatience), .report(.stageFailed(Generation(2))), .verifyModules, .kill(Generation(2)),
        .showError(Generation(1), .game(Generation(2), 1)),
      ])
    #expect(
      machine.handle(.exited(Generation(2))) == [
        .spawn(Generation(3), lowPriority: true), .arm(.warmUp, microseconds: machine.policy.warmUpLimit),
        .forgetError(.death(Generation(2))),
      ])
    _ = machine.handle(.hello(Generation(3)))
    _ = machine.handle(.ready(Generation(3), 2))
    #expect(machine.next == .ready(Generation(3)), "the failed code is not tried again without a change")
  }

  @Test("a change that was built while its predecessor failed in staging is staged next")
  func changeDuringFailingStage() {
    var machine = playing()
    _ = machine.handle(.sourcesChanged(["a"]))
    _ = machine.finishBuild(.good(2))
    _ = machine.handle(.alarm(.debounce))
    _ = machine.handle(.sourcesChanged(["a"]))
    _ = machine.finishBuild(.good(3))
    _ = machine.handle(.alarm(.debounce))
    _ = machine.handle(.failed(Generation(2), .game(Generation(2), 1), continues: false))
    _ = machine.handle(.exited(Generation(2)))
    _ = machine.handle(.hello(Generation(3)))
    #expect(machine.handle(.ready(Generation(3), 3)).contains(.stage(Generation(3), 3, state: nil)))
  }

  @Test("a crash restarts the game once; a second one waits for a change")
  func crash() {
    var machine = playing()
    #expect(
      machine.handle(.exited(Generation(1))).prefix(3) == [
        .report(.died(Generation(1))), .report(.crashed(Generation(1), restarts: true)), .stage(Generation(2), 1, state: nil),
      ])
    _ = machine.handle(.staged(Generation(2), 1, microseconds: 1000))
    _ = machine.handle(.presented(Generation(2)))
    _ = machine.handle(.hello(Generation(3)))
    _ = machine.handle(.ready(Generation(3), 1))
    // The standby says so in the window, and the one after it waits for the change.
    #expect(
      machine.handle(.exited(Generation(2))).prefix(4) == [
        .report(.died(Generation(2))), .report(.crashed(Generation(2), restarts: false)),
        .presentError(Generation(3), .death(Generation(2))), .takeInput(Generation(3)),
      ])
    #expect(machine.current == .halted(Generation(3)))
    _ = machine.handle(.hello(Generation(4)))
    _ = machine.handle(.ready(Generation(4), 1))
    _ = machine.handle(.sourcesChanged(["a"]))
    _ = machine.finishBuild(.good(2))
    #expect(machine.handle(.alarm(.debounce)).contains(.stage(Generation(4), 2, state: nil)))
  }

  @Test("a change while the new generation is drawn supersedes it")
  func superseded() {
    var machine = playing()
    _ = machine.handle(.sourcesChanged(["a"]))
    _ = machine.finishBuild(.good(2))
    _ = machine.handle(.alarm(.debounce))
    _ = machine.handle(.sourcesChanged(["a"]))
    #expect(machine.handle(.staged(Generation(2), 2, microseconds: 1000)) == [.disarm(.stage), .disarm(.impatience)], "held until the build tells")
    #expect(
      machine.finishBuild(.good(3)) == [.kill(Generation(2)), .report(.superseded(Generation(2)))])
  }

  @Test("a stream of changes cannot hold the screen back for ever")
  func deadline() {
    var machine = playing()
    _ = machine.handle(.sourcesChanged(["a"]))
    _ = machine.finishBuild(.good(2))
    for _ in 0..<50 {
      _ = machine.handle(.sourcesChanged(["a"]))
      #expect(!machine.finishBuild(.unchanged).contains(.stage(Generation(2), 2, state: nil)))
    }
    #expect(machine.handle(.alarm(.deadline)).contains(.stage(Generation(2), 2, state: nil)))
  }

  @Test("what changes while an deadline picture is on its way waits for quiet again, and no longer than that one did")
  func changedWhileOverdue() {
    var machine = playing()
    _ = machine.handle(.sourcesChanged(["a"]))
    _ = machine.finishBuild(.good(2))
    _ = machine.handle(.alarm(.deadline))
    #expect(machine.handle(.sourcesChanged(["a"])).contains { if case .arm(.debounce, _) = $0 { true } else { false } })
    _ = machine.finishBuild(.good(3))
    _ = machine.handle(.staged(Generation(2), 2, microseconds: 1000))
    let effects = machine.handle(.presented(Generation(2)))
    #expect(effects.contains(.arm(.deadline, microseconds: machine.policy.maxDebounce)))
    _ = machine.handle(.exited(Generation(1)))
    _ = machine.handle(.hello(Generation(3)))
    #expect(!machine.handle(.ready(Generation(3), 3)).contains(.stage(Generation(3), 3, state: nil)), "it is not quiet yet")
    #expect(machine.handle(.alarm(.debounce)).contains(.stage(Generation(3), 3, state: nil)))
  }

  @Test("a successor that dies while it swaps gives the screen back")
  func handoverFails() {
    var machine = playing()
    _ = machine.handle(.sourcesChanged(["a"]))
    _ = machine.finishBuild(.good(2))
    _ = machine.handle(.alarm(.debounce))
    _ = machine.handle(.staged(Generation(2), 2, microseconds: 1000))
    let effects = machine.handle(.exited(Generation(2)))
    #expect(effects.contains(.thaw(Generation(1))))
    #expect(machine.current == .playing(Generation(1), 1))
    #expect(machine.next == .spawned(Generation(3), greeted: false), "and the next standby tries again")
  }

  @Test("a game that offers state is asked for it; one that does not answer is left behind")
  func reloadState() {
    var machine = playing()
    _ = machine.handle(.offersReloadState(Generation(1), true))
    _ = machine.handle(.sourcesChanged(["a"]))
    _ = machine.finishBuild(.good(2))
    #expect(machine.handle(.alarm(.debounce)).contains(.collectReloadState(Generation(1), StateID(1))))
    #expect(machine.handle(.alarm(.collect)).contains(.stage(Generation(2), 2, state: nil)))
  }

  @Test("saves in a burst wait for a pause, so that the last one finds a standby; a pause ends the burst")
  func burst() {
    var machine = playing()
    for generation in 2...3 as ClosedRange<UInt64> {
      _ = machine.handle(.sourcesChanged(["a"]))
      _ = machine.finishBuild(.good(generation))
      _ = machine.handle(.alarm(.debounce))
      _ = machine.handle(.staged(Generation(generation), generation, microseconds: 1000))
      _ = machine.handle(.presented(Generation(generation)))
      _ = machine.handle(.exited(Generation(generation - 1)))
      _ = machine.handle(.hello(Generation(generation + 1)))
      _ = machine.handle(.ready(Generation(generation + 1), generation))
    }
    #expect(machine.handle(.sourcesChanged(["a"])).contains(.arm(.debounce, microseconds: machine.policy.burstDebounce)))
    _ = machine.finishBuild(.good(4))
    _ = machine.handle(.alarm(.debounce))
    _ = machine.handle(.alarm(.burst))
    #expect(machine.handle(.sourcesChanged(["a"])).contains(.arm(.debounce, microseconds: machine.policy.singleFileDebounce)))
  }

  @Test("the code cache is asked for once a graph, of the game that plays then")
  func codeCache() {
    var machine = playing()
    #expect(machine.handle(.alarm(.codeCache)) == [.collectCodeCache(Generation(1))])
    #expect(machine.handle(.alarm(.codeCache)) == [])
    _ = machine.handle(.sourcesChanged(["a"]))
    _ = machine.finishBuild(.good(2))
    _ = machine.handle(.alarm(.debounce))
    _ = machine.handle(.staged(Generation(2), 2, microseconds: 1000))
    #expect(machine.handle(.presented(Generation(2))).contains(.arm(.codeCache, microseconds: machine.policy.codeCacheDelay)))
    #expect(machine.handle(.alarm(.codeCache)) == [.collectCodeCache(Generation(2))])
  }

  @Test("what a worker says of its state before it is presented counts when it plays")
  func reloadStateOfTheStaged() {
    var machine = playing()
    _ = machine.handle(.sourcesChanged(["a"]))
    _ = machine.finishBuild(.good(2))
    _ = machine.handle(.alarm(.debounce))
    _ = machine.handle(.offersReloadState(Generation(2), true))
    #expect(!machine.offersReloadState, "the playing one has none")
    _ = machine.handle(.staged(Generation(2), 2, microseconds: 1000))
    _ = machine.handle(.presented(Generation(2)))
    #expect(machine.offersReloadState)
    _ = machine.handle(.offersReloadState(Generation(1), false))
    #expect(machine.offersReloadState, "a late word of its predecessor")
  }

  @Test("without a standby the playing game is asked for its state before it is killed")
  func coldReloadState() {
    var policy = Policy()
    policy.keepsStandby = false
    var machine = playing(policy)
    _ = machine.handle(.offersReloadState(Generation(1), true))
    _ = machine.handle(.sourcesChanged(["a"]))
    _ = machine.finishBuild(.good(2))
    let asked = machine.handle(.alarm(.debounce))
    #expect(asked.contains(.collectReloadState(Generation(1), StateID(1))) && !asked.contains(.kill(Generation(1))))
    var silent = machine
    let answered = machine.handle(.reloadStateCollected(Generation(1), StateID(1), found: true))
    #expect(answered.contains(.kill(Generation(1))) && answered.contains(.spawn(Generation(2), lowPriority: false)))
    #expect(
      silent.handle(.alarm(.collect)) == [.report(.stateTooLate(Generation(1)))] + answered + [.forgetState(StateID(1))],
      "one that does not answer is left behind")
    for (which, state) in [(machine, StateID(1) as StateID?), (silent, nil)] {
      var machine = which
      _ = machine.handle(.hello(Generation(2)))
      #expect(machine.handle(.ready(Generation(2), 2)).contains(.stage(Generation(2), 2, state: state)))
    }
  }

  @Test("without a standby the old one is killed before the new one is spawned, and only for a good build")
  func cold() {
    var policy = Policy()
    policy.keepsStandby = false
    var machine = playing(policy)
    #expect(machine.next == .none)
    _ = machine.handle(.sourcesChanged(["a"]))
    #expect(machine.finishBuild(.good(2)) == [])
    #expect(
      machine.handle(.alarm(.debounce)) == [
        .disarm(.deadline), .kill(Generation(1)), .spawn(Generation(2), lowPriority: false), .arm(.warmUp, microseconds: policy.warmUpLimit),
        .arm(.impatience, microseconds: policy.warmUpImpatienceFloor),
      ])
  }

  @Test(
    "in a run, every failure ends with its code",
    arguments: [
      (Event.buildFinished(1, .failed), UInt8(1)), (.exited(Generation(1)), 3), (.spawnFailed(Generation(1)), 3),
    ])
  func runEnds(event: Event, code: UInt8) {
    var policy = Policy()
    policy.mode = .run
    var machine = ReloadMachine(policy: policy)
    _ = machine.handle(.started)
    #expect(machine.handle(event).contains(.exit(code: code)))
  }
}

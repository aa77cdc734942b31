import Testing

@testable import ArcaneReload

@Suite("Errors and states by their identities")
struct IdentityTests {
  @Test("the error of a failed build stays over the generation that was staged before it")
  func errorOverStagedGeneration() {
    var machine = playing()
    _ = machine.handle(.sourcesChanged(["a"]))
    _ = machine.finishBuild(.good(2))
    _ = machine.handle(.alarm(.debounce))
    // Saves come at every keystroke: the deadline passes, and the newest build fails while generation 2 is on its way.
    _ = machine.handle(.sourcesChanged(["a"]))
    _ = machine.finishBuild(.failed)
    let reported = machine.handle(.alarm(.deadline))
    #expect(reported.contains(.report(.buildFailed(.build(3)))) && reported.contains(.showError(Generation(1), .build(3))))
    #expect(machine.handle(.staged(Generation(2), 2, microseconds: 1)).contains(.present(Generation(2))))
    let effects = machine.handle(.presented(Generation(2)))
    #expect(effects.contains(.showError(Generation(2), .build(3))), "\(effects)")
    #expect(!effects.contains(.forgetError(.build(3))))
    #expect(machine.visibleError == .init(generation: Generation(2), id: .build(3)))
  }

  @Test("a state that comes after its limit reaches nobody, and is forgotten", arguments: [true, false])
  func lateState(standby: Bool) {
    var policy = Policy()
    policy.keepsStandby = standby
    var machine = playing(policy)
    _ = machine.handle(.offersReloadState(Generation(1), true))
    _ = machine.handle(.sourcesChanged(["a"]))
    _ = machine.finishBuild(.good(2))
    #expect(machine.handle(.alarm(.debounce)).contains(.collectReloadState(Generation(1), StateID(1))))
    _ = machine.handle(.alarm(.collect))
    let late = machine.handle(.reloadStateCollected(Generation(1), StateID(1), found: true))
    if standby { #expect(late == [.forgetState(StateID(1))]) } else { #expect(late.allSatisfy { $0 == .forgetState(StateID(1)) }) }
    if !standby {
      _ = machine.handle(.hello(Generation(2)))
      #expect(machine.handle(.ready(Generation(2), 2)).contains(.stage(Generation(2), 2, state: nil)))
    }
    // The stage fails, the next save succeeds: the old answer is not taken for the new request's.
    _ = machine.handle(.failed(Generation(2), .game(Generation(2), 1), continues: false))
    _ = machine.handle(.exited(Generation(2)))
    #expect(machine.heldState == nil)
  }

  @Test("an error in passing does not take the place of one that stays")
  func passingError() {
    var machine = playing()
    #expect(
      machine.handle(.failed(Generation(1), .game(Generation(1), 1), continues: true)) == [
        .showError(Generation(1), .game(Generation(1), 1)), .forgetError(.game(Generation(1), 1)),
      ])
    _ = machine.handle(.sourcesChanged(["a"]))
    _ = machine.finishBuild(.failed)
    _ = machine.handle(.alarm(.debounce))
    #expect(machine.handle(.failed(Generation(1), .game(Generation(1), 2), continues: true)) == [.forgetError(.game(Generation(1), 2))])
    #expect(machine.visibleError?.id == .build(2))
  }

  @Test("after a failed build, going back to code that did not load shows again why it did not")
  func backToFailure() {
    var machine = playing()
    _ = machine.handle(.sourcesChanged(["a"]))
    _ = machine.finishBuild(.good(2))
    _ = machine.handle(.alarm(.debounce))
    let failure = ErrorID.game(Generation(2), 1)
    _ = machine.handle(.failed(Generation(2), failure, continues: false))
    _ = machine.handle(.exited(Generation(2)))
    _ = machine.handle(.sourcesChanged(["a"]))
    _ = machine.finishBuild(.failed)
    _ = machine.handle(.alarm(.debounce))
    _ = machine.handle(.sourcesChanged(["a"]))
    #expect(
      machine.finishBuild(.unchanged) == [
        .report(.backToFailure(failure)), .showError(Generation(1), failure), .forgetError(.build(3)),
      ])
  }

  @Test("the answer of a build that is not the one that runs changes nothing")
  func strangeBuild() {
    var machine = playing()
    _ = machine.handle(.sourcesChanged(["a"]))
    let before = machine
    #expect(machine.handle(.buildFinished(1, .good(9))) == [])
    #expect(machine == before)
  }

  @Test("an import() is answered with the modules it needs, and not after the generation's end")
  func importAnswer() {
    var machine = playing()
    #expect(
      machine.handle(.importResolved(Generation(1), token: 4, version: 2)) == [
        .deliver(Generation(1), 2), .answerImport(Generation(1), token: 4),
      ])
    #expect(machine.handle(.importResolved(Generation(1), token: 5, version: nil)) == [.answerImport(Generation(1), token: 5)])
    #expect(machine.handle(.importResolved(Generation(9), token: 1, version: 2)) == [])
  }
}

@Suite("The prewarmed process, and standbys that do not answer")
struct PrewarmedTests {
  @Test("the next generation takes the prewarmed process over, as far as that has come", arguments: [false, true])
  func adoption(greeted: Bool) {
    var machine = playing()
    #expect(machine.handle(.alarm(.prewarm)) == [.prewarm(Generation(3))])
    if greeted { _ = machine.handle(.hello(Generation(3))) }
    let effects = machine.handle(.exited(Generation(2)))
    #expect(effects.contains(.report(.warmUpFailed(Generation(2), triesAgain: true))))
    let taken = machine.handle(.alarm(.backOff))
    #expect(taken.contains(.prepare(Generation(3), 1, hurries: false)) == greeted)
    #expect(machine.next.generation == Generation(3) && machine.prewarmed == .none)
    #expect(!taken.contains { if case .spawn = $0 { true } else { false } })
  }

  @Test("one that fails or dies is replaced by the next spawn, and nothing else changes")
  func loss() {
    var machine = playing()
    _ = machine.handle(.alarm(.prewarm))
    var dead = machine
    #expect(dead.handle(.exited(Generation(3))).first == .report(.prewarmedLost(Generation(3))))
    #expect(dead.next == machine.next && dead.current == machine.current && dead.prewarmed == .none)
    #expect(
      machine.handle(.failed(Generation(3), .game(Generation(3), 1), continues: false)) == [
        .kill(Generation(3)), .report(.prewarmedLost(Generation(3))), .forgetError(.game(Generation(3), 1)),
      ])
    #expect(machine.draining == [Generation(3)])
  }

  @Test("a newer save does not wait for a standby that is slow, and each replacement doubles the patience")
  func impatience() {
    var machine = playing()
    let policy = machine.policy
    func save(_ version: GraphVersion) -> [Effect] {
      _ = machine.handle(.sourcesChanged(["a"]))
      _ = machine.finishBuild(.good(version))
      return machine.handle(.alarm(.debounce))
    }
    #expect(save(2).contains(.arm(.impatience, microseconds: policy.impatienceFloor)))
    #expect(!save(3).contains(.kill(Generation(2))), "it has not been long yet")
    let effects = machine.handle(.alarm(.impatience))
    #expect(effects.contains(.kill(Generation(2))) && effects.contains(.report(.stageReplaced(Generation(2)))))
    _ = machine.handle(.exited(Generation(2)))
    _ = machine.handle(.hello(Generation(3)))
    #expect(machine.handle(.ready(Generation(3), 3)).contains(.arm(.impatience, microseconds: 2 * policy.impatienceFloor)))
    // Without a newer save it may take its time.
    #expect(machine.handle(.alarm(.impatience)) == [])
    _ = machine.handle(.staged(Generation(3), 3, microseconds: 800_000))
    _ = machine.handle(.presented(Generation(3)))
    _ = machine.handle(.exited(Generation(1)))
    _ = machine.handle(.hello(Generation(4)))
    _ = machine.handle(.ready(Generation(4), 3))
    #expect(save(4).contains(.arm(.impatience, microseconds: 2_400_000)), "three times the last evaluation, and patience begins anew")
  }

  @Test(
    "a save does not wait for a standby that does not come up, stopped or hanging, and each replacement doubles the patience",
    arguments: [true, false])
  func slowWarmUp(greets: Bool) {
    var machine = playing()
    let floor = machine.policy.warmUpImpatienceFloor
    func save(_ version: GraphVersion) -> [Effect] {
      machine.handle(.sourcesChanged(["a"])) + machine.finishBuild(.good(version)) + machine.handle(.alarm(.debounce))
    }
    // The standby is used up, and the next one is stopped before or after its hello.
    _ = save(2)
    _ = machine.handle(.staged(Generation(2), 2, microseconds: 1))
    _ = machine.handle(.presented(Generation(2)))
    let gone = machine.handle(.exited(Generation(1)))
    #expect(!gone.contains { if case .arm(.impatience, _) = $0 { true } else { false } }, "nothing waits for it")
    if greets { _ = machine.handle(.hello(Generation(3))) }
    #expect(machine.handle(.alarm(.impatience)) == [])
    #expect(save(3).contains(.arm(.impatience, microseconds: floor)))
    #expect(!save(4).contains { if case .arm(.impatience, _) = $0 { true } else { false } }, "the time runs from the first save that waits")
    let effects = machine.handle(.alarm(.impatience))
    #expect(effects.starts(with: [.disarm(.warmUp), .kill(Generation(3)), .report(.warmUpReplaced(Generation(3)))]), "\(effects)")
    #expect(machine.handle(.exited(Generation(3))).contains(.arm(.impatience, microseconds: 2 * floor)))
    _ = machine.handle(.hello(Generation(4)))
    #expect(machine.handle(.ready(Generation(4), 4, microseconds: 700_000)).contains(.stage(Generation(4), 4, state: nil)))
    _ = machine.handle(.staged(Generation(4), 4, microseconds: 1))
    _ = machine.handle(.presented(Generation(4)))
    _ = machine.handle(.exited(Generation(2)))
    #expect(save(5).contains(.arm(.impatience, microseconds: 2_100_000)), "three times the last warm-up, and patience begins anew")
    // What does not build is told at once, and nothing waits any more.
    _ = machine.handle(.sourcesChanged(["a"]))
    #expect(machine.finishBuild(.failed).contains(.disarm(.impatience)))
  }

  @Test("a save is not lost with a standby that says nothing: another worker tries, once")
  func silence() {
    var machine = playing()
    _ = machine.handle(.sourcesChanged(["a"]))
    _ = machine.finishBuild(.good(2))
    _ = machine.handle(.alarm(.debounce))
    let first = machine.handle(.alarm(.stage))
    #expect(first.contains(.report(.stageRetried(Generation(2)))) && !first.contains(.report(.stageTimedOut(Generation(2)))))
    _ = machine.handle(.exited(Generation(2)))
    _ = machine.handle(.hello(Generation(3)))
    #expect(machine.handle(.ready(Generation(3), 2)).contains(.stage(Generation(3), 2, state: nil)))
    let second = machine.handle(.alarm(.stage))
    #expect(second.contains(.report(.stageTimedOut(Generation(3)))) && second.contains(.showError(Generation(1), .timeout(Generation(3)))))
  }

  @Test("a save is not lost with a standby that somebody kills: another worker tries, once, and then the game is to blame")
  func killed() {
    var machine = playing()
    _ = machine.handle(.sourcesChanged(["a"]))
    _ = machine.finishBuild(.good(2))
    _ = machine.handle(.alarm(.debounce))
    let first = machine.handle(.exited(Generation(2)))
    #expect(first.contains(.report(.died(Generation(2)))) && !first.contains(.showError(Generation(1), .death(Generation(2)))))
    _ = machine.handle(.hello(Generation(3)))
    #expect(machine.handle(.ready(Generation(3), 2)).contains(.stage(Generation(3), 2, state: nil)))
    #expect(machine.handle(.exited(Generation(3))).contains(.showError(Generation(1), .death(Generation(3)))))
    _ = machine.handle(.hello(Generation(4)))
    #expect(!machine.handle(.ready(Generation(4), 2)).contains(.stage(Generation(4), 2, state: nil)))
  }

  @Test("many files without a pause may take long: half a checkout is nobody's game")
  func checkout() {
    var machine = playing()
    let policy = machine.policy
    for file in 1..<policy.checkoutFiles {
      #expect(!machine.handle(.sourcesChanged(["\(file)"])).contains(.arm(.deadline, microseconds: policy.maxCheckout)))
    }
    let effects = machine.handle(.sourcesChanged(["last"]))
    #expect(
      effects.contains(.arm(.deadline, microseconds: policy.maxCheckout)) && effects.contains(.arm(.debounce, microseconds: policy.checkoutDebounce)))
    #expect(!machine.handle(.sourcesChanged(["one more"])).contains(.arm(.deadline, microseconds: policy.maxCheckout)), "once")
    _ = machine.finishBuild(.good(2))
    _ = machine.handle(.alarm(.debounce))
    #expect(machine.handle(.sourcesChanged(["a"])).contains(.arm(.debounce, microseconds: policy.singleFileDebounce)), "it is over when it is quiet")
  }
}

import Testing

@testable import ArcaneReload

@Suite("Builds that fail")
struct FailedBuildTests {
  @Test("a syntax error leaves the game playing under the error; undoing it clears the error without a reload")
  func brokenBuild() {
    var machine = playing()
    _ = machine.handle(.sourcesChanged(["a"]))
    _ = machine.finishBuild(.failed)
    #expect(machine.handle(.alarm(.debounce)) == [.disarm(.deadline), .report(.buildFailed(.build(2))), .showError(Generation(1), .build(2))])
    _ = machine.handle(.sourcesChanged(["a"]))
    #expect(machine.finishBuild(.unchanged) == [.report(.backToGood), .clearError(Generation(1)), .forgetError(.build(2))])
    #expect(machine.current == .playing(Generation(1), 1))
  }

  @Test("a build that fails is told when it is quiet, and not at all if the next one does not fail", arguments: [BuildResult.unchanged, .good(2)])
  func partialCheckout(mended: BuildResult) {
    var machine = playing()
    _ = machine.handle(.sourcesChanged(["a"]))
    #expect(machine.finishBuild(.failed) == [.arm(.debounce, microseconds: machine.policy.failureDebounce)])
    _ = machine.handle(.sourcesChanged(["a"]))
    let effects = machine.finishBuild(mended) + machine.handle(.alarm(.debounce))
    #expect(!effects.contains(.report(.buildFailed(.build(2)))) && !effects.contains(.report(.backToGood)), "\(effects)")
    #expect(!effects.contains(.showError(Generation(1), .build(2))) && !effects.contains(.clearError(Generation(1))))
  }

  @Test("an error that was told is taken back even if a second one after it was not told")
  func secondFailureUntold() {
    var machine = playing()
    _ = machine.handle(.sourcesChanged(["a"]))
    _ = machine.finishBuild(.failed)
    _ = machine.handle(.alarm(.debounce))
    _ = machine.handle(.sourcesChanged(["a"]))
    _ = machine.finishBuild(.failed)
    _ = machine.handle(.sourcesChanged(["a"]))
    #expect(machine.finishBuild(.unchanged) == [.report(.backToGood), .clearError(Generation(1)), .forgetError(.build(2)), .forgetError(.build(3))])
  }

  @Test("a failure is told after half a second of events, quiet or not")
  func failureOverdue() {
    var machine = playing()
    _ = machine.handle(.sourcesChanged(["a"]))
    _ = machine.finishBuild(.failed)
    #expect(machine.handle(.alarm(.deadline)) == [.report(.buildFailed(.build(2))), .showError(Generation(1), .build(2))])
  }

  @Test("a build that fails after it has become quiet has a limit to its wait as well")
  func slowFailure() {
    var machine = playing()
    _ = machine.handle(.sourcesChanged(["a"]))
    _ = machine.handle(.alarm(.debounce))
    #expect(
      machine.finishBuild(.failed) == [
        .arm(.deadline, microseconds: machine.policy.maxDebounce), .arm(.debounce, microseconds: machine.policy.failureDebounce),
      ])
  }

  @Test("a first build that fails shows its error in the window, and the next good save plays")
  func brokenStart() throws {
    var machine = ReloadMachine()
    _ = machine.handle(.started)
    _ = machine.handle(.hello(Generation(1)))
    _ = machine.finishBuild(.failed)
    let effects = machine.handle(.alarm(.debounce))
    let told = effects.firstIndex(of: .report(.buildFailed(.build(1))))
    let shown = effects.firstIndex(of: .presentError(Generation(1), .build(1)))
    #expect(try #require(told) < #require(shown), "\(effects)")
    #expect(machine.current == .halted(Generation(1)))
    _ = machine.handle(.sourcesChanged(["a"]))
    #expect(machine.finishBuild(.good(1)).contains(.spawn(Generation(2), lowPriority: false)))
  }
}

import Testing

@testable import ArcaneReload

@Suite("Builds that fail")
struct FailedBuildTests {
  @Test("a syntax error leaves the game playing under the error; undoing it clears the error without a reload")
  func brokenBuild() {
    var machine = playing()
    _ = machine.handle(.sourcesChanged(files: 1))
    _ = machine.handle(.buildFinished(.failed))
    #expect(machine.handle(.alarm(.quiet)) == [.disarm(.overdue), .report(.buildFailed), .showError(Generation(1))])
    _ = machine.handle(.sourcesChanged(files: 1))
    #expect(machine.handle(.buildFinished(.unchanged)) == [.report(.backToGood), .clearError(Generation(1))])
    #expect(machine.current == .playing(Generation(1), 1))
  }

  @Test("a build that fails is told when it is quiet, and not at all if the next one does not fail", arguments: [BuildResult.unchanged, .good(2)])
  func tornTree(mended: BuildResult) {
    var machine = playing()
    _ = machine.handle(.sourcesChanged(files: 1))
    #expect(machine.handle(.buildFinished(.failed)) == [.arm(.quiet, microseconds: machine.policy.quietAfterFailure)])
    _ = machine.handle(.sourcesChanged(files: 1))
    let effects = machine.handle(.buildFinished(mended)) + machine.handle(.alarm(.quiet))
    #expect(!effects.contains(.report(.buildFailed)) && !effects.contains(.report(.backToGood)), "\(effects)")
    #expect(!effects.contains(.showError(Generation(1))) && !effects.contains(.clearError(Generation(1))))
  }

  @Test("an error that was told is taken back even if a second one after it was not told")
  func secondFailureUntold() {
    var machine = playing()
    _ = machine.handle(.sourcesChanged(files: 1))
    _ = machine.handle(.buildFinished(.failed))
    _ = machine.handle(.alarm(.quiet))
    _ = machine.handle(.sourcesChanged(files: 1))
    _ = machine.handle(.buildFinished(.failed))
    _ = machine.handle(.sourcesChanged(files: 1))
    #expect(machine.handle(.buildFinished(.unchanged)) == [.report(.backToGood), .clearError(Generation(1))])
  }

  @Test("a failure is told after half a second of events, quiet or not")
  func failureOverdue() {
    var machine = playing()
    _ = machine.handle(.sourcesChanged(files: 1))
    _ = machine.handle(.buildFinished(.failed))
    #expect(machine.handle(.alarm(.overdue)) == [.report(.buildFailed), .showError(Generation(1))])
  }

  @Test("a build that fails after it has become quiet has a limit to its wait as well")
  func slowFailure() {
    var machine = playing()
    _ = machine.handle(.sourcesChanged(files: 1))
    _ = machine.handle(.alarm(.quiet))
    #expect(
      machine.handle(.buildFinished(.failed)) == [
        .arm(.overdue, microseconds: machine.policy.longestDelay), .arm(.quiet, microseconds: machine.policy.quietAfterFailure),
      ])
  }

  @Test("a first build that fails shows its error in the window, and the next good save plays")
  func brokenStart() throws {
    var machine = ReloadMachine()
    _ = machine.handle(.started)
    _ = machine.handle(.hello(Generation(1)))
    _ = machine.handle(.buildFinished(.failed))
    let effects = machine.handle(.alarm(.quiet))
    let told = effects.firstIndex(of: .report(.buildFailed))
    let shown = effects.firstIndex(of: .presentError(Generation(1)))
    #expect(try #require(told) < #require(shown), "\(effects)")
    #expect(machine.current == .halted(Generation(1)))
    _ = machine.handle(.sourcesChanged(files: 1))
    #expect(machine.handle(.buildFinished(.good(1))).contains(.spawn(Generation(2))))
  }
}

import Foundation
import Testing

@testable import ArcaneReload

@Suite("The whole state x event table")
struct GridTests {
  /// The prewarmed process has a table of its own: beside the others it would only multiply them.
  private static var base: Policy {
    var policy = Policy()
    policy.keepsPrewarmed = false
    return policy
  }
  private static let standby = Grid(policy: base)
  private static let cold: Grid = {
    var policy = base
    policy.keepsStandby = false
    return Grid(policy: policy)
  }()
  private static let run: Grid = {
    var policy = base
    policy.mode = .run
    policy.keepsStandby = false
    return Grid(policy: policy)
  }()

  @Test("every cell, idle ones included, is as it was looked at and written down")
  func golden() throws {
    let text = """
      The reload machine: what each event does in each state. Written by GridTests; to write it anew after a change
      that is meant, run the tests with ARCANE_UPDATE_GOLDEN=1 and read the difference.

      One block per shape, a pair of (next, current) that can be reached. The state that stands for it is the one with
      the shortest way there, which is given. `=>` names the shape that follows when it is another one.
      Identities are given by their role (an error by what it is of, a version as good, newer or older), the paths of a
      build by their number. Of the facts that decide beside the shape, a block shows one combination, the first that is
      reached; the simulation covers the others. Durations are not shown: they are Policy's.

      `.` nothing happens; `. (noted)` a fact is booked and nothing else; `-` cannot happen: no such worker, no build.

      # dev, with a standby

      \(Self.standby.text())
      # dev --no-standby

      \(Self.cold.text())
      # run

      \(Self.run.text())
      # the prewarmed process

      \(Grid.prewarmedText(playing()))
      """
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Grid.golden.txt")
    if ProcessInfo.processInfo.environment["ARCANE_UPDATE_GOLDEN"] != nil {
      try text.write(to: path, atomically: true, encoding: .utf8)
    }
    let golden = try String(contentsOf: path, encoding: .utf8)
    let (old, new) = (golden.split(separator: "\n", omittingEmptySubsequences: false), text.split(separator: "\n", omittingEmptySubsequences: false))
    for (number, pair) in zip(old, new).enumerated() where pair.0 != pair.1 {
      Issue.record("Grid.golden.txt:\(number + 1): was '\(pair.0)', is '\(pair.1)'")
      return
    }
    #expect(old.count == new.count)
  }

  @Test("in every state that can be reached, every event keeps the rules", arguments: ["standby", "cold", "run"])
  func rules(policy: String) {
    let grid = policy == "standby" ? Self.standby : policy == "cold" ? Self.cold : Self.run
    #expect(grid.states.count > 20)
    for found in grid.states {
      for step in Grid.steps(found.machine) {
        guard let event = step.event else { continue }
        var machine = found.machine
        let effects = machine.handle(event)
        func record(_ problem: String) { Issue.record("\(problem): \(found.path) then \(step.name): \(effects)") }
        let known = Set([found.machine.prewarmed.generation, found.machine.next.generation, found.machine.current.generation].compactMap { $0 })
        var spawned: Set<Generation> = []
        var killed: Set<Generation> = []
        if effects.count > 12 { record("too many effects") }
        for effect in effects {
          switch effect {
          case .spawn(let generation, _), .prewarm(let generation):
            if known.contains(generation) || found.machine.draining.contains(generation) { record("spawned twice") }
            spawned.insert(generation)
          case .kill(let generation):
            if !known.contains(generation) { record("killed a stranger") }
            if !killed.insert(generation).inserted { record("killed twice") }
          case .stage(let generation, _, _), .prepare(let generation, _, _), .deliver(let generation, _), .expect(let generation),
            .throttle(let generation), .present(let generation), .presentError(let generation, _), .takeInput(let generation),
            .showError(let generation, _), .clearError(let generation), .collectReloadState(let generation, _),
            .collectCodeCache(let generation), .answerImport(let generation, _), .freeze(let generation), .thaw(let generation):
            if !known.union(spawned).contains(generation) { record("spoke to a stranger") }
            if killed.contains(generation) { record("spoke to the dead") }
          case .build, .arm, .disarm, .verifyModules, .forgetError, .forgetState, .report, .exit: break
          }
        }
        // Nobody is forgotten: who was there is there, or is killed, or has just ended.
        if case .exited = event { continue }
        if case .spawnFailed = event { continue }
        let still = Set([machine.prewarmed.generation, machine.next.generation, machine.current.generation].compactMap { $0 }).union(machine.draining)
        if !known.isSubset(of: still) { record("forgot a worker") }
      }
    }
  }

  @Test("the machine's sources import nothing and reach for no clock, chance or output of the standard library")
  func purity() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources/ArcaneReload")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    #expect(files.count >= 3)
    for file in files {
      let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        let code = line.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
        for word in ["import ", "Clock", ".random", "Task", "print(", "readLine", "async ", "await ", ".now"]
        where code.contains(word) {
          Issue.record("\(file):\(number + 1): '\(word)' is outside of the machine's reach")
        }
      }
    }
  }
}

import Testing

@testable import ArcaneReload

@Suite("The machine in a hostile world")
struct SimulationTests {
  /// Runs one seed: edits and faults for a while, then quiet. Returns the world for a look at the end.
  private func run(seed: UInt64, policy: Policy, edits: Int) -> SimulatedWorld {
    var world = SimulatedWorld(seed: seed, policy: policy)
    world.start()
    var time: UInt64 = 0
    for _ in 0..<edits {
      time += world.delay(500...400_000)
      world.schedule(after: time, .save)
    }
    var steps = 0
    while world.clock < time + 1_000_000, world.step() {
      steps += 1
      let count = world.workers.count
      #expect(count <= 5, "seed \(seed): workers pile up")
      if steps > 100_000 { break }
    }
    return world
  }

  /// Edits and faults cease: one last save, then time for all that follows from it.
  /// - Returns: Microseconds from that save to its picture.
  @discardableResult
  private func quieten(_ world: inout SimulatedWorld, builds: Bool = true) -> UInt64? {
    world.faults = false
    // Bad luck that was on its way is called off too: code that died while it was staged is rightly not tried again.
    world.queue.removeAll { if case .save = $0.event { true } else { $0.isFault } }
    world.disk = (world.disk / 4 + 1) * 4 + (builds ? 0 : 1)
    world.feed(.sourcesChanged(["/game/last.ts"]))
    let start = world.clock
    var steps = 0
    var shown: UInt64?
    while world.clock < start + 200_000_000, world.step(), steps < 200_000 {
      steps += 1
      if shown == nil, world.screenContent == world.disk { shown = world.clock - start }
    }
    return shown
  }

  @Test("whatever happens, the newest good save is on the screen once edits and faults cease", arguments: [true, false])
  func converges(standby: Bool) {
    for seed in UInt64(1)...400 {
      var policy = Policy()
      policy.keepsStandby = standby
      var world = run(seed: seed, policy: policy, edits: 25)
      let wait = quieten(&world)
      // Without a newer save there is no telling a game that loads for long from a worker that was stopped, but by its limit.
      let wasStopped = world.trace.suffix(400).contains { $0.effects.contains { if case .report(.stageRetried) = $0 { true } else { false } } }
      #expect(wait ?? .max < 10_000_000 || wasStopped, "seed \(seed), standby \(standby): the last save waits for \(wait ?? 0) µs\n\(world.tail)")
      let shown = world.screenContent == world.disk && world.onScreen != nil
      #expect(shown, "seed \(seed), standby \(standby):\n\(world.tail)")
      let visible = world.windowError?.trouble
      #expect(visible == nil, "seed \(seed): an old error stays on the screen\n\(world.tail)")
      if case .playing(let generation, _) = world.machine.current {
        let onScreen = world.onScreen
        #expect(onScreen == generation, "seed \(seed)")
      } else {
        Issue.record("seed \(seed): nothing plays\n\(world.tail)")
      }
      if world.screenContent != world.disk { return }
    }
  }

  @Test("whatever happens, that the last save does not build is told and shown", arguments: [true, false])
  func tellsFailure(standby: Bool) {
    for seed in UInt64(1)...200 {
      var policy = Policy()
      policy.keepsStandby = standby
      var world = run(seed: seed, policy: policy, edits: 15)
      quieten(&world, builds: false)
      let told = world.toldBroken == world.disk
      #expect(told, "seed \(seed), standby \(standby):\n\(world.tail)")
      let shown = world.onScreen == nil || world.windowError?.trouble == .build(content: world.disk)
      #expect(shown, "seed \(seed), standby \(standby): \(String(describing: world.windowError))\n\(world.tail)")
      if !told { return }
    }
  }

  @Test("every spawned generation is reaped exactly once, and none is left after the end", arguments: [true, false])
  func noOrphans(standby: Bool) {
    for seed in UInt64(1)...200 {
      var policy = Policy()
      policy.keepsStandby = standby
      var world = run(seed: seed, policy: policy, edits: 10)
      world.feed(.quitRequested(code: 0))
      #expect(world.exitCode == 0)
      while world.step() {}
      #expect(world.workers.isEmpty, "seed \(seed): \(world.workers.keys) outlive the supervisor")
      #expect(Set(world.spawned) == world.reaped, "seed \(seed)")
    }
  }

  @Test("after the end no effect follows, whatever still arrives")
  func silentAfterExit() {
    var world = run(seed: 7, policy: Policy(), edits: 5)
    world.feed(.quitRequested(code: 3))
    for event: Event in [
      .sourcesChanged(["a"]), .buildFinished(1, .good(99)), .restartRequested, .alarm(.debounce), .quitRequested(code: 1),
    ] {
      #expect(world.machine.handle(event).isEmpty)
    }
  }

  @Test("the same seed gives the same effects")
  func deterministic() {
    let first = run(seed: 42, policy: Policy(), edits: 20)
    let second = run(seed: 42, policy: Policy(), edits: 20)
    #expect(first.trace == second.trace)
  }

  @Test("a late word of an earlier generation changes nothing")
  func lateEvents() {
    var world = run(seed: 3, policy: Policy(), edits: 8)
    quieten(&world)
    let before = world.machine
    let old = Generation(1)
    #expect(world.machine.current.generation != old)
    for event: Event in [
      .hello(old), .ready(old, 1), .staged(old, 1, microseconds: 1), .presented(old), .failed(old, .game(old, 1), continues: false),
      .failed(old, .game(old, 2), continues: true), .offersReloadState(old, true), .reloadStateCollected(old, StateID(1), found: true),
      .importResolved(old, token: 1, version: 9), .finished(old, code: 9), .windowClosed(old), .spawnFailed(old),
    ] {
      let effects = world.machine.handle(event).filter {
        switch $0 {
        case .forgetError, .forgetState: false  // what came with the event is let go
        default: true
        }
      }
      #expect(effects.isEmpty, "\(event)")
      #expect(world.machine == before, "\(event)")
    }
  }
}

@testable import ArcaneReload

/// A hostile world around the machine: a virtual clock, workers that are slow, die, hang and fail (the prewarmed one too),
/// an editor that saves good and bad code at any moment. Everything follows from the seed.
///
/// It holds what the shell holds: the content of errors and states by their identities, and what each worker has been sent.
/// So it can tell not only that an error is shown, but which one, over which generation.
struct SimulatedWorld {
  struct Worker {
    enum Life { case alive, dying }
    var life: Life = .alive
    var frozen = false
    /// Stopped by somebody: it answers nothing.
    var stopped = false
    /// The graph that it has been sent.
    var holds: GraphVersion?
    var evaluated: GraphVersion?
    var reports: UInt32 = 0
  }

  /// What is wrong, as a user would read it.
  enum Trouble: Equatable {
    /// This content does not build.
    case build(content: Int)
    /// This content does not run.
    case game(content: Int?)
    case death(Generation)
    case timeout(Generation)
  }

  struct Scheduled {
    var time: UInt64
    var order: UInt64
    var event: WorldEvent
    /// Not a consequence of what the machine did, but bad luck.
    var isFault = false
  }
  enum WorldEvent {
    case toMachine(Event)
    case die(Generation)
    case save
    case answerState(Generation, StateID)
    case fail(Generation, continues: Bool)
    case hang(Generation)
  }

  var machine: ReloadMachine
  var random: SeededGenerator
  var clock: UInt64 = 0
  var queue: [Scheduled] = []
  var order: UInt64 = 0
  var alarms: [Alarm: UInt64] = [:]
  var workers: [Generation: Worker] = [:]
  var reaped: Set<Generation> = []
  var spawned: [Generation] = []
  var faults = true
  struct Step: Equatable, CustomStringConvertible {
    var clock: UInt64
    var event: Event
    var effects: [Effect]
    var description: String { "\(clock) \(event) -> \(effects)" }
  }
  var trace: [Step] = []
  /// The last steps, for a message.
  var tail: String { trace.suffix(25).map(\.description).joined(separator: "\n") }

  /// What is on disk: even content numbers build, and every one that is 0 modulo 4 also evaluates.
  var disk = 0
  var built = -1
  var contentOfVersion: [GraphVersion: Int] = [:]
  var lastGoodContent: Int?
  var version: GraphVersion = 0
  var onScreen: Generation?
  var screenContent: Int?
  var errors: [ErrorID: Trouble] = [:]
  var states: [StateID: Generation] = [:]
  /// What is in the window over the game, or in its place.
  var windowError: (over: Generation, trouble: Trouble)?
  /// The generation that was last on the screen before the one that is.
  var lastPlayed: Generation?
  /// The content of which it was last told that it does not build.
  var toldBroken: Int?
  var exitCode: UInt8?

  init(seed: UInt64, policy: Policy) {
    machine = ReloadMachine(policy: policy)
    random = SeededGenerator(seed: seed)
  }

  static func builds(_ content: Int) -> Bool { content % 2 == 0 }
  static func evaluates(_ content: Int) -> Bool { content % 4 == 0 }

  mutating func schedule(after delay: UInt64, _ event: WorldEvent, isFault: Bool = false) {
    order += 1
    queue.append(Scheduled(time: clock + delay, order: order, event: event, isFault: isFault))
  }

  mutating func delay(_ range: ClosedRange<UInt64>) -> UInt64 { UInt64.random(in: range, using: &random) }
  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  mutating func start() { feed(.started) }

  /// Runs the next thing that is due. False when nothing is left.
  mutating func step() -> Bool {
    let nextAlarm = alarms.min { ($0.value, $0.key.hashOrder) < ($1.value, $1.key.hashOrder) }
    let index = queue.indices.min { (queue[$0].time, queue[$0].order) < (queue[$1].time, queue[$1].order) }
    if let nextAlarm, index.map({ queue[$0].time > nextAlarm.value }) ?? true {
      clock = max(clock, nextAlarm.value)
      alarms[nextAlarm.key] = nil
      feed(.alarm(nextAlarm.key))
      return true
    }
    guard let index else { return false }
    let item = queue.remove(at: index)
    clock = max(clock, item.time)
    switch item.event {
    case .toMachine(let event): feed(event)
    case .die(let generation):
      guard workers.removeValue(forKey: generation) != nil else { return true }
      precondition(reaped.insert(generation).inserted, "\(generation) reaped twice")
      if onScreen == generation {
        onScreen = nil
        windowError = nil
      }
      errors[.death(generation)] = .death(generation)
      feed(.exited(generation))
    case .answerState(let generation, let state):
      guard workers[generation]?.life == .alive else { return true }
      states[state] = generation
      feed(.reloadStateCollected(generation, state, found: true))
    case .fail(let generation, let continues):
      guard var worker = workers[generation], worker.life == .alive else { return true }
      worker.reports += 1
      workers[generation] = worker
      errors[.game(generation, worker.reports)] = .game(content: worker.evaluated.flatMap { contentOfVersion[$0] })
      feed(.failed(generation, .game(generation, worker.reports), continues: continues))
    case .hang(let generation):
      guard var worker = workers[generation], worker.life == .alive else { return true }
      worker.reports += 1
      worker.stopped = true
      workers[generation] = worker
      errors[.game(generation, worker.reports)] = .game(content: worker.evaluated.flatMap { contentOfVersion[$0] })
      feed(.hung(generation, .game(generation, worker.reports), isLost: true))
    case .save:
      disk += 1 + Int.random(in: 0..<4, using: &random)
      feed(.sourcesChanged(Set((0...Int.random(in: 0..<3, using: &random)).map { "/game/\($0).ts" })))
    }
    return true
  }

  mutating func feed(_ event: Event) {
    let effects = machine.handle(event)
    trace.append(Step(clock: clock, event: event, effects: effects))
    precondition(effects.count <= 20, "too many effects: \(effects)")
    if let violation = machine.violation { preconditionFailure("\(violation)\n\(tail)") }
    for effect in effects { carryOut(effect) }
    // What the machine does not refer to any more is forgotten, so that nothing piles up.
    precondition(exitCode != nil || (errors.count <= 5 && states.count <= 1), "contents pile up: \(errors), \(states)")
  }

  private func trouble(_ error: ErrorID) -> Trouble {
    guard let found = errors[error] else { preconditionFailure("\(error) was forgotten or never known\n\(tail)") }
    return found
  }

  mutating func carryOut(_ effect: Effect) {
    switch effect {
    case .arm(let alarm, let microseconds): alarms[alarm] = clock + microseconds
    case .disarm(let alarm): alarms[alarm] = nil
    case .build(let number, _):
      // Reads the disk at some moment while it runs.
      let content = disk
      let result: BuildResult
      built = content
      if !Self.builds(content) {
        result = .failed
        errors[.build(number)] = .build(content: content)
      } else if content == lastGoodContent {
        result = .unchanged
      } else {
        version += 1
        contentOfVersion[version] = content
        lastGoodContent = content
        result = .good(version)
      }
      schedule(after: delay(200...8_000), .toMachine(.buildFinished(number, result)))
    case .spawn(let generation, _), .prewarm(let generation):
      precondition(!spawned.contains(generation))
      spawned.append(generation)
      if faults, chance(3) {
        reaped.insert(generation)
        schedule(after: 1, .toMachine(.spawnFailed(generation)))
        return
      }
      workers[generation] = Worker()
      if faults, chance(5) { schedule(after: delay(100...200_000), .die(generation), isFault: true) }
      if faults, chance(3) { schedule(after: delay(100...200_000), .fail(generation, continues: false), isFault: true) }
      if !(faults && chance(2)) { schedule(after: delay(5_000...40_000), .toMachine(.hello(generation))) }
    case .prepare(let generation, let version, _):
      workers[generation]?.holds = version
      if faults, chance(2) { return }
      schedule(after: delay(10_000...90_000), .toMachine(.ready(generation, version)))
      // Stopped while it waits: it will not answer when it is wanted.
      if faults, chance(2) { workers[generation]?.stopped = true }
    case .deliver(let generation, let version): workers[generation]?.holds = version
    case .answerImport, .verifyModules: break  // nobody imports here, and all modules are right
    case .expect(let generation): precondition(workers[generation]?.evaluated == nil, "\(generation) is no standby any more")
    case .throttle(let generation): precondition(onScreen == nil || generation == onScreen, "\(generation) is not on the screen")
    case .collectCodeCache: break  // changes nothing for the machine
    case .collectReloadState(let generation, let state):
      if faults, chance(10) { return }
      // Some answer after their limit: what they say is of no use any more.
      schedule(after: faults && chance(30) ? delay(200_000...900_000) : delay(100...20_000), .answerState(generation, state))
    case .stage(let generation, let version, let state):
      if let state {
        guard let giver = states[state] else { preconditionFailure("\(state) was forgotten or never known") }
        precondition(giver == onScreen || giver == lastPlayed, "\(generation) gets the state of \(giver), which is not its predecessor")
      }
      guard let worker = workers[generation], worker.life == .alive, !worker.stopped else { return }
      precondition((worker.holds ?? 0) >= version, "\(generation) is to show modules that it has not got")
      workers[generation]?.evaluated = version
      let content = contentOfVersion[version] ?? 0
      if faults, chance(3) { return schedule(after: delay(100...10_000), .die(generation), isFault: true) }
      if faults, chance(2) { return }
      let duration = faults && chance(5) ? delay(200_000...2_000_000) : delay(500...20_000)
      if Self.evaluates(content) {
        schedule(after: duration, .toMachine(.staged(generation, version, microseconds: duration)))
      } else if chance(50) {
        schedule(after: duration, .fail(generation, continues: false))
      } else {
        schedule(after: duration, .die(generation))
      }
    case .freeze(let generation):
      precondition(onScreen == nil || generation == onScreen, "froze \(generation), not the one on screen")
      workers[generation]?.frozen = true
    case .thaw(let generation): workers[generation]?.frozen = false
    case .present(let generation):
      if faults, chance(3) { return schedule(after: 100, .die(generation)) }
      if faults, chance(2) { return }
      precondition(onScreen.flatMap { workers[$0] }.map(\.frozen) ?? true, "two workers draw")
      if onScreen != nil { lastPlayed = onScreen }
      onScreen = generation
      screenContent = workers[generation]?.evaluated.flatMap { contentOfVersion[$0] }
      windowError = nil
      if chance(30) { schedule(after: 1_000, .toMachine(.offersReloadState(generation, true))) }
      if faults, chance(10) { schedule(after: delay(1_000...3_000_000), .die(generation), isFault: true) }
      if faults, chance(5) { schedule(after: delay(1_000...3_000_000), .fail(generation, continues: false), isFault: true) }
      if faults, chance(20) { schedule(after: delay(1_000...300_000), .fail(generation, continues: true), isFault: true) }
      if faults, chance(5) { schedule(after: delay(1_000...3_000_000), .hang(generation), isFault: true) }
      schedule(after: delay(100...3_000), .toMachine(.presented(generation)))
    case .presentError(let generation, let error):
      if onScreen != nil { lastPlayed = onScreen }
      onScreen = generation
      screenContent = nil
      windowError = (generation, trouble(error))
    case .takeInput:
      precondition(workers.values.allSatisfy { !$0.frozen }, "input taken while the old one lives")
    case .kill(let generation):
      if onScreen == generation { lastPlayed = generation }
      if workers[generation]?.life == .alive {
        workers[generation]?.life = .dying
        schedule(after: delay(50...5_000), .die(generation))
      }
    case .showError(let generation, let error):
      let shown = trouble(error)
      // One that passes leaves the window by itself.
      if machine.visibleError?.id == error { windowError = (generation, shown) }
    case .clearError(let generation):
      precondition(windowError.map { $0.over == generation } ?? true, "cleared over another generation")
      windowError = nil
    case .forgetError(let error): errors[error] = nil
    case .forgetState(let state): states[state] = nil
    case .report(.buildFailed): toldBroken = built
    case .report(.backToGood), .report(.backToFailure): toldBroken = nil
    case .report(.stageTimedOut(let generation)): errors[.timeout(generation)] = .timeout(generation)
    case .report(.didNotConverge): preconditionFailure("the machine does not come to rest")
    case .report: break
    case .exit(let code): exitCode = code
    }
  }
}

extension Alarm {
  var hashOrder: Int { Alarm.allCases.firstIndex(of: self) ?? 0 }
}

/// SplitMix64 (Steele, Lea, Flood 2014).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

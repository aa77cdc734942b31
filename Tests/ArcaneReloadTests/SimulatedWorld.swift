@testable import ArcaneReload

/// A hostile world around the machine: a virtual clock, workers that are slow, die, hang and fail, an editor that
/// saves good and bad code at any moment. Everything follows from the seed.
struct SimulatedWorld {
  struct Worker {
    enum Life { case alive, dying }
    var life: Life = .alive
    var frozen = false
    var evaluated: GraphVersion?
    /// Will show this version when told to present.
    var hangs = false
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
  var trace: [String] = []

  /// What is on disk: even content numbers build, and every one that is 0 modulo 4 also evaluates.
  var disk = 0
  var built = -1
  var contentOfVersion: [GraphVersion: Int] = [:]
  var lastGoodContent: Int?
  var version: GraphVersion = 0
  var onScreen: Generation?
  var screenContent: Int?
  var errorShown = false
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
      if onScreen == generation { onScreen = nil }
      feed(.exited(generation))
    case .save:
      disk += 1 + Int.random(in: 0..<4, using: &random)
      // Most are opened first, and some are opened only to be read.
      for _ in 0..<Int.random(in: 0...2, using: &random) { feed(.sourceOpened) }
      feed(.sourcesChanged(files: 1 + Int.random(in: 0..<3, using: &random)))
      feed(.sourceOpened)
    }
    return true
  }

  mutating func feed(_ event: Event) {
    let effects = machine.handle(event)
    trace.append("\(clock) \(event) -> \(effects)")
    precondition(effects.count <= 16, "too many effects: \(effects)")
    for effect in effects { carryOut(effect) }
  }

  mutating func carryOut(_ effect: Effect) {
    switch effect {
    case .arm(let alarm, let microseconds): alarms[alarm] = clock + microseconds
    case .disarm(let alarm): alarms[alarm] = nil
    case .build:
      // Reads the disk at some moment while it runs.
      let content = disk
      let result: BuildResult
      if !Self.builds(content) {
        result = .failed
        built = content
      } else if content == lastGoodContent {
        result = .unchanged
        built = content
      } else {
        version += 1
        contentOfVersion[version] = content
        lastGoodContent = content
        built = content
        result = .good(version)
      }
      schedule(after: delay(200...8_000), .toMachine(.buildFinished(result)))
    case .spawn(let generation):
      precondition(!spawned.contains(generation))
      spawned.append(generation)
      if faults, chance(3) {
        reaped.insert(generation)
        schedule(after: 1, .toMachine(.spawnFailed(generation)))
        return
      }
      workers[generation] = Worker()
      if faults, chance(5) { schedule(after: delay(100...200_000), .die(generation), isFault: true) }
      if !(faults && chance(2)) { schedule(after: delay(5_000...40_000), .toMachine(.hello(generation))) }
    case .prepare(let generation):
      if faults, chance(2) { return }
      schedule(after: delay(10_000...90_000), .toMachine(.ready(generation, version)))
    case .wake(let generation), .expect(let generation): precondition(workers[generation]?.evaluated == nil, "\(generation) is no standby any more")
    case .rest(let generation): precondition(onScreen == nil || generation == onScreen, "\(generation) is not on the screen")
    case .collectCodeCache: break  // changes nothing for the machine
    case .collectReloadState(let generation):
      if faults, chance(20) { return }
      schedule(after: delay(100...20_000), .toMachine(.reloadStateCollected(generation)))
    case .stage(let generation, let version):
      guard workers[generation]?.life == .alive else { return }
      workers[generation]?.evaluated = version
      let content = contentOfVersion[version] ?? 0
      if faults, chance(3) { return schedule(after: delay(100...10_000), .die(generation), isFault: true) }
      if faults, chance(2) { return }
      if Self.evaluates(content) {
        schedule(after: delay(500...20_000), .toMachine(.staged(generation, version)))
      } else if chance(50) {
        schedule(after: delay(500...20_000), .toMachine(.failed(generation)))
      } else {
        schedule(after: delay(500...20_000), .die(generation))
      }
    case .freeze(let generation):
      precondition(onScreen == nil || generation == onScreen, "froze \(generation), not the one on screen")
      workers[generation]?.frozen = true
    case .thaw(let generation): workers[generation]?.frozen = false
    case .present(let generation):
      if faults, chance(3) { return schedule(after: 100, .die(generation)) }
      if faults, chance(2) { return }
      precondition(onScreen == nil || workers[onScreen!]?.frozen == true, "two workers draw")
      onScreen = generation
      screenContent = workers[generation]?.evaluated.flatMap { contentOfVersion[$0] }
      errorShown = false
      if chance(30) { schedule(after: 1_000, .toMachine(.offersReloadState(generation, true))) }
      if faults, chance(10) { schedule(after: delay(1_000...3_000_000), .die(generation), isFault: true) }
      if faults, chance(5) { schedule(after: delay(1_000...3_000_000), .toMachine(.failed(generation)), isFault: true) }
      schedule(after: delay(100...3_000), .toMachine(.presented(generation)))
    case .presentError(let generation):
      onScreen = generation
      screenContent = nil
      errorShown = true
    case .takeInput(let generation):
      precondition(workers.keys.filter { workers[$0]?.frozen == true }.isEmpty, "input taken while the old one lives")
      _ = generation
    case .kill(let generation):
      if workers[generation]?.life == .alive {
        workers[generation]?.life = .dying
        schedule(after: delay(50...5_000), .die(generation))
      }
    case .showError: errorShown = true
    case .clearError: errorShown = false
    case .report(.buildFailed): toldBroken = built
    case .report(.backToGood): toldBroken = nil
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

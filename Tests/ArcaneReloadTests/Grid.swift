@testable import ArcaneReload

/// The state x event table of the machine, as text.
///
/// A shape is a pair of (next, current) without the numbers. The machine is walked from its start by every event
/// that can happen, and of all states of a shape the one that is reached in the fewest steps stands for it. Facts
/// beside the shape (is a build running, are the files quiet) are those of that state; `reached by` tells them.
struct Grid {
  struct Step {
    let name: String
    /// nil where the event cannot happen: it is about a worker that is not there.
    let event: Event?
  }

  struct Found {
    let machine: ReloadMachine
    let path: [String]
  }

  let policy: Policy
  private(set) var shapes: [(shape: String, found: Found)] = []
  /// Every state that was looked at, for checks over all of them.
  private(set) var states: [Found] = []

  init(policy: Policy) {
    self.policy = policy
    var seen: Set<Int> = []
    var seenShapes: Set<String> = []
    var queue = [Found(machine: ReloadMachine(policy: policy), path: [])]
    var head = 0
    while head < queue.count {
      let found = queue[head]
      head += 1
      let shape = Self.shape(found.machine)
      if !found.path.isEmpty {
        states.append(found)
        if seenShapes.insert(shape).inserted { shapes.append((shape, found)) }
      }
      let steps = found.path.isEmpty ? [Step(name: "started", event: .started)] : Self.steps(found.machine)
      for step in steps where step.name != "started" || found.path.isEmpty {
        guard let event = step.event else { continue }
        var machine = found.machine
        _ = machine.handle(event)
        guard machine.exiting == nil, seen.insert(Self.facts(machine)).inserted else { continue }
        queue.append(Found(machine: machine, path: found.path + [step.name]))
      }
    }
    shapes.sort { Self.order($0.found.machine) < Self.order($1.found.machine) }
  }

  // MARK: - Events

  static func steps(_ machine: ReloadMachine) -> [Step] {
    let next = machine.next.generation
    let current = machine.current.generation
    let dying = machine.draining.min()
    let asked: StateID? =
      switch machine.next {
      case .asking(let state), .collecting(_, let state): state
      default: nil
      }
    let newest = Self.newestVersion(machine)
    let staged: GraphVersion? =
      switch machine.next {
      case .staging(_, let version), .staged(_, let version), .presenting(_, let version): version
      default: nil
      }
    return [
      Step(name: "sources changed: 1", event: .sourcesChanged(["a"])),
      Step(name: "sources changed: 2", event: .sourcesChanged(["a", "b"])),
      Step(name: "build: unchanged", event: machine.build.number.map { .buildFinished($0, .unchanged) }),
      Step(name: "build: good", event: machine.build.number.map { .buildFinished($0, .good(newest + 1)) }),
      Step(name: "build: failed", event: machine.build.number.map { .buildFinished($0, .failed) }),
      Step(name: "next: spawn failed", event: next.map { .spawnFailed($0) }),
      Step(name: "next: hello", event: next.map { .hello($0) }),
      Step(name: "next: ready", event: next.map { .ready($0, newest) }),
      Step(name: "next: staged", event: next.map { .staged($0, staged ?? newest, microseconds: 1000) }),
      Step(name: "next: presented", event: next.map { .presented($0) }),
      Step(name: "next: offers state", event: next.map { .offersReloadState($0, true) }),
      Step(name: "next: failed", event: next.map { .failed($0, .game($0, 1), continues: false) }),
      Step(name: "next: hung", event: next.map { .hung($0, .game($0, 1), isLost: true) }),
      Step(name: "next: exited", event: next.map { .exited($0) }),
      Step(name: "next: import resolved", event: next.map { .importResolved($0, token: 1, version: newest + 1) }),
      Step(name: "current: failed", event: current.map { .failed($0, .game($0, 1), continues: false) }),
      Step(name: "current: error in passing", event: current.map { .failed($0, .game($0, 2), continues: true) }),
      Step(name: "current: loop ended", event: current.map { .hung($0, .game($0, 3), isLost: false) }),
      Step(name: "current: hung", event: current.map { .hung($0, .game($0, 4), isLost: true) }),
      Step(name: "current: exited", event: current.map { .exited($0) }),
      Step(name: "current: offers state", event: current.map { .offersReloadState($0, true) }),
      Step(name: "current: state collected", event: current.flatMap { who in asked.map { .reloadStateCollected(who, $0, found: true) } }),
      Step(name: "current: state too late", event: current.map { .reloadStateCollected($0, StateID(9999), found: true) }),
      Step(name: "current: import resolved", event: current.map { .importResolved($0, token: 1, version: newest + 1) }),
      Step(name: "current: window closed", event: current.map { .windowClosed($0) }),
      Step(name: "current: finished", event: current.map { .finished($0, code: 7) }),
      Step(name: "earlier: exited", event: dying.map { .exited($0) }),
      Step(name: "restart asked for", event: .restartRequested), Step(name: "quit asked for", event: .quitRequested(code: 0)),
    ] + Alarm.allCases.map { Step(name: "alarm: \($0)", event: .alarm($0)) }
  }

  /// What concerns the prewarmed process; the rest of the machine does not see it until it is taken over.
  static func prewarmedSteps(_ machine: ReloadMachine) -> [Step] {
    let prewarmed = machine.prewarmed.generation
    return [
      Step(name: "alarm: prewarm", event: .alarm(.prewarm)),
      Step(name: "prewarmed: hello", event: prewarmed.map { .hello($0) }),
      Step(name: "prewarmed: spawn failed", event: prewarmed.map { .spawnFailed($0) }),
      Step(name: "prewarmed: failed", event: prewarmed.map { .failed($0, .game($0, 1), continues: false) }),
      Step(name: "prewarmed: exited", event: prewarmed.map { .exited($0) }),
      Step(name: "next: exited", event: machine.next.generation.map { .exited($0) }),
      Step(name: "quit asked for", event: .quitRequested(code: 0)),
    ]
  }

  private static func newestVersion(_ machine: ReloadMachine) -> GraphVersion { machine.goodVersion ?? 0 }

  // MARK: - Names

  static func name(_ next: ReloadMachine.Next) -> String {
    switch next {
    case .none: "none"
    case .asking: "asking"
    case .spawned(_, greeted: false): "spawned"
    case .spawned(_, greeted: true): "greeted"
    case .warming: "warming"
    case .ready: "ready"
    case .collecting: "collecting"
    case .staging: "staging"
    case .staged: "staged"
    case .presenting: "presenting"
    }
  }

  static func name(_ current: ReloadMachine.Current) -> String {
    switch current {
    case .none: "none"
    case .playing: "playing"
    case .halted: "halted"
    case .frozen(_, .some): "frozen"
    case .frozen(_, .none): "frozen (was halted)"
    }
  }

  static func name(_ prewarmed: ReloadMachine.Prewarmed) -> String {
    switch prewarmed {
    case .none: "none"
    case .spawned(_, greeted: false): "spawned"
    case .spawned(_, greeted: true): "greeted"
    }
  }

  static func shape(_ machine: ReloadMachine) -> String { "next \(name(machine.next)), current \(name(machine.current))" }

  private static let nextNames = ["none", "asking", "spawned", "greeted", "warming", "ready", "collecting", "staging", "staged", "presenting"]
  private static let currentNames = ["none", "playing", "halted", "frozen", "frozen (was halted)"]

  private static func order(_ machine: ReloadMachine) -> Int {
    (nextNames.firstIndex(of: name(machine.next)) ?? 0) * 10 + (currentNames.firstIndex(of: name(machine.current)) ?? 0)
  }

  /// What tells states of a shape apart here: the facts that decide what comes next, without numbers that only grow.
  private static func facts(_ machine: ReloadMachine) -> Int {
    let shown: GraphVersion? = if case .playing(_, let version) = machine.current { version } else { nil }
    let flags = [
      machine.goodVersion == nil, machine.goodVersion == shown, machine.buildError != nil, machine.failureUnreported, machine.reloadPending,
      machine.isQuiet, machine.deadlinePassed, machine.owedError != nil, machine.stageIsSlow, machine.offersReloadState,
      machine.reloadsInBurst >= machine.policy.burstReloads, machine.warmUpFailures > 0, machine.draining.isEmpty,
      machine.timesWarmUp,
    ]
    let build =
      switch machine.build {
      case .idle: 0
      case .running: 1
      case .runningAndStale: 2
      }
    return flags.reduce(order(machine) * 3 + build) { $0 * 2 + ($1 ? 1 : 0) }
  }

  // MARK: - Text

  /// The prewarmed slot's own table, beside a game that plays and a standby that is ready.
  static func prewarmedText(_ ready: ReloadMachine) -> String {
    var spawned = ready
    _ = spawned.handle(.alarm(.prewarm))
    var greeted = spawned
    if let generation = spawned.prewarmed.generation { _ = greeted.handle(.hello(generation)) }
    var lines: [String] = []
    for machine in [ready, spawned, greeted] {
      lines += ["## prewarmed \(name(machine.prewarmed)), \(shape(machine))", ""]
      for step in prewarmedSteps(machine) { lines.append("  " + step.name.padded(to: 26) + cell(step, machine)) }
      lines.append("")
    }
    return lines.joined(separator: "\n")
  }

  func text() -> String {
    var lines: [String] = []
    for (shape, found) in shapes {
      lines += ["## \(shape)", "reached by: \(found.path.joined(separator: "; "))", ""]
      for step in Self.steps(found.machine) {
        lines.append("  " + step.name.padded(to: 26) + Self.cell(step, found.machine))
      }
      lines.append("")
    }
    return lines.joined(separator: "\n")
  }

  private static func cell(_ step: Step, _ before: ReloadMachine) -> String {
    guard let event = step.event else { return "-" }
    var after = before
    let effects = after.handle(event)
    var parts = effects.map { word($0, before) }
    if after.exiting == nil, shape(after) != shape(before) { parts.append("=> \(name(after.next)), \(name(after.current))") }
    if after.exiting == nil, after.prewarmed != before.prewarmed { parts.append("=> prewarmed \(name(after.prewarmed))") }
    if parts.isEmpty { return after == before ? "." : ". (noted)" }
    return parts.joined(separator: "; ")
  }

  private static func word(_ effect: Effect, _ machine: ReloadMachine) -> String {
    func who(_ generation: Generation) -> String {
      if generation == machine.prewarmed.generation { return "prewarmed" }
      if generation == machine.next.generation { return "next" }
      if generation == machine.current.generation { return "current" }
      return machine.draining.contains(generation) ? "earlier" : "new"
    }
    func role(_ error: ErrorID) -> String {
      switch error {
      case .build: "build error"
      case .game(let generation, _): "error of \(who(generation))"
      case .death(let generation): "death of \(who(generation))"
      case .timeout(let generation): "timeout of \(who(generation))"
      }
    }
    // Versions by what they are to the machine, since numbers only grow.
    func rank(_ version: GraphVersion) -> String {
      if version == machine.goodVersion { return "good" }
      return version > machine.goodVersion ?? 0 ? "newer" : "older"
    }
    return switch effect {
    case .build(_, let paths): "build \(paths.count)"
    case .spawn(let generation, let low): "spawn \(who(generation))" + (low ? " at low priority" : "")
    case .prewarm(let generation): "prewarm \(who(generation))"
    case .prepare(let generation, let version, let hurries): "prepare \(who(generation)) with \(rank(version))" + (hurries ? " in a hurry" : "")
    case .deliver(let generation, let version): "deliver \(rank(version)) to \(who(generation))"
    case .throttle(let generation): "throttle \(who(generation))"
    case .expect(let generation): "expect \(who(generation))"
    case .stage(let generation, let version, let state): "stage \(who(generation)) with \(rank(version))" + (state == nil ? "" : " and state")
    case .collectReloadState(let generation, _): "collect state of \(who(generation))"
    case .verifyModules: "verify modules"
    case .freeze(let generation): "freeze \(who(generation))"
    case .thaw(let generation): "thaw \(who(generation))"
    case .present(let generation): "present \(who(generation))"
    case .collectCodeCache(let generation): "collect code cache of \(who(generation))"
    case .answerImport(let generation, _): "answer import of \(who(generation))"
    case .presentError(let generation, let error): "present \(role(error)) in \(who(generation))"
    case .takeInput(let generation): "\(who(generation)) takes input"
    case .kill(let generation): "kill \(who(generation))"
    case .showError(let generation, let error): "show \(role(error)) over \(who(generation))"
    case .clearError(let generation): "clear error over \(who(generation))"
    case .forgetError(let error): "forget \(role(error))"
    case .forgetState: "forget state"
    case .arm(let alarm, _): "arm \(alarm)"
    case .disarm(let alarm): "disarm \(alarm)"
    case .exit(let code): "exit \(code)"
    case .report(let report):
      switch report {
      case .buildFailed: "report build failed"
      case .unchanged: "report unchanged"
      case .backToGood: "report back to good"
      case .backToFailure(let error): "report back to \(role(error))"
      case .stageFailed: "report stage failed"
      case .stageTimedOut: "report stage timed out"
      case .stageRetried: "report stage retried"
      case .stageReplaced: "report stage replaced"
      case .warmUpReplaced: "report warm-up replaced"
      case .reloaded: "report reloaded"
      case .died(let generation): "report \(who(generation)) died"
      case .crashed(_, let restarts): "report crashed" + (restarts ? ", restarts" : "")
      case .halted: "report halted"
      case .hung: "report hung"
      case .warmUpTimedOut: "report warm-up timed out"
      case .warmUpFailed(_, let triesAgain): "report warm-up failed" + (triesAgain ? ", tries again" : "")
      case .stateTooLate: "report state too late"
      case .superseded: "report superseded"
      case .handoverFailed: "report handover failed"
      case .prewarmedLost: "report prewarmed lost"
      case .didNotConverge: "report did not converge"
      }
    }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    count >= width ? self + " " : self + String(repeating: " ", count: width - count)
  }
}

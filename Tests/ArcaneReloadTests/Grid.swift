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
    var seen: Set<String> = []
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
    let newest = Self.newestVersion(machine)
    let staged: GraphVersion? =
      switch machine.next {
      case .staging(_, let version), .staged(_, let version), .presenting(_, let version): version
      default: nil
      }
    return [
      Step(name: "source opened", event: .sourceOpened),
      Step(name: "sources changed: 1", event: .sourcesChanged(files: 1)),
      Step(name: "sources changed: 9", event: .sourcesChanged(files: 9)),
      Step(name: "build: unchanged", event: machine.build == .idle ? nil : .buildFinished(.unchanged)),
      Step(name: "build: good", event: machine.build == .idle ? nil : .buildFinished(.good(newest + 1))),
      Step(name: "build: failed", event: machine.build == .idle ? nil : .buildFinished(.failed)),
      Step(name: "next: spawn failed", event: next.map { .spawnFailed($0) }),
      Step(name: "next: hello", event: next.map { .hello($0) }),
      Step(name: "next: ready", event: next.map { .ready($0, newest) }),
      Step(name: "next: staged", event: next.map { .staged($0, staged ?? newest) }),
      Step(name: "next: presented", event: next.map { .presented($0) }),
      Step(name: "next: offers state", event: next.map { .offersReloadState($0, true) }),
      Step(name: "next: failed", event: next.map { .failed($0) }),
      Step(name: "next: exited", event: next.map { .exited($0) }),
      Step(name: "current: failed", event: current.map { .failed($0) }),
      Step(name: "current: exited", event: current.map { .exited($0) }),
      Step(name: "current: offers state", event: current.map { .offersReloadState($0, true) }),
      Step(name: "current: state collected", event: current.map { .reloadStateCollected($0) }),
      Step(name: "current: finished", event: current.map { .finished($0, code: 7) }),
      Step(name: "earlier: exited", event: dying.map { .exited($0) }),
      Step(name: "restart asked for", event: .restartRequested), Step(name: "quit asked for", event: .quitRequested(code: 0)),
    ] + Alarm.allCases.map { Step(name: "alarm: \($0)", event: .alarm($0)) }
  }

  private static func newestVersion(_ machine: ReloadMachine) -> GraphVersion { machine.good ?? 0 }

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

  static func shape(_ machine: ReloadMachine) -> String { "next \(name(machine.next)), current \(name(machine.current))" }

  private static func order(_ machine: ReloadMachine) -> Int {
    let next = ["none", "asking", "spawned", "greeted", "warming", "ready", "collecting", "staging", "staged", "presenting"]
    let current = ["none", "playing", "halted", "frozen", "frozen (was halted)"]
    return (next.firstIndex(of: name(machine.next)) ?? 0) * 10 + (current.firstIndex(of: name(machine.current)) ?? 0)
  }

  /// What tells states of a shape apart here: the facts that decide what comes next, without numbers that only grow.
  private static func facts(_ machine: ReloadMachine) -> String {
    let shown: GraphVersion? = if case .playing(_, let version) = machine.current { version } else { nil }
    let flags = [
      machine.good == nil, machine.good == shown, machine.broken, machine.untold, machine.wanted, machine.quiet, machine.overdue,
      machine.offersReloadState, machine.reloadsInBurst >= machine.policy.burstReloads, machine.warmUpFailures > 0, machine.draining.isEmpty,
    ]
    return shape(machine) + " \(machine.build) " + flags.map { $0 ? "1" : "0" }.joined()
  }

  // MARK: - Text

  func text() -> String {
    var lines: [String] = []
    for (shape, found) in shapes {
      lines += ["## \(shape)", "reached by: \(found.path.joined(separator: "; "))", ""]
      for step in Self.steps(found.machine) {
        lines.append("  " + step.name.padded(to: 26) + cell(step, found.machine))
      }
      lines.append("")
    }
    return lines.joined(separator: "\n")
  }

  private func cell(_ step: Step, _ before: ReloadMachine) -> String {
    guard let event = step.event else { return "-" }
    var after = before
    let effects = after.handle(event)
    var parts = effects.map { word($0, before) }
    if after.exiting == nil, Self.shape(after) != Self.shape(before) {
      parts.append("=> \(Self.name(after.next)), \(Self.name(after.current))")
    }
    if parts.isEmpty { return after == before ? "." : ". (noted)" }
    return parts.joined(separator: "; ")
  }

  private func word(_ effect: Effect, _ machine: ReloadMachine) -> String {
    func who(_ generation: Generation) -> String {
      if generation == machine.next.generation { return "next" }
      if generation == machine.current.generation { return "current" }
      return machine.draining.contains(generation) ? "earlier" : "new"
    }
    return switch effect {
    case .build: "build"
    case .spawn(let generation): "spawn \(who(generation))"
    case .prepare(let generation): "prepare \(who(generation))"
    case .rest(let generation): "rest \(who(generation))"
    case .wake(let generation): "wake \(who(generation))"
    case .expect(let generation): "expect \(who(generation))"
    case .stage(let generation, _): "stage \(who(generation))"
    case .collectReloadState(let generation): "collect state of \(who(generation))"
    case .freeze(let generation): "freeze \(who(generation))"
    case .thaw(let generation): "thaw \(who(generation))"
    case .present(let generation): "present \(who(generation))"
    case .collectCodeCache(let generation): "collect code cache of \(who(generation))"
    case .presentError(let generation): "present error in \(who(generation))"
    case .takeInput(let generation): "\(who(generation)) takes input"
    case .kill(let generation): "kill \(who(generation))"
    case .showError(let generation): "show error in \(who(generation))"
    case .clearError(let generation): "clear error in \(who(generation))"
    case .arm(let alarm, _): "arm \(alarm)"
    case .disarm(let alarm): "disarm \(alarm)"
    case .exit(let code): "exit \(code)"
    case .report(let report):
      switch report {
      case .buildFailed: "tell build failed"
      case .backToGood: "tell back to good"
      case .stageFailed: "tell stage failed"
      case .stageTimedOut: "tell stage timed out"
      case .reloaded: "tell reloaded"
      case .crashed(_, let restarts): "tell crashed" + (restarts ? ", restarts" : "")
      case .halted: "tell halted"
      case .warmUpTimedOut: "tell warm-up timed out"
      case .warmUpFailed(_, let triesAgain): "tell warm-up failed" + (triesAgain ? ", tries again" : "")
      case .superseded: "tell superseded"
      case .handoverFailed: "tell handover failed"
      }
    }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    count >= width ? self + " " : self + String(repeating: " ", count: width - count)
  }
}

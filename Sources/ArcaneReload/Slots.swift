// The three slots for workers, and how far a build is. Every state says how it is left.

extension ReloadMachine {
  /// A process that is kept beyond the next generation's.
  public enum Prewarmed: Equatable, Sendable {
    /// Leaves some time after a standby is ready: `spawned`.
    case none
    /// Leaves when the next generation is wanted, which takes it over: `none`; and by failure or its end: `none`.
    case spawned(Generation, greeted: Bool)

    public var generation: Generation? {
      switch self {
      case .none: nil
      case .spawned(let generation, _): generation
      }
    }
  }

  /// The worker that is to come on the screen next.
  public enum Next: Equatable, Sendable {
    /// Leaves when one is wanted: `spawned`.
    case none
    /// Without a standby: the playing game is asked for its reload state before it gives way. Leaves with that, by the
    /// alarm or by its end: `spawned`, or `none` if there is nothing to show any more.
    case asking(StateID)
    /// The process runs. Leaves with its hello and a good graph: `warming`; with a broken one and an empty screen:
    /// it shows the error; by its end or the alarm: `none`.
    case spawned(Generation, greeted: Bool)
    /// Has been told everything. Leaves when it says so: `ready`; by its end or the alarm: `none`.
    case warming(Generation)
    /// Waits for a change. Leaves for `collecting` or `staging`; by its end: `none`.
    case ready(Generation)
    /// The playing game is asked for its reload state. Leaves with that, or without it by the alarm: `staging`.
    case collecting(Generation, StateID)
    /// Evaluates and draws. Leaves with `staged`; by failure, end or the alarm, or because a newer save does not wait for
    /// it: `none`.
    case staging(Generation, GraphVersion)
    /// Drawn, not shown, because files are still changing. Leaves when they are quiet: `presenting`, or `none`
    /// if the graph has changed meanwhile.
    case staged(Generation, GraphVersion)
    /// Swaps; the old one is frozen. Leaves with `presented`: it is the current one; by end or alarm: `none`.
    case presenting(Generation, GraphVersion)

    public var generation: Generation? {
      switch self {
      case .none, .asking: nil
      case .spawned(let generation, _), .warming(let generation), .ready(let generation), .collecting(let generation, _),
        .staging(let generation, _), .staged(let generation, _), .presenting(let generation, _):
        generation
      }
    }
  }

  /// The worker on the screen.
  public enum Current: Equatable, Sendable {
    case none
    case playing(Generation, GraphVersion)
    /// Alive with a game that does not go on: its last picture and the error stay.
    case halted(Generation)
    /// Stopped by signal while its successor swaps; nil when it was halted before.
    case frozen(Generation, GraphVersion?)

    public var isFrozen: Bool { if case .frozen = self { true } else { false } }

    public var generation: Generation? {
      switch self {
      case .none: nil
      case .playing(let generation, _), .halted(let generation), .frozen(let generation, _): generation
      }
    }
  }

  public enum Build: Equatable, Sendable {
    case idle
    case running(BuildNumber)
    /// Something changed again meanwhile: another build follows.
    case runningAndStale(BuildNumber)

    public var number: BuildNumber? {
      switch self {
      case .idle: nil
      case .running(let number), .runningAndStale(let number): number
      }
    }
  }

  /// An error that stays over a generation until something clears it.
  public struct VisibleError: Equatable, Sendable {
    public var generation: Generation
    public var id: ErrorID
  }
}

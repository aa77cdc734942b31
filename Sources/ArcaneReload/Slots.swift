// The three slots for workers, and the state of a build. Each state says how it is left.

extension ReloadMachine {
  /// A process that is kept in addition to the next generation's.
  public enum Prewarmed: Equatable, Sendable {
    /// Left some time after a standby is ready: `spawned`.
    case none
    /// Left when the next generation is needed, which takes the process over: `none`; or when it fails or ends: `none`.
    case spawned(Generation, greeted: Bool)

    public var generation: Generation? {
      switch self {
      case .none: nil
      case .spawned(let generation, _): generation
      }
    }
  }

  /// The worker that comes on the screen next.
  public enum Next: Equatable, Sendable {
    /// Left when one is needed: `spawned`.
    case none
    /// Without a standby: the playing game is asked for its reload state before it is killed. Left with the answer, by
    /// the alarm or when the game ends: `spawned`, or `none` if there is nothing to show any more.
    case asking(StateID)
    /// The process runs. Left with its hello and a good graph: `warming`; with a broken graph and an empty screen: it
    /// shows the error; when it ends or by the alarm: `none`.
    case spawned(Generation, greeted: Bool)
    /// Everything has been sent. Left when it reports `ready`; when it ends or by the alarm: `none`.
    case warming(Generation)
    /// Waits for a change. Left for `collecting` or `staging`; when it ends: `none`.
    case ready(Generation)
    /// The playing game is asked for its reload state. Left with the answer or by the alarm: `staging`.
    case collecting(Generation, StateID)
    /// Evaluates and draws. Left with `staged`; by failure, end or the alarm, or when a newer save replaces it: `none`.
    case staging(Generation, GraphVersion)
    /// Drawn but not shown, because files are still changing. Left when they are quiet: `presenting`, or `none` if the
    /// graph has changed meanwhile.
    case staged(Generation, GraphVersion)
    /// Swaps while the old worker is frozen. Left with `presented`, when it becomes current; by end or alarm: `none`.
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
    /// The worker lives, but its game has halted: its last frame and the error stay.
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

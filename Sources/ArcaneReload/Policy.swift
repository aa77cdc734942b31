/// Every duration and limit of the reload logic, with its unit and reason.
public struct Policy: Equatable, Sendable {
  public enum Mode: Sendable { case develop, run }

  public var mode: Mode = .develop
  /// Keep the next generation warm. Off: kill, respawn, hand over.
  public var keepsStandby = true
  /// Keep another process beyond the standby, for saves in quick succession.
  public var keepsPrewarmed = true
  /// Take V8's code cache from a game that has played for `codeCacheDelay`.
  public var collectsCodeCache = true
  /// An exception in a frame is shown, and the game plays on.
  public var survivesFrameErrors = true

  /// Microseconds without a further file event before one changed file is staged. Editors write a file and touch
  /// its attributes within this time.
  public var singleFileDebounce: UInt64 = 500
  /// The same once several files have changed: a "save all" or a checkout, whose events come some milliseconds apart.
  public var multiFileDebounce: UInt64 = 5_000
  /// The same before a failed build is reported: half a checkout does not compile, and nobody is waiting for the message.
  public var failureDebounce: UInt64 = 30_000
  /// The same in a burst of saves: each reload uses up a standby, and the last save must find one, so only a pause is shown.
  public var burstDebounce: UInt64 = 70_000
  /// Reloads that make a burst, with no more than `burstGap` without a change or a reload in between.
  public var burstReloads = 3
  public var burstGap: UInt64 = 120_000
  /// Microseconds after the first change that is not on the screen: from then on a stream of events no longer delays it.
  public var maxDebounce: UInt64 = 500_000
  /// This many files without a pause are a checkout or an unpacked archive, which does not make sense half done: its
  /// errors are nobody's mistakes. It may take `maxCheckout` from there on.
  public var checkoutFiles = 20
  /// Longer than the gaps between files of a checkout.
  public var checkoutDebounce: UInt64 = 30_000
  public var maxCheckout: UInt64 = 5_000_000
  /// How long the modules' top level may take, staged or speculatively, before the worker's watchdog terminates it with
  /// its stack; 0 for no limit. A game may generate a world while it loads.
  public var evaluationLimit: UInt64 = 30_000_000
  /// A worker that is not ready by then never will be. Longer than the evaluation's limit, so that the worker, which
  /// knows the reason, reports first.
  public var warmUpLimit: UInt64 { Self.above(evaluationLimit, by: warmUpMargin) }
  public var warmUpMargin: UInt64 = 30_000_000
  /// Evaluation and first frame.
  public var stageLimit: UInt64 { Self.above(evaluationLimit, by: stageMargin) }
  public var stageMargin: UInt64 = 15_000_000
  /// A newer save replaces a standby that is still loading after this time, or after `impatienceFactor` times the last
  /// evaluation that succeeded, whichever is more. Each replacement doubles the wait, up to `stageLimit`, until a
  /// generation has been shown: a game that loads for seconds must come to its end between saves.
  public var impatienceFloor: UInt64 = 150_000
  public var impatienceFactor: UInt64 = 3
  /// The same for a standby that is still warming up when a save waits for it, by the last warm-up that succeeded: its process
  /// may have been stopped, or hang in a driver.
  public var warmUpImpatienceFloor: UInt64 = 1_000_000
  public var presentLimit: UInt64 = 3_000_000
  /// How long the playing game may take to provide its reload state; after that its successor begins without it.
  public var collectLimit: UInt64 = 250_000
  /// How long a generation plays before V8's code cache is taken from it: by then it has compiled what it runs.
  public var codeCacheDelay: UInt64 = 500_000
  /// From a standby's readiness to the start of a prewarmed process: just after a reload the CPU belongs to the game
  /// and the next save.
  public var prewarmDelay: UInt64 = 1_500_000
  /// The same in a burst, where the prewarmed process is what the next save waits for.
  public var prewarmDelayInBurst: UInt64 = 20_000
  /// First wait after a worker that failed to warm up; doubled each time.
  public var backOff: UInt64 = 100_000
  /// Consecutive workers that may fail to warm up; after that the machine waits for a change or the user.
  public var warmUpAttempts = 4

  public init() {}

  private static let anyTime: UInt64 = 24 * 3600 * 1_000_000

  private static func above(_ limit: UInt64, by margin: UInt64) -> UInt64 { limit == 0 ? anyTime : limit + margin }
}

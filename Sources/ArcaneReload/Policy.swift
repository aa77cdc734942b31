/// Every duration and limit of the reload logic, with its unit and its reason.
public struct Policy: Equatable, Sendable {
  public enum Mode: Sendable { case develop, run }

  public var mode: Mode = .develop
  /// Keep the next generation warm. Off: kill, respawn, hand over.
  public var keepsStandby = true

  /// Microseconds without a further file event before one changed file is staged. Editors write a file and touch
  /// its attributes within this time.
  public var quietAfterOneFile: UInt64 = 500
  /// The same once several files have changed: a "save all" or a checkout, whose events come some milliseconds apart.
  public var quietAfterSeveralFiles: UInt64 = 5_000
  /// The same before a build that failed is told: half a checkout does not compile, and nobody is waiting for the message.
  public var quietAfterFailure: UInt64 = 30_000
  /// While saves come in a burst, each showing costs a standby, and the last one is to find one: so only a pause is shown.
  public var quietInBurst: UInt64 = 70_000
  /// Reloads that make a burst, with no more than `burstGap` without a change or a reload in between.
  public var burstReloads = 3
  public var burstGap: UInt64 = 120_000
  /// Microseconds after the first change that is not on the screen: from then on a stream of events no longer delays it.
  public var longestDelay: UInt64 = 500_000
  /// A worker that has not said hello and become ready by then will not.
  public var warmUpLimit: UInt64 = 30_000_000
  /// Evaluation and first frame. The worker's own watchdog ends endless loops earlier, with a stack.
  public var stageLimit: UInt64 = 15_000_000
  public var presentLimit: UInt64 = 3_000_000
  /// What the playing game may take to give its reload state, before it is left behind without.
  public var collectLimit: UInt64 = 250_000
  /// How long a generation plays before V8's code cache is taken from it: by then it has compiled what it runs.
  public var codeCacheDelay: UInt64 = 500_000
  /// First wait after a worker that failed to warm up; doubled each time.
  public var backOff: UInt64 = 100_000
  /// Workers in a row that may fail to warm up; after that a change or the user is waited for.
  public var warmUpAttempts = 4

  public init() {}
}

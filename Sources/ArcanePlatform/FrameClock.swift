import ArcaneLinux

/// The game's clock: real time, another speed, held, or a fixed step for reproducible runs. It does not advance within
/// a frame.
public struct FrameClock {
  /// Frames begun.
  public private(set) var frame: UInt32 = 0
  /// Seconds since the previous frame; 0 in the first. A fixed step comes as it was given; a measured one is a multiple of
  /// `resolution`.
  public private(set) var delta = 0.0
  /// Game time in seconds: the sum of all deltas.
  public private(set) var time = 0.0

  /// Nanoseconds. Measured durations are this coarse so that they can be written down in a few bits, and so that a game
  /// that is given them again does exactly the same.
  public static let resolution: UInt64 = 100_000

  /// The default duration of a step in seconds.
  public static let usualStep = 1.0 / 60

  private let fixed: Double?
  private let limit: Double
  private var last: UInt64?
  private var flow = TimeFlow(at: Monotonic(nanoseconds: 0))

  /// - Parameters:
  ///   - fixed: Seconds per frame, nil for real time.
  ///   - limit: The most seconds that a game sees at once, so that it does not jump after a pause.
  public init(fixed: Double?, limit: Double) {
    self.fixed = fixed
    self.limit = limit
  }

  /// Excludes this time from the game's clock.
  public mutating func leaveOut(milliseconds: Double) { flow.move(nanoseconds: -Int64(max(0, milliseconds) * 1_000_000)) }

  /// Sets the game seconds per real second; 0 holds the clock, so that only `step` moves it.
  public mutating func setRate(_ rate: Double, at now: Monotonic = .now) { flow.setRate(rate, at: now) }

  /// A frame begins.
  public mutating func tick(at now: Monotonic = .now) {
    if let fixed { return begin(fixed) }
    // The readings are rounded, not their difference: rounded differences would add up to another time than passed.
    let reading = (flow.nanoseconds(at: now) + Self.resolution / 2) / Self.resolution
    let passed = last.map { Double(reading - min(reading, $0)) / (1e9 / Double(Self.resolution)) } ?? 0
    last = reading
    begin(min(passed, limit))
  }

  /// Begins a frame one step after the previous one, regardless of real time.
  public mutating func step(at now: Monotonic = .now) {
    guard frame > 0 else { return begin(0) }
    let seconds = fixed ?? Self.usualStep
    begin(seconds)
    // Real time is later counted from after this step.
    last = (flow.nanoseconds(at: now) + Self.resolution / 2) / Self.resolution
  }

  private mutating func begin(_ seconds: Double) {
    frame += 1
    delta = seconds
    time += seconds
  }
}

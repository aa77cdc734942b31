import ArcaneLinux

/// Time as the game sees it: real, or a fixed step for repeatable runs. It stands still within a frame.
public struct FrameClock {
  /// Frames begun.
  public private(set) var frame: UInt32 = 0
  /// Seconds since the previous frame; 0 in the first. A fixed step comes as it was given; a measured one is a multiple of
  /// `resolution`.
  public private(set) var delta = 0.0

  /// Nanoseconds. Measured durations are this coarse so that they can be written down in a few bits, and so that a game
  /// that is given them again does exactly the same.
  public static let resolution: UInt64 = 100_000

  private let fixed: Double?
  private let limit: Double
  private var last: UInt64?
  /// Nanoseconds that passed and are none of the game's.
  private var leftOut: UInt64 = 0

  /// - Parameters:
  ///   - fixed: Seconds per frame, nil for real time.
  ///   - limit: The most seconds that a game sees at once, so that it does not jump after a pause.
  public init(fixed: Double?, limit: Double) {
    self.fixed = fixed
    self.limit = limit
  }

  /// Time that passed since the last frame and is none of the game's.
  public mutating func leaveOut(milliseconds: Double) { leftOut += UInt64(max(0, milliseconds) * 1_000_000) }

  /// A frame begins.
  public mutating func tick(at now: Monotonic = .now) {
    frame += 1
    if let fixed {
      delta = fixed
      return
    }
    // The readings are rounded, not their difference: rounded differences would add up to another time than passed.
    let elapsed = now.nanoseconds - min(now.nanoseconds, leftOut)
    let reading = (elapsed + Self.resolution / 2) / Self.resolution
    delta = last.map { min(Double(reading - min(reading, $0)) / (1e9 / Double(Self.resolution)), limit) } ?? 0
    last = reading
  }
}

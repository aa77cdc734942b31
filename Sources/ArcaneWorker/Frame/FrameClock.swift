import ArcaneIPC
import ArcaneLinux

/// Time as the game sees it: real, or a fixed step for repeatable runs.
struct FrameClock {
  /// Frames begun.
  private(set) var frame: UInt32 = 0
  /// Seconds since the previous frame; 0 before the first.
  private(set) var delta = 0.0
  private let fixed: Double?
  private let limit: Double
  private var last: Monotonic?

  /// The newest script level never sees more than this many seconds at once, so that a game does not jump after a pause.
  private static let longestDelta = 0.25

  init(_ configuration: Configuration) {
    fixed = configuration.fixedDelta
    limit = configuration.level == .phase8 ? .infinity : Self.longestDelta
  }

  /// Time that passed since the last frame and is none of the game's.
  mutating func leaveOut(milliseconds: Double) { last = last?.advanced(byMilliseconds: milliseconds) }

  mutating func tick() {
    frame += 1
    if let fixed {
      delta = fixed
      return
    }
    let now = Monotonic.now
    delta = last.map { min(now.milliseconds(since: $0) / 1000, limit) } ?? 0
    last = now
  }
}

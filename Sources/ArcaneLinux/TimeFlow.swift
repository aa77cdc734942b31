/// A clock that advances at some rate relative to real time.
public struct TimeFlow: Sendable {
  /// Seconds of this time per real second; 0 while it is held.
  public private(set) var rate = 1.0
  private var from: Monotonic
  /// Nanoseconds of this time at `from`.
  private var base: Int64

  /// One that reads 0 at `start`.
  public init(at start: Monotonic) {
    from = start
    base = 0
  }

  public mutating func setRate(_ rate: Double, at now: Monotonic) {
    base = Int64(clamping: nanoseconds(at: now))
    from = now
    self.rate = rate.isFinite ? max(0, rate) : 1
  }

  /// Moves the clock without real time passing.
  public mutating func move(nanoseconds: Int64) { base = base.addingReportingOverflow(nanoseconds).partialValue }

  /// Sets it to a reading.
  public mutating func set(nanoseconds: Int64, at now: Monotonic) {
    base = nanoseconds
    from = now
  }

  public func nanoseconds(at now: Monotonic) -> UInt64 {
    let passed = Int64(clamping: now.nanoseconds) - Int64(clamping: from.nanoseconds)
    // Without a detour over a floating-point number, which has too few digits for a long uptime.
    let here = rate == 1 ? passed : Int64((Double(passed) * rate).rounded())
    return UInt64(max(0, base + here))
  }
}

import ArcaneLinux
import CArcaneV8
import Glibc

/// The time that script sees: the system's at some rate, or a virtual time that changes only when it is set.
struct ScriptClock {
  /// Milliseconds since 1970 at which `performance.now` is 0.
  let timeOrigin: Double
  private var virtual: Double?
  /// Of `performance.now`.
  private var flow = TimeFlow(at: .now)

  init(virtualTime: Double?) {
    virtual = virtualTime
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    timeOrigin = virtualTime ?? Double(now.tv_sec) * 1000 + Double(now.tv_nsec) / 1_000_000
    av_set_wall_clock(virtualTime ?? .nan)
  }

  var virtualTime: Double? {
    get { virtual }
    set {
      virtual = newValue
      av_set_wall_clock(newValue ?? .nan)
    }
  }

  /// `performance.now`: milliseconds since the runtime was made.
  var now: Double {
    if let virtual { return virtual - timeOrigin }
    return Double(flow.nanoseconds(at: .now)) / 1_000_000
  }

  /// The rate of `performance.now` and of timers; 0 holds them. `Date` still shows the system's time.
  mutating func setRate(_ rate: Double) { flow.setRate(rate, at: .now) }

  /// Advances `performance.now` and timers at once.
  mutating func advance(milliseconds: Double) { flow.move(nanoseconds: Int64((milliseconds * 1_000_000).rounded())) }

  /// Resets `performance.now` to 0.
  mutating func restart() { flow.set(nanoseconds: 0, at: .now) }
}

/// Bytes for `crypto`: the system's, or a repeatable sequence (SplitMix64) when there is a seed.
struct RandomBytes {
  private var state: UInt64?

  init(seed: UInt32?) { state = seed.map { UInt64($0) &+ 0x5DEE_CE66 } }

  mutating func fill(_ bytes: UnsafeMutableRawBufferPointer) {
    guard state != nil else {
      var generator = SystemRandomNumberGenerator()
      for index in bytes.indices { bytes[index] = generator.next() }
      return
    }
    for index in bytes.indices { bytes[index] = UInt8(truncatingIfNeeded: next() >> 32) }
  }

  private mutating func next() -> UInt64 {
    let seed = (state ?? 0) &+ 0x9E37_79B9_7F4A_7C15
    state = seed
    var word = (seed ^ (seed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

import ArcaneLinux
import Testing

@testable import ArcanePlatform

@Suite("The time of frames")
struct FrameClockTests {
  @Test("a given step reaches the game as it was given")
  func fixed() {
    var clock = FrameClock(fixed: 0.0123456789, limit: 0.25)
    clock.tick()
    #expect(clock.delta == 0.0123456789 && clock.frame == 1)
  }

  @Test("measured steps are multiples of 0.1 ms, and no drift adds up")
  func noDrift() {
    var clock = FrameClock(fixed: nil, limit: .infinity)
    let period: UInt64 = 16_666_667
    var sum = 0.0
    for frame in 0...36_000 as ClosedRange<UInt64> {
      clock.tick(at: Monotonic(nanoseconds: 5_000_000_000 + frame * period))
      sum += clock.delta
      let ticks = clock.delta * 10_000
      #expect(abs(ticks - ticks.rounded()) < 1e-6, "\(clock.delta)")
    }
    // Ten minutes at 60 Hz; each step alone would be rounded by 33 µs, 1.2 s in all.
    #expect(abs(sum - 36_000 * Double(period) / 1e9) < 0.0001, "\(sum)")
  }

  @Test("time that is left out is not seen, and the limit holds")
  func leftOut() {
    var clock = FrameClock(fixed: nil, limit: 0.25)
    clock.tick(at: Monotonic(nanoseconds: 1_000_000_000))
    #expect(clock.delta == 0)
    clock.leaveOut(milliseconds: 180)
    clock.tick(at: Monotonic(nanoseconds: 1_200_000_000))
    #expect(abs(clock.delta - 0.02) < 1e-9)
    clock.tick(at: Monotonic(nanoseconds: 9_000_000_000))
    #expect(clock.delta == 0.25)
  }

  @Test("under a held clock only steps pass, and going on makes no jump")
  func held() {
    var clock = FrameClock(fixed: nil, limit: 0.25)
    clock.tick(at: Monotonic(nanoseconds: 1_000_000_000))
    clock.tick(at: Monotonic(nanoseconds: 1_016_000_000))
    clock.setRate(0, at: Monotonic(nanoseconds: 1_016_000_000))
    for _ in 0..<3 {
      clock.step(at: Monotonic(nanoseconds: 900_000_000_000))
      #expect(clock.delta == FrameClock.usualStep)
    }
    #expect(clock.frame == 5 && abs(clock.time - 0.016 - 3.0 / 60) < 1e-9)
    clock.setRate(1, at: Monotonic(nanoseconds: 1_000_000_000_000))
    clock.tick(at: Monotonic(nanoseconds: 1_000_010_000_000))
    #expect(abs(clock.delta - 0.01) < 1e-9, "\(clock.delta)")
  }

  @Test("the first step is as long as the first frame: nothing")
  func firstStep() {
    var clock = FrameClock(fixed: nil, limit: 0.25)
    clock.setRate(0)
    clock.step()
    #expect(clock.delta == 0 && clock.frame == 1 && clock.time == 0)
  }

  @Test("another speed changes what a frame sees of the same time", arguments: [0.5, 2, 10])
  func speed(_ rate: Double) {
    var clock = FrameClock(fixed: nil, limit: .infinity)
    clock.tick(at: Monotonic(nanoseconds: 1_000_000_000))
    clock.setRate(rate, at: Monotonic(nanoseconds: 1_000_000_000))
    clock.tick(at: Monotonic(nanoseconds: 1_100_000_000))
    #expect(abs(clock.delta - 0.1 * rate) < 1e-9, "\(clock.delta)")
  }
}

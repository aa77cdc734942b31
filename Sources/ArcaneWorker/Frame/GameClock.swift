import ArcaneIPC
import ArcanePlatform
import ArcaneScript

/// How the game's time runs: that of frames, of `performance.now`, and of timers.
final class GameClock {
  private var frames: FrameClock
  /// Only steps move the clock.
  private(set) var isHeld = false
  private let fixedDelta: Double?
  private unowned let script: ScriptRuntime

  init(_ configuration: Configuration, _ script: ScriptRuntime) {
    // The newest script levels never see more than a quarter of a second at once.
    frames = FrameClock(fixed: configuration.fixedDelta, limit: configuration.level == .phase8 ? .infinity : 0.25)
    fixedDelta = configuration.fixedDelta
    self.script = script
  }

  /// The frame that has begun last, from 1.
  var frame: UInt32 { frames.frame }
  /// Seconds since the frame before.
  var delta: Double { frames.delta }
  /// Seconds of the game's.
  var time: Double { frames.time }
  /// Milliseconds, as `performance.now` shows them.
  var now: Double { script.now }

  func set(_ setting: ClockSetting) {
    isHeld = setting.isHeld
    let rate = isHeld ? 0 : setting.speed
    frames.setRate(rate)
    script.setClockRate(rate)
  }

  /// A generation that begins under a held clock begins at 0, however long it has waited.
  func startHeld() { if isHeld { script.restartClock() } }

  /// The game goes on as if this time had not been.
  func leaveOut(milliseconds: Double) { frames.leaveOut(milliseconds: milliseconds) }

  func beginFrame() {
    guard isHeld else {
      frames.tick()
      if let fixedDelta, let time = script.virtualTime { script.virtualTime = time + fixedDelta * 1000 }
      return
    }
    frames.step()
    script.advanceClock(milliseconds: frames.delta * 1000)
  }

  /// Where no frames move a repeatable run's time on, it goes to where the next timer is due.
  func skipToNextTimer() {
    guard let time = script.virtualTime, let due = script.nextTimerDeadline else { return }
    script.virtualTime = time + max(0, due - script.now)
  }
}

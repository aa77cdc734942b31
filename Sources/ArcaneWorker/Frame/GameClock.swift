import ArcaneIPC
import ArcanePlatform
import ArcaneScript

/// The game's clock: of frames, `performance.now` and timers.
final class GameClock {
  private var frames: FrameClock
  /// Only steps move the clock.
  private(set) var isHeld = false
  private let fixedDelta: Double?
  private unowned let script: ScriptRuntime

  init(_ configuration: Configuration, _ script: ScriptRuntime) {
    // At the newest script level a frame takes at most a quarter of a second.
    frames = FrameClock(fixed: configuration.fixedDelta, limit: configuration.level == .phase8 ? .infinity : 0.25)
    fixedDelta = configuration.fixedDelta
    self.script = script
  }

  /// The current or last frame, from 1.
  var frame: UInt32 { frames.frame }
  /// Seconds since the previous frame.
  var delta: Double { frames.delta }
  /// Game time in seconds.
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

  /// Excludes this time from the game's clock.
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

  /// In a fixed-step run without frames, the clock advances to the next timer.
  func skipToNextTimer() {
    guard let time = script.virtualTime, let due = script.nextTimerDeadline else { return }
    script.virtualTime = time + max(0, due - script.now)
  }
}

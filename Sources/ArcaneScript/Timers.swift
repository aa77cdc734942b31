import CArcaneV8

extension ScriptRuntime {
  /// When the earliest timer is due, on the scale of `now`; nil without timers.
  public var nextTimerDeadline: Double? {
    hooks.number(of: hooks.nextTimer).flatMap { $0 < 0 ? nil : $0 }
  }

  /// The same without timers that repeat and have run since `timerMark` was this.
  public func nextTimerDeadline(unlessRepeatedSince mark: Double) -> Double? {
    hooks.number(of: hooks.nextNewTimer, mark).flatMap { $0 < 0 ? nil : $0 }
  }

  /// Grows with each timer that is set or run.
  public var timerMark: Double { hooks.number(of: hooks.lastCallback) ?? 0 }

  /// Whether `requestAnimationFrame` has been called since the last frame.
  public var hasAnimationFrames: Bool { hooks.number(of: hooks.waitingFrames) ?? 0 > 0 }

  /// Runs the timers that are due at `time` (default: `now`), promise jobs after each. Timers that these start wait
  /// for the next time. Returns what they threw; a termination ends the round.
  public func runTimers(_ time: Double? = nil) -> [ScriptFailure] { drain(hooks.runTimer, time ?? now) }

  /// Runs the callbacks that `requestAnimationFrame` has collected, promise jobs after each.
  public func runAnimationFrames(_ time: Double? = nil) -> [ScriptFailure] { drain(hooks.runAnimationFrame, time ?? now) }

  /// Calls `function(time, last)` until it has nothing left that is as old as `last`.
  private func drain(_ function: OpaquePointer, _ time: Double) -> [ScriptFailure] {
    guard let last = hooks.number(of: hooks.lastCallback), last > 0 else { return [] }
    let arguments = [av_number_new(raw, time), av_number_new(raw, last)]
    defer { for value in arguments { av_value_free(value) } }
    var failures: [ScriptFailure] = []
    while true {
      var failure: OpaquePointer?
      var isDone = false
      if let result = av_call_function(raw, function, arguments, 2, &failure) {
        isDone = !av_value_is_truthy(result, raw)
        av_value_free(result)
      } else {
        failures.append(ScriptFailure(taking: failure, or: "timer"))
      }
      if isDone { return failures }
      if let ended = runMicrotasks() { failures.append(ended) }
      if let kind = failures.last?.kind, kind == .terminated || kind == .outOfMemory { return failures }
    }
  }
}

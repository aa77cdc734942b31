import CArcaneV8

/// Ends script that runs too long. May be used from any thread, and after the runtime is gone.
///
/// `@unchecked`: the shim's terminator is a counted, immutable reference; its fields are atomics and the isolate's address
/// is guarded by its mutex.
public final class TerminationHandle: @unchecked Sendable {
  private let raw: OpaquePointer

  init(taking raw: OpaquePointer) { self.raw = raw }
  deinit { av_terminator_free(raw) }

  /// Identifies one run of script, from the outermost call in to its return.
  public struct Run: Equatable, Sendable {
    let number: UInt64
  }

  /// The run that is going on now, nil while the thread is outside of script.
  public var currentRun: Run? {
    let number = av_terminator_run(raw)
    return number == 0 ? nil : Run(number: number)
  }

  /// Ends that run, which then fails as `.terminated` with the stack it had. A run that is over, and the next one, are
  /// not touched, so a watchdog cannot hit the wrong one.
  public func terminate(_ run: Run) { av_terminator_terminate(raw, run.number) }

  /// Asks where that run is, which `ScriptRuntime.onLook` is told as soon as script can be interrupted.
  public func look(at run: Run) { av_terminator_look(raw, run.number) }

  /// Where script is that cannot be ended, for the last words of a process that is: innermost first, empty if that cannot be
  /// found out. Its thread never goes on after this.
  public func lastLook(milliseconds: Int32) -> [ScriptFailure.Frame] {
    av_terminator_last_look(raw, milliseconds).map { ScriptFailure(taking: $0).frames } ?? []
  }

  /// Ends what is running now, if anything is.
  public func terminate() {
    if let currentRun { terminate(currentRun) }
  }
}

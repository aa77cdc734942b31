import CArcaneV8

/// Terminates script that runs too long. May be used from any thread, and after the runtime is gone.
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

  /// The current run; nil while the thread is outside of script.
  public var currentRun: Run? {
    let number = av_terminator_run(raw)
    return number == 0 ? nil : Run(number: number)
  }

  /// Terminates that run, which then fails as `.terminated` with its stack. Other runs are not affected, so a watchdog
  /// cannot hit the wrong one.
  public func terminate(_ run: Run) { av_terminator_terminate(raw, run.number) }

  /// Asks where that run is; `ScriptRuntime.onLook` is called as soon as script can be interrupted.
  public func look(at run: Run) { av_terminator_look(raw, run.number) }

  /// Where script is that cannot be terminated, for the last report of a process that will be killed: innermost first,
  /// empty if unknown. Its thread never continues after this.
  public func lastLook(milliseconds: Int32) -> [ScriptFailure.Frame] {
    av_terminator_last_look(raw, milliseconds).map { ScriptFailure(taking: $0).frames } ?? []
  }

  /// Terminates the current run, if any.
  public func terminate() {
    if let currentRun { terminate(currentRun) }
  }
}

import ArcaneIPC
import ArcaneScript

// What went wrong, in the supervisor's terms.
extension AttachedWorker {
  func fail(_ phase: FailureReport.Phase, _ failure: ScriptFailure) {
    let kind: FailureReport.Kind =
      switch failure.kind {
      case .exception, .unhandledRejection: .exception
      case .syntax, .resolution: .syntax
      case .terminated: .endlessLoop
      case .outOfMemory: .outOfMemory
      }
    var message = failure.message
    for cause in failure.causes { message += "\ncaused by: \(cause.headline)" }
    if kind == .endlessLoop { message = "the script ran for more than \(configuration.frameTimeLimit) ms without coming back" }
    if kind == .outOfMemory { message = "the script needs more than \(configuration.heapLimit) MB of memory (--heap raises the limit)" }
    fail(phase, kind, kind == .endlessLoop || kind == .outOfMemory ? "" : failure.name, message, failure.frames.map(FailureReport.Frame.init))
  }

  func fail(
    _ phase: FailureReport.Phase, _ kind: FailureReport.Kind, _ name: String, _ message: String, _ frames: [FailureReport.Frame]
  ) {
    link.send(.failed(FailureReport(phase: phase, kind: kind, name: name, message: message, frames: frames)))
  }
}

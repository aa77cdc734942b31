import ArcaneIPC
import ArcaneLinux
import ArcaneScript

// Turns failures into reports for the supervisor.
extension AttachedWorker {
  func fail(_ phase: FailureReport.Phase, _ failure: ScriptFailure) {
    let kind: FailureReport.Kind =
      switch failure.kind {
      case .exception, .unhandledRejection: .exception
      case .syntax, .resolution: .syntax
      case .terminated: .endlessLoop
      case .outOfMemory: .outOfMemory
      }
    var message = failure.messageWithCauses
    if kind == .endlessLoop {
      message =
        "the script ran for more than \(phase == .evaluate ? configuration.loadTimeLimit : configuration.frameTimeLimit) ms without coming back"
    }
    if failure.lacksBuffer { message = configuration.outOfMemory }
    if kind == .outOfMemory { message = "the script needs more than \(configuration.heapLimit) MB of memory (--heap raises the limit)" }
    fail(phase, kind, kind == .endlessLoop || kind == .outOfMemory ? "" : failure.name, message, failure.frames.map(FailureReport.Frame.init))
  }

  /// Milliseconds after which a top-level `await` that nothing can resolve is given up.
  private static let unresolvedLimit = 3000.0

  func endUnresolvableWait(of game: Game) {
    guard game.cannotProgress else { return unresolvedSince = nil }
    guard let since = unresolvedSince else { return unresolvedSince = .now }
    if Monotonic.now.milliseconds(since: since) < Self.unresolvedLimit { return }
    phase = .waiting
    fail(
      .evaluate, .hang, "",
      "a top-level await waits for something that never comes: no timer and no import is under way", [])
  }

  func fail(
    _ phase: FailureReport.Phase, _ kind: FailureReport.Kind, _ name: String, _ message: String, _ frames: [FailureReport.Frame]
  ) {
    link.send(.failed(FailureReport(phase: phase, kind: kind, name: name, message: message, frames: frames)))
  }
}

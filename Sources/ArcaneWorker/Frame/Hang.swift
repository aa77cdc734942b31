import ArcaneIPC
import ArcaneScript

/// Reports to the supervisor that script neither returns nor can be terminated. What it was doing is read from the
/// status page, because its own thread cannot answer.
struct HangReporter: Sendable {
  let link: BesideLink
  let page: StatusPage
  let script: TerminationHandle
  let log: OpLog

  /// Milliseconds in which the script's thread has to report its position.
  private static let patience: Int32 = 300

  func report() {
    let status = page.status ?? WorkerStatus()
    let phase: FailureReport.Phase =
      switch status.phase {
      case .idle, .evaluate, .awaiting, .test: .evaluate
      case .frame, .reloadState: status.frame <= 1 ? .firstFrame : .frame
      }
    let what =
      switch status.phase {
      case .test: "it"
      case .evaluate, .awaiting, .idle: "the top level of a module"
      case .reloadState: "the function of onReload"
      case .frame: "frame \(status.frame)"
      }
    var frames = script.lastLook(milliseconds: Self.patience).map(FailureReport.Frame.init)
    let why =
      switch (log.lastCalled, frames.isEmpty) {
      case ((let name, hasReturned: false)?, _): "it is inside \(name)()"
      case (_, false): "this call of a built-in function does not return"
      case (_, true): "it is inside one call of a built-in function, such as a search in an array without end or a power of a BigInt"
      }
    let seconds = Int((Double(status.limit) + Watchdog.hangs) / 1000)
    // Else the last sampled position in this run: the call that does not return comes after it.
    if frames.isEmpty, !status.place.url.isEmpty { frames = [status.place] }
    let message = "\(what) has not come back for \(seconds) seconds and cannot be ended: \(why)"
    link.send(.hung(FailureReport(phase: phase, kind: .hang, name: "", message: message, frames: frames)))
  }
}

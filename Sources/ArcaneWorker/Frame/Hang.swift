import ArcaneIPC
import ArcaneScript

/// Tells the supervisor that script does not come back and cannot be ended. What it is about is read from the status page:
/// the thread that runs it can be asked for nothing.
struct HangTeller: Sendable {
  let link: BesideLink
  let page: StatusPage
  let log: OpLog

  func tell() {
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
    let inside =
      switch log.lastCalled {
      case (let name, hasReturned: false)?: "\(name)()"
      default: "one call of a built-in function, such as a search in an array without end or a power of a BigInt"
      }
    let seconds = (UInt64(status.limit) + Watchdog.hangs) / 1000
    let message = "\(what) has not come back for \(seconds) seconds and cannot be ended: it is inside \(inside)"
    link.send(.hung(FailureReport(phase: phase, kind: .hang, name: "", message: message, frames: [])))
  }
}

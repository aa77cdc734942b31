import ArcaneIPC
import ArcaneScript

/// What is seen or heard beyond this process: at once, or when the generation begins, if it was asked for by modules that
/// are evaluated before it is known whether it will.
final class Outbox {
  let link: any Link
  /// nil when nothing is kept.
  private var kept: [(any Link) -> Void]?
  /// More than this is of no use to anybody; the supervisor, too, keeps no more of what an unseen generation says.
  private static let mostKept = 10_000

  init(_ link: any Link) { self.link = link }

  func perform(_ effect: @escaping (any Link) -> Void) {
    guard let count = kept?.count else { return effect(link) }
    if count < Self.mostKept { kept?.append(effect) }
  }

  func send(_ message: ToSupervisor) { perform { $0.send(message) } }

  var isHeld: Bool { kept != nil }

  /// From now on effects are kept; earlier ones that were are dropped.
  func hold() { kept = [] }

  /// What was kept will never be.
  func discard() { kept = nil }

  func release() {
    let due = kept ?? []
    kept = nil
    for effect in due { effect(link) }
  }
}

/// Says something about the game once, with the place in its source.
final class Warnings {
  private var said: Set<String> = []
  private let outbox: Outbox
  private unowned let script: ScriptRuntime
  private static let most = 1000

  init(_ outbox: Outbox, _ script: ScriptRuntime) { (self.outbox, self.script) = (outbox, script) }

  /// Once for each key. In an op, at the place of its call.
  func once(_ key: String, _ message: String) {
    guard said.count < Self.most, said.insert(key).inserted else { return }
    say(message)
  }

  /// Everything may be said again.
  func forget() { said = [] }

  func say(_ message: String) {
    outbox.send(.notice(message: message, frames: script.callerFrames.map(FailureReport.Frame.init)))
  }
}

extension FailureReport.Frame {
  init(_ frame: ScriptFailure.Frame) {
    self.init(
      function: frame.function, url: frame.url, line: UInt32(clamping: frame.line), column: UInt32(clamping: frame.column))
  }
}

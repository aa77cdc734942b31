import ArcaneIPC
import ArcaneScript

/// Effects outside of this process: carried out at once, or, during speculative evaluation, when the generation begins.
final class Outbox {
  let link: any Link
  /// nil when effects are not held.
  private var kept: [(any Link) -> Void]?
  /// What is held and stays true when script starts over.
  private var lasting: [(any Link) -> Void] = []
  /// The supervisor keeps no more console output of an unseen generation either.
  private static let mostKept = 10_000

  init(_ link: any Link) { self.link = link }

  func perform(_ effect: @escaping (any Link) -> Void) {
    guard let count = kept?.count else { return effect(link) }
    if count < Self.mostKept { kept?.append(effect) }
  }

  func send(_ message: ToSupervisor) { perform { $0.send(message) } }

  /// Sends what is not script's doing, such as a file that cannot be used: script that starts over does not cause it again.
  func sendLasting(_ message: ToSupervisor) {
    guard isHeld else { return link.send(message) }
    if lasting.count < Self.mostKept { lasting.append { $0.send(message) } }
  }

  var isHeld: Bool { kept != nil }

  /// Holds effects from now on; drops those of script that are held.
  func hold() { kept = [] }

  /// Drops the held effects of script.
  func discard() { kept = nil }

  func release() {
    let due = lasting + (kept ?? [])
    (lasting, kept) = ([], nil)
    for effect in due { effect(link) }
  }
}

/// Warnings about the game, each shown once with its position.
final class Warnings {
  private var logged: Set<String> = []
  private let outbox: Outbox
  private unowned let script: ScriptRuntime
  private static let most = 1000

  init(_ outbox: Outbox, _ script: ScriptRuntime) { (self.outbox, self.script) = (outbox, script) }

  /// Once for each key. In an op, at the place of its call.
  func once(_ key: String, _ message: String) {
    guard logged.count < Self.most, logged.insert(key).inserted else { return }
    warn(message)
  }

  /// Warnings may be shown again.
  func forget() { logged = [] }

  func warn(_ message: String) {
    outbox.send(.notice(message: message, frames: script.callerFrames.map(FailureReport.Frame.init)))
  }
}

extension FailureReport.Frame {
  init(_ frame: ScriptFailure.Frame) {
    self.init(
      function: frame.function, url: frame.url, line: UInt32(clamping: frame.line), column: UInt32(clamping: frame.column))
  }
}

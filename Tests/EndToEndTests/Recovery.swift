import ArcaneLinux
import Foundation
import Synchronization
import Testing

/// From the last write of a test to what shows it, for `scripts/bench-recovery`; nothing is done unless that asks.
enum Recovery {
  private static let path = ProcessInfo.processInfo.environment["ARCANE_RECOVERIES"]
  /// Tests run one after the other there.
  private static let written = Mutex<Monotonic?>(nil)

  /// What is written before a start is no recovery.
  static func forget() { written.withLock { $0 = nil } }
  static func wrote() { if path != nil { written.withLock { $0 = .now } } }
  static func seen() {
    let begin = written.withLock { begin in
      defer { begin = nil }
      return begin
    }
    guard let path, let test = Test.current, let begin else { return }
    let line = "Tests/\(test.sourceLocation.fileID) \(test.name) \(Monotonic.now.milliseconds(since: begin))\n"
    let file = Descriptor(owning: open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600))
    if Glibc.write(file.raw, line, line.utf8.count) != line.utf8.count { Issue.record(SystemError.last("write", path)) }
  }
}

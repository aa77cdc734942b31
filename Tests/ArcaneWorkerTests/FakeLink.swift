import ArcaneIPC
import ArcaneScript
import Foundation

@testable import ArcaneWorker

/// The supervisor's side of a worker: assigns IDs in order and keeps every message.
final class FakeLink: Link {
  private(set) var messages: [ToSupervisor] = []
  private(set) var assigned: [String] = []

  func send(_ message: ToSupervisor) { messages.append(message) }
  func assignID(_ kind: Asset.Kind, _ key: String) throws(OpError) -> UInt32 {
    assigned.append(key)
    return UInt32(assigned.count)
  }

  /// The texts of console lines and notices, in order.
  var texts: [String] {
    messages.compactMap {
      switch $0 {
      case .console(_, let text): text
      case .notice(let message, _): message
      default: nil
      }
    }
  }
}

/// A folder that is removed with the test.
final class ScratchFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "arcane-worker-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

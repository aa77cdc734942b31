import ArcaneIPC
import ArcaneLinux
import ArcaneScript
import CLinux
import Glibc

/// The connection to the process that started this worker: the supervisor, or none.
protocol Link: AnyObject {
  func send(_ message: ToSupervisor)
  /// The ID of a name that is not in the table yet. Throws for one that is too long.
  func assignID(_ kind: Asset.Kind, _ key: String) throws(OpError) -> UInt32
}

/// The supervisor at the other end of the inherited socket.
///
/// Sending blocks, so that a worker never outruns a busy supervisor. Receiving blocks where an answer is needed; the
/// frame loop polls first.
final class SupervisorLink: Link {
  let channel: WorkerChannel
  /// Messages that came while waiting for another answer.
  private var early: [ToWorker] = []
  private var lastToken: UInt32 = 0

  var raw: Int32 { channel.socket.raw }
  /// For other threads.
  var beside: BesideLink { BesideLink(raw: raw) }

  init() {
    let descriptor = Descriptor(owning: WireProtocol.workerDescriptor)
    _ = fcntl(descriptor.raw, F_SETFD, FD_CLOEXEC)
    channel = WorkerChannel(MessageSocket(owning: descriptor, subject: "socket to the supervisor"))
  }

  func send(_ message: ToSupervisor) {
    do { try channel.send(message) } catch { endWithoutSupervisor() }
  }

  func assignID(_ kind: Asset.Kind, _ key: String) throws(OpError) -> UInt32 {
    let key = try ScriptText.assetKey(kind, key)
    lastToken += 1
    send(.assignID(token: lastToken, kind: kind, key: key))
    while true {
      let message = receive()
      if case .idAssigned(lastToken, let id) = message { return id }
      early.append(message)
    }
  }

  /// The next message; waits for it.
  func next() -> ToWorker { early.isEmpty ? receive() : early.removeFirst() }

  var hasEarly: Bool { !early.isEmpty }

  private func receive() -> ToWorker {
    do {
      while true {
        switch try channel.receive() {
        case .message(let message): return message
        case .idle: continue
        case .closed: endWithoutSupervisor()
        }
      }
    } catch {
      writeError("arcane-worker: the supervisor does not keep to the protocol: \(error)")
      _exit(70)
    }
  }

  /// The supervisor is gone: end at once, without running destructors that could hang.
  private func endWithoutSupervisor() -> Never { _exit(0) }
}

/// The same socket, for a thread beside the one that owns the channel: a message is one datagram, so they do not mix.
struct BesideLink: Sendable {
  fileprivate let raw: Int32

  /// Only messages without descriptors.
  func send(_ message: ToSupervisor) {
    let bytes = Envelope(message).bytes
    // If sending fails, the supervisor is gone, and this process ends with it.
    _ = bytes.withUnsafeBytes { clinux_sendmsg(raw, $0.baseAddress, $0.count, nil, 0, nil, 0) }
  }
}

extension ToSupervisor.ConsoleLevel {
  init(_ level: ConsoleLevel) {
    switch level {
    case .debug: self = .debug
    case .info: self = .info
    case .warn: self = .warn
    case .error: self = .error
    }
  }
}

func writeError(_ text: String) {
  let line = text + "\n"
  _ = line.utf8.withContiguousStorageIfAvailable { write(STDERR_FILENO, $0.baseAddress, $0.count) }
}

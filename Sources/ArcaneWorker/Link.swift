import ArcaneIPC
import ArcaneLinux
import Glibc

/// Whoever started this worker: the supervisor, or nobody.
protocol Link: AnyObject {
  func send(_ message: ToSupervisor)
  /// The ID of a name that is not in the table yet.
  func assignID(_ kind: Asset.Kind, _ key: String) -> UInt32
}

/// The supervisor at the other end of the inherited socket.
///
/// The socket blocks on sending, so that a worker never runs ahead of a supervisor that is busy, and on receiving
/// where an answer is waited for; the frame loop polls it first.
final class SupervisorLink: Link {
  let channel: WorkerChannel
  /// Came while an answer to something else was waited for.
  private var early: [ToWorker] = []
  private var lastToken: UInt32 = 0

  var raw: Int32 { channel.socket.raw }

  init() {
    let descriptor = Descriptor(owning: WireProtocol.workerDescriptor)
    _ = fcntl(descriptor.raw, F_SETFD, FD_CLOEXEC)
    channel = WorkerChannel(MessageSocket(owning: descriptor, subject: "socket to the supervisor"))
  }

  func send(_ message: ToSupervisor) {
    do { try channel.send(message) } catch { endWithoutSupervisor() }
  }

  func assignID(_ kind: Asset.Kind, _ key: String) -> UInt32 {
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

  /// The supervisor is gone, so this worker must be too: at once, without running destructors that could hang.
  private func endWithoutSupervisor() -> Never { _exit(0) }
}

func writeError(_ text: String) {
  let line = text + "\n"
  _ = line.utf8.withContiguousStorageIfAvailable { write(STDERR_FILENO, $0.baseAddress, $0.count) }
}

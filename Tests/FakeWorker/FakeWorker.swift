// A worker without a game: it says and does what ARCANE_FAKE_WORKER tells it, step by step. Steps are separated by `;`:
//
//   hello | ready | staged | presented     say so
//   console TEXT | failed TEXT             say this
//   await NAME                             read messages until one of this name has come
//   flood COUNT                            print so many lines as fast as they are taken
//   echo                                   tell, as console text, the names of all messages that have come so far
//   garbage                                send bytes that are no message
//   sleep                                  read nothing any more
//   serve                                  answer every message as a worker does whose game loads without trouble
//   exit CODE | abort
import ArcaneIPC
import ArcaneLinux
import Glibc

final class Performance {
  private let channel = WorkerChannel(
    MessageSocket(owning: Descriptor(owning: WireProtocol.workerDescriptor), subject: "socket to the supervisor"))
  private var names: [String] = []

  private func receive() throws -> ToWorker {
    while true {
      switch try channel.receive() {
      case .message(let message):
        names.append(String("\(message)".prefix { $0 != "(" }))
        return message
      case .idle: continue
      case .closed: exit(0)
      }
    }
  }

  private func serve() throws {
    while true {
      switch try receive() {
      case .prepare:
        try channel.send(.ready(graphVersion: 0, .init(), memory: .init(resident: 1, scriptHeap: 1), .init()))
      case .stage(let version, _): try channel.send(.staged(graphVersion: version, .init()))
      case .present: try channel.send(.presented(.init()))
      case .collectReloadState(let token): try channel.send(.reloadState(token: token, nil))
      case .stop: exit(0)
      default: break
      }
    }
  }

  func run(_ script: String) throws {
    for step in script.split(separator: ";") {
      let words = step.split(separator: " ", maxSplits: 1).map(String.init)
      let rest = words.count > 1 ? words[1] : ""
      switch words.first {
      case "hello": try channel.send(.hello(version: WireProtocol.version, release: WireProtocol.release, pid: UInt32(getpid())))
      case "ready": try channel.send(.ready(graphVersion: 0, .init(), memory: .init(resident: 1, scriptHeap: 1), .init()))
      case "staged": try channel.send(.staged(graphVersion: 1, .init()))
      case "presented": try channel.send(.presented(.init()))
      case "console": try channel.send(.console(.log, rest))
      case "failed":
        try channel.send(.failed(FailureReport(phase: .start, kind: .environment, name: "", message: rest, frames: [])))
      case "await": repeat { _ = try receive() } while names.last != rest
      case "flood": for _ in 0..<(Int(rest) ?? 0) { try channel.send(.console(.log, "more")) }
      case "echo": try channel.send(.console(.log, names.joined(separator: " ")))
      case "garbage": _ = try channel.socket.send([0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3])
      case "sleep": while true { pause() }
      case "serve": try serve()
      case "exit": exit(Int32(rest) ?? 1)
      case "abort":
        // Sanitizers catch it, and the process would end by itself.
        signal(SIGABRT, SIG_DFL)
        abort()
      default:
        try channel.send(.console(.error, "no step '\(step)'"))
        exit(64)
      }
    }
  }
}

@main
enum FakeWorker {
  static func main() throws {
    try Performance().run(getenv("ARCANE_FAKE_WORKER").map { String(cString: $0) } ?? "hello;serve")
  }
}

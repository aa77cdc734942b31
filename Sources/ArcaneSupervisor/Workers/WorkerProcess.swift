import ArcaneIPC
import ArcaneLinux
import ArcaneReload
import Glibc

/// One generation's process and the socket to it.
final class WorkerProcess {
  private(set) var generation: Generation
  let child: ChildProcess
  let channel: SupervisorChannel
  /// When it was spawned, or taken over from being the spare.
  private(set) var born: Monotonic
  /// Said while it was the spare.
  var early: [ToSupervisor] = []
  static let earlyLimit = 64
  /// Of a spare: no generation has this number.
  static let unassigned = Generation(0)
  /// What it knows of the module graph; a delta is sent against this.
  var graphVersion: UInt64 = 0
  /// Its console output is held back until it is presented.
  var heldConsole: [(ToSupervisor.ConsoleLevel, String)] = []
  var isPresented = false
  /// What it last reported, for when it ends without a word.
  var lastFailure: FailureReport?
  var memory = ToSupervisor.Memory(resident: 0, scriptHeap: 0)

  static let consoleBacklog = 10_000

  /// What a worker is started for.
  enum Role: String {
    case game = "--attached"
    case tests = "--tests"
  }

  init(generation: Generation, role: Role = .game, path: String, environment: [String]) throws {
    let (ours, theirs) = try MessageSocket.pair()
    try ours.setNonBlocking()
    child = try ChildProcess(
      name: "\(generation)", path: path, arguments: [role.rawValue], environment: environment,
      inherit: [(from: theirs.raw, to: WireProtocol.workerDescriptor)])
    channel = SupervisorChannel(MessageSocket(owning: ours, subject: "socket of \(generation)"))
    born = .now
    self.generation = generation
  }

  /// One that was started for no generation yet becomes one.
  func assume(_ generation: Generation) {
    self.generation = generation
    born = .now
  }
}

/// The environment that workers are given: ours.
let ownEnvironment: [String] = {
  var list: [String] = []
  var entry = environ
  while let text = entry.pointee {
    list.append(String(cString: text))
    entry += 1
  }
  return list
}()

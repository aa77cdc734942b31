import ArcaneIPC
import ArcaneLinux
import ArcaneReload
import Glibc

/// One generation's process and the socket to it.
final class WorkerProcess {
  private(set) var generation: Generation
  let child: ChildProcess
  /// Its status page, readable even when it is dead.
  private let page: StatusPage
  var status: WorkerStatus { page.status ?? WorkerStatus() }
  let channel: SupervisorChannel
  /// When it was spawned.
  private(set) var born: Monotonic
  /// The placeholder of the first worker, until the machine has spawned a generation.
  static let unassigned = Generation(0)
  /// Started for a later generation. Its failures are not reported, since a worker that is needed would report them
  /// too.
  var isPrewarmed = false
  /// When everything had been sent to it and it was asked to warm up.
  var prepared: Monotonic?
  var isPrepared: Bool { prepared != nil }
  /// Failures that it has reported.
  private(set) var failureCount: UInt32 = 0
  /// The version of the module graph that it has; deltas are relative to this.
  var graphVersion: UInt64 = 0
  /// Its console output is held back until it is presented.
  var heldConsole: [(ToSupervisor.ConsoleLevel, String)] = []
  var isPresented = false
  /// When it was last asked to load the game.
  var staged: Monotonic?
  /// The assets that it used when it was presented.
  var assetsInUse: [Asset.Range] = []
  /// When a save put it on the screen; nil for the session's start.
  var shownBySave: Monotonic?
  /// Its script neither returns nor can be terminated.
  var isHung = false
  var memory = ToSupervisor.Memory(resident: 0, scriptHeap: 0)

  private let killsBefore = OutOfMemoryKills.count
  /// The reason if it ended for lack of memory.
  func wantOfMemory(_ status: ExitStatus) -> String? {
    let last = self.status
    let place = last.frame > 0 ? ", in frame \(last.frame)" : ""
    if case .signal(SIGKILL, _) = status, let before = killsBefore, let now = OutOfMemoryKills.count, now > before {
      return "the machine is out of memory, and the kernel has ended a process\(place)"
    }
    // V8's own message about a fatal error.
    let words = last.lastWords
    if case .signal(SIGABRT, _) = status, words.contains("heap is full") || words.contains("out of memory") {
      return "out of memory\(place): \(words)"
    }
    return nil
  }

  static let consoleBacklog = 10_000

  /// The identity for its next failure.
  func nextFailure() -> ErrorID {
    failureCount += 1
    return .game(generation, failureCount)
  }

  /// The purpose of a worker.
  enum Role: String {
    case game = "--attached"
    case tests = "--tests"
  }

  init(generation: Generation, role: Role = .game, path: String, environment: [String]) throws {
    let (ours, theirs) = try MessageSocket.pair()
    try ours.setNonBlocking()
    let (page, descriptor) = try SharedPage.make(name: "arcane-status")
    self.page = StatusPage(page)
    child = try ChildProcess(
      name: "\(generation)", path: path, arguments: [role.rawValue], environment: environment,
      inherit: [(from: theirs.raw, to: WireProtocol.workerDescriptor), (from: descriptor.raw, to: WireProtocol.statusDescriptor)])
    channel = SupervisorChannel(MessageSocket(owning: ours, subject: "socket of \(generation)"))
    born = .now
    self.generation = generation
  }

  /// Assigns a generation to the first worker.
  func assume(_ generation: Generation) {
    self.generation = generation
    born = .now
  }
}

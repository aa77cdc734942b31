import ArcaneIPC
import ArcaneLinux
import ArcaneReload
import Glibc

/// One generation's process and the socket to it.
final class WorkerProcess {
  private(set) var generation: Generation
  let child: ChildProcess
  /// What it is about; still there when it is dead.
  private let page: StatusPage
  var status: WorkerStatus { page.status ?? WorkerStatus() }
  let channel: SupervisorChannel
  /// When it was spawned.
  private(set) var born: Monotonic
  /// Of the first worker until the machine has spawned a generation: none has this number.
  static let unassigned = Generation(0)
  /// Started for a generation that may be wanted later. Its troubles are those of one that is wanted, which reports them.
  var isPrewarmed = false
  /// It has been told everything.
  /// When it was told to warm up.
  var prepared: Monotonic?
  var isPrepared: Bool { prepared != nil }
  /// Failures that it has reported.
  private(set) var failureCount: UInt32 = 0
  /// What it knows of the module graph; a delta is sent against this.
  var graphVersion: UInt64 = 0
  /// Its console output is held back until it is presented.
  var heldConsole: [(ToSupervisor.ConsoleLevel, String)] = []
  var isPresented = false
  /// What it had asked for when it was presented.
  var assetsInUse: [Asset.Range] = []
  /// When a save, and not the session's start, has put it on the screen.
  var shownBySave: Monotonic?
  /// Its script does not come back and cannot be ended.
  var isHung = false
  var memory = ToSupervisor.Memory(resident: 0, scriptHeap: 0)

  private let killsBefore = OutOfMemoryKills.count
  /// Why it ended as it did, where that was for want of memory.
  func wantOfMemory(_ status: ExitStatus) -> String? {
    let last = self.status
    let place = last.frame > 0 ? ", in frame \(last.frame)" : ""
    if case .signal(SIGKILL, _) = status, let before = killsBefore, let now = OutOfMemoryKills.count, now > before {
      return "the machine is out of memory, and the kernel has ended a process\(place)"
    }
    // V8's own words, of what it could not tell script.
    let words = last.lastWords
    if case .signal(SIGABRT, _) = status, words.contains("heap is full") || words.contains("out of memory") {
      return "out of memory\(place): \(words)"
    }
    return nil
  }

  static let consoleBacklog = 10_000

  /// The identity of a failure that it reports now.
  func nextFailure() -> ErrorID {
    failureCount += 1
    return .game(generation, failureCount)
  }

  /// What a worker is started for.
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

import ArcaneLinux
import Glibc
import Synchronization

/// The first worker of a session, started before anything else: it loads its libraries while the command line is parsed
/// and the window is made. It ends if it is not used.
enum FirstWorker {
  private static let waiting = Mutex<WorkerProcess?>(nil)

  /// To be called first. Failures are ignored: a worker that is needed is started again, with errors reported.
  /// - Parameter arguments: of the command line, without the program's name.
  static func start(_ arguments: [String]) {
    guard isWanted(arguments) else { return }
    // The same environment as for other workers.
    _ = DescriptorLimit.raise()
    guard let path = try? Supervisor.findWorker() else { return }
    waiting.withLock { $0 = try? WorkerProcess(generation: WorkerProcess.unassigned, path: path, environment: Environment.entries) }
  }

  /// Returns the waiting worker, once.
  static func take() -> WorkerProcess? {
    waiting.withLock { worker in
      defer { worker = nil }
      return worker
    }
  }

  /// Whether a game is going to be played.
  static func isWanted(_ arguments: [String]) -> Bool {
    guard let command = arguments.first, command == "dev" || command == "run" else { return false }
    return Set(arguments).isDisjoint(with: ["-h", "--help", "--version"])
  }
}

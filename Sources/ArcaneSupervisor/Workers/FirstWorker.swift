import ArcaneLinux
import Glibc
import Synchronization

/// The worker that a session begins with, started before anything is known of the session: its libraries are loaded while
/// the command line is read and the window is made. It waits to be told what for, and ends when nobody does.
enum FirstWorker {
  private static let waiting = Mutex<WorkerProcess?>(nil)

  /// To be called first. What goes wrong is no matter: who needs a worker starts one, and tells.
  /// - Parameter arguments: of the command, without its own name.
  static func start(_ arguments: [String]) {
    guard isWanted(arguments) else { return }
    // As all others get it.
    _ = DescriptorLimit.raise()
    guard let path = try? Supervisor.findWorker() else { return }
    waiting.withLock { $0 = try? WorkerProcess(generation: WorkerProcess.unassigned, path: path, environment: ownEnvironment) }
  }

  /// The one that waits, once.
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

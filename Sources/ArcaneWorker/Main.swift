import ArcaneIPC
import ArcaneLinux
import CLinux
import Glibc

@main
struct Main {
  static func main() {
    StandardDescriptors.makeValid()
    SoftwarePresenter.prepareProcess()
    // A file over a resource limit is an error of write(2), like a full disk, and must not kill the process.
    signal(SIGXFSZ, SIG_IGN)
    let arguments = CommandLine.arguments.dropFirst()
    switch arguments.first {
    case "--attached"?:
      OutOfMemoryScore.raise()
      AttachedWorker.run()
    case "--tests"?:
      OutOfMemoryScore.raise()
      TestWorker.run()
    case "--game"?: GameHost.run(Array(arguments))
    case "--probe"?: Probe.run(seesDisplay: arguments.dropFirst().first == "--display")
    case "--write-snapshot"?:
      do { try BuiltInLibrary.writeSnapshot() } catch {
        writeError("arcane-worker: \(error)")
        exit(3)
      }
    default: StandaloneRun.run(Array(arguments))
    }
  }
}

/// The supervisor's death ends this process, even while script runs. If it has died before, the first read fails,
/// because the socket has no other end. (The parent's process ID says nothing: it may be 1 in a container.)
func endWithSupervisor() { clinux_set_parent_death_signal(SIGKILL) }

/// Without it there is no point in starting.
func inheritedStatusPage() -> StatusPage {
  do { return try StatusPage.inherited() } catch {
    writeError("arcane-worker: \(error)")
    exit(3)
  }
}

import ArcaneIPC
import ArcaneLinux
import CLinux
import Glibc

@main
struct Main {
  static func main() {
    StandardDescriptors.makeValid()
    SoftwarePresenter.prepareProcess()
    // A file that grows over a limit is an error of write(2)'s, like a full disk, and not the end.
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
    default: HandRun.run(Array(arguments))
    }
  }
}

/// The supervisor's death is this process's, even while script runs. If it has died before, the first message says so: the
/// socket has no other end then. (Nothing can be told from the parent's number: it is 1 where a container begins with the
/// supervisor.)
func endWithSupervisor() { clinux_set_parent_death_signal(SIGKILL) }

/// Without one it is not worth to begin.
func inheritedStatusPage() -> StatusPage {
  do { return try StatusPage.inherited() } catch {
    writeError("arcane-worker: \(error)")
    exit(3)
  }
}

import ArcaneLinux
import Glibc

@main
struct Main {
  static func main() {
    FreedMemory.keep()
    let arguments = CommandLine.arguments.dropFirst()
    switch arguments.first {
    case "--attached"?: AttachedWorker.run()
    case "--tests"?: TestWorker.run()
    case "--write-snapshot"?:
      do { try BuiltInLibrary.writeSnapshot() } catch {
        writeError("arcane-worker: \(error)")
        exit(3)
      }
    default: HandRun.run(Array(arguments))
    }
  }
}

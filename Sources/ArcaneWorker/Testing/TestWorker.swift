import ArcaneIPC
import ArcaneLinux
import ArcaneScript
import CLinux
import Glibc

/// The worker as a test runner: runs test files one after the other, each in a context of its own. There is no renderer
/// and no sound, and the ops of games are absent, which puts the library into its headless mode.
final class TestWorker {
  private let link = SupervisorLink()
  private let page = inheritedStatusPage()
  private var isolate: TestIsolate?

  static func run() -> Never {
    endWithSupervisor()
    if let problem = Sandbox.dropForTests() { writeError("arcane-worker: \(problem)") }
    let worker = TestWorker()
    worker.link.send(.hello(version: WireProtocol.version, release: WireProtocol.release, pid: UInt32(getpid())))
    while true { worker.handle(worker.link.next()) }
  }

  private func handle(_ message: ToWorker) {
    switch message {
    case .hello(let version, let release, _):
      if version != WireProtocol.version || release != WireProtocol.release { exit(0) }
    case .runTests(let token, let level, let modules, let options): run(token, level, modules, options)
    case .stop: exit(0)
    default: break  // an answer to an import of a file that has ended
    }
  }

  private func run(_ token: UInt32, _ level: Configuration.Level, _ modules: Blob, _ options: TestOptions) {
    var ending = TestFile.Ending()
    do {
      if isolate?.level != level { isolate = nil }
      let isolate = try isolate ?? TestIsolate(level, link.beside, page)
      self.isolate = isolate
      let file = TestFile(token, options, isolate, link, page)
      ending = try modules.withBytes { bytes in file.run(try ModulePack(decoding: bytes)) }
    } catch {
      ending.failure = FailureReport(phase: .start, kind: .environment, name: "", message: "\(error)", frames: [])
    }
    link.send(.testFileEnded(token: token, ending.failure, isCutShort: ending.isCutShort))
    // Done while the supervisor chooses the next file. If it fails, the next file starts from scratch and reports why.
    do { try isolate?.renew(hasEndedWell: ending.failure == nil && !ending.isForced) } catch { isolate = nil }
  }
}

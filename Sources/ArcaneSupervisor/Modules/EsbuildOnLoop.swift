import ArcaneLinux
import ArcaneModules
import Glibc

/// Runs the esbuild service in the event loop: finds and starts it on first use, and watches its descriptors and
/// deadline.
final class EsbuildOnLoop {
  let service: EsbuildService
  /// Compares the stripper's output with this esbuild's.
  let checker: StripChecker
  private let loop: EventLoop
  private let deadline: Timer
  private var watched: Set<Int32> = []

  /// - Parameter debug: receives why an esbuild was refused, and why verdicts are not kept.
  init(projectFolder: String, loop: EventLoop, debug: @escaping (String) -> Void) throws {
    self.loop = loop
    service = EsbuildService {
      let found = try EsbuildLocator(projectFolder: projectFolder, setupPaths: Self.setupPaths(), environment: Environment.all).find()
      for refusal in found.refusals { debug("not using \(refusal.path): \(refusal.reason)") }
      return found.binary
    }
    let store = VerdictStore(path: CacheFolder.arcane(Environment.all).map { $0 + "/verdicts" })
    if let problem = store.problem { debug("each file is compared with esbuild's anew, as verdicts cannot be kept: \(problem)") }
    checker = StripChecker(service: service, store: store, stripper: try StripChecker.stripperOfThisProgram())
    deadline = try Timer()
    service.watcher = self
    try loop.add(deadline.raw) { [unowned self] in
      if deadline.acknowledge() { service.handleDeadline() }
      armDeadline()
    }
  }

  /// Where scripts/setup installs it: .deps of the checkout, or next to an installed program.
  static func setupPaths() -> [String] {
    let own = Installation.ownFolder
    return [own + "/../../../.deps/esbuild/esbuild", own + "/esbuild", own + "/../lib/arcane/esbuild"]
  }

  func stop() { service.stop() }

  /// To be called after each request and each answer.
  func armDeadline() {
    if let next = service.nextDeadline { deadline.arm(at: next) } else { deadline.disarm() }
  }
}

extension EsbuildOnLoop: DescriptorWatcher {
  func watch(_ raw: Int32, readable: Bool, writable: Bool) throws {
    if !watched.contains(raw) {
      try loop.add(
        raw, writable: { [unowned self] in handle(raw, readable: false, writable: true) },
        readable: { [unowned self] in handle(raw, readable: true, writable: false) })
      watched.insert(raw)
    }
    loop.watchWrites(raw, writable)
  }

  func unwatch(_ raw: Int32) {
    if watched.remove(raw) != nil { loop.remove(raw) }
  }

  private func handle(_ raw: Int32, readable: Bool, writable: Bool) {
    service.handle(raw, readable: readable, writable: writable)
    armDeadline()
  }
}

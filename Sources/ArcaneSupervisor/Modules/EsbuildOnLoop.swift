import ArcaneLinux
import ArcaneModules
import Glibc

/// esbuild's service in the event loop: found, started when it is first asked, its descriptors and its deadline watched.
final class EsbuildOnLoop {
  let service: EsbuildService
  private let loop: EventLoop
  private let deadline: Timer

  /// - Throws: where there is no esbuild that is new enough, with what was refused and why.
  init(projectFolder: String, loop: EventLoop, refused: (String) -> Void) throws {
    self.loop = loop
    let own = FileWatcher.parent(of: try executablePath())
    // Where set-up has put it: .deps of the checkout this was built in, or beside an installed program.
    let setupPaths = [own + "/../../../.deps/esbuild/esbuild", own + "/esbuild", own + "/../lib/arcane/esbuild"]
    var environment: [String: String] = [:]
    var variable = environ
    while let text = variable.pointee {
      let parts = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { environment[String(parts[0])] = String(parts[1]) }
      variable += 1
    }
    let found = try EsbuildLocator(projectFolder: projectFolder, setupPaths: setupPaths, environment: environment).find()
    for refusal in found.refusals { refused("not using \(refusal.path): \(refusal.reason)") }
    service = EsbuildService(binary: found.binary)
    deadline = try Timer()
    service.watcher = self
    try loop.add(deadline.raw) { [unowned self] in
      if deadline.acknowledge() { service.handleDeadline() }
      armDeadline()
    }
  }

  func stop() { service.stop() }

  /// To be called after each request and each answer.
  func armDeadline() {
    if let next = service.nextDeadline { deadline.arm(at: next) } else { deadline.disarm() }
  }
}

extension EsbuildOnLoop: DescriptorWatcher {
  func watch(_ raw: Int32, readable: Bool, writable: Bool) {
    do {
      try loop.add(
        raw, writable: { [unowned self] in handle(raw, readable: false, writable: true) },
        readable: { [unowned self] in handle(raw, readable: true, writable: false) })
    } catch {}  // watched already
    loop.watchWrites(raw, writable)
  }

  func unwatch(_ raw: Int32) { loop.remove(raw) }

  private func handle(_ raw: Int32, readable: Bool, writable: Bool) {
    service.handle(raw, readable: readable, writable: writable)
    armDeadline()
  }
}

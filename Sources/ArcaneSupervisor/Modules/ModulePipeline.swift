// From changed files to what a worker is sent: the module graph, and packs of it by version.
import ArcaneIPC
import ArcaneLinux
import ArcaneModules
import ArcaneReload
import Glibc

final class ModulePipeline {
  enum Outcome {
    case unchanged
    case good(GraphVersion, warnings: [Diagnostic])
    case failed([Diagnostic])
  }

  private let service: EsbuildService
  private let graph: ModuleGraph
  private let loop: EventLoop
  private let deadline: Timer
  /// When each module last changed, so that a worker of any age can be sent what it lacks.
  private var changedAt: [String: GraphVersion] = [:]
  private var removedAt: [String: GraphVersion] = [:]
  private(set) var version: GraphVersion = 0
  private let entryFolder: String

  /// The whole graph as it was at some version, and what has changed since: sent to each new worker without copying
  /// the whole graph again.
  private var base: (pack: Blob, version: GraphVersion, size: Int)?

  init(entry: String, loop: EventLoop, reporter: Reporter) throws {
    self.loop = loop
    entryFolder = FileWatcher.parent(of: entry)
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
    let found = try EsbuildLocator(projectFolder: entryFolder, setupPaths: setupPaths, environment: environment).find()
    for refusal in found.refusals { reporter.debug("not using \(refusal.path): \(refusal.reason)") }
    service = EsbuildService(binary: found.binary)
    graph = ModuleGraph(entry: entry, service: service)
    deadline = try Timer()
    service.watcher = self
    try loop.add(deadline.raw) { [unowned self] in
      if deadline.acknowledge() { service.handleDeadline() }
      armDeadline()
    }
    service.start()
  }

  func stop() { service.stop() }

  var level: Configuration.Level {
    if case .builtIn = graph.library.origin { return .builtIn }
    switch graph.library.level {
    case .p8: return .phase8
    case .between: return graph.library.viewportUnit == .physicalPixels ? .phase8 : .between
    case .n: return .newest
    }
  }

  // MARK: - Building

  func build(changed: Set<String>, completion: @escaping (Outcome) -> Void) {
    graph.update(changed: changed) { [unowned self] outcome in
      armDeadline()
      switch outcome {
      case .delta(let delta):
        let isNew = take(delta)
        completion(isNew ? .good(version, warnings: delta.warnings) : .unchanged)
      case .failure(let failure): completion(.failed(failure.diagnostics))
      case .superseded: completion(.unchanged)
      }
    }
    armDeadline()
  }

  /// Books a delta. False when nothing that runs is different.
  private func take(_ delta: GraphDelta) -> Bool {
    version = delta.version
    for module in delta.added + delta.changed {
      changedAt[module.url] = delta.version
      removedAt[module.url] = nil
    }
    for url in delta.removed {
      changedAt[url] = nil
      removedAt[url] = delta.version
    }
    return !delta.isEmpty
  }

  func resolveDynamic(_ specifier: String, referrer: String, completion: @escaping (Result<String, DynamicImportFailure>) -> Void) {
    graph.loadDynamic(specifier: specifier, referrer: referrer) { [unowned self] result in
      armDeadline()
      switch result {
      case .success(let found):
        _ = take(found.delta)
        completion(.success(Self.worker(url: found.url)))
      case .failure(let failure):
        let text = failure.diagnostics.map(\.message).joined(separator: "\n")
        completion(.failure(DynamicImportFailure(description: text)))
      }
    }
    armDeadline()
  }

  // MARK: - Packs

  /// The library's modules go by their specifier inside a worker.
  private static func worker(url: String) -> String {
    guard url.hasPrefix(builtIn) else { return url }
    return "@arcane/runtime" + url.dropFirst(builtIn.count)
  }
  private static let builtIn = "arcane:runtime"

  private func pack(_ modules: [Module], removed: [String]) throws -> Blob {
    let bytes = ModulePack.encode(graphVersion: version, entryURL: graph.entryURL, modules: modules, removed: removed) { module in
      let imports = module.imports.compactMap { imported in
        imported.url.map { (specifier: imported.specifier, url: Self.worker(url: $0)) }
      }
      let head = ModulePack.Module(
        url: module.url, kind: module.kind == .json ? .json : .javascript, hash: module.codeHash.value, imports: imports)
      return (head, module.code)
    }
    return try Blob(bytes, name: "arcane-modules")
  }

  /// Everything a new worker has to know, in order.
  func fullPacks() throws -> [Blob] {
    if let base, let delta = try delta(since: base.version), delta.size * 4 < base.size { return [base.pack, delta] }
    if let base, base.version == version { return [base.pack] }
    let whole = try pack(graph.modules, removed: [])
    base = (whole, version, whole.size)
    return [whole]
  }

  /// What has changed since `version`; nil when nothing has.
  func delta(since known: GraphVersion) throws -> Blob? {
    let modules = changedAt.compactMap { url, at in at > known ? graph.module(url: url) : nil }
    let removed = removedAt.compactMap { url, at in at > known ? url : nil }
    if modules.isEmpty, removed.isEmpty, known == version { return nil }
    return try pack(modules, removed: removed)
  }

  // MARK: - Watching

  var watchedFolders: Set<String> { graph.watchedFolders }
  var sourceFiles: Set<String> { Set(graph.modules.map(\.path)).union([graph.entryPath]) }
  func isSource(_ path: String) -> Bool { graph.isRelevant(path) }
  var roots: [String] { [entryFolder] }

  // MARK: - Diagnostics

  /// - Parameter version: the graph that the worker ran.
  func diagnostic(_ report: FailureReport, version: GraphVersion) -> Diagnostic {
    let headline = report.name.isEmpty ? report.message : "\(report.name): \(report.message)"
    return diagnostic(.error, headline, report.frames, version: version)
  }

  func diagnostic(
    _ severity: Diagnostic.Severity, _ message: String, _ frames: [FailureReport.Frame], version: GraphVersion
  ) -> Diagnostic {
    let stack = frames.map { frame in
      StackFrame(
        function: frame.function.isEmpty ? nil : frame.function, location: frame.url,
        position: frame.line > 0 ? LinePosition(line: Int(frame.line), column: Int(frame.column)) : nil)
    }
    var diagnostic = Diagnostic(exception: message, frames: stack, graph: graph, version: version)
    diagnostic.severity = severity
    return diagnostic
  }

  private func armDeadline() {
    if let next = service.nextDeadline { deadline.arm(at: next) } else { deadline.disarm() }
  }
}

struct DynamicImportFailure: Error, CustomStringConvertible {
  let description: String
}

extension ModulePipeline: DescriptorWatcher {
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

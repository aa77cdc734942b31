// Turns changed files into messages for workers: the module graph, and packs of it by version.
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

  private let esbuild: EsbuildOnLoop
  private let graph: ModuleGraph
  private let checks: ModuleChecks
  /// When each module last changed, so that a worker of any age can be sent what it lacks.
  private var changedAt: [String: GraphVersion] = [:]
  private var removedAt: [String: GraphVersion] = [:]
  private(set) var version: GraphVersion = 0
  private var forecast = ChangeForecast()
  private let speculates: Bool
  /// The changes that `changedFiles` has reported.
  private var lookedAt: [String: ContentHash] = [:]

  /// The whole graph as it was at some version, and what has changed since: sent to each new worker without copying
  /// the whole graph again.
  private var base: (pack: Blob, version: GraphVersion, size: Int)?

  /// - Parameter moment: when the stripper's output is compared with esbuild's.
  init(entry: String, loop: EventLoop, reporter: Reporter, verifying moment: ModuleVerification.Moment, without disabled: Set<Mechanism>) throws {
    esbuild = try EsbuildOnLoop(projectFolder: FilePath.folder(of: entry), loop: loop) { reporter.debug($0) }
    graph = ModuleGraph(entry: entry, service: esbuild.service)
    graph.strips = !disabled.contains(.stripper)
    if !disabled.contains(.verification) {
      graph.verification = ModuleVerification(
        checker: esbuild.checker, moment: moment, reportFault: reporter.warning, reportUnverified: reporter.unverified)
    }
    speculates = !disabled.contains(.speculation)
    graph.putOff = loop.afterThisRound
    graph.onMended = { reporter.note("\(displayPath($0)) is in order again") }
    checks = ModuleChecks(graph: graph, loop: loop) { [esbuild] in esbuild.armDeadline() }
  }

  func stop() { esbuild.stop() }

  var level: Configuration.Level { Configuration.Level(graph.library) }

  // MARK: - Building

  /// - Parameter retrying: called when esbuild itself failed and is tried once more, so that the user need not save
  ///   again.
  func build(changed: Set<String>, retrying: ((String) -> Void)? = nil, completion: @escaping (Outcome) -> Void) {
    graph.update(changed: changed) { [unowned self] outcome in
      esbuild.armDeadline()
      switch outcome {
      case .delta(let delta):
        let isNew = take(delta)
        completion(isNew ? .good(version, warnings: delta.warnings) : .unchanged)
      case .failure(let failure):
        if let retrying, let trouble = failure.diagnostics.first(where: { $0.isOfEsbuild && !$0.isOfMissingEsbuild }) {
          retrying(trouble.message)
          build(changed: changed, completion: completion)
        } else {
          completion(.failed(failure.diagnostics))
        }
      case .superseded: completion(.unchanged)
      }
    }
    esbuild.armDeadline()
  }

  /// Records a delta. False if no running code changes. With an empty delta: whether a failed `import()` may now
  /// succeed.
  private func take(_ delta: GraphDelta) -> Bool {
    let isNew = delta.version != version
    version = delta.version
    lastChanged = Set((delta.added + delta.changed).map(\.file))
    forecast.note(changed: delta.changed.map(\.url))
    checks.note(delta.added + delta.changed)
    for module in delta.added + delta.changed {
      changedAt[module.url] = delta.version
      removedAt[module.url] = nil
    }
    for url in delta.removed {
      changedAt[url] = nil
      removedAt[url] = delta.version
    }
    return isNew
  }

  func resolveDynamic(_ specifier: String, referrer: String, completion: @escaping (Result<String, GraphFailure>) -> Void) {
    graph.loadDynamic(specifier: specifier, referrer: referrer) { [unowned self] result in
      esbuild.armDeadline()
      switch result {
      case .success(let found):
        _ = take(found.delta)
        completion(.success(Self.worker(url: found.url)))
      case .failure(let failure): completion(.failure(failure))
      }
    }
    esbuild.armDeadline()
  }

  /// The hash of a module's code, by the URL that workers use; nil if there is no such module.
  func hash(of url: String) -> UInt64? { graph.module(url: url)?.codeHash.value }

  /// Modules that the next save is likely to change, and those that cannot be evaluated speculatively; nil if unknown.
  var likelyToChange: [String]? { speculates ? forecast.likelyToChange(hash: hash) : nil }

  func noteRefusal(of url: String) {
    if let hash = hash(of: url) { forecast.noteRefusal(of: url, hash: hash) }
  }

  // MARK: - Checks

  /// Verifies stripped modules; to be called when the system is idle.
  func checkAtLeisure(_ report: @escaping (ModuleChecks.Finding) -> Void) { checks.proceed(report) }

  /// Gets esbuild's errors for a module that V8 refuses. False, with nothing done, if esbuild has accepted the module
  /// already.
  func explain(_ url: String, completion: @escaping (ModuleGraph.CheckOutcome) -> Void) -> Bool {
    guard graph.isStripped(url: url) else { return false }
    checks.forget(url)
    checks.check(url, completion: completion)
    return true
  }

  // MARK: - Packs

  /// The library's modules go by their specifier inside a worker.
  static func worker(url: String) -> String {
    guard url.hasPrefix(builtIn) else { return url }
    return "@arcane/runtime" + url.dropFirst(builtIn.count)
  }
  private static let builtIn = "arcane:runtime"

  private func pack(_ modules: [Module], removed: [String]) throws -> Blob {
    try Self.pack(modules, removed: removed, entryURL: graph.entryURL, version: version)
  }

  static func pack(_ modules: [Module], removed: [String] = [], entryURL: String, version: GraphVersion) throws -> Blob {
    let bytes = ModulePack.encode(graphVersion: version, entryURL: entryURL, modules: modules, removed: removed) { module in
      let imports = module.imports.compactMap { imported in
        imported.url.map { (specifier: imported.specifier, url: Self.worker(url: $0)) }
      }
      let head = ModulePack.Module(
        url: module.url, kind: module.kind == .json ? .json : .javascript, hash: module.codeHash.value, imports: imports)
      return (head, module.code, module.map.json)
    }
    return try Blob(bytes, name: "arcane-modules")
  }

  /// All modules for a new worker, in order.
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
  var entryPath: String { graph.entryPath }
  func lookAgain() { graph.lookAgain() }
  var sourceFiles: Set<String> { graph.files.union([graph.entryPath]) }
  /// The files that the last build found new or changed.
  private(set) var lastChanged: Set<String> = []
  /// Sources whose content has changed since they were last read. Each change is reported once.
  func changedFiles() -> Set<String> {
    var changed: Set<String> = []
    for (path, hash) in graph.contentHashes() where lookedAt[path] != hash.found && hash.built != hash.found {
      lookedAt[path] = hash.found
      changed.insert(path)
    }
    return changed
  }

  func isSource(_ path: String) -> Bool { graph.isRelevant(path) }
  /// Whether the file could not be read or used the last time.
  func isAwaited(_ path: String) -> Bool { graph.isAwaited(path) }

  // MARK: - Diagnostics

  /// Console output of a game, with the positions of its stacks mapped to the newest sources.
  func translated(_ text: String, version: GraphVersion) -> String {
    StackTrace.translated(text, by: graph, version: version, folder: absolutePath("."))
  }

  /// - Parameter version: the graph that the worker ran.
  func diagnostic(_ report: FailureReport, version: GraphVersion) -> Diagnostic {
    Diagnostic(report, graph: graph, version: version)
  }

  func diagnostic(
    _ severity: Diagnostic.Severity, _ message: String, _ frames: [FailureReport.Frame], version: GraphVersion
  ) -> Diagnostic {
    var diagnostic = Diagnostic(exception: message, frames: frames.map(StackFrame.init), graph: graph, version: version)
    diagnostic.severity = severity
    return diagnostic
  }
}

extension GraphFailure {
  /// The text for the script, with paths relative to the current folder.
  var rejection: String { text(DiagnosticStyle(currentFolder: absolutePath("."))) }
}

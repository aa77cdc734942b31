// Carries out builds and deliveries, and keeps their results: the diagnostics of a build, the target of an import().
import ArcaneIPC
import ArcaneLinux
import ArcaneModules
import ArcaneReload

final class BuildDriver {
  struct Handlers {
    var finished: (BuildNumber, ArcaneReload.BuildResult) -> Void
    /// The diagnostics of a failed build, set before `finished` reports it.
    var failed: (BuildNumber, [Diagnostic]) -> Void
    var importResolved: (Generation, UInt32, GraphVersion?) -> Void
    /// The set of files in the graph has changed.
    var filesChanged: () -> Void
  }

  private let pipeline: ModulePipeline
  private let loop: EventLoop
  private let reporter: Reporter
  private let handlers: Handlers
  private var answers: [Generation: [UInt32: ToWorker]] = [:]
  private(set) var startedAt: Monotonic?
  private(set) var finishedAt: Monotonic?

  init(_ pipeline: ModulePipeline, loop: EventLoop, reporter: Reporter, _ handlers: Handlers) {
    self.pipeline = pipeline
    self.loop = loop
    self.reporter = reporter
    self.handlers = handlers
  }

  func build(_ number: BuildNumber, paths: Set<String>) {
    // Deferred, because the build may finish at once.
    loop.afterThisRound { [unowned self] in start(number, paths) }
  }

  private func start(_ number: BuildNumber, _ paths: Set<String>) {
    startedAt = .now
    pipeline.build(changed: paths, retrying: { [reporter] in reporter.note("\($0); trying again") }) { [unowned self] outcome in
      finishedAt = .now
      handlers.filesChanged()
      switch outcome {
      case .unchanged: handlers.finished(number, .unchanged)
      case .good(let version, let warnings):
        for warning in warnings { reporter.warning(warning) }
        handlers.finished(number, .good(version))
      case .failed(let diagnostics):
        handlers.failed(number, diagnostics)
        handlers.finished(number, .failed)
      }
    }
  }

  // MARK: - Modules for workers

  /// Messages with all modules, for a new worker.
  func fullPacks(for worker: WorkerProcess) throws -> [ToWorker] {
    let packs = try pipeline.fullPacks()
    worker.graphVersion = pipeline.version
    return packs.map { .modules($0) }
  }

  /// The message that updates a worker to the newest graph; nil if it is up to date.
  func delta(for worker: WorkerProcess) throws -> ToWorker? {
    guard let pack = try pipeline.delta(since: worker.graphVersion) else { return nil }
    worker.graphVersion = pipeline.version
    return .modules(pack)
  }

  // MARK: - import()

  func resolveImport(_ token: UInt32, _ specifier: String, _ referrer: String, for generation: Generation) {
    pipeline.resolveDynamic(specifier, referrer: referrer) { [unowned self] outcome in
      handlers.filesChanged()
      switch outcome {
      case .success(let url):
        answers[generation, default: [:]][token] = .dynamicModule(token: token, url: url, error: "")
        handlers.importResolved(generation, token, pipeline.version)
      case .failure(let failure):
        answers[generation, default: [:]][token] = .dynamicModule(token: token, url: nil, error: failure.rejection)
        handlers.importResolved(generation, token, nil)
      }
    }
  }

  func takeAnswer(_ token: UInt32, of generation: Generation) -> ToWorker? { answers[generation]?.removeValue(forKey: token) }

  func forget(_ generation: Generation) { answers[generation] = nil }
}

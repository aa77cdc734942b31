// The thin shell around ReloadMachine: descriptors become events, effects become system calls.
// It runs no game code and decodes no media, so that whatever can crash, crashes in a worker.
import ArcaneIPC
import ArcaneLinux
import ArcaneModules
import ArcaneReload
import Glibc

final class Supervisor {
  let plan: Plan
  let loop: EventLoop
  let reporter: Reporter
  let pipeline: ModulePipeline
  let assets: AssetTable
  var configuration: Configuration
  var machine: ReloadMachine
  var workers: [Generation: WorkerProcess] = [:]
  var window: HostWindow?
  var watcher: FileWatcher?
  let workerPath: String

  private var alarms: [Alarm: Timer] = [:]
  private var signals: SignalDescriptor?
  private var terminal: TerminalKeys?
  /// Sources that changed since the last build began.
  var changedSources: Set<String> = []
  /// What is shown over the game, nil when all is well.
  var shownError: ToWorker.Overlay?
  /// What is wrong with the newest build, to be told when it is quiet.
  var failedBuild: [Diagnostic] = []
  var codeCache = CodeCacheStore()
  var collectedState: Blob?
  /// Pictures, sounds and fonts that could not be loaded.
  var brokenAssets = 0
  /// When the last changed picture or sound was heard of.
  var assetChangeSeen = Monotonic.now
  /// What any generation has drawn.
  var drawVariants: Set<UInt16> = []
  var timing = ReloadTiming()
  /// The worker after the next, see Spawning.swift.
  var spare: WorkerProcess?
  var spareTimer: Timer?
  /// With `--check`.
  var typeChecks: TypeChecksBeside?
  private var watchIsStale = false
  private var lastOpening = Monotonic.now
  private var exitCode: UInt8 = 0

  static func start(_ plan: Plan) throws -> Never {
    let reporter = Reporter(json: plan.json, verbose: plan.verbose)
    for warning in plan.warnings { reporter.warning(warning) }
    do {
      let supervisor = try Supervisor(plan, reporter)
      try supervisor.run()
      let code = supervisor.exitCode
      supervisor.tearDown()
      exit(Int32(code))
    } catch {
      reporter.fatal("\(error)")
      exit(ExitCode.environment)
    }
  }

  /// Descriptors for everything but cached assets: sockets, pidfds, timers, esbuild's pipes, and what messages bring.
  private static let reservedDescriptors = 64

  enum ExitCode {
    static let gameFailed: Int32 = 1
    static let environment: Int32 = 3
    static let hang: Int32 = 4
  }

  private init(_ plan: Plan, _ reporter: Reporter) throws {
    timing.started = .now
    self.plan = plan
    self.reporter = reporter
    // A game with a thousand textures holds a thousand memory files: the usual limit of 1024 would be too few.
    let descriptors = DescriptorLimit.raise()
    signal(SIGPIPE, SIG_IGN)
    loop = try EventLoop()
    workerPath = try Self.findWorker()
    assets = AssetTable(cacheLimit: plan.assetCacheBytes, fileLimit: max(4, descriptors - Self.reservedDescriptors))
    machine = ReloadMachine(policy: plan.policy)
    configuration = plan.configuration
    pipeline = try ModulePipeline(entry: plan.entry, loop: loop, reporter: reporter)
    configuration.level = pipeline.level
    configuration.handsUpAssets = plan.policy.mode == .develop
    try chooseDisplay()
  }

  static func findWorker() throws -> String {
    if let override = getenv("ARCANE_WORKER") { return String(cString: override) }
    let own = try executablePath()
    let path = FileWatcher.parent(of: own) + "/arcane-worker"
    guard access(path, X_OK) == 0 else {
      throw StartFailure("\(path) is missing: build it with 'swift build -c release', or name another in ARCANE_WORKER")
    }
    return path
  }

  private func chooseDisplay() throws {
    if plan.headless {
      configuration.display = .offscreen
    } else if getenv("DISPLAY").map({ $0.pointee != 0 }) ?? false {
      do {
        let made = try HostWindow(title: configuration.title, width: UInt16(configuration.width), height: UInt16(configuration.height))
        window = made
        configuration.display = .hostWindow(made.id)
      } catch {
        reporter.note("\(error), so the game runs headless")
        runHeadless()
      }
    } else if getenv("WAYLAND_DISPLAY").map({ $0.pointee != 0 }) ?? false {
      configuration.display = .ownWindow
      reporter.note("no X server (XWayland) here: each generation opens a window of its own")
    } else {
      reporter.note("no display here (DISPLAY is not set), so the game runs headless")
      runHeadless()
    }
  }

  private func runHeadless() {
    configuration.display = .offscreen
    guard plan.policy.mode == .develop, configuration.screenshotPath == nil else { return }
    let folder = FileWatcher.parent(of: plan.entry) + "/.arcane"
    mkdir(folder, 0o777)
    configuration.screenshotPath = folder + "/dev.png"
    reporter.note("a picture of it is written to \(displayPath(folder + "/dev.png")) after each reload")
  }

  // MARK: - Life

  private func run() throws {
    for alarm in Alarm.allCases {
      let timer = try Timer()
      alarms[alarm] = timer
      try loop.add(timer.raw) { [unowned self] in
        // It is not quiet while there are changes to be heard of; what they set anew is not due.
        if alarm == .quiet { drainWatcher() }
        if timer.acknowledge() { feed(.alarm(alarm)) }
      }
    }
    let signals = try SignalDescriptor([SIGINT, SIGTERM, SIGHUP])
    self.signals = signals
    try loop.add(signals.raw) { [unowned self] in
      while let number = signals.next() {
        let isOrdinaryEnd = number == SIGINT && plan.policy.mode == .develop
        feed(.quitRequested(code: isOrdinaryEnd ? 0 : UInt8(128 + number)))
      }
    }
    if let window {
      try loop.add(window.raw) { [unowned self] in drainWindow() }
      loop.afterThisRound { [unowned self] in drainWindow() }
    }
    if plan.policy.mode == .develop {
      let watcher = try FileWatcher { [unowned self] path in pipeline.isSource(path) || assets.isFile(path) }
      self.watcher = watcher
      try loop.add(watcher.raw) { [unowned self] in drainWatcher() }
      // The entry is watched from the beginning, so that a first build that fails can be mended.
      try watcher.watch(folders: [FileWatcher.parent(of: plan.entry)], roots: pipeline.roots)
      terminal = TerminalKeys()
      if let terminal {
        try loop.add(terminal.raw) { [unowned self] in
          switch terminal.next() {
          case .restart: feed(.restartRequested)
          case .quit: feed(.quitRequested(code: 0))
          case .closed:
            loop.remove(terminal.raw)
          case .other: break
          }
        }
      }
      if plan.checksTypes { typeChecks = try TypeChecksBeside(plan.entry, loop: loop, reporter) { [unowned self] in showTypeErrors($0) } }
      reporter.started(displayPath(plan.entry), hasKeys: terminal != nil)
    }
    feed(.started)
    try loop.run()
  }

  private func tearDown() {
    for worker in workers.values { worker.child.send(SIGKILL) }
    spare = nil
    typeChecks = nil
    workers.removeAll()  // each is reaped as its owner goes
    terminal?.restore()
    terminal = nil
    window = nil
    pipeline.stop()
  }

  func feed(_ event: Event) {
    for effect in machine.handle(event) { carryOut(effect) }
  }

  private func drainWindow() {
    for event in window?.drain() ?? [] {
      switch event {
      case .closeRequested: feed(.quitRequested(code: 0))
      case .connectionLost:
        reporter.failure("the X server is gone")
        feed(.quitRequested(code: UInt8(ExitCode.environment)))
      }
    }
  }

  private func carryOut(_ effect: Effect) {
    switch effect {
    // Behind what else is to be done now: it may be over at once.
    case .build: loop.afterThisRound { [unowned self] in startBuild() }
    case .spawn(let generation): spawn(generation)
    case .prepare(let generation): prepare(generation)
    case .stage(let generation, let version): stage(generation, version)
    case .wake(let generation): send(.wake, to: generation)
    case .expect(let generation): send(.expect, to: generation)
    case .rest(let generation): send(.rest, to: generation)
    case .collectReloadState(let generation): send(.collectReloadState, to: generation)
    case .collectCodeCache(let generation): send(.collectCodeCache, to: generation)
    case .freeze(let generation): workers[generation]?.child.send(SIGSTOP)
    case .thaw(let generation): workers[generation]?.child.send(SIGCONT)
    case .present(let generation):
      timing.presentAsked = .now
      send(.present, to: generation)
    case .presentError(let generation):
      if let worker = workers[generation] { releaseConsole(of: worker) }
      send(.overlay(shownError), to: generation)
      send(.present, to: generation)
    case .takeInput(let generation): send(.takeInput, to: generation)
    case .kill(let generation): workers[generation]?.child.send(SIGKILL)
    case .showError(let generation): send(.overlay(shownError), to: generation)
    case .clearError(let generation):
      shownError = nil
      send(.overlay(typeChecks?.overlay), to: generation)
    case .arm(let alarm, let microseconds):
      alarms[alarm]?.arm(at: Monotonic.now.advanced(byMilliseconds: Double(microseconds) / 1000))
    case .disarm(let alarm): alarms[alarm]?.disarm()
    case .report(let report): tell(report)
    case .exit(let code):
      exitCode = code
      // The game went on without them, as games expect; whoever ran it has to know.
      if code == 0, brokenAssets > 0, plan.policy.mode == .run {
        reporter.note("exit code 1: \(brokenAssets) asset\(brokenAssets == 1 ? "" : "s") could not be loaded")
        exitCode = UInt8(ExitCode.gameFailed)
      }
      loop.stop()
    }
  }

  // MARK: - Sources

  private func startBuild() {
    let changed = changedSources
    changedSources.removeAll()
    timing.buildStarted = .now
    pipeline.build(changed: changed, retrying: { [reporter] in reporter.note("\($0); trying again") }) { [unowned self] outcome in
      timing.buildFinished = .now
      updateWatch()
      switch outcome {
      case .unchanged:
        // Whoever saved is told what came of it, also when that is nothing.
        if machine.build == .running, !machine.isWaitedFor {
          reporter.unchanged(timing.files)
          timing.beginAnew()
        }
        feed(.buildFinished(.unchanged))
        typeChecks?.gameIsCurrent()
      case .good(let version, let warnings):
        for warning in warnings { reporter.warning(warning) }
        feed(.buildFinished(.good(version)))
        deliverEarly()
      case .failed(let diagnostics):
        failedBuild = diagnostics
        feed(.buildFinished(.failed))
      }
    }
  }

  private func drainWatcher() {
    guard let watcher else { return }
    do {
      let changes = try watcher.drain()
      if changes.isEmpty {
        // Whoever reads a thousand files is told of a hundred times a second: the standby's queue has an end.
        if Monotonic.now.milliseconds(since: lastOpening) > 10, changes.opened.contains(where: pipeline.isSource) {
          lastOpening = .now
          feed(.sourceOpened)
        }
        return
      }
      if changes.everything { reporter.debug("folders came or went, or the kernel's queue overflowed: looking at every file") }
      let sources = changes.paths.filter { pipeline.isSource($0) }
      if !sources.isEmpty || changes.everything {
        changedSources.formUnion(changes.everything ? pipeline.sourceFiles : sources)
        if timing.changeSeen == nil { timing.changeSeen = .now }
        timing.files.formUnion(changedSources)
        typeChecks?.sourcesChanged()
        feed(.sourcesChanged(files: max(1, sources.count)))
      }
      assetChangeSeen = .now
      for path in changes.everything ? assets.files : changes.paths { assetFileChanged(path) }
    } catch {
      reporter.failure("\(error)")
    }
  }

  /// Watches what the game is made of now. Put off to the end of the round, since loads come in bursts.
  func updateWatch() {
    guard watcher != nil, !watchIsStale else { return }
    watchIsStale = true
    loop.afterThisRound { [unowned self] in
      watchIsStale = false
      do {
        try watcher?.watch(folders: pipeline.watchedFolders.union(assets.folders), roots: pipeline.roots)
      } catch {
        reporter.failure("\(error)")
      }
    }
  }

  // MARK: - Workers

  private func prepare(_ generation: Generation) {
    guard let worker = workers[generation] else { return }
    // Before the modules, which are compiled as they come.
    do { if let pack = try codeCache.pack(of: pipeline.hash) { send(.codeCache(pack), to: generation) } } catch {
      // Out of memory or descriptors: this generation compiles, that is all.
      reporter.debug("no code cache for \(generation): \(error)")
    }
    do {
      for pack in try pipeline.fullPacks() { send(.modules(pack), to: generation) }
      worker.graphVersion = pipeline.version
    } catch {
      reporter.failure("\(error)")
    }
    for message in assets.messages() { send(message, to: generation) }
    if !machine.isWaitedFor { sendDrawVariants(to: worker) }
    send(.prepare(hurries: machine.isWaitedFor, likelyChanged: pipeline.likelyToChange), to: generation)
  }

  /// Compiling can be taken back, evaluating cannot: a standby that waits for quiet gets the modules now.
  private func deliverEarly() {
    if case .ready(let generation) = machine.next, let worker = workers[generation] { deliver(pipeline.version, to: worker) }
  }

  private func deliver(_ version: GraphVersion, to worker: WorkerProcess) {
    do {
      if worker.graphVersion != version, let delta = try pipeline.delta(since: worker.graphVersion) {
        send(.modules(delta), to: worker.generation)
        worker.graphVersion = version
      }
    } catch {
      reporter.failure("\(error)")
    }
  }

  private func stage(_ generation: Generation, _ version: GraphVersion) {
    guard let worker = workers[generation] else { return }
    timing.stageAsked = .now
    deliver(version, to: worker)
    for row in assets.all where row.stale { send(.assetChanged(kind: row.asset.kind, id: row.asset.id), to: generation) }
    send(.stage(graphVersion: version, reloadState: collectedState), to: generation)
    collectedState = nil
  }
}

struct StartFailure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

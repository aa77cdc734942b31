// The thin shell around ReloadMachine: descriptors become events, effects become system calls.
// It runs no game code and decodes no media, so that whatever can crash, crashes in a worker.
import ArcaneIPC
import ArcaneLinux
import ArcaneModules
import ArcaneReload
import Glibc

final class Supervisor {
  let plan: Plan
  let reporter: Reporter
  let pipeline: ModulePipeline
  let errors: ErrorPresenter
  let workerPath: String
  let loop: EventLoop
  var machine: ReloadMachine
  private(set) lazy var fleet: WorkerFleet = WorkerFleet(
    path: workerPath, loop: loop, reporter: reporter,
    handlers: WorkerFleet.Handlers(
      message: { [unowned self] in handle($0, from: $1) },
      spawnFailed: { [unowned self] in feed(.spawnFailed($0)) },
      ended: { [unowned self] in workerEnded($0, $1) }))
  private(set) lazy var assets: AssetServer = AssetServer(assetTable, fleet: fleet, reporter: reporter) { [unowned self] in watch?.update() }
  private(set) lazy var builds: BuildDriver = BuildDriver(
    pipeline, loop: loop, reporter: reporter,
    BuildDriver.Handlers(
      finished: { [unowned self] number, result in
        timing.buildStarted = builds.startedAt
        timing.buildFinished = builds.finishedAt
        if !timing.candidates.isEmpty {
          if case .good = result { timing.files.formUnion(pipeline.lastChanged) } else { timing.files.formUnion(timing.candidates) }
          timing.candidates = []
        }
        feed(.buildFinished(number, result))
      },
      failed: { [unowned self] number, diagnostics in
        failedBuilds[number] = diagnostics
        lacksEsbuild = diagnostics.contains(where: \.isOfMissingEsbuild)
        errors.keep(.build(number), title: "This does not compile", diagnostics)
      },
      importResolved: { [unowned self] in feed(.importResolved($0, token: $1, version: $2)) },
      filesChanged: { [unowned self] in watch?.update() }))
  private(set) var watch: WatchDriver?
  private var removedAssets: RemovedAssets?
  private(set) var window: HostWindow?

  private let assetTable: AssetTable
  /// The deadline came while a checkout was under way.
  private var wasHeldUp = false
  var alarms: [Alarm: Timer] = [:]
  private let signals: SignalThread
  var terminal: TerminalKeys?
  var readsKeys = false
  let job: JobControl?
  /// Checks whether the terminal is ours again: `fg` sends nothing to a running job.
  var background: Timer?
  var configuration: Configuration
  var codeCache = CodeCacheStore()
  /// Reload states of games for their successors, until the machine forgets them.
  var states: [StateID: Blob] = [:]
  /// The diagnostics of each failed build that the machine still refers to.
  private(set) var failedBuilds: [BuildNumber: [Diagnostic]] = [:]
  /// The worker whose end is being handled.
  var lastEnd: (worker: WorkerProcess, status: ExitStatus)?
  var timing = ReloadTiming()
  /// The diagnostics of the newest generation that failed.
  var lastFailure: [Diagnostic] = []
  private(set) lazy var receipts = SaveReceipts { [unowned self] in reporter.receipt($0) }
  var control: ControlServer?
  /// The worker whose game is on the screen.
  var shown: WorkerProcess?
  /// For reports only.
  var saveStatus: ReloadMachine.SaveStatus { machine.saveStatus }
  /// The requested screenshot has been written.
  var hasScreenshot = false
  private(set) var screenshotPath: String?
  private(set) lazy var progress = LoadingProgress(loop: loop, reporter: reporter) { [unowned self] in whereItLoads() }
  /// With `--check`.
  private(set) var typeChecks: BackgroundTypeChecks?
  /// The diagnostics of the newest failed build.
  private var lacksEsbuild = false
  private var exitCode: UInt8 = 0
  private var isAskedToEnd = false
  private var unread: OutputOnLoop?

  static func start(_ plan: Plan) throws -> Never {
    let reporter = Reporter(json: plan.json, verbose: plan.verbose)
    for warning in plan.warnings { reporter.warning(warning) }
    do {
      let supervisor = try Supervisor(plan, reporter)
      try supervisor.run()
      let (code, isAskedFor) = (supervisor.exitCode, supervisor.isAskedToEnd)
      supervisor.tearDown()
      endProgram(Int32(code), isAskedFor: isAskedFor)
    } catch {
      TerminalKeys.restore()
      reporter.fatal("\(error)")
      endProgram(ExitCode.environment)
    }
  }

  /// Descriptors reserved for everything but cached assets: sockets, pidfds, timers, esbuild's pipes, and descriptors
  /// in messages.
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
    errors = ErrorPresenter(reporter: reporter)
    // A game with a thousand textures holds a thousand memory files: the usual limit of 1024 would be too few.
    let descriptors = DescriptorLimit.raise()
    signal(SIGPIPE, SIG_IGN)
    job = plan.policy.mode == .develop ? try JobControl() : nil
    signals = try Self.endSignals(interruptIsOrdinary: plan.policy.mode == .develop)
    loop = try EventLoop()
    workerPath = try Self.findWorker()
    assetTable = AssetTable(cacheLimit: plan.assetCacheBytes, fileLimit: max(4, descriptors - Self.reservedDescriptors))
    machine = ReloadMachine(policy: plan.policy)
    configuration = plan.configuration
    screenshotPath = plan.screenshotPath
    pipeline = try ModulePipeline(
      entry: plan.entry, loop: loop, reporter: reporter, verifying: plan.policy.mode == .develop ? .later : .beforeUse,
      without: plan.configuration.disabled)
    configuration.level = pipeline.level
    configuration.publishesAssets = plan.policy.mode == .develop
    configuration.colorsConsole = reporter.consoleHasColors
    try chooseDisplay()
    configuration.takesScreenshot = screenshotPath != nil
  }

  /// The error when no more events can be kept.
  static let nobodyReads = "nobody reads the output, and no more of it is kept"

  /// Ctrl+C is the normal end of a session, but an interruption of a command that ends by itself.
  static func code(of signal: Int32, interruptIsOrdinary: Bool) -> Int32 { signal == SIGINT && interruptIsOrdinary ? 0 : 128 + signal }

  /// The signals that end a command, with a last resort if its event loop does not respond in time.
  static func endSignals(interruptIsOrdinary: Bool) throws -> SignalThread {
    try SignalThread([SIGINT, SIGTERM, SIGHUP]) { number in
      ChildProcess.killAll()
      TerminalKeys.restore()
      _exit(code(of: number, interruptIsOrdinary: interruptIsOrdinary))
    }
  }

  static func findWorker() throws -> String {
    if let override = getenv("ARCANE_WORKER") { return String(cString: override) }
    let own = try executablePath()
    let path = FilePath.folder(of: own) + "/arcane-worker"
    guard access(path, X_OK) == 0 else {
      throw StartFailure("\(path) is missing: build it with 'swift build -c release', or name another in ARCANE_WORKER")
    }
    return path
  }

  private func chooseDisplay() throws {
    if plan.headless {
      configuration.display = .offscreen
    } else if Environment.value("DISPLAY") != nil {
      do {
        let made = try HostWindow(title: configuration.title, width: UInt16(configuration.width), height: UInt16(configuration.height))
        window = made
        configuration.display = .hostWindow(made.id)
      } catch {
        reporter.note("\(error), so the game runs headless")
        runHeadless()
      }
    } else if Environment.value("WAYLAND_DISPLAY") != nil {
      configuration.display = .ownWindow
      reporter.note(
        "no X server (XWayland) here: each generation opens a window of its own. Where windows are tiled, let those of the app ID 'arcane' float")
    } else {
      reporter.note("no display here (DISPLAY is not set), so the game runs headless")
      runHeadless()
    }
  }

  private func runHeadless() {
    configuration.display = .offscreen
    guard plan.policy.mode == .develop, screenshotPath == nil else { return }
    let folder = FilePath.folder(of: plan.entry) + "/.arcane"
    mkdir(folder, 0o777)
    screenshotPath = folder + "/dev.png"
    reporter.note("a screenshot is written to \(displayPath(folder + "/dev.png")) after each reload")
  }

  // MARK: - Life

  private func run() throws {
    for alarm in Alarm.allCases {
      let timer = try Timer()
      alarms[alarm] = timer
      try loop.add(timer.raw) { [unowned self] in
        guard timer.acknowledge() else { return }
        if alarm == .debounce || alarm == .deadline, let watch {
          // It is not quiet during a checkout. Checked before the changes are read: once a checkout has ended, all its
          // changes can be read.
          let isHeldUp = watch.isCheckoutUnderWay
          // Nor while there are unread changes. A debounce that they restart is not due, even if it expired while they
          // were being built: there may be more.
          let settings = timer.settings
          watch.drain()
          if timer.settings != settings { return }
          if isHeldUp {
            if alarm == .deadline { wasHeldUp = true }
            return timer.arm(at: Monotonic.now.advanced(byMilliseconds: 5))
          }
        }
        // Its last changes are still to be read and built: the deadline begins when the checkout ends.
        if alarm == .deadline, wasHeldUp {
          wasHeldUp = false
          return timer.arm(at: Monotonic.now.advanced(byMilliseconds: Double(plan.policy.maxDebounce) / 1000))
        }
        feed(.alarm(alarm))
      }
    }
    try loop.add(signals.raw) { [unowned self] in
      while let number = signals.next() {
        feed(.quitRequested(code: UInt8(Self.code(of: number, interruptIsOrdinary: plan.policy.mode == .develop))))
      }
    }
    if let window {
      try loop.add(window.raw) { [unowned self] in drainWindow() }
      loop.afterThisRound { [unowned self] in drainWindow() }
    }
    if plan.policy.mode == .develop {
      watch = try WatchDriver(
        loop: loop, reporter: reporter, polls: plan.polls, entry: pipeline.entryPath,
        WatchDriver.Handlers(
          isSource: { [unowned self] in pipeline.isSource($0) },
          isAsset: { [unowned self] in assets.isFile($0) },
          isAwaited: { [unowned self] in pipeline.isAwaited($0) || assets.isAwaited($0) },
          allSources: { [unowned self] in pipeline.sourceFiles },
          allAssets: { [unowned self] in assets.files },
          foldersChanged: { [unowned self] in pipeline.lookAgain() },
          sourcesChanged: { [unowned self] in sourcesChanged($0, unknown: $1) },
          assetsChanged: { [unowned self] in assetsChanged($0) },
          folders: { [unowned self] in pipeline.watchedFolders.union(assets.folders) }))
      removedAssets = try RemovedAssets(loop) { [unowned self] in assets.fileRemoved($0, $1) }
      try controlJob()
      startControl()
      if plan.checksTypes { typeChecks = try BackgroundTypeChecks(plan.entry, loop: loop, reporter) { [unowned self] in showTypeErrors($0) } }
      reporter.started(displayPath(plan.entry), hasKeys: terminal != nil)
    }
    unread = OutputOnLoop(loop) { [unowned self] in
      reporter.failure(Self.nobodyReads)
      if reporter.isJSON { StandardOutput.errors.write("arcane: error: \(Self.nobodyReads)\n") }
      feed(.quitRequested(code: UInt8(ExitCode.environment)))
    }
    reporter.mechanisms(disabled: configuration.disabled)
    feed(.started)
    try loop.run()
  }

  private func tearDown() {
    reporter.observer = nil
    control?.close()
    control = nil
    fleet.endAll()
    typeChecks = nil
    TerminalKeys.restore()
    terminal = nil
    window = nil
    pipeline.stop()
  }

  func feed(_ event: Event) {
    switch event {
    case .quitRequested, .windowClosed: isAskedToEnd = true
    default: break
    }
    for effect in machine.handle(event) { carryOut(effect) }
    control?.answerWaiters()
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
    case .build(let number, let paths): builds.build(number, paths: paths)
    case .spawn(let generation, let lowPriority): fleet.spawn(generation, configuration, lowPriority: lowPriority)
    case .prewarm(let generation): fleet.spawn(generation, configuration, lowPriority: true, isPrewarmed: true)
    case .prepare(let generation, _, let hurries): prepare(generation, hurries: hurries)
    case .deliver(let generation, _): deliver(to: generation)
    case .stage(let generation, let version, let state): stage(generation, version, state)
    case .expect(let generation): fleet.send(.expect, to: generation)
    case .throttle(let generation): fleet.send(.throttle, to: generation)
    case .collectReloadState(let generation, let state): fleet.send(.collectReloadState(token: state.number), to: generation)
    case .collectCodeCache(let generation): fleet.send(.collectCodeCache, to: generation)
    case .answerImport(let generation, let token):
      if let answer = builds.takeAnswer(token, of: generation) { fleet.send(answer, to: generation) }
    case .verifyModules: pipeline.checkAtLeisure { [unowned self] in take($0) }
    case .freeze(let generation): fleet.signal(SIGSTOP, generation)
    case .thaw(let generation): fleet.signal(SIGCONT, generation)
    case .present(let generation):
      timing.presentAsked = .now
      fleet.send(.present, to: generation)
    case .presentError(let generation, let error):
      if let worker = fleet[generation] { releaseConsole(of: worker) }
      errors.isVisible = true
      fleet.send(.overlay(errors.overlay(error)), to: generation)
      fleet.send(.present, to: generation)
    case .takeInput(let generation): fleet.send(.takeInput, to: generation)
    case .kill(let generation): fleet.signal(SIGKILL, generation)
    case .showError(let generation, let error):
      errors.isVisible = errors.overlay(error)?.passes == false
      fleet.send(.overlay(errors.overlay(error)), to: generation)
    case .clearError(let generation):
      errors.isVisible = false
      fleet.send(.overlay(typeChecks?.overlay), to: generation)
    case .forgetError(let error):
      errors.forget(error)
      if case .build(let number) = error { failedBuilds[number] = nil }
    case .forgetState(let state): states[state] = nil
    case .arm(let alarm, let microseconds):
      alarms[alarm]?.arm(at: Monotonic.now.advanced(byMilliseconds: Double(microseconds) / 1000))
    case .disarm(let alarm): alarms[alarm]?.disarm()
    case .report(let report): handle(report)
    case .exit(let code):
      exitCode = code
      // Not the game's fault.
      if code == ExitCode.gameFailed, lacksEsbuild, plan.policy.mode == .run { exitCode = UInt8(ExitCode.environment) }
      // The game went on without them, as games expect, but the exit code must show it.
      if code == 0, plan.policy.mode == .run, screenshotPath != nil, !hasScreenshot {
        reporter.note("exit code 1: the screenshot was not written")
        exitCode = UInt8(ExitCode.gameFailed)
      }
      let broken = assets.brokenAssets
      if code == 0, broken > 0, plan.policy.mode == .run {
        reporter.note("exit code 1: \(broken) asset\(broken == 1 ? "" : "s") could not be loaded")
        exitCode = UInt8(ExitCode.gameFailed)
      }
      loop.stop()
    }
  }

  private func assetsChanged(_ paths: Set<String>) {
    assets.filesChanged(paths)
    removedAssets?.note(paths)
    // The worker answers when it has decoded them or failed.
    if let shown, !shown.isHung { order(.report, wantsHash: false, token: receipts.beginAssets(paths), to: shown) }
  }

  /// - Parameter unknown: which of them have changed is not known.
  func sourcesChanged(_ paths: Set<String>, unknown: Bool = false) {
    if timing.changeSeen == nil { timing.changeSeen = .now }
    if unknown { timing.candidates.formUnion(paths) } else { timing.files.formUnion(paths) }
    typeChecks?.sourcesChanged()
    feed(.sourcesChanged(paths))
  }

  private func take(_ finding: ModuleChecks.Finding) {
    switch finding {
    case .suspicious(let diagnostic): reporter.warning(diagnostic)
    case .refused(let diagnostic): reporter.refusedByEsbuild(diagnostic)
    case .wrong(let path): startOver(path)
    }
  }

  /// The stripper was wrong about a file, which is left to esbuild from now on: rebuild it as if it had been saved.
  func startOver(_ path: String) { sourcesChanged([path]) }

  // MARK: - Messages to workers

  private func prepare(_ generation: Generation, hurries: Bool) {
    guard let worker = fleet[generation] else { return }
    worker.prepared = .now
    // Before the modules, which are compiled on arrival.
    do { if let pack = try codeCache.pack(of: pipeline.hash) { fleet.send(.codeCache(pack), to: worker) } } catch {
      // Out of memory or descriptors: this generation compiles its modules instead.
      reporter.debug("no code cache for \(generation): \(error)")
    }
    do { for message in try builds.fullPacks(for: worker) { fleet.send(message, to: worker) } } catch {
      reporter.failure("\(error)")
    }
    for message in assets.messages() { fleet.send(message, to: worker) }
    if !hurries { fleet.sendDrawVariants(to: worker) }
    fleet.send(.prepare(hurries: hurries, likelyChanged: pipeline.likelyToChange), to: worker)
  }

  private func deliver(to generation: Generation) {
    guard let worker = fleet[generation] else { return }
    do { if let message = try builds.delta(for: worker) { fleet.send(message, to: worker) } } catch {
      reporter.failure("\(error)")
    }
  }

  private func stage(_ generation: Generation, _ version: GraphVersion, _ state: StateID?) {
    guard let worker = fleet[generation] else { return }
    timing.stageAsked = .now
    worker.staged = .now
    progress.start(generation)
    assets.tellChanges(to: worker)
    if let control { fleet.send(.clock(control.clock), to: worker) }
    fleet.send(.stage(graphVersion: version, reloadState: state.flatMap { states[$0] }), to: worker)
  }
}

struct StartFailure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

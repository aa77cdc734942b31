import ArcaneAudio
import ArcaneGraphics
import ArcaneIPC
import ArcaneLinux
import ArcanePlatform
import ArcaneScript
import Glibc

/// One generation of a game: an isolate and everything it can reach. Never reloads inside itself.
final class Game {
  let configuration: Configuration
  let link: any Link
  let script: ScriptRuntime
  let assets: AssetStore
  let entryFolder: String
  let saves: SaveFiles
  let seed: UInt32
  var fonts = FontStore()
  private(set) var screen: Screen?
  private(set) var audio: AudioMixer?
  let watchdog: Watchdog
  let page: StatusPage
  private var status = WorkerStatus()
  private let framePlaces = FramePlaces()

  // What script sees and sets.
  var drawList = DrawList()
  var scene: Scene
  /// What the last frame has drawn, and how.
  var drawn = DrawList()
  var drawnScene: Scene
  var frameTimes = FrameTimes()
  var input = InputState()
  var inputScript: InputScript?
  var syntheticInput = SyntheticInput()
  /// Input that comes when the next frame is over.
  var afterFrame: [InputAction] = []
  private(set) var clock: FrameClock
  /// Only steps move the clock.
  private(set) var isHeld = false
  var tilemaps: [Tilemap] = []
  var emitters: [UInt32: ParticleEmitter] = [:]
  var lastEmitter: UInt32 = 0
  var audioCommands: [(AudioMixer) -> Void] = []
  /// The game ended itself, with this code.
  var outcome: UInt8?
  var reloadState: [UInt8]?
  var warned: Set<String> = []
  var isFullscreen = false
  var evaluationResult = ""
  /// For tests: the step of the handover in which this worker is to die.
  var abortsAt = ""

  private(set) var entryURL = ""
  private(set) var graphVersion: UInt64 = 0
  private(set) var steps = StepTimer()
  private var offersReloadState = false
  private var reported: Set<String> = []

  init(
    _ configuration: Configuration, link: any Link, page: StatusPage, onHang: @escaping @Sendable (TerminationHandle, OpLog) -> Void
  ) throws {
    self.configuration = configuration
    self.link = link
    self.page = page
    entryFolder = normalized(configuration.entryPath + "/..")
    saves = SaveFiles(entryFolder: entryFolder)
    seed = configuration.seed ?? UInt32.random(in: 1...(.max))
    // The newest script levels never see more than a quarter of a second at once.
    clock = FrameClock(fixed: configuration.fixedDelta, limit: configuration.level == .phase8 ? .infinity : 0.25)
    scene = Self.freshScene(configuration)
    drawnScene = scene

    if configuration.display != .none { Platform.prepareEnvironment() }
    try ScriptRuntime.startEngine(BuiltInLibrary.options(configuration))
    // Whoever warms up beside a game takes one processor, not two.
    if !configuration.lowPriorityWarmUp { Screen.loadDriverAhead(configuration.display) }
    script = try BuiltInLibrary.makeScriptRuntime(configuration)
    steps.note("v8")
    let (handle, log) = (script.terminationHandle, script.opLog)
    watchdog = Watchdog(handle, milliseconds: configuration.frameTimeLimit) { onHang(handle, log) }
    assets = AssetStore(link: link, configuration)
    script.onConsole = { [unowned self] level, text in
      outwardly { $0.send(.console(ToSupervisor.ConsoleLevel(level), text)) }
    }
    script.framePlace = framePlaces.place
    script.onFatalError = { [unowned self] location, message in
      writeError("arcane-worker: V8: \(location): \(message)")
      status.lastWords = "\(location): \(message)"
      page.note(status)
    }
    script.onLook = { [unowned self] frames in
      guard let place = frames.first(where: { $0.url.hasPrefix("file:") }) else { return }
      status.place = FailureReport.Frame(place)
      page.note(status)
    }
    script.onDynamicImport = { [unowned self] request in dynamicImport(request) }

    if configuration.display != .none {
      defineSpriteOps()
      defineCameraOps()
      defineLightOps()
      defineInputOps()
      defineAudioOps()
      defineStorageOps()
      defineArcaneOps()
      defineEmitterOps()
      defineNotOfferedOps()
    }
    try prepareOps()
    steps.note("ops")
    screen = try Screen(configuration, steps: &steps)
    if configuration.display != .none {
      let mixer = AudioMixer(configuration.mutesAudio ? .silent : .device) { message in link.send(.notice(message: message, frames: [])) }
      // Where the first picture is waited for, the device is opened after it.
      if configuration.lowPriorityWarmUp { mixer.prepare() }
      audio = mixer
      steps.note("audio")
    }
    assets.textures = screen?.renderer.textures
    assets.audio = audio
    assets.onFontChanged = { [unowned self] path in fonts.reload(path, assets) }
    assets.lackOfRoom = { [unowned self] in lackOfRoom(for: $0) }
    assets.onContentLost = { [unowned self] in forgetTexturesInPlace() }
    assets.onFailure = { [unowned self] asset, reason in
      outwardly { $0.send(.assetFailed(kind: asset.kind, id: asset.id, reason: reason)) }
    }
  }

  static func freshScene(_ configuration: Configuration) -> Scene {
    Scene(camera: Camera(configuration.level.centresCamera ? .centre : .topLeft))
  }

  func op(_ name: String, _ body: @escaping OpBody) { script.defineOp(name, body) }

  /// What ops have that is written in script. To be called in each isolate before a library takes hold of them.
  func prepareOps() throws {
    try defineTexturesInPlace()
    if configuration.display != .none, configuration.level != .builtIn { try announceBitmapText() }
  }

  // MARK: - Modules

  /// All that was said of modules, in order: what another isolate would have to be told.
  private(set) var packs: [Blob] = []
  private var codeCache: [String: (hash: UInt64, data: [UInt8])] = [:]
  private var hashes: [String: UInt64] = [:]
  private var compileFailures: [String: ScriptFailure] = [:]
  /// Of the evaluation ahead of the save, see Ahead.swift.
  var ahead = Ahead()

  func receive(codeCache pack: CodeCachePack) {
    for entry in pack.entries { codeCache[entry.url] = (entry.hash, Array(entry.data)) }
  }

  func receive(modules blob: Blob) throws {
    packs.append(blob)
    try compile(blob)
  }

  /// Compiles what is new. A syntax error that esbuild let pass is kept for `stage`, which is when it matters.
  func compile(_ blob: Blob) throws {
    try blob.withBytes { bytes in
      let pack = try ModulePack(decoding: bytes)
      for url in pack.removed {
        script.removeModule(url)
        hashes[url] = nil
      }
      for module in pack.modules {
        hashes[module.url] = module.hash
        let cache = codeCache[module.url].flatMap { $0.hash == module.hash ? $0.data : nil }
        do throws(ScriptFailure) {
          try script.define(module, cache: cache, framePlaces)
          compileFailures[module.url] = nil
        } catch { compileFailures[module.url] = error }
      }
      entryURL = pack.entryURL
      graphVersion = pack.graphVersion
    }
  }

  private var gathering: CodeCacheGathering?

  /// Gathers the code of all modules as far as it has been compiled, over the frames to come.
  ///
  /// What no earlier generation has given comes first; of the rest the game may have run more functions by now.
  func startCodeCache() {
    let modules = hashes.map { (url: $0.key, hash: $0.value) }
    let isKnown = { [codeCache] (module: (url: String, hash: UInt64)) in codeCache[module.url]?.hash == module.hash }
    gathering = CodeCacheGathering(modules.filter { !isKnown($0) } + modules.filter(isKnown))
  }

  /// Milliseconds before the next frame's time in which nothing is begun any more.
  private static let idleMargin = 4.0

  /// Uses the time that a frame has left.
  func useIdleTime(until deadline: Monotonic, unless isWanted: () -> Bool) {
    while gathering != nil, deadline.milliseconds(since: .now) > Self.idleMargin, !isWanted() { continueCodeCache() }
  }

  private func continueCodeCache() {
    let pack = gathering?.proceed(script)
    if gathering?.isComplete == true { gathering = nil }
    guard let pack else { return }
    // Out of memory or descriptors: later generations compile, that is all.
    if let blob = try? Blob(pack, name: "arcane-code") { link.send(.codeCache(blob)) }
  }

  // MARK: - Dynamic imports

  var imports: [UInt32: DynamicImport] = [:]
  private var lastImport: UInt32 = 0

  private func dynamicImport(_ request: DynamicImport) {
    if let problem = ScriptText.specifierProblem(request.specifier) { return script.finishImport(request, error: problem) }
    lastImport += 1
    imports[lastImport] = request
    link.send(.dynamicImport(token: lastImport, specifier: request.specifier, referrer: request.referrer))
  }

  func answerImport(_ token: UInt32, _ url: String?, _ error: String) {
    guard let request = imports.removeValue(forKey: token) else { return }
    guard let url else { return script.finishImport(request, error: error) }
    note(.evaluate, limit: configuration.loadTimeLimit)
    watchdog.guarding(limit: configuration.loadTimeLimit) { script.finishImport(request, url: url) }
  }

  var waitsForImport: Bool { !imports.isEmpty }

  // MARK: - Evaluation

  /// Runs the entry module; `pending` at a top-level await that waits for a timer or an import.
  func evaluate() -> Evaluation {
    if let failure = compileFailures.values.first { return .failed(failure) }
    if let failure = adoptAhead() { return .failed(failure) }
    note(.evaluate, limit: configuration.loadTimeLimit)
    return watchdog.guarding(limit: configuration.loadTimeLimit) { script.evaluate(entry: entryURL) }
  }

  /// After a top-level `await`: whatever may have come is passed on.
  func continueEvaluation() -> Evaluation {
    // There are no frames yet that move a repeatable run's time on: it goes to where the next timer is due.
    if let time = script.virtualTime, imports.isEmpty, let due = script.nextTimerDeadline {
      script.virtualTime = time + max(0, due - script.now)
    }
    if status.phase != .awaiting { note(.awaiting, limit: configuration.loadTimeLimit) }
    return watchdog.guarding(limit: configuration.loadTimeLimit) {
      let failures = script.runTimers() + script.runAnimationFrames() + [script.runPlatformTasks()].compactMap { $0 }
      return failures.first.map { .failed($0) } ?? script.continueEvaluation()
    }
  }

  /// Nothing is under way that a top-level `await` could wait for, except what V8 may do in threads of its own.
  var waitsForNothing: Bool { imports.isEmpty && script.nextTimerDeadline == nil }

  // MARK: - The clock

  /// How time runs from now on, that of frames, of `performance.now` and timers, and of sound.
  func setClock(_ setting: ClockSetting) {
    isHeld = setting.isHeld
    let rate = isHeld ? 0 : setting.speed
    clock.setRate(rate)
    script.setClockRate(rate)
    if isHeld { audio?.hold() } else { audio?.release() }
    frameTimes.interrupt()
    status.isHeld = isHeld
    page.note(status)
  }

  /// A generation that begins under a held clock begins at 0, however long it has waited.
  func startHeldClock() { if isHeld { script.restartClock() } }

  func leaveOut(milliseconds: Double) { clock.leaveOut(milliseconds: milliseconds) }

  private func beginFrame() {
    guard isHeld else {
      clock.tick()
      if let delta = configuration.fixedDelta, let time = script.virtualTime { script.virtualTime = time + delta * 1000 }
      return
    }
    clock.step()
    script.advanceClock(milliseconds: clock.delta * 1000)
  }

  // MARK: - Frames

  /// One frame up to the finished picture, not shown yet. What went wrong in script is returned; the frame is drawn all
  /// the same, with what was queued before.
  /// - Parameter draws: make the picture. Otherwise `drawAgain` does.
  func frame(draws: Bool = true) throws -> [ScriptFailure] {
    beginFrame()
    frameTimes.begin()
    for action in inputScript?.actions(inFrame: clock.frame) ?? [] { apply(action) }
    note(.frame, limit: configuration.frameTimeLimit)
    var failures = watchdog.guarding {
      var failures = script.runTimers() + script.runAnimationFrames()
      if let failure = script.callFrameCallback() { failures.append(failure) }
      return failures
    }
    failures += script.takeUnhandledRejections()
    frameTimes.scriptEnded()
    if clock.frame == 1 { steps.note("first callback") }
    assets.performPendingLoads()
    if clock.frame == 1 { steps.note("loads") }
    if let audio {
      for command in audioCommands { command(audio) }
      audio.update(elapsed: clock.delta)
    }
    audioCommands.removeAll(keepingCapacity: true)
    // Of a frame that was ended in its middle there is only half a picture: the last whole one stays.
    if failures.contains(where: \.isFinal) { forgetDrawing() } else { try draw(isSeen: draws) }
    frameTimes.drawn()
    if clock.frame == 1 { steps.note("first draw") }
    input.endFrame()
    for action in afterFrame { apply(action) }
    afterFrame.removeAll()
    // Somebody waits for the first frame: nothing else is done in it.
    if clock.frame > 1, let failure = watchdog.guarding({ script.runPlatformTasks(limit: 2) }) { failures.append(failure) }
    if clock.frame == 2 || clock.frame % 60 == 0 { noteReloadHook() }
    if gathering != nil { continueCodeCache() }
    return failures
  }

  /// A game that has something to hand on says so once, so that the others are never asked.
  func noteReloadHook() {
    guard configuration.handsUpAssets else { return }
    let offers = script.hasGlobalFunction("__arcaneReload")
    if offers != offersReloadState {
      offersReloadState = offers
      link.send(.offersReloadState(offers))
    }
  }

  /// Whether this failure is new; the same one sixty times a second is told once.
  func isNews(_ failure: ScriptFailure) -> Bool {
    let place = failure.frames.first.map { "\($0.url):\($0.line):\($0.column)" } ?? ""
    guard reported.count < 1000 else { return false }
    return reported.insert(failure.headline + place).inserted
  }

  func note(step: String) { steps.note(step) }
  /// On the page that the supervisor reads when this process says no more.
  func note(_ phase: WorkerStatus.Phase, limit: UInt32) {
    status = WorkerStatus()
    status.phase = phase
    status.frame = clock.frame
    status.time = clock.time
    status.isHeld = isHeld
    status.since = Monotonic.now.nanoseconds
    status.limit = limit
    page.note(status)
  }
  /// Time in which nothing was asked for belongs to no step.
  func skipIdleTime() { steps.skip() }
  func startSteps() { steps = StepTimer() }
}

import ArcaneAudio
import ArcaneGraphics
import ArcaneIPC
import ArcaneLinux
import ArcanePlatform
import ArcaneScript

/// One generation of a game: an isolate and everything it can reach. Never reloads in place. It composes its parts and
/// defines their order, in a frame and before the first one.
final class Game {
  let configuration: Configuration
  let link: any Link
  let script: ScriptRuntime
  let watchdog: Watchdog
  let assets: AssetStore
  let entryFolder: String
  let gate: Gate
  let status: GameStatus
  let modules: GameModules
  let crashes = CrashOps()
  private let outbox: Outbox
  private let warnings: Warnings
  private let speculation: Speculation
  private let preloadedTextures: PreloadedTextures
  private let namedAssets: GameAssets
  /// The state that script can change.
  private(set) var ops: GameOps
  private(set) var audio: AudioMixer?
  private(set) var frameTimes = FrameTimes()
  private(set) var steps = StepTimer()
  /// The declarations of the offered ops, by name.
  private var declarations: [String: OpDeclaration] = [:]
  private var offersReloadState = false
  /// Failures that have been reported.
  private var reported: Set<String> = []

  init(
    _ configuration: Configuration, link: any Link, page: StatusPage, onHang: @escaping @Sendable (TerminationHandle, OpLog) -> Void
  ) throws {
    self.configuration = configuration
    self.link = link
    entryFolder = FilePath.normalized(configuration.entryPath + "/..")
    try ScriptRuntime.startEngine(BuiltInLibrary.options(configuration))
    // A worker that warms up beside a game should use one core, not two.
    if !configuration.lowPriorityWarmUp { Screen.preloadDriver(configuration) }
    script = try BuiltInLibrary.makeScriptRuntime(configuration)
    steps.note("v8")
    let (handle, log) = (script.terminationHandle, script.opLog)
    watchdog = Watchdog(handle, milliseconds: configuration.frameTimeLimit) { onHang(handle, log) }
    outbox = Outbox(link)
    warnings = Warnings(outbox, script)
    gate = Gate(configuration, script, entryFolder: entryFolder, warnings)
    status = GameStatus(page, gate.clock)
    modules = GameModules(script, link)
    speculation = Speculation(script, outbox)
    assets = AssetStore(link: link, configuration)
    namedAssets = GameAssets(assets, folder: entryFolder, warnings)
    preloadedTextures = PreloadedTextures(configuration, script, assets, folder: entryFolder)
    ops = GameOps(configuration.level, namedAssets, gate.view, outbox, warnings)
    listenToScript()
    offerOps(gate.providers + (CrashOps.isWanted ? [crashes] : []) + ops.providers)
    try prepareOps()
    steps.note("ops")
    try openScreen()
  }

  private func listenToScript() {
    script.onConsole = { [outbox] level, text in outbox.send(.console(ToSupervisor.ConsoleLevel(level), text)) }
    script.onFatalError = { [status] location, message in
      writeError("arcane-worker: V8: \(location): \(message)")
      status.note(lastWords: "\(location): \(message)")
    }
    script.onLook = { [status] frames in status.note(frames) }
  }

  private func openScreen() throws {
    try gate.view.open(&steps)
    if configuration.display != .none {
      let mixer = AudioMixer(configuration.mutesAudio ? .silent : .device) { [link] message in link.send(.notice(message: message, frames: [])) }
      // If the user waits for the first frame, the audio device is opened after it.
      if configuration.lowPriorityWarmUp { mixer.prepare() }
      audio = mixer
      steps.note("audio")
    }
    assets.textures = screen?.renderer.textures
    assets.audio = audio
    assets.onFontChanged = { [unowned self] path in ops.fonts.reload(path) }
    assets.memoryProblem = { [unowned self] in memoryProblem(for: $0) }
    assets.onContentLost = { [preloadedTextures] in preloadedTextures.forget() }
    assets.onFailure = { [outbox] asset, reason in outbox.sendLasting(.assetFailed(kind: asset.kind, id: asset.id, reason: reason)) }
  }

  var view: GameView { gate.view }
  var clock: GameClock { gate.clock }
  var screen: Screen? { gate.view.screen }
  /// The exit code, once the game has called `exit`.
  var outcome: UInt8? { gate.outcome }

  // MARK: - Ops

  /// The owners of ops, in the order of docs/ops.md.
  static var families: [any OpProvider.Type] {
    [
      DrawingOps.self, TextureOps.self, TilemapOps.self, SceneOps.self, EmitterOps.self, FontOps.self, InputOps.self, AudioOps.self,
      StorageOps.self, WindowOps.self, ClockOps.self, ProgramOps.self, AbsentOps.self,
    ]
  }

  private func offerOps(_ providers: [any OpProvider]) {
    // Without a display there are no ops, which puts the library into its headless mode.
    guard configuration.display != .none else { return }
    for provider in providers {
      for declaration in provider.offer(to: script) { declarations[declaration.name] = declaration }
    }
  }

  /// Installs the parts of ops that are written in script. To be called in each isolate before a library captures the
  /// ops.
  private func prepareOps() throws {
    try preloadedTextures.define()
    guard configuration.display != .none, configuration.level != .builtIn, !configuration.lowPriorityWarmUp else { return }
    try script.evaluateScript(AbsentOps.announcementOfBitmapText, name: "arcane:bitmap-text")
  }

  // MARK: - Before the save

  /// Speculatively evaluates the modules before the first of `stops`. A module that calls a refused op is reported, and
  /// costs a fresh isolate.
  func evaluateSpeculatively(before stops: Set<String>) throws -> ToSupervisor.Speculation {
    var report = ToSupervisor.Speculation()
    var stops = stops
    // Twice: a refused module is the stop of the second attempt.
    for _ in 0..<2 {
      status.begin(.evaluate, limit: configuration.loadTimeLimit)
      let done = watchdog.guarding(limit: configuration.loadTimeLimit) {
        speculation.evaluate(entry: modules.entryURL, before: stops, ops: declarations)
      }
      report.modules = UInt32(clamping: done.evaluated.count)
      guard let refusal = done.refusal else { return report }
      report = ToSupervisor.Speculation(refusedURL: refusal.url, reason: Speculation.wording(refusal.reason, declarations))
      stops.insert(refusal.url)
      try startOver()
      try drawWarmUpFrame()
    }
    return report
  }

  var hasSpeculated: Bool { outbox.isHeld }

  func noteChangedContent() { speculation.noteChangedContent() }

  /// The file behind an asset has changed.
  func fileChanged(_ kind: Asset.Kind, _ id: UInt32) {
    gate.noteChange(of: kind, id)
    noteChangedContent()
    assets.fileChanged(kind, id)
  }

  /// The file behind an asset has changed before the game has begun. The shown game decodes the new content and shares it; if it
  /// cannot, this game reports that itself when it loads the asset.
  func invalidate(_ kind: Asset.Kind, _ id: UInt32) {
    noteChangedContent()
    let isUsedInPlace = assets.texture(id).map { kind.family == .texture && preloadedTextures.forget($0) } ?? false
    assets.invalidate(kind, id, isUsedInPlace: isUsedInPlace)
  }

  /// The game begins. Uses the speculative evaluation if it is still valid; otherwise starts over.
  private func adoptSpeculation() -> ScriptFailure? {
    if !speculation.isSound(entry: modules.entryURL) {
      do { try startOver() } catch {
        return error as? ScriptFailure ?? ScriptFailure(kind: .exception, name: "Error", message: "\(error)")
      }
      note(step: "start over")
    }
    outbox.release()
    return nil
  }

  /// Starts over in a fresh isolate with all modules compiled. Images and sounds stay.
  private func startOver() throws {
    speculation.forget()
    try BuiltInLibrary.startOver(script, configuration)
    warnings.forget()
    assets.forgetMade()
    ops = GameOps(configuration.level, namedAssets, view, outbox, warnings)
    offerOps(ops.providers)
    try prepareOps()
    try preloadedTextures.fill()
    try modules.compileAgain()
  }

  /// To be called before anything of the game runs.
  func fillPreloadedTextures() throws { try preloadedTextures.fill() }
  func retainPreloadedTextures() -> [UInt32] { preloadedTextures.retain() }

  // MARK: - Evaluation

  /// Runs the entry module; `pending` at a top-level await that waits for a timer or an import.
  func evaluate() -> Evaluation {
    if let failure = adoptSpeculation() { return .failed(failure) }
    status.begin(.evaluate, limit: configuration.loadTimeLimit)
    return watchdog.guarding(limit: configuration.loadTimeLimit) { script.evaluate(entry: modules.entryURL) }
  }

  /// Continues after a top-level `await`: runs timers and delivers imports.
  func continueEvaluation() -> Evaluation {
    // In a fixed-step run no frame advances the clock yet.
    if !modules.waitsForImport { gate.skipToNextTimer() }
    if status.phase != .awaiting { status.begin(.awaiting, limit: configuration.loadTimeLimit) }
    return watchdog.guarding(limit: configuration.loadTimeLimit) {
      let failures = script.runTimers() + script.runAnimationFrames() + [script.runPlatformTasks()].compactMap { $0 }
      return failures.first.map { .failed($0) } ?? script.continueEvaluation()
    }
  }

  /// No timer or import is pending that could resolve a top-level `await`; only V8's own threads might.
  var cannotProgress: Bool { !modules.waitsForImport && script.nextTimerDeadline == nil }

  /// The supervisor's answer to an `import()`.
  func answerImport(_ token: UInt32, _ url: String?, _ error: String) {
    guard let request = modules.takeImport(token) else { return }
    gate.noteImport(token, url)
    guard let url else { return script.finishImport(request, error: error) }
    status.begin(.evaluate, limit: configuration.loadTimeLimit)
    watchdog.guarding(limit: configuration.loadTimeLimit) { script.finishImport(request, url: url) }
  }

  // MARK: - The clock

  /// Sets the clock of frames, `performance.now`, timers and sound.
  func setClock(_ setting: ClockSetting) {
    gate.set(setting)
    if clock.isHeld { audio?.hold() } else { audio?.release() }
    frameTimes.interrupt()
    status.noteClock()
  }

  // MARK: - Frames

  /// Plays one frame up to the finished framebuffer, without presenting it. Returns a failure of script; the frame is
  /// drawn all the same, with what was queued before it.
  /// - Parameter draws: draw the frame. Otherwise `drawAgain` does.
  func frame(draws: Bool = true) throws -> [ScriptFailure] {
    gate.beginFrame()
    // A step has no interval: it comes on request.
    if clock.isHeld { frameTimes.interrupt() }
    frameTimes.begin()
    status.begin(.frame, limit: configuration.frameTimeLimit)
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
    ops.audio.carryOut(on: audio)
    audio?.update(elapsed: clock.delta)
    // A terminated frame is incomplete: the last complete one stays.
    if failures.contains(where: \.isFinal) { forgetDrawing() } else { try draw(isSeen: draws) }
    frameTimes.drawn()
    if clock.frame == 1 { steps.note("first draw") }
    gate.endFrame()
    // The user waits for the first frame: nothing else is done in it.
    if clock.frame > 1, let failure = watchdog.guarding({ script.runPlatformTasks(limit: 2) }) { failures.append(failure) }
    if clock.frame == 2 || clock.frame % 60 == 0 { noteReloadHook() }
    modules.continueCodeCache()
    return failures
  }

  /// Draws what script has queued.
  /// - Parameter isSeen: render, and not only update the state that drawing changes.
  func draw(isSeen: Bool = true) throws {
    let scene = screen.map { _ in ops.scene.withLimitedCamera() }
    if isSeen, let screen, let scene {
      try screen.render(ops.drawing.queued, scene)
      if let shader = screen.renderer.statistics.unknownShader {
        warnings.once(AbsentOps.customShaders, "there is no shader \(shader): sprites with it are drawn with the built-in one")
      }
    }
    ops.drawing.endFrame(scene)
    ops.scene.endFrame()
  }

  /// Draws the last frame again.
  func drawAgain() throws { try screen?.render(ops.drawing.drawn, ops.drawing.drawnScene) }

  /// Drops what has been queued.
  private func forgetDrawing() {
    ops.drawing.forget()
    ops.scene.endFrame()
  }

  /// The game has halted.
  func silence() {
    ops.audio.forget()
    audio?.stopAll()
  }

  /// Reports once that the game has a reload state, so that other games are never asked.
  func noteReloadHook() {
    guard configuration.publishesAssets else { return }
    let offers = script.hasGlobalFunction("__arcaneReload")
    if offers != offersReloadState {
      offersReloadState = offers
      link.send(.offersReloadState(offers))
    }
  }

  /// Whether this failure is new; the same one sixty times a second is reported once.
  func isNews(_ failure: ScriptFailure) -> Bool {
    let place = failure.frames.first.map { "\($0.url):\($0.line):\($0.column)" } ?? ""
    guard reported.count < 1000 else { return false }
    return reported.insert(failure.headline + place).inserted
  }

  func note(step: String) { steps.note(step) }
  /// Idle time does not count for any step.
  func skipIdleTime() { steps.skip() }
  func startSteps() { steps = StepTimer() }
}

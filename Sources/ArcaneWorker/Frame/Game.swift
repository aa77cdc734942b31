import ArcaneAudio
import ArcaneGraphics
import ArcaneIPC
import ArcaneLinux
import ArcanePlatform
import ArcaneScript

/// One generation of a game: an isolate and everything it can reach. Never reloads inside itself. It composes what others
/// own: the order of a frame, and the order of what comes before it.
final class Game {
  let configuration: Configuration
  let link: any Link
  let script: ScriptRuntime
  let watchdog: Watchdog
  let assets: AssetStore
  let entryFolder: String
  let view: GameView
  let clock: GameClock
  let status: GameStatus
  let modules: GameModules
  let input: InputOps
  let program: ProgramOps
  let crashes = CrashOps()
  private let storage: StorageOps
  private let clockOps: ClockOps
  private let outbox: Outbox
  private let warnings: Warnings
  private let speculation: Speculation
  private let texturesInPlace: TexturesInPlace
  private let namedAssets: GameAssets
  /// What script has made and set.
  private(set) var ops: GameOps
  private(set) var audio: AudioMixer?
  private(set) var frameTimes = FrameTimes()
  private(set) var steps = StepTimer()
  /// What the ops that are offered say of themselves, by name.
  private var declarations: [String: OpDeclaration] = [:]
  private var offersReloadState = false
  /// Failures that have been told.
  private var reported: Set<String> = []

  init(
    _ configuration: Configuration, link: any Link, page: StatusPage, onHang: @escaping @Sendable (TerminationHandle, OpLog) -> Void
  ) throws {
    self.configuration = configuration
    self.link = link
    entryFolder = normalized(configuration.entryPath + "/..")
    try ScriptRuntime.startEngine(BuiltInLibrary.options(configuration))
    // Whoever warms up beside a game takes one processor, not two.
    if !configuration.lowPriorityWarmUp { Screen.loadDriverAhead(configuration) }
    script = try BuiltInLibrary.makeScriptRuntime(configuration)
    steps.note("v8")
    let (handle, log) = (script.terminationHandle, script.opLog)
    watchdog = Watchdog(handle, milliseconds: configuration.frameTimeLimit) { onHang(handle, log) }
    outbox = Outbox(link)
    warnings = Warnings(outbox, script)
    view = GameView(configuration)
    clock = GameClock(configuration, script)
    status = GameStatus(page, clock)
    modules = GameModules(script, link)
    speculation = Speculation(script, outbox)
    assets = AssetStore(link: link, configuration)
    namedAssets = GameAssets(assets, folder: entryFolder, warnings)
    texturesInPlace = TexturesInPlace(configuration, script, assets, folder: entryFolder)
    input = InputOps(view)
    program = ProgramOps(configuration, warnings) { [unowned script] in try script.evaluateScript("crypto.randomUUID()", name: "arcane:uuid") }
    storage = StorageOps(entryFolder: entryFolder, warnings)
    clockOps = ClockOps(clock)
    ops = GameOps(configuration.level, namedAssets, view, outbox, warnings)
    listenToScript()
    offerOps([input, program, storage, clockOps] + (CrashOps.isWanted ? [crashes] : []) + ops.providers)
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
    try view.open(&steps)
    if configuration.display != .none {
      let mixer = AudioMixer(configuration.mutesAudio ? .silent : .device) { [link] message in link.send(.notice(message: message, frames: [])) }
      // Where the first picture is waited for, the device is opened after it.
      if configuration.lowPriorityWarmUp { mixer.prepare() }
      audio = mixer
      steps.note("audio")
    }
    assets.textures = screen?.renderer.textures
    assets.audio = audio
    assets.onFontChanged = { [unowned self] path in ops.fonts.reload(path) }
    assets.lackOfRoom = { [unowned self] in lackOfRoom(for: $0) }
    assets.onContentLost = { [texturesInPlace] in texturesInPlace.forget() }
    assets.onFailure = { [outbox] asset, reason in outbox.send(.assetFailed(kind: asset.kind, id: asset.id, reason: reason)) }
  }

  var screen: Screen? { view.screen }
  /// The game has ended itself, with this code.
  var outcome: UInt8? { program.outcome }

  // MARK: - Ops

  /// Families of ops that a game finds, in the order of docs/ops.md.
  static var families: [any OpProvider.Type] {
    [
      DrawingOps.self, TextureOps.self, TilemapOps.self, SceneOps.self, EmitterOps.self, FontOps.self, InputOps.self, AudioOps.self,
      StorageOps.self, WindowOps.self, ClockOps.self, ProgramOps.self, AbsentOps.self,
    ]
  }

  private func offerOps(_ providers: [any OpProvider]) {
    // Without a display there are none, which puts the library into its headless mode.
    guard configuration.display != .none else { return }
    for provider in providers {
      for declaration in provider.offer(to: script) { declarations[declaration.name] = declaration }
    }
  }

  /// What ops have that is written in script. To be called in each isolate before a library takes hold of them.
  private func prepareOps() throws {
    try texturesInPlace.define()
    guard configuration.display != .none, configuration.level != .builtIn, !configuration.lowPriorityWarmUp else { return }
    try script.evaluateScript(AbsentOps.announcementOfBitmapText, name: "arcane:bitmap-text")
  }

  // MARK: - Before the save

  /// Evaluates what comes before the first of `stops`. A module that calls an op that has to wait is told of, and costs a
  /// fresh isolate.
  func evaluateAhead(before stops: Set<String>) throws -> ToSupervisor.Ahead {
    var told = ToSupervisor.Ahead()
    var stops = stops
    // Twice: a module that was refused is the stop of the second time.
    for _ in 0..<2 {
      status.begin(.evaluate, limit: configuration.loadTimeLimit)
      let done = watchdog.guarding(limit: configuration.loadTimeLimit) {
        speculation.evaluate(entry: modules.entryURL, before: stops, ops: declarations)
      }
      told.modules = UInt32(clamping: done.evaluated.count)
      guard let refusal = done.refusal else { return told }
      told = ToSupervisor.Ahead(refusedURL: refusal.url, reason: Speculation.wording(refusal.reason, declarations))
      stops.insert(refusal.url)
      try startOver()
      try rehearse()
    }
    return told
  }

  var hasEvaluatedAhead: Bool { outbox.isHeld }

  func noteChangedContent() { speculation.noteChangedContent() }

  /// The game begins. What was evaluated ahead counts if it is still what comes first; else all is done anew.
  private func adoptAhead() -> ScriptFailure? {
    if !speculation.isSound(entry: modules.entryURL) {
      do { try startOver() } catch {
        return error as? ScriptFailure ?? ScriptFailure(kind: .exception, name: "Error", message: "\(error)")
      }
      note(step: "start over")
    }
    outbox.release()
    return nil
  }

  /// Nothing of the game has run, once more: a fresh isolate, with all modules compiled. Pictures and sounds stay.
  private func startOver() throws {
    speculation.forget()
    try BuiltInLibrary.startOver(script, configuration)
    warnings.forget()
    assets.forgetMade()
    ops = GameOps(configuration.level, namedAssets, view, outbox, warnings)
    offerOps(ops.providers)
    try prepareOps()
    try texturesInPlace.fill()
    try modules.compileAgain()
  }

  /// To be called before anything of the game runs.
  func fillTexturesInPlace() throws { try texturesInPlace.fill() }
  func retainTexturesInPlace() -> [UInt32] { texturesInPlace.retain() }

  // MARK: - Evaluation

  /// Runs the entry module; `pending` at a top-level await that waits for a timer or an import.
  func evaluate() -> Evaluation {
    if let failure = modules.compileFailure { return .failed(failure) }
    if let failure = adoptAhead() { return .failed(failure) }
    status.begin(.evaluate, limit: configuration.loadTimeLimit)
    return watchdog.guarding(limit: configuration.loadTimeLimit) { script.evaluate(entry: modules.entryURL) }
  }

  /// After a top-level `await`: whatever may have come is passed on.
  func continueEvaluation() -> Evaluation {
    // There are no frames yet that move a repeatable run's time on.
    if !modules.waitsForImport { clock.skipToNextTimer() }
    if status.phase != .awaiting { status.begin(.awaiting, limit: configuration.loadTimeLimit) }
    return watchdog.guarding(limit: configuration.loadTimeLimit) {
      let failures = script.runTimers() + script.runAnimationFrames() + [script.runPlatformTasks()].compactMap { $0 }
      return failures.first.map { .failed($0) } ?? script.continueEvaluation()
    }
  }

  /// Nothing is under way that a top-level `await` could wait for, except what V8 may do in threads of its own.
  var waitsForNothing: Bool { !modules.waitsForImport && script.nextTimerDeadline == nil }

  /// The supervisor's answer to an `import()`.
  func answerImport(_ token: UInt32, _ url: String?, _ error: String) {
    guard let request = modules.takeImport(token) else { return }
    guard let url else { return script.finishImport(request, error: error) }
    status.begin(.evaluate, limit: configuration.loadTimeLimit)
    watchdog.guarding(limit: configuration.loadTimeLimit) { script.finishImport(request, url: url) }
  }

  // MARK: - The clock

  /// How time runs from now on, that of frames, of `performance.now` and timers, and of sound.
  func setClock(_ setting: ClockSetting) {
    clock.set(setting)
    if clock.isHeld { audio?.hold() } else { audio?.release() }
    frameTimes.interrupt()
    status.noteClock()
  }

  // MARK: - Frames

  /// One frame up to the finished picture, not shown yet. What went wrong in script is returned; the frame is drawn all
  /// the same, with what was queued before.
  /// - Parameter draws: make the picture. Otherwise `drawAgain` does.
  func frame(draws: Bool = true) throws -> [ScriptFailure] {
    clock.beginFrame()
    // A step comes when somebody asks for it.
    if clock.isHeld { frameTimes.interrupt() }
    frameTimes.begin()
    input.beginFrame(clock.frame)
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
    // Of a frame that was ended in its middle there is only half a picture: the last whole one stays.
    if failures.contains(where: \.isFinal) { forgetDrawing() } else { try draw(isSeen: draws) }
    frameTimes.drawn()
    if clock.frame == 1 { steps.note("first draw") }
    input.endFrame()
    // Somebody waits for the first frame: nothing else is done in it.
    if clock.frame > 1, let failure = watchdog.guarding({ script.runPlatformTasks(limit: 2) }) { failures.append(failure) }
    if clock.frame == 2 || clock.frame % 60 == 0 { noteReloadHook() }
    modules.continueCodeCache()
    return failures
  }

  /// From what script has queued to a picture.
  /// - Parameter isSeen: make the picture, and not only what drawing leaves behind.
  func draw(isSeen: Bool = true) throws {
    let scene = screen.map { _ in ops.scene.settled() }
    if isSeen, let screen, let scene {
      try screen.render(ops.drawing.queued, scene)
      if let shader = screen.renderer.statistics.unknownShader {
        warnings.once(AbsentOps.customShaders, "there is no shader \(shader): sprites with it are drawn with the built-in one")
      }
    }
    ops.drawing.endFrame(scene)
    ops.scene.endFrame()
  }

  /// The picture of what was drawn last.
  func drawAgain() throws { try screen?.render(ops.drawing.drawn, ops.drawing.drawnScene) }

  /// What has been queued is not drawn.
  private func forgetDrawing() {
    ops.drawing.forget()
    ops.scene.endFrame()
  }

  /// The game does not go on.
  func silence() {
    ops.audio.forget()
    audio?.stopAll()
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
  /// Time in which nothing was asked for belongs to no step.
  func skipIdleTime() { steps.skip() }
  func startSteps() { steps = StepTimer() }
}

// The worker of one generation, controlled by messages from the supervisor.
import ArcaneGraphics
import ArcaneIPC
import ArcaneLinux
import ArcaneScript
import CLinux
import Glibc

final class AttachedWorker {
  enum Phase {
    /// Sleeps until a message comes.
    case waiting
    /// Waits for a top-level `await`.
    case evaluating
    /// Drawn but not shown.
    case staged
    case playing
    /// On the screen, but its script no longer runs.
    case halted
    /// Has reported its end, and waits to be killed.
    case finished
  }

  let link = SupervisorLink()
  let page = inheritedStatusPage()
  var configuration = Configuration()
  var game: Game? { didSet { control = game.map { GameControl($0, link: link) } } }
  var control: GameControl?
  /// The clock setting for when the game plays.
  var clock = ClockSetting()
  var phase = Phase.waiting
  private var overlay: ToWorker.Overlay?
  /// Since when a top-level `await` cannot be resolved by anything.
  var unresolvedSince: Monotonic?
  /// The graph version that was to be staged.
  private var staging: UInt64 = 0
  var nextFrame = Monotonic.now
  /// Consecutive good frames since the overlay was shown.
  private var goodFrames = 0
  /// No frame is drawn until then: a successor needs the CPU for its first one.
  private var rest: (began: Monotonic, end: Monotonic)?
  private static let longestRest = 200.0
  var startFailed = false
  /// Whether anything has been drawn, visible or not.
  var hasDrawn = false
  var variantsSent = 0

  static func run() -> Never {
    endWithSupervisor()
    serve()
  }

  /// The same in a process that already watches for its parent's death.
  static func serve() -> Never {
    let worker = AttachedWorker()
    worker.link.send(.hello(version: WireProtocol.version, release: WireProtocol.release, pid: UInt32(getpid())))
    while true {
      worker.turn()
      worker.control?.settlePromises()
    }
  }

  /// One round: handles messages, then does what is due.
  private func turn() {
    switch phase {
    case .waiting, .staged, .finished:
      let message = link.next()
      game?.skipIdleTime()
      handle(message)
    case .halted:
      waitForNews(until: nil)
      drainMessages()
      handleWindow()
    case .evaluating:
      waitForNews(until: Monotonic.now.advanced(byMilliseconds: 1))
      drainMessages()
      if phase == .evaluating, let game { concludeEvaluation(game.continueEvaluation()) }
      if phase == .evaluating, let game { endUnresolvableWait(of: game) }
    case .playing where control?.isStepping == true:
      drainMessages()
      if phase == .playing, let game, let control, control.isStepping { playStep(game, control) }
    case .playing where clock.isHeld:
      waitForNews(until: nil)
      drainMessages()
      if phase == .playing { handleWindow() }
    case .playing:
      let due = rest.map { max($0.end, nextFrame) } ?? nextFrame
      if rest == nil { game?.modules.useIdleTime(until: due) { link.hasEarly || isReadable() } }
      if Monotonic.now < due { waitForNews(until: due) }
      drainMessages()
      // A message may have held the clock.
      guard phase == .playing, !clock.isHeld, Monotonic.now >= due else { return }
      endRest()
      playFrame()
    }
  }

  /// The game continues as if no time had passed.
  private func endRest() {
    guard let rest else { return }
    game?.gate.leaveOut(milliseconds: Monotonic.now.milliseconds(since: rest.began))
    self.rest = nil
  }

  /// The screen stays as it is until a message comes.
  private var standsStill: Bool { phase == .halted || phase == .playing && clock.isHeld }

  /// Sleeps until a message, a window event or the deadline.
  private func waitForNews(until deadline: Monotonic?) {
    if link.hasEarly { return }
    let second = standsStill ? game?.screen?.window.eventDescriptor ?? -1 : -1
    let left = deadline.map { max(0, $0.milliseconds(since: .now)) * 1e6 }
    _ = clinux_wait_readable(link.raw, second, left.map { Int64($0) } ?? -1)
  }

  private func drainMessages() {
    while link.hasEarly || isReadable() { handle(link.next()) }
  }

  private func isReadable() -> Bool {
    clinux_wait_readable(link.raw, -1, 0) > 0
  }

  // MARK: - Messages

  private func handle(_ message: ToWorker) {
    switch message {
    case .hello(let version, let release, _):
      // The supervisor compares versions too and reports the remedy; a worker of another build could misread the rest.
      if version != WireProtocol.version || release != WireProtocol.release { phase = .finished }
    case .configure(let configuration): start(configuration)
    case .modules(let blob): checked { try $0.modules.receive(modules: blob) }
    case .codeCache(let blob): checked { game in try blob.withBytes { game.modules.receive(codeCache: try CodeCachePack(decoding: $0)) } }
    case .assets(let assets, let contents):
      game?.assets.receive(assets, contents)
      if !contents.isEmpty { game?.noteChangedContent() }
    case .drawVariants(let codes): warmUp(codes.compactMap { DrawVariant(code: $0) })
    case .prepare(let hurries, let likelyChanged): prepare(hurries: hurries, likelyChanged)
    case .expect: expectStage()
    case .throttle:
      if phase == .playing, !clock.isHeld { rest = (began: rest?.began ?? .now, end: Monotonic.now.advanced(byMilliseconds: Self.longestRest)) }
    case .stage(let version, let state): stage(version, state)
    case .present: present()
    case .takeInput:
      game?.crashes.reach(.takeInput)
      if case .hostWindow = configuration.display, let game, let screen = game.screen {
        do { try game.gate.takeInput() } catch { link.send(.console(.warn, "no keyboard and mouse: \(error)")) }
        if phase == .playing { screen.startGamepads() }
      }
    case .assetChanged(let kind, let id) where phase == .waiting: game?.invalidate(kind, id)
    case .assetChanged(let kind, let id):
      game?.fileChanged(kind, id)
      // Show a saved asset at once, without waiting for the next frame's time.
      if standsStill { showChangedAssets() } else if phase == .playing { nextFrame = .now } else { game?.assets.publish() }
    case .overlay(let newOverlay):
      endRest()
      overlay = newOverlay
      goodFrames = 0
      if standsStill { showAgain() }
      if phase == .halted, let game { writeHeadlessPicture(game) }
    case .clock(let setting):
      endRest()
      // Setting the clock takes effect at once.
      control?.endSteps("the clock was set otherwise")
      control?.frameShown()
      clock = setting
      switch phase {
      case .evaluating, .staged, .playing: setClock()
      case .waiting, .halted, .finished: break
      }
    case .control(let token, let wantsHash, let order):
      guard let game, let control else { break }
      control.take(token, wantsHash: wantsHash, order, isHalted: phase != .playing) { memory(of: game) }
      // The request may have ended the game.
      if phase == .playing, let outcome = game.outcome { finish(outcome) }
    case .collectReloadState(let token):
      game?.crashes.reach(.collectReloadState)
      sendReloadState(token)
    case .collectCodeCache: game?.modules.startCodeCache()
    case .idAssigned: break  // the answer to a canceled request
    case .runTests: break  // only sent to test workers
    case .dynamicModule(let token, let url, let error): game?.answerImport(token, url, error)
    case .closeRequested, .stop: exit(0)
    }
  }

  private func checked(_ body: (Game) throws -> Void) {
    guard let game else { return }
    do { try body(game) } catch {
      writeError("arcane-worker: the supervisor does not keep to the protocol: \(error)")
      _exit(70)
    }
  }

  // MARK: - Staging

  private func stage(_ version: UInt64, _ state: Blob?) {
    guard let game, !startFailed else { return }
    staging = version
    game.startSteps()
    game.setClock(clock)
    game.gate.startHeld()
    do {
      if let state { game.gate.receive(reloadState: try state.withBytes { Array($0) }) }
      try game.screen?.adoptHostWindow()
    } catch {
      return fail(.start, .environment, "", "\(error)", [])
    }
    game.note(step: "adopt")
    concludeEvaluation(game.evaluate())
  }

  private func concludeEvaluation(_ evaluation: Evaluation) {
    guard let game else { return }
    switch evaluation {
    case .pending: phase = .evaluating
    case .failed(let failure):
      phase = .waiting
      fail(.evaluate, failure)
    case .completed:
      game.note(step: "evaluate")
      do {
        // Frame 0 shows only the background.
        if clock.isHeld, clock.holdsBeforeFirstFrame {
          try game.draw()
        } else if let failure = try game.frame().first {
          phase = .waiting
          return fail(.firstFrame, failure)
        }
      } catch {
        phase = .waiting
        return fail(.firstFrame, .environment, "", "\(error)", [])
      }
      phase = .staged
      game.screen?.beginFrame()
      link.send(.staged(graphVersion: staging, game.steps.steps))
      // The framebuffer is prepared while the supervisor's answer is on its way.
      game.startSteps()
      do { try game.screen?.prepareToPresent() } catch {
        phase = .waiting
        return fail(.firstFrame, .environment, "", "\(error)", [])
      }
      game.note(step: "picture")
    }
  }

  private func present() {
    guard let game else { return }
    game.crashes.reach(.present)
    let isError = phase != .staged
    if isError { game.startSteps() } else { game.skipIdleTime() }
    do {
      if isError {
        try game.screen?.adoptHostWindow()
        if let screen = game.screen {
          try game.drawAgain()
          // The overlay of a game that crashed its worker.
          try screen.takeLastPicture()
        }
      }
      if isError, let overlay { try game.screen?.drawOverlay(overlay, dims: true) }
      try game.screen?.present()
      game.screen?.waitUntilShown()
    } catch {
      return fail(.start, .environment, "", "\(error)", [])
    }
    game.note(step: "swap")
    defer { game.assets.publish() }
    if isError {
      phase = .halted
      writeHeadlessPicture(game)
      return
    }
    phase = .playing
    nextFrame = .now
    // Before the user can save again: the reload state is collected only if it was announced.
    game.noteReloadHook()
    link.send(.assetsInUse(game.assets.retainAsked(inPlace: game.retainPreloadedTextures())))
    link.send(.presented(game.steps.steps))
    sendDrawVariants()
    game.audio?.activate()
    if case .hostWindow = configuration.display {} else { game.screen?.startGamepads() }
    game.screen?.window.setSwapInterval(paces ? 1 : 0)
    if let limit = configuration.frameLimit, game.clock.frame >= limit { finish(0) }
    if let outcome = game.outcome { finish(outcome) }
  }

  // MARK: - Playing

  /// A fixed-step run without a window runs at full speed; everything else at the display's pace.
  private var paces: Bool { configuration.fixedDelta == nil || configuration.display != .offscreen }

  private static let framesPerSecond = 60.0

  private func playFrame() {
    guard let game else { return }
    let begin = Monotonic.now
    handleWindow()
    guard phase == .playing else { return }
    do {
      let failures = try game.frame()
      if let failure = failures.first(where: \.isFinal) ?? failures.first { return handle(failure, game) }
      noteGoodFrame()
      if let outcome = game.outcome { return finish(outcome) }
      try show(game)
    } catch {
      return fail(.frame, .environment, "", "\(error)", [])
    }
    game.assets.publish()
    control?.frameShown()
    if game.clock.frame == 30 { writeHeadlessPicture(game) }
    if game.clock.frame % 60 == 0 { sendDrawVariants() }
    if let limit = configuration.frameLimit, game.clock.frame >= limit { return finish(0) }
    // With vertical sync, the swap has already waited.
    nextFrame = paces ? max(begin.advanced(byMilliseconds: 1000 / Self.framesPerSecond), .now) : .now
  }

  /// Removes the overlay of an error that no longer happens.
  func noteGoodFrame() {
    goodFrames += 1
    if overlay?.passes == true, goodFrames > 90 { overlay = nil }
  }

  func show(_ game: Game) throws {
    if overlay != nil { try drawOverlay(game) }
    try game.screen?.present()
  }

  private func drawOverlay(_ game: Game) throws {
    guard let overlay else { return }
    try game.screen?.drawOverlay(overlay)
  }

  /// Presents the last frame again with the current overlay.
  func showAgain() {
    guard let game, let screen = game.screen else { return }
    try? screen.drawOverlay(overlay, dims: phase == .halted)
    try? screen.present()
  }

  private func handleWindow() {
    guard let game, let screen = game.screen else { return }
    for event in game.gate.pollWindow() {
      switch event {
      case .closeRequested: link.send(.windowClosed)
      case .resized:
        try? screen.fitToWindow()
        if case .ownWindow = configuration.display {
          let size = screen.window.logicalSize
          link.send(.windowResized(width: UInt32(clamping: max(1, size.width)), height: UInt32(clamping: max(1, size.height))))
        }
        if standsStill { showAgain() }
      case .exposed: if standsStill { showAgain() }
      case .focusGained, .focusLost: break
      }
    }
  }

  /// Without a window, `dev` writes a screenshot.
  private func writeHeadlessPicture(_ game: Game) {
    guard configuration.frameLimit == nil, configuration.survivesFrameErrors, configuration.takesScreenshot else { return }
    game.sendScreenshot()
  }

  func handle(_ failure: ScriptFailure, _ game: Game) {
    goodFrames = 0
    let ends = failure.isFinal || !configuration.survivesFrameErrors
    if ends || game.isNews(failure) {
      fail(failure.kind == .unhandledRejection ? .rejection : .frame, failure)
    }
    if ends {
      phase = .halted
      game.silence()
    }
    try? show(game)
    control?.frameShown()
    nextFrame = Monotonic.now.advanced(byMilliseconds: 1000 / Self.framesPerSecond)
  }

  func finish(_ code: UInt8) {
    if configuration.takesScreenshot, !(configuration.survivesFrameErrors && configuration.frameLimit == nil) {
      game?.sendScreenshot()
    }
    game?.audio?.stopAll()
    // In `dev` the supervisor may keep it on the screen, with a message.
    phase = configuration.survivesFrameErrors && configuration.frameLimit == nil ? .halted : .finished
    link.send(.finished(code: code))
  }
}

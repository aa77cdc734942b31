// The worker under a supervisor: told what to do by messages, one generation, then the end.
import ArcaneGraphics
import ArcaneIPC
import ArcaneLinux
import ArcaneScript
import CLinux
import Glibc

final class AttachedWorker {
  enum Phase {
    /// Waits for messages without using the processor.
    case waiting
    /// Evaluates a module that awaits something.
    case evaluating
    /// Drawn, not shown.
    case staged
    case playing
    /// On the screen, but its script does not run.
    case halted
    /// Has told how it ended, and waits to be ended.
    case finished
  }

  let link = SupervisorLink()
  let page = inheritedStatusPage()
  var configuration = Configuration()
  var game: Game? { didSet { control = game.map { GameControl($0, link: link) } } }
  var control: GameControl?
  /// How the game's time runs, once it plays.
  var clock = ClockSetting()
  var phase = Phase.waiting
  private var overlay: ToWorker.Overlay?
  /// Since when the game's evaluation waits for nothing that could come.
  var vainSince: Monotonic?
  /// The graph version that was to be staged.
  private var staging: UInt64 = 0
  var nextFrame = Monotonic.now
  /// Frames in a row that went well since the overlay was put up.
  private var goodFrames = 0
  /// No frame is drawn meanwhile: a successor needs the processor for its first one.
  private var rest: (began: Monotonic, end: Monotonic)?
  private static let longestRest = 200.0
  var startFailed = false
  /// Something has been drawn unseen, or a frame.
  var hasDrawn = false
  var variantsTold = 0

  static func run() -> Never {
    endWithSupervisor()
    serve()
  }

  /// The same in a process that has its parent's death in view already.
  static func serve() -> Never {
    let worker = AttachedWorker()
    worker.link.send(.hello(version: WireProtocol.version, release: WireProtocol.release, pid: UInt32(getpid())))
    while true {
      worker.turn()
      worker.control?.settlePromises()
    }
  }

  /// One round: hear what was said, then do what is due.
  private func turn() {
    switch phase {
    case .waiting, .staged, .finished:
      let message = link.next()
      game?.skipIdleTime()
      hear(message)
    case .halted:
      waitForNews(until: nil)
      drainMessages()
      handleWindow()
    case .evaluating:
      waitForNews(until: Monotonic.now.advanced(byMilliseconds: 1))
      drainMessages()
      if phase == .evaluating, let game { concludeEvaluation(game.continueEvaluation()) }
      if phase == .evaluating, let game { endVainWait(of: game) }
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
      // What was heard may have held the clock.
      guard phase == .playing, !clock.isHeld, Monotonic.now >= due else { return }
      endRest()
      playFrame()
    }
  }

  /// The game goes on as if the time in between had not been.
  private func endRest() {
    guard let rest else { return }
    game?.clock.leaveOut(milliseconds: Monotonic.now.milliseconds(since: rest.began))
    self.rest = nil
  }

  /// What is on the screen stays there until something is heard.
  private var standsStill: Bool { phase == .halted || phase == .playing && clock.isHeld }

  /// Sleeps until a message comes, the window has news, or the deadline.
  private func waitForNews(until deadline: Monotonic?) {
    if link.hasEarly { return }
    let second = standsStill ? game?.screen?.window.eventDescriptor ?? -1 : -1
    let left = deadline.map { max(0, $0.milliseconds(since: .now)) * 1e6 }
    _ = clinux_wait_readable(link.raw, second, left.map { Int64($0) } ?? -1)
  }

  private func drainMessages() {
    while link.hasEarly || isReadable() { hear(link.next()) }
  }

  private func isReadable() -> Bool {
    clinux_wait_readable(link.raw, -1, 0) > 0
  }

  // MARK: - Messages

  private func hear(_ message: ToWorker) {
    switch message {
    case .hello(let version, let release, _):
      // The supervisor compares too, and says what to do; a worker of another build could misread the rest.
      if version != WireProtocol.version || release != WireProtocol.release { phase = .finished }
    case .configure(let told): start(told)
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
        do { try game.input.withState(screen.window.takeInput) } catch { link.send(.console(.warn, "no keyboard and mouse: \(error)")) }
        if phase == .playing { screen.startGamepads() }
      }
    case .assetChanged(let kind, let id):
      game?.noteChangedContent()
      game?.assets.fileChanged(kind, id)
      // Whoever saved it looks at the window: it is not kept waiting for the next frame's time.
      if standsStill { showChangedAssets() } else if phase == .playing { nextFrame = .now } else { game?.assets.handUp() }
    case .overlay(let told):
      endRest()
      overlay = told
      goodFrames = 0
      if standsStill { showAgain() }
      if phase == .halted, let game { writeHeadlessPicture(game) }
    case .clock(let setting):
      endRest()
      // Who holds the clock, or lets it run, means now.
      control?.endSteps("the clock was set otherwise")
      control?.frameShown()
      clock = setting
      if phase == .playing { setClock() }
    case .control(let token, let wantsHash, let order):
      guard let game, let control else { break }
      control.take(token, wantsHash: wantsHash, order, isHalted: phase != .playing) { memory(of: game) }
      // What was asked of it may have ended the game.
      if phase == .playing, let outcome = game.outcome { finish(outcome) }
    case .collectReloadState(let token):
      game?.crashes.reach(.collectReloadState)
      giveReloadState(token)
    case .collectCodeCache: game?.modules.startCodeCache()
    case .idAssigned: break  // answers a question nobody waits for any more
    case .runTests: break  // said to workers that were started for tests
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
    game.clock.startHeld()
    do {
      if let state { game.program.receive(reloadState: try state.withBytes { Array($0) }) }
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
        // At frame 0 there is nothing to be seen but the background.
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
      // The picture is made while the supervisor's answer is on its way.
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
          // Of a game that has taken its worker with it.
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
    defer { game.assets.handUp() }
    if isError {
      phase = .halted
      writeHeadlessPicture(game)
      return
    }
    phase = .playing
    nextFrame = .now
    // Before anybody can save again: the state is asked for as soon as it is known that there is one.
    game.noteReloadHook()
    link.send(.assetsInUse(game.assets.retainAsked(inPlace: game.retainTexturesInPlace())))
    link.send(.presented(game.steps.steps))
    tellVariants()
    game.audio?.activate()
    if case .hostWindow = configuration.display {} else { game.screen?.startGamepads() }
    game.screen?.window.setSwapInterval(paces ? 1 : 0)
    if let limit = configuration.frameLimit, game.clock.frame >= limit { finish(0) }
    if let outcome = game.outcome { finish(outcome) }
  }

  // MARK: - Playing

  /// A repeatable run without a window goes as fast as it can; everything else at the display's pace.
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
    game.assets.handUp()
    control?.frameShown()
    if game.clock.frame == 30 { writeHeadlessPicture(game) }
    if game.clock.frame % 60 == 0 { tellVariants() }
    if let limit = configuration.frameLimit, game.clock.frame >= limit { return finish(0) }
    // With a display that waits for its refresh, the swap has used up the time already.
    nextFrame = paces ? max(begin.advanced(byMilliseconds: 1000 / Self.framesPerSecond), .now) : .now
  }

  /// An error that no longer happens is no longer shown.
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

  /// The last picture once more, with the overlay as it is now.
  func showAgain() {
    guard let game, let screen = game.screen else { return }
    try? screen.drawOverlay(overlay, dims: phase == .halted)
    try? screen.present()
  }

  private func handleWindow() {
    guard let game, let screen = game.screen else { return }
    for event in game.input.withState(screen.window.pollEvents) {
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

  /// Without a window in which to look, `dev` leaves a picture.
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
    // In `dev` the supervisor may leave it on the screen, with what it has to say about it.
    phase = configuration.survivesFrameErrors && configuration.frameLimit == nil ? .halted : .finished
    link.send(.finished(code: code))
  }
}

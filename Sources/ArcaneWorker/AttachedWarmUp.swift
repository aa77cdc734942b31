import ArcaneGraphics
import ArcaneIPC
import CLinux

// What a worker does before it is staged.
extension AttachedWorker {
  func start(_ newConfiguration: Configuration) {
    configuration = newConfiguration
    if let problem = Sandbox.drop(for: newConfiguration) { link.send(.notice(message: problem, frames: [])) }
    if newConfiguration.lowPriorityWarmUp { clinux_set_batch_scheduling(1) }
    do {
      game = try Game(newConfiguration, link: link, page: page) { [beside = link.beside, page] script, log in
        HangReporter(link: beside, page: page, script: script, log: log).report()
      }
      if let path = newConfiguration.inputScriptPath, let game { game.gate.play(try InputScript(path: path, game.script)) }
    } catch {
      startFailed = true
      fail(.start, .environment, "", "\(error)", [])
    }
  }

  func prepare(hurries: Bool, _ likelyChanged: [String]?) {
    guard let game, !startFailed else { return }
    do { try game.fillPreloadedTextures() } catch { return fail(.start, .environment, "", "\(error)", []) }
    game.note(step: "modules and assets")
    var speculation = ToSupervisor.Speculation()
    if !hurries, configuration.publishesAssets {
      if !hasDrawn { warmUp(DrawVariant.usual) }
      do {
        if warmsUp { try game.screen?.warmUpTextures() }
        game.note(step: "textures")
        if let likelyChanged { speculation = try game.evaluateSpeculatively(before: Set(likelyChanged)) }
      } catch {
        return fail(.start, .environment, "", "\(error)", [])
      }
      game.note(step: "ahead")
      // V8's own tasks, which would otherwise delay a save.
      game.script.runPlatformTasks()
      // What goes wrong here will again when it matters, and is told then.
      try? game.screen?.preadoptHostWindow()
    }
    if configuration.lowPriorityWarmUp { clinux_set_batch_scheduling(0) }
    link.send(.ready(graphVersion: game.modules.graphVersion, game.steps.steps, memory: memory(of: game), speculation))
  }

  /// Draws the variants of earlier generations, so that the driver compiles them, and a warm-up frame.
  func warmUp(_ variants: [DrawVariant]) {
    guard let game, !startFailed, phase == .waiting, warmsUp else { return }
    hasDrawn = true
    do { try game.screen?.warmUp(variants) } catch { return fail(.start, .environment, "", "\(error)", []) }
    game.note(step: "shaders")
    // Not after speculative evaluation: the warm-up frame resets the library.
    if configuration.publishesAssets, !game.hasSpeculated { drawWarmUpFrame(game) }
  }

  private var warmsUp: Bool { !configuration.disabled.contains(.warmUp) }

  /// A change is being built: does what does not depend on it. `stage` may come or not.
  func expectStage() {
    guard let game, !startFailed, phase == .waiting else { return }
    // What goes wrong here will again when it matters, and is told then.
    try? game.screen?.expectHostWindow()
  }

  private func drawWarmUpFrame(_ game: Game) {
    do {
      try game.drawWarmUpFrame()
      game.note(step: "rehearsal")
    } catch {
      link.send(.notice(message: "the warm-up frame failed: \(error)", frames: []))
    }
  }
}

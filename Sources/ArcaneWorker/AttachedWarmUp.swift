import ArcaneGraphics
import ArcaneIPC
import CLinux

// What a worker does before it is staged.
extension AttachedWorker {
  func start(_ told: Configuration) {
    configuration = told
    if let problem = Rights.drop(for: told) { link.send(.notice(message: problem, frames: [])) }
    if told.lowPriorityWarmUp { clinux_set_batch_scheduling(1) }
    do {
      game = try Game(told, link: link, page: page) { [beside = link.beside, page] script, log in
        HangTeller(link: beside, page: page, script: script, log: log).tell()
      }
      if let path = told.inputScriptPath, let game { game.input.play(try InputScript(path: path, game.script)) }
    } catch {
      startFailed = true
      fail(.start, .environment, "", "\(error)", [])
    }
  }

  func prepare(hurries: Bool, _ likelyChanged: [String]?) {
    guard let game, !startFailed else { return }
    do { try game.fillTexturesInPlace() } catch { return fail(.start, .environment, "", "\(error)", []) }
    game.note(step: "modules and assets")
    var ahead = ToSupervisor.Ahead()
    if !hurries, configuration.handsUpAssets {
      if !hasDrawn { warmUp(DrawVariant.usual) }
      do {
        if warmsUp { try game.screen?.warmUpTextures() }
        game.note(step: "textures")
        if let likelyChanged { ahead = try game.evaluateAhead(before: Set(likelyChanged)) }
      } catch {
        return fail(.start, .environment, "", "\(error)", [])
      }
      game.note(step: "ahead")
      // V8's own, which would else be in the way of a save.
      game.script.runPlatformTasks()
      // What goes wrong here will again when it matters, and is told then.
      try? game.screen?.adoptHostWindowAhead()
    }
    if configuration.lowPriorityWarmUp { clinux_set_batch_scheduling(0) }
    link.send(.ready(graphVersion: game.modules.graphVersion, game.steps.steps, memory: memory(of: game), ahead))
  }

  /// Draws what earlier generations have drawn, so that the driver has compiled it, and rehearses a frame.
  func warmUp(_ variants: [DrawVariant]) {
    guard let game, !startFailed, phase == .waiting, warmsUp else { return }
    hasDrawn = true
    do { try game.screen?.warmUp(variants) } catch { return fail(.start, .environment, "", "\(error)", []) }
    game.note(step: "shaders")
    // Not over what has been evaluated ahead: a rehearsal puts the library back to its beginning.
    if configuration.handsUpAssets, !game.hasEvaluatedAhead { rehearse(game) }
  }

  private var warmsUp: Bool { !configuration.disabled.contains(.warmUp) }

  /// A change is being built. What does not depend on it is done now; `stage` may come or not.
  func expectStage() {
    guard let game, !startFailed, phase == .waiting else { return }
    // What goes wrong here will again when it matters, and is told then.
    try? game.screen?.expectHostWindow()
  }

  private func rehearse(_ game: Game) {
    do {
      try game.rehearse()
      game.note(step: "rehearsal")
    } catch {
      link.send(.notice(message: "the rehearsal of a frame failed: \(error)", frames: []))
    }
  }
}

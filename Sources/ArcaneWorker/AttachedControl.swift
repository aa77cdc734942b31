import ArcaneScript

// Under a clock that others hold.
extension AttachedWorker {
  /// One of the frames that a client steps through, as fast as they go; only the last is drawn.
  func playStep(_ game: Game, _ control: GameControl) {
    do {
      let failures = try game.frame(draws: false)
      let failure = failures.first(where: \.isFinal) ?? failures.first
      if failure == nil { noteGoodFrame() }
      guard control.stepIsLast(failure) || game.outcome != nil else { return }
      if failure?.isFinal != true { try game.drawAgain() }
      if let failure { handle(failure, game) } else { try show(game) }
      game.assets.handUp()
      control.endStep(failure)
    } catch {
      fail(.frame, .environment, "", "\(error)", [])
      control.endStep(nil)
    }
    if phase == .playing, let outcome = game.outcome { finish(outcome) }
  }

  func setClock() {
    game?.setClock(clock)
    nextFrame = .now
  }

  /// A picture or font has changed while the game stands still.
  func showChangedAssets() {
    guard let game else { return }
    game.assets.performPendingLoads()
    // What cannot be drawn is told with the next frame.
    if phase == .playing { try? game.drawAgain() }
    showAgain()
    game.assets.handUp()
  }
}

import ArcaneScript

// Steps and refreshes under a held clock.
extension AttachedWorker {
  /// Plays one of the frames that a client steps through, at full speed; only the last is drawn.
  func playStep(_ game: Game, _ control: GameControl) {
    do {
      let failures = try game.frame(draws: false)
      let failure = failures.first(where: \.isFinal) ?? failures.first
      if failure == nil { noteGoodFrame() }
      guard control.stepIsLast(failure) || game.outcome != nil else { return }
      if failure?.isFinal != true { try game.drawAgain() }
      if let failure { handle(failure, game) } else { try show(game) }
      game.assets.publish()
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

  /// An image or font has changed while the game is paused or halted.
  func showChangedAssets() {
    guard let game else { return }
    game.assets.performPendingLoads()
    // A failure to draw is reported with the next frame.
    if phase == .playing { try? game.drawAgain() }
    showAgain()
    game.assets.publish()
  }
}

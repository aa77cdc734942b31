import ArcaneIPC
import ArcaneReload
import ArgumentParser

struct Dev: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Play a game and show every save at once.",
    discussion: """
      Starts the game in a window and watches the files it is made of. A save puts the new code on the screen in a \
      fresh process: the game starts over, the window stays where it is, and textures keep their IDs. A saved picture \
      or sound changes in the running game. An error leaves the last good game on the screen.

      Without a display the game runs headless, and a picture of it is written to .arcane/dev.png beside it.

      Keys in the terminal: r starts the game over, q ends it.
      """)

  @OptionGroup var game: GameOptions

  @Flag(name: .customLong("no-standby"), help: "Keep no second process warm. Saves memory; a save then takes some tenths of a second.")
  var noStandby = false

  @Flag(
    name: [.customLong("no-prewarm"), .customLong("no-spare")],
    help: "Keep no third process, which makes saves in quick succession fast.")
  var noPrewarm = false

  @Flag(help: "Check types beside the game after each save, as 'arcane check' does. The game waits for nothing of it.")
  var check = false

  func run() throws {
    var policy = Policy()
    policy.keepsStandby = !noStandby
    policy.keepsPrewarmed = !noStandby && !noPrewarm
    var plan = Plan.make(game, policy: policy)
    plan.checksTypes = check
    try Supervisor.start(plan)
  }
}

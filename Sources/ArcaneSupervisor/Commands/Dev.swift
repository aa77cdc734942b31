import ArcaneIPC
import ArcaneReload
import ArgumentParser
import Glibc

struct Dev: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Play a game and show every save at once.",
    discussion: """
      Starts the game in a window and watches the files it is made of. A save puts the new code on the screen in a \
      fresh process: the game starts over, the window stays where it is, and textures keep their IDs. A saved picture \
      or sound changes in the running game. An error leaves the last good game on the screen.

      Without a display the game runs headless, and a screenshot is written to .arcane/dev.png beside it.

      Keys in the terminal: r starts the game over, p pauses it and lets it go on, . plays one frame, s takes a screenshot, \
      c clears the terminal, o opens the place of the last error in your editor, h lists the keys, q ends.

      Other programs of this user can ask and control the game: 'arcane help status' and the commands beside it.
      """)

  @OptionGroup var game: GameOptions

  @Flag(
    name: .customLong("no-standby"),
    help: "Keep no standby process. Saves memory; a save then takes some tenths of a second. Same as '--disable standby'.")
  var noStandby = false

  @Flag(
    name: [.customLong("no-prewarm"), .customLong("no-spare")],
    help: "Keep no prewarmed process, which makes saves in quick succession fast. Same as '--disable prewarm'.")
  var noPrewarm = false

  @Flag(help: "Check types in the background after each save, as 'arcane check' does. The game never waits for it.")
  var check = false

  @Flag(help: "Poll the game's files twice a second, for file systems that do not report changes. Known ones are polled without it.")
  var poll = false

  @Flag(help: "Begin with the game's clock held before its first frame: 'arcane step' and 'arcane resume' move it.")
  var paused = false

  @Flag(name: .customLong("no-eval"), help: "Refuse expressions of those programs: 'arcane eval' and 'arcane step-until'.")
  var noEval = false

  /// For programs that start a dev for their own use.
  @Option(name: .customLong("ends-with"), help: .hidden)
  var endsWith: Int32?

  @Flag(name: .customLong("no-control"), help: "Open no socket through which programs of this user can inspect and control the game.")
  var noControl = false

  @Option(
    name: .customLong("reload-state-time"),
    help: ArgumentHelp("Time limit for onReload, which passes the game's state to the next generation.", valueName: "milliseconds"))
  var reloadStateTime: UInt32 = 250

  @Option(
    name: .customLong("reload-state-size"),
    help: ArgumentHelp("Maximum size of the state that onReload returns, up to 1024.", valueName: "megabytes"))
  var reloadStateSize: UInt32 = 64

  mutating func validate() throws {
    guard (1...60_000).contains(reloadStateTime) else {
      throw ValidationError("--reload-state-time takes 1 to 60000 milliseconds, not \(reloadStateTime).")
    }
    guard Configuration.Bound.reloadState.contains(reloadStateSize) else {
      throw ValidationError("--reload-state-size takes 1 to 1024 megabytes, not \(reloadStateSize).")
    }
  }

  func run() throws {
    if let endsWith, !endWithParent(endsWith) { Glibc.exit(0) }
    var policy = Policy()
    var disabled = game.mechanisms.disabled
    if noStandby { disabled.insert(.standby) }
    if noPrewarm { disabled.insert(.prewarm) }
    disabled = Mechanism.withDependents(disabled)
    policy.keepsStandby = !disabled.contains(.standby)
    policy.keepsPrewarmed = !disabled.contains(.prewarm)
    policy.collectsCodeCache = !disabled.contains(.codeCache)
    policy.collectLimit = UInt64(reloadStateTime) * 1000
    var plan = Plan.make(game, policy: policy)
    plan.configuration.disabled = disabled
    plan.checksTypes = check
    plan.configuration.reloadStateLimit = reloadStateSize
    plan.polls = poll
    plan.startsPaused = paused
    plan.hasControl = !noControl
    plan.allowsEval = !noEval
    try Supervisor.start(plan)
  }
}

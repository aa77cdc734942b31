import ArcaneIPC
import ArcaneReload
import ArgumentParser

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Play a game once, without watching its files.",
    discussion: """
      For tests, CI and watchers of your own. With --headless, --dt and --seed a run is deterministic: two runs give \
      the same pixels. Ends with the game's outcome: 0 when it ended well or played all its frames, 1 at the first \
      error, 4 when it hung, or the code the game gave to exit(). A picture or sound that cannot be loaded is told, the \
      game plays on without it, and the run ends with 1; as it does when the screenshot cannot be written.

      A folder that 'arcane build' made is played as well, by the player in it.

      A script of inputs is a JSON list of events, each with the frame it happens in:
          [{"frame": 10, "key": "Space", "down": true}, {"frame": 12, "mouse": [100, 50]},
           {"frame": 12, "button": 0, "down": true}, {"frame": 20, "wheel": [0, -1]},
           {"frame": 30, "text": "a"}, {"frame": 40, "pad": "A", "down": true},
           {"frame": 40, "axis": "LeftStickX", "value": 0.5}]
      """)

  @OptionGroup var game: GameOptions

  @Option(help: ArgumentHelp("End after so many frames.", valueName: "count"))
  var frames: UInt32?

  @Option(help: ArgumentHelp("Fixed time between frames, for repeatable runs. Headless, frames then follow at full speed.", valueName: "seconds"))
  var dt: Double?

  @Option(help: ArgumentHelp("Write the last frame to this file, as PNG.", valueName: "file.png"))
  var screenshot: String?

  @Option(help: ArgumentHelp("Play back timed input from this JSON file.", valueName: "keys.json"))
  var script: String?

  mutating func validate() throws {
    if let dt, !(dt > 0 && dt <= 10) { throw ValidationError("--dt takes more than 0 and at most 10 seconds, not \(dt).") }
    if frames == 0 { throw ValidationError("--frames takes at least 1.") }
  }

  func run() throws {
    if let folder = game.entry.map(absolutePath), FinishedGame.isThere(folder) { return try playFinished(folder) }
    var policy = Policy()
    policy.mode = .run
    policy.keepsStandby = false
    policy.keepsPrewarmed = false
    policy.survivesFrameErrors = false
    // No time limit: a run may wait in a debugger, and CI has limits of its own.
    policy.stageMargin = 570_000_000
    var plan = Plan.make(game, policy: policy)
    // Mechanisms for the next save have no use here.
    plan.configuration.disabled = Mechanism.withDependents(plan.configuration.disabled.union([.standby, .codeCache]))
    plan.configuration.frameLimit = frames
    plan.configuration.fixedDelta = dt
    plan.screenshotPath = screenshot.map { ScreenshotFile.checked($0, Reporter(json: game.json, verbose: game.verbose)) }
    plan.configuration.inputScriptPath = script.map(absolutePath)
    try Supervisor.start(plan)
  }

  private func playFinished(_ folder: String) throws {
    var options: [String] = []
    if game.headless { options.append("--headless") }
    if game.mute { options.append("--mute") }
    if let frames { options += ["--frames", "\(frames)"] }
    if let dt { options += ["--dt", "\(dt)"] }
    if let seed = game.seed { options += ["--seed", "\(seed)"] }
    if let screenshot { options += ["--screenshot", absolutePath(screenshot)] }
    if let script { options += ["--script", absolutePath(script)] }
    do { try FinishedGame.play(folder, options, arguments: game.gameArguments) } catch {
      Reporter(json: game.json, verbose: false).end(error)
    }
  }
}

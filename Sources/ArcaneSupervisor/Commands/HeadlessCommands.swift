// `describe` and `inspect`: ask a running dev, or evaluate the game headless.
import ArcaneLinux
import ArcaneModules
import ArgumentParser
import Glibc

/// Asks the game's agent, in a running dev or a headless one.
enum AgentQuestion {
  /// nil where the game has registered nothing.
  static func ask(_ game: String?, _ verb: String, _ parameters: JSONValue) throws -> JSONValue? {
    do {
      if let running = try? ControlConnection.find(game) { return try running.call(verb, parameters)["value"] }
      let found = try GameEntry.find(game)
      let dev = try QuietDev(entry: found.entry)
      defer { dev.end() }
      return try dev.connection.call(verb, parameters)["value"]
    } catch let failure as ControlFailure where failure.reason == "noAgent" { return nil }
  }
}

/// A dev without window, sound and output, for one question; it ends with its owner.
final class QuietDev {
  private let child: ChildProcess
  let connection: ControlConnection

  /// - Throws: if the game cannot be started.
  init(entry: String) throws {
    let null = try Descriptor.nothing()
    child = try ChildProcess(
      name: "dev", path: try executablePath(),
      arguments: ["dev", "--headless", "--mute", "--no-standby", "--paused", "--ends-with", "\(getpid())", entry], environment: Environment.entries,
      inherit: [(null.raw, 0), (null.raw, 1), (null.raw, 2)])
    connection = try ControlConnection.ofStarted(child, entry: entry)
    let receipt = try connection.call("wait", .of(["limit": .value(60)]))["receipt"] ?? .null
    if receipt["outcome"]?.string == "failed" { throw ControlFailure(message: ControlText.receipt(receipt), reason: "failed", data: .object([])) }
  }

  func end() { child.send(SIGTERM) }
}

struct Describe: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Describe a game's state in words.",
    discussion:
      "Asks the dev that plays the game; without one the game is evaluated headless. The game registers its state with registerAgent.")
  @Argument(help: ArgumentHelp("The game's entry file or folder. Default: this folder.", valueName: "game.ts")) var entry: String?
  @Option(help: ArgumentHelp("minimal, normal or detailed.", valueName: "word")) var verbosity = "normal"

  func run() throws {
    do {
      let text = try AgentQuestion.ask(entry, "describe", .of(["verbosity": .string(verbosity)]))
      writeAll(STDOUT_FILENO, (text.map { $0.string ?? $0.text } ?? "No agent registered.") + "\n")
    } catch { ControlText.end(error, json: false) }
  }
}

struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print a part of a game's state as JSON.",
    discussion:
      "'arcane inspect game.ts hero.items.0', or only the path in the game's folder. Asks the dev that plays the game; without one the game is evaluated headless."
  )
  @Argument(help: ArgumentHelp("The game, and the path in its state; one word is the path.", valueName: "game.ts> <path")) var words: [String]

  func run() throws {
    do {
      guard (1...2).contains(words.count) else { throw ValidationError("inspect takes a game and a path, or a path.") }
      let value = try AgentQuestion.ask(words.count == 2 ? words[0] : nil, "state", .of(["path": .string(words[words.count - 1])]))
      writeAll(STDOUT_FILENO, ControlText.pretty(value ?? .null) + "\n")
    } catch { ControlText.end(error, json: false) }
  }
}

struct MCP: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mcp", abstract: "Serve the Model Context Protocol on standard input and output.",
    discussion: """
      For programs that write or play games: tools for the verbs of the control socket, and resources for the console, the \
      screenshot and the scene. Uses the dev that plays the game, or starts one (its output is in .arcane/mcp.log).
      """)
  @Argument(help: ArgumentHelp("The game's entry file or folder. Default: this folder.", valueName: "game.ts")) var entry: String?

  func run() throws { try MCPBridge(game: entry).run() }
}

// A command for each verb of the control socket.
import ArcaneModules
import ArgumentParser
import Glibc

struct Status: ControlCommand {
  static let configuration = CommandConfiguration(abstract: "Report the status of the game in a running dev.")
  @OptionGroup var control: ControlOptions
  var verb: String { "status" }
  func text(_ result: JSONValue) -> String {
    let worker = result["worker"]?.number.map { ", worker \(Int($0))" } ?? ""
    return """
      \(displayPath(result["game"]?.string ?? "")): \(result["state"]?.string ?? "")
      \(ControlText.stand(result))
      last save: \(ControlText.receipt(result["receipt"] ?? .null))
      dev \(Int(result["pid"]?.number ?? 0))\(worker)
      """
  }
}

struct Wait: ControlCommand {
  static let configuration = CommandConfiguration(
    abstract: "Wait until the newest save is on the screen or has failed.",
    discussion: """
      A save that was made just before is never missed. Ends with 0 if it is on the screen (or has changed nothing), with 1 \
      if it failed, with 3 if there is no dev to ask, with 4 if nothing has come of it within the limit.
      """)
  @OptionGroup var control: ControlOptions
  @Option(help: ArgumentHelp("Longest wait.", valueName: "seconds")) var limit = 60.0
  var verb: String { "wait" }
  func parameters() -> JSONValue { .of(["limit": .value(limit)]) }
  func text(_ result: JSONValue) -> String { ControlText.receipt(result["receipt"] ?? .null) }
  func exitCode(_ result: JSONValue) -> Int32 { result["receipt"]?["outcome"]?.string == "failed" ? 1 : 0 }
}

struct Reload: ControlCommand {
  static let configuration = CommandConfiguration(abstract: "Start the game over, and wait until it plays.")
  @OptionGroup var control: ControlOptions
  @Option(help: ArgumentHelp("Longest wait.", valueName: "seconds")) var limit = 60.0
  var verb: String { "reload" }
  func parameters() -> JSONValue { .of(["limit": .value(limit)]) }
  func text(_ result: JSONValue) -> String { ControlText.receipt(result["receipt"] ?? .null) }
  func exitCode(_ result: JSONValue) -> Int32 { result["receipt"]?["outcome"]?.string == "failed" ? 1 : 0 }
}

struct Pause: ControlCommand {
  static let configuration = CommandConfiguration(abstract: "Hold the game's clock.")
  @OptionGroup var control: ControlOptions
  var verb: String { "pause" }
}

struct Resume: ControlCommand {
  static let configuration = CommandConfiguration(abstract: "Let the game's clock run again.")
  @OptionGroup var control: ControlOptions
  var verb: String { "resume" }
}

struct Step: ControlCommand {
  static let configuration = CommandConfiguration(abstract: "Play frames of 1/60 second under a held clock; only the last is drawn.")
  @OptionGroup var control: ControlOptions
  @Argument(help: "How many.") var frames = 1
  @Flag(help: "Also tell the hash of what was drawn.") var hash = false
  var verb: String { "step" }
  func parameters() -> JSONValue { .of(["frames": .value(frames), "hash": .boolean(hash)]) }
}

struct StepUntil: ControlCommand {
  static let configuration = CommandConfiguration(
    commandName: "step-until", abstract: "Play frames under a held clock until an expression is true.",
    discussion: "Ends with 4 if it was not true within the limit.")
  @OptionGroup var control: ControlOptions
  @Argument(help: "JavaScript, as for eval.") var expression: String
  @Option(help: ArgumentHelp("Frames at most.", valueName: "frames")) var limit = 3600
  @Flag(help: "Also tell the hash of what was drawn.") var hash = false
  var verb: String { "stepUntil" }
  func parameters() -> JSONValue { .of(["expression": .string(expression), "limit": .value(limit), "hash": .boolean(hash)]) }
}

struct Speed: ControlCommand {
  static let configuration = CommandConfiguration(abstract: "Set how fast the game's time runs.")
  @OptionGroup var control: ControlOptions
  @Argument(help: "Game seconds per second, 0.01 to 100.") var factor: Double
  var verb: String { "speed" }
  func parameters() -> JSONValue { .of(["factor": .value(factor)]) }
  func text(_ result: JSONValue) -> String { "speed \(result["speed"]?.text ?? "")" }
}

struct Input: ControlCommand {
  static let configuration = CommandConfiguration(
    abstract: "Press keys and move the mouse, for the next frame.",
    discussion: """
      A word is a key by its name or place, pressed for one frame: 'arcane input ArrowRight'. An object in JSON is any event: \
      'arcane input \'{"mouse": [100, 50]}\' \'{"button": 0}\''. What this command holds down is let go when it ends, so \
      that holding is for programs that stay connected.
      """)
  @OptionGroup var control: ControlOptions
  @Argument(help: "Keys and events.") var events: [String]
  var verb: String { "input" }
  func parameters() throws -> JSONValue {
    let list = try events.map { word -> JSONValue in
      guard word.hasPrefix("{") else { return .of(["key": .string(word)]) }
      do throws(JSONError) { return try JSONValue(parsing: Array(word.utf8)) } catch {
        throw ValidationError("\(word) is not JSON: \(error.message)")
      }
    }
    return .of(["events": .array(list)])
  }
}

struct Screenshot: ControlCommand {
  static let configuration = CommandConfiguration(abstract: "Write the game's last picture to a PNG file.")
  @OptionGroup var control: ControlOptions
  @Argument(help: ArgumentHelp("Where to write it.", valueName: "file.png"), completion: .file(extensions: ["png"])) var path: String
  @Option(help: ArgumentHelp("Size of the result, 0.01 to 4.", valueName: "factor")) var scale = 1.0
  @Option(help: ArgumentHelp("A part of it: left, top, width, height.", valueName: "x,y,w,h")) var region: String?
  @Flag(name: .customLong("with-overlay"), help: "With the message over the game, if there is one.") var withOverlay = false
  var verb: String { "screenshot" }
  func parameters() throws -> JSONValue {
    let sides = try region.map { text -> JSONValue in
      let numbers = text.split(separator: ",").map { Int($0) }
      guard numbers.count == 4, numbers.allSatisfy({ $0 != nil }) else {
        throw ValidationError("--region takes four whole numbers, such as 0,0,200,100.")
      }
      return .array(numbers.compactMap { $0.map { .value($0) } })
    }
    return .of(["path": .string(absolutePath(path)), "scale": .value(scale), "region": sides, "withOverlay": .boolean(withOverlay)])
  }
  func text(_ result: JSONValue) -> String {
    "\(displayPath(result["path"]?.string ?? path)), \(result["width"]?.text ?? "") by \(result["height"]?.text ?? "") pixels"
  }
}

struct Eval: ControlCommand {
  static let configuration = CommandConfiguration(
    abstract: "Evaluate an expression in the running game.",
    discussion: "Reaches globals, the exports of a module by 'module(\"./player.ts\").health', and what the game registered by 'agent'.")
  @OptionGroup var control: ControlOptions
  @Argument(help: "JavaScript.") var expression: String
  var verb: String { "eval" }
  func parameters() -> JSONValue { .of(["expression": .string(expression)]) }
  func text(_ result: JSONValue) -> String { result["text"]?.string ?? "" }
}

struct State: ControlCommand {
  static let configuration = CommandConfiguration(abstract: "Print the state that the running game has registered, or a part of it.")
  @OptionGroup var control: ControlOptions
  @Argument(help: "Names and indices joined by dots. Default: all of it.") var path: String?
  var verb: String { "state" }
  func parameters() -> JSONValue { .of(["path": path.map { .string($0) }]) }
  func text(_ result: JSONValue) -> String { ControlText.pretty(result["value"] ?? .null) }
}

struct Actions: ControlCommand {
  static let configuration = CommandConfiguration(abstract: "List the actions that the running game offers.")
  @OptionGroup var control: ControlOptions
  var verb: String { "actions" }
  func text(_ result: JSONValue) -> String {
    let actions = result["value"]?.elements ?? []
    if actions.isEmpty { return "nothing can be done now" }
    return actions.map { action in
      let arguments = (action["args"]?.elements ?? []).map { "\($0["name"]?.string ?? ""): \($0["type"]?.string ?? "")" }.joined(separator: ", ")
      return "\(action["name"]?.string ?? "")(\(arguments))  \(action["description"]?.string ?? "")"
    }.joined(separator: "\n")
  }
}

struct Act: ControlCommand {
  static let configuration = CommandConfiguration(abstract: "Carry out one of the running game's actions.")
  @OptionGroup var control: ControlOptions
  @Argument(help: "Its name.") var name: String
  @Argument(help: ArgumentHelp("Its arguments as a JSON object.", valueName: "arguments")) var arguments = "{}"
  @Flag(help: "Only report what it would do.") var simulate = false
  var verb: String { simulate ? "simulate" : "act" }
  func parameters() throws -> JSONValue {
    do throws(JSONError) { return .of(["name": .string(name), "arguments": try JSONValue(parsing: Array(arguments.utf8))]) } catch {
      throw ValidationError("the arguments are not JSON: \(error.message)")
    }
  }
  func text(_ result: JSONValue) -> String {
    let outcome = result["value"] ?? .null
    if let error = outcome["error"]?.string { return error }
    return ControlText.pretty(outcome["state"] ?? .null)
  }
  func exitCode(_ result: JSONValue) -> Int32 { result["value"]?["ok"]?.truth == true ? 0 : 1 }
}

struct SceneCommand: ControlCommand {
  static let configuration = CommandConfiguration(
    commandName: "scene", abstract: "List what the last frame drew: images by name, texts, camera, lights.")
  @OptionGroup var control: ControlOptions
  var verb: String { "scene" }
  func text(_ result: JSONValue) -> String { ControlText.pretty(result["value"] ?? .null) }
}

struct Assets: ControlCommand {
  static let configuration = CommandConfiguration(abstract: "List the pictures, sounds and fonts of the session.")
  @OptionGroup var control: ControlOptions
  var verb: String { "assets" }
  func text(_ result: JSONValue) -> String {
    (result["assets"]?.elements ?? []).map { asset in
      let size = asset["width"].map { ", \($0.text) by \(asset["height"]?.text ?? "")" } ?? ""
      return "\(padded(asset["kind"]?.string ?? "", 16))\(padded(asset["id"]?.text ?? "", 7))\(asset["name"]?.string ?? "")\(size)"
    }.joined(separator: "\n")
  }
}

struct Perf: ControlCommand {
  static let configuration = CommandConfiguration(abstract: "Report frame times and memory use of the running game.")
  @OptionGroup var control: ControlOptions
  var verb: String { "perf" }
  func text(_ result: JSONValue) -> String {
    let value = result["value"] ?? .null
    let times = ["script", "draw", "interval"].map { name in
      let row = value["milliseconds"]?[name] ?? .null
      return
        "\(padded(name, 10))median \(row["median"]?.text ?? "-") ms, 99th percentile \(row["percentile99"]?.text ?? "-"), most \(row["most"]?.text ?? "-")"
    }
    let memory = value["memory"] ?? .null
    return
      (times + [
        "\(value["sprites"]?.text ?? "0") sprites in \(value["drawCalls"]?.text ?? "0") draw calls",
        "\(memory["residentKilobytes"]?.text ?? "") KB resident, \(memory["scriptHeapKilobytes"]?.text ?? "") KB script heap",
      ]).joined(separator: "\n")
  }
}

struct Stop: ControlCommand {
  static let configuration = CommandConfiguration(abstract: "End a running dev.")
  @OptionGroup var control: ControlOptions
  var verb: String { "stop" }
  func text(_ result: JSONValue) -> String { "" }
}

struct Logs: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Print what the running game has printed.")
  @OptionGroup var control: ControlOptions
  @Flag(name: [.short, .long], help: "Keep running, and print new output.") var follow = false

  func run() throws {
    do {
      let connection = try ControlConnection.find(control.game)
      // Subscribe first, so that nothing is missed.
      if follow {
        _ = try connection.call(
          "subscribe", .of(["events": .array(["console", "buildFailed", "gameFailed", "assetFailed", "receipt"].map { .string($0) })]))
      }
      let result = try connection.call("console")
      for line in result["lines"]?.elements ?? [] { write(control.json ? line.text : line["text"]?.string ?? "") }
      while follow {
        let message = try connection.receive()
        guard message["method"]?.string == "event", let event = message["params"] else { continue }
        if control.json {
          write(event.text)
        } else if event["event"]?.string == "console" {
          write(event["message"]?.string ?? "")
        } else if let receipt = event["receipt"] {
          // The failure itself has been printed before.
          if receipt["outcome"]?.string == "failed" { continue }
          writeAll(STDERR_FILENO, "arcane: " + ControlText.receipt(receipt) + "\n")
        } else {
          ControlText.printErrors(of: .of(["errors": .array([event])]))
        }
      }
    } catch let failure as ControlFailure where failure.reason == "gone" && follow {
      Glibc.exit(0)
    } catch { ControlText.end(error, json: control.json) }
  }

  private func write(_ line: String) { writeAll(STDOUT_FILENO, line + "\n") }
}

// Common parts of the commands that talk to a running dev.
import ArcaneLinux
import ArcaneModules
import ArgumentParser
import Glibc

struct ControlOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The game, where several are played: its entry file or folder. Default: that of this folder or of the nearest above it.", valueName: "path"))
  var game: String?

  @Flag(help: "Print the answer as one JSON object.")
  var json = false
}

/// One verb of the control socket as a command.
protocol ControlCommand: ParsableCommand {
  var control: ControlOptions { get }
  var verb: String { get }
  func parameters() throws -> JSONValue
  /// The answer as text.
  func text(_ result: JSONValue) -> String
  /// 1 if the answer reports a failure.
  func exitCode(_ result: JSONValue) -> Int32
}

extension ControlCommand {
  func parameters() throws -> JSONValue { .object([]) }
  func exitCode(_ result: JSONValue) -> Int32 { 0 }
  func text(_ result: JSONValue) -> String { ControlText.stand(result) }

  func run() throws {
    do {
      let connection = try ControlConnection.find(control.game)
      let result = try connection.call(verb, try parameters())
      if control.json {
        writeAll(STDOUT_FILENO, result.text + "\n")
      } else {
        ControlText.printErrors(of: result)
        let text = text(result)
        if !text.isEmpty { writeAll(STDOUT_FILENO, text + "\n") }
      }
      Glibc.exit(exitCode(result))
    } catch { ControlText.end(error, json: control.json) }
  }
}

enum ControlText {
  static let noOutcome: Int32 = 4

  /// `frame 120, 2.000 s, paused`
  static func stand(_ result: JSONValue) -> String {
    let generation = result["generation"]?.number ?? 0
    if generation == 0 { return "no game is on the screen" }
    var parts = ["generation \(Int(generation))", "frame \(Int(result["frame"]?.number ?? 0))", "\(thousandths(result["time"]?.number ?? 0)) s"]
    if result["paused"]?.truth == true { parts.append("paused") }
    if let hash = result["hash"]?.string { parts.append("hash \(hash)") }
    if result["moved"]?.truth == true { parts.append("answered by the generation that came meanwhile") }
    return parts.joined(separator: ", ")
  }

  private static func thousandths(_ seconds: Double) -> String {
    let whole = Int((seconds * 1000).rounded())
    let rest = String(whole % 1000)
    return "\(whole / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
  }

  /// Errors of the session since the last answer, as `dev` prints them.
  static func printErrors(of result: JSONValue) {
    for error in result["errors"]?.elements ?? [] {
      for diagnostic in (error["diagnostics"]?.elements ?? []) + [error["diagnostic"]].compactMap({ $0 }) {
        writeAll(STDERR_FILENO, line(diagnostic) + "\n")
      }
      if let message = error["message"]?.string { writeAll(STDERR_FILENO, "\(error["file"]?.string.map { $0 + ": " } ?? "")error: \(message)\n") }
    }
  }

  /// `file:line:column: error: message`, with the line and a caret.
  static func line(_ diagnostic: JSONValue) -> String {
    var text = ""
    if let path = diagnostic["path"]?.string {
      text += displayPath(path)
      if let line = diagnostic["line"]?.number { text += ":\(Int(line))" }
      if let column = diagnostic["column"]?.number { text += ":\(Int(column))" }
      text += ": "
    }
    text += "\(diagnostic["severity"]?.string ?? "error"): \(diagnostic["message"]?.string ?? "")"
    if let source = diagnostic["lineText"]?.string { text += "\n    " + source }
    return text
  }

  static func receipt(_ receipt: JSONValue) -> String {
    if case .null = receipt { return "nothing has been saved yet" }
    let files = (receipt["files"]?.elements ?? []).compactMap(\.string).map(displayPath)
    let names = files.isEmpty ? "the game" : files.count <= 3 ? files.joined(separator: ", ") : "\(files.count) files"
    let time = "\(format(receipt["milliseconds"]?.number ?? 0)) ms"
    return switch receipt["outcome"]?.string {
    case "shown": "\(names) on the screen, \(time), generation \(Int(receipt["generation"]?.number ?? 0))"
    case "unchanged": "\(names): the game is made of the same code"
    case "asset": "\(names) changed in the running game, \(time)"
    default: "\(names) failed" + (receipt["diagnostics"]?.elements ?? []).map { "\n" + line($0) }.joined()
    }
  }

  /// JSON over several lines, by two spaces.
  static func pretty(_ value: JSONValue, indent: String = "") -> String {
    let inner = indent + "  "
    return switch value {
    case .array(let items) where !items.isEmpty:
      "[\n" + items.map { inner + pretty($0, indent: inner) }.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let members) where !members.isEmpty:
      "{\n" + members.map { "\(inner)\(JSONValue.quoted($0.key)): \(pretty($0.value, indent: inner))" }.joined(separator: ",\n") + "\n\(indent)}"
    default: value.text
    }
  }

  /// Exit codes: 1 for faults of the game or the request, 3 if no dev runs, 4 for timeouts.
  static func end(_ error: any Error, json: Bool) -> Never {
    let failure = error as? ControlFailure
    if json {
      let value = JSONValue.of(["error": .string("\(error)"), "data": failure?.data])
      writeAll(STDOUT_FILENO, value.text + "\n")
    } else {
      if let failure { printErrors(of: failure.data) }
      let place = failure?.data["diagnostic"].map { line($0) }
      writeAll(STDERR_FILENO, "arcane: " + (place ?? "error: \(error)") + "\n")
    }
    if failure?.isMistake == true { Glibc.exit(ExitCode.validationFailure.rawValue) }
    if let failure { Glibc.exit(["hung", "noOutcome", "limit"].contains(failure.reason) ? noOutcome : failure.reason == "gone" ? 3 : 1) }
    if error is ValidationError { Glibc.exit(ExitCode.validationFailure.rawValue) }
    Glibc.exit(Supervisor.ExitCode.environment)
  }
}

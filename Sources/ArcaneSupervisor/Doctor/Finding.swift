/// The result of one check.
import ArcaneModules

struct Finding {
  enum State: String {
    case well = "ok"
    /// Games play without it.
    case lacking = "warning"
    /// No game can play.
    case broken = "error"
  }

  var name: String
  var state: State
  var text: String
  /// What to do about it.
  var remedy: String?
  /// Figures and versions, for programs.
  var fields: [(String, JSONValue)] = []

  var json: JSONValue {
    .fields(
      [("name", .string(name)), ("state", .string(state.rawValue)), ("text", .string(text))] + (remedy.map { [("remedy", .string($0))] } ?? [])
        + fields)
  }
}

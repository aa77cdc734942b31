/// What the doctor found out about one part of this machine.
import ArcaneModules

struct Finding {
  enum State: String {
    case well = "ok"
    /// The loop works without it.
    case lacking = "warning"
    /// Nothing plays.
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

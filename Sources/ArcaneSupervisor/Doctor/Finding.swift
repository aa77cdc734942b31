/// What the doctor found out about one part of this machine.
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
  var fields: [(String, JSONText)] = []

  var json: JSONText {
    .object(
      [("name", .text(name)), ("state", .text(state.rawValue)), ("text", .text(text))] + (remedy.map { [("remedy", .text($0))] } ?? []) + fields)
  }
}

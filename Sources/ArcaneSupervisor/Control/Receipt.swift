// The outcome of a save.
import ArcaneModules

struct Receipt {
  enum Outcome: String {
    /// Its code is on the screen.
    case shown
    /// The game is made of the same code.
    case unchanged
    /// Only images, sounds or fonts have changed; they were replaced in the running game.
    case asset
    case failed
  }

  var outcome: Outcome
  /// Counts the receipts of a session, from 1.
  var number = 0
  /// Of the generation on the screen; 0 for none.
  var generation: UInt64
  /// Absolute paths.
  var files: [String]
  /// From the first event to the end.
  var milliseconds: Double
  var steps: [(name: String, milliseconds: Double)] = []
  /// Diagnostics as JSON.
  var diagnostics: [JSONValue] = []

  var json: JSONValue {
    func number(_ value: Double) -> JSONValue { .value((value * 1000).rounded() / 1000) }
    return .of([
      "outcome": .string(outcome.rawValue), "number": .value(self.number), "generation": .value(generation),
      "files": .array(files.map { .string($0) }), "milliseconds": number(milliseconds),
      "steps": steps.isEmpty ? nil : .object(steps.map { JSONValue.Member(key: $0.name, value: number($0.milliseconds)) }),
      "diagnostics": diagnostics.isEmpty ? nil : .array(diagnostics),
    ])
  }
}

import Testing

@testable import ArcaneScript

/// Everything that has an isolate runs one after the other: V8's platform and the virtual clock belong to the process.
@Suite(.serialized) struct Script {}

/// What script printed, as "level: text".
final class Printed {
  var lines: [String] = []
}

func makeRuntime(_ options: ScriptOptions = ScriptOptions()) throws -> (ScriptRuntime, Printed) {
  let runtime = try ScriptRuntime(options)
  let printed = Printed()
  runtime.onConsole = { level, text in printed.lines.append("\(level): \(text)") }
  return (runtime, printed)
}

extension ScriptRuntime {
  /// Defines modules `a.js`, `b.js`, … below file:///game/, each importing every other by "./name", and evaluates the first.
  func evaluate(modules sources: KeyValuePairs<String, String>) throws -> Evaluation {
    let imports = Dictionary(uniqueKeysWithValues: sources.map { ("./\($0.key)", "file:///game/\($0.key)") })
    for (name, source) in sources {
      try defineModule(
        "file:///game/\(name)", kind: name.hasSuffix(".json") ? .json : .javascript, source: source, imports: imports)
    }
    return evaluate(entry: "file:///game/\(sources[0].key)")
  }
}

/// The failure that `body` throws.
func failure(_ body: () throws -> Void) -> ScriptFailure? {
  do {
    try body()
    return nil
  } catch { return error as? ScriptFailure }
}

// Messages about type checks.
import ArcaneModules
import Glibc

extension Reporter {
  /// - Parameter beside: the check runs beside a game, whose console is standard output.
  func typesChecked(_ diagnostics: [Diagnostic], files: Int?, milliseconds: Double, beside: Bool = false) {
    let errors = diagnostics.filter { $0.severity == .error }.count
    let fields: [String: JSONValue] = [
      "diagnostics": .array(diagnostics.map { $0.json }), "errors": .value(Double(errors)), "milliseconds": .value(milliseconds),
    ]
    results(diagnostics, on: beside ? STDERR_FILENO : STDOUT_FILENO)
    let time = "\(format(milliseconds / 1000)) s"
    event("typesChecked", fields) {
      errors == 0
        ? "no type errors" + (files.map { " in \($0) file\($0 == 1 ? "" : "s")" } ?? "") + ", \(time)" : "\(countOfErrors(diagnostics)), \(time)"
    }
  }

  func checksAgain(_ files: Set<String>) {
    event("typeCheckBegins", ["files": .array(files.sorted().map { .string(displayPath($0)) })]) {
      "checking types again" + (files.isEmpty ? "" : " after a change of " + short(files))
    }
  }

  /// The check cannot run; the program continues.
  func problem(_ error: any Error) {
    if let diagnostic = error as? Diagnostic { buildFailed([diagnostic]) } else { failure("\(error)") }
  }
}

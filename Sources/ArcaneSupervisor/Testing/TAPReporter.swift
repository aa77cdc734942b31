import ArcaneModules

/// The Test Anything Protocol, version 14: a flat list of points, diagnostics as YAML blocks.
struct TAPReporter: TestReporter {
  let style: DiagnosticStyle
  private var number = 0

  init(style: DiagnosticStyle) { self.style = style }

  func begin(files: Int) -> String { "TAP version 14\n" }

  mutating func ended(_ report: TestFileReport) -> String {
    var text = "# \(displayPath(report.path))\n"
    for line in report.console { text += indented(line.text, "# ") }
    for test in report.tests {
      let directive =
        switch test.result.status {
        case .skipped: " # SKIP";
        case .todo: " # todo";
        case .passed, .failed: ""
        }
      text += point(test.result.status != .failed, "\(displayPath(report.path)) > \(test.fullName)", directive, test.failures)
    }
    if let failure = report.failure { text += point(false, displayPath(report.path), "", [failure]) }
    return text
  }

  func end(_ summary: TestSummary) -> String { "1..\(number)\n" }

  private mutating func point(_ good: Bool, _ name: String, _ directive: String, _ failures: [Diagnostic]) -> String {
    number += 1
    // A # would begin a directive, a line's end would end the point.
    let name = name.replacing("\\", with: "\\\\").replacing("#", with: "\\#").replacing("\n", with: " ")
    let text = "\(good ? "ok" : "not ok") \(number) - \(name)\(directive)\n"
    guard let failure = failures.first else { return text }
    var block = "  ---\n  message: |\n" + failures.map { indented($0.text(style), "    ") }.joined()
    if let path = failure.path, let position = failure.position {
      block += "  at: {file: \(JSONValue.quoted(displayPath(path))), line: \(position.line), column: \(position.column)}\n"
    }
    return text + block + "  ...\n"
  }
}

import ArcaneModules

/// For people: a line for each file, and the details of failures.
struct SpecReporter: TestReporter {
  let style: DiagnosticStyle
  /// Name every test.
  let verbose: Bool
  private var failures: [String] = []

  init(style: DiagnosticStyle, verbose: Bool) {
    self.style = style
    self.verbose = verbose
  }

  func begin(files: Int) -> String { "" }

  mutating func ended(_ report: TestFileReport) -> String {
    var facts = ["\(report.tests.count) test\(report.tests.count == 1 ? "" : "s")"]
    if report.count(.failed) > 0 { facts.append("\(report.count(.failed)) failed") }
    if report.count(.skipped) > 0 { facts.append("\(report.count(.skipped)) skipped") }
    if report.count(.todo) > 0 { facts.append("\(report.count(.todo)) to be written") }
    facts.append("\(format(report.milliseconds)) ms")
    var text = "\(mark(report.isGood)) \(displayPath(report.path))  \(paint("(" + facts.joined(separator: ", ") + ")", "2"))\n"
    if verbose {
      for test in report.tests {
        let sign =
          switch test.result.status {
          case .passed, .failed: mark(test.result.status == .passed);
          case .skipped: "-";
          case .todo: "…"
          }
        text += "    \(sign) \(test.fullName)\n"
      }
    }
    for line in report.console { text += indented(line.text, "    │ ") }
    if let failure = report.failure { text += failureText(displayPath(report.path), [failure]) }
    for test in report.tests where test.result.status == .failed { text += failureText(test.fullName, test.failures) }
    return text
  }

  func end(_ summary: TestSummary) -> String {
    var text = "\n"
    if summary.files > 0, summary.passed + summary.failed == 0 { text += "no test ran\n" }
    if summary.givenUp > 0 { text += "\(summary.givenUp) file\(summary.givenUp == 1 ? "" : "s") not run after the first failure\n" }
    return text + "\(summary.line)\n" + paint("\(summary.files) file\(summary.files == 1 ? "" : "s"), \(format(summary.milliseconds)) ms", "2") + "\n"
  }

  /// Positions are at the beginning of lines, where editors look for them.
  private func failureText(_ name: String, _ failures: [Diagnostic]) -> String {
    "\n  \(paint("FAIL", "1;31")) \(paint(name, "1"))\n" + failures.map { $0.text(style) + "\n" }.joined() + "\n"
  }

  private func mark(_ good: Bool) -> String { good ? paint("✓", "32") : paint("✗", "1;31") }

  private func paint(_ text: String, _ code: String) -> String { style.color ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text }
}

/// `text` with `prefix` before each line, ending with a line break.
func indented(_ text: String, _ prefix: String) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "\n" : prefix + $0 + "\n" }.joined()
}

import ArcaneModules

/// For programs: one JSON object a line.
struct JSONReporter: TestReporter {
  func begin(files: Int) -> String { line("begin", [("files", .number(Double(files)))]) }

  func ended(_ report: TestFileReport) -> String {
    let path = ("path", JSONText.text(report.path))
    var text = ""
    for said in report.console {
      text += line("console", [path, ("level", .text("\(said.level)")), ("message", .text(said.text))])
    }
    for test in report.tests {
      var fields: [(String, JSONText)] = [
        path, ("suite", .text(test.result.suite)), ("test", .text(test.result.name)), ("status", .text("\(test.result.status)")),
        ("milliseconds", .number(Double(test.result.microseconds) / 1000)),
      ]
      if let failure = test.failures.first { fields.append(("diagnostic", .raw(failure.json))) }
      if test.failures.count > 1 { fields.append(("further", .list(test.failures.dropFirst().map { .raw($0.json) }))) }
      text += line("test", fields)
    }
    var fields: [(String, JSONText)] = [
      path, ("passed", .number(Double(report.count(.passed)))), ("failed", .number(Double(report.count(.failed)))),
      ("skipped", .number(Double(report.count(.skipped)))), ("todo", .number(Double(report.count(.todo)))),
      ("milliseconds", .number(report.milliseconds)),
    ]
    if let failure = report.failure { fields.append(("diagnostic", .raw(failure.json))) }
    return text + line("file", fields)
  }

  func end(_ summary: TestSummary) -> String {
    line(
      "end",
      [
        ("files", .number(Double(summary.files))), ("passed", .number(Double(summary.passed))),
        ("failed", .number(Double(summary.failed))), ("skipped", .number(Double(summary.skipped))),
        ("todo", .number(Double(summary.todo))), ("notRun", .number(Double(summary.givenUp))),
        ("milliseconds", .number(summary.milliseconds)),
      ])
  }

  private func line(_ event: String, _ fields: [(String, JSONText)]) -> String {
    JSONText.object([("event", .text(event))] + fields).text + "\n"
  }
}

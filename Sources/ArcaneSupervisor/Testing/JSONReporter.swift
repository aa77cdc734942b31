import ArcaneModules

/// For programs: one JSON object a line.
struct JSONReporter: TestReporter {
  func begin(files: Int) -> String { line("begin", [("files", .value(Double(files)))]) }

  func ended(_ report: TestFileReport) -> String {
    let path = ("path", JSONValue.string(report.path))
    var text = ""
    for said in report.console {
      text += line("console", [path, ("level", .string("\(said.level)")), ("message", .string(said.text))])
    }
    for test in report.tests {
      var fields: [(String, JSONValue)] = [
        path, ("suite", .string(test.result.suite)), ("test", .string(test.result.name)), ("status", .string("\(test.result.status)")),
        ("milliseconds", .value(Double(test.result.microseconds) / 1000)),
      ]
      if let failure = test.failures.first { fields.append(("diagnostic", failure.json)) }
      if test.failures.count > 1 { fields.append(("further", .array(test.failures.dropFirst().map { $0.json }))) }
      text += line("test", fields)
    }
    var fields: [(String, JSONValue)] = [
      path, ("passed", .value(Double(report.count(.passed)))), ("failed", .value(Double(report.failed))),
      ("skipped", .value(Double(report.count(.skipped)))), ("todo", .value(Double(report.count(.todo)))),
      ("milliseconds", .value(report.milliseconds)),
    ]
    if let failure = report.failure { fields.append(("diagnostic", failure.json)) }
    return text + line("file", fields)
  }

  func end(_ summary: TestSummary) -> String {
    line(
      "end",
      [
        ("files", .value(Double(summary.files))), ("passed", .value(Double(summary.passed))),
        ("failed", .value(Double(summary.failed))), ("skipped", .value(Double(summary.skipped))),
        ("todo", .value(Double(summary.todo))), ("notRun", .value(Double(summary.givenUp))),
        ("milliseconds", .value(summary.milliseconds)),
      ])
  }

  private func line(_ event: String, _ fields: [(String, JSONValue)]) -> String {
    JSONValue.fields([("event", .string(event))] + fields).text + "\n"
  }
}

import ArcaneModules

/// JUnit's XML, as CI servers read it. The totals are in the first line, so everything is written at the end.
struct JUnitReporter: TestReporter {
  let style: DiagnosticStyle
  private var suites = ""

  init(style: DiagnosticStyle) { self.style = style }

  func begin(files: Int) -> String { "" }

  mutating func ended(_ report: TestFileReport) -> String {
    let file = displayPath(report.path)
    let skipped = report.count(.skipped) + report.count(.todo)
    suites +=
      "  <testsuite name=\(quoted(file)) tests=\"\(report.tests.count + (report.failure == nil ? 0 : 1))\" failures=\"\(report.count(.failed))\" "
      + "errors=\"\(report.failure == nil ? 0 : 1)\" skipped=\"\(skipped)\" time=\"\(seconds(report.milliseconds))\">\n"
    for test in report.tests {
      let head = "    <testcase classname=\(quoted(file)) name=\(quoted(test.fullName)) time=\"\(seconds(Double(test.result.microseconds) / 1000))\""
      switch test.result.status {
      case .passed: suites += head + "/>\n"
      case .skipped, .todo: suites += head + "><skipped/></testcase>\n"
      case .failed: suites += head + ">" + element("failure", test.failures) + "</testcase>\n"
      }
    }
    if report.failure != nil {
      suites +=
        "    <testcase classname=\(quoted(file)) name=\(quoted(file))>" + element("error", [report.failure].compactMap { $0 }) + "</testcase>\n"
    }
    if !report.console.isEmpty {
      suites += "    <system-out>\(escaped(report.console.map { $0.text + "\n" }.joined()))</system-out>\n"
    }
    suites += "  </testsuite>\n"
    return ""
  }

  func end(_ summary: TestSummary) -> String {
    let skipped = summary.skipped + summary.todo
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      + "<testsuites tests=\"\(summary.passed + summary.failed + skipped)\" failures=\"\(summary.failed - summary.fileErrors)\" errors=\"\(summary.fileErrors)\" skipped=\"\(skipped)\" "
      + "time=\"\(seconds(summary.milliseconds))\">\n" + suites + "</testsuites>\n"
  }

  /// One element for all failures of a test, because readers expect one.
  private func element(_ name: String, _ failures: [Diagnostic]) -> String {
    let text = failures.map { $0.text(style) }.joined(separator: "\n")
    return "<\(name) message=\(quoted(failures.first?.message ?? "failed"))>\(escaped(text))</\(name)>"
  }

  private func seconds(_ milliseconds: Double) -> String {
    let whole = Int(milliseconds.rounded())
    let rest = String(whole % 1000)
    return "\(whole / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }

  private func quoted(_ text: String) -> String { "\"\(escaped(text, inAttribute: true))\"" }

  /// XML 1.0 has no way to write most control characters (section 2.2, "Char"): they are left out.
  private func escaped(_ text: String, inAttribute: Bool = false) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": if inAttribute { result += "&#\(scalar.value);" } else { result.unicodeScalars.append(scalar) }
      case _ where scalar.value < 0x20 || scalar.value == 0xfffe || scalar.value == 0xffff: break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

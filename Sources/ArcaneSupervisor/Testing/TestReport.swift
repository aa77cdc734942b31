import ArcaneIPC
import ArcaneModules

/// The results of one test file.
struct TestFileReport {
  struct Test {
    var result: TestResult
    /// Where it failed and why, in TypeScript positions: in the order in which it happened.
    var failures: [Diagnostic] = []
    /// `suite > test`; the bare name outside any suite.
    var fullName: String { result.suite == "<root>" || result.suite.isEmpty ? result.name : result.suite + " > " + result.name }
  }

  /// Absolute.
  let path: String
  var tests: [Test] = []
  var console: [(level: ToSupervisor.ConsoleLevel, text: String)] = []
  /// A failure of the file itself: it could not be loaded, declares no tests, or was terminated.
  var failure: Diagnostic?
  /// Errors that no test awaits, of a running test that has not been reported yet.
  private var unclaimed: [Diagnostic] = []
  var milliseconds = 0.0

  init(path: String) { self.path = path }

  /// A test has ended. Unawaited errors during the test count against it, whatever its own result.
  mutating func add(_ result: TestResult, _ failure: Diagnostic?) {
    var test = Test(result: result, failures: unclaimed + [failure].compactMap { $0 })
    unclaimed = []
    if !test.failures.isEmpty { test.result.status = .failed }
    if test.result.status == .failed, test.failures.isEmpty { test.failures = [Diagnostic(message: "failed", path: path)] }
    tests.append(test)
  }

  /// Records an error that no test awaits.
  /// - Parameter isRunning: it belongs to the test that is reported next; else to the last one.
  mutating func add(stray failure: Diagnostic, isRunning: Bool) {
    if isRunning {
      unclaimed.append(failure)
    } else if let last = tests.indices.last {
      tests[last].failures.append(failure)
      tests[last].result.status = .failed
    } else {
      self.failure = self.failure ?? failure
    }
  }

  /// All tests have been reported.
  mutating func end(_ failure: Diagnostic?) { self.failure = self.failure ?? failure ?? unclaimed.first }

  func count(_ status: TestResult.Status) -> Int { tests.reduce(0) { $0 + ($1.result.status == status ? 1 : 0) } }
  /// Its failed tests, and itself if it has failed on its own.
  var failed: Int { count(.failed) + (failure == nil ? 0 : 1) }
  var isGood: Bool { failed == 0 }
}

struct TestSummary {
  var files = 0
  var failedFiles = 0
  var passed = 0
  /// Tests, and files that failed on their own.
  var failed = 0
  /// Files that failed on their own.
  var fileErrors = 0
  var skipped = 0
  var todo = 0
  /// Not run, because of an earlier failure.
  var givenUp = 0
  var milliseconds = 0.0

  mutating func add(_ report: TestFileReport) {
    files += 1
    if !report.isGood { failedFiles += 1 }
    passed += report.count(.passed)
    failed += report.failed
    fileErrors += report.failure == nil ? 0 : 1
    skipped += report.count(.skipped)
    todo += report.count(.todo)
  }

  var tests: Int { passed + failed - fileErrors + skipped + todo }
  /// A run without any test is not a success.
  var isGood: Bool { failed == 0 && passed > 0 }

  /// `12 passed, 0 failed`, followed by other counts.
  var line: String {
    "\(passed) passed, \(failed) failed" + (skipped > 0 ? ", \(skipped) skipped" : "") + (todo > 0 ? ", \(todo) to be written" : "")
  }
}

/// Formats the results of a test run. Every text consists of whole lines.
protocol TestReporter {
  mutating func begin(files: Int) -> String
  /// Files end in any order.
  mutating func ended(_ report: TestFileReport) -> String
  mutating func end(_ summary: TestSummary) -> String
}

enum TestReporterName: String, CaseIterable {
  case spec, tap, junit, json

  func make(verbose: Bool, color: Bool) -> any TestReporter {
    let style = DiagnosticStyle(currentFolder: absolutePath("."), color: color && self == .spec)
    return switch self {
    case .spec: SpecReporter(style: style, verbose: verbose)
    case .tap: TAPReporter(style: style)
    case .junit: JUnitReporter(style: style)
    case .json: JSONReporter()
    }
  }
}

import ArcaneIPC
import ArcaneLinux
import ArcaneScript
import CLinux
import Glibc

/// One file of tests in a context of its own: evaluated, then asked to run its tests by `__runTests`, which it reports
/// through `__reportTest` (the contract of existing Arcane test files).
final class TestFile {
  private let token: UInt32
  private let link: SupervisorLink
  private let options: TestOptions
  private let script: ScriptRuntime
  private let watchdog: Watchdog
  private var imports: [UInt32: DynamicImport] = [:]
  private var lastImport: UInt32 = 0
  private var isDone = false
  private var failure: ScriptFailure?
  /// Milliseconds that the present test may take.
  private var limit: UInt32

  private static let patience: UInt32 = 500

  /// Each report begins the time of the next test anew.
  private static let reporting = """
    globalThis.__testBegins = limit => Deno.core.ops.op_arcane_test_begins(limit);
    globalThis.__reportTest = (suite, test, passed, error, details) => Deno.core.ops.op_arcane_report_test(
      String(suite), String(test), passed === true, error === undefined ? "" : String(error),
      details?.status ?? "", Number(details?.durationMs ?? 0));
    """
  private static let running = """
    Promise.resolve(globalThis.__runTests()).then(
      () => Deno.core.ops.op_arcane_tests_done(),
      error => Deno.core.ops.op_arcane_tests_done(error));
    """

  /// - Parameter isolate: As it was made, or renewed since the last file.
  init(_ token: UInt32, _ options: TestOptions, _ isolate: TestIsolate, _ link: SupervisorLink) {
    (self.token, self.options, self.link) = (token, options, link)
    (script, watchdog) = (isolate.script, isolate.watchdog)
    limit = options.timeLimit
    // Asynchronous tests have a limit of their own in the harness; this one ends script that does not come back. A
    // little later, so that the harness speaks first.
    watchdog.milliseconds = options.timeLimit + Self.patience
    script.onConsole = { level, text in link.send(.console(ToSupervisor.ConsoleLevel(level), text)) }
    script.onDynamicImport = { [unowned self] request in dynamicImport(request) }
    defineOps()
  }

  private func defineOps() {
    script.defineOp("op_arcane_test_begins") { [unowned self] call in
      limit = UInt32(max(1, min(try call.f64(0), 86_400_000)))
      watchdog.restart(milliseconds: limit + Self.patience)
    }
    script.defineOp("op_arcane_report_test") { [unowned self] call in
      let status: TestResult.Status =
        switch try call.string(4) {
        case "skipped": .skipped
        case "todo": .todo
        default: call.bool(2) ? .passed : .failed
        }
      let milliseconds = try call.f64(5)
      let result = TestResult(
        suite: try call.string(0), name: try call.string(1), status: status,
        microseconds: UInt32(max(0, min(milliseconds.isFinite ? milliseconds * 1000 : 0, 4e9))), error: try call.string(3))
      link.send(.testEnded(token: token, result))
      limit = options.timeLimit
      watchdog.restart(milliseconds: limit + Self.patience)
    }
    script.defineOp("op_arcane_tests_done") { [unowned self] call in
      isDone = true
      if !call.isMissing(0) { failure = call.failure(0) }
    }
    // Two that existing runtimes know in their test contexts.
    script.defineOp("op_report_test") { [unowned self] call in
      let passed = call.bool(2)
      link.send(
        .testEnded(
          token: token,
          TestResult(
            suite: try call.string(0), name: try call.string(1), status: passed ? .passed : .failed, microseconds: 0,
            error: try call.string(3))))
    }
    script.defineOp("op_crypto_random_uuid_test") { [unowned self] call in
      call.return(try script.evaluateScript("crypto.randomUUID()", name: "arcane:uuid"))
    }
  }

  /// What is wrong with the file itself; nil when its tests have run, whatever came of them.
  func run(_ pack: ModulePack) -> FailureReport? {
    do {
      try script.evaluateScript(Self.reporting, name: "arcane:test-runner")
      try script.evaluateScript(
        "globalThis.__testOptions = { filter: \(javaScriptLiteral(options.filter)), timeoutMs: \(options.timeLimit) }",
        name: "arcane:test-options")
      for module in pack.modules {
        try script.define(module, imports: Dictionary(module.imports.map { ($0.specifier, $0.url) }) { first, _ in first }, cache: nil)
      }
    } catch {
      return report(error)
    }
    var evaluation = watchdog.guarding { script.evaluate(entry: pack.entryURL) }
    while evaluation == .pending {
      waitForNews()
      if let failure { return report(failure) }
      evaluation = watchdog.guarding {
        _ = script.runTimers()
        return script.continueEvaluation()
      }
    }
    if case .failed(let failure) = evaluation { return report(failure) }
    guard script.hasGlobalFunction("__runTests") else {
      return FailureReport(phase: .evaluate, kind: .exception, name: "", message: "it declares no tests", frames: [])
    }
    do { _ = try watchdog.guarding { try script.evaluateScript(Self.running, name: "arcane:test-runner") } } catch {
      return report(error as? ScriptFailure ?? ScriptFailure(kind: .exception, name: "", message: "\(error)"))
    }
    while !isDone, failure == nil { turn() }
    return failure.map(report)
  }

  private func turn() {
    waitForNews()
    let failures = watchdog.guarding { script.runTimers() } + script.takeUnhandledRejections()
    script.runPlatformTasks(limit: 2)
    if let first = failures.first { failure = first }
  }

  /// Sleeps until a timer is due or the supervisor has answered.
  private func waitForNews() {
    let left = script.nextTimerDeadline.map { max(0, $0 - script.now) }
    if left == 0 { return }
    // With neither a timer nor an import nothing will ever come: what a test awaits is lost.
    if left == nil, imports.isEmpty, !isDone {
      failure = failure ?? ScriptFailure(kind: .exception, name: "", message: "it waits for something that never comes: no timer and no import is under way")
      return
    }
    if clinux_wait_readable(link.raw, -1, left.map { Int64($0 * 1e6) } ?? -1) > 0 { hear(link.next()) }
  }

  private func hear(_ message: ToWorker) {
    switch message {
    case .modules(let blob):
      try? blob.withBytes { bytes in
        for module in try ModulePack(decoding: bytes).modules {
          try script.define(module, imports: Dictionary(module.imports.map { ($0.specifier, $0.url) }) { first, _ in first }, cache: nil)
        }
      }
    case .dynamicModule(let token, let url, let error):
      guard let request = imports.removeValue(forKey: token) else { return }
      if let url { script.finishImport(request, url: url) } else { script.finishImport(request, error: error) }
      script.runMicrotasks()
    case .stop: exit(0)
    default: break
    }
  }

  private func dynamicImport(_ request: DynamicImport) {
    lastImport += 1
    imports[lastImport] = request
    link.send(.dynamicImport(token: lastImport, specifier: request.specifier, referrer: request.referrer))
  }

  private func report(_ failure: ScriptFailure) -> FailureReport {
    let kind: FailureReport.Kind =
      switch failure.kind {
      case .exception, .unhandledRejection: .exception
      case .syntax, .resolution: .syntax
      case .terminated: .endlessLoop
      case .outOfMemory: .outOfMemory
      }
    let message = kind == .endlessLoop ? "a test ran for more than \(limit) ms without coming back" : failure.message
    return FailureReport(
      phase: .evaluate, kind: kind, name: kind == .endlessLoop ? "" : failure.name, message: message,
      frames: failure.frames.map(FailureReport.Frame.init))
  }
}

import ArcaneIPC
import ArcaneScript
import Glibc

// What a file of tests finds on the global object, and the ops behind it.
extension TestFile {
  /// For the harness of the built-in library (Runtime/testing/host.ts), and for those that existing games bring along.
  static func globals(_ options: TestOptions) -> String {
    let resumption = options.resumption.map { "{ first: \($0.first), firstToRun: \($0.firstToRun) }" } ?? "undefined"
    return """
      {
        const { ops } = Deno.core;
        globalThis.__testOptions = {
          filter: \(javaScriptLiteral(options.filter)), timeoutMs: \(options.timeLimit), resumption: \(resumption),
        };
        globalThis.__reportTest = (suite, test, passed, error, details) => ops.op_arcane_report_test(
          String(suite), String(test), passed === true, error === undefined ? "" : String(error),
          details?.status ?? "", Number(details?.durationMs ?? 0));
        let goOn;
        const host = {
          begin: ops.op_arcane_test_begins,
          end: ops.op_arcane_test_ends,
          turn: () => new Promise(resolve => { goOn = resolve; ops.op_arcane_test_turn(); }),
          onError: undefined,
        };
        globalThis.__testHost = host;
        globalThis.__testTurn = () => goOn();
        globalThis.__testErred = () => host.onError?.();
      }
      """
  }

  static let running = """
    Promise.resolve(globalThis.__runTests()).then(
      () => Deno.core.ops.op_arcane_tests_done(),
      error => Deno.core.ops.op_arcane_tests_done(error));
    """

  func defineOps() {
    // suite, name, milliseconds, an error that was made where it is declared, where to go on behind it
    script.defineOp("op_arcane_test_begins") { [unowned self] call in
      let number = { (index: Int) throws -> UInt32 in
        let number = try call.f64(index)
        return number >= 0 ? UInt32(min(number, Double(UInt32.max))) : 0
      }
      let frames = call.failure(3)?.frames ?? []
      let place = frames.first { $0.url != BuiltInLibrary.scriptName } ?? frames.first
      begin(
        TestStep(
          suite: try call.string(0), name: try call.string(1),
          place: place.map(FailureReport.Frame.init) ?? FailureReport.Frame(function: "", url: "", line: 0, column: 0),
          resumption: TestOptions.Resumption(first: try number(4), firstToRun: try number(5)),
          limit: UInt32(max(1, min(try call.f64(2), 86_400_000)))))
    }
    script.defineOp("op_arcane_test_ends") { [unowned self] _ in endStep() }
    script.defineOp("op_arcane_test_turn") { [unowned self] _ in wantsTurn = true }
    script.defineOp("op_arcane_report_test") { [unowned self] call in
      let status: TestResult.Status =
        switch try call.string(4) {
        case "skipped": .skipped
        case "todo": .todo
        default: call.bool(2) ? .passed : .failed
        }
      let milliseconds = try call.f64(5)
      tellResult(
        TestResult(
          suite: try call.string(0), name: try call.string(1), status: status,
          microseconds: UInt32(max(0, min(milliseconds.isFinite ? milliseconds * 1000 : 0, 4e9))), error: try call.string(3)))
    }
    script.defineOp("op_arcane_tests_done") { [unowned self] call in end(call.isMissing(0) ? nil : call.failure(0)) }
    // Silence would make a test green that has ended the game instead of testing it.
    script.defineOp("op_arcane_exit") { call in
      throw OpError(
        "exit(\(Int(try call.f64(0)))) in a test, which has no game to end: createTestEngine() keeps it as its exitCode", as: .error)
    }
    // For tests of what a crash in native code does.
    if getenv("ARCANE_TEST_OPS") != nil { script.defineOp("op_arcane_test_abort") { _ in abort() } }
    // Two that existing runtimes know in their test contexts.
    script.defineOp("op_report_test") { [unowned self] call in
      tellResult(
        TestResult(
          suite: try call.string(0), name: try call.string(1), status: call.bool(2) ? .passed : .failed, microseconds: 0,
          error: try call.string(3)))
    }
    script.defineOp("op_crypto_random_uuid_test") { [unowned self] call in
      call.return(try script.evaluateScript("crypto.randomUUID()", name: "arcane:uuid"))
    }
  }
}

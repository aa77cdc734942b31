import ArcaneIPC
import ArcaneModules
import ArcaneScript

// The globals of a test file, and their ops.
extension TestFile {
  /// For the harness of the built-in library (Runtime/testing/host.ts), and for those of existing games.
  static func globals(_ options: TestOptions) -> String {
    let resumption = options.resumption.map { "{ first: \($0.first), firstToRun: \($0.firstToRun) }" } ?? "undefined"
    return """
      {
        const { ops } = Deno.core;
        globalThis.__testOptions = {
          filter: \(JSONValue.quoted(options.filter)), timeoutMs: \(options.timeLimit), resumption: \(resumption),
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
}

/// The ops that the harness calls.
final class TestOps: OpProvider {
  /// Owns the script that calls this.
  private unowned let file: TestFile
  init(_ file: TestFile) { self.file = file }

  static let title = "Files of tests"

  static func declare(_ op: OpDeclarer<TestOps>) {
    op.raw(
      "op_arcane_test_begins", "A test begins.",
      [
        .text("suite"), .text("name"), .f64("milliseconds"), .any("declaredAt"), .f64("first"), .f64("firstToRun"),
      ], writes: .outside(.process)
    ) { owner, call in
      let number = { (index: Int) throws -> UInt32 in
        let number = try call.f64(index)
        return number >= 0 ? UInt32(min(number, Double(UInt32.max))) : 0
      }
      let frames = call.failure(3)?.frames ?? []
      let place = frames.first { $0.url != BuiltInLibrary.scriptName } ?? frames.first
      owner.file.begin(
        TestStep(
          suite: try call.string(0), name: try call.string(1),
          place: place.map(FailureReport.Frame.init) ?? FailureReport.Frame(function: "", url: "", line: 0, column: 0),
          resumption: TestOptions.Resumption(first: try number(4), firstToRun: try number(5)),
          limit: UInt32(max(1, min(try call.f64(2), 86_400_000)))))
    }
    op("op_arcane_test_ends", "The test has ended.", writes: .outside(.process)) { owner in owner.file.endStep() }
    op("op_arcane_test_turn", "The harness waits for what is due.", writes: .generation) { owner in owner.file.wantsTurn = true }
    op.raw(
      "op_arcane_report_test", "How a test has ended.",
      [.text("suite"), .text("name"), .bool("passed"), .text("error"), .text("status"), .f64("milliseconds")], writes: .outside(.process)
    ) { owner, call in
      let status: TestResult.Status =
        switch try call.string(4) {
        case "skipped": .skipped
        case "todo": .todo
        default: call.bool(2) ? .passed : .failed
        }
      let milliseconds = try call.f64(5)
      owner.file.tellResult(
        TestResult(
          suite: try call.string(0), name: try call.string(1), status: status,
          microseconds: UInt32(max(0, min(milliseconds.isFinite ? milliseconds * 1000 : 0, 4e9))), error: try call.string(3)))
    }
    op.raw("op_arcane_tests_done", "All tests have ended.", [.any("error")], writes: .outside(.process)) { owner, call in
      owner.file.end(call.isMissing(0) ? nil : call.failure(0))
    }
    // Otherwise a test that ends the game instead of testing it would pass.
    op("op_arcane_exit", "Throws: a test has no game to end.", .f64("code"), writes: .outside(.process)) { _, code in
      let shown = Int(exactly: code).map { "\($0)" } ?? "\(code)"
      throw OpError("exit(\(shown)) in a test, which has no game to end: createTestEngine() keeps it as its exitCode", as: .error)
    }
    // Two ops that existing runtimes expect in test contexts.
    op.raw(
      "op_report_test", "The same for harnesses of existing games.", [.text("suite"), .text("name"), .bool("passed"), .text("error")],
      writes: .outside(.process)
    ) { owner, call in
      owner.file.tellResult(
        TestResult(
          suite: try call.string(0), name: try call.string(1), status: call.bool(2) ? .passed : .failed, microseconds: 0,
          error: try call.string(3)))
    }
    op("op_crypto_random_uuid_test", "A random UUID.", gives: .text("the UUID"), reads: .outside(.chance)) { owner in
      try owner.file.script.evaluateScript("crypto.randomUUID()", name: "arcane:uuid")
    }
  }
}

import ArcaneLinux
import Foundation
import Testing

/// What `arcane-supervise test` reports for single tests that must fail.
@Suite("Failed tests are reported")
struct FailedTestReportTests {
  let folder: GameFolder
  init() throws { folder = try GameFolder() }

  struct Report {
    /// "name: status", in the order of the file.
    var tests: [String] = []
    /// Messages by name; the file's own by "".
    var messages: [String: [String]] = [:]
    /// Line and column by name.
    var places: [String: String] = [:]
    var code: Int32 = 0
  }

  private func run(_ body: String, _ arguments: String..., file: String = "a.test.ts") throws -> Report {
    try folder.write(
      file, "import { afterAll, afterEach, assert, beforeAll, beforeEach, describe, it } from \"@arcane/runtime/testing\";\n" + body)
    return try runAndReport(file, arguments)
  }

  private func runAndReport(_ file: String, _ arguments: [String] = []) throws -> Report {
    let outcome = try Product.run(["test", "--reporter", "json", "--timeout", "400", file] + arguments, directory: folder.path)
    var report = Report()
    report.code = outcome.code
    for line in outcome.output.split(separator: "\n") {
      let event = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      guard let kind = event["event"] as? String, kind == "test" || kind == "file" else { continue }
      let suite = event["suite"] as? String ?? ""
      let name = (suite.isEmpty || suite == "<root>" ? "" : suite + " > ") + (event["test"] as? String ?? "")
      if let status = event["status"] as? String { report.tests.append("\(name): \(status)") }
      let diagnostics = [event["diagnostic"]].compactMap { $0 as? [String: Any] } + (event["further"] as? [[String: Any]] ?? [])
      for diagnostic in diagnostics {
        report.messages[name, default: []].append(diagnostic["message"] as? String ?? "")
        if report.places[name] == nil, let line = diagnostic["line"] as? Int, let column = diagnostic["column"] as? Int {
          report.places[name] = "\(line):\(column)"
        }
      }
    }
    return report
  }

  @Test(
    "what has no place of its own has that of its test, in every report",
    arguments: [
      "const error = new Error('x'); error.stack = undefined; throw error;",
      "const error = new Error('x'); (error as { stack: unknown }).stack = 5; throw error;",
      "const error = new Error('x'); (error as { stack: unknown }).stack = { at: 1 }; throw error;",
      "const error = new Error('x'); delete error.stack; throw error;",
      "const error = new Error('x'); Object.defineProperty(error, 'stack', { get() { throw 1; } }); throw error;",
      "const error = new Error('x'); error.stack = undefined; throw Object.freeze(error);",
      "class Odd extends Error { override get name(): string { throw 1; } override get message(): string { throw 2; } } const odd = new Odd(); odd.stack = ''; throw odd;",
      "throw Object.create(Error.prototype);", "throw { message: 'x' };", "throw undefined;", "throw '';", "throw Symbol('s');",
      "const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); throw proxy;", "void Promise.reject(5);", "return Promise.reject({ code: 5 });",
      "(Error as { prepareStackTrace?: unknown }).prepareStackTrace = () => 5; throw new Error('x');",
      "throw new Error('x'.repeat(20000));", "throw '€'.repeat(20000);", "throw new Error('x', { cause: new Error('y'.repeat(20000)) });",
      "assert.deepEqual(Array.from({ length: 5000 }, (_, index) => ({ index })), []);",
      "void assert.rejects(Promise.resolve(1));", "setTimeout(() => { throw 5; }, 0);", "queueMicrotask(() => { throw null; });",
      "void (async () => { await null; const error = new Error('x'); error.stack = undefined; throw error; })();",
    ])
  func placeless(_ code: String) throws {
    let report = try run("it('first', () => {});\nit('fails', () => {\n  \(code)\n});\nit('last', () => {});")
    #expect(report.tests == ["first: passed", "fails: failed", "last: passed"], "\(report)")
    let place = try #require(report.places["fails"], "\(report)")
    #expect(place.hasPrefix("3:") || place.hasPrefix("4:"), "\(report)")
    for reporter in ["spec", "tap", "junit"] {
      let outcome = try Product.run(["test", "--reporter", reporter, "a.test.ts"], directory: folder.path)
      #expect(outcome.code == 1 && outcome.output.contains("a.test.ts:\(place)"), "\(outcome)")
    }
  }

  @Test(
    "what it throws where nobody awaits it is its own, wherever in the file it stands",
    arguments: [
      "setTimeout(() => { throw new Error('late'); }, 0);",
      "void Promise.reject(new Error('late'));",
      "void (async () => { await null; await null; throw new Error('late'); })();",
      "queueMicrotask(() => { throw new Error('late'); });",
      "void (async () => { await new Promise((done) => setTimeout(done, 0)); throw new Error('late'); })();",
    ])
  func stray(_ code: String) throws {
    let report = try run(
      """
      it('first', () => { \(code) });
      it('green', () => {});
      describe('s', () => {
        it('middle', async () => { \(code) });
        it('also green', async () => { await null; });
      });
      it('last', () => { \(code) });
      """)
    #expect(report.tests == ["first: failed", "green: passed", "s > middle: failed", "s > also green: passed", "last: failed"])
    for (name, line) in [("first", 2), ("s > middle", 5), ("last", 8)] {
      #expect(report.messages[name] == ["Error: late"])
      #expect(report.places[name]?.hasPrefix("\(line):") == true, "\(name): \(report.places)")
    }
    #expect(report.code == 1)
  }

  @Test("after the last test what is left is waited for, however many workers there are")
  func afterTheLast() throws {
    for (name, code) in [
      ("a", "setTimeout(() => { throw new Error('late'); }, 1500);"),
      ("b", "let count = 0; setInterval(() => { if (++count === 1) throw new Error('late'); }, 50);"),
      ("c", "requestAnimationFrame(() => { throw new Error('late'); });"),
      ("d", "void import('./not' + 'there.ts');"),
      ("f", "let n = 0; const id = setInterval(() => { if (++n === 3) { clearInterval(id); throw new Error('third'); } }, 5);"),
    ] {
      try folder.write("\(name).test.ts", GameFolder.testHead + "it('is last', () => { \(code) });\n")
      try folder.writeGoodTest("\(name)2.test.ts")
    }
    // An interval that goes on for ever is not waited for for long, and a timer that is far off not at all.
    try folder.write(
      "e.test.ts",
      GameFolder.testHead
        + "it('is fine', () => { setInterval(() => {}, 20); setTimeout(() => {}, 3600_000); const loop = () => requestAnimationFrame(loop); loop(); });\n"
    )
    for jobs in ["1", "3"] {
      let outcome = try folder.run("test", "--jobs", jobs)
      #expect(outcome.output.contains("\n11 passed, 5 failed\n"), "\(outcome.output)")
    }
  }

  @Test("an error while it waits is told at once, and the others keep their results")
  func whileWaiting() throws {
    let report = try run(
      """
      it('before', () => {});
      it('waits', async () => {
        setTimeout(() => { throw new Error('first'); }, 5);
        setTimeout(() => { throw new TypeError('second'); }, 10);
        await new Promise((done) => setTimeout(done, 50));
      });
      it('waits for ever', async () => {
        await new Promise(() => { setTimeout(() => { throw new Error('never resolved'); }, 5); });
      }, { timeout: 3600_000 });
      it('throws too', async () => { void Promise.reject(new Error('stray')); await null; throw new Error('own'); });
      it('behind', () => {});
      """)
    #expect(report.tests == ["before: passed", "waits: failed", "waits for ever: failed", "throws too: failed", "behind: passed"])
    #expect(report.messages["waits"] == ["Error: first", "TypeError: second"])
    #expect(report.messages["waits for ever"] == ["Error: never resolved"])
    #expect(report.messages["throws too"] == ["Error: stray", "Error: own"])
  }

  @Test("one that does not come back fails with its name and line; those behind it run")
  func loops() throws {
    let report = try run(
      """
      describe('s', () => {
        beforeAll(() => {});
        it('is before', () => {});
        it('spins', () => { for (;;) {} });
        it('hangs', () => { Array.prototype.indexOf.call({ length: 2 ** 53 }, 1); });
        it('waits', async () => { await new Promise(() => {}); });
        it('is behind', () => {});
      });
      it('is last', () => {});
      """)
    #expect(
      report.tests == [
        "s > is before: passed", "s > spins: failed", "s > hangs: failed", "s > waits: failed", "s > is behind: passed", "is last: passed",
      ])
    #expect(report.messages["s > spins"] == ["a test ran for more than 400 ms without coming back"])
    #expect(report.places["s > spins"] == "5:23")
    #expect(report.messages["s > hangs"]?.first?.contains("cannot be ended") == true, "\(report.messages)")
    #expect(report.places["s > hangs"] == "6:47")
    #expect(report.messages["s > waits"] == ["Error: did not finish within 400 ms"])
    #expect(report.places["s > waits"] == "7:3")
    #expect(report.code == 1)
  }

  @Test("hooks that do not come back fail under their own name, and with them the tests that need them")
  func hooks() throws {
    let report = try run(
      """
      describe('a', () => {
        beforeAll(() => { for (;;) {} });
        it('one', () => {});
        describe('inner', () => { it('two', () => {}); it.skip('three', () => {}); });
      });
      describe('b', () => { it('one', () => {}); afterAll(() => { for (;;) {} }); });
      describe('c', () => { beforeEach(() => { for (;;) {} }); it('one', () => {}); });
      it('is last', () => {});
      """)
    #expect(
      report.tests == [
        "a > (beforeAll): failed", "a > one: failed", "a > inner > two: failed", "a > inner > three: skipped", "b > one: passed",
        "b > (afterAll): failed", "c > one: failed", "is last: passed",
      ])
    #expect(report.messages["a > (beforeAll)"] == ["beforeAll() ran for more than 400 ms without coming back"])
  }

  @Test("hooks and declarations that throw, now or later, are red")
  func throwingHooks() throws {
    let report = try run(
      """
      describe('a', () => { beforeAll(() => { throw new Error('no'); }); describe('in', () => { it('one', () => {}); }); });
      describe('b', () => { beforeAll(() => { void Promise.reject(new Error('later')); }); it('one', () => {}); });
      describe('c', () => { afterEach(() => { setTimeout(() => { throw new Error('later'); }, 0); }); it('one', () => {}); });
      describe('d', () => { afterAll(() => { void Promise.reject(new Error('later')); }); it('one', () => {}); });
      describe('e', () => { it('one', () => {}); throw new Error('no'); });
      it('is last', () => {});
      """)
    #expect(
      report.tests == [
        "a > in > one: failed", "b > (beforeAll): failed", "b > one: passed", "c > one: failed", "d > one: passed", "d > (afterAll): failed",
        "e > (describe): failed", "e > one: skipped", "is last: passed",
      ])
    for name in ["b > (beforeAll)", "c > one", "d > (afterAll)"] { #expect(report.messages[name] == ["Error: later"]) }
    #expect(report.messages["a > in > one"] == ["Error: no"] && report.messages["e > (describe)"] == ["Error: no"])
  }

  @Test("a worker that dies takes one test with it: those before keep their results, those behind run")
  func crash() throws {
    let report = try run(
      """
      const crash = () => (globalThis as any).Deno.core.ops.op_arcane_test_abort();
      it('before', () => {});
      it('dies', () => { crash(); });
      it('dies later', async () => { await new Promise((done) => setTimeout(done, 5)); crash(); });
      it('behind', () => {});
      """, "--jobs", "1")
    #expect(report.tests == ["before: passed", "dies: failed", "dies later: failed", "behind: passed"])
    #expect(report.messages["dies"] == ["the worker that ran it ended by signal 6 (Aborted)"] && report.places["dies"] == "4:1")
    #expect(report.places["dies later"] == "5:1" && report.code == 1)
    // While the file is loaded there is no test to be blamed.
    let top = try run("it('is declared', () => {});\n(globalThis as any).Deno.core.ops.op_arcane_test_abort();\n")
    #expect(top.tests == [] && top.messages[""] == ["the worker that ran it ended by signal 6 (Aborted)"])
  }

  @Test("a worker that stands still is ended, and its test told")
  func stopped() throws {
    try folder.write(
      "a.test.ts",
      GameFolder.testHead + "it('stands', () => new Promise((done) => setTimeout(done, 3000)), { timeout: 4000 }); it('behind', () => {});\n")
    let output = folder.path + "/output"
    let descriptor = Descriptor(owning: open(output, O_RDWR | O_CREAT | O_CLOEXEC, 0o600))
    let child = try ChildProcess(
      name: "arcane-supervise", path: Product.supervisor, arguments: ["test", "--jobs", "1", "--timeout", "100"],
      environment: Product.environment([:]), directory: folder.path, inherit: [(silence, 0), (descriptor.raw, 1), (silence, 2)])
    // Whenever it is stopped, before its test or in it: it says no more.
    var worker: Int32?
    _ = eventually(seconds: 20) {
      worker = children(of: child.pid).first { $0.value == "arcane-worker" }?.key
      return worker != nil
    }
    kill(try #require(worker), SIGSTOP)
    #expect(child.reap(wait: true) == .code(1))
    #expect(try String(contentsOfFile: output, encoding: .utf8).contains("the worker sent nothing for "))
  }

  @Test("what is thrown before the first test, at the top level or by it, fails the file")
  func topLevel() throws {
    let late = try run("setTimeout(() => { throw new Error('late'); }, 0);\nit('is fine', () => {});\n")
    #expect(late.tests == ["is fine: passed"] && late.messages[""] == ["Error: late"] && late.code == 1)
    let now = try run("it('is declared', () => {});\nthrow new Error('now');\n")
    #expect(now.tests == [] && now.messages[""] == ["Error: now"] && now.code == 1)
    let waits = try run("it('is declared', () => {});\nawait new Promise(() => {});\n")
    #expect(waits.messages[""]?.first?.contains("never comes") == true && waits.code == 1, "\(waits)")
    try folder.write("b.test.ts", "")
    #expect(try runAndReport("b.test.ts").messages[""] == ["it declares no tests"])
  }

  @Test("a test that ends the game instead of testing it is red")
  func exit() throws {
    let report = try run("import { exit } from '@arcane/runtime';\nit('ends', () => { exit(0); assert.fail(); });\nit('is behind', () => {});\n")
    #expect(report.tests == ["ends: failed", "is behind: passed"])
    #expect(report.messages["ends"]?.first?.contains("exit(0) in a test") == true)
  }

  @Test("tests that load WebAssembly or wait for frames are not held up")
  func platformTasks() throws {
    let report = try run(
      """
      it('compiles', async () => { await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])); });
      it('waits for frames', async () => { for (let i = 0; i < 3; i += 1) await new Promise((done) => requestAnimationFrame(done)); });
      """)
    #expect(report.tests == ["compiles: passed", "waits for frames: passed"])
  }

  @Test("a harness of a game's own is red for what it does not see")
  func otherHarness() throws {
    let library = Product.root + "/Tests/Fixtures/n-game/runtime"
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/runtime", withDestinationPath: library)
    try folder.write(
      "a.test.ts",
      """
      import { describe, it } from "@arcane/runtime/testing";
      describe("s", () => { it("one", () => {}); it("floats", () => { void Promise.reject(new Error("late")); }); });
      """)
    let report = try runAndReport("a.test.ts")
    #expect(report.tests == ["s > one: passed", "s > floats: failed"] && report.messages["s > floats"] == ["Error: late"], "\(report)")
    try folder.write(
      "a.test.ts", "import { it } from \"@arcane/runtime/testing\";\nit(\"one\", () => {}); it(\"spins\", () => { for (;;) {} });\n")
    let spins = try runAndReport("a.test.ts")
    #expect(spins.tests == ["one: passed"] && spins.messages[""]?.first?.contains("without coming back") == true, "\(spins)")
  }
}

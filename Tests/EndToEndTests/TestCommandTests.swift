import ArcaneLinux
import Foundation
import Testing

@Suite("arcane-supervise test")
struct TestCommandTests {
  let folder: GameFolder
  init() throws { folder = try GameFolder() }

  @Test("what is wrong with a tsconfig.json is told once for all files, and no report holds it")
  func configuration() throws {
    let folder = try GameFolder()
    let body = "import { it } from '@arcane/runtime/testing';\nit('passes', () => {});\n"
    for name in ["a.test.ts", "deep/b.test.ts", "deep/c.test.ts"] { try folder.write(name, body) }
    try folder.write("tsconfig.json", "{ \"compilerOptions\": {\n  \"useDefineForClassFields\": \"no\" } }")
    for broken in ["", "import './nowhere.ts';\n"] {
      try folder.write("d.test.ts", broken + body)
      let outcome = try Product.run(["test", "--reporter", "json"], directory: folder.path)
      let message = "tsconfig.json:2:30: warning: \"useDefineForClassFields\": \"no\" means nothing and is left out"
      #expect(outcome.errors.components(separatedBy: message).count == 2, "\(outcome)")
      #expect(outcome.code == (broken.isEmpty ? 0 : 1) && !outcome.output.contains("useDefineForClassFields"), "\(outcome)")
    }
  }

  @Test("ends with 0 if something ran and nothing failed, else not")
  func exitCodes() throws {
    #expect(try folder.run("test").code == 3, "no test files")
    try folder.writeGoodTest("a.test.ts")
    let outcome = try folder.run("test")
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("\n2 passed, 0 failed\n"))
    #expect(try folder.run("test", "--filter", "nothing is called so").code == 1, "nothing ran")
    try folder.write("b.test.ts", GameFolder.testHead + "it('fails', () => assert.equal(1, 2));\n")
    #expect(try folder.run("test").code == 1)
    #expect(try folder.run("test", "a.test.ts").code == 0)
    #expect(try folder.run("test", "nowhere").code == 3)
    #expect(try folder.run("test", "--shard", "3/2").code == 64)
  }

  @Test("a test file that cannot be named is told, and so is a folder")
  func unnamable() throws {
    try folder.writeGoodTest("a.test.ts")
    for command in ["cp a.test.ts \"$(printf 'b\\377.test.ts')\"", "mkdir \"$(printf 'c\\377')\"", "touch \"$(printf 'd\\377.txt')\""] {
      let child = try ChildProcess(
        name: "sh", path: "/bin/sh", arguments: ["-c", "cd '\(folder.path)' && \(command)"], environment: Product.environment([:]),
        inherit: [(silence, 0), (silence, 1), (2, 2)])
      try #require(eventually { child.reap() != nil } && child.reap() == .code(0))
    }
    let outcome = try folder.run("test")
    let told = outcome.errors.split(separator: "\n").filter { $0.contains("is not run: a name in this path is not UTF-8") }
    #expect(outcome.code == 0 && told.count == 2 && told.contains { $0.contains("b\u{FFFD}.test.ts:") }, "\(outcome.errors)")
  }

  @Test("a test may take the time that it asks for itself, more or less than the others")
  func ownTimeout() throws {
    let busy = { (milliseconds: Int) in "{ const end = performance.now() + \(milliseconds); while (performance.now() < end); }" }
    try folder.write("a.test.ts", GameFolder.testHead + "it('thinks', () => \(busy(1500)), { timeout: 60_000 }); it('is quick', () => {});\n")
    try folder.write("b.test.ts", GameFolder.testHead + "it('loops', () => { for (;;) {} }, { timeout: 50 });\n")
    let outcome = try folder.run("test", "--timeout", "800", "a.test.ts")
    #expect(outcome.code == 0, "\(outcome.output)")
    let other = try folder.run("test", "--timeout", "600000", "b.test.ts")
    #expect(other.code == 1)
    #expect(other.output.contains(": error: a test ran for more than 50 ms without coming back"), "\(other.output)")
  }

  @Test("a failure names the TypeScript place and shows the difference")
  func places() throws {
    try folder.write(
      "a.test.ts",
      GameFolder.testHead + """
        interface Point { x: number }
        const move = (p: Point): Point => ({ x: p.x + 1 });
        describe("a point", () => {
          it("moves", () => assert.deepEqual(move({ x: 1 }), { x: 3 }));
          it("is late", async () => { await new Promise<void>((r) => setTimeout(r, 5)); throw new TypeError("later"); });
        });
        """)
    let outcome = try folder.run("test")
    #expect(outcome.code == 1)
    let lines = outcome.output.split(separator: "\n").map { $0.drop { $0 == " " } }
    #expect(lines.contains("FAIL a point > moves"))
    #expect(lines.contains("a.test.ts:5:28: error: AssertionError: not equal in structure"), "\(outcome.output)")
    #expect(lines.contains("actual:   { x: 2 }") && lines.contains("expected: { x: 3 }"))
    #expect(lines.contains("a.test.ts:6:87: error: TypeError: later"), "\(outcome.output)")
  }

  @Test("a file that is broken, loops, throws, declares nothing or kills its worker fails alone")
  func brokenFiles() throws {
    try folder.writeGoodTest("a.test.ts")
    try folder.write("b.test.ts", "const x = ;\n")
    try folder.write("c.test.ts", GameFolder.testHead + "it('loops', () => { for (;;) {} });\n")
    try folder.write("d.test.ts", "throw new Error('top');\n")
    try folder.write("e.test.ts", "export {};\n")
    try folder.write("f.test.ts", GameFolder.testHead + "it('waits', () => new Promise(() => {}));\n")
    try folder.write(
      "g.test.ts", GameFolder.testHead + "it('eats', () => { const all = []; for (;;) all.push(new Array(1e6).fill(all.length)); });\n")
    try folder.writeGoodTest("h.test.ts")
    let outcome = try folder.run("test", "--timeout", "600", "--reporter", "json")
    #expect(outcome.code == 1)
    var failures: [String: String] = [:]
    var passed = 0
    for line in outcome.output.split(separator: "\n") {
      let event = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let path = (event["path"] as? String).map { ($0 as NSString).lastPathComponent } ?? ""
      if let diagnostic = event["diagnostic"] as? [String: Any] { failures[path] = diagnostic["message"] as? String }
      if event["event"] as? String == "end" { passed = event["passed"] as? Int ?? 0 }
    }
    #expect(passed == 4, "\(outcome.output)")
    #expect(failures["b.test.ts"] == "Unexpected \";\"")
    #expect(failures["c.test.ts"] == "a test ran for more than 600 ms without coming back")
    #expect(failures["d.test.ts"] == "Error: top")
    #expect(failures["e.test.ts"] == "it declares no tests")
    #expect(failures["f.test.ts"] == "Error: did not finish within 600 ms")
    #expect(failures["g.test.ts"] != nil)
    #expect(failures["a.test.ts"] == nil && failures["h.test.ts"] == nil)
  }

  @Test("shards are disjoint and together everything; --bail stops; dynamic imports work")
  func selection() throws {
    for index in 1...7 { try folder.writeGoodTest("t\(index).test.ts") }
    var seen: [String] = []
    for shard in ["1/3", "2/3", "3/3"] {
      let outcome = try folder.run("test", "--shard", shard)
      #expect(outcome.code == 0)
      seen += outcome.output.split(separator: "\n").filter { $0.hasPrefix("✓ ") }.map { String($0.split(separator: " ")[1]) }
    }
    #expect(seen.sorted() == (1...7).map { "t\($0).test.ts" })
    try folder.write("a.test.ts", GameFolder.testHead + "it('fails', () => assert.ok(false));\n")
    let bailed = try folder.run("test", "--bail", "--jobs", "1")
    #expect(bailed.code == 1 && bailed.output.contains("7 files not run after the first failure"), "\(bailed.output)")
    try folder.write("lib.ts", "export const answer: number = 42;\n")
    try folder.write(
      "dynamic.test.ts",
      GameFolder.testHead + "it('imports', async () => { const lib = await import('./li' + 'b.ts'); assert.equal(lib.answer, 42); });\n")
    #expect(try folder.run("test", "dynamic.test.ts").code == 0)
  }

  @Test("TAP and JUnit are what their readers expect")
  func formats() throws {
    try folder.write(
      "a.test.ts",
      GameFolder.testHead + "it('a <b> & #1', () => { throw new Error('\"x\" < y'); }); it.skip('later', () => {}); it('fine', () => {});\n")
    let tap = try folder.run("test", "--reporter", "tap").output.split(separator: "\n").map(String.init)
    #expect(tap.first == "TAP version 14" && tap.last == "1..3")
    #expect(
      tap.filter { $0.hasPrefix("ok ") || $0.hasPrefix("not ok ") } == [
        "not ok 1 - a.test.ts > a <b> & \\#1", "ok 2 - a.test.ts > later # SKIP", "ok 3 - a.test.ts > fine",
      ])
    let junit = try folder.run("test", "--reporter", "junit").output
    let check = Process()
    check.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    check.arguments = [
      "python3", "-c",
      """
      import sys, xml.etree.ElementTree as tree
      cases = list(tree.fromstring(sys.argv[1].encode()).iter("testcase"))
      assert [c.get("name") for c in cases] == ["a <b> & #1", "later", "fine"], cases
      assert cases[0].find("failure").get("message") == 'Error: "x" < y'
      assert cases[1].find("skipped") is not None and len(cases[2]) == 0
      """, junit,
    ]
    try check.run()
    check.waitUntilExit()
    #expect(check.terminationStatus == 0, "\(junit)")
  }

  /// `test --watch`, a round at a time.
  private final class Watching {
    let child: ChildProcess
    private let output = Channel()

    init(_ folder: GameFolder, _ options: [String] = []) throws {
      child = try ChildProcess(
        name: "arcane-supervise", path: Product.supervisor, arguments: ["test", "--watch"] + options, environment: Product.environment([:]),
        directory: folder.path, inherit: [(silence, 0), (output.write, 1), (silence, 2)])
      output.closeWriter()
    }

    /// Ends it as Ctrl+C does.
    func end() {
      child.send(SIGINT)
      #expect(child.reap(wait: true) == .code(0))
    }

    func round() throws -> [String] {
      var lines: [String] = []
      while true {
        guard let line = output.readLine(seconds: 30) else { throw Pair.TimeOut(description: "the round did not end: \(lines)") }
        if line.contains(" passed, ") { return lines + [line] }
        lines.append(line)
      }
    }
  }

  @Test("--watch runs what a change touches, and nothing else")
  func watch() throws {
    try folder.write("lib.ts", "export const value: number = 1;\n")
    try folder.write("a.test.ts", GameFolder.testHead + "import { value } from './lib.ts';\nit('is one', () => assert.equal(value, 1));\n")
    try folder.writeGoodTest("b.test.ts")
    let watching = try Watching(folder)
    #expect(try watching.round().last == "3 passed, 0 failed")
    // Not told, as nothing runs: the next round is the one after it.
    try folder.write("lib.ts", "export const value: number = 1; // a remark\n")
    usleep(200_000)
    try folder.write("lib.ts", "export const value: number = 2;\n")
    let broken = try watching.round()
    #expect(broken.last == "0 passed, 1 failed", "\(broken)")
    #expect(!broken.contains { $0.contains("b.test.ts") })
    try folder.write("lib.ts", "export const value: number = ;\n")
    #expect(try watching.round().last == "0 passed, 1 failed")
    try folder.write("lib.ts", "export const value: number = 1;\n")
    #expect(try watching.round().last == "1 passed, 0 failed")
    try folder.writeGoodTest("c.test.ts")
    let more = try watching.round()
    #expect(more.contains { $0.contains("c.test.ts") } && more.last == "2 passed, 0 failed", "\(more)")
    watching.end()
  }

  @Test("--watch does not wait for a loop that a save mends, in a file, a module or a test; what had not ended runs again")
  func watchLoops() throws {
    try folder.write("lib.ts", "export const value = 1;\n")
    try folder.write("a.test.ts", GameFolder.testHead + "import { value } from './lib.ts';\nit('is one', () => assert.equal(value, 1));\n")
    let watching = try Watching(folder, ["--timeout", "600000"])
    #expect(try watching.round().last == "1 passed, 0 failed")
    for loop in ["export const value = 1; for (;;);\n", "export const value = 1; await new Promise(() => {});\n"] {
      try folder.write("lib.ts", loop)
      usleep(500_000)
      try folder.write("lib.ts", "export const value = 2;\n")
      #expect(try watching.round().last == "0 passed, 1 failed")
    }
    try folder.write("a.test.ts", GameFolder.testHead + "it('loops', () => { for (;;); });\n")
    usleep(500_000)
    try folder.writeGoodTest("a.test.ts")
    #expect(try watching.round().last == "2 passed, 0 failed")
    watching.end()
  }

  @Test("a file whose top level takes longer than it may is ended, and the others run")
  func loadTimeLimit() throws {
    try folder.write("a.test.ts", GameFolder.testHead + "for (;;);\n")
    try folder.write("b.test.ts", GameFolder.testHead + "describe('s', () => { for (;;); });\n")
    try folder.write(
      "c.test.ts", GameFolder.testHead + "let waits = true;\nsetTimeout(() => waits, 1e9);\nawait new Promise(() => setInterval(() => {}, 5));\n")
    try folder.writeGoodTest("d.test.ts")
    let outcome = try folder.run("test", "--load-time-limit", "300")
    #expect(outcome.code == 1 && outcome.output.contains("2 passed, 3 failed\n"), "\(outcome)")
    #expect(outcome.output.contains("a.test.ts:2:1: error: its top level ran for more than 300 ms without coming back"), "\(outcome)")
    #expect(outcome.output.contains("b.test.ts:2:23: error: its top level ran for more than 300 ms"), "\(outcome)")
    #expect(outcome.output.contains("error: a top-level await has not ended after 300 ms"), "\(outcome)")
    #expect(try folder.run("test", "--load-time-limit", "0").code == 64)
  }

  @Test("--watch ends with the verdict of the last of many saves, also where each interrupts a run")
  func watchManySaves() throws {
    // Long, and for esbuild: the workers of an interrupted run are gone before the next run is loaded.
    let body = "enum Kind { A }\n" + (0..<20_000).map { "export const n\($0): number = \($0) * Kind.A;\n" }.joined()
    func lib(_ end: String) throws { try folder.write("lib.ts", body + end) }
    try lib("export const value = 1;\n")
    for name in ["a", "b", "c"] {
      try folder.write(
        "\(name).test.ts", GameFolder.testHead + "import { value } from './lib.ts';\nit('is one', () => assert.equal(value, 1));\n")
    }
    let watching = try Watching(folder, ["--timeout", "600000", "--jobs", "2"])
    #expect(try watching.round().last == "3 passed, 0 failed")
    for pause in 0..<12 {
      try lib("export const value = \(pause % 3); for (;;);\n")
      usleep(UInt32(300_000 + pause * 20_000))
    }
    try lib("export const value = 2;\n")
    while try watching.round().last != "0 passed, 3 failed" {}
    try lib("export const value = 1;\n")
    #expect(try watching.round().last == "3 passed, 0 failed")
    watching.end()
  }

  @Test("--watch finds tests in folders that appear")
  func watchFolders() throws {
    try folder.writeGoodTest("a.test.ts")
    let watching = try Watching(folder)
    #expect(try watching.round().last == "2 passed, 0 failed")
    try folder.writeGoodTest("sub/deeper/b.test.ts")
    let found = try watching.round()
    #expect(found.last == "2 passed, 0 failed" && found.contains { $0.contains("sub/deeper/b.test.ts") }, "\(found)")
    try folder.write("sub/deeper/b.test.ts", GameFolder.testHead + "it('fails', () => assert.ok(false));\n")
    #expect(try watching.round().last == "0 passed, 1 failed")
    watching.end()
  }

  /// A worker that says nothing for longer than a test may take, and ten seconds, is lost; one that has nothing to do is not.
  @Test("--watch uses a worker that has rested")
  func watchRests() throws {
    try folder.writeGoodTest("a.test.ts")
    let watching = try Watching(folder, ["--timeout", "100", "--jobs", "1"])
    #expect(try watching.round().last == "2 passed, 0 failed")
    usleep(11_000_000)
    try folder.write("a.test.ts", GameFolder.testHead + "it('holds', () => {});\n")
    #expect(try watching.round().last == "1 passed, 0 failed")
    watching.end()
  }

  @Test("the numbers of a report are those of what is in it, also where a file fails on its own")
  func counts() throws {
    try folder.write("a.test.ts", GameFolder.testHead + "it('good', () => {});\nit('bad', () => assert.ok(false));\n")
    try folder.write("b.test.ts", "import './gone.ts';\n")
    try folder.write("c.test.ts", GameFolder.testHead + "it('good', () => {});\nthrow new Error('x');\n")
    let junit = try folder.run("test", "--reporter", "junit").output
    func sum(_ attribute: String, of element: String) -> Int {
      junit.split(separator: "\n").filter { $0.contains("<\(element) ") }
        .compactMap { line in line.range(of: " \(attribute)=\"").flatMap { Int(line[$0.upperBound...].prefix { $0.isNumber }) } }.reduce(0, +)
    }
    for attribute in ["tests", "failures", "errors", "skipped"] {
      #expect(sum(attribute, of: "testsuites") == sum(attribute, of: "testsuite"), "\(attribute) in \(junit)")
    }
    #expect(sum("failures", of: "testsuites") == 1 && sum("errors", of: "testsuites") == 2)
    let lines = try folder.run("test", "--reporter", "json").output.split(separator: "\n").map {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
    }
    for key in ["passed", "failed"] {
      let files = lines.filter { $0["event"] as? String == "file" }.compactMap { $0[key] as? Int }
      #expect(files.count == 3 && files.reduce(0, +) == lines.last?[key] as? Int, "\(lines)")
    }
    let none = try folder.run("test", "--filter", "nothing of that name")
    #expect(none.code == 1 && none.errors.contains("no test has \"nothing of that name\" in its name"), "\(none)")
  }

  @Test("--watch tells places in the newest text, also in files whose change left the program as it was", arguments: ["", "enum E { A }\n"])
  func watchPlaces(beginning: String) throws {
    let lib = beginning + "export function check(n: number): void { if (n > 1) throw new Error('too many'); }\n"
    func test(_ number: Int) throws {
      try folder.write("a.test.ts", GameFolder.testHead + "import { check } from './lib.ts';\nit('checks', () => check(\(number)));\n")
    }
    try folder.write("lib.ts", lib)
    try test(1)
    let watching = try Watching(folder)
    #expect(try watching.round().last == "1 passed, 0 failed")
    try folder.write("lib.ts", "// two lines\n// of remarks\n" + lib)
    usleep(200_000)
    try test(2)
    let failed = try watching.round()
    #expect(
      failed.last == "0 passed, 1 failed" && failed.contains { $0.contains("lib.ts:\(beginning.isEmpty ? 3 : 4):59: error: Error: too many") },
      "\(failed)")
  }

  @Test("--watch knows what a file imports by specifiers that it computes, and tries again what could not be imported")
  func watchComputed() throws {
    try folder.write("levels/1.ts", "import '../unit.ts';\nexport const width: number = ;\n")
    try folder.write("unit.ts", "export const unit = 1;\n")
    try folder.write(
      "a.test.ts",
      GameFolder.testHead + "it('is three wide', async () => { const n = 1; assert.equal((await import(`./levels/${n}.ts`)).width, 3); });\n")
    try folder.writeGoodTest("b.test.ts")
    let watching = try Watching(folder)
    let first = try watching.round()
    #expect(first.last == "2 passed, 1 failed" && first.contains { $0.hasSuffix("error: TypeError: levels/1.ts:2:30: Unexpected \";\"") }, "\(first)")
    try folder.write("levels/1.ts", "import { unit } from '../unit.ts';\nexport const width: number = 3 * unit;\n")
    #expect(try watching.round().last == "1 passed, 0 failed")
    try folder.write("levels/1.ts", "import { unit } from '../unit.ts';\nexport const width: number = 4 * unit;\n")
    #expect(try watching.round().last == "0 passed, 1 failed")
    try folder.write("levels/1.ts", "import { unit } from '../unit.ts';\nexport const width: number = 3 * unit;\n")
    #expect(try watching.round().last == "1 passed, 0 failed")
    try folder.write("unit.ts", "export const unit = 2;\n")
    #expect(try watching.round().last == "0 passed, 1 failed")
    watching.end()
  }
}

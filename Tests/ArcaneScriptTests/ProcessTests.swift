import Foundation
import Testing

@testable import ArcaneScript

/// What needs a process of its own: V8 takes its flags once, and a fatal error is the end.
@Suite struct Processes {
  @Test("a seed makes random numbers repeatable, with and without a snapshot, and from the beginning when it starts over")
  func seed() async {
    await #expect(processExitsWith: .success) {
      var options = ScriptOptions()
      options.randomSeed = 7
      let script = "[Math.random(), Math.random(), crypto.randomUUID()].join()"
      let first = try ScriptRuntime(options).evaluateScript(script)
      #expect(try ScriptRuntime(options).evaluateScript(script) == first)
      options.snapshot = try ScriptSnapshot(ScriptSnapshot.create(source: "Math.random()", options: options))
      let snapped = try ScriptRuntime(options).evaluateScript(script)
      let runtime = try ScriptRuntime(options)
      #expect(try runtime.evaluateScript(script) == snapped)
      try runtime.startOver()
      #expect(try runtime.evaluateScript(script) == snapped)
      options.randomSeed = 8
      #expect(throws: ScriptStartError.self) { try ScriptRuntime(options) }
    }
  }

  @Test("a snapshot that was made on a lesser processor starts here, and one of other flags is refused")
  func processors() async throws {
    let path = FileManager.default.temporaryDirectory.path + "/arcane-lesser-\(getpid()).snapshot"
    defer { unlink(path) }
    setenv("ARCANE_TEST_SNAPSHOT", path, 1)
    defer { unsetenv("ARCANE_TEST_SNAPSHOT") }
    await #expect(processExitsWith: .success) {
      var options = ScriptOptions()
      options.v8Flags = [
        "--no-enable-avx", "--no-enable-avx2", "--no-enable-bmi1", "--no-enable-bmi2", "--no-enable-lzcnt", "--no-enable-popcnt",
        "--no-enable-sse4-1", "--no-enable-sse4-2",
      ]
      let path = try #require(ProcessInfo.processInfo.environment["ARCANE_TEST_SNAPSHOT"])
      try Data(ScriptSnapshot.create(source: "globalThis.sum = (list) => list.reduce((a, b) => a + b); sum([1, 2])", options: options)).write(
        to: URL(fileURLWithPath: path))
    }
    await #expect(processExitsWith: .success) {
      let path = try #require(ProcessInfo.processInfo.environment["ARCANE_TEST_SNAPSHOT"])
      let made = try ScriptSnapshot([UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
      var options = ScriptOptions()
      options.snapshot = made
      #expect(throws: ScriptStartError.snapshotMismatch) { try ScriptRuntime(options) }
      // The same bytes under the tag of this process's flags: what a processor that lacks those instructions would have written.
      options.snapshot = try ScriptSnapshot(ScriptSnapshot.envelope(of: [UInt8](made.payload), tag: ScriptSnapshot.tag(options), source: ""))
      #expect(try ScriptRuntime(options).evaluateScript("sum([1, 2, 3]) + new Intl.NumberFormat('en').format(1234.5)") == "61,234.5")
    }
  }

  @Test("what V8 cannot survive is told before the process aborts")
  func fatal() async {
    let result = await #expect(processExitsWith: .signal(SIGABRT), observing: [\.standardErrorContent]) {
      var options = ScriptOptions()
      options.heapLimitMegabytes = 16
      let runtime = try ScriptRuntime(options)
      runtime.onFatalError = { location, message in
        let text = "FATAL[\(location)][\(message)]"
        _ = text.withCString { write(2, $0, strlen($0)) }
      }
      // One growing backing store after the other, without a place where script could be interrupted.
      _ = try? runtime.evaluateScript("const a = []; const b = new Array(2e6).fill(1.5); for (;;) a.push(b.map((x) => x).concat(b, b, b, b))")
      while true {
        _ = try? runtime.evaluateScript("globalThis.h = [globalThis.h, new Array(3e7).fill(1.5), new Array(3e7).fill(2.5)]; 0")
      }
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("FATAL[") && text.contains("the heap is full"))
  }
}

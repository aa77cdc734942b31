import Glibc
import Testing

@testable import ArcaneScript

extension Script {
  @Suite struct Limits {
    /// Calls `terminate` on another thread as soon as script runs.
    static func watch(_ handle: TerminationHandle) -> pthread_t {
      var thread = pthread_t()
      pthread_create(
        &thread, nil,
        { context in
          guard let context else { return nil }
          let handle = Unmanaged<TerminationHandle>.fromOpaque(context).takeRetainedValue()
          while handle.currentRun == nil { usleep(100) }
          usleep(2000)
          handle.terminate()
          return nil
        }, Unmanaged.passRetained(handle).toOpaque())
      return thread
    }

    @Test("an endless frame is ended from another thread with its stack, and the runtime goes on")
    func endlessFrame() throws {
      let (runtime, _) = try makeRuntime()
      try runtime.evaluateScript(
        "function spin() {\n for (;;);\n}\nglobalThis.__frameCallback = () => spin();", name: "file:///s.js")
      let thread = Self.watch(runtime.terminationHandle)
      let thrown = runtime.callFrameCallback()
      pthread_join(thread, nil)
      #expect(thrown?.kind == .terminated)
      #expect(thrown?.frames.map(\.function) == ["spin", "globalThis.__frameCallback"])
      #expect(thrown?.frames.first?.line == 2)
      #expect(try runtime.evaluateScript("1 + 1") == "2")
    }

    @Test("an endless loop at a module's top level, in a promise job, a regular expression or a timer is ended too")
    func endlessElsewhere() throws {
      let (runtime, _) = try makeRuntime()
      var thread = Self.watch(runtime.terminationHandle)
      let outcome = try runtime.evaluate(modules: ["main.js": "let n = 0;\nwhile (true) n++;"])
      pthread_join(thread, nil)
      guard case .failed(let thrown) = outcome else { return #expect(Bool(false), "\(outcome)") }
      #expect(thrown.kind == .terminated)
      #expect(thrown.frames.first?.url == "file:///game/main.js")

      thread = Self.watch(runtime.terminationHandle)
      let job = failure { try runtime.evaluateScript("Promise.resolve().then(() => { for (;;); }); 0") }
      pthread_join(thread, nil)
      #expect(job?.kind == .terminated)

      thread = Self.watch(runtime.terminationHandle)
      let pattern = failure { try runtime.evaluateScript("/^(a+)+$/.test('a'.repeat(40) + 'b')") }
      pthread_join(thread, nil)
      #expect(pattern?.kind == .terminated)

      try runtime.evaluateScript("setTimeout(() => { for (;;); }); setTimeout(() => {});")
      thread = Self.watch(runtime.terminationHandle)
      #expect(runtime.runTimers().map(\.kind) == [.terminated])
      pthread_join(thread, nil)
      #expect(try runtime.evaluateScript("'alive'") == "alive")
    }

    @Test("terminating while nothing runs, or after the runtime is gone, does nothing")
    func lateTermination() throws {
      var handle: TerminationHandle?
      do {
        let (runtime, _) = try makeRuntime()
        handle = runtime.terminationHandle
        #expect(handle?.currentRun == nil)
        handle?.terminate()
        var seen: TerminationHandle.Run?
        runtime.defineOp("op_look") { _ in seen = handle?.currentRun }
        try runtime.evaluateScript("Deno.core.ops.op_look()")
        let over = try #require(seen)
        handle?.terminate(over)
        #expect(try runtime.evaluateScript("let s = 0; for (let i = 0; i < 1e6; i++) s += i; s") == "499999500000")
      }
      handle?.terminate()
      #expect(handle?.currentRun == nil)
    }

    @Test("a heap that is full ends the script with its stack, and the runtime goes on")
    func outOfMemory() throws {
      var options = ScriptOptions()
      options.heapLimitMegabytes = 32
      let (runtime, _) = try makeRuntime(options)
      try runtime.evaluateScript(
        "globalThis.__frameCallback = function hoard() { const all = []; for (;;) all.push({ n: all.length, s: [1, 2, 3] }); }")
      for _ in 0..<2 {
        let thrown = runtime.callFrameCallback()
        #expect(thrown?.kind == .outOfMemory)
        #expect(thrown?.frames.last?.function.hasSuffix("hoard") == true)
        runtime.collectGarbage()
        #expect(runtime.heapStatistics.usedBytes < 16 << 20)
      }
      #expect(try runtime.evaluateScript("'alive'") == "alive")
    }

    @Test("array buffers over their limit are a RangeError; those that nobody holds count for nothing, and others' bytes do")
    func buffers() throws {
      var options = ScriptOptions()
      options.bufferLimitMegabytes = 64
      let (runtime, _) = try makeRuntime(options)
      try runtime.evaluateScript("globalThis.kept = []; for (let n = 0; n < 40; n++) new Uint8Array(8 << 20)")
      for _ in 0..<2 {
        let thrown = failure { try runtime.evaluateScript("for (;;) kept.push(new ArrayBuffer(8 << 20))") }
        #expect(thrown?.headline == "RangeError: Array buffer allocation failed")
        #expect(thrown?.lacksBuffer == true && thrown?.frames.isEmpty == false)
        #expect(try runtime.evaluateScript("kept.length") == "8")
        #expect(try runtime.evaluateScript("kept = []; new Uint16Array(4 << 20).length") == "4194304")
      }
      runtime.outsideBytes = 40 << 20
      #expect(failure { try runtime.evaluateScript("kept.push(new Uint8Array(32 << 20))") }?.lacksBuffer == true)
      #expect(try runtime.evaluateScript("new Uint8Array(16 << 20).length") == "16777216")
      runtime.outsideBytes = 0
      #expect(try runtime.evaluateScript("new Uint8Array(32 << 20).length") == "33554432")
      #expect(failure { try runtime.evaluateScript("kept.length = 0; new Uint8Array(65 << 20)") }?.lacksBuffer == true)
      // What V8 needs itself is small, and has some room beyond.
      #expect(
        try runtime.evaluateScript(
          "kept.push(new Uint8Array(60 << 20)); for (let n = 0; n < 1000; n++) kept.push(new Uint8Array(16 << 10)); kept.length") == "1001")
    }

    @Test("a recursion without end is an exception, not a crash")
    func deepRecursion() throws {
      let (runtime, _) = try makeRuntime()
      let thrown = failure { try runtime.evaluateScript("function f() { return f() + 1; } f()") }
      #expect(thrown?.headline == "RangeError: Maximum call stack size exceeded")
    }

    @Test("heap statistics tell use and limit")
    func statistics() throws {
      var options = ScriptOptions()
      options.heapLimitMegabytes = 100
      let (runtime, _) = try makeRuntime(options)
      let before = runtime.heapStatistics
      #expect(before.limitBytes >= 100 << 20 && before.limitBytes < 200 << 20)
      try runtime.evaluateScript("globalThis.big = Array.from({ length: 200000 }, (_, i) => ({ i })); 0")
      #expect(runtime.heapStatistics.usedBytes > before.usedBytes + 200_000 * 8)
    }
  }
}

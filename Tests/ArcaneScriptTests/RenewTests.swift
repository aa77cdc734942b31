import CArcaneV8
import Glibc
import Testing

@testable import ArcaneScript

extension Script {
  /// A fresh context in the same isolate: nothing of the old one reaches into it.
  @Suite struct Renewal {
    @Test("globals, changed built-ins, modules and timers are gone; ops, natives and modules work as in the first context", arguments: [false, true])
    func isAsNew(withSnapshot: Bool) throws {
      var options = ScriptOptions()
      if withSnapshot {
        options.snapshot = try ScriptSnapshot(ScriptSnapshot.create(source: "globalThis.library = { uses: 0 }", options: options))
      }
      let runtime = try ScriptRuntime(options)
      var told: [String] = []
      runtime.defineOp("op_tell") { call in told.append(try call.string(0)) }
      for round in 1...3 {
        #expect(
          try runtime.evaluateScript("[typeof mine, typeof library, Array.prototype.extra, Object.keys(globalThis).includes('left')].join()")
            == "undefined,\(withSnapshot ? "object" : "undefined"),,false")
        #expect(runtime.nextTimerDeadline == nil && !runtime.hasModule("file:///m.js"))
        try runtime.evaluateScript("var mine = 1; globalThis.left = 2; Array.prototype.extra = 3; setTimeout(() => Deno.core.ops.op_tell('late'), 0)")
        if withSnapshot { #expect(try runtime.evaluateScript("++library.uses") == "1") }
        try runtime.defineModule("file:///m.js", source: "globalThis.count = (globalThis.count ?? 0) + 1; export const at = import.meta.url;")
        try runtime.defineModule(
          "file:///e.js", source: "import { at } from './m.js'; Deno.core.ops.op_tell(at + count);", imports: ["./m.js": "file:///m.js"])
        #expect(runtime.evaluate(entry: "file:///e.js") == .completed)
        #expect(told == Array(repeating: "file:///m.js1", count: round))
        try runtime.renewContext()
      }
      #expect(runtime.runTimers(runtime.now + 1000).isEmpty && told.count == 3)
    }

    @Test("an op of the old context does nothing, and what is rejected there is nobody's failure")
    func oldContextIsMute() throws {
      let runtime = try ScriptRuntime()
      var told: [String] = []
      runtime.defineOp("op_tell") { call in told.append(try call.string(0)) }
      // The registry of symbols is the isolate's, and holds no values: the only way across is a value that the host keeps.
      try runtime.evaluateScript("globalThis.old = () => { Deno.core.ops.op_tell('old'); void Promise.reject(new Error('old')); }")
      var failure: OpaquePointer?
      let old = try #require("old".withText { av_object_get(runtime.raw, runtime.hooks.global, $0, &failure) })
      defer { av_value_free(old) }
      try runtime.renewContext()
      runtime.defineOp("op_tell") { call in told.append("new: " + (try call.string(0))) }
      _ = runtime.call(old)
      #expect(told.isEmpty && runtime.takeUnhandledRejections().isEmpty)
      try runtime.evaluateScript("Deno.core.ops.op_tell('mine'); void Promise.reject(new Error('mine'))")
      #expect(told == ["new: mine"] && runtime.takeUnhandledRejections().map(\.message) == ["mine"])
    }

    @Test("finalizers of the old context do not run in the new one")
    func finalizers() throws {
      let runtime = try ScriptRuntime()
      var told = 0
      runtime.defineOp("op_tell") { _ in told += 1 }
      func collect(renewing: Bool) throws {
        try runtime.evaluateScript(
          "globalThis.registry = new FinalizationRegistry(() => Deno.core.ops.op_tell()); for (let i = 0; i < 100; i++) registry.register({}, i); 0")
        runtime.collectGarbage()
        if renewing { try runtime.renewContext() }
        for _ in 0..<20 { _ = runtime.runPlatformTasks() }
      }
      try collect(renewing: false)
      #expect(told > 0, "or this test proves nothing")
      told = 0
      try collect(renewing: true)
      #expect(told == 0)
    }

    @Test("a run in the new context can be ended, and starting over after it gives a new isolate")
    func ending() throws {
      let runtime = try ScriptRuntime()
      let handle = runtime.terminationHandle
      try runtime.renewContext()
      let thread = Limits.watch(handle)
      #expect(throws: ScriptFailure.self) { try runtime.evaluateScript("for (;;);") }
      pthread_join(thread, nil)
      try runtime.startOver()
      #expect(try runtime.evaluateScript("1 + 1") == "2")
      try runtime.renewContext()
      #expect(try runtime.evaluateScript("typeof mine") == "undefined")
    }

    @Test("old contexts are collected")
    func memory() throws {
      let runtime = try ScriptRuntime()
      func use() throws {
        try runtime.evaluateScript("globalThis.kept = new Array(1e5).fill(0).map((_, i) => ({ i })); setInterval(() => kept, 1e6); 0")
        try runtime.renewContext()
        runtime.collectGarbage()
      }
      for _ in 0..<3 { try use() }
      let few = runtime.heapStatistics.usedBytes
      for _ in 0..<20 { try use() }
      #expect(runtime.heapStatistics.usedBytes < few + 4 << 20, "each context would leave 3 MB or more")
    }
  }
}

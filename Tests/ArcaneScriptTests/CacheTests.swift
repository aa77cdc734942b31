import ArcaneLinux
import Testing

@testable import ArcaneScript

extension Script {
  @Suite struct Caches {
    static let source = "export function f() { return 'value'; }\nexport const v = f();"

    @Test("a code cache of the same source is accepted, and the module works")
    func accepted() throws {
      let (first, _) = try makeRuntime()
      #expect(try first.defineModule("file:///m.js", source: Self.source) == .notGiven)
      #expect(first.evaluate(entry: "file:///m.js") == .completed)
      let cache = try #require(first.codeCache(of: "file:///m.js"))
      let (second, printed) = try makeRuntime()
      #expect(try second.defineModule("file:///m.js", source: Self.source, codeCache: cache) == .accepted)
      let outcome = try second.evaluate(modules: ["main.js": "import { v } from 'm'; console.log(v)"])
      guard case .failed = outcome else { return #expect(Bool(false), "m has no place in the map") }
      try second.defineModule(
        "file:///n.js", source: "import { v } from 'm'; console.log(v)", imports: ["m": "file:///m.js"])
      #expect(second.evaluate(entry: "file:///n.js") == .completed)
      #expect(printed.lines == ["info: value"])
    }

    @Test("a cache of another source of the same length, a damaged one, and nonsense are rejected, and the source counts")
    func rejected() throws {
      let (first, _) = try makeRuntime()
      try first.defineModule("file:///m.js", source: Self.source)
      #expect(first.evaluate(entry: "file:///m.js") == .completed)
      let cache = try #require(first.codeCache(of: "file:///m.js"))
      let changed = Self.source.split(separator: "value", omittingEmptySubsequences: false).joined(separator: "VALUE")
      #expect(changed.utf8.count == Self.source.utf8.count && changed != Self.source)
      var damaged = cache
      damaged[cache.count / 2] ^= 0xFF
      let hash = Array(Self.source.utf8).withUnsafeBytes { ContentHash($0).value }
      let foreign = [UInt8](repeating: 7, count: 200).withUnsafeBytes { CodeCache.wrap($0, sourceHash: hash) }
      for (source, bytes) in [
        (changed, cache), (Self.source, damaged), (Self.source, [1, 2, 3]), (Self.source, Array(cache.prefix(40))),
        (Self.source, foreign),
      ] {
        let (second, _) = try makeRuntime()
        #expect(try second.defineModule("file:///m.js", source: source, codeCache: bytes) == .rejected)
        #expect(second.evaluate(entry: "file:///m.js") == .completed)
      }
    }

    @Test("a snapshot brings the library's state, the ops' names and all globals; ops work once they are defined")
    func snapshot() throws {
      let bytes = try ScriptSnapshot.create(
        source: """
          globalThis.library = { '@a/r': { count: 3, has: typeof Deno.core.ops.op_seven === 'function',
            seven: () => Deno.core.ops.op_seven() } };
          """, ops: ["op_seven"])
      var options = ScriptOptions()
      options.snapshot = try ScriptSnapshot(bytes)
      let (runtime, printed) = try makeRuntime(options)
      runtime.defineOp("op_extra") { call in call.return(1) }
      #expect(
        failure { try runtime.evaluateScript("Deno.core.ops.op_seven()") }?.headline
          == "TypeError: op_seven is not available here")
      runtime.defineOp("op_seven") { call in call.return(7) }
      try runtime.defineBuiltinModules(from: "library")
      let outcome = try runtime.evaluate(modules: [
        "main.js": """
        import { count, has, seven } from '@a/r';
        console.log(count, has, seven(), Deno.core.ops.op_extra(), crypto.randomUUID().length, typeof import.meta.url);
        setTimeout(() => console.log('timer'));
        await structuredClone(1);
        """
      ])
      #expect(outcome == .completed)
      #expect(runtime.runTimers().isEmpty)
      #expect(printed.lines == ["info: 3 true 7 1 36 string", "info: timer"])
    }

    @Test("a damaged, foreign or empty snapshot is refused with an error")
    func badSnapshots() throws {
      let bytes = try ScriptSnapshot.create(source: "1")
      var damaged = bytes
      damaged[bytes.count / 2] ^= 1
      #expect(throws: ScriptStartError.snapshotDamaged("its checksum differs")) { try ScriptSnapshot(damaged) }
      #expect(throws: ScriptStartError.self) { try ScriptSnapshot(Array(bytes.prefix(100))) }
      #expect(throws: ScriptStartError.self) { try ScriptSnapshot([]) }
      #expect(try ScriptSnapshot(bytes).isMade(of: "1"))
      #expect(try !ScriptSnapshot(bytes).isMade(of: "2"))
      let foreign = ScriptSnapshot.envelope(of: [1, 2, 3, 4], tag: 42, source: "1")
      var options = ScriptOptions()
      options.snapshot = try ScriptSnapshot(foreign)
      #expect(throws: ScriptStartError.snapshotMismatch) { try ScriptRuntime(options) }
    }

    @Test("a library that throws gives no snapshot but its failure")
    func failingLibrary() throws {
      let thrown = failure { _ = try ScriptSnapshot.create(source: "\nnull.x", name: "arcane:lib") }
      #expect(thrown?.name == "TypeError")
      #expect(thrown?.frames.first == .init(url: "arcane:lib", line: 2, column: 6))
    }
  }

  @Suite struct State {
    @Test("state goes through bytes into another runtime")
    func roundTrip() throws {
      let (first, _) = try makeRuntime()
      try first.evaluateScript("globalThis.state = { hp: 3, at: new Float64Array([1.5, 2]), seen: new Set(['a']) }; 0")
      let bytes = try first.serialize(expression: "state", limit: 1 << 20)
      let (second, _) = try makeRuntime()
      try bytes.withUnsafeBytes { try second.deserialize($0, intoGlobal: "state") }
      #expect(try second.evaluateScript("[state.hp, state.at[0], state.seen.has('a')].join()") == "3,1.5,true")
    }

    @Test(
      "what cannot be cloned is named by its path",
      arguments: [
        ("{ player: { onHit() {} } }", "value.player.onHit is a function named onHit"),
        ("{ list: [1, Symbol('x')] }", "value.list[1] is a symbol"),
        ("{ m: new Map([['k', Promise.resolve()]]) }", "value.m.get(\"k\") is a promise"),
        ("{ 'a b': new WeakMap() }", "value[\"a b\"] is a WeakMap"),
      ])
    func uncloneable(expression: String, expected: String) throws {
      let (runtime, _) = try makeRuntime()
      let thrown = failure { _ = try runtime.serialize(expression: expression, limit: 1 << 20) }
      #expect(thrown?.name == "DataCloneError")
      #expect(thrown?.message.hasPrefix(expected) == true, "\(String(describing: thrown))")
    }

    @Test("the size limit is kept, and damaged bytes are refused")
    func limits() throws {
      let (runtime, _) = try makeRuntime()
      #expect(try runtime.serialize(expression: "'x'.repeat(1000)", limit: 1010).count <= 1010)
      for limit in [100, 900, 999] {
        let thrown = failure { _ = try runtime.serialize(expression: "'x'.repeat(1000)", limit: limit) }
        #expect(thrown?.message.hasPrefix("the value takes more than \(limit) bytes") == true, "\(String(describing: thrown))")
      }
      #expect(failure { try [UInt8]([1, 2, 3]).withUnsafeBytes { try runtime.deserialize($0, intoGlobal: "x") } } != nil)
    }
  }
}

import Glibc
import Testing

@testable import ArcaneScript

extension Script {
  @Suite("Speculative evaluation") struct Speculation {
    private static func url(_ name: String) -> String { "file:///game/\(name)" }

    /// Defines the modules, each importing every other by "./name".
    private func define(_ sources: [(name: String, source: String)], in runtime: ScriptRuntime) throws {
      let imports = Dictionary(uniqueKeysWithValues: sources.map { ("./\($0.name)", Self.url($0.name)) })
      for (name, source) in sources {
        try runtime.defineModule(Self.url(name), kind: name.hasSuffix(".json") ? .json : .javascript, source: source, imports: imports)
      }
    }

    private func ahead(_ runtime: ScriptRuntime, before stops: [String] = [], harmless: Set<String> = []) -> SpeculativeEvaluation {
      runtime.evaluateSpeculatively(entry: Self.url("main.js"), before: Set(stops.map(Self.url))) { name in
        harmless.contains(name) ? .allowed : .refused
      }
    }

    /// A game of random shape: chains, diamonds, circles, JSON and now and then a top-level await. Each module says its name.
    private func randomGame(_ generator: inout Numbers) -> [(name: String, source: String)] {
      let count = Int.random(in: 2...14, using: &generator)
      let names = (0..<count).map { $0 == 0 ? "main.js" : $0 % 6 == 5 ? "m\($0).json" : "m\($0).js" }
      return names.enumerated().map { index, name in
        if name.hasSuffix(".json") { return (name, "{\"n\": \(index)}") }
        var source = ""
        for _ in 0..<Int.random(in: 0...4, using: &generator) {
          // Mostly to later ones; some go back, which makes circles.
          let back = Int.random(in: 0..<8, using: &generator) == 0
          let target = back ? Int.random(in: 0..<count, using: &generator) : Int.random(in: min(index + 1, count - 1)..<count, using: &generator)
          if target != index { source += "import './\(names[target])';\n" }
        }
        if Int.random(in: 0..<15, using: &generator) == 0 { source += "await null;\n" }
        return (name, source + "console.log('\(name)'); Promise.resolve().then(() => console.log('job of \(name)'));")
      }
    }

    @Test("whatever has been evaluated ahead of it, the entry's evaluation does the same in the same order", arguments: 0..<300)
    func sameOrder(seed: Int) throws {
      var generator = Numbers(state: UInt64(seed))
      let game = randomGame(&generator)
      let (plain, expected) = try makeRuntime()
      try define(game, in: plain)
      let outcome = plain.evaluate(entry: Self.url("main.js"))

      let (runtime, printed) = try makeRuntime()
      try define(game, in: runtime)
      let stop = game.randomElement(using: &generator)?.name ?? ""
      let done = ahead(runtime, before: [stop])
      #expect(done.refusal == nil)
      #expect(!done.evaluated.contains(Self.url(stop)) && !done.evaluated.contains(Self.url("main.js")))
      #expect(runtime.isSpeculationSound(entry: Self.url("main.js")))
      #expect(!printed.lines.contains { $0.contains("job") }, "promise jobs wait")
      // The save: the module that was expected to change does, or none.
      if let (name, source) = game.first(where: { $0.name == stop }), name.hasSuffix(".js") {
        let imports = Dictionary(uniqueKeysWithValues: game.map { ("./\($0.name)", Self.url($0.name)) })
        try runtime.defineModule(Self.url(name), source: source + "\n", imports: imports)
      }
      #expect(runtime.isSpeculationSound(entry: Self.url("main.js")))
      #expect(runtime.evaluate(entry: Self.url("main.js")) == outcome)
      #expect(printed.lines == expected.lines)
    }

    @Test("all that comes before the stop is evaluated, circles as a whole, and nothing after an await or with the entry")
    func extent() throws {
      let (runtime, printed) = try makeRuntime()
      try define(
        [
          ("main.js", "import './a.js'; import './b.js'; import './late.js';"), ("a.js", "import './d.json'; console.log('a');"), ("d.json", "1"),
          ("b.js", "import './c.js'; import './e.js'; console.log('b');"), ("c.js", "console.log('c');"), ("e.js", "console.log('e');"),
          ("late.js", "console.log('late');"),
        ], in: runtime)
      #expect(ahead(runtime, before: ["b.js"]).evaluated == ["d.json", "a.js", "c.js", "e.js"].map(Self.url))
      #expect(printed.lines == ["info: a", "info: c", "info: e"])

      // A circle is evaluated as a whole or not at all.
      for (stop, evaluated) in [("late.js", ["a.js", "y.js", "z.js", "x.js"]), ("z.js", ["a.js"])] {
        let (circle, printed) = try makeRuntime()
        try define(
          [
            ("main.js", "import './a.js'; import './x.js'; import './late.js';"), ("a.js", ""),
            ("x.js", "import './y.js'; import './z.js'; console.log('x');"), ("y.js", "import './x.js'; console.log('y');"),
            ("z.js", "console.log('z');"), ("late.js", ""),
          ], in: circle)
        #expect(ahead(circle, before: [stop]).evaluated == evaluated.map(Self.url))
        #expect(printed.lines == (stop == "z.js" ? [] : ["info: y", "info: z", "info: x"]))
      }

      let (back, _) = try makeRuntime()
      try define(
        [("main.js", "import './a.js'; import './b.js'; import './c.js';"), ("a.js", ""), ("b.js", "import './main.js';"), ("c.js", "")], in: back)
      #expect(ahead(back).evaluated == [Self.url("a.js")], "what imports the entry comes with the entry")

      let (waiting, _) = try makeRuntime()
      try define(
        [("main.js", "import './a.js'; import './w.js'; import './late.js';"), ("a.js", ""), ("w.js", "await 0;"), ("late.js", "")], in: waiting)
      #expect(ahead(waiting).evaluated == [Self.url("a.js")])
    }

    @Test(
      "a module that asks for what may be different later is refused by name",
      arguments: [
        ("ops.outside();", .op("outside")), ("try { ops.outside(); } catch {} for (;;);", .op("outside")),
        ("Date.now();", .clock), ("new Date();", .clock), ("performance.now();", .clock), ("setTimeout(() => {}, 5);", .clock),
        ("throw new TypeError('no');", .failure("TypeError: no")),
      ] as [(String, SpeculativeEvaluation.Reason)])
    func refusals(source: String, reason: SpeculativeEvaluation.Reason) throws {
      let (runtime, _) = try makeRuntime()
      var calls = 0
      runtime.defineOp("outside") { _ in calls += 1 }
      runtime.defineOp("inside") { _ in calls += 100 }
      try define(
        [
          ("main.js", "import './a.js'; import './bad.js'; import './late.js';"), ("a.js", "Deno.core.ops.inside();"),
          ("bad.js", "const ops = Deno.core.ops;\n" + source), ("late.js", ""),
        ], in: runtime)
      let done = ahead(runtime, harmless: ["inside"])
      #expect(done.evaluated == [Self.url("a.js")])
      #expect(done.refusal == SpeculativeEvaluation.Refusal(url: Self.url("bad.js"), reason: reason))
      #expect(calls == 100, "a refused op does nothing")
    }

    @Test("in a run with a clock of its own, the clock is no reason to refuse")
    func virtualClock() throws {
      var options = ScriptOptions()
      options.virtualTime = 1000
      let (runtime, printed) = try makeRuntime(options)
      try define([("main.js", "import './a.js';"), ("a.js", "console.log(Date.now(), performance.now()); setTimeout(() => {});")], in: runtime)
      #expect(ahead(runtime).evaluated == [Self.url("a.js")])
      #expect(printed.lines == ["info: 1000 0"])
    }

    @Test("a replaced or removed module, or another order, makes it unsound; one that comes later does not")
    func soundness() throws {
      let game = [("main.js", "import './a.js'; import './b.js'; import './c.js';"), ("a.js", ""), ("b.js", ""), ("c.js", ""), ("new.js", "")]
      func afterwards(_ change: (ScriptRuntime, [String: String]) throws -> Void) throws -> Bool {
        let (runtime, _) = try makeRuntime()
        try define(game, in: runtime)
        #expect(ahead(runtime, before: ["c.js"]).evaluated.count == 2)
        try change(runtime, Dictionary(uniqueKeysWithValues: game.map { ("./\($0.0)", Self.url($0.0)) }))
        return runtime.isSpeculationSound(entry: Self.url("main.js"))
      }
      #expect(try afterwards { try $0.defineModule(Self.url("c.js"), source: "1", imports: $1) })
      #expect(
        try afterwards { try $0.defineModule(Self.url("main.js"), source: "import './a.js'; import './b.js'; import './new.js';", imports: $1) })
      #expect(try !afterwards { try $0.defineModule(Self.url("a.js"), source: "", imports: $1) })
      #expect(try !afterwards { runtime, _ in runtime.removeModule(Self.url("b.js")) })
      #expect(try !afterwards { try $0.defineModule(Self.url("main.js"), source: "import './b.js'; import './a.js';", imports: $1) })
      #expect(
        try !afterwards { try $0.defineModule(Self.url("main.js"), source: "import './new.js'; import './a.js'; import './b.js';", imports: $1) })
      #expect(try !afterwards { try $0.defineModule(Self.url("main.js"), source: "import './a.js';", imports: $1) })
    }

    @Test("an import that leads nowhere any more is found, whichever module of the graph has changed")
    func brokenLater() throws {
      let game = [("main.js", "import './a.js'; import './b.js';"), ("a.js", ""), ("b.js", "import './c.js';"), ("c.js", "")]
      for change in ["remove", "redirect"] {
        let (runtime, _) = try makeRuntime()
        try define(game, in: runtime)
        #expect(ahead(runtime, before: ["b.js"]).evaluated.count == 2)
        if change == "remove" {
          runtime.removeModule(Self.url("c.js"))
        } else {
          try runtime.defineModule(Self.url("b.js"), source: "import './gone.js';", imports: ["./gone.js": Self.url("gone.js")])
        }
        guard case .failed(let failure) = runtime.evaluate(entry: Self.url("main.js")) else {
          Issue.record("evaluated")
          continue
        }
        #expect(failure.kind == .resolution)
        #expect(failure.frames.first?.url == Self.url("b.js"))
      }
    }

    @Test("starting over gives an isolate as it was in the beginning, with its ops and its watchdog")
    func startingOver() throws {
      let (runtime, printed) = try makeRuntime()
      let handle = runtime.terminationHandle
      runtime.defineOp("triple") { call in call.return(try call.f64(0) * 3) }
      let game = [("main.js", "import './a.js'; console.log(globalThis.left, Deno.core.ops.triple(4));"), ("a.js", "")]
      func round() throws {
        try define(game, in: runtime)
        #expect(runtime.evaluate(entry: Self.url("main.js")) == .completed)
      }
      try round()
      try runtime.evaluateScript("globalThis.left = 1; Promise.reject(new Error('old')); Promise.resolve().then(() => import('./x.js'));")
      try runtime.startOver()
      #expect(!runtime.hasModule(Self.url("a.js")))
      #expect(runtime.takeUnhandledRejections().isEmpty)
      try round()
      #expect(printed.lines == ["info: undefined 12", "info: undefined 12"])
      let thread = Limits.watch(handle)
      #expect(failure { try runtime.evaluateScript("for (;;);") }?.kind == .terminated)
      pthread_join(thread, nil)
    }

    @Test("starting over from a snapshot brings the library again")
    func startingOverFromSnapshot() throws {
      var options = ScriptOptions()
      options.snapshot = try ScriptSnapshot(try ScriptSnapshot.create(source: "globalThis.library = { count: 0 };"))
      let (runtime, _) = try makeRuntime(options)
      #expect(try runtime.evaluateScript("++library.count") == "1")
      try runtime.startOver()
      #expect(try runtime.evaluateScript("++library.count") == "1")
    }
  }
}

/// SplitMix64.
private struct Numbers: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

import Testing

@testable import ArcaneScript

extension Script {
  /// What no game can do to its console.
  @Suite struct ConsoleRobustness {
    /// Of every trap a proxy can have: what it counts, or throws.
    private static let traps = """
      const trapNames = ["get", "set", "has", "deleteProperty", "ownKeys", "getPrototypeOf", "setPrototypeOf", "isExtensible",
        "preventExtensions", "getOwnPropertyDescriptor", "defineProperty", "apply", "construct"];
      let sprung = [];
      const trapped = (target) => new Proxy(target, Object.fromEntries(trapNames.map((name) =>
        [name, (...rest) => { sprung.push(name); return Reflect[name](...rest); }])));
      """

    @Test("no trap of a proxy runs, wherever the proxy is in a value")
    func proxies() throws {
      let (runtime, printed) = try makeRuntime()
      try runtime.evaluateScript(
        Self.traps + """
          class Base {}
          const Odd = trapped(class Odd {});
          const values = [
            trapped({ a: 1 }), trapped([1, , 2]), trapped(() => 1), trapped(class K {}), trapped(new Map([[1, 2]])), trapped(new Error("e")),
            { inside: trapped({}) }, [trapped([])], new Map([[trapped({}), trapped({})]]), new Set([trapped({})]),
            Object.create(trapped({ inherited: 1 })), Object.setPrototypeOf([1], trapped(Array.prototype)),
            Object.setPrototypeOf(new Error("x"), trapped(Error.prototype)), trapped(trapped(trapped({ deep: 1 }))),
            Object.setPrototypeOf(function f() {}, trapped(Function.prototype)), Promise.resolve(trapped({})),
            Object.assign(new Error("caused"), { cause: trapped({}) }), Object.create({ constructor: Odd }),
          ];
          sprung = [];
          for (const value of values) {
            console.log(value);
            console.log("%o %O %s", value, value, value); console.dir(value, { depth: 5 }); console.table(value);
            console.error(value); console.assert(false, value);
          }
          console.table(trapped([trapped({ a: trapped({}) })]));
          """)
      let sprung = try runtime.evaluateScript("sprung.join()")
      #expect(sprung == "")
      #expect(printed.lines.count > 100)
      #expect(printed.lines.contains("info: { a: 1 }"))
      #expect(printed.lines.contains("info: [ 1, <1 empty item>, 2 ]"))
      #expect(printed.lines.contains("info: { deep: 1 }"))
    }

    @Test("nothing that a value does makes a call throw, or hides what can be shown beside it")
    func hostileValues() throws {
      let (runtime, printed) = try makeRuntime()
      let boom = "{ throw new Error('boom') }"
      for value in [
        "Object.defineProperty({ ok: 1 }, Symbol.toStringTag, { get() \(boom) })",
        "Object.defineProperty({ ok: 1 }, 'constructor', { get() \(boom) })",
        "Object.create({ get constructor() \(boom) }, { ok: { value: 1, enumerable: true } })",
        "({ get bad() \(boom), ok: 1 })", "({ toJSON() \(boom), ok: 1 })", "({ toString() \(boom), ok: 1 })",
        "({ [Symbol.for('nodejs.util.inspect.custom')]() \(boom), ok: 1 })",
        "({ get [Symbol.for('nodejs.util.inspect.custom')]() \(boom), ok: 1 })",
        "({ [Symbol.toPrimitive]() \(boom), ok: 1 })", "({ ok: 1, inner: Object.create({ get constructor() \(boom) }) })",
        "Object.assign(new (class { static get name() \(boom) })(), { ok: 1 })",
        "Object.assign(new (class { static [Symbol.hasInstance]() \(boom) })(), { ok: 1 })",
        "Object.assign(Object.defineProperty(new Error('x'), 'message', { get() \(boom) }), { ok: 1 })",
        "Object.assign(Object.defineProperty(new Error('x'), 'stack', { get() \(boom) }), { ok: 1 })",
        "Object.assign(Object.defineProperty(new Error('x'), 'name', { get() \(boom) }), { ok: 1 })",
        "Object.assign(Object.defineProperty(new Error('x'), 'cause', { get() \(boom) }), { ok: 1 })",
        "Object.assign(new Error('x'), { stack: Symbol('s'), name: Symbol('n'), ok: 1 })",
        "(() => { const e = new Error('x'); e.cause = e; e.ok = 1; return e })()",
        "new Map([[{ get k() \(boom) }, { ok: 1 }]])", "[Object.setPrototypeOf({ ok: 1 }, Proxy.revocable({}, {}).proxy)]",
        "(() => { const r = Proxy.revocable({}, {}); const o = Object.setPrototypeOf({ ok: 1 }, r.proxy); r.revoke(); return o })()",
        "Object.assign(Object(Symbol('s')), { ok: 1 })", "Object.assign(new Date(NaN), { ok: 1 })",
      ] {
        printed.lines = []
        try runtime.evaluateScript("console.log(\(value)); console.error('beside', [\(value)])", name: "file:///hostile.js")
        #expect(printed.lines.count == 2, "\(value)")
        for line in printed.lines { #expect(line.contains("ok: 1"), "\(value): \(line)") }
        for call in [
          "console.log('%s %d %i %f %j %o %O %c', V, V, V, V, V, V, V, V)", "console.table(V)", "console.table([V], [V])", "console.dir(V, V)",
          "console.count(V)", "console.time(V)", "console.timeEnd(V)", "console.assert(false, V)", "console.group(V)", "console.trace(V)",
        ] {
          try runtime.evaluateScript("{ const V = \(value); \(call) }", name: "file:///hostile.js")
        }
      }
    }

    @Test("a game that replaces what prototypes and built-in objects hold does not change what is printed")
    func replacedPrototypes() throws {
      let (runtime, printed) = try makeRuntime()
      try runtime.evaluateScript(
        """
        class Vec { constructor() { this.x = 1; this.y = -0; } }
        const values = ["text", 1, -0, 5n, undefined, null, { a: [1, , 3], s: "it's\\n", [Symbol("k")]: new Vec() }, new Map([[1, { b: 2 }]]),
          new Set(["x"]), [1, 2, 3, 4, 5, 6, 7, 8], new Date(0), /a/g, () => 1, class K extends Vec {}, new Uint8Array(3), new ArrayBuffer(2),
          Promise.resolve(1), new Proxy({ p: 1 }, {}), Object(1n), new Map([[1, 2]]).entries(), Object.create(null), function* g() {}];
        const error = new Error("broken", { cause: new TypeError("why") });
        function show() {
          for (let index = 0; index < values.length; index++) console.log(values[index], [values[index]]);
          console.log("%s %d %i %f %j %o %O %%", "s", 1, 2, 3.5, { j: 1 }, [1], { a: 1 });
          console.error(error); console.table([{ a: 1 }, { a: "x" }]); console.dir({ a: 1 }, { depth: 0 }); console.trace("here");
          console.group("g"); console.log("a\\nb"); console.groupEnd(); console.count("c"); console.countReset("c"); console.assert(false, "no");
        }
        show();
        """, name: "file:///before.js")
      let before = printed.lines
      #expect(before.count > 25)
      printed.lines = []
      try runtime.evaluateScript(
        """
        {
          const define = Object.defineProperty;
          const iterators = [[][Symbol.iterator](), new Map().entries(), new Set().values(), ""[Symbol.iterator]()].map(Object.getPrototypeOf);
          const holders = [Array.prototype, String.prototype, Number.prototype, Boolean.prototype, BigInt.prototype, Symbol.prototype,
            Map.prototype, Set.prototype, WeakMap.prototype, Date.prototype, RegExp.prototype, Promise.prototype, Function.prototype,
            Error.prototype, ArrayBuffer.prototype, DataView.prototype, Uint8Array.prototype, Object.getPrototypeOf(Uint8Array.prototype),
            Object.prototype, Object, Reflect, Math, JSON, Number, String, Array, Symbol, BigInt, Promise, Error, ...iterators];
          const kept = ["constructor", "prototype", "name", "message", "length", "__proto__", Symbol.toStringTag, "stackTraceLimit"];
          const places = [];
          for (const holder of holders) for (const key of Reflect.ownKeys(holder)) if (!kept.includes(key)) places.push([holder, key]);
          for (const key of ["value", "get", "set", "done", "enumerable", "depth"]) places.push([Object.prototype, key]);
          const broken = () => { throw new Error("replaced"); };
          for (let index = 0; index < places.length; index++) {
            try { define(places[index][0], places[index][1], { __proto__: null, value: broken, configurable: true, writable: true }); } catch {}
          }
        }
        0;
        """)
      try runtime.evaluateScript("show()", name: "file:///before.js")
      #expect(printed.lines.count == before.count)
      for (now, then) in zip(printed.lines, before) { #expect(Console.withoutPlaces(now) == Console.withoutPlaces(then)) }
    }

    @Test(
      "what is printed has a limit, whatever is given",
      arguments: [
        "'x'.repeat(50_000_000)", "['y'.repeat(1000000)]", "new Array(100000).fill('text'.repeat(50)).map((x) => [x])",
        "Object.fromEntries(Array.from({ length: 300000 }, (_, i) => ['key' + i, { i }]))",
        "Array.from({ length: 100 }, () => Array.from({ length: 100 }, () => Array.from({ length: 100 }, () => 'abcdefgh')))",
        "new Array(4294967295)", "Object.assign(new Array(4294967295), { 4000000000: 'far' })", "Object.assign(new Array(30000000), { 29999999: 1 })",
        "new Map(Array.from({ length: 200000 }, (_, i) => [{ i }, [i]]))", "new Error('long '.repeat(1000000))",
        "Object.assign(new Error('x'), { stack: 'frame\\n'.repeat(1000000) })", "Symbol('s'.repeat(1000000))", "2n ** 1000000n",
        "{ ['k'.repeat(1000000)]: 1 }", "'a'.repeat(100000), 'b'.repeat(100000), 'c'.repeat(100000)",
        "...Array.from({ length: 60000 }, (_, i) => ({ i }))", "Object.assign(() => {}, { ['n'.repeat(100000)]: 'v'.repeat(100000) })",
        "new (class { static name = 'N'.repeat(1000000); x = 1 })()",
        "'%o'.repeat(1000), ...Array.from({ length: 1000 }, () => ({ a: 'z'.repeat(9000) }))",
      ])
    func limits(_ values: String) throws {
      let (runtime, printed) = try makeRuntime()
      try runtime.evaluateScript("console.log(\(values))")
      #expect(printed.lines.count == 1)
      #expect(printed.lines[0].utf16.count < 130_000, "\(printed.lines[0].utf16.count)")
    }

    @Test("depth, tables and groups have limits, and the console stays usable beyond them")
    func deepValues() throws {
      let (runtime, printed) = try makeRuntime()
      try runtime.evaluateScript(
        """
        let chain = {}; for (let i = 0; i < 100000; i++) chain = { chain };
        console.dir(chain, { depth: null }); console.dir(chain, { depth: Infinity });
        console.table(Array.from({ length: 100000 }, (_, i) => ({ i })));
        console.table([Object.fromEntries(Array.from({ length: 5000 }, (_, i) => ["c" + i, i]))]);
        for (let i = 0; i < 100000; i++) console.group();
        console.log("a\\nb");
        for (let i = 0; i < 100000; i++) console.groupEnd();
        console.log("end");
        function recurse() { console.log({ a: [1] }); recurse(); }
        let depth = 0; const count = () => { depth += 1; count(); };
        try { count(); } catch (error) { console.log(error.name); }
        """)
      for line in printed.lines { #expect(line.utf16.count < 200_000) }
      #expect(printed.lines.suffix(2) == ["info: end", "info: RangeError"])
      printed.lines = []
      // Printing where the stack ends may fail as any call may; what follows works.
      _ = failure { try runtime.evaluateScript("function sink() { try { sink(); } finally { console.log({ a: [1] }); } } sink()") }
      try runtime.evaluateScript("console.log({ a: [1] })")
      #expect(printed.lines.last == "info: { a: [ 1 ] }")
    }

    @Test("console methods are functions that need no receiver, and a game may replace them")
    func methods() throws {
      let (runtime, printed) = try makeRuntime()
      try runtime.evaluateScript(
        """
        Promise.reject(new Error("caught")).catch(console.error);
        for (const name of ["log", "info", "debug", "warn", "error", "dir", "dirxml", "table", "trace", "assert", "count", "countReset", "time",
          "timeLog", "timeEnd", "group", "groupCollapsed", "groupEnd", "clear", "profile", "profileEnd", "timeStamp"]) {
          const method = console[name];
          if (typeof method !== "function" || method.name !== name) throw new Error(name);
          method();
        }
        console.groupEnd(); console.groupEnd();
        console.log = (text) => console.info("own " + text);
        console.log("text");
        """, name: "file:///methods.js")
      #expect(printed.lines.last == "error: Error: caught\n    at file:///methods.js:1:16")
      #expect(printed.lines.contains("info: own text"))
    }

    @Test("times of the console are shown as Node.js shows them")
    func times() throws {
      var options = ScriptOptions()
      options.virtualTime = 0
      let (runtime, printed) = try makeRuntime(options)
      try runtime.evaluateScript("console.time(); console.time('x'); console.time('x'); console.timeEnd('y')")
      for time in [0.25, 1500, 61_001.5, 3_725_000] {
        runtime.virtualTime = time
        try runtime.evaluateScript("console.timeLog(undefined, { a: 1 })")
      }
      try runtime.evaluateScript("console.timeEnd(); console.timeEnd()")
      #expect(
        printed.lines == [
          "warn: Label 'x' already exists for console.time()", "warn: No such label 'y' for console.timeEnd()",
          "info: default: 0.25ms { a: 1 }", "info: default: 1.500s { a: 1 }", "info: default: 1:01.002 (m:ss.mmm) { a: 1 }",
          "info: default: 1:02:05.000 (h:mm:ss.mmm) { a: 1 }", "info: default: 1:02:05.000 (h:mm:ss.mmm)",
          "warn: No such label 'default' for console.timeEnd()",
        ])
    }

    @Test(
      "what is thrown and is no error is told as the console shows it",
      arguments: [
        ("{ code: 5 }", "{ code: 5 }"), ("'text'", "'text'"), ("undefined", "undefined"), ("null", "null"), ("-0", "-0"), ("5n", "5n"),
        ("Symbol('s')", "Symbol(s)"), ("new Map([[1, 2]])", "Map(1) { 1 => 2 }"), ("() => 1", "[Function (anonymous)]"),
        ("new Proxy({ a: 1 }, { get() { throw 1 } })", "{ a: 1 }"), ("Object.create(null)", "[Object: null prototype] {}"),
        ("{ toString() { throw 1 } }", "{ toString: [Function: toString] }"), ("[1, , 2]", "[ 1, <1 empty item>, 2 ]"),
      ])
    func thrown(value: String, shown: String) throws {
      let (runtime, _) = try makeRuntime()
      let thrown = try #require(failure { try runtime.evaluateScript("throw (\(value))") })
      #expect(thrown.name == "" && thrown.message == shown)
      try runtime.evaluateScript("Promise.reject(\(value))")
      #expect(runtime.takeUnhandledRejections().map(\.message) == [shown])
      let caused = try #require(failure { try runtime.evaluateScript("throw new Error('outer', { cause: (0, \(value)) })") })
      if value != "undefined" { #expect(caused.causes.map(\.message) == [shown]) }
      let gathered = try #require(failure { try runtime.evaluateScript("throw new AggregateError([(0, \(value)), new TypeError('t')], 'all')") })
      #expect(gathered.messageWithCauses == "all\nerror 1 of 2: \(shown)\nerror 2 of 2: TypeError: t")
    }

    @Test("causes that go round are told once, and of many errors that one gathers the first are told")
    func manyCauses() throws {
      let (runtime, _) = try makeRuntime()
      let circle = "const a = new Error('a'), b = new Error('b', { cause: a }); a.cause = b;"
      let round = try #require(failure { try runtime.evaluateScript("{ \(circle) throw a; }") })
      #expect(round.messageWithCauses == "a\ncaused by: Error: b")
      let own = try #require(failure { try runtime.evaluateScript("{ const a = new Error('a'); a.cause = a; throw a; }") })
      #expect(own.messageWithCauses == "a")
      let many = try #require(
        failure {
          try runtime.evaluateScript(
            "throw new AggregateError(Array.from({ length: 1e5 }, (_, i) => new Error(i, { cause: new AggregateError([new Error('deep')]) })))")
        })
      #expect(many.errors.map(\.message) == (0..<8).map(String.init) && many.errorCount == 100_000)
      #expect(many.errors.allSatisfy { $0.causes.isEmpty && $0.errors.isEmpty })
      let hostile = try #require(
        failure {
          try runtime.evaluateScript(
            "throw Object.assign(new Error('x'), { errors: Object.defineProperty([1, 2], 1, { get() { throw 1; } }) })")
        })
      #expect(hostile.messageWithCauses == "x\nerror 1 of 2: 1")
      let none = try #require(failure { try runtime.evaluateScript("throw Object.assign(new Error('x'), { get errors() { throw 1; } })") })
      #expect(none.message == "1" || none.messageWithCauses == "x")
    }
  }
}

import Testing

@testable import ArcaneScript

extension Script {
  @Suite struct Globals {
    @Test("console has levels, errors with their stack, counters, groups and tables")
    func consoleMethods() throws {
      let (runtime, printed) = try makeRuntime()
      try runtime.evaluateScript(
        """
        console.debug('d'); console.info('i'); console.warn('w'); console.error(new TypeError('e'));
        console.count(); console.count('x'); console.count();
        console.group('g'); console.log('in\\nside'); console.groupEnd(); console.log('out');
        console.assert(true, 'no'); console.assert(false, 'yes');
        console.table([{ a: 1 }]);
        """, name: "file:///c.js")
      #expect(
        printed.lines == [
          "debug: d", "info: i", "warn: w", "error: TypeError: e\n    at file:///c.js:1:73",
          "info: default: 1", "info: x: 1", "info: default: 2",
          "info: g", "info:   in\n  side", "info: out", "error: Assertion failed: yes",
          "info: ┌─────────┬───┐\n│ (index) │ a │\n├─────────┼───┤\n│ 0       │ 1 │\n└─────────┴───┘",
        ])
    }

    @Test("timers run in order of their deadline, promise jobs between them, and those they start wait")
    func timers() throws {
      var options = ScriptOptions()
      options.virtualTime = 5000
      let (runtime, printed) = try makeRuntime(options)
      #expect(runtime.nextTimerDeadline == nil)
      try runtime.evaluateScript(
        """
        setTimeout(() => console.log('b'), 20);
        setTimeout((x) => { console.log('a', x); queueMicrotask(() => console.log('job')); setTimeout(() => console.log('late')); }, 10, 1);
        setTimeout(() => console.log('a2'), 10);
        clearTimeout(setTimeout(() => console.log('never'), 5));
        setTimeout(() => { throw new Error('in timer'); }, 15);
        """)
      #expect(runtime.nextTimerDeadline == 10)
      #expect(runtime.runTimers(9).isEmpty)
      runtime.virtualTime = 5020
      #expect(runtime.runTimers().map(\.headline) == ["Error: in timer"])
      #expect(printed.lines == ["info: a 1", "info: job", "info: a2", "info: b"])
      #expect(runtime.runTimers().isEmpty)
      #expect(printed.lines.last == "info: late")
      #expect(runtime.nextTimerDeadline == nil)
    }

    @Test("an interval runs once per turn however late it is, and keeps its beat until it is cleared")
    func intervals() throws {
      var options = ScriptOptions()
      options.virtualTime = 0
      let (runtime, printed) = try makeRuntime(options)
      try runtime.evaluateScript(
        "let n = 0; const id = setInterval(() => { console.log(performance.now()); if (++n === 3) clearInterval(id); }, 10)")
      for time in [5.0, 12, 47, 50, 100] {
        runtime.virtualTime = time
        #expect(runtime.runTimers().isEmpty)
      }
      #expect(printed.lines == ["info: 12", "info: 47", "info: 50"])
      #expect(runtime.nextTimerDeadline == nil)
    }

    @Test("requestAnimationFrame callbacks run once, with the time, unless cancelled")
    func animationFrames() throws {
      let (runtime, printed) = try makeRuntime()
      try runtime.evaluateScript(
        """
        const again = (t) => { console.log(t); requestAnimationFrame(again); };
        requestAnimationFrame(again);
        cancelAnimationFrame(requestAnimationFrame(() => console.log('never')));
        """)
      #expect(runtime.runAnimationFrames(16).isEmpty)
      #expect(runtime.runAnimationFrames(32).isEmpty)
      #expect(printed.lines == ["info: 16", "info: 32"])
    }

    @Test("with a virtual time, Date and performance.now show that time and nothing else")
    func virtualTime() throws {
      var options = ScriptOptions()
      options.virtualTime = 86_400_000
      let (runtime, _) = try makeRuntime(options)
      let script = "[Date.now(), new Date().getTime(), performance.now(), performance.timeOrigin].join()"
      #expect(try runtime.evaluateScript(script) == "86400000,86400000,0,86400000")
      runtime.virtualTime = 86_400_016
      #expect(try runtime.evaluateScript(script) == "86400016,86400016,16,86400000")
    }

    @Test("without one, time passes and Date agrees with performance")
    func realTime() throws {
      let (runtime, _) = try makeRuntime()
      #expect(try runtime.evaluateScript("const a = performance.now(); let b; do b = performance.now(); while (b <= a); true") == "true")
      #expect(try runtime.evaluateScript("Math.abs(Date.now() - performance.timeOrigin - performance.now()) < 1000") == "true")
    }

    @Test("TextEncoder and TextDecoder agree with the standard on UTF-8, byte order marks, errors and streams")
    func text() throws {
      let (runtime, _) = try makeRuntime()
      func run(_ script: String) throws -> String { try runtime.evaluateScript("(() => { \(script) })()") }
      #expect(try run("return new TextEncoder().encode('a€😀').join()") == "97,226,130,172,240,159,152,128")
      #expect(try run(#"return new TextEncoder().encode('\ud800').join()"#) == "239,191,189")
      #expect(try run("return new TextDecoder().decode(new Uint8Array([239, 187, 191, 97]))") == "a")
      #expect(
        try run("return new TextDecoder('utf8', { ignoreBOM: true }).decode(new Uint8Array([239, 187, 191, 97])).length") == "2")
      #expect(try run("return new TextDecoder().decode(new Uint8Array([97, 255, 98]))") == "a\u{FFFD}b")
      #expect(
        try run("try { new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([255])) } catch (e) { return e.name }")
          == "TypeError")
      #expect(
        try run(
          """
          const d = new TextDecoder(), b = new TextEncoder().encode('x😀y');
          let out = ''; for (const byte of b) out += d.decode(new Uint8Array([byte]), { stream: true });
          return out + d.decode() + b.length;
          """) == "x😀y6")
      #expect(try run("const t = new Uint8Array(4); return JSON.stringify(new TextEncoder().encodeInto('a€b', t))") == #"{"read":2,"written":4}"#)
      #expect(try run("return btoa('hi!') + btoa('a') + atob('aGkh') + atob(' YQ==')") == "aGkhYQ==hi!a")
    }

    @Test("structuredClone copies graphs, and refuses functions by name")
    func clone() throws {
      let (runtime, _) = try makeRuntime()
      #expect(
        try runtime.evaluateScript(
          """
          const o = { m: new Map([[1, new Date(5)]]), b: new Uint8Array([1]) }; o.self = o;
          const c = structuredClone(o);
          [c !== o, c.self === c, c.m.get(1).getTime(), c.b[0], c.b.buffer !== o.b.buffer].join()
          """) == "true,true,5,1,true")
      let thrown = failure { try runtime.evaluateScript("structuredClone({ f() {} })") }
      #expect(thrown?.headline == "DataCloneError: f() {} could not be cloned.")
    }

    @Test(
      "URL parses and resolves as the standard's examples do",
      arguments: [
        ("new URL('https://user:pa@Example.com:8080/a/./b/../c?x=1&y=2#z').href", "https://user:pa@example.com:8080/a/c?x=1&y=2#z"),
        ("new URL('https://example.com:443').href", "https://example.com/"),
        ("new URL('../x.png?q', 'file:///game/src/main.ts').href", "file:///game/x.png?q"),
        ("new URL('//other/p', 'http://a/b').href", "http://other/p"), ("new URL('?k', 'http://a/b/c?d#e').href", "http://a/b/c?k"),
        ("new URL('#f', 'http://a/b?d').href", "http://a/b?d#f"), ("new URL('/a b', 'http://h').pathname", "/a%20b"),
        ("new URL('data:text/plain,hi').pathname", "text/plain,hi"), ("new URL('http://a:81/p').origin", "http://a:81"),
        ("(() => { const u = new URL('http://a/?q=1'); u.searchParams.append('r', 'a b&'); u.hash = 'h'; return u; })()", "http://a/?q=1&r=a+b%26#h"),
        ("(() => { try { new URL('x'); } catch (e) { return String(e); } })()", "TypeError: Invalid URL: x"),
        ("URL.canParse('./a', 'http://b') + ' ' + URL.canParse('./a')", "true false"),
        ("JSON.stringify([...new URLSearchParams('?a=1&b=%C3%A4+x&a=2&c')])", #"[["a","1"],["b","ä x"],["a","2"],["c",""]]"#),
        ("new URLSearchParams({ k: 'v', ä: '1*' }).toString()", "k=v&%C3%A4=1*"),
        (
          "(() => { const p = new URLSearchParams('a=1&b=2&a=3'); p.set('a', 9); p.delete('b'); return p + p.getAll('a') + p.has('b') + p.size; })()",
          "a=99false1"
        ),
      ])
    func url(script: String, expected: String) throws {
      let (runtime, _) = try makeRuntime()
      #expect(try runtime.evaluateScript(script) == expected)
    }

    @Test("crypto gives version-4 UUIDs and random integers")
    func crypto() throws {
      let (runtime, _) = try makeRuntime()
      #expect(
        try runtime.evaluateScript(
          "/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID())") == "true")
      #expect(try runtime.evaluateScript("crypto.randomUUID() !== crypto.randomUUID()") == "true")
      #expect(try runtime.evaluateScript("crypto.getRandomValues(new Uint32Array(64)).some((n) => n > 255)") == "true")
    }

    @Test("there is no process global, and the platform's globals are not enumerable")
    func absent() throws {
      let (runtime, _) = try makeRuntime()
      #expect(try runtime.evaluateScript("typeof process + typeof require + Object.keys(globalThis).length") == "undefinedundefined0")
    }
  }
}

import Testing

@testable import ArcaneScript

extension Script {
  @Suite struct Modules {
    @Test("modules link, run in order and share bindings, also in a cycle")
    func graph() throws {
      let (runtime, printed) = try makeRuntime()
      let outcome = try runtime.evaluate(modules: [
        "main.js": "import { even } from './even.js'; console.log(even(10));",
        "even.js": "import { odd } from './odd.js'; export const even = (n) => n === 0 || odd(n - 1); console.log('even');",
        "odd.js": "import { even } from './even.js'; export const odd = (n) => n !== 0 && even(n - 1); console.log('odd');",
      ])
      #expect(outcome == .completed)
      #expect(printed.lines == ["info: odd", "info: even", "info: true"])
    }

    @Test("JSON is a module with a default export, from bytes outside ASCII as well")
    func json() throws {
      let (runtime, printed) = try makeRuntime()
      let outcome = try runtime.evaluate(modules: [
        "main.js": "import data from './x.json'; console.log(data.name, data.list.length);",
        "x.json": #"{"name": "Ä", "list": [1, 2]}"#,
      ])
      #expect(outcome == .completed)
      #expect(printed.lines == ["info: Ä 2"])
    }

    @Test("broken JSON fails at its line")
    func brokenJSON() throws {
      let (runtime, _) = try makeRuntime()
      let thrown = failure { try runtime.defineModule("file:///d.json", kind: .json, source: "{\n  \"a\": oops }") }
      #expect(thrown?.kind == .syntax)
      #expect(thrown?.frames.first?.url == "file:///d.json")
      #expect(thrown?.frames.first?.line == 2)
    }

    @Test("what is nested too deeply for the parser says so, with the line of the innermost bracket where there is one")
    func nesting() throws {
      let (runtime, _) = try makeRuntime()
      let brackets = failure {
        try runtime.defineModule(
          "file:///d.js", source: "x;\n" + String(repeating: "[\n", count: 50_000) + "1" + String(repeating: "]", count: 50_000))
      }
      #expect(brackets?.frames.first == .init(url: "file:///d.js", line: 50_001, column: 1))
      let signs = failure { try runtime.defineModule("file:///d.js", source: "x;\n" + String(repeating: "!", count: 100_000) + "1") }
      for thrown in [brackets, signs] {
        #expect(thrown?.kind == .syntax && thrown?.message.hasPrefix("the code is nested too deeply to be parsed") == true)
      }
      #expect(signs?.frames.first == .init(url: "file:///d.js", line: 0, column: 0))
    }

    @Test("what could not be compiled fails whatever imports it, and nothing else, until it is replaced")
    func notCompiled() throws {
      let (runtime, printed) = try makeRuntime()
      let broken = failure { try runtime.defineModule("file:///broken.js", source: "let x = 1;\nlet x = 2;") }
      #expect(broken?.frames.first?.line == 2)
      try runtime.defineModule("file:///static.js", source: "import './broken.js';", imports: ["./broken.js": "file:///broken.js"])
      try runtime.defineModule(
        "file:///main.js", source: "await import('./broken.js').catch((error) => console.log(error.message)); console.log('on');",
        imports: ["./broken.js": "file:///broken.js"])
      #expect(runtime.evaluate(entry: "file:///static.js") == .failed(try #require(broken)))
      #expect(runtime.evaluate(entry: "file:///main.js") == .completed)
      #expect(printed.lines == ["info: SyntaxError: Identifier 'x' has already been declared", "info: on"])
      try runtime.defineModule("file:///broken.js", source: "console.log('mended');")
      #expect(runtime.evaluate(entry: "file:///static.js") == .completed && printed.lines.last == "info: mended")
    }

    @Test("a syntax error says where")
    func syntax() throws {
      let (runtime, _) = try makeRuntime()
      let thrown = failure { try runtime.defineModule("file:///m.js", source: "let a = 1;\nlet b = ;\n") }
      #expect(thrown?.kind == .syntax)
      #expect(thrown?.name == "SyntaxError")
      #expect(thrown?.frames == [.init(url: "file:///m.js", line: 2, column: 9)])
      #expect(!runtime.hasModule("file:///m.js"))
    }

    @Test("a missing export says where it was asked for")
    func missingExport() throws {
      let (runtime, _) = try makeRuntime()
      let outcome = try runtime.evaluate(modules: [
        "main.js": "\nimport { nope } from './b.js';", "b.js": "export const yes = 1;",
      ])
      guard case .failed(let thrown) = outcome else { return #expect(Bool(false), "\(outcome)") }
      #expect(thrown.kind == .syntax)
      #expect(thrown.message.contains("does not provide an export named 'nope'"))
      #expect(thrown.frames.first == .init(url: "file:///game/main.js", line: 2, column: 10))
    }

    @Test("an import without an answer names specifier, importer and place")
    func unresolved() throws {
      let (runtime, _) = try makeRuntime()
      let outcome = try runtime.evaluate(modules: [
        "main.js": "import './b.js';", "b.js": "let x;\nimport y from 'left-pad';",
      ])
      #expect(
        outcome
          == .failed(
            ScriptFailure(
              kind: .resolution, name: "SyntaxError",
              message: "cannot resolve \"left-pad\" imported by file:///game/b.js",
              frames: [.init(url: "file:///game/b.js", line: 2, column: 15)])))
    }

    @Test("an import of a module that was not supplied names it")
    func notSupplied() throws {
      let (runtime, _) = try makeRuntime()
      try runtime.defineModule("file:///a.js", source: "import './b.js'", imports: ["./b.js": "file:///b.js"])
      guard case .failed(let thrown) = runtime.evaluate(entry: "file:///a.js") else { return #expect(Bool(false)) }
      #expect(
        thrown.message == "cannot resolve \"./b.js\" imported by file:///a.js: there is no module file:///b.js")
      guard case .failed(let other) = runtime.evaluate(entry: "file:///zzz.js") else { return #expect(Bool(false)) }
      #expect(other.message == "there is no module file:///zzz.js")
    }

    @Test("a compiled module can be replaced before it is linked; importers follow")
    func replace() throws {
      let (runtime, printed) = try makeRuntime()
      let imports = ["./b.js": "file:///b.js"]
      try runtime.defineModule("file:///a.js", source: "import { b } from './b.js'; console.log(b)", imports: imports)
      try runtime.defineModule("file:///b.js", source: "export const b = 'old'")
      try runtime.defineModule("file:///b.js", source: "export const b = 'new'")
      #expect(runtime.evaluate(entry: "file:///a.js") == .completed)
      #expect(printed.lines == ["info: new"])
    }

    @Test("top-level await is pending until a timer continues it")
    func topLevelAwait() throws {
      var options = ScriptOptions()
      options.virtualTime = 1000
      let (runtime, printed) = try makeRuntime(options)
      let outcome = try runtime.evaluate(modules: [
        "main.js": "import { v } from './b.js'; console.log(v);",
        "b.js": "export const v = await new Promise((done) => setTimeout(done, 50, 'waited'));",
      ])
      #expect(outcome == .pending)
      #expect(runtime.runTimers(49).isEmpty)
      #expect(runtime.continueEvaluation() == .pending)
      #expect(runtime.runTimers(50).isEmpty)
      #expect(runtime.continueEvaluation() == .completed)
      #expect(printed.lines == ["info: waited"])
    }

    @Test("an exception at the top level fails the evaluation, with its stack")
    func throwing() throws {
      let (runtime, _) = try makeRuntime()
      let outcome = try runtime.evaluate(modules: [
        "main.js": "import { f } from './b.js';\nf();",
        "b.js": "export function f() {\n  throw new TypeError('bad', { cause: new Error('deep') });\n}",
      ])
      guard case .failed(let thrown) = outcome else { return #expect(Bool(false), "\(outcome)") }
      #expect(thrown.headline == "TypeError: bad")
      #expect(thrown.kind == .exception)
      #expect(
        thrown.frames == [
          .init(function: "f", url: "file:///game/b.js", line: 2, column: 9),
          .init(url: "file:///game/main.js", line: 2, column: 1),
        ])
      #expect(thrown.causes.map(\.headline) == ["Error: deep"])
      #expect(runtime.takeUnhandledRejections().isEmpty)
    }

    @Test("a rejection that nobody handles fails the evaluation")
    func unhandled() throws {
      let (runtime, _) = try makeRuntime()
      let outcome = try runtime.evaluate(modules: ["main.js": "Promise.reject(new Error('lost'));"])
      guard case .failed(let thrown) = outcome else { return #expect(Bool(false), "\(outcome)") }
      #expect(thrown.kind == .unhandledRejection)
      #expect(thrown.headline == "Error: lost")
      #expect(try runtime.evaluate(modules: ["m.js": "const p = Promise.reject(1); p.catch(() => {});"]) == .completed)
    }

    @Test("import() takes its answer from the module's map, as import does, JSON too")
    func dynamicFromMap() throws {
      let (runtime, printed) = try makeRuntime()
      let outcome = try runtime.evaluate(modules: [
        "main.js": """
        const { v } = await import('./b.js');
        const data = await import('./c.json', { with: { type: 'json' } });
        const again = await import('./c.json');
        console.log(v, data.default.n, again === data);
        """,
        "b.js": "export const v = await Promise.resolve('dynamic');",
        "c.json": #"{"n": 5}"#,
      ])
      #expect(outcome == .completed)
      #expect(printed.lines == ["info: dynamic 5 true"])
    }

    @Test("other imports at run time go to the host, which answers later")
    func dynamicFromHost() throws {
      let (runtime, printed) = try makeRuntime()
      var asked: [DynamicImport] = []
      runtime.onDynamicImport = { asked.append($0) }
      let outcome = try runtime.evaluate(modules: [
        "main.js": """
        for (const level of ['one', 'two', 'three']) {
          try { console.log((await import('level-' + level)).name); } catch (error) { console.log(String(error)); }
        }
        """
      ])
      #expect(outcome == .pending)
      #expect(asked.map(\.specifier) == ["level-one"])
      #expect(asked.map(\.referrer) == ["file:///game/main.js"])
      try runtime.defineModule("file:///one.js", source: "export const name = 'first';")
      runtime.finishImport(asked[0], url: "file:///one.js")
      #expect(runtime.continueEvaluation() == .pending)
      runtime.finishImport(asked[1], error: "no such level")
      #expect(runtime.continueEvaluation() == .pending)
      try runtime.defineModule("file:///three.js", source: "throw new RangeError('third')")
      runtime.finishImport(asked[2], url: "file:///three.js")
      #expect(runtime.continueEvaluation() == .completed)
      #expect(printed.lines == ["info: first", "info: TypeError: no such level", "info: RangeError: third"])
    }

    @Test("an import that is rejected later tells where it was asked for")
    func dynamicPlace() throws {
      let (runtime, printed) = try makeRuntime()
      var asked: [DynamicImport] = []
      runtime.onDynamicImport = { asked.append($0) }
      _ = try runtime.evaluate(modules: [
        "main.js": """
        function load(name) {
          return import(name);
        }
        load('caught').catch((error) => console.log(error instanceof TypeError, Object.keys(error).length, error.stack));
        load('lost');
        """
      ])
      #expect(asked.count == 2)
      for request in asked { runtime.finishImport(request, error: "no \(request.specifier)") }
      runtime.runMicrotasks()
      #expect(printed.lines == ["info: true 0 TypeError: no caught\n    at load (file:///game/main.js:2:3)\n    at file:///game/main.js:4:1"])
      let lost = try #require(runtime.takeUnhandledRejections().first)
      #expect(lost.headline == "TypeError: no lost" && lost.frames.first?.function == "load" && lost.frames.first?.line == 2)
    }

    @Test("import.meta tells url, main, filename, dirname and resolves by the import map and as URLs")
    func importMeta() throws {
      let (runtime, printed) = try makeRuntime()
      try runtime.defineModule("file:///lib/b.js", source: "export const main = import.meta.main;")
      try runtime.defineModule(
        "file:///my%20game/src/main.js",
        source: """
          import { main } from 'lib/b';
          const m = import.meta;
          console.log(m.url, m.main, main, m.filename, m.dirname);
          console.log(['lib/b', './a.js', '../b.js', '/c.js', './data/', '../../../x', 'file:///z.js'].map(m.resolve).join());
          try { m.resolve('bare'); } catch (error) { console.log(String(error)); }
          """, imports: ["lib/b": "file:///lib/b.js"])
      #expect(runtime.evaluate(entry: "file:///my%20game/src/main.js") == .completed)
      #expect(
        printed.lines == [
          "info: file:///my%20game/src/main.js true false /my game/src/main.js /my game/src",
          "info: file:///lib/b.js,file:///my%20game/src/a.js,file:///my%20game/b.js,file:///c.js,"
            + "file:///my%20game/src/data/,file:///x,file:///z.js",
          "info: TypeError: cannot resolve \"bare\" imported by file:///my%20game/src/main.js",
        ])
    }

    @Test("the properties of an object become built-in modules, which a project's own map overrides")
    func builtins() throws {
      let (runtime, printed) = try makeRuntime()
      try runtime.evaluateScript("globalThis.library = { '@a/r': { v: 1, f() { return 'f'; } }, '@a/r/sub': { default: 2 } }")
      #expect(try runtime.defineBuiltinModules(from: "library") == ["@a/r", "@a/r/sub"])
      try runtime.defineModule(
        "file:///m.js",
        source: "import { v, f } from '@a/r'; import sub from '@a/r/sub'; import * as all from '@a/r'; "
          + "console.log(v, f(), sub, Object.keys(all).join());")
      #expect(runtime.evaluate(entry: "file:///m.js") == .completed)
      try runtime.defineModule("file:///own.js", source: "export const v = 'own'")
      try runtime.defineModule(
        "file:///n.js", source: "import { v } from '@a/r'; console.log(v)", imports: ["@a/r": "file:///own.js"])
      #expect(runtime.evaluate(entry: "file:///n.js") == .completed)
      #expect(printed.lines == ["info: 1 f 2 f,v", "info: own"])
    }
  }
}

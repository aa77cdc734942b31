import Testing

@testable import ArcaneModules

/// A function has the name that it was written with, also where esbuild renames the variable that holds it; and only there it
/// is told its name.
@Suite("Names of functions and classes") struct KeptNamesTests {
  func code(_ source: String) throws -> (raw: [UInt8], delivered: [UInt8]) {
    let service = try realService()
    var result: Result<TransformResult, EsbuildFailure>?
    service.transform(TransformRequest(source: Array(source.utf8), path: "/game.ts", loader: .ts)) { result = $0 }
    try #require(service.run { result != nil })
    let raw = try #require(result).get().code
    return (raw, KeptNames.withoutNeedless(raw))
  }

  func calls(_ code: [UInt8]) -> Int { String(decoding: code, as: UTF8.self).split(separator: "__name(", omittingEmptySubsequences: false).count - 1 }

  @Test(
    "calls that change nothing are gone",
    arguments: [
      "function f() {}", "export function f() {}", "async function* f() { yield `a${{ b: 1 }}`; }", "const f = () => { return ')'; };",
      "const f = (a = /[)]/) => `${a}, \"f\")`;", "let f; f = async () => {};", "const o = { f: () => 1, 'a b': function () {}, g() {} };",
      "g(function f() { return f; });", "(function f() {})();", "g(class { f = () => 1; static #p = () => 2; });",
      "const { a = () => 1 } = {};", "function g(f = () => 1) { return f; }", "const f = () => () => () => 1;",
      "const a = () => { const b = () => { const c = () => 1; }; };",
    ])
  func needless(source: String) throws {
    let (raw, delivered) = try code(source)
    #expect(calls(delivered) == 0, "\(String(decoding: delivered, as: UTF8.self))")
    // The source map counts lines and columns.
    #expect(raw.count == delivered.count && raw.filter { $0 == 0x0A }.count == delivered.filter { $0 == 0x0A }.count)
  }

  @Test(
    "a function that is called otherwise within is told its name",
    arguments: [
      "var have = __name(function have2() {}, \"have\");", "const o = { have: __name(async function* have2() {}, \"have\") };",
      "f(__name(function have2() {}, \"have\"));",
    ])
  func renamedWithin(source: String) {
    let code = "var __name = (target, value) => value;\n" + source + "\n"
    #expect(String(decoding: KeptNames.withoutNeedless(Array(code.utf8)), as: UTF8.self) == code)
  }

  @Test(
    "classes of a bundle have their own name within as well, unless it might be something else",
    arguments: [
      (
        """
        class _Box {
          static { __name(this, "Box"); }
          m(a = _Box) { _Box.n++; return new _Box() instanceof _Box ? _Box : [_Box, this._Box, f(1, _Box)]; }
        }
        """,
        """
        class Box  {
          static { __name(this, "Box"); }
          m(a = Box ) { Box .n++; return new Box () instanceof Box  ? Box  : [Box , this._Box, f(1, Box )]; }
        }
        """
      ),
      ("class _Box2 extends f({}) { static { __name(this, \"Box\"); } }", "class Box   extends f({}) { static { __name(this, \"Box\"); } }"),
      ("class _Box { static { __name(this, \"_Box\"); } }", nil),
      ("class _Box { static { __name(this, \"Box\"); } m() { return { _Box: 1 }; } }", nil),
      ("class _Box { static { __name(this, \"Box\"); } _Box() {} }", nil),
      ("class _Box { static { __name(this, \"Box\"); } m() { let _Box; } }", nil),
      ("class _Box { m() { return _Box; } }", nil),
    ])
  func classes(code: String, expected: String?) {
    let definition = "var __name = (target, value) => value;\nvar Outer = "
    let result = String(decoding: KeptNames.withoutNeedless(Array((definition + code + ";\n").utf8)), as: UTF8.self)
    #expect(result == definition + (expected ?? code) + ";\n")
  }

  @Test(
    "calls that are needed stay",
    arguments: [
      "const f = 1; { const f = () => 1; g(f); }", "function f() {} { function f() {} g(f); }", "export default () => 1;",
      "class A { static x = 1; }",
    ])
  func needed(source: String) throws { #expect(calls(try code(source).delivered) > 0) }

  @Test("what is left is the same program, but for the names")
  func sameProgram() throws {
    let source = """
      const f = (x: number) => x / 2 / 1; const r = x => /[/)"'`]/g.test(x) ? `a${f(`}${x}`)}` : x++ / 2;
      const o = { f: () => ({ g: async () => { for await (const y of []) { } } }), "name": function* () { yield /=/; } };
      class A extends (class B {}) { m = () => this; static s = function s() { return s; }; get x() { return () => 1; } }
      if (o) { /x[)]/.test("y"); } else { (() => 1)(); }
      """
    let service = try realService()
    func printed(_ code: [UInt8], _ flags: [String] = []) throws -> String {
      var result: Result<TransformResult, EsbuildFailure>?
      service.transform(TransformRequest(source: code, path: "/g.js", loader: .ts, extraFlags: flags, purpose: .comparison)) { result = $0 }
      try #require(service.run { result != nil })
      return String(decoding: try #require(result).get().code, as: UTF8.self)
    }
    let delivered = try code(source).delivered
    let withoutHelpers = String(decoding: delivered, as: UTF8.self).split(separator: "\n").dropFirst(2).joined(separator: "\n")
      .replacing("  static {\n    __name(this, \"A\");\n  }\n", with: "").replacing("  static {\n    __name(this, \"B\");\n  }\n", with: "")
    #expect(try printed(Array(withoutHelpers.utf8)) == printed(Array(source.utf8)))
  }
}

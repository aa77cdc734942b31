import Testing

@testable import ArcaneModules

@Suite("Diagnostics") struct DiagnosticTests {
  let style = DiagnosticStyle(currentFolder: "/home/me/game")

  @Test("the whole text")
  func text() {
    var diagnostic = Diagnostic(
      message: "TypeError: x is not a function\nsecond line", path: "/home/me/game/src/a.ts", position: LinePosition(line: 12, column: 4), length: 5,
      lineText: "\t x.call();",
      notes: [.init(message: "see here", path: "/home/me/lib/b.ts", position: LinePosition(line: 1, column: 1)), .init(message: "and think")])
    diagnostic.stack = [
      StackFrame(function: "update", location: "/home/me/game/src/a.ts", position: LinePosition(line: 12, column: 4)),
      StackFrame(function: "f", location: "arcane:runtime/app", position: nil, isLibrary: true),
      StackFrame(function: "g", location: "arcane:runtime/app", position: nil, isLibrary: true),
      StackFrame(function: nil, location: "/elsewhere/c.ts", position: LinePosition(line: 3, column: 9)),
    ]
    #expect(
      diagnostic.text(style) == """
        src/a.ts:12:4: error: TypeError: x is not a function
          second line
           12 | \t x.call();
              | \t  ^~~~~
        ../lib/b.ts:1:1: note: see here
          note: and think
            at update (src/a.ts:12:4)
            at @arcane/runtime (2 frames)
            at /elsewhere/c.ts:3:9
        """)
  }

  @Test(
    "what esbuild suggests is told unless its message says it already",
    arguments: [
      ("Expected \")\" but found \";\"", ")", []), ("Expected \";\" but found \")\"", ";", []),
      ("The character \">\" is not valid inside a JSX element", "{'>'}", ["did you mean {'>'}?"]),
      ("Unterminated regular expression", "", []), ("Expected \"(\" but found \")\"", "():", ["did you mean ():?"]),
    ])
  func suggestion(text: String, suggestion: String, notes: [String]) {
    let location = EsbuildValue.object([
      ("file", .text("a.ts")), ("line", .integer(1)), ("column", .integer(0)), ("length", .integer(1)), ("lineText", .text("x")),
      ("suggestion", .text(suggestion)),
    ])
    let told = Diagnostic(EsbuildMessage(.object([("text", .text(text)), ("location", location)])), severity: .error)
    #expect(told.notes.map(\.message) == notes)
  }

  @Test("color adds escape codes and nothing else")
  func color() {
    let diagnostic = Diagnostic(
      severity: .warning, message: "m", path: "/home/me/game/a.ts", position: LinePosition(line: 1, column: 1), lineText: "abc")
    let colored = diagnostic.text(DiagnosticStyle(currentFolder: "/home/me/game", color: true))
    #expect(colored.hasPrefix("\u{1B}[1ma.ts:1:1:\u{1B}[0m \u{1B}[1;33mwarning:\u{1B}[0m"))
    #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == diagnostic.text(style))
  }

  @Test("a very long line is shown around the place, also at its ends", arguments: [1, 500, 1000])
  func longLine(column: Int) throws {
    let line = (0..<1000).map { String($0 % 10) }.joined()
    let diagnostic = Diagnostic(message: "m", path: "/a.ts", position: LinePosition(line: 1, column: column), length: 300, lineText: line)
    let frame = try #require(diagnostic.codeFrame(style)).split(separator: "\n").map(Array.init)
    let caret = try #require(frame[1].firstIndex(of: "^"))
    #expect(frame[0].count <= 170 && frame[1].count <= 340)
    #expect(frame[0][caret] == Character(String((column - 1) % 10)))
  }

  @Test("positions beyond the line do no harm", arguments: [0, 4, 99, -5])
  func beyond(column: Int) {
    _ = Diagnostic(message: "m", path: "/a.ts", position: LinePosition(line: 1, column: column), length: 7, lineText: "abc").text(style)
  }

  @Test("JSON says the same, on one line, and is read back")
  func json() throws {
    let diagnostic = Diagnostic(
      message: "a \"quoted\"\nword \u{1}", path: "/a.ts", position: LinePosition(line: 2, column: 3), lineText: "x", notes: [.init(message: "n")],
      stack: [StackFrame(function: "f", location: "/a.ts", position: LinePosition(line: 2, column: 3))])
    #expect(
      diagnostic.json.text
        == #"{"severity":"error","message":"a \"quoted\"\nword \u0001","path":"/a.ts","line":2,"column":3,"lineText":"x","notes":[{"message":"n"}],"stack":[{"function":"f","location":"/a.ts","line":2,"column":3}]}"#
    )
    #expect(try JSONValue(parsing: Array(diagnostic.json.text.utf8))["message"]?.string == diagnostic.message)
  }

  @Test(
    "V8's stack lines",
    arguments: [
      (
        "    at update (file:///g/a.ts:12:4)", StackFrame(function: "update", location: "file:///g/a.ts", position: LinePosition(line: 12, column: 4))
      ),
      ("    at file:///g/a.ts:1:2", StackFrame(function: nil, location: "file:///g/a.ts", position: LinePosition(line: 1, column: 2))),
      ("    at async file:///g/a.ts:1:2", StackFrame(function: "async", location: "file:///g/a.ts", position: LinePosition(line: 1, column: 2))),
      (
        "    at async Game.run (file:///g/a(1).ts:1:2)",
        StackFrame(function: "async Game.run", location: "file:///g/a(1).ts", position: LinePosition(line: 1, column: 2))
      ),
      (
        "    at new Thing (arcane:runtime/ui:7:8)",
        StackFrame(function: "new Thing", location: "arcane:runtime/ui", position: LinePosition(line: 7, column: 8))
      ),
      ("    at Array.map (<anonymous>)", StackFrame(function: "Array.map", location: "<anonymous>", position: nil)),
    ])
  func frames(line: String, expected: StackFrame) { #expect(StackTrace.frames(of: "Error: at rest\n" + line) == [expected]) }

  @Test("an exception is shown at its place in the TypeScript, with the library's frames folded")
  func exception() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("game.ts", "interface A { x: number }\n\nexport function f(a: A): number {\n  return (a as any).missing.x;\n}\n")
    let graph = ModuleGraph(entry: path, service: try realService())
    let module = try #require(try graph.loadNow().delta?.added.first)
    let line = try #require(module.text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains("missing") }) + 1
    let column = try #require(module.text.split(separator: "\n", omittingEmptySubsequences: false)[line - 1].utf8.firstIndex(of: UInt8(ascii: "m")))
    let offset = module.text.split(separator: "\n", omittingEmptySubsequences: false)[line - 1].utf8.prefix(upTo: column).count
    let stack = "TypeError: x\n    at each (arcane:runtime:1:1)\n    at f (\(module.url):\(line):\(offset + 1))\n    at go (arcane:runtime:2:2)"
    let diagnostic = Diagnostic(exception: "TypeError: x", frames: StackTrace.frames(of: stack), graph: graph)
    #expect(
      diagnostic.text(DiagnosticStyle(currentFolder: folder.path)) == """
        game.ts:4:21: error: TypeError: x
            4 |   return (a as any).missing.x;
              |                     ^
            at @arcane/runtime (1 frame)
            at f (game.ts:4:21)
            at @arcane/runtime (1 frame)
        """)
  }
}

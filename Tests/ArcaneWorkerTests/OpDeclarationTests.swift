import ArcaneScript
import Foundation
import Testing

@testable import ArcaneWorker

@Suite("Declarations of ops")
struct OpDeclarationTests {
  private static let all = Game.families.flatMap { $0.declarations }

  @Test("docs/ops.md and the library's table say what the declarations say")
  func documents() throws {
    for (path, text) in [
      (OpDocuments.page, OpDocuments.markdown), (OpDocuments.table, try OpDocuments.typeScript()), (OpDocuments.slots, try OpDocuments.spriteSlots()),
    ] {
      let file = OpDocuments.root + "/" + path
      if ProcessInfo.processInfo.environment["ARCANE_UPDATE_DOCS"] != nil {
        try text.write(toFile: file, atomically: false, encoding: .utf8)
      } else {
        #expect(try String(contentsOfFile: file, encoding: .utf8) == text, "\(path): run the test with ARCANE_UPDATE_DOCS=1")
      }
    }
  }

  @Test("an op has one declaration, and each of its parameters a name")
  func names() {
    #expect(Self.all.count > 120)
    #expect(Set(Self.all.map(\.name)).count == Self.all.count)
    for op in Self.all + TestOps.declarations {
      #expect(op.name.hasPrefix("op_") && !op.summary.isEmpty, "\(op.name)")
      #expect(Set(op.parameters.map(\.name)).count == op.parameters.count, "\(op.name)")
      let isOptional = op.parameters.map(\.isOptional)
      #expect(isOptional == isOptional.filter { !$0 } + isOptional.filter { $0 }, "\(op.name): what is optional comes last")
    }
  }

  @Test("an op that reads or writes outside waits for the save, and says why")
  func waiting() {
    for op in Self.all {
      var isOutside = false
      if case .outside = op.reads { isOutside = true }
      if case .outside = op.writes { isOutside = true }
      #expect((op.speculationRefusal != nil) == isOutside, "\(op.name)")
    }
    let reasons = Dictionary(uniqueKeysWithValues: Self.all.map { ($0.name, $0.speculationRefusal) })
    for (name, reason) in [
      ("op_arcane_exit", "ends the game"), ("op_save_file", "writes a save"), ("op_load_file", "reads a save"),
      ("op_get_viewport_size", "asks for the window's size"), ("op_is_key_down", "asks for input"), ("op_arcane_now", "asks for the time"),
      ("op_arcane_reload_state", "asks for the state of the last generation"), ("op_crypto_random_uuid", "asks for something random"),
    ] { #expect(reasons[name] == reason, "\(name)") }
    for name in ["op_load_texture", "op_arcane_texture_size", "op_arcane_set_title", "op_play_sound", "op_draw_sprite", "op_create_tilemap"] {
      #expect(reasons[name] == .some(nil), "\(name)")
    }
  }

  private func results(_ source: String) throws -> (said: [String], result: String) {
    let script = try ScriptRuntime()
    let echo = Echo()
    echo.offer(to: script)
    let result = try script.evaluateScript("{ const { ops } = Deno.core; \(source) }")
    return (echo.said, result)
  }

  @Test(
    "arguments are converted as the declaration says",
    arguments: [
      ("f64", "NaN, 1.5, 7n", "nan 1.5 7.0"), ("f32", "0.1, -1", "0.1 -1.0"),
      ("u32", "NaN, -1, 4294967297, 1.9, -0.5, Infinity", "0 4294967295 1 1 0 0"),
      ("i32", "NaN, -1.9, 2147483648", "0 -1 -2147483648"), ("u8", "257, -1, NaN", "1 255 0"), ("bool", "true, 1, undefined", "true false false"),
      ("text", "1, null, 'a'", "1 null a"), ("bytes", "new Uint8Array([1, 2]).subarray(1), new ArrayBuffer(1)", "[2] [0]"),
    ])
  func conversion(_ kind: String, _ values: String, _ wanted: String) throws {
    #expect(try results("for (const value of [\(values)]) ops['\(kind)'](value);").said.joined(separator: " ") == wanted)
  }

  @Test("a wrong type is a TypeError that names the right one", arguments: ["f64", "f32", "u32", "i32", "u8", "numbers", "bytes"])
  func wrongType(_ kind: String) throws {
    let wanted = ["bytes": "typed ArrayBufferView", "f32": "f64", "u8": "u32", "numbers": "f64"][kind] ?? kind
    let (said, result) = try results("try { ops['\(kind)']('3', '4'); } catch (error) { String(error) }")
    #expect(result == "TypeError: expected \(wanted)")
    #expect(said.isEmpty)
  }

  @Test("results are what the body gives")
  func answers() throws {
    #expect(
      try results("JSON.stringify([ops.three('x', 2, true), ops.nothing(), ops.list(), ops.numbers(1, 2)])").result
        == #"["x 2 true",null,[1,2.5],null]"#)
  }
}

/// Ops that say nothing but what they were given.
final class Echo: OpProvider {
  var said: [String] = []
  static let title = "Echo"
  static func declare(_ op: OpDeclarer<Echo>) {
    op("f64", "", .f64("a")) { owner, a in owner.said.append("\(a)") }
    op("f32", "", .f32("a")) { owner, a in owner.said.append("\(a)") }
    op("u32", "", .u32("a")) { owner, a in owner.said.append("\(a)") }
    op("i32", "", .i32("a")) { owner, a in owner.said.append("\(a)") }
    op("u8", "", .u8("a")) { owner, a in owner.said.append("\(a)") }
    op("bool", "", .bool("a")) { owner, a in owner.said.append("\(a)") }
    op("text", "", .text("a")) { owner, a in owner.said.append("\(a)") }
    op("bytes", "", .bytes("a")) { owner, a in owner.said.append("\(Array(a))") }
    op.numbers("numbers", "", ["a", "b"]) { owner, n in owner.said.append("\(Array(n))") }
    op("three", "", .text("a"), .u32("b"), .bool("c"), gives: .text("all of them")) { _, a, b, c in "\(a) \(b) \(c)" }
    op("nothing", "", gives: .textOrNull("nothing")) { _ in nil }
    op("list", "", gives: .numbers("some")) { _ in [1, 2.5] }
  }
}

import ArcaneIPC
import ArcaneModules
import Foundation
import Testing

@testable import ArcaneSupervisor

@Suite("The verbs of the control socket")
struct ControlVerbTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// docs/control.md has this between its two markers; ARCANE_UPDATE_DOCS=1 writes it.
  private static var markdown: String {
    ControlVerb.all.map { verb in
      var text = "### `\(verb.name)`\n\n\(verb.summary)\n\n"
      for parameter in verb.parameters {
        text += "- `\(parameter.name)`\(parameter.isRequired ? " (needed)" : ""): \(parameter.kind.wording). \(parameter.summary)\n"
      }
      if !verb.parameters.isEmpty { text += "\n" }
      return text + "Result: \(verb.result).\n"
    }.joined(separator: "\n")
  }

  @Test("docs/control.md and docs/control.schema.json say what the list says")
  func documents() throws {
    let page = Self.root + "/docs/control.md"
    let schema = Self.root + "/docs/control.schema.json"
    let (begin, end) = ("<!-- verbs: begin -->\n", "<!-- verbs: end -->")
    var text = try String(contentsOfFile: page, encoding: .utf8)
    let from = try #require(text.range(of: begin)).upperBound
    let to = try #require(text.range(of: end)).lowerBound
    let document = ControlText.pretty(ControlVerb.document) + "\n"
    if ProcessInfo.processInfo.environment["ARCANE_UPDATE_DOCS"] != nil {
      text.replaceSubrange(from..<to, with: "\n" + Self.markdown + "\n")
      try text.write(toFile: page, atomically: false, encoding: .utf8)
      try document.write(toFile: schema, atomically: false, encoding: .utf8)
      return
    }
    #expect(text[from..<to] == "\n" + Self.markdown + "\n", "run the test with ARCANE_UPDATE_DOCS=1")
    #expect(try String(contentsOfFile: schema, encoding: .utf8) == document, "run the test with ARCANE_UPDATE_DOCS=1")
  }

  @Test("names are told apart, and every parameter has a schema of its kind")
  func names() {
    #expect(Set(ControlVerb.all.map(\.name)).count == ControlVerb.all.count)
    for verb in ControlVerb.all {
      #expect(Set(verb.parameters.map(\.name)).count == verb.parameters.count, "\(verb.name)")
      for parameter in verb.parameters { #expect(parameter.kind.schema["type"] != nil, "\(verb.name) \(parameter.name)") }
    }
  }

  private func refusal(_ verb: String, _ parameters: String) throws -> String? {
    let value = try JSONValue(parsing: Array(parameters.utf8))
    do throws(RPCError) {
      try ControlVerb.named(verb).check(value)
      return nil
    } catch { return error.message }
  }

  @Test(
    "parameters are checked for name, kind and range before anything else",
    arguments: [
      ("step", #"{"frames": 3}"#, true), ("step", "{}", true), ("step", #"{"frames": 0}"#, false), ("step", #"{"frames": 1.5}"#, false),
      ("step", #"{"frames": "3"}"#, false), ("step", #"{"frames": 1e300}"#, false), ("speed", "{}", false), ("speed", #"{"factor": 0}"#, false),
      ("speed", #"{"factor": 2}"#, true), ("screenshot", #"{"region": [0, 0, 1]}"#, false), ("screenshot", #"{"region": [0, 0, 1, -1]}"#, false),
      ("screenshot", #"{"region": [0, 0, 1, 1], "scale": 0.5}"#, true), ("describe", #"{"verbosity": "loud"}"#, false),
      ("console", #"{"since": 9007199254740993000}"#, false), ("act", #"{"name": "a", "arguments": {"x": 1}}"#, true), ("act", "{}", false),
    ])
  func checks(_ verb: String, _ parameters: String, _ isGood: Bool) throws {
    let refusal = try refusal(verb, parameters)
    #expect((refusal == nil) == isGood, "\(refusal ?? "taken")")
  }

  @Test("random requests never crash, and all errors are of the protocol")
  func fuzz() throws {
    var random = SystemRandomNumberGenerator()
    let seeds = [
      #"{"jsonrpc":"2.0","id":1,"method":"step","params":{"frames":3}}"#,
      #"{"jsonrpc":"2.0","id":"a","method":"input","params":{"events":[{"key":"a","down":true},{"mouse":[1,2]},{"touch":1,"at":[1,2]}]}}"#,
      #"{"jsonrpc":"2.0","method":"screenshot","params":{"region":[0,0,10,10],"scale":0.5}}"#,
    ]
    for round in 0..<3000 {
      var bytes = Array(seeds[round % seeds.count].utf8)
      for _ in 0..<Int.random(in: 0...6, using: &random) {
        guard !bytes.isEmpty else { break }
        let at = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0...2, using: &random) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: at)
        default: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 8)], at: at)
        }
      }
      do {
        let request = try RPCRequest(bytes)
        try ControlVerb.named(request.method).check(request.parameters)
        if request.method == "input" { _ = try InputEvents.read(request.parameters["events"] ?? .null) }
      } catch { #expect(error is RPCError, "\(String(decoding: bytes, as: UTF8.self)): \(error)") }
    }
  }

  @Test("docs/editors.md lists the events that can be subscribed to")
  func events() throws {
    let page = try String(contentsOfFile: Self.root + "/docs/editors.md", encoding: .utf8)
    let table = try #require(page.components(separatedBy: "| event | when | fields |\n").dropFirst().first)
    let rows = table.components(separatedBy: "\n").prefix { $0.hasPrefix("|") }.compactMap { row in
      row.hasPrefix("| `") ? row.components(separatedBy: "`")[1] : nil
    }
    // What is dropped of an output concerns that output alone.
    #expect(Set(rows) == Set(EventNames.all + ["dropped"]))
  }

  @Test("Base64 is Foundation's", arguments: [0, 1, 2, 3, 4, 100, 257])
  func base64(_ count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 73) }
    #expect(Base64.encode(bytes) == Data(bytes).base64EncodedString())
  }

  @Test("what is held is let go, and only that")
  func held() {
    var held = HeldInput()
    for action in [.key("a", down: true), .key("b", down: true), .key("a", down: false), .button(0, down: true), .axis("LeftStickX", 0)]
      as [InputAction]
    {
      held.note(action)
    }
    #expect(Set(held.releases.map { "\($0)" }) == ["key(\"b\", down: false)", "button(0, down: false)"])
    #expect(Set(held.presses.map { "\($0)" }) == ["key(\"b\", down: true)", "button(0, down: true)"])
  }
}

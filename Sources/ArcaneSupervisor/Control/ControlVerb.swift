// The verbs of the control socket. Validation, the commands' help, rpc.discover and docs/control.md are derived from
// this list.
import ArcaneIPC
import ArcaneModules

struct ControlVerb {
  struct Parameter {
    enum Kind {
      case text
      case flag
      case integer(ClosedRange<Int>)
      case number(ClosedRange<Double>)
      case choice([String])
      /// Four pixels: left, top, width, height.
      case region
      /// JSON as it is.
      case any
      /// A list of input events.
      case events
      /// A list of texts.
      case texts
    }
    var name: String
    var kind: Kind
    var isRequired = false
    var summary: String
  }

  var name: String
  var summary: String
  var parameters: [Parameter] = []
  /// The result's fields besides `generation`, `frame`, `time`, `paused` and `errors`.
  var result: String

  /// The largest that a JSON number holds exactly.
  static let mostInteger = 1 << 53

  /// A parameter of every verb that reaches the game.
  static let hash = Parameter(
    name: "hash", kind: .flag, summary: "Also give the hash of what the last frame drew: equal for equal pictures of equal assets.")
  private static let limit = Parameter(
    name: "limit", kind: .number(0...3600), summary: "Seconds to wait at most. Default: 60.")

  static let all: [ControlVerb] = [
    ControlVerb(
      name: "status", summary: "Report the status, without waiting for the game.",
      result:
        "`state` (`playing`, `paused`, `loading`, `failed`, `halted`, `hung`), `game`, `pid`, `worker`, `speed`, `phase`, `release`, and `receipt`, that of the last save"
    ),
    ControlVerb(
      name: "wait", summary: "Wait until the newest save is on the screen or has failed.", parameters: [limit],
      result: "`receipt`: `outcome` (`shown`, `unchanged`, `asset`, `failed`), `files`, `milliseconds`, `steps`, and `diagnostics` where it failed"),
    ControlVerb(name: "reload", summary: "Start the game over, and wait until it plays.", parameters: [limit], result: "`receipt`"),
    ControlVerb(name: "pause", summary: "Hold the game's clock.", parameters: [hash], result: "nothing more"),
    ControlVerb(name: "resume", summary: "Let the game's clock run again.", result: "nothing more"),
    ControlVerb(
      name: "step", summary: "Play frames of 1/60 second under a held clock; only the last is drawn.",
      parameters: [Parameter(name: "frames", kind: .integer(1...1_000_000), summary: "How many. Default: 1."), hash], result: "nothing more"),
    ControlVerb(
      name: "stepUntil", summary: "Play frames until an expression is true.",
      parameters: [
        Parameter(name: "expression", kind: .text, isRequired: true, summary: "As for eval; asked after each frame."),
        Parameter(name: "limit", kind: .integer(1...1_000_000), summary: "Frames at most. Default: 3600."), hash,
      ], result: "nothing more; an error with the reason `limit` if it was never true"),
    ControlVerb(
      name: "speed", summary: "Set how fast the game's time runs.",
      parameters: [
        Parameter(
          name: "factor", kind: .number(ClockSetting.speeds), isRequired: true, summary: "Game seconds per second, 0.01 to 100; 1 is usual.")
      ], result: "`speed`"),
    ControlVerb(
      name: "input", summary: "Press, move, type, for the next frame. Keys that are held are released when the client disconnects.",
      parameters: [
        Parameter(
          name: "events", kind: .events, isRequired: true,
          summary:
            "Objects: `{key, down}` (by name or place: `a`, `KeyA`; without `down`: pressed for one frame), `{mouse: [x, y]}`, `{button, down}`, `{wheel: [x, y]}`, `{text}`, `{pad, down}`, `{axis, value}`, `{touch: id, at: [x, y]}`, `{touch: id, end: true}`."
        ),
        hash,
      ], result: "nothing more"),
    ControlVerb(
      name: "screenshot", summary: "Take the last picture, as a PNG file or inline.",
      parameters: [
        Parameter(name: "path", kind: .text, summary: "Where to write it. Default: it comes inline."),
        Parameter(name: "inline", kind: .flag, summary: "Give it as base64, also beside a path."),
        Parameter(name: "scale", kind: .number(0.01...4), summary: "Size of the result. Default: 1."),
        Parameter(name: "region", kind: .region, summary: "Left, top, width and height in pixels. Default: all of it."),
        Parameter(name: "withOverlay", kind: .flag, summary: "With the message over the game, if there is one."), hash,
      ], result: "`width`, `height`, and `path`, or `mimeType` and `data` (base64)"),
    ControlVerb(
      name: "eval", summary: "Evaluate an expression in the game.",
      parameters: [
        Parameter(
          name: "expression", kind: .text, isRequired: true,
          summary:
            "JavaScript. Reaches globals, the exports of a module by `module(\"./player.ts\")`, and what the game registered by `agent`. A promise is awaited for up to 15 seconds."
        ),
        hash,
      ], result: "`value` (JSON), `text` (as the console shows it)"),
    ControlVerb(
      name: "state", summary: "Give the state that the game registered, or a part of it.",
      parameters: [Parameter(name: "path", kind: .text, summary: "Names and indices joined by dots. Default: all of it.")], result: "`value`"),
    ControlVerb(
      name: "describe", summary: "Describe the state in words.",
      parameters: [
        Parameter(name: "verbosity", kind: .choice(["minimal", "normal", "detailed"]), summary: "Default: normal."),
        Parameter(name: "path", kind: .text, summary: "Only this part."),
      ], result: "`value`: the text"),
    ControlVerb(name: "actions", summary: "List what can be done to the game now.", result: "`value`: names, descriptions, arguments"),
    ControlVerb(
      name: "act", summary: "Do one of the game's actions.",
      parameters: [
        Parameter(name: "name", kind: .text, isRequired: true, summary: "Of the action."),
        Parameter(name: "arguments", kind: .any, summary: "An object."), hash,
      ], result: "`value`: `ok`, `state`, `error`"),
    ControlVerb(
      name: "simulate", summary: "Report what an action would do, without changing the game.",
      parameters: [
        Parameter(name: "name", kind: .text, isRequired: true, summary: "Of the action."),
        Parameter(name: "arguments", kind: .any, summary: "An object."),
      ], result: "`value`: `ok`, `state`, `error`"),
    ControlVerb(name: "rewind", summary: "Put the state back to what it was when the game registered it.", result: "`value`: the state"),
    ControlVerb(name: "snapshot", summary: "Give a copy of the state, with its time.", result: "`value`: `state`, `timestamp`"),
    ControlVerb(
      name: "scene", summary: "List what the last frame drew.", parameters: [hash],
      result: "`value`: `viewport`, `camera`, `sprites` (textures by name), `shapes`, `lights`, `texts`"),
    ControlVerb(
      name: "console", summary: "Give what the game printed.",
      parameters: [
        Parameter(name: "since", kind: .integer(0...ControlVerb.mostInteger), summary: "The `next` of an earlier answer. Default: all that is kept."),
        Parameter(name: "limit", kind: .integer(1...10_000), summary: "Lines at most. Default: 1000."),
      ], result: "`lines` (`number`, `level`, `text`, `generation`), `next`, `dropped`"),
    ControlVerb(name: "assets", summary: "List the pictures, sounds and fonts of the session.", result: "`assets`"),
    ControlVerb(
      name: "perf", summary: "Report the times of the last 240 frames, and memory use.",
      result: "`value`: `milliseconds` (`script`, `draw`, `interval`), `drawCalls`, `sprites`, `memory`"),
    ControlVerb(
      name: "subscribe", summary: "Get events as they happen: the same as --json prints, as notifications `event`.",
      parameters: [Parameter(name: "events", kind: .texts, summary: "Names. Default: all.")], result: "`events`"),
    ControlVerb(
      name: "cancel", summary: "End a request of this client that still waits; frames that it plays are not played to the end.",
      parameters: [Parameter(name: "id", kind: .any, isRequired: true, summary: "Of the request.")], result: "`cancelled`: whether it waited"),
    ControlVerb(name: "stop", summary: "End dev.", result: "nothing more"),
    ControlVerb(name: "rpc.discover", summary: "Describe all this.", result: "An OpenRPC document"),
  ]

  static func named(_ name: String) throws(RPCError) -> ControlVerb {
    if let verb = all.first(where: { $0.name == name }) { return verb }
    let near = NearestName.of(name, among: all.map(\.name)).map { ". Did you mean '\($0)'?" } ?? ""
    throw RPCError(
      .unknownMethod, "there is no verb '\(name)'\(near)",
      data: .of(["verbs": .array(all.map { .string($0.name) }), "schema": .string("rpc.discover")]))
  }

  // MARK: - Checking

  /// - Throws: an error for the first invalid parameter.
  func check(_ parameters: JSONValue) throws(RPCError) {
    for member in parameters.members {
      guard let parameter = self.parameters.first(where: { $0.name == member.key }) else {
        let names = self.parameters.map(\.name)
        let near = NearestName.of(member.key, among: names).map { ". Did you mean '\($0)'?" } ?? ""
        let known = names.isEmpty ? "'\(name)' takes no parameters" : "it takes \(names.joined(separator: ", "))"
        throw wrong("'\(name)' has no parameter '\(member.key)'\(near.isEmpty ? ": " + known : near)", member.key)
      }
      if !parameter.kind.takes(member.value) { throw wrong("'\(parameter.name)' of '\(name)' must be \(parameter.kind.wording)", parameter.name) }
    }
    for parameter in self.parameters where parameter.isRequired && parameters[parameter.name] == nil {
      throw wrong("'\(name)' needs '\(parameter.name)': \(parameter.kind.wording)", parameter.name)
    }
  }

  private func wrong(_ message: String, _ parameter: String) -> RPCError {
    RPCError(.invalidParameters, message, data: .of(["schema": .string("rpc.discover#/methods/\(name)/params/\(parameter)")]))
  }
}

extension ControlVerb.Parameter.Kind {
  func takes(_ value: JSONValue) -> Bool {
    switch self {
    case .text: value.string.map { $0.utf8.count <= ControlOrder.expressionLimit && !$0.utf8.contains(0) } ?? false
    case .flag: value.truth != nil
    case .integer(let range): value.number.map { $0 == $0.rounded() && $0 >= Double(range.lowerBound) && $0 <= Double(range.upperBound) } ?? false
    case .number(let range): value.number.map { range.contains($0) } ?? false
    case .choice(let words): value.string.map(words.contains) ?? false
    case .region:
      value.elements.count == 4 && value.elements.allSatisfy { $0.number.map { $0 == $0.rounded() && (0...16384).contains($0) } ?? false }
    case .any: true
    case .events: if case .array = value { true } else { false }
    case .texts: if case .array(let items) = value { items.allSatisfy { $0.string != nil } } else { false }
    }
  }

  var wording: String {
    switch self {
    case .text: "a text of at most \(ControlOrder.expressionLimit / 1024) KB, without the character 0"
    case .flag: "true or false"
    case .integer(let range):
      range.upperBound == ControlVerb.mostInteger
        ? "a whole number from \(range.lowerBound)" : "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .number(let range): "a number from \(JSONValue.value(range.lowerBound).text) to \(JSONValue.value(range.upperBound).text)"
    case .choice(let words): "one of \(words.joined(separator: ", "))"
    case .region: "four whole numbers: left, top, width, height"
    case .any: "any value"
    case .events: "a list of input events"
    case .texts: "a list of texts"
    }
  }

  /// JSON Schema.
  var schema: JSONValue {
    func type(_ name: String, _ more: KeyValuePairs<String, JSONValue?> = [:]) -> JSONValue {
      .object([JSONValue.Member(key: "type", value: .string(name))] + JSONValue.of(more).members)
    }
    return switch self {
    case .text: type("string")
    case .flag: type("boolean")
    case .integer(let range):
      type("integer", ["minimum": .value(range.lowerBound), "maximum": range.upperBound == ControlVerb.mostInteger ? nil : .value(range.upperBound)])
    case .number(let range): type("number", ["minimum": .value(range.lowerBound), "maximum": .value(range.upperBound)])
    case .choice(let words): type("string", ["enum": .array(words.map { .string($0) })])
    case .region: type("array", ["items": type("integer", ["minimum": .value(0)]), "minItems": .value(4), "maxItems": .value(4)])
    case .any: type("object")
    case .events: type("array", ["items": type("object")])
    case .texts: type("array", ["items": type("string")])
    }
  }
}

extension ControlVerb {
  /// JSON Schema of all parameters together.
  var schema: JSONValue {
    .of([
      "type": .string("object"),
      "properties": .object(parameters.map { JSONValue.Member(key: $0.name, value: $0.kind.schema.with("description", .string($0.summary))) }),
      "required": parameters.contains(where: \.isRequired) ? .array(parameters.filter(\.isRequired).map { .string($0.name) }) : nil,
      "additionalProperties": .boolean(false),
    ])
  }

  /// An OpenRPC document of all verbs.
  static var document: JSONValue {
    .of([
      "openrpc": .string("1.3.2"),
      "info": .of(["title": .string("Arcane's control socket"), "version": .string(WireProtocol.release)]),
      "methods": .array(
        all.map { verb in
          .of([
            "name": .string(verb.name), "summary": .string(verb.summary), "paramStructure": .string("by-name"),
            "params": .array(
              verb.parameters.map { parameter in
                .of([
                  "name": .string(parameter.name), "description": .string(parameter.summary), "required": .boolean(parameter.isRequired),
                  "schema": parameter.kind.schema,
                ])
              }),
            "result": .of(["name": .string("result"), "description": .string(verb.result), "schema": .of(["type": .string("object")])]),
          ])
        }),
    ])
  }
}

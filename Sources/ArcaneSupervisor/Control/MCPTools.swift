// The tools of the MCP server: the verbs of the control socket, under their own names and those of the original's
// server.
import ArcaneModules

struct MCPTool: Sendable {
  enum Action: Sendable {
    /// A verb of the control socket, with its parameters from the tool's arguments.
    case verb(String, @Sendable (JSONValue) -> JSONValue)
    /// The project's tests.
    case tests
  }

  var name: String
  var summary: String
  var schema: JSONValue
  var action: Action

  private static func schema(_ properties: [(String, JSONValue)], required: [String] = []) -> JSONValue {
    .of([
      "type": .string("object"), "properties": .fields(properties),
      "required": required.isEmpty ? nil : .array(required.map { .string($0) }),
    ])
  }
  private static func text(_ summary: String) -> JSONValue { .of(["type": .string("string"), "description": .string(summary)]) }

  /// A tool with the name of its verb.
  private static func same(_ name: String, _ verb: String) -> MCPTool? {
    guard let found = ControlVerb.all.first(where: { $0.name == verb }) else { return nil }
    return MCPTool(name: name, summary: found.summary + " Gives: \(found.result).", schema: found.schema, action: .verb(verb) { $0 })
  }

  /// The original takes the arguments of an action as an object or as the JSON text of one.
  @Sendable private static func actionArguments(_ arguments: JSONValue) -> JSONValue {
    var given = arguments["args"] ?? arguments["arguments"] ?? .object([])
    if let text = given.string, let parsed = try? JSONValue(parsing: Array(text.utf8)) { given = parsed }
    return .of(["name": arguments["name"], "arguments": given])
  }

  private static let actionSchema = schema(
    [
      ("name", text("Of the action.")),
      ("args", .of(["type": .array([.string("object"), .string("string")]), "description": .string("Its arguments.")])),
    ],
    required: ["name"])

  static let all: [MCPTool] =
    [
      MCPTool(
        name: "get_state", summary: "The state that the game has registered, or the part at a path.",
        schema: schema([("path", text("Names and indices joined by dots."))]), action: .verb("state") { .of(["path": $0["path"]]) }),
      MCPTool(
        name: "describe_state", summary: "The game's state in words.",
        schema: schema([("verbosity", .of(["type": .string("string"), "enum": .array(["minimal", "normal", "detailed"].map { .string($0) })]))]),
        action: .verb("describe") { .of(["verbosity": $0["verbosity"]]) }),
      MCPTool(name: "list_actions", summary: "What can be done to the game now.", schema: schema([]), action: .verb("actions") { _ in .object([]) }),
      MCPTool(name: "execute_action", summary: "Carry out one of the game's actions.", schema: actionSchema, action: .verb("act", actionArguments)),
      MCPTool(
        name: "simulate_action", summary: "What an action would do; the game stays as it is.", schema: actionSchema,
        action: .verb("simulate", actionArguments)),
      MCPTool(
        name: "inspect_scene",
        summary: "With a path: that part of the game's state. Without: what the last frame drew, with names, rectangles and texts.",
        schema: schema([("path", text("Names and indices joined by dots."))]), action: .verb("", { $0 })),
      MCPTool(
        name: "capture_snapshot", summary: "A copy of the game's state, with its time.", schema: schema([]),
        action: .verb("snapshot") { _ in .object([]) }),
      MCPTool(
        name: "hot_reload", summary: "Start the game over with the newest code. Answers when it plays, or has failed.", schema: schema([]),
        action: .verb("reload") { _ in .object([]) }),
      MCPTool(
        name: "run_tests", summary: "Run the project's tests.", schema: schema([("filter", text("Only tests with this in their names."))]),
        action: .tests),
      MCPTool(
        name: "rewind", summary: "Put the state back to what it was when the game registered it.", schema: schema([]),
        action: .verb("rewind") { _ in .object([]) }),
      MCPTool(
        name: "get_frame_stats", summary: "Frame times and memory use.", schema: schema([]), action: .verb("perf") { _ in .object([]) }),
      MCPTool(
        name: "capture_frame", summary: "The last picture of the game.",
        schema: schema([("scale", .of(["type": .string("number"), "description": .string("Size of the result. Default: 1.")]))]),
        action: .verb("screenshot") { .of(["inline": .boolean(true), "scale": $0["scale"]]) }),
    ]
    + [
      same("status", "status"), same("wait", "wait"), same("pause", "pause"), same("resume", "resume"), same("step", "step"),
      same("step_until", "stepUntil"), same("speed", "speed"), same("input", "input"), same("evaluate", "eval"), same("console", "console"),
      same("assets", "assets"), same("stop", "stop"),
    ].compactMap { $0 }

  /// The verb and its parameters.
  func request(_ arguments: JSONValue) -> (verb: String, parameters: JSONValue)? {
    guard case .verb(let verb, let parameters) = action else { return nil }
    // The original's name covers two verbs.
    if name == "inspect_scene" {
      return arguments["path"] == nil ? ("scene", .object([])) : ("state", .of(["path": arguments["path"]]))
    }
    return (verb, parameters(arguments))
  }
}

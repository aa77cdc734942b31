import CArcaneV8
import CPlatformScript

/// What the control socket asks of a game: functions in its realm (Sources/CPlatformScript/script/control.js), each of
/// which takes texts and gives JSON.
///
/// Made when something is first asked for, so that games that nobody asks pay nothing. Frees what it holds; to be let go
/// before the runtime.
public final class ControlScript {
  public enum Function: String, CaseIterable, Sendable {
    /// An expression, or statements, and a ticket: `{"value": …, "text": …}`, or nothing for a promise, whose outcome can be
    /// asked for with the ticket.
    case evaluate
    /// What has become of the promise with that ticket: as `evaluate`, and nothing as long as it is pending.
    case outcome
    /// Nobody will ask for the promise with that ticket any more.
    case forget
    /// An expression: whether it is true, `true` or `false`.
    case holds
    /// A function of what the game has registered, and its arguments as a JSON list.
    case agent
    /// What the built-in library has written in the last frame.
    case texts
  }

  private let runtime: ScriptRuntime
  private var functions: [Function: OpaquePointer] = [:]

  /// - Parameter module: the URL of the module that a path means, which is told to script otherwise.
  public init(_ runtime: ScriptRuntime, module: @escaping (String) throws -> String) throws(ScriptFailure) {
    self.runtime = runtime
    let raw = runtime.raw
    let op = "op_arcane_control_module"
    runtime.defineOp(op) { [unowned runtime] call in
      let path = try call.string(0)
      let url = try module(path)
      guard let found = runtime.graph[url], found.isFilled, call.returnNamespace(of: found) else {
        throw OpError("\(path): the module has not been loaded yet")
      }
    }
    let source = String(
      decoding: UnsafeRawBufferPointer(start: arcane_control_script(), count: arcane_control_script_size()), as: UTF8.self)
    let function = try runtime.evaluate(source, name: "arcane:control")
    defer { av_value_free(function) }
    var failure: OpaquePointer?
    guard let namespace = op.withText({ av_object_get(raw, runtime.hooks.ops, $0, &failure) }) else {
      throw ScriptFailure(taking: failure, or: op)
    }
    defer { av_value_free(namespace) }
    var arguments: [OpaquePointer?] = [runtime.hooks.inspect, namespace]
    guard let object = av_call_function(raw, function, &arguments, 2, &failure) else { throw ScriptFailure(taking: failure, or: "control") }
    defer { av_value_free(object) }
    for name in Function.allCases {
      guard let member = name.rawValue.withText({ av_object_get(raw, object, $0, &failure) }) else {
        throw ScriptFailure(taking: failure, or: name.rawValue)
      }
      functions[name] = member
    }
  }

  deinit { for function in functions.values { av_value_free(function) } }

  /// Promise jobs that come of it have run.
  public func call(_ function: Function, _ arguments: String...) throws(ScriptFailure) -> String {
    guard let callee = functions[function] else { return "null" }
    let raw = runtime.raw
    let values = arguments.map { text in text.withText { av_string_new(raw, $0) } }
    defer { for value in values { av_value_free(value) } }
    var failure: OpaquePointer?
    let result = av_call_function(raw, callee, values, Int32(values.count), &failure)
    defer { av_value_free(result) }
    let ended = runtime.runMicrotasks()
    guard let result else { throw ScriptFailure(taking: failure, or: function.rawValue) }
    if let ended { throw ended }
    var text = av_buffer()
    guard av_value_text(result, raw, &text, &failure) else { throw ScriptFailure(taking: failure, or: function.rawValue) }
    return String(taking: text)
  }
}

extension ScriptRuntime {
  /// URLs of all modules that are there, sorted.
  public var moduleURLs: [String] { graph.urls.sorted() }
}

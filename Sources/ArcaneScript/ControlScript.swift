import CArcaneV8
import CPlatformScript

/// The script side of control requests: functions in the game's realm (Sources/CPlatformScript/script/control.js) that
/// take strings and return JSON.
///
/// Made on the first request, so that other games pay nothing. Must be released before the runtime.
public final class ControlScript {
  public enum Function: String, CaseIterable, Sendable {
    /// An expression, or statements, and a ticket: `{"value": …, "text": …}`, or nothing for a promise, whose outcome can be
    /// asked for with the ticket.
    case evaluate
    /// The outcome of the promise with that ticket: as for `evaluate`, and nothing while it is pending.
    case outcome
    /// Drops the promise with that ticket.
    case forget
    /// Whether an expression is true: `true` or `false`.
    case holds
    /// Calls a function of the registered agent, with its arguments as a JSON list.
    case agent
    /// The texts that the built-in library drew in the last frame.
    case texts
  }

  private let runtime: ScriptRuntime
  private var functions: [Function: OpaquePointer] = [:]

  /// - Parameter module: the URL of the module that a path means; throws an error for script otherwise.
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

  /// Its promise jobs have run.
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
  /// URLs of all modules, sorted.
  public var moduleURLs: [String] { graph.urls.sorted() }
}

import CArcaneV8

/// The functions of the platform's script that the host calls.
final class Hooks {
  private let runtime: OpaquePointer
  private var values: [OpaquePointer] = []
  let global: OpaquePointer
  /// `Deno.core.ops`.
  let ops: OpaquePointer
  let importMeta: OpaquePointer
  let runTimer: OpaquePointer
  let nextTimer: OpaquePointer
  let nextNewTimer: OpaquePointer
  let runAnimationFrame: OpaquePointer
  let lastCallback: OpaquePointer
  let waitingFrames: OpaquePointer
  let findUncloneable: OpaquePointer
  let setGlobal: OpaquePointer
  private let prepareStack: OpaquePointer
  private let framesOf: OpaquePointer
  /// A value as text, as the console shows it.
  let inspect: OpaquePointer
  /// The object that holds them, for a snapshot.
  let object: OpaquePointer

  init(taking object: OpaquePointer, of runtime: OpaquePointer) {
    self.runtime = runtime
    self.object = object
    var values = [object]
    func member(_ name: String) -> OpaquePointer {
      var failure: OpaquePointer?
      guard let value = name.withText({ av_object_get(runtime, object, $0, &failure) }) else {
        preconditionFailure("the platform's script lacks \(name)")  // our own script, checked by every test
      }
      values.append(value)
      return value
    }
    guard let global = av_global(runtime) else { preconditionFailure("a context has a global object") }
    self.global = global
    values.append(global)
    ops = member("ops")
    importMeta = member("importMeta")
    runTimer = member("runTimer")
    nextTimer = member("nextTimer")
    nextNewTimer = member("nextNewTimer")
    runAnimationFrame = member("runAnimationFrame")
    lastCallback = member("lastCallback")
    waitingFrames = member("waitingFrames")
    findUncloneable = member("findUncloneable")
    setGlobal = member("setGlobal")
    prepareStack = member("prepareStack")
    framesOf = member("framesOf")
    inspect = member("inspect")
    self.values = values
  }

  /// - Parameter eager: compile all of it, for a snapshot.
  convenience init(evaluatingPlatformScriptIn runtime: OpaquePointer, eager: Bool = false) {
    var failure: OpaquePointer?
    let natives = av_object_new(runtime)
    for (index, name) in PlatformNatives.names.enumerated() {
      name.withText { av_object_set_function(runtime, natives, $0, UInt32(index)) }
    }
    let function = "arcane:platform".withText { name in
      PlatformScript.source.withText { av_evaluate(runtime, name, $0, eager, &failure) }
    }
    let object = function.flatMap { function in
      var arguments = [natives]
      return av_call_function(runtime, function, &arguments, 1, &failure)
    }
    av_value_free(function)
    av_value_free(natives)
    guard let object else {
      // Our own script in a fresh context: only a mistake in it gets here, and every test would.
      preconditionFailure(ScriptFailure(taking: failure, or: "platform script").description)
    }
    self.init(taking: object, of: runtime)
  }

  /// Installs the hooks that V8 itself calls.
  func install() {
    av_set_import_meta_hook(runtime, importMeta)
    av_set_stack_hook(runtime, prepareStack)
    av_set_frames_hook(runtime, framesOf)
    av_set_thrown_hook(runtime, inspect)
  }

  func free() {
    for value in values { av_value_free(value) }
    values.removeAll()
  }

  /// `String(function(argument))`, nil when it throws.
  func text(of function: OpaquePointer, _ argument: OpaquePointer) -> String? {
    var failure: OpaquePointer?
    defer { av_failure_free(failure) }
    var arguments: [OpaquePointer?] = [argument]
    guard let result = av_call_function(runtime, function, &arguments, 1, &failure) else { return nil }
    defer { av_value_free(result) }
    var text = av_buffer()
    return av_value_text(result, runtime, &text, &failure) ? String(taking: text) : nil
  }

  /// `function(argument)`, nil when it throws or is no number.
  func number(of function: OpaquePointer, _ argument: Double? = nil) -> Double? {
    var failure: OpaquePointer?
    let arguments = argument.map { [av_number_new(runtime, $0)] } ?? []
    defer {
      av_failure_free(failure)
      for value in arguments { av_value_free(value) }
    }
    guard let result = av_call_function(runtime, function, arguments, Int32(arguments.count), &failure) else { return nil }
    defer { av_value_free(result) }
    var number = 0.0
    return av_value_number(result, runtime, &number) ? number : nil
  }
}

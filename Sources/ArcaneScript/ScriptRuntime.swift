import CArcaneV8

/// One V8 isolate with one context, which runs one generation of a game.
///
/// Belongs to the thread that makes it; that thread also has to free it. The order of a frame is
/// `runTimers`, `runAnimationFrames`, `callFrameCallback`, `takeUnhandledRejections`.
public final class ScriptRuntime {
  let raw: OpaquePointer
  let host: Host
  let snapshot: ScriptSnapshot?
  let randomSeed: UInt32?
  /// Of the present context.
  private(set) var hooks: Hooks
  let ops: OpTable
  let graph: ModuleGraph
  let speculation: SpeculativePrefix
  let entry: EntryEvaluation

  /// Where `console` goes: one call per line or block of lines, without a final newline.
  public var onConsole: (ConsoleLevel, String) -> Void {
    get { host.onConsole }
    set { host.onConsole = newValue }
  }
  /// Called for each frame when the stack of an error is first read: returns how its position is shown.
  public var framePlace: (_ url: String, _ line: Int, _ column: Int) -> FramePlace {
    get { host.framePlace }
    set { host.framePlace = newValue }
  }
  /// The answer to `TerminationHandle.look`: where script is, innermost first. Called from within script; must not call
  /// into the runtime.
  public var onLook: ([ScriptFailure.Frame]) -> Void {
    get { host.onLook }
    set { host.onLook = newValue }
  }
  /// Called just before V8 aborts the process. Must not call into the runtime.
  public var onFatalError: (_ location: String, _ message: String) -> Void {
    get { host.onFatalError }
    set { host.onFatalError = newValue }
  }
  /// Called for every `import()` that its module's import map does not resolve; answer with `finishImport`, now or
  /// later. Without it such an import is rejected.
  public var onDynamicImport: ((DynamicImport) -> Void)?

  public init(_ options: ScriptOptions = ScriptOptions()) throws(ScriptStartError) {
    try V8Process.start(flags: options.flags, threads: options.workerThreads)
    let snapshot = options.snapshot
    try snapshot?.check(options)
    let host = Host(clock: ScriptClock(virtualTime: options.virtualTime), random: RandomBytes(seed: options.randomSeed))
    var shim = av_options()
    shim.heap_limit_bytes = max(options.heapLimitMegabytes, 8) << 20
    shim.buffer_limit_bytes = max(options.bufferLimitMegabytes, 0) << 20
    shim.stack_bytes = Self.stackBytes(wanted: max(options.stackKilobytes, 64) << 10)
    if let snapshot {
      shim.snapshot = snapshot.payload.baseAddress?.assumingMemoryBound(to: UInt8.self)
      shim.snapshot_length = snapshot.payload.count
    }
    var callbacks = host.callbacks
    guard let raw = av_runtime_new(&shim, &callbacks) else { throw .snapshotMismatch }
    host.colorsConsole = options.colorsConsole
    self.raw = raw
    self.host = host
    ops = OpTable(host)
    graph = ModuleGraph(raw)
    speculation = SpeculativePrefix(raw)
    entry = EntryEvaluation(raw)
    self.snapshot = snapshot
    randomSeed = options.randomSeed
    host.ops = PlatformNatives.bodies(host).map { Host.Op(body: $0) }
    for name in PlatformNatives.names { host.log.append(name: name) }
    do { hooks = try Self.makeHooks(raw, snapshot) } catch {
      av_runtime_free(raw)
      throw error
    }
    for name in snapshot?.opNames ?? [] { ops.reserve(name) }
    hooks.install()
    host.resolveImport = { [graph] specifier, referrer in graph[referrer].flatMap { graph.target(of: specifier, in: $0)?.url } }
  }

  public var isOfSnapshot: Bool { snapshot != nil }

  private static func makeHooks(_ raw: OpaquePointer, _ snapshot: ScriptSnapshot?) throws(ScriptStartError) -> Hooks {
    guard snapshot != nil else { return Hooks(evaluatingPlatformScriptIn: raw) }
    guard let kept = av_snapshot_take(raw, 0) else { throw .snapshotDamaged("it does not hold the platform's globals") }
    return Hooks(taking: kept, of: raw)
  }

  deinit {
    entry.forget()
    hooks.free()
    av_runtime_free(raw)
  }

  // MARK: Starting over

  /// A fresh isolate and context in place of the present ones, as if just made: without modules, with the ops that have
  /// been defined, at the beginning of its random numbers. Not from an op.
  public func startOver() throws(ScriptStartError) { try startOver(av_runtime_start_over) }

  /// The same in the present isolate: a fresh context only, which takes much less. The old context cannot be reached
  /// from it, but the heap is the same, so after a termination or a full heap use `startOver`.
  public func renewContext() throws(ScriptStartError) { try startOver(av_runtime_renew_context) }

  private func startOver(_ renew: (OpaquePointer) -> Void) throws(ScriptStartError) {
    entry.forget()
    hooks.free()
    graph.forget()
    speculation.forget()
    host.forget()
    host.random = RandomBytes(seed: randomSeed)
    renew(raw)
    hooks = try Self.makeHooks(raw, snapshot)
    hooks.install()
    ops.install(on: hooks.ops, of: raw)
  }

  /// The rest of the calling thread's stack, minus what ops may need, or less if less is wanted.
  private static func stackBytes(wanted: Int) -> Int {
    let available = Int(clamping: av_stack_available())
    return available == 0 ? wanted : max(min(wanted, available - 128 << 10), 32 << 10)
  }

  // MARK: Ops

  /// Makes `Deno.core.ops[name]`, or replaces what it does.
  public func defineOp(_ name: String, _ body: @escaping OpBody) {
    let (index, isNew) = ops.define(name, body)
    if isNew { name.withText { av_object_set_function(raw, hooks.ops, $0, index) } }
  }

  /// Where script is that calls an op now, innermost first; empty outside of one.
  public var callerFrames: [ScriptFailure.Frame] {
    guard av_is_running(raw) else { return [] }
    return av_stack(raw).map { ScriptFailure(taking: $0).frames } ?? []
  }

  // MARK: Time

  /// What `Date` shows, in milliseconds since 1970; nil when script sees the system's time.
  public var virtualTime: Double? {
    get { host.clock.virtualTime }
    set { host.clock.virtualTime = newValue }
  }

  /// `performance.now()`: what the deadlines of timers refer to, in milliseconds.
  public var now: Double { host.clock.now }

  /// Seconds per second of `performance.now` and of timers; 0 holds them.
  public func setClockRate(_ rate: Double) { host.clock.setRate(rate) }

  /// Advances them at once.
  public func advanceClock(milliseconds: Double) { host.clock.advance(milliseconds: milliseconds) }

  /// `performance.now` is 0 again.
  public func restartClock() { host.clock.restart() }

  // MARK: Turns

  /// Runs promise jobs, and the imports that they request, until none are left. Inside an op it does nothing: they run
  /// when script has returned. Returns a failure only if script was ended (`.terminated`, `.outOfMemory`).
  @discardableResult
  public func runMicrotasks() -> ScriptFailure? {
    if av_is_running(raw) { return nil }
    repeat {
      if let failure = shimFailure({ av_run_microtasks(raw, &$0) }) { return failure }
    } while serveImports()
    return nil
  }

  /// Runs V8's own tasks on this thread (finalizers, steps of garbage collection). Call it once per frame or when idle.
  @discardableResult
  public func runPlatformTasks(limit: Int = 16) -> ScriptFailure? {
    shimFailure { av_run_platform_tasks(raw, Int32(clamping: limit), &$0) } ?? runMicrotasks()
  }

  /// Calls `globalThis.__frameCallback` if it is truthy, then runs promise jobs.
  public func callFrameCallback() -> ScriptFailure? { callGlobal("__frameCallback") }

  /// Calls a function of the global object without arguments if it is truthy, then runs promise jobs.
  public func callGlobal(_ name: String) -> ScriptFailure? {
    var failure: OpaquePointer?
    guard let function = name.withText({ av_object_get(raw, hooks.global, $0, &failure) }) else {
      return failure.map { ScriptFailure(taking: $0) }
    }
    defer { av_value_free(function) }
    guard av_value_is_truthy(function, raw) else { return nil }
    guard av_value_is_function(function, raw) else {
      return ScriptFailure(kind: .exception, name: "TypeError", message: "\(name) is not a function")
    }
    let thrown = call(function)
    return thrown ?? runMicrotasks()
  }

  /// Calls and drops the result. Promise jobs run also after an exception, but not after a termination.
  func call(_ function: OpaquePointer, _ arguments: [Double] = []) -> ScriptFailure? {
    let values = arguments.map { av_number_new(raw, $0) }
    defer { for value in values { av_value_free(value) } }
    var failure: OpaquePointer?
    if let result = av_call_function(raw, function, values, Int32(values.count), &failure) {
      av_value_free(result)
      return nil
    }
    guard let failure = failure.map({ ScriptFailure(taking: $0) }) else { return nil }
    return failure.kind == .exception ? (runMicrotasks() ?? failure) : failure
  }

  /// The exceptions and rejections that nobody handled since the last time.
  public func takeUnhandledRejections() -> [ScriptFailure] {
    var failures = host.reported
    host.reported.removeAll()
    while let raw = av_take_rejection(raw) { failures.append(ScriptFailure(taking: raw, as: .unhandledRejection)) }
    return failures
  }

  // MARK: Scripts

  /// Runs a classic script and returns its completion value as by `String()`. `name` is its URL in stack traces.
  @discardableResult
  public func evaluateScript(_ source: String, name: String = "arcane:script") throws(ScriptFailure) -> String {
    let value = try evaluate(source, name: name)
    defer { av_value_free(value) }
    var text = av_buffer()
    var failure: OpaquePointer?
    guard av_value_text(value, raw, &text, &failure) else { throw ScriptFailure(taking: failure, or: "String()") }
    return String(taking: text)
  }

  /// The value, which the caller frees. Promise jobs have run.
  func evaluate(_ source: String, name: String) throws(ScriptFailure) -> OpaquePointer {
    var failure: OpaquePointer?
    let value = name.withText { name in source.withText { av_evaluate(raw, name, $0, false, &failure) } }
    let ended = runMicrotasks()
    guard let value else { throw ScriptFailure(taking: failure, or: "script") }
    if let ended {
      av_value_free(value)
      throw ended
    }
    return value
  }

  // MARK: State

  /// The value of an expression by HTML's structured serialize: what a later runtime can `deserialize`.
  /// A value that cannot be cloned fails with the path of the part that is to blame.
  public func serialize(expression: String, limit: Int) throws(ScriptFailure) -> [UInt8] {
    let value = try evaluate("(\(expression))", name: "arcane:serialize")
    defer { av_value_free(value) }
    var bytes = av_buffer()
    var failure: OpaquePointer?
    if av_serialize(raw, value, limit, &bytes, &failure) { return [UInt8](taking: bytes) }
    var described = ScriptFailure(taking: failure, or: "serialize")
    if let culprit = hooks.text(of: hooks.findUncloneable, value), !culprit.isEmpty {
      described.message = "\(culprit) (\(described.message))"
    }
    throw described
  }

  /// Sets a property of the global object to the value that the bytes stand for.
  public func deserialize(_ bytes: UnsafeRawBufferPointer, intoGlobal name: String) throws(ScriptFailure) {
    var failure: OpaquePointer?
    let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    guard let value = av_deserialize(raw, start, bytes.count, &failure) else {
      throw ScriptFailure(taking: failure, or: "the bytes are not a serialized value")
    }
    defer { av_value_free(value) }
    let key = name.withText { av_string_new(raw, $0) }
    defer { av_value_free(key) }
    var arguments = [key, value]
    guard let result = av_call_function(raw, hooks.setGlobal, &arguments, 2, &failure) else {
      throw ScriptFailure(taking: failure, or: "deserialize")
    }
    av_value_free(result)
  }

  // MARK: Limits

  /// The log of op calls, readable from any thread.
  public var opLog: OpLog { host.log }

  /// Ends script that runs too long, from any thread.
  public var terminationHandle: TerminationHandle { TerminationHandle(taking: av_terminator_of(raw)) }

  public struct HeapStatistics: Equatable, Sendable {
    public var usedBytes: Int
    public var limitBytes: Int
    /// Bytes of array buffers, outside the heap limit.
    public var externalBytes: Int
  }

  public var heapStatistics: HeapStatistics {
    let statistics = av_heap_statistics_of(raw)
    return HeapStatistics(
      usedBytes: statistics.used_bytes, limitBytes: statistics.limit_bytes, externalBytes: statistics.external_bytes)
  }

  /// Bytes of array buffers; unreachable ones count until they are collected.
  public var bufferBytes: Int { av_buffer_bytes(raw) }

  /// Bytes of other memory that count against the limit of array buffers.
  public var outsideBytes = 0 { didSet { av_set_outside_bytes(raw, max(0, outsideBytes)) } }

  public func collectGarbage() { av_collect_garbage(raw) }

  /// V8's version, such as "10.2.154.26".
  public static var v8Version: String { V8Process.version }

  func shimFailure(_ body: (inout OpaquePointer?) -> Bool) -> ScriptFailure? {
    var failure: OpaquePointer?
    return body(&failure) ? nil : ScriptFailure(taking: failure, or: "unknown failure")
  }
}

extension ScriptFailure {
  /// V8 gives no exception only when it was torn down meanwhile; report at least what was being done.
  init(taking raw: OpaquePointer?, or what: String) {
    if let raw { self.init(taking: raw) } else { self.init(kind: .exception, name: "Error", message: what) }
  }
}

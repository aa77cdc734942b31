import ArcaneLinux
import CArcaneV8

/// The evaluation of the entry module.
final class EntryEvaluation {
  private let raw: OpaquePointer
  private var current: (module: Module, promise: OpaquePointer)?

  init(_ raw: OpaquePointer) { self.raw = raw }

  func begin(_ module: Module, _ promise: OpaquePointer) {
    forget()
    current = (module, promise)
  }

  func forget() {
    if let current { av_value_free(current.promise) }
    current = nil
  }

  var hasBegun: Bool { current != nil }

  /// Its state, without unhandled rejections.
  var state: Evaluation {
    guard let current else { return .completed }
    var failure: OpaquePointer?
    switch av_promise_state(raw, current.promise, &failure) {
    case 1: return .completed
    case 2: return .failed(ScriptFailure(taking: failure, or: current.module.url))
    default: return .pending
    }
  }
}

public enum ModuleKind: Sendable {
  case javascript
  /// Its default export is the parsed text.
  case json
}

/// What happened to the code cache that came with a module.
public enum CodeCacheUse: Equatable, Sendable {
  case notGiven, accepted
  /// It belongs to another source, V8 or set of flags. The module was compiled from its source.
  case rejected
}

public enum Evaluation: Equatable, Sendable {
  case completed
  /// At a top-level `await`. Run timers and finish imports, then ask `continueEvaluation`.
  case pending
  case failed(ScriptFailure)
}

/// An `import()` whose specifier is not in the importing module's map.
public struct DynamicImport: Equatable, Sendable {
  public var specifier: String
  /// URL of the module (or name of the script) that imports.
  public var referrer: String
  let token: UInt64
}

extension ScriptRuntime {
  /// Compiles a module, without linking or running anything; replaces the one that had this URL.
  ///
  /// - `source`: UTF-8, copied once. `codeCache`: from `codeCache(of:)`, of any age; borrowed during the call.
  /// - `imports`: module URL for each specifier. What it lacks is looked up among the built-in modules.
  /// Throws `.syntax` with the place in the first frame; whoever imports the URL then fails with the same.
  @discardableResult
  public func defineModule(
    _ url: String, kind: ModuleKind = .javascript, source: UnsafeRawBufferPointer, imports: [String: String] = [:],
    codeCache: UnsafeRawBufferPointer? = nil
  ) throws(ScriptFailure) -> CodeCacheUse {
    let module = graph.place(url)
    speculation.noteChange(of: module)
    return try graph.refill(module) { () throws(ScriptFailure) in
      module.isSynthetic = kind != .javascript
      module.imports = imports
      guard kind == .javascript else {
        try parse(module, source)
        return .notGiven
      }
      return try compile(module, source, codeCache)
    }
  }

  private func parse(_ module: Module, _ json: UnsafeRawBufferPointer) throws(ScriptFailure) {
    var failure: OpaquePointer?
    guard av_module_set_json(module.slot, av_text(json), &failure) else {
      var described = ScriptFailure(taking: failure, or: "JSON")
      described.kind = .syntax
      if described.frames.isEmpty { described.frames = [.init(url: module.url, line: 1, column: 1)] }
      described.frames[0].url = module.url
      throw described
    }
    module.isFilled = true
  }

  private func compile(
    _ module: Module, _ source: UnsafeRawBufferPointer, _ codeCache: UnsafeRawBufferPointer?
  ) throws(ScriptFailure) -> CodeCacheUse {
    module.sourceHash = ContentHash(source).value
    let cache = codeCache.flatMap { CodeCache.payload(of: $0, sourceHash: module.sourceHash) }
    var rejected = false
    var failure: OpaquePointer?
    let cacheBytes = cache?.baseAddress?.assumingMemoryBound(to: UInt8.self)
    guard av_module_compile(module.slot, av_text(source), cacheBytes, cache?.count ?? 0, &rejected, &failure) else {
      var described = ScriptFailure(taking: failure, or: "compilation")
      described.kind = .syntax
      if described.name == "RangeError" { DeepNesting.explain(&described, source) }
      throw described
    }
    graph.link(module)
    guard codeCache != nil else { return .notGiven }
    return cache == nil || rejected ? .rejected : .accepted
  }

  @discardableResult
  public func defineModule(
    _ url: String, kind: ModuleKind = .javascript, source: String, imports: [String: String] = [:],
    codeCache: [UInt8]? = nil
  ) throws(ScriptFailure) -> CodeCacheUse {
    var source = source
    let cache = codeCache ?? []
    let result = source.withUTF8 { text in
      cache.withUnsafeBytes { cache in
        Result { () throws(ScriptFailure) in
          try defineModule(
            url, kind: kind, source: UnsafeRawBufferPointer(text), imports: imports,
            codeCache: codeCache == nil ? nil : cache)
        }
      }
    }
    return try result.get()
  }

  /// Removes the module with this URL, if there is one.
  public func removeModule(_ url: String) {
    guard let module = graph[url] else { return }
    speculation.noteChange(of: module)
    graph.remove(module)
  }

  public func hasModule(_ url: String) -> Bool { graph[url]?.isFilled ?? false }

  /// Makes a module of every property of the object `{ specifier: { export: value, ... }, ... }` that `expression`
  /// evaluates to. Their specifiers resolve in every module whose own import map has no entry for them. Call it before
  /// the modules that import them are defined. Returns the specifiers.
  @discardableResult
  public func defineBuiltinModules(from expression: String) throws(ScriptFailure) -> [String] {
    var failure: OpaquePointer?
    let set = try evaluate("(\(expression))", name: "arcane:builtin-modules")
    defer { av_value_free(set) }
    guard av_value_is_object(set, raw), let keys = av_object_keys(raw, set, &failure) else {
      throw ScriptFailure(taking: failure, or: "\(expression) is not an object")
    }
    defer { av_value_free(keys) }
    var specifiers: [String] = []
    for index in 0..<av_array_length(keys, raw) {
      guard let key = av_array_get(raw, keys, index, &failure) else {
        throw ScriptFailure(taking: failure, or: expression)
      }
      defer { av_value_free(key) }
      var text = av_buffer()
      guard av_value_text(key, raw, &text, &failure) else { throw ScriptFailure(taking: failure, or: expression) }
      let specifier = String(taking: text)
      guard let exports = specifier.withText({ av_object_get(raw, set, $0, &failure) }) else {
        throw ScriptFailure(taking: failure, or: specifier)
      }
      defer { av_value_free(exports) }
      let module = graph.place(specifier)
      guard av_value_is_object(exports, raw), av_module_set_object(module.slot, exports, &failure) else {
        throw ScriptFailure(taking: failure, or: "\(specifier) in \(expression) is not an object of exports")
      }
      module.isFilled = true
      module.isBuiltIn = true
      module.isSynthetic = true
      specifiers.append(specifier)
    }
    return specifiers
  }

  /// V8's code cache for the module, with every function that has been compiled so far; nil for what has none.
  /// Best taken after the game has run. It belongs to this very source text.
  public func codeCache(of url: String) -> [UInt8]? {
    guard let module = graph[url], module.isFilled else { return nil }
    let buffer = av_module_code_cache(module.slot)
    defer { av_buffer_free(buffer) }
    guard buffer.length > 0 else { return nil }
    return CodeCache.wrap(UnsafeRawBufferPointer(start: buffer.bytes, count: buffer.length), sourceHash: module.sourceHash)
  }

  /// Links the module and all that it imports.
  public func instantiate(_ url: String) throws(ScriptFailure) {
    try graph.checkImports(of: url)
    var failure: OpaquePointer?
    guard let module = graph[url], av_module_instantiate(module.slot, &failure) else {
      throw ScriptFailure(taking: failure, or: url)
    }
  }

  /// Links and runs the entry module with all that it imports, and the promise jobs that come of it.
  /// A rejection that nobody handles fails it.
  public func evaluate(entry url: String) -> Evaluation {
    entry.forget()
    var failure: OpaquePointer?
    do { try graph.checkImports(of: url) } catch { return .failed(error) }
    guard let module = graph[url] else { return .failed(graph.missing(url)) }
    av_module_set_main(module.slot, true)
    guard av_module_instantiate(module.slot, &failure), let promise = av_module_evaluate(module.slot, &failure) else {
      return .failed(ScriptFailure(taking: failure, or: url))
    }
    entry.begin(module, promise)
    return continueEvaluation()
  }

  /// The state of the entry's evaluation after the pending promise jobs.
  public func continueEvaluation() -> Evaluation {
    guard entry.hasBegun else { return .completed }
    if let failure = runMicrotasks() { return .failed(failure) }
    let state = entry.state
    if case .failed = state { return state }
    if let unhandled = takeUnhandledRejections().first { return .failed(unhandled) }
    return state
  }

  // MARK: import()

  /// Answers an `import()` with a module that has been defined. Follow it with `runMicrotasks` or `continueEvaluation`.
  public func finishImport(_ request: DynamicImport, url: String) { startImport(token: request.token, url: url) }

  /// Rejects an `import()` with a TypeError.
  public func finishImport(_ request: DynamicImport, error message: String) {
    message.withText { av_import_reject_text(raw, request.token, $0) }
  }

  /// Whether there were any requests to serve.
  func serveImports() -> Bool {
    let requests = host.requests
    host.requests.removeAll()
    for request in requests {
      if let module = graph[request.referrer], let target = graph.target(of: request.specifier, in: module) {
        startImport(token: request.token, url: target.url)
        continue
      }
      let asked = DynamicImport(specifier: request.specifier, referrer: request.referrer, token: request.token)
      if let onDynamicImport {
        onDynamicImport(asked)
      } else {
        finishImport(asked, error: graph.unresolved(request.specifier, by: request.referrer))
      }
    }
    return !requests.isEmpty
  }

  /// "level.ts:3:9: ", if it is known.
  private func place(of failure: ScriptFailure) -> String {
    guard let frame = failure.frames.first, case .shown(let place) = host.framePlace(frame.url, frame.line, frame.column) else { return "" }
    return place + ": "
  }

  private func startImport(token: UInt64, url: String) {
    do {
      try graph.checkImports(of: url)
    } catch {
      return (place(of: error) + error.headline).withText { av_import_reject_text(raw, token, $0) }
    }
    guard let module = graph[url] else { return }
    var failure: OpaquePointer?
    guard av_module_instantiate(module.slot, &failure), let promise = av_module_evaluate(module.slot, &failure) else {
      guard let failure else { return }
      if av_failure_kind_of(failure) == AV_EXCEPTION || av_failure_kind_of(failure) == AV_SYNTAX {
        av_import_reject(raw, token, failure)
        return av_failure_free(failure)
      }
      // A termination does not reject the import; it is reported to the caller that ran the script.
      return host.reported.append(ScriptFailure(taking: failure))
    }
    av_import_resolve(raw, token, module.slot, promise)
    av_value_free(promise)
  }
}

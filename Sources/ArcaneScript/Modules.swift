import CArcaneV8

/// The evaluation of the entry module.
struct Entry {
  let module: Module
  let promise: OpaquePointer
  func free() { av_value_free(promise) }
}

public enum ModuleKind: Sendable {
  case javascript
  /// Its default export is the parsed text.
  case json
}

/// What became of a code cache that was given with a module.
public enum CodeCacheUse: Equatable, Sendable {
  case notGiven, accepted
  /// It is of another source, V8 or set of flags. The module was compiled from its source.
  case rejected
}

public enum Evaluation: Equatable, Sendable {
  case completed
  /// At a top-level `await`. Run timers and finish imports, then ask `continueEvaluation`.
  case pending
  case failed(ScriptFailure)
}

/// An `import()` whose specifier the importing module's map does not have.
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
  /// Throws `.syntax` with the place in the first frame; the URL then has no module.
  @discardableResult
  public func defineModule(
    _ url: String, kind: ModuleKind = .javascript, source: UnsafeRawBufferPointer, imports: [String: String] = [:],
    codeCache: UnsafeRawBufferPointer? = nil
  ) throws(ScriptFailure) -> CodeCacheUse {
    let module = place(url)
    noteChange(of: module)
    let before = module.isFilled ? module.targets : nil
    defer { if !module.imports(the: before) { shape += 1 } }
    module.isFilled = false
    module.isSynthetic = kind != .javascript
    module.imports = imports
    module.targets = []
    var failure: OpaquePointer?
    guard kind == .javascript else {
      guard av_module_set_json(module.slot, av_text(source), &failure) else {
        var described = ScriptFailure(taking: failure, or: "JSON")
        described.kind = .syntax
        if described.frames.isEmpty { described.frames = [.init(url: url, line: 1, column: 1)] }
        described.frames[0].url = url
        throw described
      }
      module.isFilled = true
      return .notGiven
    }
    module.sourceHash = contentHash(source)
    let cache = codeCache.flatMap { CodeCache.payload(of: $0, sourceHash: module.sourceHash) }
    var rejected = false
    let cacheBytes = cache?.baseAddress?.assumingMemoryBound(to: UInt8.self)
    guard av_module_compile(module.slot, av_text(source), cacheBytes, cache?.count ?? 0, &rejected, &failure) else {
      var described = ScriptFailure(taking: failure, or: "compilation")
      described.kind = .syntax
      throw described
    }
    module.isFilled = true
    for index in 0..<av_module_request_count(module.slot) {
      let target = target(of: String(taking: av_module_request(module.slot, index, nil, nil)), in: module)
      module.targets.append(target)
      av_module_link(module.slot, index, target?.slot)
    }
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

  /// Forgets the module with this URL, if there is one.
  public func removeModule(_ url: String) {
    guard let module = modules[url] else { return }
    noteChange(of: module)
    av_module_clear(module.slot)
    shape += 1
    module.isFilled = false
    module.targets = []
  }

  public func hasModule(_ url: String) -> Bool { modules[url]?.isFilled ?? false }

  /// Makes a module of every property of an object `{ specifier: { export: value, ... }, ... }`, which `expression` gives.
  /// Their specifiers resolve in every module whose own import map does not say otherwise. Call it before the modules
  /// that import them are defined. Returns the specifiers.
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
      let module = place(specifier)
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
    guard let module = modules[url], module.isFilled else { return nil }
    let buffer = av_module_code_cache(module.slot)
    defer { av_buffer_free(buffer) }
    guard buffer.length > 0 else { return nil }
    return CodeCache.wrap(UnsafeRawBufferPointer(start: buffer.bytes, count: buffer.length), sourceHash: module.sourceHash)
  }

  /// Links the module and all that it imports.
  public func instantiate(_ url: String) throws(ScriptFailure) {
    try checkImports(of: url)
    var failure: OpaquePointer?
    guard let module = modules[url], av_module_instantiate(module.slot, &failure) else {
      throw ScriptFailure(taking: failure, or: url)
    }
  }

  /// Links and runs the entry module with all that it imports, and the promise jobs that come of it.
  /// A rejection that nobody handles fails it.
  public func evaluate(entry url: String) -> Evaluation {
    entry?.free()
    entry = nil
    var failure: OpaquePointer?
    do { try checkImports(of: url) } catch { return .failed(error) }
    guard let module = modules[url] else { return .failed(missing(url)) }
    av_module_set_main(module.slot, true)
    guard av_module_instantiate(module.slot, &failure), let promise = av_module_evaluate(module.slot, &failure) else {
      return .failed(ScriptFailure(taking: failure, or: url))
    }
    entry = Entry(module: module, promise: promise)
    return continueEvaluation()
  }

  /// How the evaluation of the entry stands after the promise jobs that are due.
  public func continueEvaluation() -> Evaluation {
    guard let entry else { return .completed }
    if let failure = runMicrotasks() { return .failed(failure) }
    var failure: OpaquePointer?
    let state = av_promise_state(raw, entry.promise, &failure)
    if state == 2 { return .failed(ScriptFailure(taking: failure, or: entry.module.url)) }
    if let unhandled = takeUnhandledRejections().first { return .failed(unhandled) }
    return state == 1 ? .completed : .pending
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
      if let module = modules[request.referrer], let target = target(of: request.specifier, in: module) {
        startImport(token: request.token, url: target.url)
        continue
      }
      let asked = DynamicImport(specifier: request.specifier, referrer: request.referrer, token: request.token)
      if let onDynamicImport {
        onDynamicImport(asked)
      } else {
        finishImport(asked, error: unresolved(request.specifier, by: request.referrer))
      }
    }
    return !requests.isEmpty
  }

  private func startImport(token: UInt64, url: String) {
    do {
      try checkImports(of: url)
    } catch {
      return error.headline.withText { av_import_reject_text(raw, token, $0) }
    }
    guard let module = modules[url] else { return }
    var failure: OpaquePointer?
    guard av_module_instantiate(module.slot, &failure), let promise = av_module_evaluate(module.slot, &failure) else {
      guard let failure else { return }
      if av_failure_kind_of(failure) == AV_EXCEPTION || av_failure_kind_of(failure) == AV_SYNTAX {
        av_import_reject(raw, token, failure)
        return av_failure_free(failure)
      }
      // Nobody who awaits the import is told that script was ended by force: whoever runs the script is.
      return host.reported.append(ScriptFailure(taking: failure))
    }
    av_import_resolve(raw, token, module.slot, promise)
    av_value_free(promise)
  }

  // MARK: The graph

  private func place(_ url: String) -> Module {
    if let module = modules[url] { return module }
    guard let slot = url.withText({ av_module_new(raw, $0) }) else { preconditionFailure("the shim gives every module a place") }
    let module = Module(url: url, slot: slot)
    modules[url] = module
    return module
  }

  func target(of specifier: String, in module: Module) -> Module? {
    if let url = module.imports[specifier] { return place(url) }
    return modules[specifier]  // a built-in module's URL is its specifier
  }

  /// That every import below the module leads to a module that is there; V8 would name neither importer nor place.
  func checkImports(of url: String) throws(ScriptFailure) {
    guard let root = modules[url], root.isFilled else { throw missing(url) }
    if let checked, checked.root === root, checked.shape == shape { return }
    visit += 1
    root.visit = visit
    var stack = [root]
    while let module = stack.popLast() {
      for (index, target) in module.targets.enumerated() {
        guard let target, target.isFilled else { throw broken(index, in: module, target) }
        if target.visit == visit { continue }
        target.visit = visit
        stack.append(target)
      }
    }
    checked = (root, shape)
  }

  private func missing(_ url: String) -> ScriptFailure {
    ScriptFailure(kind: .resolution, name: "SyntaxError", message: "there is no module \(url)")
  }

  private func broken(_ request: Int, in module: Module, _ target: Module?) -> ScriptFailure {
    var line: Int32 = 0
    var column: Int32 = 0
    let specifier = String(taking: av_module_request(module.slot, request, &line, &column))
    var message = unresolved(specifier, by: module.url)
    if let target { message += ": there is no module \(target.url)" }
    return ScriptFailure(
      kind: .resolution, name: "SyntaxError", message: message,
      frames: [.init(url: module.url, line: Int(line), column: Int(column))])
  }

  private func unresolved(_ specifier: String, by referrer: String) -> String {
    "cannot resolve \"\(specifier)\" imported by \(referrer)"
  }
}

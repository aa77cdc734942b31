import CArcaneV8

/// The modules of a context, and what each imports.
final class ModuleGraph {
  private let raw: OpaquePointer
  private var modules: [String: Module] = [:]
  /// Counts walks over the graph.
  private var visit = 0
  /// Counts changes of the set of modules and of their imports. Most saves change neither, so that facts about the
  /// whole graph need not be checked again.
  private(set) var revision = 0
  /// The last module whose transitive imports were all found, and the revision in which that was checked.
  private var checked: (root: Module, revision: Int)?

  init(_ raw: OpaquePointer) { self.raw = raw }

  /// The context and its modules are gone.
  func forget() {
    modules = [:]
    checked = nil
  }

  subscript(_ url: String) -> Module? { modules[url] }

  /// URLs of the modules that are filled.
  var urls: [String] { modules.values.filter(\.isFilled).map(\.url) }

  /// The module of this URL, which may still be empty.
  func place(_ url: String) -> Module {
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

  /// Replaces a module's content by `fill`, and notes whether its imports change.
  func refill<Result>(_ module: Module, _ fill: () throws(ScriptFailure) -> Result) throws(ScriptFailure) -> Result {
    let before = module.isFilled ? module.targets : nil
    defer { if !module.imports(the: before) { revision += 1 } }
    module.isFilled = false
    module.targets = []
    module.failure = nil
    do throws(ScriptFailure) { return try fill() } catch {
      module.failure = error
      throw error
    }
  }

  /// Links the requests of a module that has been compiled.
  func link(_ module: Module) {
    module.isFilled = true
    for index in 0..<av_module_request_count(module.slot) {
      let target = target(of: String(taking: av_module_request(module.slot, index, nil, nil)), in: module)
      module.targets.append(target)
      av_module_link(module.slot, index, target?.slot)
    }
  }

  func remove(_ module: Module) {
    av_module_clear(module.slot)
    revision += 1
    module.isFilled = false
    module.targets = []
    module.failure = nil
  }

  // MARK: - Unresolved imports

  /// Checks that every transitive import of the module exists; V8's own error would name neither importer nor position. A
  /// module that could not be compiled fails those that import it, with what is wrong in it.
  func checkImports(of url: String) throws(ScriptFailure) {
    guard let root = modules[url], root.isFilled else { throw missing(url) }
    if let checked, checked.root === root, checked.revision == revision { return }
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
    checked = (root, revision)
  }

  func missing(_ url: String) -> ScriptFailure {
    modules[url]?.failure ?? ScriptFailure(kind: .resolution, name: "SyntaxError", message: "there is no module \(url)")
  }

  private func broken(_ request: Int, in module: Module, _ target: Module?) -> ScriptFailure {
    if let failure = target?.failure { return failure }
    var line: Int32 = 0
    var column: Int32 = 0
    let specifier = String(taking: av_module_request(module.slot, request, &line, &column))
    var message = unresolved(specifier, by: module.url)
    if let target { message += ": there is no module \(target.url)" }
    return ScriptFailure(
      kind: .resolution, name: "SyntaxError", message: message,
      frames: [.init(url: module.url, line: Int(line), column: Int(column))])
  }

  func unresolved(_ specifier: String, by referrer: String) -> String {
    "cannot resolve \"\(specifier)\" imported by \(referrer)"
  }

  // MARK: - Order

  /// The modules that are evaluated with the entry, in ECMAScript's order (InnerModuleEvaluation: a module's requests
  /// in order, then itself), without the built-in modules. Divided into units, each of which is evaluated by evaluating
  /// its last module: an import cycle is one unit, from where it is entered, with everything else that is first reached
  /// there.
  func evaluationOrder(of entry: Module) -> EvaluationOrder {
    visit += 1
    var order = EvaluationOrder()
    var path = [(module: entry, next: 0, start: 0, isEntryOfCircle: false)]
    entry.visit = visit
    entry.depth = 0
    while let (module, next, start, isEntryOfCircle) = path.last {
      if next < module.targets.count {
        path[path.count - 1].next += 1
        guard let target = module.targets[next], !target.isBuiltIn else { continue }
        if target.visit != visit {
          target.visit = visit
          target.depth = path.count
          path.append((target, 0, order.modules.count, false))
        } else if target === entry {
          // From here on every module depends on the entry.
          order.limit = min(order.limit, order.modules.count)
        } else if target.depth >= 0 {
          path[target.depth].isEntryOfCircle = true
        }
      } else {
        path.removeLast()
        module.depth = -1
        order.modules.append(module)
        if isEntryOfCircle { order.ends.removeAll { $0 > start } }
        order.ends.append(order.modules.count)
      }
    }
    return order
  }
}

struct EvaluationOrder {
  var modules: [Module] = []
  /// Where each unit ends.
  var ends: [Int] = []
  /// Units that end beyond this depend on the entry.
  var limit = Int.max
}

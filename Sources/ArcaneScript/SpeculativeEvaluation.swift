import CArcaneV8

/// Modules that were evaluated before it was known whether the game's entry will be.
public struct SpeculativeEvaluation: Equatable, Sendable {
  /// URLs, in the order of evaluation.
  public var evaluated: [String] = []
  /// The module that could not be (of a circle of imports: the one where it is entered), and why. What ran of it cannot
  /// be taken back: `startOver` comes next.
  public var refusal: Refusal?
  /// An op was called whose treatment is `observed`.
  public var hasCalledObserved = false

  /// What is done with an op while it is not known whether the game's entry will be evaluated.
  public enum Treatment: Sendable { case allowed, observed, refused }

  public struct Refusal: Equatable, Sendable {
    public var url: String
    public var reason: Reason
  }

  public enum Reason: Equatable, Sendable {
    /// It called an op that is refused.
    case op(String)
    case clock
    /// What it threw, or how it was ended.
    case failure(String)
  }
}

extension ScriptRuntime {
  /// Evaluates the modules that come first when the entry module is evaluated, in that order, up to the first of `stops`:
  /// what follows is the entry's evaluation less what has been done, and ends in the same state.
  ///
  /// That holds for modules whose evaluation asks for nothing that may be different later, so the clock and the ops for which
  /// `treatment` says so are refused: they end the evaluation, and with it the use of this isolate. Promise jobs wait for the
  /// entry's evaluation, as they would in one go. It also ends, without harm, before the entry and what imports it, and
  /// before a module with a top-level `await`.
  public func evaluateSpeculatively(
    entry url: String, before stops: Set<String>, treatment: (_ op: String) -> SpeculativeEvaluation.Treatment
  ) -> SpeculativeEvaluation {
    var result = SpeculativeEvaluation()
    guard ahead.isEmpty, (try? checkImports(of: url)) != nil, let entry = modules[url] else { return result }
    let order = evaluationOrder(of: entry)
    ordered = (entry, shape)
    let ops = host.ops
    var refused: SpeculativeEvaluation.Reason?
    var hasCalledObserved = false
    guardOps(treatment, refuse: { refused = $0 }, observe: { hasCalledObserved = true })
    _ = av_take_wall_clock_read()
    defer { host.ops = ops }
    for end in order.ends {
      let unit = order.modules[ahead.count..<end]
      guard end <= order.limit, let module = unit.last, module !== entry, !unit.contains(where: { stops.contains($0.url) }),
        instantiate(module), !av_module_is_async(module.slot)
      else { break }
      let failure = evaluate(module).map { SpeculativeEvaluation.Reason.failure($0) }
      if av_take_wall_clock_read() { refused = refused ?? .clock }
      result.hasCalledObserved = hasCalledObserved
      if let reason = refused ?? failure {
        result.refusal = SpeculativeEvaluation.Refusal(url: module.url, reason: reason)
        return result
      }
      ahead += unit
      result.evaluated += unit.map(\.url)
    }
    return result
  }

  /// Whether what has been evaluated ahead is still what the entry's evaluation begins with.
  public func isSpeculationSound(entry url: String) -> Bool {
    if ahead.isEmpty { return true }
    if aheadIsStale { return false }
    guard let entry = modules[url], entry.isFilled else { return false }
    if let ordered, ordered.entry === entry, ordered.shape == shape { return true }
    let order = evaluationOrder(of: entry).modules
    return order.count > ahead.count && zip(order, ahead).allSatisfy { $0 === $1 }
  }

  /// A module that is about to be replaced or removed.
  func noteChange(of module: Module) {
    if ahead.contains(where: { $0 === module }) { aheadIsStale = true }
  }

  /// Puts a refusal in place of every op that is refused, and an observer before those that are observed.
  private func guardOps(
    _ treatment: (String) -> SpeculativeEvaluation.Treatment, refuse: @escaping (SpeculativeEvaluation.Reason) -> Void,
    observe: @escaping () -> Void
  ) {
    func trap(_ reason: SpeculativeEvaluation.Reason) -> Host.Op {
      Host.Op { call in
        refuse(reason)
        call.terminate()
      }
    }
    for (name, index) in opIndexes {
      switch treatment(name) {
      case .allowed: break
      case .observed:
        let body = host.ops[Int(index)].body
        host.ops[Int(index)] = Host.Op { call in
          observe()
          try body(call)
        }
      case .refused: host.ops[Int(index)] = trap(.op(name))
      }
    }
    if virtualTime == nil, let now = PlatformNatives.names.firstIndex(of: "now") { host.ops[now] = trap(.clock) }
  }

  private func instantiate(_ module: Module) -> Bool {
    var failure: OpaquePointer?
    defer { av_failure_free(failure) }
    return av_module_instantiate(module.slot, &failure)
  }

  /// What went wrong.
  private func evaluate(_ module: Module) -> String? {
    // V8 evaluates those with the module that imports them; asked a second time it would give no promise.
    if module.isSynthetic { return nil }
    var failure: OpaquePointer?
    if let promise = av_module_evaluate(module.slot, &failure) {
      defer { av_value_free(promise) }
      if av_promise_state(raw, promise, &failure) == 1 { return nil }
    }
    return failure.map { ScriptFailure(taking: $0).headline } ?? "it does not end"
  }

  /// What is evaluated when the entry is, in ECMAScript's order (InnerModuleEvaluation: what a module requests, in the order
  /// of the requests, then itself), without the built-in modules. Cut into units that can be evaluated one after the other
  /// by evaluating the last module of each: a circle of imports is one unit, from where it is entered, with all else that
  /// is first met there.
  private func evaluationOrder(of entry: Module) -> EvaluationOrder {
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
          // From here on nothing can be evaluated without the entry.
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

private struct EvaluationOrder {
  var modules: [Module] = []
  /// Where each unit ends.
  var ends: [Int] = []
  /// Units that end beyond have to do with the entry.
  var limit = Int.max
}

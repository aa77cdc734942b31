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
    guard speculation.isEmpty, (try? graph.checkImports(of: url)) != nil, let entry = graph[url] else { return SpeculativeEvaluation() }
    var refused: SpeculativeEvaluation.Reason?
    var hasCalledObserved = false
    let bodies = ops.guardOps(treatment, refusesClock: virtualTime == nil, refuse: { refused = $0 }, observe: { hasCalledObserved = true })
    defer { ops.restore(bodies) }
    _ = av_take_wall_clock_read()
    var result = speculation.evaluate(entry, in: graph, before: stops) {
      if av_take_wall_clock_read() { refused = refused ?? .clock }
      return refused
    }
    result.hasCalledObserved = hasCalledObserved
    return result
  }

  /// Whether what has been evaluated so is still what the entry's evaluation begins with.
  public func isSpeculationSound(entry url: String) -> Bool { speculation.isSound(entry: graph[url], in: graph) }
}

/// The modules that have been evaluated before it was known whether the entry will be: what its evaluation begins with.
final class SpeculativePrefix {
  private let raw: OpaquePointer
  /// In the order of evaluation.
  private var modules: [Module] = []
  /// One of them has been replaced since.
  private var isStale = false
  /// The revision of the graph in which they are what comes first of this entry's evaluation.
  private var ordered: (entry: Module, revision: Int)?

  init(_ raw: OpaquePointer) { self.raw = raw }

  var isEmpty: Bool { modules.isEmpty }

  func forget() {
    modules = []
    isStale = false
    ordered = nil
  }

  /// A module that is about to be replaced or removed.
  func noteChange(of module: Module) {
    if modules.contains(where: { $0 === module }) { isStale = true }
  }

  func isSound(entry: Module?, in graph: ModuleGraph) -> Bool {
    if modules.isEmpty { return true }
    guard !isStale, let entry, entry.isFilled else { return false }
    if let ordered, ordered.entry === entry, ordered.revision == graph.revision { return true }
    let order = graph.evaluationOrder(of: entry).modules
    return order.count > modules.count && zip(order, modules).allSatisfy { $0 === $1 }
  }

  /// - Parameter refusal: why the module that has just been evaluated must not have been; nil if it was right.
  func evaluate(
    _ entry: Module, in graph: ModuleGraph, before stops: Set<String>, refusal: () -> SpeculativeEvaluation.Reason?
  ) -> SpeculativeEvaluation {
    var result = SpeculativeEvaluation()
    let order = graph.evaluationOrder(of: entry)
    ordered = (entry, graph.revision)
    for end in order.ends {
      let unit = order.modules[modules.count..<end]
      guard end <= order.limit, let module = unit.last, module !== entry, !unit.contains(where: { stops.contains($0.url) }),
        instantiate(module), !av_module_is_async(module.slot)
      else { break }
      let failure = evaluate(module).map { SpeculativeEvaluation.Reason.failure($0) }
      if let reason = refusal() ?? failure {
        result.refusal = SpeculativeEvaluation.Refusal(url: module.url, reason: reason)
        return result
      }
      modules += unit
      result.evaluated += unit.map(\.url)
    }
    return result
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
}

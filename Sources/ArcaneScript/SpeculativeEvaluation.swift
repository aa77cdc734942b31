import CArcaneV8

/// The result of speculative evaluation.
public struct SpeculativeEvaluation: Equatable, Sendable {
  /// URLs, in the order of evaluation.
  public var evaluated: [String] = []
  /// The module that could not be evaluated (of an import cycle: the one where it is entered), and why. Its partial
  /// effects cannot be undone: call `startOver` next.
  public var refusal: Refusal?
  /// An op was called whose policy is `observed`.
  public var hasCalledObserved = false

  /// How an op is treated during speculative evaluation.
  public enum OpPolicy: Sendable { case allowed, observed, refused }

  public struct Refusal: Equatable, Sendable {
    public var url: String
    public var reason: Reason
  }

  public enum Reason: Equatable, Sendable {
    /// It called a refused op.
    case op(String)
    case clock
    /// What it threw, or how it was terminated.
    case failure(String)
  }
}

extension ScriptRuntime {
  /// Evaluates the first modules of the entry's evaluation order, up to the first of `stops`. Evaluating the entry
  /// later skips them and ends in the same state.
  ///
  /// That holds only for modules that depend on nothing that may change until then, so the clock and the ops that
  /// `policy` refuses end the evaluation, and this isolate can no longer be used. Promise jobs wait for the entry's
  /// evaluation, as they would in one run. The evaluation also ends, harmlessly, before the entry and modules that
  /// import it, and before a module with a top-level `await`.
  public func evaluateSpeculatively(
    entry url: String, before stops: Set<String>, policy: (_ op: String) -> SpeculativeEvaluation.OpPolicy
  ) -> SpeculativeEvaluation {
    guard speculation.isEmpty, (try? graph.checkImports(of: url)) != nil, let entry = graph[url] else { return SpeculativeEvaluation() }
    var refused: SpeculativeEvaluation.Reason?
    var hasCalledObserved = false
    let bodies = ops.guardOps(policy, refusesClock: virtualTime == nil, refuse: { refused = $0 }, observe: { hasCalledObserved = true })
    defer { ops.restore(bodies) }
    _ = av_take_wall_clock_read()
    var result = speculation.evaluate(entry, in: graph, before: stops) {
      if av_take_wall_clock_read() { refused = refused ?? .clock }
      return refused
    }
    result.hasCalledObserved = hasCalledObserved
    return result
  }

  /// Whether the evaluated modules are still the first in the entry's evaluation order.
  public func isSpeculationSound(entry url: String) -> Bool { speculation.isSound(entry: graph[url], in: graph) }
}

/// The speculatively evaluated modules: a prefix of the entry's evaluation order.
final class SpeculativePrefix {
  private let raw: OpaquePointer
  /// In the order of evaluation.
  private var modules: [Module] = []
  /// One of them has been replaced since.
  private var isStale = false
  /// The revision of the graph in which they were found to be a prefix of this entry's evaluation order.
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

  /// - Parameter refusal: why the module that has just been evaluated should not have been; nil if it was fine.
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

  /// The failure, as text.
  private func evaluate(_ module: Module) -> String? {
    // V8 evaluates synthetic modules with their importer; a second evaluation would return no promise.
    if module.isSynthetic { return nil }
    var failure: OpaquePointer?
    if let promise = av_module_evaluate(module.slot, &failure) {
      defer { av_value_free(promise) }
      if av_promise_state(raw, promise, &failure) == 1 { return nil }
    }
    return failure.map { ScriptFailure(taking: $0).headline } ?? "it does not end"
  }
}

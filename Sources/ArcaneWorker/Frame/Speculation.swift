import ArcaneIPC
import ArcaneScript

/// Speculative evaluation: most of a game's modules are the same after a save, and nearly always do the same at top
/// level (textures by name, tables, classes). So a standby evaluates them while it waits, up to the first that is
/// likely to change, and stops at a call of an op whose answer may change or whose effect cannot be undone
/// (docs/decisions/0011-speculative-evaluation.md).
final class Speculation {
  private let script: ScriptRuntime
  private let outbox: Outbox
  /// An evaluated module depends on the content of an image or a font.
  private var readsContent = false
  /// That content has changed since.
  private var isStale = false

  init(_ script: ScriptRuntime, _ outbox: Outbox) { (self.script, self.outbox) = (script, outbox) }

  /// Evaluates the modules before the first of `stops`; holds effects outside of this process. After a refusal the
  /// isolate cannot be used any more.
  func evaluate(entry: String, before stops: Set<String>, ops: [String: OpDeclaration]) -> SpeculativeEvaluation {
    outbox.hold()
    let done = script.evaluateSpeculatively(entry: entry, before: stops) { name in
      guard let op = ops[name], op.speculationRefusal == nil else { return .refused }
      return op.reads == .asset ? .observed : .allowed
    }
    if done.hasCalledObserved { readsContent = true }
    return done
  }

  func noteChangedContent() { if readsContent { isStale = true } }

  /// Whether the evaluated modules are still first in the order, and would give the same result.
  func isSound(entry: String) -> Bool { !isStale && script.isSpeculationSound(entry: entry) }

  /// Nothing has been evaluated.
  func forget() {
    (readsContent, isStale) = (false, false)
    outbox.discard()
  }

  /// Why a module cannot be evaluated, in terms of the library that games call.
  static func wording(_ reason: SpeculativeEvaluation.Reason, _ ops: [String: OpDeclaration]) -> String {
    switch reason {
    case .clock: "it asks for the time"
    case .failure(let text): "it failed: \(text)"
    case .op(let name): "it " + (ops[name]?.speculationRefusal ?? "calls \(name)")
    }
  }
}

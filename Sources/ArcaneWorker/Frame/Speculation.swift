import ArcaneIPC
import ArcaneScript

/// Evaluation of modules before a save. Most of a game's modules are the same after it, and their top level runs first.
/// What it asks for is nearly always the same too: textures by name, tables, classes. So a standby evaluates them while it
/// waits, up to the first that is likely to change, and stops where one calls an op whose answer may be different later or
/// whose effect cannot be taken back (docs/decisions/0011-evaluation-ahead-of-the-save.md).
final class Speculation {
  private let script: ScriptRuntime
  private let outbox: Outbox
  /// Something depends on a picture's or a font's content.
  private var readsContent = false
  /// That content has changed since.
  private var isStale = false

  init(_ script: ScriptRuntime, _ outbox: Outbox) { (self.script, self.outbox) = (script, outbox) }

  /// Evaluates what comes before the first of `stops`; what would be seen outside is kept. After a refusal the isolate
  /// is of no more use.
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

  /// Whether what has been evaluated is what comes first, and would come out the same.
  func isSound(entry: String) -> Bool { !isStale && script.isSpeculationSound(entry: entry) }

  /// Nothing has been evaluated.
  func forget() {
    (readsContent, isStale) = (false, false)
    outbox.discard()
  }

  /// Why a module has to wait, in words of the library, which is what games call.
  static func wording(_ reason: SpeculativeEvaluation.Reason, _ ops: [String: OpDeclaration]) -> String {
    switch reason {
    case .clock: "it asks for the time"
    case .failure(let text): "it failed: \(text)"
    case .op(let name): "it " + (ops[name]?.speculationRefusal ?? "calls \(name)")
    }
  }
}

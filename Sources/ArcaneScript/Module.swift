/// A module by URL. Its slot stays the same when its content is replaced, so importers keep their links.
final class Module {
  let url: String
  let slot: OpaquePointer
  var imports: [String: String] = [:]
  /// The targets of its requests; nil where the import map has no entry.
  var targets: [Module?] = []
  var isFilled = false
  /// Why it is not filled, if it could not be compiled.
  var failure: ScriptFailure?
  /// Made from an object; the same in every generation.
  var isBuiltIn = false
  /// JSON, or made from an object: evaluated without running script.
  var isSynthetic = false
  var sourceHash: UInt64 = 0
  /// The last walk over the graph that visited it.
  var visit = 0
  /// Its index on the path from the root of that walk; -1 once everything below it has been visited.
  var depth = -1

  init(url: String, slot: OpaquePointer) {
    self.url = url
    self.slot = slot
  }

  /// Whether it is filled and requests the same modules in the same order.
  func imports(the others: [Module?]?) -> Bool {
    guard isFilled, let others, others.count == targets.count else { return false }
    return zip(targets, others).allSatisfy { $0 === $1 }
  }
}

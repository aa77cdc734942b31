/// A module by URL. The place stays the same when its content is replaced, so importers need no new links.
final class Module {
  let url: String
  let slot: OpaquePointer
  var imports: [String: String] = [:]
  /// What its requests resolve to; nil where the import map has no answer.
  var targets: [Module?] = []
  var isFilled = false
  /// Made of an object; the same in every generation.
  var isBuiltIn = false
  /// JSON, or made of an object: evaluated without running script.
  var isSynthetic = false
  var sourceHash: UInt64 = 0
  /// The last walk over the graph that came by.
  var visit = 0
  /// Its place on the path from the root of that walk; -1 when all below it has been seen.
  var depth = -1

  init(url: String, slot: OpaquePointer) {
    self.url = url
    self.slot = slot
  }

  /// Whether it is there and asks for the same modules in the same order.
  func imports(the others: [Module?]?) -> Bool {
    guard isFilled, let others, others.count == targets.count else { return false }
    return zip(targets, others).allSatisfy { $0 === $1 }
  }
}

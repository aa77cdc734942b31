import ArcaneModules

/// Has esbuild look at the modules that went to the workers without it, one after the other, when nobody waits.
final class ModuleChecks {
  private let graph: ModuleGraph
  /// To be called after each request and each answer.
  private let armDeadline: () -> Void
  private var waiting: [String] = []
  private var head = 0
  private var isBusy = false

  init(graph: ModuleGraph, armDeadline: @escaping () -> Void) {
    self.graph = graph
    self.armDeadline = armDeadline
  }

  func note(_ modules: [Module]) { waiting += modules.map(\.url).filter(graph.isErased) }

  /// - Parameter report: told each finding; as the game plays, also what esbuild takes for a mistake is a warning.
  func proceed(_ report: @escaping (Diagnostic) -> Void) {
    guard !isBusy, head < waiting.count else { return }
    let url = waiting[head]
    head += 1
    if head == waiting.count { (waiting, head) = ([], 0) }
    // It comes again when it has been saved again.
    guard !waiting[head...].contains(url), let hash = graph.module(url: url)?.sourceHash else { return proceed(report) }
    isBusy = true
    check(url) { [weak self] found in
      guard let self else { return }
      isBusy = false
      if graph.module(url: url)?.sourceHash == hash {
        for var diagnostic in found {
          diagnostic.severity = .warning
          report(diagnostic)
        }
      }
      proceed(report)
    }
  }

  /// What esbuild says of one module, now.
  func check(_ url: String, completion: @escaping ([Diagnostic]) -> Void) {
    graph.check(url: url) { [armDeadline] found in
      armDeadline()
      completion(found)
    }
    armDeadline()
  }
}

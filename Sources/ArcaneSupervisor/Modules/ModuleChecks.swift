import ArcaneModules

/// Has esbuild look at the modules that went to the workers without it, one after the other, when nobody waits.
final class ModuleChecks {
  private let graph: ModuleGraph
  /// To be called after each request and each answer.
  private let armDeadline: () -> Void
  /// URLs; the last one is the next.
  private var waiting: [String] = []
  private var isBusy = false

  init(graph: ModuleGraph, armDeadline: @escaping () -> Void) {
    self.graph = graph
    self.armDeadline = armDeadline
  }

  func note(_ modules: [Module]) {
    let urls = modules.map(\.url).filter(graph.isStripped)
    if waiting.isEmpty { waiting = urls } else { waiting += urls.filter { !waiting.contains($0) } }
  }

  /// Another has asked about it.
  func forget(_ url: String) { waiting.removeAll { $0 == url } }

  /// - Parameter report: told each finding; as the game plays, also what esbuild takes for a mistake is a warning.
  func proceed(_ report: @escaping (Diagnostic) -> Void) {
    guard !isBusy, let url = waiting.popLast() else { return }
    let hash = graph.module(url: url)?.sourceHash
    isBusy = true
    check(url) { [weak self] found in
      guard let self else { return }
      isBusy = false
      // esbuild is in trouble: it is asked again after the next reload.
      guard let found else { return waiting.append(url) }
      if graph.module(url: url)?.sourceHash == hash {
        for var diagnostic in found {
          diagnostic.severity = .warning
          report(diagnostic)
        }
      }
      proceed(report)
    }
  }

  /// What esbuild says of one module, now; nil if it gives no answer.
  func check(_ url: String, completion: @escaping ([Diagnostic]?) -> Void) {
    graph.check(url: url) { [armDeadline] found in
      armDeadline()
      completion(found)
    }
    armDeadline()
  }
}

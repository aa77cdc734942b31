import ArcaneLinux
import ArcaneModules

/// Has esbuild look at the modules that went to the workers without it, one after the other, when nobody waits.
final class ModuleChecks {
  /// What a check brings to light.
  enum Finding {
    /// esbuild takes something in the source for a slip.
    case suspicious(Diagnostic)
    /// esbuild does not take the source, which the stripper did. It plays; what TypeScript refuses, the stripper refuses.
    case refused(Diagnostic)
    /// What plays is another program than esbuild would have made of this file.
    case wrong(path: String)
  }

  private let graph: ModuleGraph
  private let loop: EventLoop
  /// To be called after each request and each answer.
  private let armDeadline: () -> Void
  /// URLs; the last one is the next.
  private var waiting: [String] = []
  private var isBusy = false
  private var isProceeding = false
  private var isInTrouble = false

  /// Milliseconds of known verdicts without a look at the event loop.
  private static let sliceMilliseconds = 20.0

  init(graph: ModuleGraph, loop: EventLoop, armDeadline: @escaping () -> Void) {
    self.graph = graph
    self.loop = loop
    self.armDeadline = armDeadline
  }

  func note(_ modules: [Module]) {
    let urls = modules.map(\.url).filter(graph.isStripped)
    let known = Set(waiting)
    waiting += urls.filter { !known.contains($0) }
  }

  /// Another has asked about it.
  func forget(_ url: String) { waiting.removeAll { $0 == url } }

  func proceed(_ report: @escaping (Finding) -> Void) {
    guard !isProceeding else { return }
    isProceeding = true
    defer { isProceeding = false }
    let sliceEnd = Monotonic.now.advanced(byMilliseconds: Self.sliceMilliseconds)
    // A verdict that is known comes at once; for the others esbuild is waited for.
    isInTrouble = false
    while !isBusy, !isInTrouble, let url = waiting.popLast() {
      if Monotonic.now >= sliceEnd {
        waiting.append(url)
        return loop.afterThisRound { [weak self] in self?.proceed(report) }
      }
      let hash = graph.module(url: url)?.sourceHash
      isBusy = true
      check(url) { [weak self] opinion in
        guard let self else { return }
        isBusy = false
        isInTrouble = !take(opinion, about: url, isNewest: graph.module(url: url)?.sourceHash == hash, report)
        if !isInTrouble { proceed(report) }
      }
    }
  }

  /// False where esbuild is in trouble: it is asked again after the next reload.
  private func take(_ opinion: ModuleGraph.Opinion, about url: String, isNewest: Bool, _ report: (Finding) -> Void) -> Bool {
    switch opinion {
    case .unverified:
      waiting.append(url)
      return false
    case .good(let warnings): if isNewest { warnings.forEach { report(.suspicious($0)) } }
    case .refused(let errors): if isNewest { errors.forEach { report(.refused($0)) } }
    case .wrong(let path): report(.wrong(path: path))
    }
    return true
  }

  /// What esbuild says of one module, now.
  func check(_ url: String, completion: @escaping (ModuleGraph.Opinion) -> Void) {
    graph.check(url: url, listens: true) { [armDeadline] opinion in
      armDeadline()
      completion(opinion)
    }
    armDeadline()
  }
}

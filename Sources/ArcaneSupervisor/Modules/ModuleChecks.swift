import ArcaneLinux
import ArcaneModules

/// Verifies stripped modules with esbuild, one after the other, when the system is idle.
final class ModuleChecks {
  /// The result of a check.
  enum Finding {
    /// Warnings of esbuild about the source.
    case suspicious(Diagnostic)
    /// esbuild refuses a source that the stripper accepted. It plays; the stripper itself refuses what TypeScript
    /// refuses.
    case refused(Diagnostic)
    /// The stripped file differs from esbuild's output.
    case wrong(path: String)
  }

  private let graph: ModuleGraph
  private let loop: EventLoop
  /// To be called after each request and each answer.
  private let armDeadline: () -> Void
  /// URLs, the next one last.
  private var waiting: [String] = []
  private var isBusy = false
  private var isProceeding = false
  private var hasFailed = false

  /// Milliseconds for known verdicts before the event loop runs again.
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

  /// Another caller has asked about it.
  func forget(_ url: String) { waiting.removeAll { $0 == url } }

  func proceed(_ report: @escaping (Finding) -> Void) {
    guard !isProceeding else { return }
    isProceeding = true
    defer { isProceeding = false }
    let sliceEnd = Monotonic.now.advanced(byMilliseconds: Self.sliceMilliseconds)
    // Known verdicts arrive synchronously; others wait for esbuild.
    hasFailed = false
    while !isBusy, !hasFailed, let url = waiting.popLast() {
      if Monotonic.now >= sliceEnd {
        waiting.append(url)
        return loop.afterThisRound { [weak self] in self?.proceed(report) }
      }
      let hash = graph.module(url: url)?.sourceHash
      isBusy = true
      check(url) { [weak self] outcome in
        guard let self else { return }
        isBusy = false
        hasFailed = !take(outcome, about: url, isNewest: graph.module(url: url)?.sourceHash == hash, report)
        if !hasFailed { proceed(report) }
      }
    }
  }

  /// False if esbuild has failed: the checks continue after the next reload.
  private func take(_ outcome: ModuleGraph.CheckOutcome, about url: String, isNewest: Bool, _ report: (Finding) -> Void) -> Bool {
    switch outcome {
    case .unverified:
      waiting.append(url)
      return false
    case .good(let warnings): if isNewest { warnings.forEach { report(.suspicious($0)) } }
    case .refused(let errors): if isNewest { errors.forEach { report(.refused($0)) } }
    case .wrong(let path): report(.wrong(path: path))
    }
    return true
  }

  /// Checks one module at once.
  func check(_ url: String, completion: @escaping (ModuleGraph.CheckOutcome) -> Void) {
    graph.check(url: url, listens: true) { [armDeadline] outcome in
      armDeadline()
      completion(outcome)
    }
    armDeadline()
  }
}

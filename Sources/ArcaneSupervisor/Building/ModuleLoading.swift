import ArcaneIPC
import ArcaneLinux
import ArcaneModules

/// Builds all modules of a game once and verifies them with esbuild, in an event loop of its own.
final class ModuleLoading {
  private let loop: EventLoop
  private let esbuild: EsbuildOnLoop
  let graph: ModuleGraph
  private(set) var warnings: [Diagnostic] = []
  private var failure: [Diagnostic] = []
  /// Why modules could not be compared with esbuild's output; nil if all were.
  private var unverified: String?

  struct Failed: Error {
    let diagnostics: [Diagnostic]
  }

  init(entry: String) throws {
    loop = try EventLoop()
    esbuild = try EsbuildOnLoop(projectFolder: FilePath.folder(of: entry), loop: loop) { _ in }
    graph = ModuleGraph(entry: entry, service: esbuild.service)
    // A shipped game must be exactly the program that was written.
    graph.verification = ModuleVerification(
      checker: esbuild.checker, moment: .beforeUse, reportFault: { [unowned self] in warnings.append($0) },
      reportUnverified: { [unowned self] in unverified = $0 })
  }

  /// - Throws: `Failed` with all errors.
  func load() throws {
    loop.afterThisRound { [unowned self] in
      graph.load { [unowned self] outcome in
        esbuild.armDeadline()
        switch outcome {
        case .delta(let delta):
          warnings += delta.warnings
          check(graph.modules.map(\.url).filter(graph.isStripped).sorted())
        case .failure(let failure): end(failure.diagnostics)
        case .superseded: end([Diagnostic(message: "the build was given up")])
        }
      }
      esbuild.armDeadline()
    }
    try loop.run()
    esbuild.stop()
    if !failure.isEmpty { throw Failed(diagnostics: failure) }
    if let unverified {
      var warning = Diagnostic(message: "the game is built without being compared with esbuild's output: \(unverified)")
      warning.severity = .warning
      warnings.append(warning)
    }
  }

  private func end(_ diagnostics: [Diagnostic]) {
    failure += diagnostics
    loop.stop()
  }

  /// One after the other. Modules that esbuild transformed need no check.
  private func check(_ urls: [String]) {
    guard let url = urls.first else { return end([]) }
    graph.check(url: url, listens: true) { [unowned self] outcome in
      esbuild.armDeadline()
      switch outcome {
      case .good(let found): warnings += found
      // Wrong modules were replaced before they came into the graph; what only esbuild refuses is no error.
      case .refused, .wrong, .unverified: break
      }
      // A loop instead of recursion: the answer may come synchronously.
      loop.afterThisRound { [unowned self] in check(Array(urls.dropFirst())) }
    }
    esbuild.armDeadline()
  }
}

import ArcaneIPC
import ArcaneLinux
import ArcaneModules

/// Test files that use the same library, and their modules.
///
/// All are loaded as one graph, so that shared modules are transformed once. If that fails, each is loaded alone, so
/// that a broken file does not affect the others.
final class TestModules {
  enum Loaded {
    case ready(ModuleGraph)
    case failed([Diagnostic])
  }

  private let esbuild: EsbuildOnLoop
  private let library: RuntimeLibrary
  private let verification: ModuleVerification?
  private let strips: Bool
  private let putOff: (@escaping () -> Void) -> Void
  /// Called for what is wrong with a tsconfig.json, and with the path of one that has been mended.
  private let onConfiguration: (Diagnostic) -> Void
  private let onMended: (String) -> Void
  private var graph: ModuleGraph?
  /// The graph of all files while it fails: it knows which files were read and searched for, and so what may fix it.
  private var broken: ModuleGraph?
  private var files: [String] = []
  /// Counts loads; the answers to an earlier one are dropped.
  private var turn = 0

  init(
    library: RuntimeLibrary, esbuild: EsbuildOnLoop, verification: ModuleVerification?, strips: Bool,
    putOff: @escaping (@escaping () -> Void) -> Void, onConfiguration: @escaping (Diagnostic) -> Void, onMended: @escaping (String) -> Void
  ) {
    self.library = library
    self.esbuild = esbuild
    self.verification = verification
    self.strips = strips
    self.putOff = putOff
    self.onConfiguration = onConfiguration
    self.onMended = onMended
  }

  var level: Configuration.Level { Configuration.Level(library) }

  func load(_ files: [String], changed: Set<String>, completion: @escaping ([String: Loaded]) -> Void) {
    turn += 1
    let mine = turn
    let isSame = files == self.files
    self.files = files
    if !isSame { graph = nil }
    let graph = self.graph ?? makeGraph(importing: files)
    self.graph = graph
    graph.update(changed: changed) { [weak self] outcome in
      guard let self, mine == turn else { return }
      esbuild.armDeadline()
      switch outcome {
      case .delta(let delta):
        tell(delta.warnings, of: graph)
        broken = nil
        completion(Dictionary(uniqueKeysWithValues: files.map { ($0, Loaded.ready(graph)) }))
      case .failure(let failure):
        tell(failure.diagnostics, of: graph)
        let alone = makeGraph(importing: [])
        self.graph = alone
        broken = graph
        // Its modules were loaded file by file; the next load starts from scratch.
        self.files = []
        alone.load { [weak self] _ in self?.loadNext(files[...], in: alone, [:], mine, completion) }
        esbuild.armDeadline()
      case .superseded: break
      }
    }
    esbuild.armDeadline()
  }

  private func tell(_ diagnostics: [Diagnostic], of graph: ModuleGraph) {
    for diagnostic in diagnostics where diagnostic.path.map(graph.isConfiguration) == true { onConfiguration(diagnostic) }
  }

  private func loadNext(
    _ files: ArraySlice<String>, in graph: ModuleGraph, _ loaded: [String: Loaded], _ mine: Int,
    _ completion: @escaping ([String: Loaded]) -> Void
  ) {
    guard mine == turn else { return }
    guard let file = files.first else { return completion(loaded) }
    graph.loadDynamic(specifier: file, referrer: graph.entryURL) { [weak self] result in
      guard let self else { return }
      var loaded = loaded
      loaded[file] =
        switch result {
        case .success: .ready(graph)
        case .failure(let failure): .failed(failure.diagnostics)
        }
      loadNext(files.dropFirst(), in: graph, loaded, mine, completion)
    }
    esbuild.armDeadline()
  }

  /// A graph whose entry is a virtual file that imports all files to be loaded.
  private func makeGraph(importing files: [String]) -> ModuleGraph {
    let folder = library.folder ?? FilePath.folder(of: files.first ?? absolutePath("."))
    let graph = ModuleGraph(entry: folder + "/.arcane-tests.ts", service: esbuild.service, library: library)
    graph.verification = verification
    graph.strips = strips
    graph.putOff = putOff
    graph.onMended = onMended
    let source = files.map { "import \(JSONValue.quoted($0));\n" }.joined()
    graph.setOverride(graph.entryPath, source: Array(source.utf8))
    return graph
  }

  /// A hash over all modules that these files reach, which changes when any of them does.
  static func fingerprint(_ graph: ModuleGraph, of files: some Sequence<String>) -> Int {
    var fingerprint = 0
    for module in graph.modules(from: files) {
      var hasher = Hasher()
      hasher.combine(module.url)
      hasher.combine(module.codeHash.value)
      fingerprint ^= hasher.finalize()
    }
    return fingerprint
  }

  // MARK: - Watching

  private var graphs: [ModuleGraph] { [graph, broken].compactMap { $0 } }
  var watchedFolders: Set<String> { graphs.reduce(into: []) { $0.formUnion($1.watchedFolders) } }
  func isRelevant(_ path: String) -> Bool { graphs.contains { $0.isRelevant(path) } }
  func lookAgain() { for graph in graphs { graph.lookAgain() } }
  func isAwaited(_ path: String) -> Bool { graphs.contains { $0.isAwaited(path) } }
  var sources: Set<String> { graphs.reduce(into: []) { $0.formUnion($1.modules.map(\.path)) } }
}

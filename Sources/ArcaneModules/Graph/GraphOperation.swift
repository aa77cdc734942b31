import ArcaneLinux
import Glibc

/// One update of the graph: reads and transforms changed files, resolves new imports, loads their targets, and commits
/// everything or nothing.
///
/// It has three kinds of work: files waiting to be read and transformed (`queue`), transforms under way
/// (`requests`), and imports that esbuild has to find (`asked`), which are gathered until no transform is under way and
/// sent together. When none is left it is finished.
final class GraphOperation {
  unowned let graph: ModuleGraph
  let completion: (GraphOutcome) -> Void
  /// The target of a dynamic import; nil for a change of files.
  let root: String?
  var isDynamic: Bool { root != nil }

  /// New and changed modules.
  var made: [String: ModuleNode] = [:]
  private var queue: [String] = []
  private var queueHead = 0
  private var seen: Set<String> = []
  var requests = 0
  /// Tokens that the stripper has read for this operation.
  var stripSteps = 0
  /// More than this many, and esbuild does the rest, while the loop turns: some tenth of a second.
  static let maximumStripSteps = 1_000_000
  private var pumping = false
  var resolving = false

  /// Modules that wait for esbuild to find some of their imports.
  final class Waiting {
    let source: ModuleSource
    var targets: [String: ModuleNode.Target] = [:]
    var probes: [String] = []
    var links: [String: String] = [:]
    var problems: [Diagnostic] = []
    var missing = 0
    init(_ source: ModuleSource) { self.source = source }
  }
  /// What is asked for, who waits for it, and under which name the importer knows it.
  var asked: [ResolveRequest: [(waiting: Waiting, specifier: String)]] = [:]

  var files = FileResolver()
  var errors: [Diagnostic] = []
  /// The source of a file that was read to locate an import.
  struct StatementSource {
    let path: String
    let hash: ContentHash
    let text: [UInt8]
    let original: (LinePosition) -> SourceMap.Original?
  }
  var statementSource: StatementSource?
  var missingPaths: Set<String> = []
  var vanished: Set<String> = []
  private var vanishedRounds = 0
  /// Everything is rebuilt, because a configuration has changed.
  var everything = false
  private var looksAgain = false
  /// Names that imports take from packages that are bundled.
  var wantedNames: [String: Set<String>] = [:]
  private var cachedSources: [String: ModuleSource] = [:]

  init(graph: ModuleGraph, root: String?, completion: @escaping (GraphOutcome) -> Void) {
    self.graph = graph
    self.root = root
    self.completion = completion
  }

  func start() {
    files.overrides = Set(graph.overrides.keys)
    if let root {
      if graph.nodes[root] == nil { request(root) }
      return pump()
    }
    everything = graph.everythingIsDirty
    cachedSources = everything ? [:] : graph.cachedSources
    if everything {
      graph.configurations = [:]
      graph.configurationFiles = []
      graph.cachedSources = [:]
      for path in graph.nodes.keys { request(path) }
    }
    looksAgain = graph.looksAgain
    if looksAgain { for path in graph.nodes.keys { request(path) } }
    for path in graph.dirty { changed(path) }
    if graph.nodes[graph.entryPath] == nil { request(graph.entryPath) }
    pump()
  }

  private func changed(_ path: String) {
    if graph.nodes[path] != nil { request(path) }
    for owner in graph.ownersByFile[path] ?? [] where graph.nodes[owner] != nil { request(owner) }
    // A file that takes precedence over the one in use has appeared or disappeared.
    for importer in graph.importersByProbe[path] ?? [] {
      if let node = graph.nodes[importer], made[importer] == nil { resolveAgain(node) }
    }
  }

  func supersede() {
    // The next operation need not transform sources that are ready.
    if !isDynamic { for (path, node) in made { graph.cachedSources[path] = node.source } }
    completion(.superseded)
  }

  var isCurrent: Bool { graph.operation === self }

  // MARK: Work

  func request(_ path: String) {
    if seen.insert(path).inserted { queue.append(path) }
  }

  /// Paths of made modules that are bundles.
  private var bundles: Set<String> = []
  /// Files that were loaded again because what requires them has changed.
  private var reconsidered: Set<String> = []

  /// Whether a CommonJS file requires it. A file without imports and exports is CommonJS then.
  func isRequired(_ path: String) -> Bool {
    func requires(_ node: ModuleNode?) -> Bool {
      guard let node, node.bundledNames != nil, node.path != path else { return false }
      return node.bundledFiles.contains(path)
    }
    if bundles.contains(where: { requires(made[$0]) }) { return true }
    return graph.ownersByFile[path]?.contains { made[$0] == nil && requires(graph.nodes[$0]) } ?? false
  }

  /// A module that became CommonJS, or the other way round, is reached in another way by the files that require it. And what a file
  /// requires, or no longer requires, decides whether other files are CommonJS.
  func reconsider(after node: ModuleNode) {
    let old = graph.nodes[node.path]
    let isBundle = node.bundledNames != nil
    if isBundle { bundles.insert(node.path) } else { bundles.remove(node.path) }
    if let old, (old.bundledNames != nil) != isBundle {
      for owner in graph.nodes.values where owner.bundledNames != nil && owner.targets.values.contains(.file(node.path)) {
        bundle(owner.source, owner)
      }
    }
    func files(_ node: ModuleNode?) -> Set<String> { node?.bundledNames == nil ? [] : Set(node?.bundledFiles ?? []) }
    let required = files(node)
    for file in required.symmetricDifference(files(old)) where file != node.path {
      // It is what it has to be already.
      if (self.node(file)?.bundledNames != nil) == required.contains(file) { continue }
      loadAgain(file)
    }
    // It was loaded before what requires it.
    if !isBundle, node.path.hasSuffix(".js"), isRequired(node.path) { loadAgain(node.path) }
  }

  private func loadAgain(_ path: String) {
    guard node(path) != nil, reconsidered.insert(path).inserted else { return }
    seen.remove(path)
    request(path)
  }

  /// Work per turn of the event loop, in bytes of source plus a constant per file, so that keys work while thousands of
  /// files are built. About 30 ms of stripping.
  private static let turnBudget = 512 << 10
  private static let fileCost = 4 << 10
  private var spent = 0

  func pump() {
    guard !pumping, isCurrent else { return }
    pumping = true
    defer { pumping = false }
    while isCurrent {
      if spent >= Self.turnBudget, let putOff = graph.putOff {
        return putOff { [weak self] in
          self?.spent = 0
          self?.pump()
        }
      }
      if queueHead < queue.count, requests < ModuleGraph.maximumRequests {
        queueHead += 1
        load(queue[queueHead - 1])
      } else if requests > 0 || resolving {
        return
      } else if !asked.isEmpty {
        ask()
      } else if !finish() {
        return
      }
    }
  }

  private func load(_ path: String) {
    let old = graph.nodes[path]
    let typed = TypedModule.split(path)
    let raw: [UInt8]
    do throws(SystemError) {
      raw = try graph.read(typed?.file ?? path)
    } catch {
      if error.code == ENOENT || error.code == ENOTDIR {
        vanished.insert(path)
        return
      }
      errors.append(Diagnostic(message: Self.unreadable(error), path: typed?.file ?? path))
      return
    }
    spent += raw.count + Self.fileCost
    let hash = ContentHash(raw)
    let isDistrusted = graph.distrusted.contains(path)
    let isReconsidered = reconsidered.contains(path)
    let forced = everything || isReconsidered || old?.bundledNames != nil || isDistrusted && old?.module.map.strippedSource != nil
    if let old, !forced, old.module.sourceHash == hash, old.sourceCount == raw.count {
      if looksAgain, made[path] == nil { lookUpImports(of: old.source, old: old, again: true) }
      return
    }
    if let cached = cachedSources[path], !isDistrusted, !isReconsidered, cached.sourceHash == hash, cached.sourceCount == raw.count {
      return lookUpImports(of: cached, old: old)
    }
    let bytes = raw.withoutByteOrderMark
    let source = ModuleSource(
      path: path, kind: .javaScript, sourceHash: hash, sourceCount: raw.count, code: [], codeHash: hash, programHash: hash, map: SourceMap(json: []),
      scan: [],
      warnings: [])
    if let typed { return content(source, raw, typed.type, typed.file, old) }
    let inPackage = FilePath.isInPackage(path)
    switch FilePath.fileExtension(of: path) {
    case ".json": json(source, bytes, old)
    case ".ts", ".mts": if !strip(source, bytes, old) { transform(source, bytes, .ts, old) }
    case ".tsx": transform(source, bytes, .tsx, old)
    case ".jsx": transform(source, bytes, .jsx, old)
    case ".mjs": transform(source, bytes, .js, old)
    // A file without these words is not a CommonJS module. In packages, files without imports and exports are examined too; to
    // examine all would take seconds in a package of hundreds of files.
    case ".js" where old?.bundledNames != nil && !isReconsidered: bundle(source, old)
    case ".js":
      inPackage && !bytes.contains(word: "export") && !bytes.contains(word: "import") || bytes.contains(word: "exports")
        || bytes.contains(word: "require") || isRequired(path)
        ? examine(source, bytes, .js, old) : transform(source, bytes, .js, old)
    case ".cjs", ".cts": bundle(source, old)
    case let ending:
      let what = ending.isEmpty ? "a file without an ending" : "a \(ending) file"
      errors.append(
        Diagnostic(
          message:
            "\(what) cannot be imported; modules are .ts, .tsx, .mts, .js, .jsx, .mjs, .cjs and .json files, and pictures and sounds are loaded by path",
          path: path))
    }
  }

  private static func unreadable(_ error: SystemError) -> String {
    switch error.code {
    case EISDIR: "is a folder; name a file to import"
    case ENXIO, EINVAL: "is a pipe, a socket or a device; only regular files are read"
    case EFBIG: "is larger than \(ModuleGraph.maximumSourceBytes >> 20) MiB; load data of this size at run time"
    default: "cannot be read: \(String(cString: strerror(error.code))) (\(error.call), errno \(error.code))"
    }
  }

  // MARK: The end

  func node(_ path: String) -> ModuleNode? { made[path] ?? graph.nodes[path] }

  /// True if there is more to do after all.
  private func finish() -> Bool {
    if errors.isEmpty, lookAgainForVanished() || bundleForMoreNames() { return true }
    for path in vanished where errors.isEmpty && (path == graph.entryPath || graph.nodes[path] == nil) {
      errors.append(Diagnostic(message: path == graph.entryPath ? "no such file" : "vanished while it was read", path: path))
    }
    graph.operation = nil
    if errors.isEmpty { commit() } else { fail() }
    graph.startNext()
    return false
  }

  /// Files of the graph are gone: their importers may resolve to another file, or fail.
  private func lookAgainForVanished() -> Bool {
    guard !vanished.isEmpty, vanishedRounds < 2 else { return false }
    vanishedRounds += 1
    let importers = Set(graph.nodes.keys).union(made.keys).compactMap(node).filter { $0.targets.values.contains(where: isGone) }
    guard !importers.isEmpty else { return false }
    files = FileResolver()
    files.overrides = Set(graph.overrides.keys)
    // One that is back by now is read like a new one.
    for path in vanished where files.file(path) != nil {
      vanished.remove(path)
      seen.remove(path)
      request(path)
    }
    for importer in importers { resolveAgain(importer) }
    return true
  }

  /// Its imports may lead elsewhere.
  private func resolveAgain(_ node: ModuleNode) {
    let old = graph.nodes[node.path]
    if node.bundledNames != nil { bundle(node.source, old) } else { lookUpImports(of: node.source, old: old, again: true) }
  }

  private func bundleForMoreNames() -> Bool {
    var more = false
    for path in graph.checkedBundles.union(wantedNames.keys) {
      guard let node = node(path), let names = node.bundledNames else { continue }
      // Names that nothing takes any more must not be missed.
      let isEnough = wantedNames[path]?.isSubset(of: names) ?? true
      if isEnough, node.checkedNames.isEmpty || node.checkedNames.isSubset(of: wanted(of: path)) { continue }
      bundle(node.source, graph.nodes[path])
      more = true
    }
    wantedNames = more ? wantedNames : [:]
    return more
  }

  private func fail() {
    if isDynamic {
      graph.noteFailedImport(missingPaths.union(seen).union(vanished))
    } else {
      graph.failedPaths = missingPaths.union(seen).union(vanished)
      for (path, node) in made { graph.cachedSources[path] = node.source }
      graph.foldersChanged()
    }
    let gone = vanished.filter { graph.nodes[$0] != nil || $0 == graph.entryPath }
    let warnings = graph.configurationNews() + made.values.sorted { $0.path < $1.path }.flatMap(\.warnings)
    completion(
      .failure(
        GraphFailure(diagnostics: errors.sorted(by: Self.inOrder) + warnings, missingPaths: missingPaths.sorted(), vanishedPaths: gone.sorted())))
  }

  private static func inOrder(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
    (left.path ?? "", left.position ?? LinePosition(line: 0, column: 0)) < (right.path ?? "", right.position ?? LinePosition(line: 0, column: 0))
  }
}

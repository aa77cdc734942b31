import ArcaneLinux

/// The modules that a game is made of, from its entry file on, kept up to date one change at a time.
///
/// Each file is transformed on its own and stays a module of its own in the worker, so that a change costs what the
/// changed file costs. Imports are read off the transformed code; when a change leaves them as they were, which is the
/// usual case, nothing is looked up. Work is done in an operation that gathers new modules beside the graph and puts
/// them in only when all is well: errors leave the last good graph as it is.
public final class ModuleGraph {
  /// A source larger than this is refused: a mistake, such as a data file with the wrong ending.
  public static let maximumSourceBytes = 64 << 20
  /// Requests sent to esbuild at a time: enough to keep its threads busy, few enough to keep memory flat.
  static let maximumRequests = 32

  /// Absolute path of the entry file, links resolved once it has been loaded.
  public internal(set) var entryPath: String
  public var entryURL: String { ModuleURL.file(entryPath) }
  var entryFolder: String { FilePath.folder(of: entryPath) }
  public let library: RuntimeLibrary
  public internal(set) var version: UInt64 = 0

  let service: EsbuildService
  var nodes: [String: ModuleNode] = [:]
  /// Entry first, then the targets of dynamic imports whose specifiers were computed.
  var roots: [String]
  /// Paths to be looked at: what has changed since the graph was last good.
  var dirty: Set<String> = []
  var everythingIsDirty = false
  /// Links may have changed, and nearer files may have appeared: unchanged imports are resolved again as well.
  var looksAgain = false
  /// The entry file as it was named, through links.
  private let entryName: String
  var operation: GraphOperation?
  private var waitingUpdate: GraphOperation?
  private var waitingLoads: [GraphOperation] = []

  /// Sources that stand in for files, such as an editor's unsaved ones.
  var overrides: [String: [UInt8]] = [:]
  /// By the folder of the files that they apply to.
  var configurations: [String: TSConfig] = [:]
  var configurationFiles: Set<String> = []
  private var reportedProblems: [Diagnostic] = []
  /// Called with the path of a tsconfig.json that was broken and has been fixed.
  public var onMended: (String) -> Void = { _ in }

  // Indexes for a changed path. Each is a superset: a stale entry costs a look at a file.
  var importersByProbe: [String: Set<String>] = [:]
  var ownersByFile: [String: Set<String>] = [:]
  var filesByLink: [String: String] = [:]
  /// Modules made of CommonJS files that fail where a name is missing.
  var checkedBundles: Set<String> = []
  /// What the last failed operation read and looked for.
  var failedPaths: Set<String> = []
  /// What `import()`s that failed have read and looked for. A change of one of them is a change of the game: it asks again
  /// in its next generation.
  var failedImports: Set<String> = []
  /// Modules of failed operations, which the next one need not transform again.
  var cachedSources: [String: ModuleSource] = [:]
  /// false: every file is esbuild's.
  public var strips = true
  /// nil: stripped modules are not compared.
  public var verification: ModuleVerification?
  /// Files that the stripper got wrong.
  var distrusted: Set<String> = []
  /// Defers work to the next turn of the event loop, so that a build of thousands of files is divided into slices; nil
  /// without a loop.
  public var putOff: ((@escaping () -> Void) -> Void)?
  private var folderCache: Set<String>?

  public init(entry: String, service: EsbuildService, library: RuntimeLibrary? = nil) {
    let path = FilePath.absolute(entry)
    entryName = path
    entryPath = FilePath.real(path) ?? path
    roots = [entryPath]
    self.service = service
    self.library = library ?? .discover(from: FilePath.folder(of: entryPath))
    if entryPath != path { filesByLink[path] = entryPath }
  }

  // MARK: Changing

  /// Loads everything from the entry on.
  public func load(completion: @escaping (GraphOutcome) -> Void) { update(changed: [], completion: completion) }

  /// Takes in files that were written, created or deleted. Paths that the graph has nothing to do with cost nothing;
  /// a file whose content is the same as before changes nothing.
  ///
  /// A call while another is at work takes over its paths; the other one's completion gets `.superseded`. What failed
  /// before is tried again with every call, until it succeeds.
  public func update(changed: some Sequence<String>, completion: @escaping (GraphOutcome) -> Void) {
    for path in changed { note(path) }
    let next = GraphOperation(graph: self, root: nil, completion: completion)
    if let operation, operation.isDynamic {
      let overtaken = waitingUpdate
      waitingUpdate = next
      overtaken?.supersede()
      return
    }
    let old = operation
    operation = next
    old?.supersede()
    if operation === next { next.start() }
  }

  /// Replaces a file's content by `source`, or goes back to the disk with nil. Seen at the next ``update(changed:completion:)``.
  public func setOverride(_ path: String, source: [UInt8]?) {
    overrides[path] = source
    dirty.insert(path)
  }

  /// Loads what a dynamic import with a computed specifier asks for. On success the module is part of the graph.
  public func loadDynamic(
    specifier: String, referrer: String, completion: @escaping (Result<(url: String, delta: GraphDelta), GraphFailure>) -> Void
  ) {
    // `new URL("./level.ts", import.meta.url).href` gives whole URLs.
    let typed = TypedModule.split(specifier)
    let named = typed?.file ?? specifier
    let wanted = ModuleURL.path(named) ?? named
    let importer = ModuleURL.path(referrer) ?? entryPath
    if wanted.hasPrefix(ModuleURL.builtInScheme) { return completion(.success((wanted, unchanged))) }
    resolveOne(wanted, importer: importer) { [self] target, reason in
      switch target {
      case .success(.builtIn(let url)): completion(.success((url, unchanged)))
      case .success(.file(let path)):
        var path = path
        if let type = typed?.type, !(type == .json && FilePath.fileExtension(of: path) == ".json") {
          path = type.path(of: path)
        } else if !ImportAdvice.isModule(path), FilePath.isFile(path) {
          let message = ImportAdvice.notAModule(path, written: specifier, entryFolder: entryFolder, isComputed: true)
          return completion(.failure(GraphFailure(diagnostics: [Diagnostic(message: message)], missingPaths: [], vanishedPaths: [])))
        }
        let root = path
        load(root: root) { outcome in
          switch outcome {
          case .delta(let delta): completion(.success((ModuleURL.file(root), delta)))
          case .failure(let failure): completion(.failure(failure))
          case .superseded:
            let message = "import(\"\(specifier)\") was given up"
            completion(.failure(GraphFailure(diagnostics: [Diagnostic(message: message)], missingPaths: [], vanishedPaths: [])))
          }
        }
      case .success(.missing):
        let places = ImportPlaces.of(wanted, importer: importer, library: library)
        noteFailedImport(Set(places))
        let message = ImportAdvice.notFound(
          wanted, importer: importer, entryFolder: entryFolder, reason: reason, configuration: configuration(for: importer).problems.first)
        completion(.failure(GraphFailure(diagnostics: [Diagnostic(message: message)], missingPaths: places, vanishedPaths: [])))
      case .failure(let failure): completion(.failure(failure))
      }
    }
  }

  private var unchanged: GraphDelta {
    GraphDelta(version: version, entryURL: entryURL, added: [], changed: [], removed: [], warnings: [])
  }

  /// - Parameter completion: gets esbuild's reason beside `.missing`.
  private func resolveOne(
    _ specifier: String, importer: String, completion: @escaping (Result<ModuleNode.Target, GraphFailure>, _ reason: String) -> Void
  ) {
    var files = FileResolver()
    files.overrides = Set(overrides.keys)
    switch ImportRules.look(up: specifier, importer: importer, library: library, files: &files) {
    case .target(let target, _): completion(.success(target), "")
    case .missing: completion(.success(.missing), "")
    case .problem(let message):
      completion(
        .failure(GraphFailure(diagnostics: [Diagnostic(message: message, path: importer)], missingPaths: [], vanishedPaths: [])), "")
    case .ask(let specifier):
      service.resolve([ResolveRequest(specifier: specifier, importer: importer)]) { result in
        switch result.map(\.first) {
        case .success(.file(let path)): completion(.success(.file(path)), "")
        case .success(.notFound(let reason)): completion(.success(.missing), reason)
        case .success: completion(.success(.missing), "")
        case .failure(let failure):
          completion(
            .failure(GraphFailure(diagnostics: ImportRules.diagnostics(failure, path: importer), missingPaths: [], vanishedPaths: [])), "")
        }
      }
    }
  }

  /// Folders or links have changed: the next update resolves every path again.
  public func lookAgain() {
    looksAgain = true
    for (folder, known) in configurations where configuration(fresh: folder) != known { everythingIsDirty = true }
    let real = FilePath.real(entryName) ?? entryName
    if real == entryPath { return }
    filesByLink[entryPath] = nil
    roots = [real] + roots.dropFirst().filter { $0 != real }
    entryPath = real
    if real != entryName { filesByLink[entryName] = real }
    foldersChanged()
  }

  private func note(_ path: String) {
    // A changed link changes the paths through it, and so does one that has taken the place of a file.
    if filesByLink[path] != nil || (nodes[path] != nil || ownersByFile[path] != nil) && FilePath.isLink(path) { lookAgain() }
    let path = filesByLink[path] ?? path
    let name = FilePath.name(of: path)
    if name == "tsconfig.json" || name == "package.json" || configurationFiles.contains(path) {
      everythingIsDirty = true
    }
    if nodes[path] == nil, importersByProbe[path] == nil, ownersByFile[path] == nil, !hasFailed(path),
      let real = FilePath.real(path), real != path
    {
      dirty.insert(real)
    }
    dirty.insert(path)
  }

  /// A dynamic import's module is loaded beside the last good graph: it neither takes part in a change that is under
  /// way nor disturbs it, so one waits for the other.
  private func load(root: String, completion: @escaping (GraphOutcome) -> Void) {
    let next = GraphOperation(graph: self, root: root, completion: completion)
    guard operation == nil else { return waitingLoads.append(next) }
    operation = next
    next.start()
  }

  /// An operation has ended: the next one that waits begins.
  func startNext() {
    guard operation == nil else { return }
    if let next = waitingUpdate {
      waitingUpdate = nil
      operation = next
      next.start()
    } else if !waitingLoads.isEmpty {
      let next = waitingLoads.removeFirst()
      operation = next
      next.start()
    }
  }

  /// Drops all work in progress; its completions get `.superseded`.
  public func cancel() {
    let dropped = [operation, waitingUpdate].compactMap { $0 } + waitingLoads
    operation = nil
    waitingUpdate = nil
    waitingLoads = []
    for operation in dropped { operation.supersede() }
  }

  // MARK: Reading

  public func module(url: String) -> Module? { ModuleURL.path(url).flatMap { nodes[$0]?.module } }

  /// Of each module's file: its content when the module was built, and now. Files that cannot be read are left out.
  public func contentHashes() -> [(path: String, (built: ContentHash, found: ContentHash))] {
    nodes.values.compactMap { node in
      guard let bytes = try? read(node.module.file) else { return nil }
      return (node.module.file, (node.module.sourceHash, ContentHash(bytes)))
    }
  }

  /// The files that modules are made of.
  public var files: Set<String> { Set(nodes.values.map(\.module.file)) }

  /// Every module, for a new worker. The order is of no account.
  public var modules: [Module] { nodes.values.map(\.module) }

  /// Modules and all that they import, dynamic imports included; nothing for those that are not in the graph.
  public func modules(from paths: some Sequence<String>) -> [Module] {
    var found: [Module] = []
    var seen: Set<String> = []
    var stack = Array(paths)
    while let path = stack.popLast() {
      guard seen.insert(path).inserted, let node = nodes[path] else { continue }
      found.append(node.module)
      for case .file(let target) in node.targets.values { stack.append(target) }
    }
    return found
  }

  public var moduleCount: Int { nodes.count }

  /// Warnings of all modules.
  public var warnings: [Diagnostic] { nodes.values.flatMap(\.warnings) }

  /// Where in the source a place in a module's code comes from; nil if the module is not known.
  ///
  /// - Parameter version: the graph that the asking worker runs. The last few codes of each module are kept, so that
  ///   an older generation's frames are right too.
  public func original(url: String, position: LinePosition, version: UInt64? = nil) -> (path: String, position: LinePosition, name: String?)? {
    guard let path = ModuleURL.path(url), var node = nodes[path] else { return nil }
    if let version {
      while node.version > version, let previous = node.previous { node = previous }
    }
    if node.module.map.isEmpty { return (path, position, nil) }
    guard let original = node.module.map.original(of: position) else { return nil }
    var source = path
    if !node.bundledFiles.isEmpty {
      let sources = node.module.map.sources
      if original.source < sources.count { source = FilePath.join("/", sources[original.source]) }
      if CommonJSBundle.isEntry(source) { return nil }
    }
    return (source, original.position, original.name)
  }

  /// Where a place of the text that a module's code was made of is in its text of today; nil where that is the same.
  public func newestPosition(path: String, _ position: LinePosition, version: UInt64? = nil) -> LinePosition? {
    guard var node = nodes[path] else { return nil }
    while let version, node.version > version, let previous = node.previous { node = previous }
    return node.module.map.newest(of: position)
  }

  // MARK: Watching

  /// Folders to watch for changes: those of all files that the graph read, and those where a missing file would appear.
  public var watchedFolders: Set<String> {
    if let folderCache { return folderCache }
    var folders: Set<String> = [FilePath.folder(of: entryPath), FilePath.folder(of: entryName)]
    for (path, node) in nodes {
      folders.insert(FilePath.folder(of: path))
      for file in node.bundledFiles { folders.insert(FilePath.folder(of: file)) }
    }
    for link in filesByLink.keys { folders.insert(FilePath.folder(of: link)) }
    for file in configurationFiles { folders.insert(FilePath.folder(of: file)) }
    // Folders that are not there yet are waited for.
    for path in failedPaths.union(failedImports) { folders.insert(FilePath.folder(of: path)) }
    for path in importersByProbe.keys { folders.insert(FilePath.folder(of: path)) }
    folderCache = folders
    return folders
  }

  /// Whether a change of that file, or the appearance of that folder, can change the graph.
  public func isRelevant(_ path: String) -> Bool {
    if nodes[path] != nil || importersByProbe[path] != nil || ownersByFile[path] != nil || filesByLink[path] != nil { return true }
    if hasFailed(path) || path == entryPath { return true }
    let name = FilePath.name(of: path)
    if name == "tsconfig.json" || name == "package.json" { return watchedFolders.contains(FilePath.folder(of: path)) }
    return configurationFiles.contains(path) || isOnTheWay(path, to: failedPaths) || isOnTheWay(path, to: failedImports)
  }

  /// Whether something has failed that read it or looked for it: then even a change of its permissions matters.
  public func isAwaited(_ path: String) -> Bool { hasFailed(path) || path == entryPath && nodes[path] == nil }

  /// It was read or looked for by something that failed.
  private func hasFailed(_ path: String) -> Bool { failedPaths.contains(path) || failedImports.contains(path) }

  /// A folder through which a missing file would be reached.
  func isOnTheWay(_ path: String, to missing: Set<String>) -> Bool {
    let prefix = path + "/"
    return missing.contains { $0.hasPrefix(prefix) }
  }

  func foldersChanged() { folderCache = nil }

  func read(_ path: String) throws(SystemError) -> [UInt8] {
    if let source = overrides[path] { return source }
    return try FileBytes.read(path, limit: Self.maximumSourceBytes)
  }

  func configuration(for path: String) -> TSConfig {
    let folder = FilePath.folder(of: path)
    if let known = configurations[folder] { return known }
    let configuration = configuration(fresh: folder)
    configurations[folder] = configuration
    configurationFiles.formUnion(configuration.files)
    return configuration
  }

  private func configuration(fresh folder: String) -> TSConfig { FilePath.isInPackage(folder + "/") ? TSConfig.none : TSConfig.nearest(to: folder) }

  /// Whether it is a tsconfig.json, or one that such a file extends.
  public func isConfiguration(_ path: String) -> Bool { configurationFiles.contains(path) }

  /// New errors in tsconfig.json files, and the files whose errors are fixed.
  func configurationNews() -> [Diagnostic] {
    var problems: [Diagnostic] = []
    for configuration in configurations.values {
      for problem in configuration.problems where !problems.contains(problem) { problems.append(problem) }
    }
    let news = problems.filter { !reportedProblems.contains($0) }
    let mended = Set(reportedProblems.compactMap(\.path)).subtracting(problems.compactMap(\.path))
    reportedProblems = problems
    for path in mended.sorted() { onMended(path) }
    return news.sorted { ($0.path ?? "", $0.position?.line ?? 0) < ($1.path ?? "", $1.position?.line ?? 0) }
  }
}

import ArcaneLinux
import Glibc

/// One change to the graph on its way: reads and transforms what has changed, looks up new imports, loads what they
/// lead to, and puts it all into the graph at the end, or nothing of it.
///
/// It has three kinds of work: files waiting to be read and transformed (`queue`), transforms under way
/// (`requests`), and imports that esbuild has to find (`asked`), which are gathered until no transform is under way and
/// sent together. When none is left it is finished.
final class GraphOperation {
  private unowned let graph: ModuleGraph
  private let completion: (GraphOutcome) -> Void
  /// The target of a dynamic import; nil for a change of files.
  private let root: String?
  var isDynamic: Bool { root != nil }

  /// New and changed modules.
  private var made: [String: ModuleNode] = [:]
  private var queue: [String] = []
  private var queueHead = 0
  private var seen: Set<String> = []
  private var requests = 0
  private var pumping = false
  private var resolving = false

  /// Modules that wait for esbuild to find some of their imports.
  private final class Waiting {
    let source: ModuleSource
    var targets: [String: ModuleNode.Target] = [:]
    var probes: [String] = []
    var links: [String: String] = [:]
    var problems: [Diagnostic] = []
    var missing = 0
    init(_ source: ModuleSource) { self.source = source }
  }
  /// What is asked for, who waits for it, and under which name the importer knows it.
  private var asked: [ResolveRequest: [(waiting: Waiting, specifier: String)]] = [:]

  private var files = FileResolver()
  private var errors: [Diagnostic] = []
  private var missingPaths: Set<String> = []
  private var vanished: Set<String> = []
  private var vanishedRounds = 0
  /// Everything is made anew: a configuration has changed.
  private var everything = false
  /// Names that imports take from packages that are bundled.
  private var wantedNames: [String: Set<String>] = [:]
  private var spares: [String: ModuleSource] = [:]

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
    spares = everything ? [:] : graph.spares
    if everything {
      graph.configurations = [:]
      graph.configurationFiles = []
      graph.spares = [:]
      for path in graph.nodes.keys { request(path) }
    }
    for path in graph.dirty { changed(path) }
    if graph.nodes[graph.entryPath] == nil { request(graph.entryPath) }
    pump()
  }

  private func changed(_ path: String) {
    if graph.nodes[path] != nil { request(path) }
    for owner in graph.ownersByFile[path] ?? [] where graph.nodes[owner] != nil { request(owner) }
    // Something has appeared (or gone) where a file of higher rank than the one in use would be found.
    for importer in graph.importersByProbe[path] ?? [] {
      if let node = graph.nodes[importer], made[importer] == nil { lookUpImports(of: node.source, old: node, again: true) }
    }
  }

  func supersede() {
    // Sources that are ready need not be made again by whoever takes over.
    if !isDynamic { for (path, node) in made { graph.spares[path] = node.source } }
    completion(.superseded)
  }

  private var isCurrent: Bool { graph.operation === self }

  // MARK: Work

  private func request(_ path: String) {
    if seen.insert(path).inserted { queue.append(path) }
  }

  private func pump() {
    guard !pumping, isCurrent else { return }
    pumping = true
    defer { pumping = false }
    while isCurrent {
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
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try graph.read(path)
    } catch {
      if error.code == ENOENT || error.code == ENOTDIR {
        vanished.insert(path)
        return
      }
      errors.append(Diagnostic(message: Self.unreadable(error), path: path))
      return
    }
    let hash = ContentHash(bytes)
    let forced = everything || old?.bundledNames != nil
    if let old, !forced, old.module.sourceHash == hash, old.sourceCount == bytes.count { return }
    if let spare = spares[path], spare.sourceHash == hash, spare.sourceCount == bytes.count { return lookUpImports(of: spare, old: old) }
    let source = ModuleSource(
      path: path, kind: .javaScript, sourceHash: hash, sourceCount: bytes.count, code: [], codeHash: hash, map: SourceMap(json: []), scan: [],
      warnings: [])
    let inPackage = path.contains("/node_modules/")
    switch FilePath.fileExtension(of: path) {
    case ".json": json(source, bytes, old)
    case ".ts", ".mts": if !erase(source, bytes, old) { transform(source, bytes, .ts, old) }
    case ".tsx": transform(source, bytes, .tsx, old)
    case ".jsx": transform(source, bytes, .jsx, old)
    case ".mjs": transform(source, bytes, .js, old)
    case ".js": inPackage ? examine(source, bytes, old) : transform(source, bytes, .js, old)
    case ".cjs", ".cts": bundle(source, old)
    case let ending:
      let what = ending.isEmpty ? "a file without an ending" : "a \(ending) file"
      errors.append(
        Diagnostic(
          message: "\(what) cannot be imported; modules are .ts, .tsx, .mts, .js, .jsx, .mjs, .cjs and .json files, and pictures and sounds are loaded by path",
          path: path))
    }
  }

  private static func unreadable(_ error: SystemError) -> String {
    switch error.code {
    case EISDIR: "is a folder; name a file to import"
    case EFBIG: "is larger than \(ModuleGraph.maximumSourceBytes >> 20) MiB; load data of this size at run time"
    default: "cannot be read: \(String(cString: strerror(error.code))) (\(error.call), errno \(error.code))"
    }
  }

  // MARK: Sources to modules

  private func json(_ source: ModuleSource, _ bytes: [UInt8], _ old: ModuleNode?) {
    do { try JSONValue.validate(bytes) } catch {
      errors.append(Diagnostic(jsonError: error, path: source.path, bytes: bytes))
      return
    }
    var source = source
    source.kind = .json
    source.code = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    lookUpImports(of: source, old: old)
  }

  /// Most files need no more than their types taken out. False if this one is esbuild's.
  private func erase(_ source: ModuleSource, _ bytes: [UInt8], _ old: ModuleNode?) -> Bool {
    guard let options = graph.configuration(for: source.path).eraser, let erased = try? TypeEraser.erase(bytes, options: options) else { return false }
    var source = source
    source.code = erased.code
    source.codeHash = ContentHash(erased.code)
    source.map = SourceMap(erased: bytes, options: options)
    source.scan = erased.imports
    lookUpImports(of: source, old: old)
    return true
  }

  private func transform(_ source: ModuleSource, _ bytes: [UInt8], _ loader: SourceLoader, _ old: ModuleNode?) {
    requests += 1
    let request = TransformRequest(source: bytes, path: source.path, loader: loader, extraFlags: graph.transformFlags(for: source.path))
    graph.service.transform(request) { [weak self] result in
      guard let self else { return }
      requests -= 1
      guard isCurrent else { return }
      switch result {
      case .failure(let failure): errors += ImportRules.diagnostics(failure, path: source.path)
      case .success(let result):
        var source = source
        source.warnings = result.warnings.map { Diagnostic($0, severity: .warning, path: source.path) }
        fill(&source, code: result.code, map: result.map)
        lookUpImports(of: source, old: old)
      }
      pump()
    }
  }

  private func fill(_ source: inout ModuleSource, code: [UInt8], map: [UInt8]) {
    source.code = code
    source.codeHash = ContentHash(code)
    source.map = SourceMap(json: map)
    source.scan = ImportScanner.scan(code)
  }

  /// A package's .js file may be an ES module or CommonJS. esbuild tells from its content, in a build's metafile
  /// (when a format is asked for).
  private func examine(_ source: ModuleSource, _ bytes: [UInt8], _ old: ModuleNode?) {
    let flags = EsbuildFlags.module + ["--loader=js", "--format=esm", "--sourcefile=\(source.path)", "--metafile", "--outfile=/out.js"]
    requests += 1
    graph.service.build(BuildRequest(source: bytes, resolveFolder: "/", flags: flags)) { [weak self] result in
      guard let self else { return }
      requests -= 1
      guard isCurrent else { return }
      switch result {
      case .failure(let failure): errors += ImportRules.diagnostics(failure, path: source.path)
      case .success(let result):
        if Metafile(result.metafile).isCommonJS {
          bundle(source, old)
        } else {
          var source = source
          func output(_ isMap: Bool) -> [UInt8] { result.outputs.first { $0.path.hasSuffix(".map") == isMap }?.content ?? [] }
          fill(&source, code: output(false), map: output(true))
          lookUpImports(of: source, old: old)
        }
      }
      pump()
    }
  }

  /// A CommonJS file and all that it requires, as one ES module.
  ///
  /// The names that it exports are only known when it runs. So the ones that esbuild and a look for the usual forms
  /// find are exported, and the ones that the game asks for; a name that is not there is undefined.
  private func bundle(_ source: ModuleSource, _ old: ModuleNode?) {
    let names = (wantedNames[source.path] ?? []).union(old?.bundledNames ?? []).union(made[source.path]?.bundledNames ?? [])
    bundle(source, old, names: names.subtracting(["*", "default"]), lookForMore: true)
  }

  private func bundle(_ source: ModuleSource, _ old: ModuleNode?, names: Set<String>, lookForMore: Bool) {
    let from = JSONValue.quoted(source.path)
    let list = (["default"] + names.sorted()).joined(separator: ", ")
    let flags =
      EsbuildFlags.module + EsbuildService.packageFlags
      + ["--bundle", "--format=esm", "--loader=js", "--sourcefile=/package.js", "--metafile", "--outfile=/out.js", "--define:process.env.NODE_ENV=\"production\""]
    requests += 1
    let text = "export { \(list) } from \(from);\n"
    graph.service.build(BuildRequest(source: Array(text.utf8), resolveFolder: "/", flags: flags)) { [weak self] result in
      guard let self else { return }
      requests -= 1
      guard isCurrent else { return }
      switch result {
      case .failure(.service(let reason)): errors.append(Diagnostic(esbuildFailed: reason))
      case .failure(.source(let messages)):
        errors += messages.map { message in
          var diagnostic = Diagnostic(message, severity: .error)
          diagnostic.path = diagnostic.path.map { FilePath.join("/", $0) }
          diagnostic.notes.append(Diagnostic.Note(message: "this CommonJS file is bundled for the game", path: source.path))
          return diagnostic
        }
      case .success(let result):
        let code = result.outputs.first { $0.path.hasSuffix(".js") }?.content ?? []
        let more = lookForMore ? CommonJSNames.find(in: code).subtracting(names) : []
        if !more.isEmpty {
          bundle(source, old, names: names.union(more), lookForMore: false)
        } else {
          var source = source
          fill(&source, code: code, map: result.outputs.first { $0.path.hasSuffix(".map") }?.content ?? [])
          source.scan = []
          source.bundledNames = names
          source.bundledFiles = Metafile(result.metafile).inputs.map { FilePath.join("/", $0) }.filter { $0 != "/package.js" }
          lookUpImports(of: source, old: old)
        }
      }
      pump()
    }
  }

  // MARK: Imports

  /// - Parameter again: look even if the imports are the same as before.
  private func lookUpImports(of source: ModuleSource, old: ModuleNode?, again: Bool = false) {
    if let old, !again, !everything, old.importsSame(as: source.scan), !old.targets.values.contains(where: isGone) {
      return put(ModuleNode(source: source, targets: old.targets, probes: old.probes, links: old.links, problems: []))
    }
    let waiting = Waiting(source)
    for found in source.scan where waiting.targets[found.specifier] == nil {
      switch ImportRules.look(up: found.specifier, importer: source.path, library: graph.library, files: &files) {
      case .target(let target, let file):
        waiting.targets[found.specifier] = target
        if let file { took(file, waiting) }
      case .problem(let message): problem(message, found, waiting)
      case .ask(let specifier):
        waiting.targets[found.specifier] = .missing
        waiting.missing += 1
        asked[ResolveRequest(specifier: specifier, importer: source.path), default: []].append((waiting, found.specifier))
      }
    }
    if waiting.missing == 0 { lookedUp(waiting) }
  }

  private func isGone(_ target: ModuleNode.Target) -> Bool {
    if case .file(let path) = target { vanished.contains(path) } else { false }
  }

  private func took(_ file: FileResolver.Found, _ waiting: Waiting) {
    waiting.probes += file.probes
    if file.link != file.path { waiting.links[file.link] = file.path }
  }

  private func lookedUp(_ waiting: Waiting) {
    put(ModuleNode(source: waiting.source, targets: waiting.targets, probes: waiting.probes, links: waiting.links, problems: waiting.problems))
  }

  /// An import that cannot be satisfied. A dynamic one may never be reached, so it is a warning.
  private func problem(_ message: String, _ found: ScannedImport, _ waiting: Waiting) {
    waiting.targets[found.specifier] = .missing
    let isDynamic = waiting.source.scan.allSatisfy { $0.specifier != found.specifier || $0.isDynamic }
    var diagnostic = Diagnostic(severity: isDynamic ? .warning : .error, message: message, path: waiting.source.path)
    locate(&diagnostic, found, waiting.source)
    if isDynamic { waiting.problems.append(diagnostic) } else { errors.append(diagnostic) }
  }

  /// The place of the specifier in the TypeScript. The map knows the statement; the text is looked for from there.
  private func locate(_ diagnostic: inout Diagnostic, _ found: ScannedImport, _ source: ModuleSource) {
    let printed = LinePosition(offset: found.offset, in: source.code)
    guard let statement = source.map.original(of: printed)?.position,
      let text = try? graph.read(source.path)
    else { return }
    diagnostic.position = statement
    for line in statement.line..<(statement.line + 50) {
      guard let bytes = text.line(line).map(Array.init) else { break }
      for quote in ["\"", "'", "`"] {
        if let offset = bytes.firstOffset(of: Array((quote + found.specifier + quote).utf8)) {
          diagnostic.position = LinePosition(line: line, column: String(decoding: bytes[..<offset], as: UTF8.self).utf16.count + 1)
          diagnostic.length = found.specifier.utf16.count + 2
          diagnostic.lineText = String(decoding: bytes, as: UTF8.self)
          return
        }
      }
    }
    diagnostic.lineText = text.line(statement.line).map { String(decoding: $0, as: UTF8.self) }
  }

  private func ask() {
    let batch = asked
    asked = [:]
    resolving = true
    let order = batch.keys.sorted { ($0.importer, $0.specifier) < ($1.importer, $1.specifier) }
    graph.service.resolve(order) { [weak self] result in
      guard let self else { return }
      resolving = false
      guard isCurrent else { return }
      switch result {
      case .failure(let failure): errors += ImportRules.diagnostics(failure, path: nil)
      case .success(let results):
        for (request, result) in zip(order, results) {
          for (waiting, specifier) in batch[request] ?? [] { answer(request, result, waiting, specifier) }
        }
      }
      pump()
    }
  }

  private func answer(_ request: ResolveRequest, _ result: ResolveResult, _ waiting: Waiting, _ specifier: String) {
    let found = waiting.source.scan.first { $0.specifier == specifier }
    switch result {
    case .file(let path):
      waiting.targets[specifier] = .file(path)
      if specifier.hasPrefix(".") {  // a file of that very name would come first
        waiting.probes += FileResolver.places(for: FilePath.join(FilePath.folder(of: request.importer), specifier)).filter { $0 != path }
      }
    case .notFound(let reason):
      let places = ImportPlaces.of(specifier, importer: request.importer, library: graph.library)
      waiting.probes += places
      missingPaths.formUnion(places)
      if let found { problem(Self.notFound(specifier, reason), found, waiting) }
    case .external, .disabled:
      if let found { problem("\"\(specifier)\" cannot be imported: it is not a file", found, waiting) }
    }
    waiting.missing -= 1
    if waiting.missing == 0 { lookedUp(waiting) }
  }

  private static func notFound(_ specifier: String, _ reason: String) -> String {
    if reason.contains("built into node") { return "cannot find \"\(specifier)\": Node's own modules are not part of Arcane" }
    if specifier.hasPrefix(".") || specifier.hasPrefix("/") { return "cannot find \"\(specifier)\"" }
    return "cannot find \"\(specifier)\": no package of that name in node_modules, and no path of tsconfig.json leads to it"
  }

  private func put(_ node: ModuleNode) {
    made[node.path] = node
    for found in node.scan {
      guard case .file(let path)? = node.targets[found.specifier] else { continue }
      if graph.nodes[path] == nil { request(path) }
      if path.contains("/node_modules/") || path.hasSuffix(".cjs") || path.hasSuffix(".cts") {
        wantedNames[path, default: []].formUnion(found.names(in: node.module.code))
      }
    }
  }

  // MARK: The end

  private func node(_ path: String) -> ModuleNode? { made[path] ?? graph.nodes[path] }

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

  /// Files of the graph are gone: whoever imports them may find another file, or must be told.
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
    for importer in importers { lookUpImports(of: importer.source, old: graph.nodes[importer.path], again: true) }
    return true
  }

  private func bundleForMoreNames() -> Bool {
    var more = false
    for (path, wanted) in wantedNames {
      guard let node = node(path), let names = node.bundledNames, !wanted.subtracting(["*", "default"]).isSubset(of: names) else { continue }
      bundle(node.source, graph.nodes[path])
      more = true
    }
    wantedNames = more ? wantedNames : [:]
    return more
  }

  private func fail() {
    if !isDynamic {
      graph.failedPaths = missingPaths.union(seen).union(vanished)
      for (path, node) in made { graph.spares[path] = node.source }
      graph.foldersChanged()
    }
    let gone = vanished.filter { graph.nodes[$0] != nil || $0 == graph.entryPath }
    let warnings = made.values.sorted { $0.path < $1.path }.flatMap(\.warnings)
    completion(
      .failure(GraphFailure(diagnostics: errors.sorted(by: Self.inOrder) + warnings, missingPaths: missingPaths.sorted(), vanishedPaths: gone.sorted())))
  }

  private static func inOrder(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
    (left.path ?? "", left.position ?? LinePosition(line: 0, column: 0)) < (right.path ?? "", right.position ?? LinePosition(line: 0, column: 0))
  }

  private func commit() {
    let structural = !vanished.isEmpty || isDynamic || made.contains { graph.nodes[$0.key].map(\.targets) != $0.value.targets }
    if let root, !graph.roots.contains(root) { graph.roots.append(root) }
    let reachable = structural ? reachablePaths() : nil
    var delta = GraphDelta(version: graph.version, entryURL: graph.entryURL, added: [], changed: [], removed: [], warnings: [])
    if let reachable { for path in graph.nodes.keys where !reachable.contains(path) { delta.removed.append(ModuleURL.file(path)) } }
    for (path, node) in made.sorted(by: { $0.key < $1.key }) where reachable?.contains(path) ?? true {
      delta.warnings += node.warnings
      guard let old = graph.nodes[path] else {
        delta.added.append(node.module)
        continue
      }
      if old.module.codeHash != node.module.codeHash || old.module.imports != node.module.imports || old.module.kind != node.module.kind {
        delta.changed.append(node.module)
      }
    }
    if !delta.isEmpty { delta.version += 1 }
    graph.take(made: made, reachable: reachable, version: delta.version, settles: !isDynamic)
    completion(.delta(delta))
  }

  private func reachablePaths() -> Set<String> {
    var reachable: Set<String> = []
    var stack = graph.roots
    while let path = stack.popLast() {
      guard reachable.insert(path).inserted, let node = node(path) else { continue }
      for case .file(let target) in node.targets.values { stack.append(target) }
    }
    return reachable
  }
}

extension ModuleGraph {
  /// Codes kept of each module, for the frames of older generations.
  private static let keptCodes = 3

  /// Puts an operation's result into the graph.
  ///
  /// - Parameter settles: all that was noted as changed is in it.
  fileprivate func take(made: [String: ModuleNode], reachable: Set<String>?, version: UInt64, settles: Bool) {
    let hadFailed = settles && !failedPaths.isEmpty
    if settles {
      failedPaths = []
      spares = [:]
      dirty = []
      everythingIsDirty = false
    }
    self.version = version
    var structural = hadFailed
    for (path, node) in made where reachable?.contains(path) ?? true {
      if let old = nodes[path] {
        node.previous = old
        var kept: ModuleNode? = node
        for _ in 1..<Self.keptCodes { kept = kept?.previous }
        kept?.previous = nil
        node.version = old.module.codeHash == node.module.codeHash ? old.version : version
        if node.version == old.version { node.previous = old.previous }
      } else {
        node.version = version
      }
      let old = nodes.updateValue(node, forKey: path)
      if old?.probes != node.probes || old?.bundledFiles != node.bundledFiles || old?.links != node.links {
        structural = true
        for probe in node.probes { importersByProbe[probe, default: []].insert(path) }
        for file in node.bundledFiles { ownersByFile[file, default: []].insert(path) }
        filesByLink.merge(node.links) { $1 }
      }
    }
    if let reachable {
      structural = true
      for path in Array(nodes.keys) where !reachable.contains(path) { nodes[path] = nil }
      reindex()
    }
    if structural { foldersChanged() }
  }

  /// Drops what modules that are gone have left in the indexes.
  private func reindex() {
    importersByProbe = [:]
    ownersByFile = [:]
    filesByLink = filesByLink.filter { $0.value == entryPath }
    for (path, node) in nodes {
      for probe in node.probes { importersByProbe[probe, default: []].insert(path) }
      for file in node.bundledFiles { ownersByFile[file, default: []].insert(path) }
      filesByLink.merge(node.links) { $1 }
    }
  }
}

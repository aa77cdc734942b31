import ArcaneLinux

// Resolves the imports of a module, and reports those that cannot be resolved.
extension GraphOperation {
  /// - Parameter again: look even if the imports are the same as before.
  func lookUpImports(of source: ModuleSource, old: ModuleNode?, again: Bool = false) {
    if let old, !again, !everything, old.importsSame(as: source.scan), !old.targets.values.contains(where: isGone) {
      return put(ModuleNode(source: source, targets: old.targets, probes: old.lookedUp, links: old.links, problems: []))
    }
    let waiting = Waiting(source)
    for found in source.scan where waiting.targets[found.specifier] == nil {
      switch ImportRules.look(up: found.written, importer: source.path, library: graph.library, files: &files) {
      case .target(let target, let file):
        if let file { took(file, waiting) }
        reach(target, found, waiting)
      case .problem(let message): problem(message, found, waiting)
      case .missing: missing(found, waiting, "")
      case .ask(let specifier):
        waiting.targets[found.specifier] = .missing
        waiting.missing += 1
        asked[ResolveRequest(specifier: specifier, importer: source.path), default: []].append((waiting, found.specifier))
      }
    }
    if waiting.missing == 0 { lookedUp(waiting) }
  }

  func isGone(_ target: ModuleNode.Target) -> Bool {
    if case .file(let path) = target { vanished.contains(path) } else { false }
  }

  private func took(_ file: FileResolver.Found, _ waiting: Waiting) {
    waiting.probes += file.probes
    if file.link != file.path { waiting.links[file.link] = file.path }
  }

  /// An import leads to this file, which has to be one that can be imported so.
  private func reach(_ target: ModuleNode.Target, _ found: ScannedImport, _ waiting: Waiting) {
    guard case .file(let path) = target else {
      waiting.targets[found.specifier] = target
      return
    }
    var reached = path
    var holdsContent = FilePath.fileExtension(of: path) == ".json"
    if let type = found.type, !(type == "json" && holdsContent) {
      guard let typed = TypedModule(rawValue: type) else { return problem(ImportAdvice.unknownType(type, of: found.written), found, waiting) }
      reached = typed.path(of: path)
      holdsContent = true
    } else if !ImportAdvice.isModule(path) {
      waiting.probes.append(path)
      return problem(ImportAdvice.notAModule(path, written: found.written, entryFolder: graph.entryFolder), found, waiting)
    }
    if holdsContent, let name = found.names(in: waiting.source.code).first(where: { $0 != "default" && $0 != "*" }) {
      return problem(ImportAdvice.onlyDefault(name, of: found.written, type: found.type), found, waiting)
    }
    waiting.targets[found.specifier] = .file(reached)
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
    guard let statementSource = read(statementsOf: source) else { return }
    // What a bundle requires may stand anywhere in its file, or in another one.
    let isBundled = found.path != nil
    guard let statement = isBundled ? LinePosition(line: 1, column: 1) : statementSource.original(printed)?.position else { return }
    let text = statementSource.text
    if !isBundled { diagnostic.position = statement }
    if diagnostic.place(at: found.written, in: text, from: statement.line, lines: isBundled ? 10_000 : 50) { return }
    if !isBundled { diagnostic.lineText = text.line(statement.line).map { String(decoding: $0, as: UTF8.self) } }
  }

  /// Half a checkout can have hundreds of missing imports in one file, so the last source is kept.
  private func read(statementsOf source: ModuleSource) -> StatementSource? {
    if let statementSource, statementSource.path == source.path, statementSource.hash == source.sourceHash { return statementSource }
    statementSource = (try? graph.read(source.path)).map {
      StatementSource(path: source.path, hash: source.sourceHash, text: $0, original: source.map.lookUp())
    }
    return statementSource
  }

  func ask() {
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
      if let found { reach(.file(path), found, waiting) }
      if request.specifier.hasPrefix(".") {  // a file of that very name would come first
        waiting.probes += FileResolver.places(for: FilePath.join(FilePath.folder(of: request.importer), request.specifier)).filter { $0 != path }
      } else {
        waiting.probes += ImportPlaces.nearer(request.specifier, importer: request.importer)
      }
    case .notFound(let reason):
      if let found { missing(found, waiting, reason) }
    case .external, .disabled:
      if let found { problem("\"\(specifier)\" cannot be imported: it is not a file", found, waiting) }
    }
    waiting.missing -= 1
    if waiting.missing == 0 { lookedUp(waiting) }
  }

  /// - Parameter reason: esbuild's, if it was asked.
  private func missing(_ found: ScannedImport, _ waiting: Waiting, _ reason: String) {
    let places = ImportPlaces.of(found.written, importer: waiting.source.path, library: graph.library)
    waiting.probes += places
    missingPaths.formUnion(places)
    let message = ImportAdvice.notFound(
      found.written, importer: waiting.source.path, entryFolder: graph.entryFolder, reason: reason,
      configuration: graph.configuration(for: waiting.source.path).problems.first)
    problem(message, found, waiting)
  }

  private func put(_ node: ModuleNode) {
    made[node.path] = node
    reconsider(after: node)
    for found in node.scan {
      guard case .file(let path)? = node.targets[found.specifier] else { continue }
      if graph.nodes[path] == nil { request(path) }
      if path.hasSuffix(".js") || path.hasSuffix(".cjs") || path.hasSuffix(".cts") {
        wantedNames[path, default: []].formUnion(wanted(by: found, of: node))
      }
    }
  }
}

extension Diagnostic {
  /// Gives it the place of a text in quotes. False if there is none in these lines.
  mutating func place(at written: String, in text: [UInt8], from line: Int, lines: Int) -> Bool {
    for (line, bytes) in text.lines(from: line, count: lines) {
      for quote in ["\"", "'", "`"] {
        guard let offset = bytes.firstOffset(of: Array((quote + written + quote).utf8)) else { continue }
        position = LinePosition(line: line, column: String(decoding: bytes[..<offset], as: UTF8.self).utf16.count + 1)
        length = written.utf16.count + 2
        lineText = String(decoding: bytes, as: UTF8.self)
        return true
      }
    }
    return false
  }
}

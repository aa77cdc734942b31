import ArcaneLinux

// Bundles CommonJS files (docs/decisions/0031-commonjs-files-are-bundled-and-run-once.md).
extension GraphOperation {
  /// A CommonJS file and all that it requires, as one ES module, without what are modules themselves.
  ///
  /// What it exports is only known when it has run. The names that the game imports are exported; for a namespace import, the names
  /// that the text shows are too. A missing name is an error when the file has run.
  ///
  /// One build suffices if the file exports what it did before and requires no module; else the first build finds that out.
  /// - Parameter isExamined: the file by itself has the form of CommonJS.
  func bundle(_ source: ModuleSource, _ old: ModuleNode?, isExamined: Bool = false) {
    if let pipe = firstRequiredPipe(from: source.path) { return add(pipe, bundledFor: source.path) }
    var source = source
    source.bundledPlaces = []
    nameExports(of: &source, shown: old?.shownNames ?? [])
    build(source, modules: []) { operation, result in
      guard case .success(let (code, metafile, map)) = result else {
        if !isExamined, case .failure(let messages) = result, messages.contains(where: { CommonJSBundle.isEntry($0.location?.file ?? "") }) {
          return operation.examineAgain(source, old)
        }
        if case .failure(let messages) = result { operation.report(messages, bundledFor: source.path) }
        return
      }
      guard operation.holdsOnlyScripts(metafile, source.path) else { return }
      let modules = metafile.modules
      if modules.contains(source.path) {
        return isExamined ? operation.errors.append(.notCommonJS(source.path)) : operation.examineAgain(source, old)
      }
      var found = source
      found.bundledPlaces = operation.places(of: metafile)
      operation.nameExports(of: &found, shown: CommonJSBundle(code, folder: operation.graph.entryFolder).exports(of: source.path) ?? [])
      if modules.isEmpty, found.bundledNames == source.bundledNames, found.checkedNames == source.checkedNames {
        return operation.take(found, old, code, metafile, map, modules: [])
      }
      operation.build(found, modules: modules) { operation, result in
        switch result {
        case .success(let (code, metafile, map)): operation.take(found, old, code, metafile, map, modules: modules)
        case .failure(let messages): operation.report(messages, bundledFor: found.path)
        }
      }
    }
  }

  private func nameExports(of source: inout ModuleSource, shown: Set<String>) {
    let asked = wanted(of: source.path)
    source.shownNames = shown
    source.bundledNames = asked.contains("*") ? asked.union(shown) : asked
    source.checkedNames = asked.subtracting(shown).subtracting(["*"])
    if !shown.contains("__esModule") {
      source.bundledNames?.insert("default")
      source.checkedNames.remove("default")
    }
  }

  private func examineAgain(_ source: ModuleSource, _ old: ModuleNode?) {
    guard let bytes = try? graph.read(source.path) else { return _ = vanished.insert(source.path) }
    examine(source, bytes.withoutByteOrderMark, FilePath.fileExtension(of: source.path) == ".cts" ? .ts : .js, old)
  }

  private func take(_ source: ModuleSource, _ old: ModuleNode?, _ code: [UInt8], _ metafile: Metafile, _ map: [UInt8], modules: [String]) {
    // As esbuild writes them: relative to the output, or as they are where the source has them so.
    let paths = Dictionary(uniqueKeysWithValues: modules.flatMap { [("." + $0, $0), ($0, $0)] })
    let required = metafile.required
    let externals = Set(required + metafile.dynamicallyImported + metafile.imported).sorted().compactMap { specifier in
      (paths[specifier] ?? (graph.library.target(of: specifier) == nil ? nil : specifier)).map {
        CommonJSBundle.External(specifier: specifier, path: $0, isRequired: required.contains(specifier))
      }
    }
    var source = source
    let bundle = CommonJSBundle(code, folder: graph.entryFolder)
    let missing = required.filter { specifier in !externals.contains { $0.specifier == specifier } }
    fill(&source, code: bundle.completed(modulePath: source.path, externals: externals, missing: missing), map: map)
    source.scan = source.scan.compactMap { found in
      guard let path = CommonJSBundle.path(ofPlaceholder: found.specifier, externals) else { return nil }
      var found = found
      found.path = path
      return found
    }
    source.bundledFiles = metafile.inputs
    lookUpImports(of: source, old: old)
  }

  private enum Built {
    case success((code: [UInt8], Metafile, map: [UInt8]))
    case failure([EsbuildMessage])
  }

  private func build(_ source: ModuleSource, modules: [String], completion: @escaping (GraphOperation, Built) -> Void) {
    let asked = wanted(of: source.path)
    let names = (source.bundledNames ?? []).subtracting(["*"])
    let entry = CommonJSBundle.entry(for: source.path, names: names, asked: asked, checked: source.checkedNames)
    // From the game's folder, so that no path of this machine is in the code; maps are from the root.
    let folder = graph.entryFolder
    let others = (modules + RuntimeLibrary.prefixes).map { "--external:\($0)" }
    let flags =
      EsbuildFlags.module + EsbuildService.packageFlags + others
      + ["--bundle", "--format=esm", "--loader=js", "--sourcefile=\(CommonJSBundle.entryName)", "--metafile", "--outfile=/out.js"]
    graph.service.build(
      BuildRequest(source: Array(entry.utf8), resolveFolder: "/", workingFolder: folder, flags: flags),
      completion: awaiting { operation, result in
        switch result {
        case .failure(.service(let reason)): operation.errors.append(Diagnostic(esbuildFailed: reason))
        case .failure(.source(let messages)): completion(operation, .failure(messages))
        case .success(let result): completion(operation, .success((result.code, Metafile(result.metafile, folder: folder), result.map)))
        }
      })
  }

  // MARK: Errors

  private func report(_ messages: [EsbuildMessage], bundledFor path: String) {
    let folder = graph.entryFolder
    for message in messages {
      var diagnostic = Diagnostic(message, severity: .error)
      diagnostic.path = diagnostic.path.map { FilePath.join(folder, $0) }
      for index in diagnostic.notes.indices { diagnostic.notes[index].path = diagnostic.notes[index].path.map { FilePath.join(folder, $0) } }
      explain(&diagnostic, folder: folder)
      add(diagnostic, bundledFor: path)
    }
  }

  private func add(_ diagnostic: Diagnostic, bundledFor path: String) {
    // Other files may require it too.
    let isKnown = errors.contains { ($0.path, $0.position, $0.message) == (diagnostic.path, diagnostic.position, diagnostic.message) }
    if isKnown { return }
    var diagnostic = diagnostic
    diagnostic.notes.append(Diagnostic.Note(message: "this CommonJS file is bundled for the game", path: path))
    errors.append(diagnostic)
  }

  /// Of a `require()` in a bundle: esbuild's remedies are about settings that games do not have.
  private func explain(_ diagnostic: inout Diagnostic, folder: String) {
    guard let importer = diagnostic.path else { return }
    let (unresolved, unloadable, unreadable) = ("Could not resolve \"", "No loader is configured for \"", "Cannot read file: ")
    if diagnostic.message.hasPrefix(unloadable), let path = diagnostic.message.split(separator: "files: ", maxSplits: 1).last {
      let path = FilePath.join(folder, String(path))
      diagnostic.message = ImportAdvice.notAModule(path, written: diagnostic.quotedText ?? path, entryFolder: graph.entryFolder)
      diagnostic.notes = []
      return
    }
    let specifier: String
    if diagnostic.message.hasPrefix(unresolved) {
      specifier = String(diagnostic.message.dropFirst(unresolved.count).dropLast())
    } else if diagnostic.message.hasPrefix(unreadable), let text = diagnostic.quotedText {
      specifier = text
    } else {
      return
    }
    // They are waited for.
    missingPaths.formUnion(ImportPlaces.of(specifier, importer: importer, library: graph.library))
    diagnostic.message = ImportAdvice.notFound(
      specifier, importer: importer, entryFolder: graph.entryFolder, reason: diagnostic.notes.map(\.message).joined(separator: "\n"),
      configuration: nil)
    diagnostic.notes = []
  }

  /// esbuild makes an empty object of a style sheet that is required, and a string of a text. Both are errors here, as in imports.
  private func holdsOnlyScripts(_ metafile: Metafile, _ path: String) -> Bool {
    let others = metafile.inputs.filter { !ImportAdvice.isModule($0) && FilePath.isFile($0) && !FilePath.fileExtension(of: $0).isEmpty }
    for other in others {
      guard let (importer, specifier) = metafile.importer(of: other) else { continue }
      missingPaths.insert(other)
      var diagnostic = Diagnostic(
        message: ImportAdvice.notAModule(other, written: specifier, entryFolder: graph.entryFolder), path: importer)
      if let text = try? graph.read(importer) { _ = diagnostic.place(at: specifier, in: text, from: 1, lines: 10_000) }
      add(diagnostic, bundledFor: path)
    }
    return others.isEmpty
  }

  /// Reading a pipe would block esbuild for good. Only literal paths in the game's own files are looked at.
  private func firstRequiredPipe(from path: String) -> Diagnostic? {
    var seen: Set<String> = [path]
    var stack = [path]
    while let path = stack.popLast(), seen.count < 1000 {
      guard !FilePath.isInPackage(path), let text = try? graph.read(path) else { continue }
      for specifier in CommonJSNames.required(in: text) where specifier.hasPrefix(".") || specifier.hasPrefix("/") {
        let named = FilePath.join(FilePath.folder(of: path), specifier)
        guard let file = FileResolver.places(for: named).first(where: { FilePath.isFile($0) || FilePath.isIrregular($0) }) else { continue }
        if FilePath.isIrregular(file) {
          missingPaths.insert(file)
          let message = ImportAdvice.notFound(specifier, importer: path, entryFolder: graph.entryFolder, reason: "", configuration: nil)
          var diagnostic = Diagnostic(message: message, path: path)
          _ = diagnostic.place(at: specifier, in: text, from: 1, lines: 10_000)
          return diagnostic
        }
        if file.hasSuffix("js"), seen.insert(file).inserted { stack.append(file) }
      }
    }
    return nil
  }

  // MARK: What the game asks for

  /// The names that imports take from a file that is bundled; `*` for all of them.
  func wanted(of path: String) -> Set<String> {
    var names = wantedNames[path] ?? []
    if path == root || graph.roots.dropFirst().contains(path) { names.insert("*") }
    for node in graph.nodes.values where made[node.path] == nil && node.targets.values.contains(.file(path)) {
      for found in node.scan where node.targets[found.specifier] == .file(path) { names.formUnion(wanted(by: found, of: node)) }
    }
    return names
  }

  func wanted(by found: ScannedImport, of node: ModuleNode) -> [String] {
    found.isDynamic ? ["*"] : found.names(in: node.module.code)
  }

  // MARK: Places

  /// Where files would have to appear, or change, for a `require()` of the game's own files to lead elsewhere. Those inside of
  /// packages are taken as they are.
  private func places(of metafile: Metafile) -> [String] {
    var places: Set<String> = []
    let inputs = Set(metafile.inputs)
    for (importer, specifier) in metafile.specifiers {
      if specifier.hasPrefix(".") || specifier.hasPrefix("/") {
        if FilePath.isInPackage(importer) { continue }
        places.formUnion(ImportPlaces.of(specifier, importer: importer, library: graph.library))
      } else {
        let nearer = ImportPlaces.nearer(specifier, importer: importer)
        places.formUnion(nearer.isEmpty ? ImportPlaces.of(specifier, importer: importer, library: graph.library) : nearer)
      }
    }
    // Below a file there is nothing to appear.
    return places.subtracting(inputs).filter { !FilePath.isFile(FilePath.folder(of: $0)) }.sorted()
  }
}

extension Diagnostic {
  /// The text in quotes that it is about.
  fileprivate var quotedText: String? {
    guard let lineText, let position, length > 2 else { return nil }
    let units = Array(lineText.utf16)
    guard position.column - 1 + length <= units.count else { return nil }
    let text = String(decoding: units[(position.column - 1)..<(position.column - 1 + length)], as: UTF16.self)
    return text.first.map { "\"'`".contains($0) } == true && text.last == text.first ? String(text.dropFirst().dropLast()) : nil
  }

  /// It has the form of a CommonJS file, and its package says that it is a module.
  fileprivate static func notCommonJS(_ path: String) -> Diagnostic {
    let package = FilePath.ancestors(of: FilePath.folder(of: path)).first { FilePath.isFile($0 + "/package.json") }
    let name = FilePath.name(of: path)
    let stem = name.split(separator: ".").dropLast().joined(separator: ".")
    return Diagnostic(
      message:
        "this file is written as CommonJS, but the \"type\" in \(package.map { $0 + "/package.json" } ?? "its package.json") makes it an ES module: rename it to \(stem).cjs, or use import and export",
      path: path)
  }
}

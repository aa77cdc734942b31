import ArcaneLinux

// Processes a file that was read: strips, transforms, checks or bundles it.
extension GraphOperation {
  func json(_ source: ModuleSource, _ bytes: [UInt8], _ old: ModuleNode?) { content(source, bytes, .json, source.path, old) }

  /// A module that is the content of a file.
  func content(_ source: ModuleSource, _ bytes: [UInt8], _ type: TypedModule, _ file: String, _ old: ModuleNode?) {
    if type == .json {
      do { try JSONValue.validate(bytes) } catch {
        errors.append(Diagnostic(jsonError: error, path: file, bytes: bytes))
        return
      }
    }
    var source = source
    (source.kind, source.code) = type.module(of: bytes)
    if file != source.path { source.bundledFiles = [file] }
    lookUpImports(of: source, old: old)
  }

  /// Most files only need stripping. False if this one has to go to esbuild.
  func strip(_ source: ModuleSource, _ bytes: [UInt8], _ old: ModuleNode?) -> Bool {
    // Stripping cannot insert esbuild's helpers, or handle import attributes.
    guard !bytes.contains(word: "process.env"), !ImportAttributes.occur(in: bytes) else { return false }
    guard graph.strips, !graph.distrusted.contains(source.path), let options = graph.configuration(for: source.path).stripping,
      stripSteps < Self.maximumStripSteps
    else { return false }
    let made: StrippedModule
    do throws(TypeStripper.Unsupported) { made = try TypeStripper.strip(bytes, options: options, steps: &stripSteps) } catch {
      guard error.isMistake else { return false }
      errors.append(Diagnostic(mistake: error, path: source.path, bytes: bytes))
      return true
    }
    var stripped = source
    stripped.code = WrongStripping.spoil(made.code)
    stripped.codeHash = ContentHash(stripped.code)
    stripped.programHash = made.programHash
    stripped.map = SourceMap(stripped: bytes, options: options)
    stripped.scan = made.imports
    if let old { stripped.keepCode(of: old) }
    if let verification = graph.verification, verification.moment == .beforeUse {
      verify(stripped, source, bytes, old, verification)
    } else {
      lookUpImports(of: stripped, old: old)
    }
    return true
  }

  /// - Parameter unstripped: esbuild's input for the module, if the stripper is wrong.
  private func verify(
    _ stripped: ModuleSource, _ unstripped: ModuleSource, _ bytes: [UInt8], _ old: ModuleNode?, _ verification: ModuleVerification
  ) {
    // The very text that the code was made of, which is an older one where the program has not changed.
    let text = stripped.map.compiledSource ?? bytes
    let goOn = awaiting { (operation: GraphOperation, outcome: StripChecker.Outcome) in
      switch outcome {
      case .same, .refused: operation.lookUpImports(of: stripped, old: old)
      case .different(let difference):
        operation.graph.distrust(stripped.path, source: text, difference)
        operation.transform(unstripped, bytes, .ts, old)
      case .unverified(let reason):
        verification.reportUnverified(reason)
        operation.lookUpImports(of: stripped, old: old)
      }
    }
    verification.checker.check(
      source: text, stripped: stripped.code, path: stripped.path, flags: graph.transformFlags(for: stripped.path), completion: goOn)
  }

  func transform(_ source: ModuleSource, _ bytes: [UInt8], _ loader: SourceLoader, _ old: ModuleNode?) {
    let hasAttributes = ImportAttributes.occur(in: bytes)
    let flags = graph.transformFlags(for: source.path) + (hasAttributes ? [ImportAttributes.flag] : [])
    let request = TransformRequest(source: bytes, path: source.path, loader: loader, extraFlags: flags)
    graph.service.transform(
      request,
      completion: awaiting { operation, result in
        switch result {
        case .failure(let failure): operation.errors += ImportRules.diagnostics(failure, path: source.path, source: bytes)
        case .success(let result):
          var source = source
          source.warnings = result.warnings.map { Diagnostic($0, severity: .warning, path: source.path, source: bytes) }
          operation.fill(&source, code: result.code, map: SourceMap.recounted(result.map, for: bytes))
          if hasAttributes { ImportAttributes.take(from: &source.code, &source.scan) }
          if let old { source.keepCode(of: old) }
          operation.lookUpImports(of: source, old: old)
        }
      })
  }

  /// Counts a request to esbuild, and goes on with its answer if that is still wanted.
  private func awaiting<Answer>(_ body: @escaping (GraphOperation, Answer) -> Void) -> (Answer) -> Void {
    requests += 1
    return { [weak self] result in
      guard let self else { return }
      requests -= 1
      guard isCurrent else { return }
      body(self, result)
      pump()
    }
  }

  private func fill(_ source: inout ModuleSource, code: [UInt8], map: [UInt8]) {
    source.code = KeptNames.withoutNeedless(code)
    source.codeHash = ContentHash(source.code)
    source.programHash = source.codeHash
    source.map = SourceMap(json: map)
    source.scan = ImportScanner.scan(source.code)
  }

  /// A .js file may be an ES module or CommonJS. esbuild tells from its content, in a build's metafile (when a format is
  /// asked for).
  func examine(_ source: ModuleSource, _ bytes: [UInt8], _ loader: SourceLoader, _ old: ModuleNode?) {
    let flags =
      EsbuildFlags.module + graph.transformFlags(for: source.path) + [
        "--loader=\(loader.rawValue)", "--format=esm", "--sourcefile=\(source.path)", "--metafile", "--outfile=/out.js",
      ]
    // What their endings say, unless they have the form of a module.
    let isNamed = [".cjs", ".cts"].contains(FilePath.fileExtension(of: source.path))
    graph.service.build(
      BuildRequest(source: bytes, resolveFolder: "/", flags: flags),
      completion: awaiting { operation, result in
        switch result {
        case .failure(let failure): operation.errors += ImportRules.diagnostics(failure, path: source.path, source: bytes)
        case .success(let result):
          let metafile = Metafile(result.metafile)
          if isNamed ? !metafile.isModule : metafile.isCommonJS || !metafile.isModule && operation.graph.requiredScripts.contains(source.path) {
            return operation.bundle(source, old)
          }
          var source = source
          func output(_ isMap: Bool) -> [UInt8] { result.outputs.first { $0.path.hasSuffix(".map") == isMap }?.content ?? [] }
          operation.fill(&source, code: output(false), map: SourceMap.recounted(output(true), for: bytes))
          if let old { source.keepCode(of: old) }
          operation.lookUpImports(of: source, old: old)
        }
      })
  }

  /// A CommonJS file and all that it requires, as one ES module, but for what are modules themselves.
  ///
  /// What it exports is only known when it runs. So the names that its text shows are exported, and the ones that the game asks
  /// for: that one of those is not there is an error when the file has run.
  func bundle(_ source: ModuleSource, _ old: ModuleNode?) {
    let file = JSONValue.quoted(source.path)
    bundle("import * as all from \(file);\nexport default all;\n", source, modules: []) { operation, code, metafile, _ in
      let asked = operation.wanted(of: source.path).subtracting(["*"])
      let shown = CommonJSBundle(code, folder: operation.graph.entryFolder).exports(of: source.path) ?? []
      var names = shown.union(asked)
      var checked = asked.subtracting(shown)
      if !shown.contains("__esModule") {
        names.insert("default")
        checked.remove("default")
      }
      operation.deliver(source, old, names, checked: checked, modules: metafile.modules.filter { !CommonJSBundle.isEntry($0) })
    }
  }

  private func deliver(_ source: ModuleSource, _ old: ModuleNode?, _ names: Set<String>, checked: Set<String>, modules: [String]) {
    let entry = CommonJSBundle.entry(for: source.path, names: names, checked: checked)
    bundle(entry, source, modules: modules) { operation, code, metafile, map in
      // As esbuild writes them: relative to the output, or as they are where the source has them so.
      let paths = Dictionary(uniqueKeysWithValues: modules.flatMap { [("." + $0, $0), ($0, $0)] })
      let required = metafile.required
      let outside = Set(required + metafile.dynamicallyImported).sorted().compactMap { specifier in
        (paths[specifier] ?? (operation.graph.library.target(of: specifier) == nil ? nil : specifier)).map {
          CommonJSBundle.Outside(specifier: specifier, path: $0, isRequired: required.contains(specifier))
        }
      }
      var source = source
      let bundle = CommonJSBundle(code, folder: operation.graph.entryFolder)
      operation.fill(&source, code: bundle.completed(modulePath: source.path, outside: outside), map: map)
      source.scan = source.scan.compactMap { found in
        guard let path = bundle.path(of: found.specifier, outside) else { return nil }
        var found = found
        found.path = path
        return found
      }
      source.bundledNames = names
      source.checkedNames = checked
      source.bundledFiles = metafile.inputs.filter { !CommonJSBundle.isEntry($0) }
      operation.lookUpImports(of: source, old: old)
    }
  }

  private func bundle(
    _ entry: String, _ source: ModuleSource, modules: [String],
    completion: @escaping (GraphOperation, _ code: [UInt8], Metafile, _ map: [UInt8]) -> Void
  ) {
    // From the game's folder, so that no place of this machine is in the code; maps are from the root.
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
        case .failure(.source(let messages)):
          for message in messages {
            var diagnostic = Diagnostic(message, severity: .error)
            diagnostic.path = diagnostic.path.map { FilePath.join(folder, $0) }
            for index in diagnostic.notes.indices { diagnostic.notes[index].path = diagnostic.notes[index].path.map { FilePath.join(folder, $0) } }
            operation.explainNotFound(&diagnostic)
            // Other files may require it too.
            let isKnown = operation.errors.contains {
              ($0.path, $0.position, $0.message) == (diagnostic.path, diagnostic.position, diagnostic.message)
            }
            if isKnown { continue }
            diagnostic.notes.append(Diagnostic.Note(message: "this CommonJS file is bundled for the game", path: source.path))
            operation.errors.append(diagnostic)
          }
        case .success(let result):
          func output(_ isMap: Bool) -> [UInt8] { result.outputs.first { $0.path.hasSuffix(".map") == isMap }?.content ?? [] }
          completion(operation, output(false), Metafile(result.metafile, folder: folder), output(true))
        }
      })
  }

  /// Of a `require()` in a bundle: esbuild's remedies are about settings that games do not have.
  private func explainNotFound(_ diagnostic: inout Diagnostic) {
    let (opening, closing) = ("Could not resolve \"", "\"")
    guard let importer = diagnostic.path, diagnostic.message.hasPrefix(opening), diagnostic.message.hasSuffix(closing) else { return }
    let specifier = String(diagnostic.message.dropFirst(opening.count).dropLast(closing.count))
    // They are waited for.
    missingPaths.formUnion(ImportPlaces.of(specifier, importer: importer, library: graph.library))
    diagnostic.message = ImportAdvice.notFound(
      specifier, importer: importer, entryFolder: graph.entryFolder, reason: diagnostic.notes.map(\.message).joined(separator: "\n"),
      configuration: nil)
    diagnostic.notes = []
  }

  /// The names that imports take from a file that is bundled.
  func wanted(of path: String) -> Set<String> {
    var names = wantedNames[path] ?? []
    for node in graph.nodes.values where made[node.path] == nil && node.targets.values.contains(.file(path)) {
      for found in node.scan where node.targets[found.specifier] == .file(path) { names.formUnion(found.names(in: node.module.code)) }
    }
    return names
  }
}

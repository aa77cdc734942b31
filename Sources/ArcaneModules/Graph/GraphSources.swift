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
  func examine(_ source: ModuleSource, _ bytes: [UInt8], _ old: ModuleNode?) {
    let flags =
      EsbuildFlags.module + graph.transformFlags(for: source.path) + [
        "--loader=js", "--format=esm", "--sourcefile=\(source.path)", "--metafile", "--outfile=/out.js",
      ]
    graph.service.build(
      BuildRequest(source: bytes, resolveFolder: "/", flags: flags),
      completion: awaiting { operation, result in
        switch result {
        case .failure(let failure): operation.errors += ImportRules.diagnostics(failure, path: source.path, source: bytes)
        case .success(let result):
          if Metafile(result.metafile).isCommonJS { return operation.bundle(source, old) }
          var source = source
          func output(_ isMap: Bool) -> [UInt8] { result.outputs.first { $0.path.hasSuffix(".map") == isMap }?.content ?? [] }
          operation.fill(&source, code: output(false), map: SourceMap.recounted(output(true), for: bytes))
          if let old { source.keepCode(of: old) }
          operation.lookUpImports(of: source, old: old)
        }
      })
  }

  /// A CommonJS file and all that it requires, as one ES module.
  ///
  /// The names that it exports are only known when it runs. So the ones that esbuild and a look for the usual forms
  /// find are exported, and the ones that the game asks for; a name that is not there is undefined.
  func bundle(_ source: ModuleSource, _ old: ModuleNode?) {
    let names = (wantedNames[source.path] ?? []).union(old?.bundledNames ?? []).union(made[source.path]?.bundledNames ?? [])
    bundle(source, old, names: names.subtracting(["*", "default"]), lookForMore: true)
  }

  func bundle(_ source: ModuleSource, _ old: ModuleNode?, names: Set<String>, lookForMore: Bool) {
    let from = JSONValue.quoted(source.path)
    let list = (["default"] + names.sorted()).joined(separator: ", ")
    let flags =
      EsbuildFlags.module + EsbuildService.packageFlags
      + ["--bundle", "--format=esm", "--loader=js", "--sourcefile=/package.js", "--metafile", "--outfile=/out.js"]
    let text = "export { \(list) } from \(from);\n"
    graph.service.build(
      BuildRequest(source: Array(text.utf8), resolveFolder: "/", flags: flags),
      completion: awaiting { operation, result in
        switch result {
        case .failure(.service(let reason)): operation.errors.append(Diagnostic(esbuildFailed: reason))
        case .failure(.source(let messages)):
          operation.errors += messages.map { message in
            var diagnostic = Diagnostic(message, severity: .error)
            diagnostic.path = diagnostic.path.map { FilePath.join("/", $0) }
            diagnostic.notes.append(Diagnostic.Note(message: "this CommonJS file is bundled for the game", path: source.path))
            return diagnostic
          }
        case .success(let result):
          let code = result.outputs.first { $0.path.hasSuffix(".js") }?.content ?? []
          let more = lookForMore ? CommonJSNames.find(in: code).subtracting(names) : []
          if !more.isEmpty { return operation.bundle(source, old, names: names.union(more), lookForMore: false) }
          var source = source
          operation.fill(&source, code: code, map: result.outputs.first { $0.path.hasSuffix(".map") }?.content ?? [])
          source.scan = []
          source.bundledNames = names
          source.bundledFiles = Metafile(result.metafile).inputs.map { FilePath.join("/", $0) }.filter { $0 != "/package.js" }
          operation.lookUpImports(of: source, old: old)
        }
      })
  }
}

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
  func awaiting<Answer>(_ body: @escaping (GraphOperation, Answer) -> Void) -> (Answer) -> Void {
    requests += 1
    return { [weak self] result in
      guard let self else { return }
      requests -= 1
      guard isCurrent else { return }
      body(self, result)
      pump()
    }
  }

  func fill(_ source: inout ModuleSource, code: [UInt8], map: [UInt8]) {
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
          if isNamed ? !metafile.isModule : metafile.isCommonJS || !metafile.isModule && operation.isRequired(source.path) {
            return operation.bundle(source, old, isExamined: true)
          }
          var source = source
          operation.fill(&source, code: result.code, map: SourceMap.recounted(result.map, for: bytes))
          if let old { source.keepCode(of: old) }
          operation.lookUpImports(of: source, old: old)
        }
      })
  }
}

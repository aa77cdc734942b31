import ArcaneLinux

/// What can be said about an import without asking esbuild.
enum ImportRules {
  enum Answer {
    case target(ModuleNode.Target, FileResolver.Found?)
    /// Cannot work, whatever is on the disk.
    case problem(String)
    /// There is no such file, and nothing that could be meant instead.
    case missing
    /// esbuild has to find it; the specifier to ask for.
    case ask(String)
  }

  static func look(up specifier: String, importer: String, library: RuntimeLibrary, files: inout FileResolver) -> Answer {
    switch library.target(of: specifier) {
    case .builtIn(let url): return .target(.builtIn(url), nil)
    case .path(let path): return look(at: path, importer: importer, files: &files)
    case .unknownModule(let name):
      let near = NearestName.of(name, among: RuntimeLibrary.builtInModules)
      let hint = near.map { "; did you mean \"\($0)\"?" } ?? "; it has \(RuntimeLibrary.builtInModules.joined(separator: ", "))"
      return .problem("@arcane/runtime has no module \"\(name)\"\(hint)")
    case nil: break
    }
    if let path = ModuleURL.path(specifier) { return look(at: FilePath.join("/", path), importer: importer, files: &files) }
    if let scheme = specifier.prefixMatchOfScheme {
      if scheme == "arcane" { return .target(.builtIn(specifier), nil) }
      switch scheme {
      case "node": return .missing
      case "npm", "jsr":
        let package = Package.name(in: String(specifier.dropFirst(scheme.utf8.count + 1)))
        let name = package.lastIndex(of: "@").flatMap { $0 > package.startIndex ? String(package[..<$0]) : nil } ?? package
        return .problem("\"\(specifier)\" cannot be imported: nothing is fetched here. Install the package into node_modules and write \"\(name)\"")
      default: return .problem("\"\(specifier)\" cannot be imported: modules come from files, not from \(scheme): URLs")
      }
    }
    guard specifier.hasPrefix("./") || specifier.hasPrefix("../") || specifier.hasPrefix("/") || specifier == "." || specifier == ".." else {
      return .ask(specifier)
    }
    // In packages other endings come first than in games. A file that is named whole is that file, unless a package.json says what
    // stands for it; to ask for each import of a package of hundreds of files takes esbuild seconds.
    if FilePath.isInPackage(importer) {
      let path = FilePath.join(FilePath.folder(of: importer), specifier)
      guard !specifier.hasSuffix("/"), !files.isRemapped(importer), let file = files.file(path) else { return .ask(specifier) }
      return .target(.file(file), FileResolver.Found(path: file, link: path, probes: []))
    }
    return look(at: FilePath.join(FilePath.folder(of: importer), specifier), importer: importer, files: &files, orAsk: specifier)
  }

  private static func look(at path: String, importer: String, files: inout FileResolver, orAsk specifier: String? = nil) -> Answer {
    if let found = files.find(path) { return .target(.file(found.path), found) }
    return files.mayMeanAnother(path, importer: importer) ? .ask(specifier ?? path) : .missing
  }

  static func diagnostics(_ failure: EsbuildFailure, path: String?, source: [UInt8] = []) -> [Diagnostic] {
    switch failure {
    case .source(let messages): messages.map { Diagnostic($0, severity: .error, path: path, source: source) }
    case .service(let reason): [Diagnostic(esbuildFailed: reason)]
    }
  }
}

extension String {
  /// `https` of `https://…`; nil for a path or a package's name.
  fileprivate var prefixMatchOfScheme: String? {
    guard let colon = utf8.firstIndex(of: UInt8(ascii: ":")), colon != startIndex else { return nil }
    let scheme = self[..<colon]
    return scheme.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2B || $0 == 0x2D } ? String(scheme) : nil
  }
}

/// Where the target of an import that cannot be found would have to appear.
enum ImportPlaces {
  static func of(_ specifier: String, importer: String, library: RuntimeLibrary) -> [String] {
    if case .path(let path)? = library.target(of: specifier) { return FileResolver.places(for: path) }
    if specifier.hasPrefix("/") { return FileResolver.places(for: FilePath.join("/", specifier)) }
    let folder = FilePath.folder(of: importer)
    if specifier.hasPrefix(".") { return FileResolver.places(for: FilePath.join(folder, specifier)) }
    let package = Package.name(in: specifier)
    // As far up as there are packages or a project's root; a package below / or /home is nobody's.
    let ancestors = FilePath.ancestors(of: folder)
    let last = ancestors.lastIndex { FilePath.isFile($0 + "/package.json") || FilePath.isFolder($0 + "/node_modules") } ?? 0
    return ancestors[...last].map { "\($0)/node_modules/\(package)" }
  }

  /// Where something would have to appear or change for a package to be found elsewhere than now: folders of its name on
  /// the way to it, it itself, which may be a link, and what its package.json says.
  static func nearer(_ specifier: String, importer: String) -> [String] {
    let places = Package.places(of: Package.name(in: specifier), importer: importer)
    guard let found = places.firstIndex(where: FilePath.isFolder) else { return [] }
    return places[...found] + [places[found] + "/package.json"]
  }
}

import ArcaneLinux

/// A module as a worker gets it.
public struct Module: Sendable {
  public enum Kind: String, Sendable { case javaScript, json }

  public struct Import: Equatable, Sendable {
    public var specifier: String
    /// Of the target; nil when a dynamic import's target does not exist (the import fails when it is reached).
    public var url: String?
    /// Only ever imported by `import()`.
    public var isDynamic: Bool
  }

  public var url: String
  /// Absolute path of the source, links resolved. What is imported as text or bytes has a path of its own.
  public var path: String
  public var file: String { TypedModule.split(path)?.file ?? path }
  public var kind: Kind
  /// UTF-8.
  public var code: [UInt8]
  public var codeHash: ContentHash
  /// Of what the code does: the same for texts that differ in comments, types and blanks only.
  public var programHash: ContentHash
  public var sourceHash: ContentHash
  public var map: SourceMap
  /// One entry per specifier, in order of appearance.
  public var imports: [Import]
}

/// What one change made of the graph.
public struct GraphDelta: Sendable {
  /// Counts the deltas that changed anything.
  public var version: UInt64
  public var entryURL: String
  public var added: [Module]
  public var changed: [Module]
  /// URLs.
  public var removed: [String]
  public var warnings: [Diagnostic]

  /// Nothing that runs is different. Maps may be: after a change to comments or types only.
  public var isEmpty: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty }
}

/// Why there is no new graph. The last good one stands.
public struct GraphFailure: Error, Sendable {
  /// One error or more, and the warnings that came with them.
  public var diagnostics: [Diagnostic]
  /// Files and folders that would resolve an import if they appeared.
  public var missingPaths: [String]
  /// Files of the graph that are gone. Some editors save by deleting and creating: trying again after a few
  /// milliseconds may find them.
  public var vanishedPaths: [String]
}

public enum GraphOutcome {
  case delta(GraphDelta)
  case failure(GraphFailure)
  /// A later call has taken over what this one was to do.
  case superseded
}

/// A module in the graph and what was needed to make it. Never changed once it is in the graph.
final class ModuleNode {
  enum Target: Equatable {
    case file(String)
    case builtIn(String)
    case missing
  }

  let path: String
  let module: Module
  let sourceCount: Int
  let scan: [ScannedImport]
  let targets: [String: Target]
  /// Places where a file would be found before the one that was.
  var probes: [String] { lookedUp + bundledPlaces }
  /// Those of its imports.
  let lookedUp: [String]
  /// Paths through links and the files that they led to.
  let links: [String: String]
  let warnings: [Diagnostic]
  /// Of a package bundled to one module: all its files, and the names that it exports.
  let bundledFiles: [String]
  let bundledNames: Set<String>?
  let checkedNames: Set<String>
  let shownNames: Set<String>
  let bundledPlaces: [String]

  /// The version of the graph that it came with, and its predecessor, for frames of older generations.
  var version: UInt64 = 0
  var previous: ModuleNode?

  init(source: ModuleSource, targets: [String: Target], probes: [String], links: [String: String], problems: [Diagnostic]) {
    path = source.path
    var imports: [Module.Import] = []
    var positions: [String: Int] = [:]
    for found in source.scan {
      if let index = positions[found.specifier] {
        imports[index].isDynamic = imports[index].isDynamic && found.isDynamic
        continue
      }
      positions[found.specifier] = imports.count
      let url: String? =
        switch targets[found.specifier] {
        case .file(let path): ModuleURL.file(path)
        case .builtIn(let url): url
        case .missing, nil: nil
        }
      imports.append(Module.Import(specifier: found.specifier, url: url, isDynamic: found.isDynamic))
    }
    module = Module(
      url: ModuleURL.file(source.path), path: source.path, kind: source.kind, code: source.code, codeHash: source.codeHash,
      programHash: source.programHash, sourceHash: source.sourceHash, map: source.map, imports: imports)
    sourceCount = source.sourceCount
    scan = source.scan
    self.targets = targets
    lookedUp = probes
    self.links = links
    warnings = source.warnings + problems
    bundledFiles = source.bundledFiles
    bundledNames = source.bundledNames
    checkedNames = source.checkedNames
    shownNames = source.shownNames
    bundledPlaces = source.bundledPlaces
  }

  /// What it was made of, for another look at its imports.
  var source: ModuleSource {
    ModuleSource(
      path: path, kind: module.kind, sourceHash: module.sourceHash, sourceCount: sourceCount, code: module.code, codeHash: module.codeHash,
      programHash: module.programHash, map: module.map, scan: scan, warnings: warnings, bundledFiles: bundledFiles, bundledNames: bundledNames,
      checkedNames: checkedNames, shownNames: shownNames, bundledPlaces: bundledPlaces)
  }

  func importsSame(as other: [ScannedImport]) -> Bool {
    scan.count == other.count
      && scan.indices.allSatisfy {
        scan[$0].specifier == other[$0].specifier && scan[$0].isDynamic == other[$0].isDynamic && scan[$0].type == other[$0].type
      }
  }
}

/// A module whose imports have not been looked up yet.
struct ModuleSource {
  var path: String
  var kind: Module.Kind
  var sourceHash: ContentHash
  var sourceCount: Int
  var code: [UInt8]
  var codeHash: ContentHash
  var programHash: ContentHash
  var map: SourceMap
  var scan: [ScannedImport]
  var warnings: [Diagnostic]
  var bundledFiles: [String] = []
  var bundledNames: Set<String>?
  /// Those of them whose absence is an error when it runs.
  var checkedNames: Set<String> = []
  /// What the text of a CommonJS file shows of its exports.
  var shownNames: Set<String> = []
  /// Where files would be found before those that are bundled.
  var bundledPlaces: [String] = []

  /// Where only comments, types or blanks are different, workers go on with the code that they have, and places in it are
  /// translated to the new text.
  mutating func keepCode(of old: ModuleNode) {
    let module = old.module
    guard kind == module.kind, programHash == module.programHash, let map = map.translated(from: module.map) else { return }
    code = module.code
    codeHash = module.codeHash
    scan = old.scan
    self.map = map
  }
}

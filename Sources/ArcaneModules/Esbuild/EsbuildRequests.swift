/// How a source is to be read.
public enum SourceLoader: String, Sendable { case ts, tsx, js, jsx, json }

/// One file to be turned from TypeScript into a JavaScript module.
public struct TransformRequest: Sendable {
  public var source: [UInt8]
  /// The name in errors and in the source map.
  public var path: String
  public var loader: SourceLoader
  /// Flags beyond ``EsbuildFlags/module``, for example `--tsconfig-raw={…}`.
  public var extraFlags: [String]

  public init(source: [UInt8], path: String, loader: SourceLoader, extraFlags: [String] = []) {
    self.source = source
    self.path = path
    self.loader = loader
    self.extraFlags = extraFlags
  }
}

public struct TransformResult {
  /// UTF-8; ASCII but for regular expressions and tagged templates.
  public var code: [UInt8]
  /// A version 3 source map as JSON, without the sources' content.
  public var map: [UInt8]
  public var warnings: [EsbuildMessage]
}

/// A run over files on disk.
public struct BuildRequest {
  /// Module text that stands for the entry point.
  public var source: [UInt8]
  public var resolveFolder: String
  public var flags: [String]

  public init(source: [UInt8], resolveFolder: String, flags: [String]) {
    self.source = source
    self.resolveFolder = resolveFolder
    self.flags = flags
  }
}

public struct BuildResult {
  public var outputs: [(path: String, content: [UInt8])]
  /// JSON, empty unless asked for by `--metafile`.
  public var metafile: [UInt8]
  public var warnings: [EsbuildMessage]
}

/// One specifier to be found on disk.
public struct ResolveRequest: Hashable {
  public var specifier: String
  /// The importing file.
  public var importer: String

  public init(specifier: String, importer: String) {
    self.specifier = specifier
    self.importer = importer
  }
}

public enum ResolveResult: Equatable {
  /// An absolute path with links resolved.
  case file(String)
  case external(String)
  /// Switched off by the package (the `browser` field's `false`).
  case disabled
  case notFound(String)
}

/// An error or a warning as esbuild words it.
public struct EsbuildMessage: Equatable, Sendable {
  public struct Location: Equatable, Sendable {
    public var file: String
    /// From 1.
    public var line: Int
    /// From 0, in bytes.
    public var column: Int
    /// In bytes.
    public var length: Int
    public var lineText: String
    public var suggestion: String
  }
  public var text: String
  public var location: Location?
  public var notes: [(text: String, location: Location?)]

  public static func == (left: EsbuildMessage, right: EsbuildMessage) -> Bool {
    left.text == right.text && left.location == right.location
      && left.notes.elementsEqual(right.notes) { $0.text == $1.text && $0.location == $1.location }
  }

  init(_ value: EsbuildValue) {
    text = value["text"]?.text ?? "esbuild reported an error without a text"
    location = Self.location(value["location"])
    notes = (value["notes"]?.elements ?? []).map { ($0["text"]?.text ?? "", Self.location($0["location"])) }
  }

  private static func location(_ value: EsbuildValue?) -> Location? {
    guard let value, let file = value["file"]?.text else { return nil }
    return Location(
      file: file, line: max(1, value["line"]?.integer ?? 1), column: max(0, value["column"]?.integer ?? 0),
      length: max(0, value["length"]?.integer ?? 0), lineText: value["lineText"]?.text ?? "",
      suggestion: value["suggestion"]?.text ?? "")
  }
}

/// Why a request has no result.
public enum EsbuildFailure: Error, Equatable {
  /// esbuild did its work and found errors in the source.
  case source([EsbuildMessage])
  /// The service could not be started, died, hung or did not follow its protocol. The text says which.
  case service(String)
}

public enum EsbuildFlags {
  /// Flags of a per-file transform for V8 10.2: its own language level, a map beside the code, ASCII output. Without
  /// `--format` exports stay where they were written.
  /// Import attributes are left out: V8 10.2 knows `assert` only, V8 12.6 and later `with` only, and the loader
  /// tells JSON from JavaScript by the target's kind.
  /// Packages ask for NODE_ENV, and get one answer wherever they are loaded from.
  public static let module = [
    "--target=chrome102", "--sourcemap=external", "--sources-content=false", "--legal-comments=none",
    "--supported:import-attributes=false", "--supported:import-assertions=false", "--log-level=silent", "--log-limit=0",
    "--define:process.env.NODE_ENV=\"production\"",
  ]
}

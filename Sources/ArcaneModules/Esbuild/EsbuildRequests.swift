/// How a source is to be read.
public enum SourceLoader: String, Sendable {
  case ts, tsx, js, jsx, json

  /// Put behind a file's name: esbuild takes a file for a module by such an ending, also where it has neither an import nor
  /// an export. Without it a function in a block would be a `var` of the file, as in a sloppy script.
  var moduleEnding: String {
    switch self {
    case .ts, .tsx: ".mts"
    case .js, .jsx: ".mjs"
    case .json: ""
    }
  }
}

/// One file to be turned from TypeScript into a JavaScript module.
public struct TransformRequest: Sendable {
  public var source: [UInt8]
  /// The name in errors and in the source map.
  public var path: String
  public var loader: SourceLoader
  /// Flags beyond those of the purpose, for example `--tsconfig-raw={…}`.
  public var extraFlags: [String]
  public var purpose: Purpose

  public enum Purpose: Sendable {
    /// The code goes to a worker.
    case delivery
    /// The code is compared with that of another source: nothing of the source's form is left in it.
    case comparison
  }

  public init(source: [UInt8], path: String, loader: SourceLoader, extraFlags: [String] = [], purpose: Purpose = .delivery) {
    self.source = source
    self.path = path
    self.loader = loader
    self.extraFlags = extraFlags
    self.purpose = purpose
  }

  var flags: [String] {
    (purpose == .delivery ? EsbuildFlags.module : EsbuildFlags.comparison)
      + ["--loader=\(loader.rawValue)", "--sourcefile=\(path)\(loader.moduleEnding)"] + extraFlags
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
  /// Where paths are seen from, but those in source maps and those of what is not bundled, which the output's place decides.
  public var workingFolder: String
  public var flags: [String]

  public init(source: [UInt8], resolveFolder: String, workingFolder: String = "/", flags: [String]) {
    self.source = source
    self.resolveFolder = resolveFolder
    self.workingFolder = workingFolder
    self.flags = flags
  }
}

public struct BuildResult {
  public var outputs: [(path: String, content: [UInt8])]
  /// Of a build with one output.
  var code: [UInt8] { outputs.first { !$0.path.hasSuffix(".map") }?.content ?? [] }
  var map: [UInt8] { outputs.first { $0.path.hasSuffix(".map") }?.content ?? [] }
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
    text = Self.worded(value["text"]?.text ?? "esbuild reported an error without a text")
    location = Self.location(value["location"])
    notes = (value["notes"]?.elements ?? []).map { (Self.note($0["text"]?.text ?? ""), Self.location($0["location"])) }
  }

  /// esbuild 0.28 expects TypeScript to refuse `a as number * b`, which TypeScript 6.0 takes as it always has.
  var isContradictedByTypeScript: Bool { text.contains("should not directly follow a TypeScript type cast") }

  /// The format of the output is ours.
  private static func worded(_ text: String) -> String {
    let reason = " cannot be used with the \"esm\" output format due to strict mode"
    return text.hasSuffix(reason) ? text.dropLast(reason.count) + " cannot be used: every file runs as strict code here" : text
  }

  /// The ending is ours, see ``SourceLoader/moduleEnding``.
  private static func note(_ text: String) -> String {
    text.hasPrefix("This file is considered to be an ECMAScript module because the file name ends in") ? "every file is a module here" : text
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
  /// V8 10.2's language level, and ASCII output. Without `--format` exports stay where they were written.
  /// Import attributes are left out: V8 10.2 knows `assert` only, V8 12.6 and later `with` only, and the loader
  /// tells JSON from JavaScript by the target's kind.
  /// Packages ask for NODE_ENV, and get one answer wherever they are loaded from.
  private static let language = [
    "--target=chrome102", "--legal-comments=none", "--supported:import-attributes=false", "--supported:import-assertions=false",
    "--log-level=silent", "--log-limit=0", "--define:process.env.NODE_ENV=\"production\"",
  ]

  static let sourceMap = ["--sourcemap=external", "--sources-content=false"]

  /// For code that runs: with a map beside it, and with functions and classes that keep their names where esbuild renames
  /// the variables that hold them.
  public static let module = language + sourceMap + ["--keep-names"]

  /// For code that is compared: blanks, comments and annotations say nothing about what it does.
  static let comparison = language + ["--minify-whitespace", "--ignore-annotations"]
}

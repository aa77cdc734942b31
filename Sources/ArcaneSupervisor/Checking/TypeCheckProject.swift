import ArcaneLinux
import ArcaneModules
import Glibc

/// What is checked, and how to call the compiler for it.
struct TypeCheckProject {
  let folder: String
  let compiler: TypeCompiler
  private let tsconfig: String?
  let library: RuntimeLibrary

  /// - Parameter path: a file or folder of the project, absolute.
  init(of path: String) throws {
    let own = isFolder(path) ? path : FilePath.folder(of: path)
    folder = Self.root(of: own)
    tsconfig = isFile(folder + "/tsconfig.json") ? folder + "/tsconfig.json" : nil
    compiler = try TypeCompiler.find(for: folder, environment: Environment.all)
    let entry = try GameProject.read(in: folder).entry()
    library = RuntimeLibrary.discover(from: entry.map(FilePath.folder) ?? own)
    // If the project has the link, it must be valid; the compiler reports what is wrong otherwise.
    _ = ProjectTypes.refresh(from: folder)
  }

  /// The nearest folder upwards with a tsconfig.json, else with an arcane.json or package.json, else the folder itself.
  private static func root(of folder: String) -> String {
    for names in [["tsconfig.json"], ["arcane.json", "package.json"]] {
      var above = folder
      while true {
        if names.contains(where: { isFile("\(above)/\($0)") }) { return above }
        if above == "/" { break }
        above = FilePath.folder(of: above)
      }
    }
    return folder
  }

  /// Errors in it are not the project's: a library that the game brings along has settings of its own.
  var foreignFolder: String? { library.folder }

  struct Command {
    var arguments: [String]
    var environment: [String]
    /// How many files are checked, where that is known.
    var files: Int?
  }

  func command() throws -> Command {
    switch compiler.kind {
    case .deno: return try denoCommand()
    case .tsc, .tsgo: return try tscCommand()
    }
  }

  // MARK: tsc

  private func tscCommand() throws -> Command {
    let project: String
    if let tsconfig {
      project = tsconfig
    } else {
      project = try workFolder() + "/tsconfig.json"
      var options: [(String, JSONValue)] = try Self.strict.map { ($0.0, try Self.value($0.1)) }
      options += [
        ("module", .string("esnext")), ("moduleResolution", .string("bundler")), ("allowImportingTsExtensions", .boolean(true)),
        ("resolveJsonModule", .boolean(true)),
      ]
      var fields: [(String, JSONValue)] = []
      if let types = Installation.types, library.origin == .builtIn {
        options.append(
          (
            "paths",
            .fields([
              ("@arcane/runtime", .array([.string(types + "/index.d.ts")])), ("@arcane/runtime/*", .array([.string(types + "/*/index.d.ts")])),
            ])
          ))
        fields.append(("files", .array([.string(types + "/globals.d.ts")])))
      }
      fields += [("compilerOptions", .fields(options)), ("include", .array([.string(folder + "/**/*.ts"), .string(folder + "/**/*.tsx")]))]
      try ProjectText.write(project, Array(JSONValue.fields(fields).text.utf8), replacing: true)
    }
    // Incremental: the results of the last check shorten the next one.
    let memory = try workFolder() + "/\(compiler.kind).tsbuildinfo"
    let arguments = ["--project", project, "--noEmit", "--pretty", "false", "--incremental", "--tsBuildInfoFile", memory]
    return Command(arguments: arguments, environment: Environment.entries, files: nil)
  }

  private static func value(_ json: String) throws -> JSONValue { try JSONValue(parsing: Array(json.utf8)) }

  private static let strict: [(String, String)] = [
    ("lib", CompilerOptions.lib), ("noFallthroughCasesInSwitch", "true"), ("noImplicitOverride", "true"), ("noUncheckedIndexedAccess", "true"),
    ("strict", "true"), ("types", "[]"), ("verbatimModuleSyntax", "true"),
  ]

  // MARK: deno

  /// The options of tsconfig.json that deno supports (docs.deno.com, "Configuring TypeScript").
  private static let known: Set<String> = [
    "allowUnreachableCode", "allowUnusedLabels", "checkJs", "erasableSyntaxOnly", "exactOptionalPropertyTypes", "experimentalDecorators",
    "isolatedDeclarations", "jsx", "jsxFactory", "jsxFragmentFactory", "jsxImportSource", "lib", "noErrorTruncation", "noFallthroughCasesInSwitch",
    "noImplicitAny", "noImplicitOverride", "noImplicitReturns", "noImplicitThis", "noPropertyAccessFromIndexSignature", "noUncheckedIndexedAccess",
    "noUnusedLocals", "noUnusedParameters", "strict", "strictBindCallApply", "strictBuiltinIteratorReturn", "strictFunctionTypes",
    "strictNullChecks", "strictPropertyInitialization", "useUnknownInCatchVariables", "verbatimModuleSyntax",
  ]

  private func denoCommand() throws -> Command {
    var options = Dictionary(uniqueKeysWithValues: Self.strict)
    var imports: [(String, JSONValue)] = []
    var excluded: [String] = []
    if let tsconfig {
      let own = try CompilerOptions(file: tsconfig)
      options = own.values.filter { Self.known.contains($0.key) }
      excluded = own.excluded
      for (pattern, targets) in own.paths {
        // The library is mapped below regardless of these paths. A pattern can only stand for a folder here.
        guard let target = targets.first, !Self.isLibrary(pattern) else { continue }
        if pattern.hasSuffix("/*"), target.hasSuffix("/*") {
          imports.append((String(pattern.dropLast()), .string(Self.url(String(target.dropLast())))))
        } else if !pattern.contains("*") {
          imports.append((pattern, .string(Self.url(target))))
        }
      }
    }
    if options["lib"] == nil { options["lib"] = CompilerOptions.lib }
    let types = Installation.types
    options["types"] = JSONValue.array(types.map { [.string($0 + "/globals.d.ts")] } ?? []).text
    imports += libraryImports(types)
    let config = try workFolder() + "/deno.json"
    let text = JSONValue.fields([
      ("compilerOptions", .fields(try options.sorted { $0.key < $1.key }.map { ($0.key, try Self.value($0.value)) })), ("imports", .fields(imports)),
    ]).text
    try ProjectText.write(config, Array(text.utf8), replacing: true)
    let files = TypeCheckFiles.find(in: folder, excluded: Set(excluded))
    guard !files.isEmpty else { throw StartFailure("\(displayPath(folder)): there are no TypeScript files to check") }
    var environment = Environment.entries.filter { !$0.hasPrefix("NO_COLOR=") && !$0.hasPrefix("DENO_DIR=") }
    environment += ["NO_COLOR=1", "DENO_NO_UPDATE_CHECK=1", "DENO_DIR=" + (CacheFolder.arcane(Environment.all) ?? "/tmp") + "/deno"]
    let arguments =
      ["check", "--quiet", "--config", config, "--no-remote", "--no-npm", "--no-lock", "--sloppy-imports"] + files
    return Command(arguments: arguments, environment: environment, files: files.count)
  }

  private static func isLibrary(_ specifier: String) -> Bool {
    RuntimeLibrary.prefixes.contains { specifier == $0 || specifier.hasPrefix($0 + "/") }
  }

  private func libraryImports(_ types: String?) -> [(String, JSONValue)] {
    RuntimeLibrary.prefixes.flatMap { prefix -> [(String, JSONValue)] in
      if let folder = library.folder {
        return [(prefix, .string(Self.url(folder + "/index.ts"))), (prefix + "/", .string(Self.url(folder + "/")))]
      }
      guard let types else { return [] }
      return [(prefix, .string(Self.url(types + "/index.d.ts")))]
        + RuntimeLibrary.builtInModules.map { ("\(prefix)/\($0)", .string(Self.url("\(types)/\($0)/index.d.ts"))) }
    }
  }

  private static func url(_ path: String) -> String { ModuleURL.file(path) }

  /// The folder of the compiler's settings and incremental state for this project.
  private func workFolder() throws -> String {
    let root = CacheFolder.arcane(Environment.all) ?? "/tmp/arcane-\(getuid())"
    let path = "\(root)/check/\(ContentHash(Array(folder.utf8)))"
    try ProjectText.makeFolders(path)
    return path
  }
}

/// TypeScript files of a project.
enum TypeCheckFiles {
  private static let passedOver: Set<String> = ["node_modules", "dist", "target"]

  /// Absolute, sorted. Skips hidden folders, node_modules, dist and links to folders.
  static func find(in folder: String, excluded: Set<String>) -> [String] {
    var files: [String] = []
    for name in names(in: folder) ?? [] where !name.hasPrefix(".") && !passedOver.contains(name) {
      let path = "\(folder)/\(name)"
      var status = stat()
      guard !excluded.contains(path), lstat(path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        files += find(in: path, excluded: excluded)
      } else if isSource(name) {
        files.append(path)
      }
    }
    return files
  }

  static func isSource(_ name: String) -> Bool { name.hasSuffix(".ts") || name.hasSuffix(".tsx") || name.hasSuffix(".mts") }

  /// Folders that a change may come from.
  static func folders(in folder: String) -> Set<String> {
    var found: Set<String> = [folder]
    for name in names(in: folder) ?? [] where !name.hasPrefix(".") && !passedOver.contains(name) {
      var status = stat()
      if lstat("\(folder)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFDIR { found.formUnion(folders(in: "\(folder)/\(name)")) }
    }
    return found
  }
}

func isFile(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
}

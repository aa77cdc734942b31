import ArcaneLinux

/// The compiler options of a tsconfig.json that change the JavaScript of a single file.
///
/// Resolution (`paths`, `baseUrl`) is not here: esbuild reads the file itself when it resolves.
struct TSConfig: Equatable, Sendable {
  /// For `--tsconfig-raw`; nil when no option is set.
  var raw: String?
  /// The file and all that it extends: a change to any of them changes the options.
  var files: [String] = []
  /// What the options mean for stripping; nil where they ask for more than that.
  var stripping: TypeStripper.Options? = TypeStripper.Options()
  var problems: [Diagnostic] = []

  private static let relevant: Set<String> = [
    "alwaysStrict", "experimentalDecorators", "importsNotUsedAsValues", "jsx", "jsxFactory", "jsxFragmentFactory", "jsxImportSource",
    "preserveValueImports", "strict", "target", "useDefineForClassFields", "verbatimModuleSyntax",
  ]

  /// The nearest tsconfig.json from `folder` upwards.
  static func nearest(to folder: String) -> TSConfig {
    for ancestor in FilePath.ancestors(of: folder) where FilePath.isFile(ancestor + "/tsconfig.json") {
      return TSConfig(file: ancestor + "/tsconfig.json")
    }
    return TSConfig()
  }

  static let none = TSConfig()

  private init() {}

  private init(file: String) {
    let found = TSConfigFiles(file)
    files = found.paths
    problems = (found.unreadable + found.misleading).map { problem in
      var warning = problem
      warning.severity = .warning
      return warning
    }
    var options: [String: JSONValue] = [:]
    for (path, document, bytes) in found.documents {
      let (meaningless, mistakes) = OptionValues.check(document, path, bytes)
      problems += mistakes
      for member in document["compilerOptions"]?.members ?? [] where Self.relevant.contains(member.key) && !meaningless.contains(member.key) {
        options[member.key] = member.value == .null ? nil : member.value
      }
      if document["compilerOptions"]?["emitDecoratorMetadata"]?.truth == true {
        problems.append(
          Diagnostic(
            severity: .warning,
            message: "\"emitDecoratorMetadata\" is not offered: types are gone when the game runs; give the decorator what it needs to know",
            path: path))
      }
    }
    guard !options.isEmpty else { return }
    stripping = Self.stripping(options)
    // esbuild 0.25 knows no later ones, and for what it does here they are all the same.
    if let target = options["target"]?.string?.lowercased(), target.hasPrefix("es20"), target > "es2024" { options["target"] = .string("esnext") }
    let members = options.sorted { $0.key < $1.key }.map { JSONValue.Member(key: $0.key, value: $0.value) }
    raw = JSONValue.object([.init(key: "compilerOptions", value: .object(members))]).text
  }

  private static func stripping(_ options: [String: JSONValue]) -> TypeStripper.Options? {
    // Both keep imports that nothing uses, each in its own way.
    guard options["preserveValueImports"] == nil, options["importsNotUsedAsValues"] == nil else { return nil }
    var stripping = TypeStripper.Options()
    stripping.keepsImports = options["verbatimModuleSyntax"]?.truth ?? false
    if let defines = options["useDefineForClassFields"]?.truth {
      stripping.definesFields = defines
    } else if let target = options["target"]?.string?.lowercased() {
      // TypeScript's default for it: from ES2022 on.
      stripping.definesFields = target == "esnext" || target.hasPrefix("es20") && target >= "es2022"
    }
    return stripping
  }
}

extension Diagnostic {
  /// What TypeScript refuses.
  init(mistake: TypeStripper.Unsupported, path: String, bytes: [UInt8]) {
    let position = LinePosition(offset: mistake.offset, in: bytes)
    self.init(
      message: mistake.reason, path: path, position: position, lineText: bytes.line(position.line).map { String(decoding: $0, as: UTF8.self) })
  }

  /// A syntax error in a JSON file.
  init(severity: Severity = .error, jsonError: JSONError, path: String, bytes: [UInt8]) {
    let position = LinePosition(offset: jsonError.offset, in: bytes)
    self.init(
      severity: severity, message: jsonError.message, path: path, position: position,
      lineText: bytes.line(position.line).map { String(decoding: $0, as: UTF8.self) })
  }
}

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
    var options: [String: JSONValue] = [:]
    collect(file, into: &options, from: [])
    guard !options.isEmpty else { return }
    stripping = Self.stripping(options)
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

  /// - Parameter extending: the files that led to this one.
  private mutating func collect(_ file: String, into options: inout [String: JSONValue], from extending: [String]) {
    guard extending.count < 16, !files.contains(file) else { return }
    files.append(file)
    let document: JSONValue
    let bytes: [UInt8]
    do { bytes = try FileBytes.read(file, limit: 4 << 20) } catch {
      problems.append(Diagnostic(severity: .warning, message: "cannot be read: \(error)", path: file))
      return
    }
    do { document = try JSONValue(parsing: bytes, dialect: .tsconfig) } catch {
      problems.append(Diagnostic(severity: .warning, jsonError: error, path: file, bytes: bytes))
      return
    }
    guard case .object = document else {
      problems.append(Diagnostic(severity: .warning, message: "expected an object, { … }; its options are missing", path: file))
      return
    }
    // Later entries of a list win over earlier ones, and the file itself over all that it extends.
    let bases = document["extends"].map { $0.string.map { [$0] } ?? $0.elements.compactMap(\.string) } ?? []
    for base in bases {
      if let path = Self.locate(base, from: FilePath.folder(of: file)) {
        if path == file || extending.contains(path) {
          problems.append(Diagnostic(severity: .warning, message: "\"extends\" leads in a circle, by \(JSONValue.quoted(base))", path: file))
        }
        collect(path, into: &options, from: extending + [file])
      } else {
        // It is waited for.
        if base.hasPrefix(".") || base.hasPrefix("/") { files.append(FilePath.join(FilePath.folder(of: file), base)) }
        problems.append(Self.leadsNowhere(base, in: file, bytes))
      }
    }
    for member in document["compilerOptions"]?.members ?? [] where Self.relevant.contains(member.key) {
      options[member.key] = member.value
    }
    if document["compilerOptions"]?["emitDecoratorMetadata"]?.truth == true {
      problems.append(
        Diagnostic(
          severity: .warning,
          message: "\"emitDecoratorMetadata\" is not offered: types are gone when the game runs; give the decorator what it needs to know",
          path: file))
    }
  }

  private static func leadsNowhere(_ base: String, in file: String, _ bytes: [UInt8]) -> Diagnostic {
    let quoted = JSONValue.quoted(base)
    let key = bytes.firstOffset(of: Array("\"extends\"".utf8)) ?? 0
    let position = bytes.firstOffset(of: Array(quoted.utf8), from: key).map { LinePosition(offset: $0, in: bytes) }
    let isFile = base.hasPrefix(".") || base.hasPrefix("/")
    return Diagnostic(
      severity: .warning, message: "\"extends\" leads nowhere: there is no \(isFile ? "file" : "package") \(quoted); its options are missing",
      path: file,
      position: position, length: position == nil ? 0 : quoted.utf16.count,
      lineText: position.flatMap { bytes.line($0.line) }.map { String(decoding: $0, as: UTF8.self) })
  }

  static func locate(_ base: String, from folder: String) -> String? {
    let roots =
      base.hasPrefix(".") || base.hasPrefix("/")
      ? [FilePath.join(folder, base)] : FilePath.ancestors(of: folder).map { "\($0)/node_modules/\(base)" }
    return roots.lazy.flatMap { [$0, $0 + ".json", $0 + "/tsconfig.json"] }.first(where: FilePath.isFile)
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

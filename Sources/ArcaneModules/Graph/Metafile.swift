import ArcaneLinux

/// The part of esbuild's metafile that is of use here.
struct Metafile {
  private let document: JSONValue?
  private let folder: String

  /// - Parameter folder: the one that the build ran in.
  init(_ json: [UInt8], folder: String = "/") {
    document = try? JSONValue(parsing: json)
    self.folder = folder
  }

  private var entries: [(path: String, value: JSONValue)] {
    let entries = document?["inputs"]?.members.map { (path: FilePath.join(folder, $0.key), value: $0.value) } ?? []
    return entries.filter { !CommonJSBundle.isEntry($0.path) }
  }

  /// Absolute paths, without the entry that was made for a bundle.
  var inputs: [String] { entries.map(\.path) }

  private func format(_ input: JSONValue) -> String? { input["format"]?.string }

  /// Of a build of one file: it has the form of a module.
  var isModule: Bool { entries.contains { format($0.value) == "esm" } }

  /// Of a build of one file.
  var isCommonJS: Bool {
    if entries.contains(where: { format($0.value) == "cjs" }) { return true }
    // A file that only requires is marked neither way.
    return !entries.isEmpty && entries.allSatisfy { $0.value["format"] == nil } && !required.isEmpty
  }

  /// The files that are modules and JSON wherever they are imported: by their form or by their ending.
  var modules: [String] {
    let endings: Set<String> = [".ts", ".tsx", ".mts", ".jsx", ".mjs", ".json"]
    return entries.filter { format($0.value) == "esm" || endings.contains(FilePath.fileExtension(of: $0.path)) }.map(\.path)
  }

  /// Who imports what, as it is written there.
  var specifiers: [(importer: String, specifier: String)] {
    entries.flatMap { entry in
      (entry.value["imports"]?.elements ?? []).compactMap { found in
        let isBuiltIn = found["path"]?.string == "<runtime>"
        return (found["original"] ?? found["path"])?.string.flatMap { isBuiltIn ? nil : (entry.path, $0) }
      }
    }
  }

  /// One of those who import a file.
  func importer(of path: String) -> (importer: String, specifier: String)? {
    for entry in entries {
      for found in entry.value["imports"]?.elements ?? [] {
        guard let target = found["path"]?.string, let specifier = found["original"]?.string, FilePath.join(folder, target) == path else { continue }
        return (entry.path, specifier)
      }
    }
    return nil
  }

  private func imports(_ kind: String) -> [String] {
    let outputs = document?["outputs"]?.members ?? []
    let imports = outputs.flatMap { $0.value["imports"]?.elements ?? [] }.filter { $0["kind"]?.string == kind }
    return Set(imports.compactMap { $0["path"]?.string }).sorted()
  }

  /// Specifiers of what is required and is not in the output.
  var required: [String] { imports("require-call") }
  /// Specifiers of `import` statements of what is not in the output.
  var imported: [String] { imports("import-statement") }
  /// Specifiers of `import()`s of what is not in the output.
  var dynamicallyImported: [String] { imports("dynamic-import") }
}

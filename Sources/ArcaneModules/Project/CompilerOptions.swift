import ArcaneLinux

/// What a project's tsconfig.json, with all that it extends, asks of a type check.
public struct CompilerOptions: Sendable {
  /// The `lib` that is true of the engine, as JSON: what deno.json, tsconfig.json and docs/editors.md name.
  public static let lib =
    #"["es2022", "es2023.array", "es2023.collection", "es2024.collection", "es2024.object", "es2024.promise", "es2024.string", "esnext.array", "esnext.collection", "esnext.disposable", "esnext.iterator", "esnext.promise"]"#

  /// By name, each value as JSON.
  public var values: [String: String] = [:]
  /// `paths`: each pattern, and what it stands for as absolute paths.
  public var paths: [(pattern: String, targets: [String])] = []
  /// Folders and files that `exclude` names plainly, absolute.
  public var excluded: [String] = []

  /// - Throws: the first mistake in one of the files.
  public init(file: String) throws(Diagnostic) {
    let found = TSConfigFiles(file)
    if let mistake = found.unreadable.first { throw mistake }
    for (path, document, _) in found.documents { take(document, of: FilePath.folder(of: path)) }
  }

  private mutating func take(_ document: JSONValue, of folder: String) {
    for member in document["compilerOptions"]?.members ?? [] {
      guard member.key == "paths" else {
        values[member.key] = member.value.text
        continue
      }
      let root = document["compilerOptions"]?["baseUrl"]?.string.map { FilePath.join(folder, $0) } ?? folder
      paths = member.value.members.map { path in (path.key, path.value.elements.compactMap(\.string).map { FilePath.join(root, $0) }) }
    }
    let names = document["exclude"]?.elements.compactMap(\.string) ?? []
    excluded += names.filter { !$0.contains("*") }.map { FilePath.join(folder, $0) }
  }
}

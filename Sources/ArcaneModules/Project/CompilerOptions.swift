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

  /// - Throws: the first mistake in the file itself.
  public init(file: String) throws(Diagnostic) {
    var seen: Set<String> = []
    try collect(file, depth: 0, &seen)
  }

  /// - Parameter seen: files are read once, whatever extends them: lists that lead in a circle double the ways with each round.
  private mutating func collect(_ file: String, depth: Int, _ seen: inout Set<String>) throws(Diagnostic) {
    guard depth < 16, seen.insert(file).inserted else { return }
    let folder = FilePath.folder(of: file)
    let bytes: [UInt8]
    let document: JSONValue
    do { bytes = try FileBytes.read(file, limit: 4 << 20) } catch { throw Diagnostic(message: "cannot be read: \(error)", path: file) }
    do { document = try JSONValue(parsing: bytes, dialect: .tsconfig) } catch { throw Diagnostic(jsonError: error, path: file, bytes: bytes) }
    let bases = document["extends"].map { $0.string.map { [$0] } ?? $0.elements.compactMap(\.string) } ?? []
    for base in bases {
      if let path = TSConfig.locate(base, from: folder) { try collect(path, depth: depth + 1, &seen) }
    }
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

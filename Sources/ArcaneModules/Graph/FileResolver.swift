import ArcaneLinux
import Glibc

/// Resolves import paths that name a file, with or without its extension, in esbuild's order. Everything else (folders,
/// packages, tsconfig's paths) is left to esbuild.
///
/// Most imports of a game are of this kind, so that most graphs are resolved without a request.
struct FileResolver {
  static let extensions = [".tsx", ".ts", ".jsx", ".js", ".json"]

  struct Found: Equatable {
    /// With links resolved.
    var path: String
    /// As it was found.
    var link: String
    /// Places that were looked at before.
    var probes: [String]
  }

  /// Sources that the caller holds count as files.
  var overrides: Set<String> = []
  private var folders: [String: String?] = [:]
  /// Whether a package.json of this folder or one above it may send an import elsewhere.
  private var remapping: [String: Bool] = [:]

  mutating func find(_ path: String) -> Found? {
    var probes: [String] = []
    for candidate in [path] + Self.extensions.map({ path + $0 }) {
      if let real = file(candidate) { return Found(path: real, link: candidate, probes: probes) }
      probes.append(candidate)
    }
    return nil
  }

  /// The real path of a file; nil if there is none.
  mutating func file(_ path: String) -> String? {
    if overrides.contains(path) { return path }
    let folder = FilePath.folder(of: path)
    let real: String?
    if let known = folders[folder] {
      real = known
    } else {
      real = FilePath.real(folder)
      folders[folder] = .some(real)
    }
    guard let real else { return nil }
    let candidate = (real == "/" ? "" : real) + "/" + FilePath.name(of: path)
    var status = stat()
    guard lstat(candidate, &status) == 0 else { return nil }
    if status.st_mode & S_IFMT == S_IFREG { return candidate }
    guard status.st_mode & S_IFMT == S_IFLNK, let target = FilePath.real(candidate), FilePath.isFile(target) else { return nil }
    return target
  }

  /// Whether esbuild may find something for a path of which `find` knows nothing: a folder, a file under a name that stands
  /// for another, or what a package.json says instead ("browser").
  mutating func mayMeanAnother(_ path: String, importer: String) -> Bool {
    if FilePath.isFolder(path) { return true }
    for place in Self.standIns(for: path) where file(place) != nil { return true }
    return isRemapped(importer)
  }

  /// Whether a package.json above may say that one file stands for another.
  mutating func isRemapped(_ importer: String) -> Bool {
    let folder = FilePath.folder(of: importer)
    if let known = remapping[folder] { return known }
    let answer = FilePath.ancestors(of: folder).contains { above in
      let bytes = try? FileBytes.read(above + "/package.json", limit: 1 << 20)
      return bytes?.contains(word: "\"browser\"") ?? FilePath.isFile(above + "/package.json")
    }
    remapping[folder] = answer
    return answer
  }

  /// Where a file would have to appear for an import of `path` to be found.
  static func places(for path: String) -> [String] {
    [path] + extensions.map { path + $0 } + extensions.map { path + "/index" + $0 } + standIns(for: path)
  }

  /// TypeScript's way: "./x.js" may mean x.ts.
  private static func standIns(for path: String) -> [String] {
    for (written, meant) in [(".js", [".ts", ".tsx"]), (".jsx", [".tsx"]), (".mjs", [".mts"]), (".cjs", [".cts"])] where path.hasSuffix(written) {
      return meant.map { path.dropLast(written.utf8.count) + $0 }
    }
    return []
  }
}

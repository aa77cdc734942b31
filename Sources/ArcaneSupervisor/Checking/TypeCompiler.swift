import ArcaneLinux
import ArcaneModules
import Glibc

/// The TypeScript compiler to use: the project's own, else one on PATH, else deno's.
struct TypeCompiler: Equatable {
  enum Kind: String { case tsgo, tsc, deno }
  var kind: Kind
  var path: String

  struct NotFound: Error, CustomStringConvertible {
    let description = """
      no TypeScript compiler was found: neither tsgo nor tsc in node_modules or on PATH, nor deno
      Install one in the project (npm install --save-dev typescript), or name a deno: ARCANE_DENO=/path/to/deno. In a checkout, \
      scripts/setup --test fetches a deno
      """
  }

  static func find(for folder: String, environment: [String: String]) throws -> TypeCompiler {
    var above = folder
    while true {
      for kind in [Kind.tsgo, .tsc] where access("\(above)/node_modules/.bin/\(kind)", X_OK) == 0 {
        return TypeCompiler(kind: kind, path: "\(above)/node_modules/.bin/\(kind)")
      }
      if above == "/" { break }
      above = FilePath.folder(of: above)
    }
    let onPath = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    for kind in [Kind.tsgo, .tsc] {
      if let folder = onPath.first(where: { isProgram("\($0)/\(kind)") }) { return TypeCompiler(kind: kind, path: "\(folder)/\(kind)") }
    }
    if let named = environment["ARCANE_DENO"], !named.isEmpty {
      guard isProgram(named) else { throw StartFailure("ARCANE_DENO names \(named), which is no program that can be started") }
      return TypeCompiler(kind: .deno, path: named)
    }
    let places =
      [Installation.fetchedPrograms.map { $0 + "/deno/deno" }, Installation.ownFolder + "/deno"].compactMap { $0 } + onPath.map { $0 + "/deno" }
    if let path = places.first(where: isProgram) { return TypeCompiler(kind: .deno, path: path) }
    throw NotFound()
  }

  private static func isProgram(_ path: String) -> Bool { !isFolder(path) && access(path, X_OK) == 0 }

  /// The version that it reports.
  func version() -> String? { HelperProgram.output(path, ["--version"])?.split(separator: "\n").first.map(String.init) }
}

import ArcaneLinux
import Glibc
import Testing

@testable import ArcaneModules

/// A folder of a test's own, removed with its content at the end.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/arcane-modules-XXXXXX".utf8CString)
    let made = try #require(mkdtemp(&template))
    path = try #require(FilePath.real(String(cString: made)))
  }

  deinit { Self.remove(path) }

  private static func remove(_ path: String) {
    for name in FilePath.names(in: path) ?? [] {
      let child = "\(path)/\(name)"
      var status = stat()
      if lstat(child, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { remove(child) } else { unlink(child) }
    }
    rmdir(path)
  }

  @discardableResult
  func write(_ name: String, _ text: String, mode: mode_t = 0o644) throws -> String {
    let target = "\(path)/\(name)"
    FilePath.makeFolders(FilePath.folder(of: target))
    let bytes = Array(text.utf8)
    try #require(FileBytes.replace(target, with: bytes))
    chmod(target, mode)
    return target
  }

  func delete(_ name: String) { unlink("\(path)/\(name)") }
}

enum Checkout {
  /// The folder that holds Package.swift.
  static let root = FilePath.folder(of: FilePath.folder(of: FilePath.folder(of: #filePath)))
}

func environment() -> [String: String] {
  var result: [String: String] = [:]
  for name in ["PATH", "HOME", "ARCANE_ESBUILD"] {
    if let value = getenv(name) { result[name] = String(cString: value) }
  }
  return result
}

func realEsbuild() throws -> EsbuildBinary {
  try EsbuildLocator(projectFolder: "/", setupPaths: [Checkout.root + "/.deps/esbuild/esbuild"], environment: environment()).find().binary
}

/// Beside hundreds of other tests it may wait for a processor longer than a user's would.
func realService() throws -> EsbuildService {
  var limits = EsbuildService.Limits()
  limits.answerMilliseconds = 120_000
  return EsbuildService(binary: try realEsbuild(), limits: limits)
}

extension ModuleGraph {
  func loadNow() throws -> GraphOutcome { try updateNow([]) }

  func updateNow(_ paths: [String]) throws -> GraphOutcome {
    var outcome: GraphOutcome?
    update(changed: paths) { outcome = $0 }
    try #require(service.run { outcome != nil })
    return try #require(outcome)
  }
}

extension GraphOutcome {
  var delta: GraphDelta? { if case .delta(let delta) = self { delta } else { nil } }
  var failure: GraphFailure? { if case .failure(let failure) = self { failure } else { nil } }
}

extension Module {
  var text: String { String(decoding: code, as: UTF8.self) }
  func target(_ specifier: String) -> String? { imports.first { $0.specifier == specifier }?.url }
}

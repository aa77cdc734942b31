import ArcaneLinux
import Glibc

/// A folder of its own for one test, gone with it.
final class TestFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/arcane-watch-XXXXXX".utf8CString)
    let made: String? = template.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress, let name = mkdtemp(start), let real = realpath(name, nil) else { return nil }
      defer { free(real) }
      return String(cString: real)
    }
    guard let made else { throw SystemError.last("mkdtemp", "/tmp") }
    path = made
  }

  deinit { try? shell("rm -rf '\(path)'", in: "/") }

  static func / (folder: TestFolder, name: String) -> String { folder.path + "/" + name }

  /// As most editors save: truncate, write, close. By a process of its own: a test beside this one that spawns at
  /// the same moment would hold a copy of our descriptor until its exec, and the close would be told late.
  func write(_ name: String, _ text: String = "text") throws {
    try shell("printf '%s' '\(text)' > '\(name)'")
  }

  func makeFolder(_ name: String) throws {
    if mkdir(self / name, 0o755) != 0 { throw SystemError.last("mkdir", self / name) }
  }

  func rename(_ from: String, _ to: String) throws {
    if Glibc.rename(self / from, self / to) != 0 { throw SystemError.last("rename", self / from) }
  }

  func remove(_ name: String) throws {
    if unlink(self / name) != 0 { throw SystemError.last("unlink", self / name) }
  }

  /// Runs to its end; its events are in the queue by then.
  func shell(_ script: String, in folder: String? = nil) throws {
    let child = try ChildProcess(
      name: "shell", path: "/bin/sh", arguments: ["-ec", script], environment: ["PATH=/usr/bin:/bin"],
      directory: folder ?? path, inherit: [])
    let status = child.reap(wait: true)
    if status != .code(0) { throw ScriptFailure(description: "\(script): \(String(describing: status))") }
  }

  struct ScriptFailure: Error, CustomStringConvertible { let description: String }
}

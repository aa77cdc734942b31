import ArcaneLinux
import Glibc

/// Reads and writes whole files of a project.
enum ProjectText {
  static func read(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

  static func bytes(_ path: String) throws -> [UInt8] { try FileBytes.read(path) }

  /// Writes a file that must not exist yet, unless `replacing`; creates parent folders.
  static func write(_ path: String, _ bytes: [UInt8], replacing: Bool = false, mode: mode_t = 0o666) throws {
    try makeFolders(FilePath.folder(of: path))
    let raw = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | (replacing ? O_TRUNC : O_EXCL), mode)
    if raw < 0 { throw SystemError.last("open", path) }
    let descriptor = Descriptor(owning: raw)
    var done = 0
    while done < bytes.count {
      let written = bytes.withUnsafeBytes { Glibc.write(descriptor.raw, $0.baseAddress.map { $0 + done }, bytes.count - done) }
      if written < 0 {
        if errno == EINTR { continue }
        throw SystemError.last("write", path)
      }
      done += written
    }
  }

  static func makeFolders(_ folder: String) throws {
    if isFolder(folder) { return }
    try makeFolders(FilePath.folder(of: folder))
    if mkdir(folder, 0o777) != 0, errno != EEXIST { throw SystemError.last("mkdir", folder) }
  }

  /// Removes a folder with its contents. Links are removed, not followed.
  static func removeTree(_ folder: String) {
    for name in names(in: folder) ?? [] {
      let path = "\(folder)/\(name)"
      var status = stat()
      if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { removeTree(path) } else { unlink(path) }
    }
    rmdir(folder)
  }
}

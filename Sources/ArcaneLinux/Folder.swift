import Glibc

/// An open folder. Names in it are reached from there, so that what the path leads to may change meanwhile, and no name in it
/// is followed when it is a symbolic link.
public final class Folder {
  public let path: String
  private let descriptor: Descriptor

  /// Symbolic links in the path are followed.
  public init(_ path: String) throws(SystemError) {
    let raw = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if raw < 0 { throw .last("open", path) }
    self.path = path
    descriptor = Descriptor(owning: raw)
  }

  private init(owning descriptor: Descriptor, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  private func subject(_ name: String) -> String { path == "/" ? "/" + name : path + "/" + name }

  /// Opens a subfolder; a symbolic link to a folder is refused.
  /// - Parameter mode: The mode to create it with if it does not exist; nil: do not create it.
  public func folder(_ name: String, creating mode: mode_t? = nil) throws(SystemError) -> Folder {
    if let mode, mkdirat(descriptor.raw, name, mode) != 0, errno != EEXIST { throw .last("mkdir", subject(name)) }
    let raw = openat(descriptor.raw, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    if raw < 0 { throw .last("open", subject(name)) }
    return Folder(owning: Descriptor(owning: raw), path: subject(name))
  }

  /// Reads a regular file. Throws ELOOP for a link, EINVAL for anything but a regular file, EFBIG beyond the limit.
  public func read(_ name: String, limit: Int) throws(SystemError) -> [UInt8] {
    // Opening a pipe must not wait for a writer.
    let raw = openat(descriptor.raw, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    if raw < 0 { throw .last("open", subject(name)) }
    return try readRegularFile(Descriptor(owning: raw), subject(name), limit: limit)
  }

  /// Throws ENOENT if the name does not exist.
  public func remove(_ name: String) throws(SystemError) {
    if unlinkat(descriptor.raw, name, 0) != 0 { throw .last("unlink", subject(name)) }
  }

  /// All names but `.` and `..`, in no order.
  public func names() throws(SystemError) -> [String] {
    // A stream of its own: it closes its descriptor and keeps a place.
    let raw = openat(descriptor.raw, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if raw < 0 { throw .last("open", path) }
    guard let stream = fdopendir(raw) else {
      let error = SystemError.last("fdopendir", path)
      close(raw)
      throw error
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  // MARK: Writing

  private static let draftPrefix = ".arcane-draft-"

  /// Writes a file atomically: to a temporary file with an unpredictable name in the same folder, which is renamed over
  /// it. Readers see the old content or the new one, also after a crash. A link of that name is replaced, not followed.
  /// - Parameters:
  ///   - mode: Of the new file, less the process's mask.
  ///   - isDurable: Returns only once the content is on the disk (fsync(2)), so that a power failure leaves the old
  ///     content or the new.
  public func write(_ name: String, _ bytes: UnsafeRawBufferPointer, mode: mode_t = 0o666, isDurable: Bool = false) throws(SystemError) {
    let draft = Self.draftPrefix + String(UInt64.random(in: .min ... .max), radix: 16)
    let raw = openat(descriptor.raw, draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    if raw < 0 { throw .last("open", subject(name)) }
    do throws(SystemError) {
      let file = Descriptor(owning: raw)
      try writeAll(bytes, to: file, subject(name))
      if isDurable, fsync(file.raw) != 0 { throw .last("fsync", subject(name)) }
      if renameat(descriptor.raw, draft, descriptor.raw, name) != 0 { throw .last("rename", subject(name)) }
    } catch {
      unlinkat(descriptor.raw, draft, 0)
      throw error
    }
    // The name is the folder's.
    if isDurable, fsync(descriptor.raw) != 0 { throw .last("fsync", path) }
  }

  public func write(_ name: String, _ bytes: [UInt8], mode: mode_t = 0o666, isDurable: Bool = false) throws(SystemError) {
    try withBytes(of: bytes) { (bytes) throws(SystemError) in try write(name, bytes, mode: mode, isDurable: isDurable) }
  }

  /// Removes temporary files of processes that died while writing.
  /// - Parameter seconds: Minimum age; younger files may still be in use.
  public func removeStaleDrafts(olderThan seconds: Int = 60) throws(SystemError) {
    let now = time(nil)
    for name in try names() where name.hasPrefix(Self.draftPrefix) {
      var status = stat()
      guard fstatat(descriptor.raw, name, &status, AT_SYMLINK_NOFOLLOW) == 0, now - status.st_mtim.tv_sec >= seconds else { continue }
      unlinkat(descriptor.raw, name, 0)  // another process may have done it
    }
  }
}

/// Atomic writes by path.
public enum AtomicFile {
  /// Like `Folder.write`, in the folder of the path. A device or a pipe is written to directly, because it must not be
  /// replaced.
  public static func write(_ bytes: UnsafeRawBufferPointer, to path: String, mode: mode_t = 0o666, isDurable: Bool = false) throws(SystemError) {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      let raw = open(path, O_WRONLY | O_CLOEXEC)
      if raw < 0 { throw .last("open", path) }
      return try writeAll(bytes, to: Descriptor(owning: raw), path)
    }
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let name = slash.map { String(path[path.utf8.index(after: $0)...]) } ?? path
    let parent = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    do throws(SystemError) {
      try Folder(parent).write(name, bytes, mode: mode, isDurable: isDurable)
    } catch {
      throw SystemError(code: error.code, call: error.call, subject: path)
    }
  }

  public static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o666, isDurable: Bool = false) throws(SystemError) {
    try withBytes(of: bytes) { (bytes) throws(SystemError) in try write(bytes, to: path, mode: mode, isDurable: isDurable) }
  }
}

/// `withUnsafeBytes` that keeps the error's type.
private func withBytes(of array: [UInt8], _ body: (UnsafeRawBufferPointer) throws(SystemError) -> Void) throws(SystemError) {
  let failure = array.withUnsafeBytes { bytes -> SystemError? in
    do throws(SystemError) {
      try body(bytes)
      return nil
    } catch { return error }
  }
  if let failure { throw failure }
}

/// All of a file's bytes. Throws EISDIR for a folder, EINVAL for a device, a pipe or a socket, EFBIG beyond the limit
/// unless `truncating`.
func readRegularFile(_ file: Descriptor, _ subject: String, limit: Int, truncating: Bool = false) throws(SystemError) -> [UInt8] {
  var status = stat()
  if fstat(file.raw, &status) != 0 { throw .last("fstat", subject) }
  switch status.st_mode & S_IFMT {
  case S_IFREG: break
  case S_IFDIR: throw SystemError(code: EISDIR, call: "read", subject: subject)
  default: throw SystemError(code: EINVAL, call: "read", subject: subject)
  }
  guard truncating || status.st_size <= limit else { throw SystemError(code: EFBIG, call: "read", subject: subject) }
  // Reading one byte more than expected shows that the file has grown; files in /proc report size 0.
  var bytes = [UInt8](repeating: 0, count: max(4096, min(limit, Int(status.st_size)) + 1))
  var count = 0
  while true {
    let got = try retryingInterrupts("read", subject) {
      bytes.withUnsafeMutableBytes { read(file.raw, $0.baseAddress.map { $0 + count }, $0.count - count) }
    }
    guard let got, got > 0 else { break }
    count += got
    if count > limit {
      guard truncating else { throw SystemError(code: EFBIG, call: "read", subject: subject) }
      count = limit
      break
    }
    if count == bytes.count { bytes.append(contentsOf: repeatElement(0, count: bytes.count)) }
  }
  bytes.removeLast(bytes.count - count)
  return bytes
}

private func writeAll(_ bytes: UnsafeRawBufferPointer, to file: Descriptor, _ subject: String) throws(SystemError) {
  var rest = bytes
  while !rest.isEmpty {
    let count = write(file.raw, rest.baseAddress, rest.count)
    if count < 0, errno == EINTR { continue }
    // A write of nothing makes no progress: the disk is full.
    if count == 0 { throw SystemError(code: ENOSPC, call: "write", subject: subject) }
    if count < 0 { throw .last("write", subject) }
    rest = UnsafeRawBufferPointer(rebasing: rest[count...])
  }
}

import Glibc

/// Reads and replaces whole files by path.
public enum FileBytes {
  /// Throws ENOENT and the like, EISDIR for a folder, ENXIO or EINVAL for a pipe, a socket or a device, EFBIG beyond
  /// `limit` bytes (unless `truncating`).
  public static func read(_ path: String, limit: Int = 1 << 30, truncating: Bool = false) throws(SystemError) -> [UInt8] {
    // Opening a pipe must not wait for a writer.
    let raw = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    if raw < 0 { throw .last("open", path) }
    return try readRegularFile(Descriptor(owning: raw), path, limit: limit, truncating: truncating)
  }

  /// Replaces the file atomically. False if it could not be written.
  @discardableResult
  public static func replace(_ path: String, with bytes: [UInt8]) -> Bool {
    do throws(SystemError) {
      try AtomicFile.write(bytes, to: path, mode: 0o644)
      return true
    } catch { return false }
  }
}

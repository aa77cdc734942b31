import ArcaneLinux
import Glibc

/// Whole files.
enum FileBytes {
  /// Throws ENOENT and the like, EISDIR for a folder, ENXIO for a pipe or a device, EFBIG beyond `limit` bytes (unless
  /// `truncating`).
  static func read(_ path: String, limit: Int, truncating: Bool = false) throws(SystemError) -> [UInt8] {
    // Opening a pipe must not wait for a writer.
    let raw = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    if raw < 0 { throw .last("open", path) }
    let descriptor = Descriptor(owning: raw)
    var status = stat()
    if fstat(raw, &status) < 0 { throw .last("fstat", path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw SystemError(code: status.st_mode & S_IFMT == S_IFDIR ? EISDIR : ENXIO, call: "read", subject: path)
    }
    // One byte more than expected shows a file that grew in the meantime.
    var bytes = [UInt8](repeating: 0, count: min(limit, max(0, Int(status.st_size))) + 1)
    var count = 0
    while true {
      let got = try retryingInterrupts("read", path) {
        bytes.withUnsafeMutableBytes { Glibc.read(descriptor.raw, $0.baseAddress! + count, $0.count - count) }
      }
      guard let got, got > 0 else { break }
      count += got
      if count > limit {
        if truncating {
          count = limit
          break
        }
        throw SystemError(code: EFBIG, call: "read", subject: path)
      }
      if count == bytes.count { bytes.append(contentsOf: repeatElement(0, count: bytes.count)) }
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  /// Writes the file atomically (temporary file and rename). False if it could not be written.
  @discardableResult
  static func replace(_ path: String, with bytes: [UInt8]) -> Bool {
    do throws(SystemError) {
      try AtomicFile.write(bytes, to: path, mode: 0o644)
      return true
    } catch { return false }
  }
}

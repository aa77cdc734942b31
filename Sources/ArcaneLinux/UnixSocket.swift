import CLinux
import Glibc

/// A listening socket in the file system (unix(7)); its file is removed with it.
public final class ListeningSocket {
  private let descriptor: Descriptor
  public let path: String
  public var raw: Int32 { descriptor.raw }

  /// The longest path in bytes: an address holds 108 including the terminator, and until it listens the file has a name
  /// that is one longer.
  public static let pathLimit = 106

  /// Readable and writable for this user only. The folder must be private as well: between creation and chmod the file
  /// has the umask's permissions.
  public init(path: String) throws(SystemError) {
    let raw = clinux_listen(path)
    if raw < 0 { throw .last("bind", path) }
    descriptor = Descriptor(owning: raw)
    self.path = path
  }

  deinit { unlink(path) }

  /// The next client, non-blocking; nil when there is none. Clients of another user are rejected, and closed
  /// connections skipped.
  public func accept() throws(SystemError) -> Descriptor? {
    while true {
      let raw = clinux_accept(descriptor.raw)
      if raw < 0 {
        switch errno {
        case EINTR, ECONNABORTED: continue
        case EAGAIN: return nil
        default: throw .last("accept4", path)
        }
      }
      let client = Descriptor(owning: raw)
      if clinux_peer_user(raw) == Int64(geteuid()) { return client }
    }
  }
}

public enum UnixSocket {
  /// A blocking connection.
  /// - Throws: `SystemError` with the path; ECONNREFUSED where nobody listens any more.
  public static func connect(path: String) throws(SystemError) -> Descriptor {
    let raw = clinux_connect(path)
    if raw < 0 { throw .last("connect", path) }
    let descriptor = Descriptor(owning: raw)
    guard clinux_peer_user(raw) == Int64(geteuid()) else { throw SystemError(code: EPERM, call: "connect", subject: path) }
    return descriptor
  }
}

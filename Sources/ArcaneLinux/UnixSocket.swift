import CLinux
import Glibc

/// A socket in the file system that others connect to (unix(7)); its file goes with it.
public final class ListeningSocket {
  private let descriptor: Descriptor
  public let path: String
  public var raw: Int32 { descriptor.raw }

  /// Longest path: an address holds 108 bytes, the last of which is the end of the text, and the file has a name that is one
  /// longer until it listens.
  public static let pathLimit = 106

  /// Readable and writable for this user alone. The folder must be this user's alone, too: between its making and its
  /// protection the file has the rights that the umask leaves.
  public init(path: String) throws(SystemError) {
    let raw = clinux_listen(path)
    if raw < 0 { throw .last("bind", path) }
    descriptor = Descriptor(owning: raw)
    self.path = path
  }

  deinit { unlink(path) }

  /// The next client, non-blocking; nil when there is none. One of another user is turned away, and so is one that is gone.
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

import Glibc

/// The one owner of a file descriptor: closes it when it goes.
///
/// A class rather than a non-copyable struct, because descriptors travel in messages and wait in arrays and
/// dictionaries, which take copyable elements only; there is still exactly one object that closes.
public final class Descriptor {
  public private(set) var raw: Int32

  /// Takes over `raw`, which must be open and close-on-exec.
  public init(owning raw: Int32) { self.raw = raw }

  deinit { close() }

  /// Closes now. Further calls do nothing.
  public func close() {
    guard raw >= 0 else { return }
    _ = Glibc.close(raw)  // EINTR leaves it closed on Linux: close(2), "Dealing with error returns"
    raw = -1
  }

  /// A new number for what `raw` stands for; `raw` stays its owner's.
  public static func duplicating(_ raw: Int32) throws(SystemError) -> Descriptor {
    let copy = fcntl(raw, F_DUPFD_CLOEXEC, 3)
    if copy < 0 { throw .last("fcntl(F_DUPFD_CLOEXEC)", "descriptor \(raw)") }
    return Descriptor(owning: copy)
  }

  public func setNonBlocking() throws(SystemError) {
    let flags = fcntl(raw, F_GETFL)
    if flags < 0 || fcntl(raw, F_SETFL, flags | O_NONBLOCK) < 0 { throw .last("fcntl(F_SETFL)", "descriptor \(raw)") }
  }
}

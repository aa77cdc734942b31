import ArcaneLinux
import Glibc

/// Two connected stream sockets, close-on-exec: what a child gets for stdio.
enum StreamPair {
  static func open(subject: String) throws(SystemError) -> (Descriptor, Descriptor) {
    var ends: [Int32] = [-1, -1]
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    if socketpair(AF_UNIX, type, 0, &ends) < 0 { throw .last("socketpair", subject) }
    return (Descriptor(owning: ends[0]), Descriptor(owning: ends[1]))
  }

  /// send(2): a peer that is gone gives EPIPE instead of a signal.
  static let noSignal = Int32(MSG_NOSIGNAL)
}

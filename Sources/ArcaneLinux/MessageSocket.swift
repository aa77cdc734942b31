import CLinux
import Glibc

/// One end of an AF_UNIX SOCK_SEQPACKET pair: whole messages, with descriptors beside them (unix(7)).
public final class MessageSocket {
  /// Largest message. The kernel takes up to the send buffer (212,992 bytes by default); bulk goes in memory files.
  public static let maximumMessageSize = 128 * 1024
  /// SCM_MAX_FD is 253; a message of ours needs far fewer.
  public static let maximumDescriptors = 64

  private let descriptor: Descriptor
  private let subject: String
  private var buffer = [UInt8](repeating: 0, count: maximumMessageSize + 1)
  public var raw: Int32 { descriptor.raw }

  public init(owning descriptor: Descriptor, subject: String) {
    self.descriptor = descriptor
    self.subject = subject
  }

  /// Both ends, close-on-exec and blocking.
  public static func pair() throws(SystemError) -> (Descriptor, Descriptor) {
    var ends: [Int32] = [-1, -1]
    let type = Int32(SOCK_SEQPACKET.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    if socketpair(AF_UNIX, type, 0, &ends) < 0 { throw .last("socketpair", "worker socket") }
    return (Descriptor(owning: ends[0]), Descriptor(owning: ends[1]))
  }

  public func setNonBlocking() throws(SystemError) { try descriptor.setNonBlocking() }

  /// False when the peer's queue is full (non-blocking only). One over the limits is an error here, as it would be
  /// there: EMSGSIZE.
  public func send(_ bytes: [UInt8], descriptors: [Descriptor] = []) throws(SystemError) -> Bool {
    guard bytes.count <= Self.maximumMessageSize else {
      throw SystemError(
        code: EMSGSIZE, call: "sendmsg",
        subject: "\(subject): message of \(bytes.count) bytes, over \(Self.maximumMessageSize)")
    }
    guard descriptors.count <= Self.maximumDescriptors else {
      throw SystemError(
        code: EMSGSIZE, call: "sendmsg",
        subject: "\(subject): message with \(descriptors.count) descriptors, over \(Self.maximumDescriptors)")
    }
    let raws = descriptors.map(\.raw)
    let sent = try retryingInterrupts("sendmsg", subject) {
      bytes.withUnsafeBytes { clinux_sendmsg(descriptor.raw, $0.baseAddress, $0.count, nil, 0, raws, raws.count) }
    }
    return sent != nil
  }

  public enum Received {
    case message([UInt8], [Descriptor])
    case wouldBlock
    case closed
  }

  /// The next message. One that is larger than the limit, or whose descriptors did not fit, is an error:
  /// the peer does not follow the protocol.
  public func receive() throws(SystemError) -> Received {
    var raws = [Int32](repeating: -1, count: Self.maximumDescriptors)
    var count = 0
    var flags: Int32 = 0
    let got: Int?
    do {
      got = try retryingInterrupts("recvmsg", subject) {
        buffer.withUnsafeMutableBytes { clinux_recvmsg(descriptor.raw, $0.baseAddress, $0.count, &raws, raws.count, &count, &flags) }
      }
    } catch {
      if error.code == ECONNRESET { return .closed }  // the peer died with messages of ours unread
      throw error
    }
    guard let got else { return .wouldBlock }
    let descriptors = raws[..<count].map { Descriptor(owning: $0) }
    if flags & Int32(MSG_CTRUNC) != 0 {
      throw SystemError(code: EMSGSIZE, call: "recvmsg", subject: "\(subject): descriptors cut off")
    }
    if flags & Int32(MSG_TRUNC) != 0 || got > Self.maximumMessageSize {
      throw SystemError(code: EMSGSIZE, call: "recvmsg", subject: "\(subject): message over \(Self.maximumMessageSize) bytes")
    }
    if got == 0 { return .closed }
    return .message(Array(buffer[..<got]), Array(descriptors))
  }
}

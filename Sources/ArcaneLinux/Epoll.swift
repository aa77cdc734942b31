import CLinux
import Glibc

/// epoll(7), level-triggered. Each registration carries a 64-bit token of the caller's.
public final class Epoll {
  private let descriptor: Descriptor
  /// Readable while something that is registered is ready, so that one may stand in another.
  public var raw: Int32 { descriptor.raw }
  private var buffer = [epoll_event](repeating: epoll_event(), count: 64)

  public struct Interest: OptionSet, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    public static let read = Interest(rawValue: EPOLLIN.rawValue)
    public static let write = Interest(rawValue: EPOLLOUT.rawValue)
  }

  public struct Ready {
    public let token: UInt64
    /// Data, end of file or an error: a read tells which.
    public let readable: Bool
    public let writable: Bool
  }

  public init() throws(SystemError) {
    let raw = epoll_create1(Int32(EPOLL_CLOEXEC))
    if raw < 0 { throw .last("epoll_create1", "event loop") }
    descriptor = Descriptor(owning: raw)
  }

  public func add(_ raw: Int32, token: UInt64, interest: Interest = .read) throws(SystemError) {
    try control(EPOLL_CTL_ADD, raw, token, interest)
  }

  public func modify(_ raw: Int32, token: UInt64, interest: Interest) throws(SystemError) {
    try control(EPOLL_CTL_MOD, raw, token, interest)
  }

  /// To be called before the descriptor is closed. One that is no longer registered is not an error.
  public func remove(_ raw: Int32) {
    var event = epoll_event()
    _ = epoll_ctl(descriptor.raw, EPOLL_CTL_DEL, raw, &event)
  }

  private func control(_ operation: Int32, _ raw: Int32, _ token: UInt64, _ interest: Interest) throws(SystemError) {
    var event = epoll_event()
    event.events = interest.rawValue
    event.data.u64 = token
    if epoll_ctl(descriptor.raw, operation, raw, &event) < 0 { throw .last("epoll_ctl", "descriptor \(raw)") }
  }

  /// Waits without limit when `timeoutMilliseconds` is -1.
  public func wait(timeoutMilliseconds: Int32 = -1) throws(SystemError) -> [Ready] {
    let count = epoll_wait(descriptor.raw, &buffer, Int32(buffer.count), timeoutMilliseconds)
    if count < 0 {
      let code = errno
      if code == EINTR { return [] }
      throw SystemError(code: code, call: "epoll_wait", subject: "event loop")
    }
    return buffer[..<Int(count)].map { event in
      let bits = event.events
      return Ready(
        token: event.data.u64,
        readable: bits & (EPOLLIN.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0,
        writable: bits & (EPOLLOUT.rawValue | EPOLLERR.rawValue) != 0)
    }
  }
}

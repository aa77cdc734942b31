// One client of the control socket: its input, its requests, and its output queue.
import ArcaneLinux
import ArcaneModules
import Glibc

final class ControlClient: ControlAsker {
  let number: Int
  private let descriptor: Descriptor
  var raw: Int32 { descriptor.raw }
  private var received: [UInt8] = []
  /// Where the search for the end of the line continues.
  private var searched = 0
  private var waiting: [UInt8] = []
  private var written = 0
  private var droppedEvents = 0
  var reportedErrors: Int
  /// Names of events, empty for all; nil where it has not subscribed.
  var events: Set<String>?
  var held = HeldInput()

  /// Queued bytes beyond which events are dropped and counted.
  private static let eventCapacity = 1 << 20
  /// Queued bytes beyond which the client is disconnected. An inline screenshot takes some megabytes.
  private static let capacity = 256 << 20
  static let mostPending = 256
  /// Maximum bytes to read in one turn of the event loop.
  private static let readAtOnce = 1 << 16

  init(_ descriptor: Descriptor, number: Int, reportedErrors: Int) {
    self.descriptor = descriptor
    self.number = number
    self.reportedErrors = reportedErrors
  }

  var hasWaiting: Bool { written < waiting.count }
  /// The client does not read its answers: no more requests are read until it does.
  var isBehind: Bool { waiting.count - written > Self.eventCapacity }
  /// The client has closed its sending side, and may still read.
  private(set) var hasEnded = false

  /// Reads available input, up to a limit.
  /// - Returns: whether the client has disconnected.
  func read() -> Bool {
    var buffer = [UInt8](repeating: 0, count: Self.readAtOnce)
    let count = Glibc.read(raw, &buffer, buffer.count)
    if count > 0 {
      received += buffer[..<count]
    } else if count == 0 {
      hasEnded = true
      // Only one direction may be closed, as with `nc -N`.
      var poller = pollfd(fd: raw, events: 0, revents: 0)
      if poll(&poller, 1, 0) < 0 || poller.revents & Int16(POLLHUP | POLLERR) != 0 { return true }
    } else if errno != EAGAIN && errno != EINTR {
      return true
    }
    return false
  }

  /// The next request; nil while the client does not read earlier answers.
  func nextLine() -> [UInt8]? {
    while !isBehind, let index = received[searched...].firstIndex(of: UInt8(ascii: "\n")) {
      let line = Array(received[..<index])
      received.removeSubrange(...index)
      searched = 0
      if !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { return line }
    }
    if !isBehind { searched = received.count }
    return nil
  }

  /// The pending line is longer than any valid request.
  var floods: Bool { !isBehind && received.count > RPCRequest.limit }
  /// There are unread requests in the buffer.
  var hasLines: Bool { received.contains(UInt8(ascii: "\n")) }

  /// False if the queue is full.
  func send(_ message: JSONValue) -> Bool {
    guard waiting.count - written < Self.capacity else { return false }
    waiting += Array(message.text.utf8)
    waiting.append(UInt8(ascii: "\n"))
    return flush()
  }

  /// A slow client misses events, and learns how many.
  func send(event: JSONValue) -> Bool {
    guard waiting.count - written < Self.eventCapacity else {
      droppedEvents += 1
      return true
    }
    if droppedEvents > 0 {
      let dropped = RPCMessage.notification("dropped", .of(["events": .value(droppedEvents)]))
      droppedEvents = 0
      guard send(dropped) else { return false }
    }
    return send(event)
  }

  /// Writes as much as the socket takes. False if the client has disconnected.
  func flush() -> Bool {
    while written < waiting.count {
      let count = waiting.withUnsafeBytes { Glibc.send(raw, $0.baseAddress.map { $0 + written }, waiting.count - written, Int32(MSG_NOSIGNAL)) }
      if count < 0 {
        switch errno {
        case EINTR: continue
        case EAGAIN:
          compact()
          return true
        default: return false
        }
      }
      written += count
    }
    waiting.removeAll(keepingCapacity: waiting.count < Self.eventCapacity)
    written = 0
    return true
  }

  private func compact() {
    guard written > Self.eventCapacity else { return }
    waiting.removeSubrange(..<written)
    written = 0
  }
}

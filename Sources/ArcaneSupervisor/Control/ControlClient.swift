// One client of the control socket: its bytes, its requests, and what it is still to be told.
import ArcaneLinux
import ArcaneModules
import Glibc

final class ControlClient: ControlAsker {
  let number: Int
  private let descriptor: Descriptor
  var raw: Int32 { descriptor.raw }
  private var received: [UInt8] = []
  /// Where the search for the line's end goes on.
  private var searched = 0
  private var waiting: [UInt8] = []
  private var written = 0
  private var droppedEvents = 0
  var toldErrors: Int
  /// Names of events, empty for all; nil where it has not subscribed.
  var events: Set<String>?
  var held = HeldInput()

  /// Bytes that wait for a client that does not read; beyond, events are dropped and counted.
  private static let eventRoom = 1 << 20
  /// Beyond, it is let go. An inline picture takes some megabytes.
  private static let room = 256 << 20
  static let mostPending = 256
  /// Bytes that one turn of the loop reads of it.
  private static let readAtOnce = 1 << 16

  init(_ descriptor: Descriptor, number: Int, toldErrors: Int) {
    self.descriptor = descriptor
    self.number = number
    self.toldErrors = toldErrors
  }

  var hasWaiting: Bool { written < waiting.count }
  /// It does not read what it asks for: nothing more is taken of it until it does.
  var isBehind: Bool { waiting.count - written > Self.eventRoom }
  /// It has no more to say, and may still read.
  private(set) var hasEnded = false

  /// Takes what has come, at most some of it.
  /// - Returns: whether the client has gone.
  func read() -> Bool {
    var buffer = [UInt8](repeating: 0, count: Self.readAtOnce)
    let count = Glibc.read(raw, &buffer, buffer.count)
    if count > 0 {
      received += buffer[..<count]
    } else if count == 0 {
      hasEnded = true
      // Only one direction may be closed, as by `nc -N`.
      var poller = pollfd(fd: raw, events: 0, revents: 0)
      if poll(&poller, 1, 0) < 0 || poller.revents & Int16(POLLHUP | POLLERR) != 0 { return true }
    } else if errno != EAGAIN && errno != EINTR {
      return true
    }
    return false
  }

  /// The next request, unless it does not read the answers to those before.
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

  /// What has come is longer than any request, and has no end.
  var floods: Bool { !isBehind && received.count > RPCRequest.limit }
  /// Requests have come that are not taken yet.
  var hasLines: Bool { received.contains(UInt8(ascii: "\n")) }

  /// False where it takes no more.
  func send(_ message: JSONValue) -> Bool {
    guard waiting.count - written < Self.room else { return false }
    waiting += Array(message.text.utf8)
    waiting.append(UInt8(ascii: "\n"))
    return flush()
  }

  /// One that does not read in time misses some, and is told how many.
  func send(event: JSONValue) -> Bool {
    guard waiting.count - written < Self.eventRoom else {
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

  /// Writes what the socket takes. False where there is nobody any more.
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
    waiting.removeAll(keepingCapacity: waiting.count < Self.eventRoom)
    written = 0
    return true
  }

  private func compact() {
    guard written > Self.eventRoom else { return }
    waiting.removeSubrange(..<written)
    written = 0
  }
}

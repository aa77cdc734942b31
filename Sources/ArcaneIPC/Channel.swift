import ArcaneLinux

/// One end of the socket pair: sends `Outgoing` and receives `Incoming` messages.
///
/// Sending never blocks a non-blocking end: what the kernel does not take is queued here, in order, up to a limit. A
/// peer that lets the queue overflow is treated as lost (`overrun`).
public final class Channel<Incoming: WireMessage, Outgoing: WireMessage> {
  public let socket: MessageSocket
  private var waiting: [Envelope] = []
  /// How many messages may be queued for a busy peer.
  public static var queueLimit: Int { 4096 }

  public enum Event {
    case message(Incoming)
    case idle
    case closed
  }

  public struct Overrun: Error, CustomStringConvertible {
    public var description: String { "the other process does not read its messages" }
  }

  public init(_ socket: MessageSocket) { self.socket = socket }

  /// The loop must watch for writability and call `flush` while this is so.
  public var hasWaiting: Bool { !waiting.isEmpty }

  public func send(_ message: Outgoing) throws {
    let envelope = Envelope(message)
    if waiting.isEmpty, try socket.send(envelope.bytes, descriptors: envelope.descriptors) { return }
    guard waiting.count < Self.queueLimit else { throw Overrun() }
    waiting.append(envelope)
  }

  public func flush() throws {
    while let first = waiting.first {
      guard try socket.send(first.bytes, descriptors: first.descriptors) else { return }
      waiting.removeFirst()
    }
  }

  public func receive() throws -> Event {
    switch try socket.receive() {
    case .wouldBlock: return .idle
    case .closed: return .closed
    case .message(let bytes, let descriptors): return .message(try Envelope.decode(bytes, descriptors))
    }
  }
}
public typealias SupervisorChannel = Channel<ToSupervisor, ToWorker>
public typealias WorkerChannel = Channel<ToWorker, ToSupervisor>

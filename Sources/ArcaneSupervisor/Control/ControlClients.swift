// The connected clients of the control socket.
import ArcaneLinux
import ArcaneModules

final class ControlClients {
  struct Handlers {
    var line: ([UInt8], ControlClient) -> Void
    /// The client has disconnected or was disconnected.
    var left: (ControlClient) -> Void
    /// Whether a request of the client is still unanswered.
    var waits: (Int) -> Bool
    /// The number of session errors that a new client does not receive.
    var errorCount: () -> Int
    var failed: (String) -> Void
  }

  var handlers = Handlers(line: { _, _ in }, left: { _ in }, waits: { _ in false }, errorCount: { 0 }, failed: { _ in })
  private let loop: EventLoop
  private let socket: ListeningSocket?
  private var clients: [Int: ControlClient] = [:]
  private var lastNumber = 0

  private static let most = 64

  /// - Parameter path: where to listen; nil for no socket.
  init(_ loop: EventLoop, path: String?) throws {
    self.loop = loop
    socket = try path.map { try ListeningSocket(path: $0) }
    if let socket { try loop.add(socket.raw) { [unowned self] in accept(from: socket) } }
  }

  func close() {
    for client in clients.values { loop.remove(client.raw) }
    clients = [:]
    if let socket { loop.remove(socket.raw) }
  }

  subscript(number: Int) -> ControlClient? { clients[number] }
  var all: some Collection<ControlClient> { clients.values }

  /// For requests that do not come from a socket.
  func nextNumber() -> Int {
    lastNumber += 1
    return lastNumber
  }

  private func accept(from socket: ListeningSocket) {
    do {
      while let descriptor = try socket.accept() {
        let client = ControlClient(descriptor, number: nextNumber(), reportedErrors: handlers.errorCount())
        guard clients.count < Self.most else {
          _ = client.send(RPCMessage.error(.null, RPCError.failed("busy", "\(Self.most) clients are connected already")))
          continue
        }
        try loop.add(client.raw, writable: { [unowned self] in write(client) }) { [unowned self] in read(client) }
        clients[client.number] = client
      }
    } catch {
      // For example out of descriptors: later clients may succeed.
      handlers.failed("\(error)")
    }
  }

  private func read(_ client: ControlClient) {
    if client.read() { return drop(client) }
    take(from: client)
  }

  private func write(_ client: ControlClient) {
    if !client.flush() { return drop(client) }
    // The client may have read its answers and sent more requests.
    take(from: client)
  }

  private func take(from client: ControlClient) {
    while clients[client.number] != nil, let line = client.nextLine() { handlers.line(line, client) }
    if client.floods {
      _ = client.send(RPCMessage.error(.null, RPCError(.invalidRequest, "a request has at most \(RPCRequest.limit / 1024) KB")))
      return drop(client)
    }
    endIfDone(client)
    watch(client)
  }

  private func watch(_ client: ControlClient) {
    guard clients[client.number] != nil else { return }
    loop.watchWrites(client.raw, client.hasWaiting, reads: !client.hasEnded && !client.isBehind)
  }

  /// A client that has closed its sending side is disconnected once all its requests are answered.
  private func endIfDone(_ client: ControlClient) {
    if client.hasEnded, !client.hasWaiting, !client.hasLines, !handlers.waits(client.number) { drop(client) }
  }

  private func drop(_ client: ControlClient) {
    guard clients.removeValue(forKey: client.number) != nil else { return }
    loop.remove(client.raw)
    handlers.left(client)
  }

  func send(_ message: JSONValue, to client: ControlClient) {
    guard clients[client.number] != nil else { return }
    guard client.send(message) else { return drop(client) }
    endIfDone(client)
    watch(client)
  }

  func send(event: JSONValue, to client: ControlClient) {
    guard clients[client.number] != nil else { return }
    guard client.send(event: event) else { return drop(client) }
    watch(client)
  }
}

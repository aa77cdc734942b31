import ArcaneLinux

/// The one loop: each descriptor that is ready calls its handler. No threads, no polling.
final class EventLoop {
  private let epoll: Epoll
  private var handlers: [UInt64: Handler] = [:]
  private var tokens: [Int32: UInt64] = [:]
  private var lastToken: UInt64 = 0
  private var running = true
  /// Run after each round of handlers, in order: what was put off until the descriptors are drained.
  private var afterwards: [() -> Void] = []

  private struct Handler {
    let readable: () -> Void
    let writable: () -> Void
  }

  init() throws { epoll = try Epoll() }

  func add(_ raw: Int32, writable: @escaping () -> Void = {}, readable: @escaping () -> Void) throws {
    lastToken += 1
    try epoll.add(raw, token: lastToken)
    handlers[lastToken] = Handler(readable: readable, writable: writable)
    tokens[raw] = lastToken
  }

  /// Whether `writable` is called too.
  func watchWrites(_ raw: Int32, _ on: Bool) {
    guard let token = tokens[raw] else { return }
    try? epoll.modify(raw, token: token, interest: on ? [.read, .write] : .read)
  }

  /// Before the descriptor is closed.
  func remove(_ raw: Int32) {
    guard let token = tokens.removeValue(forKey: raw) else { return }
    handlers[token] = nil
    epoll.remove(raw)
  }

  func afterThisRound(_ body: @escaping () -> Void) { afterwards.append(body) }

  func stop() { running = false }

  func run() throws {
    while running {
      for ready in try epoll.wait(timeoutMilliseconds: afterwards.isEmpty ? -1 : 0) {
        // A handler earlier in this round may have removed this one.
        if ready.readable { handlers[ready.token]?.readable() }
        if ready.writable { handlers[ready.token]?.writable() }
        if !running { return }
      }
      let bodies = afterwards
      afterwards.removeAll(keepingCapacity: true)
      for body in bodies { body() }
    }
  }
}

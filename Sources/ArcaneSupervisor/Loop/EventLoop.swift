import ArcaneLinux

/// The event loop: calls the handler of each ready descriptor. No threads, no polling.
final class EventLoop {
  private let epoll: Epoll
  private var handlers: [UInt64: Handler] = [:]
  private var tokens: [Int32: UInt64] = [:]
  private var lastToken: UInt64 = 0
  private var running = true
  /// Deferred work, run in order after each round of handlers.
  private var afterwards: [() -> Void] = []
  private var beforehand: [() -> Void] = []

  private struct Handler {
    let readable: () -> Void
    let writable: () -> Void
  }

  init() throws { epoll = try Epoll() }

  func add(
    _ raw: Int32, interest: Epoll.Interest = .read, writable: @escaping () -> Void = {}, readable: @escaping () -> Void
  ) throws {
    lastToken += 1
    try epoll.add(raw, token: lastToken, interest: interest)
    handlers[lastToken] = Handler(readable: readable, writable: writable)
    tokens[raw] = lastToken
  }

  /// Whether `writable` is called too, and whether `readable` is.
  func watchWrites(_ raw: Int32, _ on: Bool, reads: Bool = true) {
    guard let token = tokens[raw] else { return }
    var interest: Epoll.Interest = reads ? .read : []
    if on { interest.insert(.write) }
    do { try epoll.modify(raw, token: token, interest: interest) } catch {
      // The table above says that it is registered. If the kernel disagrees, that is a bug here, which must not be
      // hidden.
      preconditionFailure("\(error)")
    }
  }

  /// Before the descriptor is closed.
  func remove(_ raw: Int32) {
    guard let token = tokens.removeValue(forKey: raw) else { return }
    handlers[token] = nil
    epoll.remove(raw)
  }

  /// Run before the loop goes to sleep, each time.
  func beforeEachWait(_ body: @escaping () -> Void) { beforehand.append(body) }

  func afterThisRound(_ body: @escaping () -> Void) { afterwards.append(body) }

  func stop() { running = false }

  func run() throws {
    while running { try turn(milliseconds: -1) }
  }

  /// One round: waits until a descriptor is ready, at most this long (-1: no limit), calls the handlers, then the
  /// deferred work.
  func turn(milliseconds: Int32) throws {
    for body in beforehand { body() }
    for ready in try epoll.wait(timeoutMilliseconds: afterwards.isEmpty ? milliseconds : 0) {
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

/// Flushes queued standard output from the event loop when its readers continue.
final class OutputOnLoop {
  private let loop: EventLoop
  private var watched: Set<Int32> = []
  /// Called once.
  private var onOverflow: (() -> Void)?

  /// - Parameter onOverflow: nobody reads, and the limit of queued output is reached.
  init(_ loop: EventLoop, onOverflow: @escaping () -> Void) {
    self.loop = loop
    self.onOverflow = onOverflow
    loop.beforeEachWait { [weak self] in self?.update() }
  }

  /// Watched only while output is queued: a descriptor without a reader would always be ready.
  private func update() {
    for output in StandardOutput.all {
      if output.hasOverflowed, let onOverflow {
        self.onOverflow = nil
        onOverflow()
      }
      let waits = output.isWaiting && output.canBeWatched
      if waits == watched.contains(output.raw) { continue }
      if !waits {
        watched.remove(output.raw)
        loop.remove(output.raw)
        continue
      }
      do {
        try loop.add(output.raw, interest: .write, writable: { output.flush() }, readable: { output.flush() })
        watched.insert(output.raw)
      } catch {
        // A device that epoll(7) does not support: tried again in each round, and at the end.
        output.flush()
      }
    }
  }
}

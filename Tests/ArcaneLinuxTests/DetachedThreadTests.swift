import Glibc
import Synchronization
import Testing

@testable import ArcaneLinux

@Suite("A thread that nobody waits for")
struct DetachedThreadTests {
  private final class Box: Sendable {
    let threads = Mutex<(body: pthread_t, done: Bool)>((0, false))
  }

  @Test("the body runs once, on another thread, and is freed with what it holds")
  func runs() throws {
    var box: Box? = Box()
    weak var held: Box?
    held = box
    try DetachedThread.start(stackBytes: 256 << 10) { [box] in box?.threads.withLock { $0 = (pthread_self(), true) } }
    for _ in 0..<2000 where box?.threads.withLock({ $0.done }) == false { usleep(1000) }
    let body = try #require(box).threads.withLock { $0.body }
    #expect(body != 0 && body != pthread_self())
    box = nil
    for _ in 0..<2000 where held != nil { usleep(1000) }
    #expect(held == nil)
  }

  @Test("a thread that cannot be made is an error with its reason")
  func impossible() {
    // 2^46 bytes: more than the address space has left.
    #expect(throws: SystemError.self) { try DetachedThread.start(stackBytes: 1 << 46) {} }
  }
}

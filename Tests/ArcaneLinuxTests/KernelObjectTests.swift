import ArcaneLinux
import CLinux
import Glibc
import Testing

@Suite("Memory files")
struct MemoryFileTests {
  @Test("content is there, for us and through a duplicate")
  func content() throws {
    let file = try MemoryFile(name: "test", bytes: [1, 2, 3])
    let received = try MemoryFile(received: Descriptor.duplicating(file.descriptor.raw), maximumSize: 3, subject: "copy")
    #expect(received.size == 3)
    let mapping = try received.map()
    withExtendedLifetime(mapping) { #expect(Array(mapping.bytes) == [1, 2, 3]) }
  }

  @Test("an empty one is a file too")
  func empty() throws {
    let file = try MemoryFile(name: "empty", bytes: [])
    #expect(try file.map().bytes.count == 0)
    #expect(try MemoryFile(received: Descriptor.duplicating(file.descriptor.raw), maximumSize: 0, subject: "copy").size == 0)
  }

  @Test("nobody can write into it, resize it, map it writable or take the seals off")
  func sealed() throws {
    let file = try MemoryFile(name: "test", bytes: [UInt8](repeating: 7, count: 8192))
    let raw = file.descriptor.raw
    func refused(_ result: Int) -> Int32 { result == -1 ? errno : 0 }
    #expect(refused(write(raw, "x", 1)) == EPERM)
    #expect(refused(pwrite(raw, "x", 1, 100)) == EPERM)
    #expect(refused(Int(ftruncate(raw, 10))) == EPERM)
    #expect(refused(Int(ftruncate(raw, 100_000))) == EPERM)
    #expect(mmap(nil, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, raw, 0) == MAP_FAILED)
    #expect(errno == EPERM)
    #expect(clinux_seal(raw) == -1, "the seals are sealed")
    #expect(clinux_is_sealed(raw) == 1)
    #expect(clinux_is_sealed(clinux_memfd_create("open")) == 0)
    // Through /proc one gets a descriptor of one's own, and is refused all the same.
    let again = Descriptor(owning: open("/proc/self/fd/\(raw)", O_RDWR | O_CLOEXEC))
    if again.raw >= 0 { #expect(refused(write(again.raw, "x", 1)) == EPERM) }
  }

  @Test("one that is over the limit or not sealed is refused with its size or its fault")
  func refused() throws {
    let file = try MemoryFile(name: "test", bytes: [1, 2, 3])
    #expect(throws: SystemError(code: EFBIG, call: "fstat", subject: "pixels: 3 bytes")) {
      _ = try MemoryFile(received: Descriptor.duplicating(file.descriptor.raw), maximumSize: 2, subject: "pixels")
    }
    let open = Descriptor(owning: clinux_memfd_create("open"))
    #expect(throws: SystemError(code: EPERM, call: "fcntl(F_GET_SEALS)", subject: "pixels: not a sealed memory file")) {
      _ = try MemoryFile(received: open, maximumSize: 10, subject: "pixels")
    }
  }

  @Test("an error while it is filled comes out as it is")
  func fillFails() {
    struct Stop: Error {}
    #expect(throws: Stop.self) { _ = try MemoryFile(name: "test", size: 10) { _ in throw Stop() } }
  }
}

@Suite("Time and signals")
struct TimeTests {
  @Test("a timer is readable once its time has come, and quiet when acknowledged or disarmed")
  func timer() throws {
    let epoll = try Epoll()
    let timer = try Timer()
    try epoll.add(timer.raw, token: 1)
    #expect(try epoll.wait(timeoutMilliseconds: 0).isEmpty, "not armed")
    #expect(!timer.acknowledge())
    let start = Monotonic.now
    timer.arm(at: start.advanced(byMilliseconds: 20))
    #expect(try epoll.wait(timeoutMilliseconds: 60_000).count == 1)
    #expect(Monotonic.now.milliseconds(since: start) >= 20, "it came early")
    #expect(try epoll.wait(timeoutMilliseconds: 0).count == 1, "level-triggered: it stays until it is taken")
    #expect(timer.acknowledge())
    #expect(!timer.acknowledge(), "taken once")
    #expect(try epoll.wait(timeoutMilliseconds: 0).isEmpty)
    timer.arm(at: Monotonic(nanoseconds: 0))
    #expect(try epoll.wait(timeoutMilliseconds: 60_000).count == 1, "the past is at once, not never")
    timer.arm(at: Monotonic.now.advanced(byMilliseconds: 3_600_000))
    #expect(try epoll.wait(timeoutMilliseconds: 0).isEmpty, "armed anew: the old expiry is gone")
    timer.arm(at: Monotonic(nanoseconds: 1))
    timer.disarm()
    #expect(try epoll.wait(timeoutMilliseconds: 0).isEmpty, "disarmed")
  }

  @Test("the clock goes forwards, and differences are signed")
  func clock() {
    let first = Monotonic.now
    let second = Monotonic.now
    #expect(first <= second)
    #expect(Monotonic(nanoseconds: 3_500_000).milliseconds(since: Monotonic(nanoseconds: 1_000_000)) == 2.5)
    #expect(Monotonic(nanoseconds: 1_000_000).milliseconds(since: Monotonic(nanoseconds: 3_500_000)) == -2.5)
    #expect(Monotonic(nanoseconds: 5).advanced(byMilliseconds: 1.5).nanoseconds == 1_500_005)
    #expect(Monotonic(nanoseconds: 5).advanced(byMilliseconds: -1).nanoseconds == 5)
  }
}

@Suite("Waiting for many descriptors")
struct EpollTests {
  @Test("each ready one is told with its token and what it is ready for; a removed one is not")
  func tokens() throws {
    let (left, right) = try MessageSocket.pair()
    let sender = MessageSocket(owning: left, subject: "left")
    let receiver = MessageSocket(owning: right, subject: "right")
    let epoll = try Epoll()
    try epoll.add(sender.raw, token: .max, interest: [.read, .write])
    try epoll.add(receiver.raw, token: 2)
    #expect(try epoll.wait(timeoutMilliseconds: 0).map(\.token) == [.max], "room to write, nothing to read")
    try epoll.modify(sender.raw, token: 3, interest: .read)
    #expect(try epoll.wait(timeoutMilliseconds: 0).isEmpty)
    #expect(try sender.send([1]))
    let ready = try epoll.wait(timeoutMilliseconds: 60_000)
    #expect(ready.map(\.token) == [2])
    #expect(ready.map(\.readable) == [true])
    #expect(ready.map(\.writable) == [false])
    epoll.remove(receiver.raw)
    epoll.remove(receiver.raw)
    #expect(try epoll.wait(timeoutMilliseconds: 0).isEmpty)
    #expect(throws: SystemError(code: ENOENT, call: "epoll_ctl", subject: "descriptor \(receiver.raw)")) {
      try epoll.modify(receiver.raw, token: 2, interest: .read)
    }
  }

  @Test("the other end's close is readable")
  func hangUp() throws {
    let (left, right) = try MessageSocket.pair()
    let epoll = try Epoll()
    try epoll.add(right.raw, token: 1)
    left.close()
    #expect(try epoll.wait(timeoutMilliseconds: 60_000).first?.readable == true)
  }

  @Test("more than one buffer of ready descriptors are all told in the end")
  func many() throws {
    let epoll = try Epoll()
    let timers = try (0..<150).map { _ in try Timer() }
    for (index, timer) in timers.enumerated() {
      try epoll.add(timer.raw, token: UInt64(index))
      timer.arm(at: Monotonic(nanoseconds: 1))
    }
    var seen: Set<UInt64> = []
    for _ in 0..<50 where seen.count < timers.count {
      for ready in try epoll.wait(timeoutMilliseconds: 60_000) {
        seen.insert(ready.token)
        timers[Int(ready.token)].acknowledge()
      }
    }
    #expect(seen.count == timers.count)
  }

  @Test("a socket that was full tells when the peer has read")
  func writableAgain() throws {
    let (left, right) = try MessageSocket.pair()
    try left.setNonBlocking()
    let sender = MessageSocket(owning: left, subject: "left")
    let receiver = MessageSocket(owning: right, subject: "right")
    let epoll = try Epoll()
    while try sender.send([UInt8](repeating: 0, count: 1000)) {}
    try epoll.add(sender.raw, token: 1, interest: [.read, .write])
    #expect(try epoll.wait(timeoutMilliseconds: 0).isEmpty, "full")
    var reads = 0
    while try epoll.wait(timeoutMilliseconds: 0).isEmpty, reads < 10_000 {
      _ = try receiver.receive()
      reads += 1
    }
    #expect(try sender.send([1]), "told to be writable after \(reads) reads, and it is")
  }
}

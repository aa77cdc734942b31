import ArcaneLinux
import CLinux
import Glibc
import Testing

/// How many descriptors this process has open.
///
/// Other tests open and close theirs at the same time, so a count means something only in a process of its own:
/// see `inChild`.
func openDescriptors() -> Set<String> {
  guard let folder = opendir("/proc/self/fd") else { return [] }
  let own = "\(dirfd(folder))"
  defer { closedir(folder) }
  var names: Set<String> = []
  while let entry = readdir(folder) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name.first != ".", name != own { names.insert(name) }
  }
  return names
}

/// What a test says that runs in a child and fails. The testing library writes marks of its own to standard error,
/// so ours stand out.
func complain(_ text: String) {
  let line = Array("complaint: \(text)\n".utf8)
  _ = write(2, line, line.count)
}

func complaints(in standardError: [UInt8]) -> [Substring] {
  String(decoding: standardError, as: UTF8.self).split(separator: "\n").compactMap { (line: Substring) in
    line.firstRange(of: "complaint: ").map { line[$0.upperBound...] }
  }
}

/// Stays open after its last line, as a leak does.
private func leakOne() -> Int32 { open("/dev/null", O_RDONLY | O_CLOEXEC) }

@Suite("Descriptors")
struct DescriptorTests {
  @Test("the counter sees a leak, and every owner closes what it owns, also when making it fails half-way")
  func nothingLeaks() async {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      let leaked = leakOne()
      guard openDescriptors().contains("\(leaked)") else {
        complain("the counter does not count")
        exit(2)
      }
      close(leaked)
      guard !openDescriptors().contains("\(leaked)") else { exit(2) }
      var before: Set<String> = []
      for round in 0..<4 {
        // What the first round opens for good is the runtime's, not ours.
        if round == 1 { before = openDescriptors() }
        do {
          let epoll = try Epoll()
          let timer = try Timer()
          try epoll.add(timer.raw, token: 1)
          let inotify = try Inotify()
          _ = try inotify.watch(folder: "/")
          _ = try? inotify.watch(folder: "/nowhere")
          let file = try MemoryFile(name: "test", bytes: [1, 2, 3])
          _ = try file.map()
          _ = try Descriptor.duplicating(file.descriptor.raw)
          _ = try? MemoryFile(received: Descriptor.duplicating(file.descriptor.raw), maximumSize: 1, subject: "too large")
          _ = try? MemoryFile(received: Descriptor(owning: open("/dev/null", O_RDONLY | O_CLOEXEC)), maximumSize: 1, subject: "not one")
          struct Stop: Error {}
          _ = try? MemoryFile(name: "unfinished", size: 10) { _ in throw Stop() }
          let (left, right) = try MessageSocket.pair()
          let sender = MessageSocket(owning: left, subject: "left")
          let receiver = MessageSocket(owning: right, subject: "right")
          let many = try (0..<MessageSocket.maximumDescriptors).map { _ in try Descriptor.duplicating(file.descriptor.raw) }
          _ = try sender.send([1], descriptors: many)
          _ = try receiver.receive()
          _ = try sender.send([2], descriptors: many)  // never received
          let child = try ChildProcess(name: "sleeper", path: "/bin/sleep", arguments: ["100"], environment: [], inherit: [])
          _ = child
          _ = try? ChildProcess(name: "none", path: "/nowhere", arguments: [], environment: [], inherit: [])
        } catch {
          complain("\(error)")
          exit(3)
        }
      }
      // The testing library may close one of its own meanwhile, so what counts is what has come.
      let come = openDescriptors().subtracting(before)
      if !come.isEmpty { complain("still open: \(come.sorted())") }
      exit(come.isEmpty ? 0 : 4)
    }
    #expect(complaints(in: result?.standardErrorContent ?? []) == [])
  }

  @Test("closing twice closes once: a number that was given to another file in between stays open")
  func closedOnce() async {
    await #expect(processExitsWith: .success) {
      do {
        let first = Descriptor(owning: open("/dev/null", O_RDONLY | O_CLOEXEC))
        let number = first.raw
        first.close()
        let second = Descriptor(owning: open("/dev/null", O_RDONLY | O_CLOEXEC))
        guard second.raw == number else { exit(2) }
        first.close()
        if fcntl(number, F_GETFD) < 0 { exit(3) }
        let copy = try Descriptor.duplicating(number)
        second.close()
        if fcntl(number, F_GETFD) >= 0 { exit(4) }
        if fcntl(copy.raw, F_GETFD) & FD_CLOEXEC == 0 { exit(5) }
        exit(0)
      } catch { exit(6) }
    }
  }

  @Test("every descriptor is made close-on-exec")
  func closeOnExec() throws {
    let (left, right) = try MessageSocket.pair()
    let sender = MessageSocket(owning: left, subject: "left")
    let receiver = MessageSocket(owning: right, subject: "right")
    let file = try MemoryFile(name: "test", bytes: [1])
    #expect(try sender.send([1], descriptors: [file.descriptor]))
    guard case .message(_, let received) = try receiver.receive() else {
      Issue.record("nothing came")
      return
    }
    let timer = try Timer()
    let inotify = try Inotify()
    for raw in [sender.raw, receiver.raw, file.descriptor.raw, timer.raw, inotify.raw] + received.map(\.raw) {
      #expect(fcntl(raw, F_GETFD) & FD_CLOEXEC != 0)
    }
  }

  @Test(
    "a failed call tells the object, the call, the reason and the number",
    arguments: [
      (ENOENT, "/game/main.ts: open: No such file or directory (errno 2)"),
      (ENOSPC, "/game/main.ts: open: No space left on device (errno 28)"),
      (EMFILE, "/game/main.ts: open: Too many open files (errno 24)"),
    ])
  func wording(code: Int32, text: String) {
    #expect(SystemError(code: code, call: "open", subject: "/game/main.ts").description == text)
  }

  @Test("real failures carry the call and its object")
  func realFailures() throws {
    #expect(throws: SystemError(code: ENOENT, call: "inotify_add_watch", subject: "/nowhere")) {
      _ = try Inotify().watch(folder: "/nowhere")
    }
    #expect(throws: SystemError(code: ENOTDIR, call: "inotify_add_watch", subject: "/dev/null")) {
      _ = try Inotify().watch(folder: "/dev/null")
    }
    #expect(throws: SystemError(code: EBADF, call: "epoll_ctl", subject: "descriptor -1")) {
      try Epoll().add(-1, token: 0)
    }
    #expect(throws: SystemError(code: EBADF, call: "fcntl(F_DUPFD_CLOEXEC)", subject: "descriptor -1")) {
      _ = try Descriptor.duplicating(-1)
    }
    #expect(throws: SystemError(code: EBADF, call: "fcntl(F_SETFL)", subject: "descriptor -1")) {
      try Descriptor(owning: -1).setNonBlocking()
    }
    #expect(throws: SystemError(code: ENOENT, call: "posix_spawn", subject: "/nowhere/program")) {
      _ = try ChildProcess(name: "x", path: "/nowhere/program", arguments: [], environment: [], inherit: [])
    }
  }

  @Test("a call that a signal interrupts is made again, one that would block is a value, others are thrown")
  func interrupts() throws {
    var answers: [(Int, Int32)] = [(-1, EINTR), (-1, EINTR), (5, 0)]
    func call() -> Int {
      let (result, code) = answers.removeFirst()
      errno = code
      return result
    }
    #expect(try retryingInterrupts("read", "file") { call() } == 5)
    answers = [(-1, EINTR), (-1, EAGAIN)]
    #expect(try retryingInterrupts("read", "file") { call() } == nil)
    answers = [(-1, EIO)]
    #expect(throws: SystemError(code: EIO, call: "read", subject: "file")) { try retryingInterrupts("read", "file") { call() } }
  }
}

import ArcaneLinux
import CLinux
import Glibc
import Testing

// The testing library has an `ExitStatus` too.
typealias Ending = ArcaneLinux.ExitStatus

/// Bytes written into one come out of the other. Close-on-exec from the start: a test beside this one that spawns
/// must not inherit them.
private func pipe() throws(SystemError) -> (read: Descriptor, write: Descriptor) {
  var ends: [Int32] = [-1, -1]
  let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
  if socketpair(AF_UNIX, type, 0, &ends) < 0 { throw .last("socketpair", "test") }
  return (Descriptor(owning: ends[0]), Descriptor(owning: ends[1]))
}

@Suite("Child processes")
struct ChildProcessTests {
  private func shell(_ script: String, inherit: [(from: Int32, to: Int32)] = [], directory: String? = nil) throws -> ChildProcess {
    try ChildProcess(
      name: "shell", path: "/bin/sh", arguments: ["-c", script], environment: ["GREETING=hello there"],
      directory: directory, inherit: inherit)
  }

  /// All that is written until every writer has closed.
  private func readAll(_ descriptor: Descriptor) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let got = read(descriptor.raw, &buffer, buffer.count)
      if got < 0 && errno == EINTR { continue }
      if got <= 0 { break }
      bytes += buffer[..<got]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What the script writes to its standard output.
  private func output(_ script: String, inherit: [(from: Int32, to: Int32)] = [], directory: String? = nil) throws -> String {
    let (reader, writer) = try pipe()
    let child = try shell(script, inherit: inherit + [(writer.raw, 1)], directory: directory)
    writer.close()
    let text = readAll(reader)
    #expect(child.reap(wait: true) == .code(0))
    return text
  }

  @Test(
    "its end is told as it was",
    arguments: [
      ("exit 0", Ending.code(0), "exit code 0"), ("exit 7", .code(7), "exit code 7"),
      ("kill -KILL $$", .signal(SIGKILL, dumpedCore: false), "signal 9 (Killed)"),
      ("kill -TERM $$", .signal(SIGTERM, dumpedCore: false), "signal 15 (Terminated)"),
    ])
  func exitStatus(script: String, status: Ending, text: String) throws {
    let child = try shell(script)
    #expect(child.reap(wait: true) == status)
    #expect(child.reap() == status, "asked again, it still knows")
    #expect(status.description == text)
  }

  @Test("a core dump is told")
  func coreDump() {
    #expect(Ending.signal(SIGSEGV, dumpedCore: true).description == "signal 11 (Segmentation fault), core dumped")
  }

  @Test("its descriptor becomes readable when it ends, and not before")
  func readableAtEnd() throws {
    let (reader, writer) = try pipe()
    let child = try shell("read line", inherit: [(reader.raw, 0)])
    let epoll = try Epoll()
    try epoll.add(child.raw, token: 42)
    #expect(try epoll.wait(timeoutMilliseconds: 0).isEmpty)
    #expect(child.reap() == nil)
    reader.close()
    writer.close()
    let ready = try epoll.wait(timeoutMilliseconds: 60_000)
    #expect(ready.map(\.token) == [42])
    #expect(ready.first?.readable == true)
    #expect(child.reap() != nil)
  }

  @Test("signals reach it; after its end they reach nobody")
  func signals() throws {
    let (reader, writer) = try pipe()
    let child = try shell("trap 'exit 5' USR1; echo ready; while :; do sleep 0.01; done", inherit: [(writer.raw, 1)])
    var byte: UInt8 = 0
    #expect(read(reader.raw, &byte, 1) == 1)
    child.send(SIGUSR1)
    #expect(child.reap(wait: true) == .code(5))
    child.send(SIGKILL)
  }

  @Test("a stopped one can be killed")
  func stopped() throws {
    let child = try shell("while :; do sleep 1; done")
    child.send(SIGSTOP)
    child.send(SIGKILL)
    #expect(child.reap(wait: true) == .signal(SIGKILL, dumpedCore: false))
  }

  @Test("it is killed and reaped when its owner goes")
  func killedWithOwner() throws {
    let pid: pid_t
    do {
      let child = try shell("while :; do sleep 1; done")
      pid = child.pid
      #expect(kill(pid, 0) == 0)
    }
    #expect(kill(pid, 0) == -1, "it is neither alive nor a zombie")
    #expect(errno == ESRCH)
  }

  @Test("arguments, environment and folder arrive")
  func surroundings() throws {
    #expect(try output("echo $GREETING; pwd", directory: "/usr") == "hello there\n/usr\n")
    #expect(try output("tr '\\0' '|' < /proc/$$/environ").contains("GREETING=hello there|"))
  }

  @Test("it has the descriptors that it is given under their new numbers, and no other of ours")
  func descriptors() async {
    // In a process of its own, because this one has inherited open descriptors.
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      do {
        for inherited in openDescriptors().compactMap({ Int32($0) }) where inherited > 2 {
          _ = fcntl(inherited, F_SETFD, FD_CLOEXEC)
        }
        let file = try MemoryFile(name: "mine", bytes: [1])
        let objects = (try Timer(), try Epoll(), try Inotify(), try MessageSocket.pair())
        let (reader, writer) = try pipe()
        let child = try ChildProcess(
          name: "lister", path: "/bin/ls", arguments: ["/proc/self/fd"], environment: [],
          inherit: [(reader.raw, 0), (writer.raw, 1), (file.descriptor.raw, 7)])
        guard child.reap(wait: true) == .code(0) else { exit(2) }
        var bytes = [UInt8](repeating: 0, count: 1024)
        let got = read(reader.raw, &bytes, bytes.count)
        let numbers = String(decoding: bytes[..<max(got, 0)], as: UTF8.self).split(separator: "\n")
        // The lowest free number is the folder that is being listed.
        if numbers != ["0", "1", "2", "3", "7"] { complain("the child has \(numbers)") }
        withExtendedLifetime(objects) {}
        exit(numbers == ["0", "1", "2", "3", "7"] ? 0 : 3)
      } catch { exit(4) }
    }
    #expect(complaints(in: result?.standardErrorContent ?? []) == [])
  }

  @Test("a descriptor may be given its own number, and two may change places")
  func crossedDescriptors() async {
    // In a process of its own, where the numbers can be chosen.
    await #expect(processExitsWith: .success) {
      do {
        let (reader, writer) = try pipe()
        let first = try MemoryFile(name: "first", bytes: Array("1st".utf8))
        let second = try MemoryFile(name: "second", bytes: Array("2nd".utf8))
        let (a, b) = (first.descriptor.raw, second.descriptor.raw)
        let child = try ChildProcess(
          name: "shell", path: "/bin/cat", arguments: ["/proc/self/fd/\(a)", "/proc/self/fd/\(b)", "/proc/self/fd/\(reader.raw)"],
          environment: [], inherit: [(a, b), (b, a), (reader.raw, reader.raw), (writer.raw, 1)])
        guard child.reap(wait: true) == .code(1) else { exit(2) }  // a socket cannot be opened by its name
        guard fcntl(a, F_GETFD) & FD_CLOEXEC != 0 else { exit(3) }
        var bytes = [UInt8](repeating: 0, count: 16)
        let got = read(reader.raw, &bytes, 16)
        exit(got == 6 && String(decoding: bytes[..<6], as: UTF8.self) == "2nd1st" ? 0 : 4)
      } catch { exit(5) }
    }
  }

  @Test("it starts with no signal blocked or ignored, and how it ends is known, whatever we block or ignore")
  func freshSignals() async {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      do {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGCHLD, SIG_IGN)
        var blocked = sigset_t()
        sigfillset(&blocked)
        pthread_sigmask(SIG_BLOCK, &blocked, nil)
        let (reader, writer) = try pipe()
        let child = try ChildProcess(
          name: "grep", path: "/bin/grep", arguments: ["-E", "^Sig(Blk|Ign):", "/proc/self/status"], environment: [],
          inherit: [(writer.raw, 1)])
        // With SIGCHLD ignored the kernel would have dropped the status.
        let status = child.reap(wait: true)
        if status != .code(0) { complain("\(String(describing: status))") }
        var bytes = [UInt8](repeating: 0, count: 1024)
        let got = read(reader.raw, &bytes, bytes.count)
        let text = String(decoding: bytes[..<max(got, 0)], as: UTF8.self)
        // Signals 32 and 33 are glibc's own; posix_spawn leaves them ignored, and the child's glibc sets them anew.
        let ownOnly = text.split(separator: "180000000").joined(separator: "000000000")
        if ownOnly != "SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n" { complain(text) }
        exit(0)
      } catch { exit(2) }
    }
    #expect(complaints(in: result?.standardErrorContent ?? []) == [])
  }

  @Test("it leads a process group of its own, so that ^C in the terminal is the supervisor's to handle")
  func ownGroup() throws {
    let child = try shell("while :; do sleep 1; done")
    #expect(getpgid(child.pid) == child.pid)
  }
}

import ArcaneLinux
import Foundation
import Testing

/// The loop of the supervisor is busy in the plainest way there is: what it writes is not read by anybody.
@Suite("Signals end everything, whatever is going on", .serialized) struct SignalTests {
  let folder: GameFolder
  init() throws {
    folder = try GameFolder()
    try folder.write(
      "talk.ts",
      "enum K { A }\nimport { onFrame } from '@arcane/runtime';\nonFrame(() => { for (let i = 0; i < 100; i++) console.log('x'.repeat(1000)); });\n")
    try folder.write(
      "talk.test.ts",
      GameFolder.testHead
        + "enum K { A }\nit('talks', async () => { for (let i = 0; i < 20_000; i++) console.log('x'.repeat(1000)); });\nit('spins', () => { for (;;); });\n"
    )
  }

  private func isFull(_ output: Int32) -> Bool {
    // Nothing more fits.
    var descriptor = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
    return poll(&descriptor, 1, 0) == 0
  }

  /// A terminal with room for one byte counts as writable, and takes no line's end, which it writes as two.
  private func takesNoLine(_ terminal: String) -> Bool {
    let other = Descriptor(owning: open(terminal, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC))
    return write(other.raw, "\n", 1) < 0 && errno == EAGAIN
  }

  private func areGone(_ pids: some Sequence<Int32>) -> Bool {
    eventually(seconds: 20) {
      pids.allSatisfy { kill($0, 0) != 0 || (try? String(contentsOfFile: "/proc/\($0)/stat", encoding: .utf8).contains(") Z ")) == true }
    }
  }

  @Test(
    "run and dev that cannot write any more end with their children and with the exit code that is documented",
    arguments: [
      ("run", SIGINT, Int32(130)), ("run", SIGTERM, 143), ("dev", SIGINT, 0), ("dev", SIGHUP, 129),
    ])
  func blocked(command: String, signal: Int32, code: Int32) throws {
    var ends: [Int32] = [-1, -1]
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends) == 0)
    let (reader, writer) = (Descriptor(owning: ends[0]), Descriptor(owning: ends[1]))
    let child = try ChildProcess(
      name: command, path: Product.supervisor, arguments: [command, folder.path + "/talk.ts", "--headless"], environment: Product.environment([:]),
      inherit: [(silence, 0), (writer.raw, 1), (silence, 2)])
    #expect(eventually { isFull(writer.raw) })
    let workers = children(of: child.pid)
    #expect(!workers.isEmpty && workers.values.contains { $0.hasPrefix("esbuild") }, "\(workers)")
    child.send(signal)
    #expect(eventually(seconds: 20) { child.reap() != nil })
    #expect(child.reap() == .code(code))
    #expect(areGone(workers.keys))
    withExtendedLifetime(reader) {}
  }

  @Test("test, while its tests spin, ends with its children")
  func tests() throws {
    let child = try ChildProcess(
      name: "test", path: Product.supervisor, arguments: ["test", folder.path], environment: Product.environment([:]),
      inherit: [(silence, 0), (silence, 1), (silence, 2)])
    #expect(eventually { children(of: child.pid).values.contains { $0.hasPrefix("esbuild") } })
    let workers = children(of: child.pid)
    child.send(SIGTERM)
    #expect(eventually(seconds: 20) { child.reap() != nil })
    #expect(child.reap() == .code(143))
    #expect(areGone(workers.keys))
  }

  @Test("the terminal is given back as it was, by a loop that turns and by one that does not", arguments: [false, true])
  func terminal(reads: Bool) throws {
    let master = Descriptor(owning: open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC))
    var (locked, number): (Int32, Int32) = (0, -1)
    // TIOCSPTLCK and TIOCGPTN (ioctl_tty(2)), which Swift does not import.
    try #require(ioctl(master.raw, 0x4004_5431, &locked) == 0 && ioctl(master.raw, 0x8004_5430, &number) == 0)
    let slave = Descriptor(owning: open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC))
    let before = settings(slave.raw)
    try #require(before & tcflag_t(ICANON | ECHO) == tcflag_t(ICANON | ECHO))
    // A session of its own, with this terminal.
    let child = try ChildProcess(
      name: "setsid", path: "/usr/bin/setsid", arguments: ["--ctty", "--wait", Product.supervisor, "dev", folder.path + "/talk.ts", "--headless"],
      environment: Product.environment([:]), inherit: [(slave.raw, 0), (slave.raw, 1), (slave.raw, 2)])
    #expect(eventually { settings(slave.raw) & tcflag_t(ICANON) == 0 })
    var supervisor: Int32 = 0
    #expect(
      eventually {
        supervisor = children(of: child.pid).first { $0.value.hasPrefix("arcane-s") }?.key ?? 0; return supervisor != 0
      })
    if reads {
      // Its output goes on being read.
      _ = fcntl(master.raw, F_SETFL, O_NONBLOCK)
    } else {
      #expect(eventually { isFull(slave.raw) || takesNoLine("/dev/pts/\(number)") })
    }
    let workers = children(of: supervisor)
    kill(supervisor, SIGINT)
    var buffer = [UInt8](repeating: 0, count: 65536)
    #expect(
      eventually(seconds: 20) {
        if reads { _ = read(master.raw, &buffer, buffer.count) }
        return child.reap() != nil
      })
    #expect(child.reap() == .code(0))
    #expect(settings(slave.raw) == before)
    #expect(areGone(Array(workers.keys) + [supervisor]))
  }

  private func settings(_ terminal: Int32) -> tcflag_t {
    var settings = termios()
    tcgetattr(terminal, &settings)
    return settings.c_lflag
  }
}

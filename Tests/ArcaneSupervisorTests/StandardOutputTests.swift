import ArcaneLinux
import Glibc
import Testing

@testable import ArcaneSupervisor

@Suite("What the readers of the standard outputs have not read")
struct StandardOutputTests {
  private func text(_ backlog: inout OutputBacklog) -> String {
    var text = ""
    while let bytes = backlog.next() {
      text += String(decoding: bytes, as: UTF8.self)
      backlog.advance(bytes.count)
    }
    return text
  }

  @Test("keeps its order, drops the oldest lines of the console alone, and says in their place how many they were")
  func dropping() {
    var backlog = OutputBacklog()
    backlog.append(Array("first event\n".utf8), as: .event)
    for line in 0..<1000 {
      backlog.append(Array("line \(line)\n".utf8), as: .console)
      if line == 100 { backlog.append(Array("middle event\n".utf8), as: .event) }
      backlog.dropConsole(over: 10 * 80)
    }
    backlog.append(Array("last event\n".utf8), as: .event)
    let lines = text(&backlog).split(separator: "\n").map(String.init)
    #expect(lines.first == "first event" && lines.last == "last event")
    let kept = lines.filter { $0.hasPrefix("line ") }
    #expect(kept == ((1000 - kept.count)..<1000).map { "line \($0)" } && kept.count >= 5, "\(lines)")
    #expect(lines[1] == "… \(1000 - kept.count) lines were dropped" && lines[2] == "middle event", "\(lines)")
    #expect(lines.count == kept.count + 4 && !backlog.isWaiting && backlog.waitingBytes == 0)
  }

  @Test("a line that has been written in part is written to its end, whatever is dropped meanwhile")
  func partly() {
    var backlog = OutputBacklog()
    backlog.append(Array("a long line\n".utf8), as: .console)
    _ = backlog.next()
    backlog.advance(3)
    for line in 0..<9 { backlog.append(Array("line \(line)\n".utf8), as: .console) }
    backlog.dropConsole(over: 0)
    #expect(text(&backlog) == "ong line\n… 9 lines were dropped\n")
  }

  private func pipe() throws -> (reader: Descriptor, writer: Descriptor) {
    // One with a name: close-on-exec from the start, as another test may start a process at this very moment.
    let path = "/tmp/arcane-pipe-\(getpid())-\(UInt64.random(in: 0 ... .max))"
    try #require(mkfifo(path, 0o600) == 0)
    defer { unlink(path) }
    let reader = Descriptor(owning: open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC))
    let writer = Descriptor(owning: open(path, O_WRONLY | O_CLOEXEC))
    _ = fcntl(reader.raw, F_SETFL, 0)
    return (reader, writer)
  }

  private func read(_ raw: Int32, _ count: Int) -> String {
    var bytes = [UInt8](repeating: 0, count: count)
    return String(decoding: bytes[..<max(0, Glibc.read(raw, &bytes, count))], as: UTF8.self)
  }

  @Test("a reader that does not read is never waited for, and the shell's descriptor stays as it was")
  func full() throws {
    let (reader, writer) = try pipe()
    let output = StandardOutput(writer.raw)
    for line in 0..<20_000 { output.write("line \(line)\n") }
    #expect(output.isWaiting && !output.flush() && !output.finish(patience: 1))
    #expect(fcntl(writer.raw, F_GETFL) & O_NONBLOCK == 0)
    var all = ""
    while output.isWaiting {
      all += read(reader.raw, 65536)
      output.flush()
    }
    output.write("end\n")
    while !all.hasSuffix("end\n") { all += read(reader.raw, 65536) }
    #expect(all == (0..<20_000).map { "line \($0)\n" }.joined() + "end\n")
  }

  @Test("one socket is written to without a wait, and a reader that is gone is no error")
  func sockets() throws {
    var ends: [Int32] = [-1, -1]
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends) == 0)
    let writer = Descriptor(owning: ends[1])
    let output = StandardOutput(writer.raw)
    for _ in 0..<1000 { output.write(String(repeating: "x", count: 1000)) }
    #expect(output.isWaiting)
    close(ends[0])
    output.flush()
    #expect(!output.isWaiting && output.finish(patience: 1))
    output.write("more")
    #expect(!output.isWaiting)
  }

  @Test("events are kept up to a limit, and then that is known")
  func overflow() throws {
    let (reader, writer) = try pipe()
    let output = StandardOutput(writer.raw, limits: StandardOutput.Limits(console: 1000, events: 100_000))
    for _ in 0..<10_000 { output.write("a line of the console\n", as: .console) }
    #expect(output.isWaiting && !output.hasOverflowed)
    for _ in 0..<1000 { output.write(String(repeating: "e", count: 100)) }
    #expect(output.hasOverflowed)
    withExtendedLifetime(reader) {}
  }

  @Test("a full disk may have room later: what did not fit waits, and is no wait at the end")
  func fullDisk() throws {
    let device = Descriptor(owning: open("/dev/full", O_WRONLY | O_CLOEXEC))
    let output = StandardOutput(device.raw)
    output.write("does not fit\n")
    #expect(output.isWaiting && !output.finish(patience: 1))
  }
}

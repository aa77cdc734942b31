import ArcaneLinux
import Foundation
import Testing

/// Standard output whose reader is slow, stopped, gone, or was never there.
@Suite("Readers that do not read", .serialized)
struct OutputTests {
  let folder: GameFolder
  init() throws { folder = try GameFolder() }

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

  private func sockets() throws -> (reader: Descriptor, writer: Descriptor) {
    var ends: [Int32] = [-1, -1]
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends) == 0)
    return (Descriptor(owning: ends[0]), Descriptor(owning: ends[1]))
  }

  private func start(_ arguments: [String], output: Int32, errors: Int32 = silence, changes: [String: String?] = [:]) throws -> ChildProcess {
    try ChildProcess(
      name: arguments[0], path: Product.supervisor, arguments: arguments,
      environment: Product.environment(["DISPLAY": nil, "WAYLAND_DISPLAY": nil].merging(changes) { $1 }),
      inherit: [(silence, 0), (output, 1), (errors, 2)])
  }

  private func isFull(_ output: Int32) -> Bool {
    var descriptor = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
    return poll(&descriptor, 1, 0) == 0
  }

  private func readAll(_ reader: Int32) -> String {
    var (text, bytes) = (Data(), [UInt8](repeating: 0, count: 65536))
    while true {
      let count = read(reader, &bytes, bytes.count)
      if count <= 0 { return String(decoding: text, as: UTF8.self) }
      text.append(contentsOf: bytes[..<count])
    }
  }

  private func isPlaying(_ mark: Int) -> Bool {
    eventually { FileManager.default.fileExists(atPath: folder.path + "/.arcane/saves/mark\(mark).json") }
  }

  private func text(_ name: String) -> String { (try? String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)) ?? "" }

  /// A game that talks much, 200 kB a frame, and leaves a file when it plays: a sign of life beside the output.
  private func talker(_ mark: Int) -> String {
    """
    import { onFrame } from "@arcane/runtime";
    import { saveGame } from "@arcane/runtime/storage";
    let frame = 0;
    onFrame(() => {
      if (frame++ === 1) saveGame("mark\(mark)", 1);
      for (let i = 0; i < 200; i++) console.log("\(mark)", "x".repeat(1000));
    });
    """
  }

  @Test("while nobody reads, saves go on, and a signal ends everything", arguments: ["pipe", "socket"])
  func savesGoOn(kind: String) throws {
    let (reader, writer) = try kind == "pipe" ? pipe() : sockets()
    try folder.write("game.ts", talker(0))
    let child = try start(["dev", folder.path + "/game.ts", "--headless", "--mute"], output: writer.raw)
    #expect(eventually { isFull(writer.raw) })
    for mark in 1...3 {
      try folder.write("game.ts", talker(mark))
      #expect(isPlaying(mark), "save \(mark)")
    }
    child.send(SIGTERM)
    #expect(eventually(seconds: 20) { child.reap() != nil })
    #expect(child.reap() == .code(143))
    withExtendedLifetime(reader) {}
  }

  @Test("the oldest lines of the console are dropped and counted, and a slow reader of --json loses no event")
  func slowReader() throws {
    let (reader, writer) = try pipe()
    try folder.write("game.ts", talker(0))
    let child = try start(["dev", folder.path + "/game.ts", "--headless", "--mute", "--json"], output: writer.raw)
    writer.close()
    // More than is kept, at 200 kB a frame.
    usleep(3_000_000)
    for mark in 1...3 {
      try folder.write("game.ts", talker(mark))
      #expect(isPlaying(mark), "save \(mark)")
      usleep(2_000_000)
    }
    // Now it reads, slowly.
    var (text, bytes) = (Data(), [UInt8](repeating: 0, count: 65536))
    var isEnding = false
    while true {
      let count = read(reader.raw, &bytes, bytes.count)
      if count <= 0 { break }
      text.append(contentsOf: bytes[..<count])
      usleep(500)
      if text.count > 24 << 20, !isEnding {
        isEnding = true
        child.send(SIGTERM)
      }
    }
    #expect(child.reap(wait: true) == .code(143))
    var lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
    if !text.suffix(1).elementsEqual([0x0a]) { lines.removeLast() }
    let events = lines.compactMap { (try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: Any] }
    #expect(events.count == lines.count, "every line is whole")
    let names = events.map { $0["event"] as? String ?? "" }
    #expect(names.filter { $0 == "playing" }.count == 1 && names.filter { $0 == "reloaded" }.count == 3)
    #expect(events.contains { $0["event"] as? String == "dropped" && ($0["lines"] as? Int ?? 0) > 0 })
  }

  @Test("what was written is read to the end of a run, however slowly")
  func readToTheEnd() throws {
    let (reader, writer) = try pipe()
    try folder.write(
      "game.ts",
      "import { onFrame } from '@arcane/runtime';\nlet n = 0;\nonFrame(() => { for (let i = 0; i < 1000; i++) console.log(n++, 'x'.repeat(100)); });\n"
    )
    let child = try start(["run", folder.path + "/game.ts", "--headless", "--mute", "--frames", "10", "--dt", "0.02"], output: writer.raw)
    writer.close()
    usleep(2_000_000)
    let lines = readAll(reader.raw).split(separator: "\n")
    #expect(child.reap(wait: true) == .code(0))
    #expect(lines.count == 10_000 && lines.last == "9999 \(String(repeating: "x", count: 100))", "\(lines.count)")
  }

  @Test("a run whose reader has stopped reading ends, says so, and not with 0")
  func givesUp() throws {
    let (reader, writer) = try pipe()
    let errors = Descriptor(owning: open(folder.path + "/errors", O_RDWR | O_CREAT | O_CLOEXEC, 0o600))
    try folder.write(
      "game.ts", "import { onFrame } from '@arcane/runtime';\nonFrame(() => { for (let i = 0; i < 1000; i++) console.log('x'.repeat(100)); });\n")
    let child = try start(
      ["run", folder.path + "/game.ts", "--headless", "--mute", "--frames", "3", "--dt", "0.02"], output: writer.raw, errors: errors.raw)
    #expect(eventually(seconds: 40) { child.reap() != nil })
    #expect(child.reap() == .code(3))
    #expect(text("errors").contains("the reader of standard output has read nothing for 10 seconds; "), "\(text("errors"))")
    withExtendedLifetime(reader) {}
  }

  @Test("more events than are kept end the session with a message and 3")
  func overflow() throws {
    let (reader, writer) = try pipe()
    let errors = Descriptor(owning: open(folder.path + "/errors", O_RDWR | O_CREAT | O_CLOEXEC, 0o600))
    try folder.write("game.ts", talker(0))
    let child = try start(
      ["dev", folder.path + "/game.ts", "--headless", "--mute", "--json"], output: writer.raw, errors: errors.raw,
      changes: ["ARCANE_TEST_EVENT_LIMIT": "4000"])
    #expect(eventually { isFull(writer.raw) })
    var saves = 0
    #expect(
      eventually {
        saves += 1
        try? folder.write("game.ts", talker(saves) + (saves % 2 == 0 ? "" : "const broken = ;\n"))
        usleep(100_000)
        return child.reap() != nil
      })
    #expect(child.reap() == .code(3))
    #expect(text("errors").contains("arcane: error: nobody reads the output, and no more of it is kept"), "\(text("errors").suffix(500))")
    child.send(SIGKILL)
    withExtendedLifetime(reader) {}
  }

  @Test("a reader that is gone changes nothing: the run ends as it would have ended")
  func readerGone() throws {
    for code in [0, 7] as [Int32] {
      let (reader, writer) = try pipe()
      reader.close()
      try folder.write(
        "game.ts",
        "import { onFrame } from '@arcane/runtime';\nimport { exit } from '@arcane/runtime/app';\nlet n = 0;\nonFrame(() => { console.log('x'.repeat(1000)); if (++n === 50) exit(\(code)); });\n"
      )
      let child = try start(["run", folder.path + "/game.ts", "--headless", "--mute", "--dt", "0.02"], output: writer.raw)
      #expect(child.reap(wait: true) == .code(code))
    }
  }

  @Test("descriptors that are closed at the start are never a socket or a file of ours", arguments: [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
  func closed(how: String) throws {
    try folder.write("game.ts", "import { onFrame } from '@arcane/runtime';\nonFrame(() => console.log('said'));\n")
    try folder.writeGoodTest("a.test.ts")
    for command in ["run game.ts --headless --mute --frames 5", "test"] {
      let outcome = try Product.run(
        program: "/bin/sh", ["-c", "'\(Product.supervisor)' \(command) \(how); echo \"code $?\" > code.txt"], directory: folder.path)
      #expect(text("code.txt") == "code 0\n", "\(command) \(how): \(outcome.errors)")
      if !how.contains(">&-") { #expect(outcome.output.contains(command == "test" ? "2 passed" : "said\n")) }
    }
    // Also where a worker is started by hand.
    let outcome = try Product.run(
      program: "/bin/sh", ["-c", "'\(Product.folder)/arcane-worker' game.ts --headless --frames 5 \(how); echo \"code $?\" > code.txt"],
      directory: folder.path)
    #expect(text("code.txt") == "code 0\n", "\(outcome.errors)")
  }

  @Test("a full disk is not the end")
  func fullDisk() throws {
    let device = Descriptor(owning: open("/dev/full", O_WRONLY | O_CLOEXEC))
    try folder.write("game.ts", talker(0))
    let child = try start(["run", folder.path + "/game.ts", "--headless", "--mute", "--frames", "5", "--dt", "0.02"], output: device.raw)
    #expect(eventually { child.reap() != nil })
    #expect(child.reap() == .code(3), "what was to be written is not there")
  }
}

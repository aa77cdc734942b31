import Foundation
import Synchronization
import Testing

@testable import ArcaneLinux

@Suite("Rights that are given up", .enabled(if: WriteLimits.version > 0, "this kernel has no Landlock"))
struct WriteLimitTests {
  private final class Answers: Sendable { let all = Mutex<[String]?>(nil) }

  /// On a thread of its own, which alone has the limits and is gone afterwards.
  private func limited(folders: [String], contents: [String] = [], _ body: @escaping @Sendable () -> [String]) throws -> [String] {
    let answers = Answers()
    try DetachedThread.start {
      var results: [String]
      do { results = try WriteLimits.enter(folders: folders, contents: contents) ? body() : ["no limits"] } catch { results = ["\(error)"] }
      answers.all.withLock { $0 = results }
    }
    for _ in 0..<10_000 where answers.all.withLock({ $0 == nil }) { usleep(1000) }
    return try #require(answers.all.withLock { $0 })
  }

  /// "done", or the error's name.
  private static func done(_ result: Int32) -> String {
    if result < 0 { return errno == EACCES ? "refused" : errno == EXDEV ? "moved across" : String(cString: strerror(errno)) }
    return "done"
  }
  private static func opened(_ path: String, _ flags: Int32) -> String {
    let raw = open(path, flags | O_CLOEXEC, 0o600)
    defer { if raw >= 0 { close(raw) } }
    return done(raw)
  }

  @Test("below its folders a process does as before, elsewhere it reads only")
  func limits() throws {
    let home = NSTemporaryDirectory() + "arcane-limits-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: home) }
    for folder in ["own/deep", "other"] {
      try FileManager.default.createDirectory(atPath: home + "/" + folder, withIntermediateDirectories: true)
    }
    for file in ["own/a", "own/b", "other/a", "other/b"] { try Data("text".utf8).write(to: URL(fileURLWithPath: home + "/" + file)) }
    symlink(home + "/other", home + "/own/link")
    let own = try limited(folders: [home + "/own", home + "/nowhere"]) {
      [
        Self.opened(home + "/own/new", O_WRONLY | O_CREAT), Self.opened(home + "/own/a", O_RDWR | O_TRUNC), Self.done(mkdir(home + "/own/d", 0o700)),
        Self.done(rename(home + "/own/a", home + "/own/c")), Self.done(unlink(home + "/own/b")), Self.done(symlink("c", home + "/own/l")),
      ]
    }
    #expect(own == Array(repeating: "done", count: own.count))
    let other = try limited(folders: [home + "/own"]) {
      [
        Self.opened(home + "/other/new", O_WRONLY | O_CREAT), Self.opened(home + "/other/a", O_WRONLY), Self.done(mkdir(home + "/other/d", 0o700)),
        Self.done(unlink(home + "/other/b")), Self.done(symlink("a", home + "/other/l")), Self.done(rename(home + "/other/a", home + "/other/c")),
        Self.done(mkfifo(home + "/other/f", 0o600)), Self.done(rmdir(home + "/other")),
        // The ways round: a link in its own folder, and the path from there.
        Self.opened(home + "/own/link/a", O_WRONLY), Self.opened(home + "/own/../other/a", O_WRONLY),
        Self.opened(home + "/own/link/new", O_WRONLY | O_CREAT),
      ]
    }
    #expect(other == Array(repeating: "refused", count: other.count))
    let reading = try limited(folders: []) { [Self.opened(home + "/other/a", O_RDONLY), Self.opened("/etc/passwd", O_RDONLY)] }
    #expect(reading == ["done", "done"])
    let across = try limited(folders: [home + "/own"]) { [Self.done(rename(home + "/other/a", home + "/own/stolen"))] }
    #expect(across != ["done"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: home + "/other").sorted() == ["a", "b"])
  }

  @Test("what is there is written to, and nothing is made beside it")
  func contents() throws {
    let results = try limited(folders: [], contents: ["/dev"]) {
      [Self.opened("/dev/null", O_WRONLY), Self.opened("/dev/arcane-\(getpid())", O_WRONLY | O_CREAT)]
    }
    #expect(results == ["done", "refused"])
  }

  @Test("what it starts is limited as it is, and a descriptor that it was given is not")
  func descendants() throws {
    let home = NSTemporaryDirectory() + "arcane-limits-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: home) }
    let given = Descriptor(owning: open(home + "/given", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600))
    let raw = given.raw
    let results = try limited(folders: []) {
      let child = try? ChildProcess(
        name: "shell", path: "/bin/sh", arguments: ["-c", "(: >\(home)/made) 2>/dev/null || grep -q 'NoNewPrivs:.1' /proc/self/status && exit 7"],
        environment: [], inherit: [])
      return ["\(child?.reap(wait: true).map { "\($0)" } ?? "not started")", write(raw, "x", 1) == 1 ? "done" : "refused"]
    }
    #expect(results == ["exit code 7", "done"])
  }
}

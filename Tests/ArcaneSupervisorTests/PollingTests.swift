import Glibc
import Testing

@testable import ArcaneSupervisor

@Suite("Where the kernel does not tell all")
struct PollingTests {
  private func poll(_ poller: FolderPoller) -> FileWatcher.Changes {
    var changes = FileWatcher.Changes()
    poller.poll(&changes)
    return changes
  }

  @Test("a file system that others write to is polled, and that is told once")
  func shared() throws {
    let folder = try TestFolder()
    try folder.shell("mkdir net local; printf 1 > net/a.ts; printf 1 > local/b.ts; printf 1 > net/notes")
    let poller = FolderPoller { $0.hasSuffix("/net") ? "NFS" : nil }
    var notices: [String] = []
    let folders: Set<String> = [folder / "net", folder / "local"]
    func begin() { poller.begin(folders, { $0.hasSuffix(".ts") }) { notices.append($0) } }
    begin()
    begin()
    #expect(notices == ["\(displayPath(folder / "net")) is on NFS, where changes from elsewhere give no events: it is polled twice a second"])
    #expect(poller.isNeeded && poll(poller).isEmpty)
    try folder.shell("printf 22 > net/a.ts; printf 22 > local/b.ts; printf 22 > net/notes; printf 1 > net/c.ts")
    #expect(poll(poller).paths == [folder / "net/a.ts", folder / "net/c.ts"])
    #expect(poll(poller).isEmpty)
    try folder.shell("rm net/c.ts")
    #expect(poll(poller).paths == [folder / "net/c.ts"])
    try folder.shell("rm -r net")
    #expect(poll(poller).everything)
    #expect(poll(poller).isEmpty)
    try folder.shell("mkdir net; printf 1 > net/a.ts")
    #expect(poll(poller).everything)
  }

  @Test("nothing is polled where all is told")
  func local() throws {
    let folder = try TestFolder()
    let poller = FolderPoller { _ in nil }
    poller.begin([folder.path], { _ in true }) { _ in }
    #expect(!poller.isNeeded)
  }

  @Test("a probe that gives no event makes all be polled, and says so; one that does changes nothing")
  func probe() throws {
    let folder = try TestFolder()
    // A file that lies elsewhere gives no event in its link's folder, like one of a file system without any.
    try folder.shell("mkdir x; printf 1 > x/silent.ts; printf 1 > game.ts; ln -s x/silent.ts silent.ts")
    var notices: [String] = []
    for (name, isSilent) in [("game.ts", false), ("silent.ts", true)] {
      let poller = FolderPoller { _ in nil }
      let watcher = try FileWatcher(.init(isRelevant: { _ in true }), poller: poller) { notices.append($0) }
      try watcher.watch(folders: [folder.path])
      try watcher.probe(folder / name)
      #expect(poller.pollsAll == isSilent && poller.isNeeded == isSilent)
    }
    #expect(notices == ["the file system of \(displayPath(folder / "silent.ts")) reports no changes: the game's files are polled twice a second"])
  }

  @Test("a change of permissions matters to what could not be read, and to nothing else")
  func permission() throws {
    let folder = try TestFolder()
    try folder.write("a.ts")
    try folder.write("b.ts")
    let awaited = folder / "a.ts"
    let watcher = try FileWatcher(.init(isRelevant: { $0.hasSuffix(".ts") }, isAwaited: { $0 == awaited }))
    try watcher.watch(folders: [folder.path])
    try folder.shell("chmod 600 b.ts; touch b.ts")
    #expect(!(try watcher.drain().paths.contains(awaited)))
    try folder.shell("chmod 600 a.ts")
    #expect(try watcher.drain().paths == [awaited])
  }

  @Test("a file that is a link is heard where it leads, also when it is turned")
  func linkedFile() throws {
    let folder = try TestFolder()
    try folder.shell("mkdir art x; printf 1 > x/one.png; printf 2 > x/two.png; ln -s ../x/one.png art/hero.png")
    let file = folder / "art/hero.png"
    let watcher = try FileWatcher { $0 == file }
    try watcher.watch(folders: [folder / "art"], files: [file])
    try folder.write("x/one.png", "new")
    #expect(try watcher.drain().paths == [file])
    try folder.shell("ln -sfn ../x/two.png art/hero.png")
    let changes = try watcher.drain()
    #expect(changes.everything || changes.paths == [file])
    try folder.write("x/two.png", "new")
    #expect(try watcher.drain().paths == [file])
    try folder.shell("rm art/hero.png; printf 3 > art/hero.png; rm art/hero.png; ln -s ../x/one.png art/hero.png")
    _ = try watcher.drain()
    try folder.write("x/one.png", "newer")
    #expect(try watcher.drain().paths == [file])
  }
}

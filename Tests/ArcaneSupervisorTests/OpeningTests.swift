import ArcaneLinux
import Glibc
import Testing

@testable import ArcaneSupervisor

@Suite("Files that are opened")
struct OpeningTests {
  private func opened(_ watched: Watched) throws -> Set<String> {
    let changes = try watched.watcher.drain()
    #expect(changes.isEmpty, "nothing has changed")
    return changes.opened
  }

  @Test("reading a source tells that it was opened, and is no change; other files and folders tell nothing")
  func reading() throws {
    let folder = try TestFolder()
    try folder.write("game.ts")
    try folder.write("notes.txt")
    let watched = try Watched(folder, ["game.ts"])
    try folder.shell("cat notes.txt; ls .")
    #expect(try opened(watched) == [])
    try folder.shell("cat game.ts")
    #expect(try opened(watched) == [folder / "game.ts"])
    #expect(try opened(watched) == [])
  }

  @Test("a program that opens a source to write it is heard before it has written")
  func writing() throws {
    let folder = try TestFolder()
    try folder.write("game.ts")
    let watched = try Watched(folder, ["game.ts"])
    do {
      let raw = open(folder / "game.ts", O_WRONLY | O_TRUNC)
      let file = Descriptor(owning: raw)
      #expect(try opened(watched) == [folder / "game.ts"])
      #expect(write(file.raw, "new", 3) == 3)
      #expect(try opened(watched) == [])
    }
    #expect(try watched.changes() == ["game.ts"])
  }
}

import ArcaneLinux
import Glibc
import Testing

@testable import ArcaneSupervisor

@Suite("How editors save")
struct EditorSaveTests {
  private func watched(_ names: Set<String> = ["game.ts", "other.ts"]) throws -> Watched {
    let folder = try TestFolder()
    try folder.shell("for file in \(names.joined(separator: " ")); do printf x > $file; done")
    let watched = try Watched(folder, names)
    #expect(try watched.changes() == [], "nothing has happened yet")
    return watched
  }

  @Test(
    "each way to save a file is seen as a change of that file",
    arguments: [
      ("VS Code, nano, kate: truncate and write in place", "printf new > game.ts"),
      ("append", "printf more >> game.ts"),
      ("write in place without truncating", "printf x | dd of=game.ts conv=notrunc status=none"),
      (
        "JetBrains, GNOME: write beside, rename over",
        "printf new > game.ts___jb_tmp___; mv game.ts game.ts___jb_old___; mv game.ts___jb_tmp___ game.ts; rm game.ts___jb_old___"
      ),
      ("helix, zed: rename over from a hidden file", "printf new > .game.ts.swp1; mv -f .game.ts.swp1 game.ts"),
      ("vim: probe, backup by rename, write, remove the backup", "touch 4913; rm 4913; mv game.ts game.ts~; printf new > game.ts; rm game.ts~"),
      ("vim with backupcopy=yes", "cp game.ts game.ts~; printf new > game.ts; rm game.ts~"),
      ("emacs: lock link, backup, write, unlock", "ln -s me@host.1 .#game.ts; mv game.ts game.ts~; printf new > game.ts; rm .#game.ts"),
      ("sed -i", "sed -i s/t/T/ game.ts"), ("delete and write anew", "rm game.ts; printf new > game.ts"),
      ("copied from elsewhere", "printf new > /dev/shm/arcane-$$; cp /dev/shm/arcane-$$ game.ts; rm /dev/shm/arcane-$$"),
      ("moved from another file system", "printf new > /dev/shm/arcane-$$; mv -f /dev/shm/arcane-$$ game.ts"),
      ("a hard link in its place", "printf new > twin; ln -f twin game.ts"),
      ("a symbolic link in its place", "printf new > twin; ln -sf twin game.ts"), ("deleted", "rm game.ts"),
      ("renamed away", "mv game.ts elsewhere.ts"),
    ])
  func saves(name: String, script: String) throws {
    let watched = try watched()
    try watched.folder.shell(script)
    let changes = try watched.changes()
    #expect(changes == ["game.ts"])
    #expect(try watched.changes() == [], "each change is told once")
    try watched.folder.shell("rm -f game.ts; printf again > game.ts")
    #expect(try watched.changes() == ["game.ts"], "and the next one as well")
  }

  @Test(
    "what an editor leaves beside the file, and other things that change nothing, are not seen",
    arguments: [
      "touch game.ts~ .game.ts.swp .#game.ts '#game.ts#' 4913", "cat game.ts", "chmod 600 game.ts", "touch -c game.ts",
      "mkdir folder; touch folder/game.ts", "printf x > game.tsx", "printf x > 'GAME.TS'", "ln -s game.ts alias.ts",
      ": < game.ts",
    ])
  func irrelevant(script: String) throws {
    let watched = try watched()
    try watched.folder.shell(script)
    #expect(try watched.changes().subtracting(script.hasPrefix("touch -c") ? ["game.ts"] : []) == [])
  }

  @Test("a new file is told when it is written, not when it is created and still empty")
  func notHalfWritten() throws {
    let watched = try watched(["game.ts", "late.ts"])
    try watched.folder.remove("late.ts")
    #expect(try watched.changes() == ["late.ts"])
    // Goes on by one step with each line it is sent, and answers when it is done.
    let (ours, theirs) = try MessageSocket.pair()
    let writer = try ChildProcess(
      name: "writer", path: "/bin/sh",
      arguments: ["-c", "exec 3> late.ts; echo; read x; printf half >&3; echo; read x; exec 3>&-; echo; read x"],
      environment: [], directory: watched.folder.path, inherit: [(theirs.raw, 0), (theirs.raw, 1)])
    theirs.close()
    let steps = MessageSocket(owning: ours, subject: "writer")
    _ = try steps.receive()
    #expect(try watched.changes() == [], "created")
    _ = try (steps.send([10]), steps.receive())
    #expect(try watched.changes() == [], "half written")
    _ = try (steps.send([10]), steps.receive())
    #expect(try watched.changes() == ["late.ts"], "closed")
    _ = try steps.send([10])
    _ = writer.reap(wait: true)
  }

  @Test("five hundred files at once are told as five hundred files")
  func checkout() throws {
    let names = Set((0..<500).map { "file\($0).ts" })
    let watched = try watched(names)
    try watched.folder.shell("for file in *.ts; do printf changed > $file; done")
    #expect(try watched.changes() == names)
  }

  @Test("more events than the kernel keeps are told as everything, and watching goes on")
  func overflow() throws {
    let watched = try watched()
    let raw = open("/proc/sys/fs/inotify/max_queued_events", O_RDONLY | O_CLOEXEC)
    var text = [UInt8](repeating: 0, count: 32)
    let got = read(raw, &text, text.count)
    close(raw)
    let limit = Int(String(decoding: text[..<max(got, 0)], as: UTF8.self).prefix { $0.isNumber }) ?? 16384
    try #require(limit <= 1 << 20, "set so high that it takes too long to fill")
    // Two events each. Equal ones in a row would be queued once.
    let (a, b) = (watched.folder / "a", watched.folder / "b")
    try watched.folder.write("a")
    for number in 0...(limit / 2) { _ = number % 2 == 0 ? Glibc.rename(a, b) : Glibc.rename(b, a) }
    try watched.folder.write("game.ts", "lost among them")
    #expect(try watched.changes() == ["*"])
    try watched.folder.write("other.ts", "afterwards")
    #expect(try watched.changes() == ["other.ts"])
  }
}

import ArcaneLinux
import Glibc
import Testing

@testable import ArcaneSupervisor

@Suite("Folders that come and go")
struct FolderTests {
  private func watched(_ names: Set<String> = ["game.ts", "src/deep/level.ts"]) throws -> Watched {
    let folder = try TestFolder()
    try folder.shell("mkdir -p src/deep v1 v2")
    for name in names { try folder.write(name) }
    return try Watched(folder, names)
  }

  /// The paths of what changed; `["*"]` for everything.
  private func changes(_ watcher: FileWatcher) throws -> Set<String> {
    let changes = try watcher.drain()
    return changes.everything ? ["*"] : changes.paths
  }

  /// After anything that happened to folders, saves are seen as ever.
  private func expectSavesAreSeen(_ watched: Watched, _ name: String = "src/deep/level.ts") throws {
    _ = try watched.changes()
    try watched.folder.write(name, "new")
    #expect(try watched.changes() == [name])
    try watched.folder.write("game.ts", "new")
    #expect(try watched.changes() == ["game.ts"])
  }

  @Test(
    "a folder that is replaced in whatever way is told as everything, and watched again",
    arguments: [
      "rm -r src; mkdir -p src/deep; printf x > src/deep/level.ts", "mv src away; mv away src",
      "mv src/deep src/away; mv src/away src/deep", "mv src away; cp -r away src; rm -r away",
      "rm -r src/deep; mkdir src/deep; printf x > src/deep/level.ts", "mv src away; ln -s away src",
      "mv src/deep away; ln -s ../away src/deep", "cp -r src new; mv src old; mv new src; rm -r old",
    ])
  func replaced(script: String) throws {
    let watched = try watched()
    try watched.folder.shell(script)
    #expect(try watched.changes() == ["*"])
    try expectSavesAreSeen(watched)
  }

  @Test(
    "a folder that goes is told, and again when it comes back, however long it was gone",
    arguments: [
      ("rm -r src", "mkdir src; mkdir src/deep; printf x > src/deep/level.ts"), ("mv src away", "mv away src"),
      ("mv src/deep away", "mv away src/deep"), ("rm -r src/deep", "mkdir src/deep; printf x > src/deep/level.ts"),
      ("rm -r src", "mkdir -p new/deep; printf x > new/deep/level.ts; mv new src"),
    ])
  func goneAndBack(goes: String, comes: String) throws {
    let watched = try watched()
    try watched.folder.shell(goes)
    #expect(try watched.changes() == ["*"])
    try watched.folder.write("game.ts", "meanwhile")
    #expect(try watched.changes() == ["game.ts"], "the rest is watched meanwhile")
    try watched.folder.shell(comes)
    #expect(try watched.changes() == ["*"])
    try expectSavesAreSeen(watched)
  }

  @Test("step by step, looked at after each step, no step is lost")
  func stepByStep() throws {
    let watched = try watched()
    try watched.folder.shell("rm -r src")
    #expect(try watched.changes() == ["*"])
    try watched.folder.makeFolder("src")
    #expect(try watched.changes() == ["*"])
    try watched.folder.makeFolder("src/deep")
    #expect(try watched.changes() == ["*"])
    try watched.folder.write("src/deep/level.ts")
    #expect(try watched.changes() == ["src/deep/level.ts"])
  }

  @Test("a folder that was renamed away is no longer heard under its old name")
  func renamedAway() throws {
    let watched = try watched()
    try watched.folder.rename("src", "away")
    #expect(try watched.changes() == ["*"])
    try watched.folder.write("away/deep/level.ts", "not ours any more")
    #expect(try watched.changes() == [])
  }

  @Test("the project's folder itself may go and come back")
  func rootReplaced() throws {
    let outer = try TestFolder()
    try outer.shell("mkdir -p project/src; printf x > project/game.ts; printf x > project/src/level.ts")
    let root = outer / "project"
    let files: Set<String> = [root + "/game.ts", root + "/src/level.ts"]
    let watcher = try FileWatcher { files.contains($0) }
    try watcher.watch(folders: [root, root + "/src"])
    try outer.shell("mv project away")
    #expect(try watcher.drain().everything)
    try outer.shell("mv away project")
    #expect(try watcher.drain().everything)
    try outer.shell("printf y > project/src/level.ts")
    #expect(try changes(watcher) == [root + "/src/level.ts"])
    try outer.shell("printf y > beside")
    #expect(try watcher.drain() == FileWatcher.Changes())
    #expect(watcher.watchCount == 2, "the folder above was watched only while it was needed")
  }

  @Test("files and folders that do not exist yet are seen when they appear")
  func notYet() throws {
    let folder = try TestFolder()
    try folder.write("game.ts")
    let watched = try Watched(folder, ["game.ts", "later.ts", "a/b/c/d.ts"])
    try folder.write("later.ts")
    #expect(try watched.changes() == ["later.ts"])
    try folder.shell("mkdir -p a/b/c; printf x > a/b/c/d.ts")
    #expect(try watched.changes() == ["*"])
    try folder.write("a/b/c/d.ts", "new")
    #expect(try watched.changes() == ["a/b/c/d.ts"])
  }

  @Test("a file where a folder has to be is waited out")
  func fileInTheWay() throws {
    let folder = try TestFolder()
    try folder.write("src", "a file")
    let watched = try Watched(folder, ["src/level.ts"])
    try folder.shell("rm src; mkdir src; printf x > src/level.ts")
    #expect(try watched.changes() == ["*"])
    try folder.write("src/level.ts", "new")
    #expect(try watched.changes() == ["src/level.ts"])
  }

  @Test("a link to a folder that is turned to another one (ln -sfn) is told, and the new folder is watched")
  func turnedLink() throws {
    let folder = try TestFolder()
    try folder.shell("mkdir v1 v2; printf 1 > v1/level.ts; printf 2 > v2/level.ts; ln -s v1 current")
    let watched = try Watched(folder, ["current/level.ts"])
    try folder.write("v1/level.ts", "new")
    #expect(try watched.changes() == ["current/level.ts"])
    try folder.shell("ln -sfn v2 current")
    #expect(try watched.changes() == ["*"])
    try folder.write("v2/level.ts", "new")
    #expect(try watched.changes() == ["current/level.ts"])
    try folder.write("v1/level.ts", "old")
    #expect(try watched.changes() == [], "the folder it led to before is not watched any more")
  }

  @Test("a folder that is reached under two names is heard under both")
  func twoNames() throws {
    let folder = try TestFolder()
    try folder.shell("mkdir shared; printf 1 > shared/level.ts; ln -s shared linked")
    let watched = try Watched(folder, ["shared/level.ts", "linked/level.ts"])
    try folder.write("shared/level.ts", "new")
    #expect(try watched.changes() == ["shared/level.ts", "linked/level.ts"])
    try folder.shell("rm linked")
    #expect(try watched.changes() == ["*"])
    try folder.write("shared/level.ts", "newer")
    #expect(try watched.changes() == ["shared/level.ts"])
  }

  @Test("links that lead in a circle are waited out")
  func circle() throws {
    let folder = try TestFolder()
    try folder.shell("ln -s loop2 loop; ln -s loop loop2")
    let watched = try Watched(folder, ["loop/level.ts"])
    try folder.shell("rm loop; mkdir loop; printf x > loop/level.ts")
    #expect(try watched.changes() == ["*"])
    try folder.write("loop/level.ts", "new")
    #expect(try watched.changes() == ["loop/level.ts"])
  }

  @Test("a folder outside the project is watched like one in it")
  func outside() throws {
    let (project, library) = (try TestFolder(), try TestFolder())
    try library.shell("mkdir -p a/b; printf x > a/b/lib.ts")
    let files: Set<String> = [project / "game.ts", library / "a/b/lib.ts"]
    let watcher = try FileWatcher { files.contains($0) }
    try watcher.watch(folders: [project.path, library / "a/b"])
    #expect(watcher.watchCount == 2)
    try library.write("a/b/lib.ts", "new")
    #expect(try changes(watcher) == [library / "a/b/lib.ts"])
    try library.shell("rm -r a")
    #expect(try watcher.drain().everything)
    try library.shell("mkdir -p a/b; printf x > a/b/lib.ts")
    #expect(try watcher.drain().everything)
    try library.write("a/b/lib.ts", "again")
    #expect(try changes(watcher) == [library / "a/b/lib.ts"])
  }

  @Test("each folder that is asked for is watched once")
  func watchCount() throws {
    let folder = try TestFolder()
    try folder.shell("mkdir -p a/b/c d")
    let watched = try Watched(folder, ["game.ts", "a/b/c/one.ts", "a/b/c/two.ts", "a/three.ts"])
    #expect(watched.watcher.watchCount == 3)
    try watched.watcher.watch(folders: [folder.path])
    #expect(watched.watcher.watchCount == 1)
    try folder.write("a/three.ts")
    #expect(try watched.changes() == [], "let go of")
    try folder.write("game.ts")
    #expect(try watched.changes() == ["game.ts"])
  }

  @Test("a folder that cannot be read is an error that names it, and the others are watched all the same")
  func unreadable() throws {
    let folder = try TestFolder()
    try folder.shell("mkdir closed; chmod 000 closed")
    let watched = try Watched(folder, ["game.ts", "closed/level.ts"], watch: false)
    // Root may read everything, and then there is nothing to refuse.
    if geteuid() != 0 {
      #expect(throws: WatchError(description: "\(folder / "closed"): this folder cannot be watched, because it cannot be read")) {
        try watched.watcher.watch(folders: [folder.path, folder / "closed"])
      }
    } else {
      try watched.watcher.watch(folders: [folder.path, folder / "closed"])
    }
    try folder.write("game.ts")
    #expect(try watched.changes() == ["game.ts"])
  }

  @Test(
    "an exhausted limit is told with the setting to raise",
    arguments: [
      (
        SystemError(code: ENOSPC, call: "inotify_add_watch", subject: "/game"),
        """
        /game: no inotify watch is left for this user, so this folder is polled twice a second. Raise the limit with
            sudo sysctl fs.inotify.max_user_watches=524288
        and make it last with a line in /etc/sysctl.d/.
        """
      ),
      (
        SystemError(code: EMFILE, call: "inotify_init1", subject: "file watcher"),
        """
        no inotify instance is left for this user, so files cannot be watched. Raise the limit with
            sudo sysctl fs.inotify.max_user_instances=512
        or close programs that watch files.
        """
      ),
      (SystemError(code: EACCES, call: "inotify_add_watch", subject: "/game"), "/game: this folder cannot be watched, because it cannot be read"),
      (SystemError(code: ENOMEM, call: "inotify_add_watch", subject: "/game"), "/game: inotify_add_watch: Cannot allocate memory (errno 12)"),
    ])
  func wording(error: SystemError, text: String) {
    #expect(WatchError.of(error, path: "/game").description == text)
  }

  @Test("when no instance is left, that is what is said")
  func instancesExhausted() async {
    // In a process of its own: the limit is the user's, and the descriptors are the process's.
    await #expect(processExitsWith: .success) {
      var limit = rlimit(rlim_cur: 64, rlim_max: 64)
      guard setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { exit(2) }
      var held: [FileWatcher] = []
      for _ in 0..<1000 {
        do { held.append(try FileWatcher { _ in true }) } catch let error as WatchError {
          exit(error.description.hasPrefix("no inotify instance is left") || error.description.contains("Too many open files") ? 0 : 3)
        } catch { exit(4) }
      }
      exit(5)
    }
  }
}

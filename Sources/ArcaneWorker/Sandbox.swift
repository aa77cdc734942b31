import ArcaneIPC
import ArcaneLinux
import ArcanePlatform
import Glibc

/// Drops privileges before anything of the game is read. docs/security.md describes the guarantees.
enum Sandbox {
  /// To be called while there is one thread: other threads would keep their privileges.
  /// - Returns: an error message; nil on success and on kernels without Landlock.
  static func drop(for configuration: Configuration) -> String? {
    var folders = temporaryFolders
    if configuration.display != .none {
      Platform.prepareEnvironment()
      folders += Platform.libraryFolders()
    }
    if let game = PackedGame.current {
      GameLog.makeFolders(game.dataFolder)
      folders.append(game.dataFolder)
    } else {
      folders.append(FilePath.normalized(configuration.entryPath + "/.."))
    }
    return drop(folders)
  }

  /// Tests have no folder to write to.
  static func dropForTests() -> String? { drop(temporaryFolders) }

  private static var temporaryFolders: [String] {
    [getenv("TMPDIR").map { String(cString: $0) }, "/tmp", "/dev/shm"].compactMap(\.self)
  }

  /// For tests: the result of an attempt to create this file.
  static func attempt(toWrite path: String) -> String {
    let raw = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    if raw < 0 { return String(cString: strerror(errno)) }
    close(raw)
    return "written"
  }

  private static func drop(_ folders: [String]) -> String? {
    do {
      try WriteLimits.refusePrivileges()
      // Graphics cards, sound and gamepads, including those plugged in later. Their own permissions still apply.
      _ = try WriteLimits.enter(folders: folders, contents: ["/dev"])
      return nil
    } catch { return "the game could write outside of its folder: \(error)" }
  }
}

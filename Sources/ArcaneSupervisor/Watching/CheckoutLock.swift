import ArcaneLinux
import Glibc

/// Git's lock on the index of the repository that a game lies in. While git holds it, files of two revisions may be
/// mixed, and errors are not the user's.
struct CheckoutLock {
  /// A lock older than this was left behind by a crashed git (git itself would refuse to work then).
  private static let oldest = 10

  private let path: String?

  /// - Parameter folder: one of the game's; the nearest repository around it counts.
  init(around folder: String) {
    var folder = folder
    while true {
      let place = (folder == "/" ? "" : folder) + "/.git"
      var status = stat()
      if stat(place, &status) == 0 {
        path = (status.st_mode & S_IFMT == S_IFDIR ? place : Self.worktree(place, folder)).map { $0 + "/index.lock" }
        return
      }
      if folder == "/" { break }
      folder = FilePath.folder(of: folder)
    }
    path = nil
  }

  /// Of a work tree or a submodule: `gitdir: PATH`.
  private static func worktree(_ file: String, _ folder: String) -> String? {
    guard let text = try? ProjectText.read(file), text.hasPrefix("gitdir: ") else { return nil }
    let path = text.dropFirst(8).prefix { !$0.isNewline }
    return path.hasPrefix("/") ? String(path) : folder + "/" + path
  }

  var isHeld: Bool {
    guard let path else { return false }
    var status = stat()
    guard lstat(path, &status) == 0 else { return false }
    return time(nil) - status.st_mtim.tv_sec <= Self.oldest
  }
}

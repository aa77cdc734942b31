// Watches folders, never files: editors replace a file by renaming another over it, and a watch on the file
// would go with the old inode (inotify(7)).
import ArcaneLinux
import Glibc

/// Which of the files that matter may have changed.
final class FileWatcher {
  struct Changes: Equatable {
    var paths: Set<String> = []
    /// The kernel's queue overflowed, or a watched folder came or went: anything may have changed.
    var everything = false
    var isEmpty: Bool { paths.isEmpty && !everything }
  }

  private let inotify: Inotify
  private var folderOf: [Int32: String] = [:]
  private var watchOf: [String: Int32] = [:]
  /// The folders that hold what matters, and those on the way to them: a folder that is deleted and comes back is seen
  /// by its parent.
  private var folders: Set<String> = []
  private let isRelevant: (String) -> Bool

  var raw: Int32 { inotify.raw }
  var watchCount: Int { watchOf.count }

  /// - Parameter isRelevant: whether a path in a watched folder matters.
  init(isRelevant: @escaping (String) -> Bool) throws {
    self.isRelevant = isRelevant
    do { inotify = try Inotify() } catch {
      throw WatchError.of(error, path: "")
    }
  }

  /// Replaces what is watched. Folders need not exist: they are seen when they appear.
  /// - Parameter roots: project folders: inside them, all folders on the way are watched; outside, a folder and the one
  ///   above it.
  func watch(folders wanted: Set<String>, roots: [String]) throws {
    var needed: Set<String> = []
    for var folder in wanted {
      let inside = roots.contains { folder == $0 || folder.hasPrefix($0 + "/") }
      needed.insert(folder)
      repeat {
        if roots.contains(folder) { break }
        folder = Self.parent(of: folder)
        guard needed.insert(folder).inserted else { break }
      } while inside && folder != "/" && folder != "."
    }
    folders = needed
    for (folder, watch) in watchOf where !needed.contains(folder) {
      inotify.unwatch(watch)
      watchOf[folder] = nil
      folderOf[watch] = nil
    }
    for folder in needed { try startWatching(folder) }
  }

  private func startWatching(_ folder: String) throws {
    guard watchOf[folder] == nil else { return }
    do {
      let watch = try inotify.watch(folder: folder)
      watchOf[folder] = watch
      folderOf[watch] = folder
    } catch {
      // A folder that is not there yet is seen by its parent when it comes.
      if error.code == ENOENT || error.code == ENOTDIR { return }
      throw WatchError.of(error, path: folder)
    }
  }

  /// What has happened since the last call.
  func drain() throws -> Changes {
    var changes = Changes()
    for event in try inotify.read() {
      if event.overflowed {
        changes.everything = true
        continue
      }
      guard let folder = folderOf[event.watch] else { continue }
      if event.watchRemoved || event.folderGone {
        if event.has(IN_MOVE_SELF) { inotify.unwatch(event.watch) }
        folderOf[event.watch] = nil
        if watchOf[folder] == event.watch { watchOf[folder] = nil }
        changes.everything = true
        continue
      }
      let path = folder == "/" ? "/" + event.name : folder + "/" + event.name
      if event.isFolder || folders.contains(path) {
        if folders.contains(path) || isRelevant(path) { changes.everything = true }
        continue
      }
      guard isRelevant(path) else { continue }
      // A regular file that was just created is still empty; its content comes with the close. A link has no close.
      if event.has(IN_CREATE), !Self.isLink(path) { continue }
      changes.paths.insert(path)
    }
    if changes.everything {
      for folder in folders { try startWatching(folder) }
    }
    return changes
  }

  private static func isLink(_ path: String) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0 else { return false }
    return status.st_mode & S_IFMT == S_IFLNK || status.st_nlink > 1
  }

  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

/// A watch that could not be set, with what to do about it.
struct WatchError: Error, CustomStringConvertible {
  let description: String

  static func of(_ error: SystemError, path: String) -> WatchError {
    switch error.code {
    case ENOSPC:
      WatchError(
        description: """
          \(path): no inotify watch is left for this user, so changes here would go unseen. Raise the limit with
              sudo sysctl fs.inotify.max_user_watches=524288
          and make it last with a line in /etc/sysctl.d/.
          """)
    case EMFILE:
      WatchError(
        description: """
          no inotify instance is left for this user, so files cannot be watched. Raise the limit with
              sudo sysctl fs.inotify.max_user_instances=512
          or close programs that watch files.
          """)
    case EACCES: WatchError(description: "\(path): this folder cannot be watched, because it cannot be read")
    default: WatchError(description: "\(error)")
    }
  }
}

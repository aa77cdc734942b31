// Watches folders, never files: editors replace a file by renaming another over it, and a watch on the file
// would go with the old inode (inotify(7)). Folders come and go too, so nothing is patched up piece by piece: after
// any such event all watches are set anew, which costs a microsecond each and leaves none on a folder that has moved.
import ArcaneLinux
import Glibc

/// Which of the files that matter may have changed.
///
/// A program that writes into a file and keeps it open is heard when it closes it. A file that is a symbolic link is
/// heard when the link changes, not when what it leads to does.
final class FileWatcher {
  struct Changes: Equatable {
    var paths: Set<String> = []
    /// Files that somebody has opened, to whatever end.
    var opened: Set<String> = []
    /// The kernel's queue overflowed, or a folder came or went: anything may have changed.
    var everything = false
    /// Nothing has changed.
    var isEmpty: Bool { paths.isEmpty && !everything }
  }

  private let inotify: Inotify
  private let isRelevant: (String) -> Bool
  private var wanted: Set<String> = []
  private var roots: [String] = []
  /// Every folder that has to exist for the wanted ones to be reached, up to the file system's root.
  private var ways: Set<String> = []
  /// The names of each watched folder. Several when links lead to it: the kernel has one watch per inode.
  private var namesOf: [Int32: [String]] = [:]

  var raw: Int32 { inotify.raw }
  var watchCount: Int { namesOf.count }

  /// - Parameter isRelevant: whether a path in a watched folder matters.
  init(isRelevant: @escaping (String) -> Bool) throws {
    self.isRelevant = isRelevant
    do { inotify = try Inotify() } catch {
      throw WatchError.of(error, path: "")
    }
  }

  /// Replaces what is watched. Paths are absolute. Folders need not exist: they are seen when they appear.
  /// - Parameter roots: project folders: inside them, all folders on the way are watched, so that one of them may be
  ///   renamed or replaced; outside, only the wanted ones.
  /// - Throws: `WatchError` when a folder cannot be watched. All others are, nonetheless.
  func watch(folders: Set<String>, roots projectFolders: [String]) throws {
    if folders == wanted, projectFolders == roots { return }
    wanted = folders
    roots = projectFolders
    try setWatches()
  }

  /// What has happened since the last call.
  func drain() throws -> Changes {
    var changes = Changes()
    for event in try inotify.read() {
      if event.overflowed {
        changes.everything = true
        continue
      }
      guard let folders = namesOf[event.watch] else { continue }
      if event.watchRemoved || event.folderGone {
        changes.everything = true
        continue
      }
      for folder in folders {
        let path = folder == "/" ? "/" + event.name : folder + "/" + event.name
        if event.has(IN_OPEN) {
          if !event.isFolder, isRelevant(path) { changes.opened.insert(path) }
          continue
        }
        if ways.contains(path) {
          changes.everything = true
          continue
        }
        guard isRelevant(path) else { continue }
        if event.isFolder {
          changes.everything = true
          continue
        }
        // A regular file that was just created is still empty; its content comes with the close. A link has no close.
        if event.has(IN_CREATE), !Self.arrivesWhole(path) { continue }
        changes.paths.insert(path)
      }
    }
    if changes.everything { try setWatches() }
    return changes
  }

  private func setWatches() throws {
    var folders: Set<String> = []
    for folder in wanted { addSteps(to: folder, &folders) }
    ways = []
    for folder in folders {
      for step in Self.chain(from: folder) where !ways.insert(step).inserted { break }
    }

    var placed = Placement()
    var failure: (any Error)?
    // Parents first: what appears in a folder after its watch is set is told by it.
    for folder in folders.sorted() {
      do { try place(folder, &placed) } catch { failure = failure ?? error }
    }
    for watch in namesOf.keys where placed.namesOf[watch] == nil { inotify.unwatch(watch) }
    namesOf = placed.namesOf
    if let failure { throw failure }
  }

  private func addSteps(to folder: String, _ folders: inout Set<String>) {
    var isBelowRoot = roots.contains { folder == $0 || folder.hasPrefix($0 + "/") }
    for step in Self.chain(from: folder) {
      folders.insert(step)
      if roots.contains(step) { isBelowRoot = false }
      // That a link leads to another folder from now on is seen in the folder it lies in.
      if !isBelowRoot, !Self.isLink(step) { return }
    }
  }

  private struct Placement {
    var namesOf: [Int32: [String]] = [:]
    var names: Set<String> = []
  }

  /// Watches the folder, or as long as it is missing the nearest one above.
  private func place(_ folder: String, _ placed: inout Placement) throws {
    let chain = Self.chain(from: folder)
    guard var index = try chain.firstIndex(where: { try placed.names.contains($0) || add($0, &placed) }) else { return }
    // One that came before that watch was set has given no event: look again, downwards.
    while index > 0, try add(chain[index - 1], &placed) { index -= 1 }
  }

  private func add(_ folder: String, _ placed: inout Placement) throws -> Bool {
    do {
      let watch = try inotify.watch(folder: folder)
      if placed.names.insert(folder).inserted { placed.namesOf[watch, default: []].append(folder) }
      return true
    } catch {
      if error.code == ENOENT || error.code == ENOTDIR || error.code == ELOOP { return false }
      throw WatchError.of(error, path: folder)
    }
  }

  private static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// Whether a new name is a link, symbolic or hard.
  private static func arrivesWhole(_ path: String) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0 else { return false }
    return status.st_mode & S_IFMT == S_IFLNK || status.st_nlink > 1
  }

  /// The folder and all above it, nearest first.
  private static func chain(from folder: String) -> [String] {
    var steps = [folder]
    while let last = steps.last, parent(of: last) != last { steps.append(parent(of: last)) }
    return steps
  }

  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

import ArcaneLinux
import Glibc

/// Polls folders where the kernel does not report all changes: on shared file systems (of a network or a virtual
/// machine), where no watch can be set, and where the user asks for it.
final class FolderPoller {
  /// The polling interval: half a second.
  static let milliseconds = 500.0

  private struct Entry: Equatable {
    var inode: ino_t
    var size: off_t
    var seconds: Int
    var nanoseconds: Int
  }

  /// Whether all folders are polled.
  var pollsAll: Bool
  private let nameOfShared: (String) -> String?
  private var insisted: Set<String> = []
  private var isRelevant: (String) -> Bool = { _ in false }
  /// The contents of each polled folder; nil for a missing one.
  private var seen: [String: [String: Entry]?] = [:]
  private var reported: Set<String> = []

  /// - Parameter nameOfShared: the name of the shared file system that a folder is on, if it is.
  init(all: Bool = false, nameOfShared: @escaping (String) -> String? = SharedFileSystem.name) {
    pollsAll = all
    self.nameOfShared = nameOfShared
  }

  var isNeeded: Bool { !seen.isEmpty }

  /// Polls these folders on any file system.
  func insist(on folders: some Sequence<String>) { insisted.formUnion(folders) }

  /// Starts from the current contents. Known folders keep their last state.
  func begin(_ folders: Set<String>, _ isRelevant: @escaping (String) -> Bool, _ notice: (String) -> Void) {
    self.isRelevant = isRelevant
    var kept: [String: [String: Entry]?] = [:]
    for folder in folders {
      if !pollsAll, !insisted.contains(folder) {
        guard let name = nameOfShared(folder) else { continue }
        if reported.insert(name).inserted {
          notice("\(displayPath(folder)) is on \(name), where changes from elsewhere give no events: it is polled twice a second")
        }
      }
      kept[folder] = .some(seen[folder] ?? look(folder))
    }
    seen = kept
  }

  /// Adds the changes since the last poll.
  func poll(_ changes: inout FileWatcher.Changes) {
    for (folder, before) in seen {
      let now = look(folder)
      seen[folder] = .some(now)
      guard let before, let now else {
        if (before == nil) != (now == nil) { changes.everything = true }
        continue
      }
      if before == now { continue }
      for path in Set(before.keys).union(now.keys) where before[path] != now[path] { changes.paths.insert(path) }
    }
  }

  private func look(_ folder: String) -> [String: Entry]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var entries: [String: Entry] = [:]
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      let path = folder == "/" ? "/" + name : folder + "/" + name
      var status = stat()
      guard name != ".", name != "..", isRelevant(path), stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
      entries[path] = Entry(inode: status.st_ino, size: status.st_size, seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
    }
    return entries
  }
}

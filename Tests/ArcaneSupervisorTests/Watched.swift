import ArcaneLinux

@testable import ArcaneSupervisor

/// A watcher on files of a test folder, asked directly: an event is in the kernel's queue as soon as the call that
/// caused it has returned, so nothing here waits.
final class Watched {
  let folder: TestFolder
  let watcher: FileWatcher
  private(set) var files: Set<String>

  init(_ folder: TestFolder, _ names: Set<String>, watch: Bool = true) throws {
    self.folder = folder
    let files = Set(names.map { folder / $0 })
    self.files = files
    watcher = try FileWatcher { files.contains($0) }
    if watch { try watcher.watch(folders: Set(files.map(FilePath.folder))) }
  }

  /// The names of what changed since the last call; `["*"]` for everything.
  func changes() throws -> Set<String> {
    let changes = try watcher.drain()
    if changes.everything { return ["*"] }
    return Set(changes.paths.map { String($0.dropFirst(folder.path.count + 1)) })
  }
}

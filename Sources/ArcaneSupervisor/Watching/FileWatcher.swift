// Watches folders, never files: editors replace a file by renaming another over it, and a watch on the file would stay
// with the old inode (inotify(7)). Folders appear and disappear too, and links on their paths change, so watches are
// not updated one by one: after any such event all paths are resolved again and all watches set again.
import ArcaneLinux
import Glibc

/// The relevant files that may have changed.
///
/// A program that writes into a file and keeps it open is noticed when it closes the file.
final class FileWatcher {
  struct Changes: Equatable {
    var paths: Set<String> = []
    /// The kernel's queue overflowed, or a folder or a link on the path to one appeared or disappeared: anything may
    /// have changed.
    var everything = false
    /// Nothing has changed.
    var isEmpty: Bool { paths.isEmpty && !everything }
  }

  /// Why a path is relevant.
  struct Interest {
    var isRelevant: (String) -> Bool
    /// Whether the file could not be used when it was last read, so that a change of its permissions matters.
    var isAwaited: (String) -> Bool = { _ in false }
  }

  /// A folder that is watched.
  private struct Place {
    /// The path without links.
    var path: String
    /// The requested paths; empty for a folder that only leads to others.
    var names: [String] = []
  }

  private let inotify: Inotify
  private let clock: Timer
  /// One descriptor for both.
  private let either: Epoll
  private let interest: Interest
  private let poller: FolderPoller
  private let notice: (String) -> Void
  private var wanted: Set<String> = []
  private var linkedFiles: Set<String> = []
  private var places: [Int32: Place] = [:]
  private var tracer = PathTracer()
  /// The requested folders that exist and are watched.
  private var reached: [String: Int32] = [:]
  private var gone: Set<String> = []
  private var reported: Set<String> = []

  var raw: Int32 { either.raw }
  /// The requested folders that are watched.
  var watchCount: Int { places.values.count { !$0.names.isEmpty } }

  /// - Parameters:
  ///   - poller: decides which folders are polled.
  ///   - notice: receives messages for the user about the watch itself.
  init(_ interest: Interest, poller: FolderPoller = FolderPoller(), notice: @escaping (String) -> Void = { _ in }) throws {
    self.interest = interest
    self.poller = poller
    self.notice = notice
    do {
      inotify = try Inotify()
      clock = try Timer()
      either = try Epoll()
      try either.add(inotify.raw, token: 0)
      try either.add(clock.raw, token: 1)
    } catch {
      throw WatchError.of(error, path: "")
    }
  }

  convenience init(isRelevant: @escaping (String) -> Bool) throws { try self.init(Interest(isRelevant: isRelevant)) }

  /// Replaces what is watched. Paths are absolute. Folders need not exist: they are seen when they appear.
  /// - Parameter files: files that may be links; their targets are watched too.
  /// - Throws: `WatchError` if a folder cannot be watched. All others are watched nonetheless.
  func watch(folders: Set<String>, files: Set<String> = []) throws {
    if folders == wanted, files == linkedFiles { return }
    (wanted, linkedFiles) = (folders, files)
    try setWatches()
  }

  /// The changes since the last call.
  func drain() throws -> Changes {
    var changes = Changes()
    for event in try inotify.read() { take(event, &changes) }
    if clock.acknowledge() {
      poller.poll(&changes)
      armClock()
    }
    if changes.everything {
      try lookAgain()
    } else if changes.paths.contains(where: { linkedFiles.contains($0) && FilePath.isLink($0) }) {
      try setWatches()
    }
    return changes
  }

  private func take(_ event: Inotify.Event, _ changes: inout Changes) {
    if event.overflowed {
      changes.everything = true
      notice("the kernel's queue of file events overflowed: every file is checked")
      return
    }
    guard let place = places[event.watch] else { return }
    if event.watchRemoved || event.folderGone {
      changes.everything = true
      if event.has(IN_UNMOUNT) {
        notice("\(displayPath(place.path)) was unmounted: it is polled twice a second from now on")
        poller.insist(on: place.names)
      }
      return
    }
    let path = place.path == "/" ? "/" + event.name : place.path + "/" + event.name
    let isAttribute = event.has(IN_ATTRIB)
    if let names = tracer.namesOfFile[path], !FilePath.isLink(path) {
      if !isAttribute, !event.has(IN_CREATE) || Self.arrivesWhole(path) { changes.paths.formUnion(names) }
    } else if tracer.steps.contains(path), !isAttribute || tracer.denied.contains(path) {
      changes.everything = true
      return
    }
    for folder in place.names { take(event, folder == "/" ? "/" + event.name : folder + "/" + event.name, &changes) }
  }

  private func take(_ event: Inotify.Event, _ path: String, _ changes: inout Changes) {
    guard interest.isRelevant(path) else { return }
    if event.has(IN_ATTRIB) {
      if interest.isAwaited(path) { changes.paths.insert(path) }
    } else if event.isFolder {
      changes.everything = true
    } else if !event.has(IN_CREATE) || Self.arrivesWhole(path) {
      // A regular file that was just created is still empty; its content comes with the close. A link has no close.
      changes.paths.insert(path)
    }
  }

  /// Opens a file in a watched folder to test whether the kernel reports it. Some file systems report nothing; then all
  /// folders are polled.
  func probe(_ file: String) throws {
    let folder = FilePath.folder(of: file)
    let witness = try Inotify()
    do { _ = try witness.watch(folder: folder, for: .openings) } catch { return }  // that it cannot be watched has been reported
    let raw = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    if raw < 0 { return }
    close(raw)
    if try witness.read().contains(where: { $0.has(IN_OPEN) }) { return }
    poller.pollsAll = true
    notice("the file system of \(displayPath(file)) reports no changes: the game's files are polled twice a second")
    beginPolling()
  }

  private func beginPolling() {
    let wasNeeded = poller.isNeeded
    poller.begin(wanted, interest.isRelevant, notice)
    if poller.isNeeded != wasNeeded { armClock() }
  }

  private func armClock() {
    if poller.isNeeded { clock.arm(at: Monotonic.now.advanced(byMilliseconds: FolderPoller.milliseconds)) } else { clock.disarm() }
  }

  // MARK: - Watches

  private func lookAgain() throws {
    let before = reached
    var failure: (any Error)?
    do { try setWatches() } catch { failure = error }
    let lost = before.keys.filter { reached[$0] == nil && wanted.contains($0) }
    let back = gone.intersection(reached.keys)
    let replaced = before.filter { name, watch in reached[name].map { $0 != watch } ?? false }.keys
    gone = gone.union(lost).subtracting(back).intersection(wanted)
    func list(_ paths: some Collection<String>) -> String {
      paths.sorted().prefix(3).map(displayPath).joined(separator: ", ") + (paths.count > 3 ? ", …" : "")
    }
    if !lost.isEmpty { notice("gone, and watched again when back: \(list(lost))") }
    if !back.isEmpty { notice("back, and watched again: \(list(back))") }
    let others = Set(replaced).subtracting(back)
    if !others.isEmpty { notice("replaced by another, and watched again: \(list(others))") }
    if let failure { throw failure }
  }

  private func setWatches() throws {
    var placed: [Int32: Place] = [:]
    var failure: WatchError?
    tracer = PathTracer()
    reached = [:]
    func watch(_ folder: String, onlyNames: Bool) throws(SystemError) -> Int32 {
      let watch = try inotify.watch(folder: folder, for: onlyNames ? .names : .changes)
      if placed[watch] == nil { placed[watch] = Place(path: folder) }
      return watch
    }
    func watchStep(_ folder: String) throws(SystemError) { _ = try watch(folder, onlyNames: true) }
    for folder in wanted.sorted() {
      guard let real = tracer.follow(folder, watching: watchStep) else { continue }
      do throws(SystemError) {
        let number = try watch(real, onlyNames: false)
        placed[number]?.names.append(folder)
        reached[folder] = number
      } catch {
        if error.code == ENOENT || error.code == ENOTDIR { continue }
        tracer.denied.insert(real)
        if error.code == ENOSPC { poller.insist(on: [folder]) }
        failure = failure ?? WatchError.of(error, path: folder)
      }
    }
    for file in linkedFiles where FilePath.isLink(file) {
      guard let real = tracer.follow(file, watching: watchStep), real != file else { continue }
      tracer.namesOfFile[real, default: []].insert(file)
      _ = try? watch(FilePath.folder(of: real), onlyNames: false)
    }
    for watch in places.keys where placed[watch] == nil { inotify.unwatch(watch) }
    places = placed
    beginPolling()
    // Each problem is reported once.
    if let failure, reported.insert(failure.description).inserted { throw failure }
  }

  /// Whether a new name is a link, symbolic or hard.
  private static func arrivesWhole(_ path: String) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0 else { return false }
    return status.st_mode & S_IFMT == S_IFLNK || status.st_nlink > 1
  }
}

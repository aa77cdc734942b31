// The path of a running dev's control socket, and how clients find it by the game's folder.
import ArcaneLinux
import ArcaneModules
import Glibc

enum ControlPath {
  /// A private folder of this user, created if needed.
  /// - Throws: `StartFailure` if the folder may belong to another user.
  static func folder() throws -> String {
    if let runtime = Environment.value("XDG_RUNTIME_DIR"), isOurs(runtime) {
      let folder = runtime + "/arcane"
      // Leave space for the sockets' names.
      if folder.utf8.count + 40 <= ListeningSocket.pathLimit, mkdir(folder, 0o700) == 0 || isOurs(folder) { return folder }
    }
    let folder = (Environment.value("TMPDIR") ?? "/tmp") + "/arcane-\(geteuid())"
    guard mkdir(folder, 0o700) == 0 || isOurs(folder) else {
      throw StartFailure("\(folder): is not a folder of this user's alone, so no control socket is made there. Remove it, or set XDG_RUNTIME_DIR")
    }
    return folder
  }

  /// Whether this is a real folder (not a link) that only this user can access.
  private static func isOurs(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && status.st_uid == geteuid() && status.st_mode & 0o077 == 0
  }

  /// Of the game with this entry file, played by this process.
  static func socket(entry: String, process: pid_t = getpid()) throws -> String {
    "\(try folder())/\(key(ofFolder: FilePath.folder(of: entry)))-\(process).sock"
  }

  /// The same, after removing sockets of dead processes.
  static func prepared(entry: String) throws -> String {
    try removeStale()
    return try socket(entry: entry)
  }

  /// The same key for every path to a folder.
  private static func key(ofFolder folder: String) -> String {
    ContentHash(Array((FilePath.real(folder) ?? folder).utf8)).description
  }

  // MARK: - Finding

  /// Sockets of living processes for games in this folder, or else in the nearest folder above it.
  static func sockets(near folder: String) throws -> [String] {
    let all = try living()
    var at = (FilePath.real(folder) ?? folder)
    while true {
      let prefix = key(ofFolder: at) + "-"
      let found = all.filter { fileName($0).hasPrefix(prefix) }
      if !found.isEmpty || at == "/" { return found }
      at = FilePath.folder(of: at)
    }
  }

  /// All sockets of living processes, sorted.
  static func living() throws -> [String] {
    let folder = try folder()
    return (names(in: folder) ?? []).filter { processID(of: $0).map(isAlive) ?? false }.map { folder + "/" + $0 }
  }

  /// Removes sockets of killed processes.
  private static func removeStale() throws {
    let folder = try folder()
    for name in names(in: folder) ?? [] where processID(of: name).map({ !isAlive($0) }) ?? false { unlink(folder + "/" + name) }
  }

  private static func processID(of name: String) -> Int32? {
    guard name.hasSuffix(".sock"), let dash = name.lastIndex(of: "-") else { return nil }
    return Int32(name[name.index(after: dash)...].dropLast(5))
  }

  private static func isAlive(_ process: Int32) -> Bool { kill(process, 0) == 0 || errno == EPERM }
}

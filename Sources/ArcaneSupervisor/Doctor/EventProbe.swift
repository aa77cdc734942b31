import ArcaneLinux
import Glibc

/// Tests whether a save in a folder is reported: some file systems of networks, containers and virtual machines report
/// nothing.
enum EventProbe {
  /// Milliseconds from the save to its event; nil when none comes within two seconds.
  static func run(in folder: String) throws -> Double? {
    let path = "\(folder)/.arcane-doctor.\(getpid())"
    defer { unlink(path) }
    let watcher = try FileWatcher { $0 == path }
    try watcher.watch(folders: [folder])
    let began = Monotonic.now
    try ProjectText.write(path, Array("probe".utf8))
    while true {
      let left = 2000 - Monotonic.now.milliseconds(since: began)
      guard left > 0 else { return nil }
      var descriptor = pollfd(fd: watcher.raw, events: Int16(POLLIN), revents: 0)
      guard poll(&descriptor, 1, Int32(left.rounded(.up))) > 0 else { continue }
      if try watcher.drain().paths.contains(path) { return Monotonic.now.milliseconds(since: began) }
    }
  }

  /// Of the mount that the folder is on (proc(5), /proc/self/mounts).
  static func fileSystem(of folder: String) -> String {
    let mounts = ((try? ProjectText.read("/proc/self/mounts")) ?? "").split(separator: "\n").map { $0.split(separator: " ") }
    let holding = mounts.filter { $0.count > 2 && (folder == $0[1] || folder.hasPrefix($0[1] == "/" ? "/" : $0[1] + "/")) }
    return holding.max { $0[1].count < $1[1].count }.map { String($0[2]) } ?? "unknown"
  }
}

import ArcaneLinux
import Glibc

/// The ways from the root to what is watched, through all links: each step is a name in a folder, and when one of them
/// changes, another folder may be meant.
struct Ways {
  /// Paths without links, but for the last part.
  private(set) var steps: Set<String> = []
  /// Steps, and folders as they were asked for, that may not be entered or read.
  var denied: Set<String> = []
  /// Files that links lead to, and those links.
  var namesOfFile: [String: Set<String>] = [:]
  /// Where each step leads that has been looked at: the text of a link, nil for a folder or file.
  private var links: [String: String?] = [:]
  private var watched: Set<String> = []

  /// More in one path are a circle (path_resolution(7)).
  private static let mostLinks = 40

  /// Goes the way to `path`, and has each folder on it watched before it is looked into: what changes later gives an event.
  ///
  /// - Returns: where it ends, without links; nil if a part of the way is missing.
  mutating func follow(_ path: String, watching watch: (String) throws(SystemError) -> Void) -> String? {
    var rest = Self.parts(path)
    var done = ""
    var hops = 0
    while let part = rest.popLast() {
      if part == "." { continue }
      if part == ".." {
        done = FileWatcher.parent(of: done.isEmpty ? "/" : done)
        if done == "/" { done = "" }
        continue
      }
      let folder = done.isEmpty ? "/" : done
      let step = done + "/" + part
      if watched.insert(folder).inserted {
        // One above that may not be read can be passed through all the same.
        do { try watch(folder) } catch { if error.code == EACCES { denied.insert(folder) } }
      }
      steps.insert(step)
      guard let target = look(at: step) else { return nil }
      guard let target else {
        done = step
        continue
      }
      hops += 1
      if hops > Self.mostLinks { return nil }
      if target.hasPrefix("/") { done = "" }
      rest += Self.parts(target)
    }
    return done.isEmpty ? "/" : done
  }

  /// The inner nil: it is no link. The outer: it is not there.
  private mutating func look(at step: String) -> String?? {
    if let known = links[step] { return .some(known) }
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.bindMemory(to: CChar.self).baseAddress.map { readlink(step, $0, bytes.count) } ?? -1
    }
    if count >= 0 {
      let target = String(decoding: buffer[..<count], as: UTF8.self)
      links[step] = .some(target)
      return .some(target)
    }
    // EINVAL: it is there, and no link.
    guard errno == EINVAL else {
      if errno == EACCES { denied.insert(FileWatcher.parent(of: step)) }
      return nil
    }
    links[step] = .some(nil)
    return .some(nil)
  }

  /// The last part first.
  private static func parts(_ path: String) -> [String] { path.split(separator: "/").reversed().map(String.init) }

  static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }
}

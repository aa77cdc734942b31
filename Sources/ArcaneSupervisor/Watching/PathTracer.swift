import ArcaneLinux
import Glibc

/// Resolves the paths of watched folders step by step, through all links. Each step is a name in a folder; when one of
/// them changes, the path may lead to another folder.
struct PathTracer {
  /// Paths without links, but for the last part.
  private(set) var steps: Set<String> = []
  /// Steps and requested folders that may not be entered or read.
  var denied: Set<String> = []
  /// Link targets that are files, with the links that lead to them.
  var namesOfFile: [String: Set<String>] = [:]
  /// What each visited step is: the target of a link, nil for a folder or file.
  private var links: [String: String?] = [:]
  private var watched: Set<String> = []

  /// More links in one path are a cycle (path_resolution(7)).
  private static let mostLinks = 40

  /// Follows `path`, and watches each folder on it before reading it, so that later changes give events.
  ///
  /// - Returns: the path without links; nil if a part of it is missing.
  mutating func follow(_ path: String, watching watch: (String) throws(SystemError) -> Void) -> String? {
    var rest = Self.parts(path)
    var done = ""
    var hops = 0
    while let part = rest.popLast() {
      if part == "." { continue }
      if part == ".." {
        done = FilePath.folder(of: done.isEmpty ? "/" : done)
        if done == "/" { done = "" }
        continue
      }
      let folder = done.isEmpty ? "/" : done
      let step = done + "/" + part
      if watched.insert(folder).inserted {
        // A parent folder that cannot be read can still be traversed.
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

  /// The inner nil: not a link. The outer nil: missing.
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
    // EINVAL: exists, but is not a link.
    guard errno == EINVAL else {
      if errno == EACCES { denied.insert(FilePath.folder(of: step)) }
      return nil
    }
    links[step] = .some(nil)
    return .some(nil)
  }

  /// The components in reverse.
  private static func parts(_ path: String) -> [String] { path.split(separator: "/").reversed().map(String.init) }
}

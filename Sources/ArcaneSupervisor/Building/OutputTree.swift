import ArcaneLinux
import Glibc

/// The files to be shipped by path, independent of the output format.
struct OutputTree {
  struct Entry {
    var path: String
    var mode: mode_t
    var content: Content
  }

  enum Content {
    case bytes([UInt8])
    /// Copied from here.
    case file(String)
    case link(String)

    func read() throws -> [UInt8] {
      switch self {
      case .bytes(let bytes): bytes
      case .file(let path): try ProjectText.bytes(path)
      case .link: []
      }
    }
  }

  private(set) var entries: [Entry] = []

  mutating func add(_ path: String, _ content: Content, executable: Bool = false) {
    entries.append(Entry(path: path, mode: executable ? 0o755 : 0o644, content: content))
  }

  mutating func add(_ path: String, text: String) { add(path, .bytes(Array(text.utf8))) }

  /// Sorted by name.
  var sorted: [Entry] { entries.sorted { $0.path < $1.path } }

  /// All files below another folder.
  func below(_ folder: String) -> OutputTree {
    var tree = OutputTree()
    tree.entries = entries.map { Entry(path: "\(folder)/\($0.path)", mode: $0.mode, content: $0.content) }
    return tree
  }

  /// The modification time of every file, in seconds since 1970: SOURCE_DATE_EPOCH (reproducible-builds.org), else
  /// January 1, 1980.
  static let time: Int = Environment.value(timeVariable).flatMap { Int($0) } ?? 315_532_800
  private static let timeVariable = "SOURCE_DATE_EPOCH"
  /// tar(5) holds at most eleven octal digits.
  private static let times = 0...((1 << 33) - 1)

  /// - Throws: if SOURCE_DATE_EPOCH is no time that every form can hold.
  static func checkTime() throws {
    guard let text = Environment.value(timeVariable), !(Int(text).map(times.contains) ?? false) else { return }
    throw StartFailure("\(timeVariable) is '\(text)', and has to be a number of seconds since 1970, \(times.upperBound) at most")
  }

  /// The folders that contain entries, parents first.
  private var folders: [String] {
    var folders: Set<String> = []
    for entry in entries {
      var folder = FilePath.folder(of: entry.path)
      while !folder.isEmpty, folder != "/", folder != ".", folders.insert(folder).inserted { folder = FilePath.folder(of: folder) }
    }
    return folders.sorted()
  }

  // MARK: - As a folder

  func write(to folder: String) throws {
    for entry in sorted {
      let path = "\(folder)/\(entry.path)"
      switch entry.content {
      case .link(let target):
        try ProjectText.makeFolders(FilePath.folder(of: path))
        if symlink(target, path) != 0 { throw SystemError.last("symlink", path) }
      case .bytes, .file:
        try ProjectText.write(path, try entry.content.read(), mode: entry.mode)
        try Self.finish(path, entry.mode)
      }
    }
    // After their entries, which change the time of a folder.
    for path in folders.reversed() { try Self.finish("\(folder)/\(path)", 0o755) }
    try Self.finish(folder, 0o755)
  }

  /// Regardless of the umask: other users have to start it too.
  private static func finish(_ path: String, _ mode: mode_t) throws {
    if chmod(path, mode) != 0 { throw SystemError.last("chmod", path) }
    var times = [timeval(tv_sec: time, tv_usec: 0), timeval(tv_sec: time, tv_usec: 0)]
    if utimes(path, &times) != 0 { throw SystemError.last("utimes", path) }
  }

  // MARK: - As an archive of tar(5), "ustar"

  /// Folders come before their contents, and everything belongs to root.
  func tar() throws -> [UInt8] {
    var bytes: [UInt8] = []
    var folders: Set<String> = []
    for entry in sorted {
      var folder = ""
      for part in entry.path.split(separator: "/").dropLast() {
        folder += part + "/"
        if folders.insert(folder).inserted { try Self.append(&bytes, folder, mode: 0o755, type: "5", size: 0, target: "") }
      }
      if case .link(let target) = entry.content {
        try Self.append(&bytes, entry.path, mode: 0o777, type: "2", size: 0, target: target)
        continue
      }
      let content = try entry.content.read()
      try Self.append(&bytes, entry.path, mode: entry.mode, type: "0", size: content.count, target: "")
      bytes += content
      bytes += [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
    }
    return bytes + [UInt8](repeating: 0, count: 1024)
  }

  private static func append(_ bytes: inout [UInt8], _ path: String, mode: mode_t, type: String, size: Int, target: String) throws {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at offset: Int, length: Int) throws {
      guard text.utf8.count <= length else { throw StartFailure("\(path): the name is too long for an archive") }
      header.replaceSubrange(offset..<(offset + text.utf8.count), with: text.utf8)
    }
    func octal(_ value: Int, digits: Int) -> String {
      let text = String(value, radix: 8)
      return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
    // A long one is cut at a slash.
    var name = path
    if path.utf8.count > 100, let cut = path.indices.first(where: { path[$0] == "/" && path[path.index(after: $0)...].utf8.count <= 100 }) {
      try put(String(path[..<cut]), at: 345, length: 155)
      name = String(path[path.index(after: cut)...])
    }
    try put(name, at: 0, length: 100)
    try put(octal(Int(mode), digits: 7), at: 100, length: 7)
    try put(octal(0, digits: 7), at: 108, length: 7)
    try put(octal(0, digits: 7), at: 116, length: 7)
    try put(octal(size, digits: 11), at: 124, length: 11)
    try put(octal(time, digits: 11), at: 136, length: 11)
    try put(String(repeating: " ", count: 8), at: 148, length: 8)
    try put(type, at: 156, length: 1)
    try put(target, at: 157, length: 100)
    try put("ustar", at: 257, length: 5)
    try put("00", at: 263, length: 2)
    try put("root", at: 265, length: 32)
    try put("root", at: 297, length: 32)
    let sum = header.reduce(0) { $0 + Int($1) }
    try put(octal(sum, digits: 6) + "\0 ", at: 148, length: 8)
    bytes += header
  }
}

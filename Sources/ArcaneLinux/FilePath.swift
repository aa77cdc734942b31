import Glibc

/// Paths as text: absolute, `/`-separated, without a trailing slash.
public enum FilePath {
  /// The folder part; "/" for what lies in the root.
  public static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: 0x2F) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  public static func name(of path: String) -> Substring {
    path.utf8.lastIndex(of: 0x2F).map { path[path.utf8.index(after: $0)...] } ?? path[...]
  }

  /// With its dot, in lower case; "" if there is none.
  public static func fileExtension(of path: String) -> String {
    let name = name(of: path)
    guard let dot = name.utf8.lastIndex(of: 0x2E), dot != name.startIndex else { return "" }
    return name[dot...].lowercased()
  }

  /// Joins and removes `.`, `..` and empty parts, without looking at the disk.
  public static func join(_ folder: String, _ path: String) -> String {
    var parts: [Substring] = path.hasPrefix("/") ? [] : folder.split(separator: "/")
    for part in path.split(separator: "/") {
      switch part {
      case ".": continue
      case "..": if !parts.isEmpty { parts.removeLast() }
      default: parts.append(part)
      }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// An absolute path without `.`, `..` and doubled slashes, so that each file has one name.
  public static func normalized(_ path: String) -> String { isNormalized(path) ? path : join("/", path) }

  /// A fast check that holds for nearly every path: games load hundreds before their first frame. False for some
  /// normalized paths, with names that begin with a dot.
  private static func isNormalized(_ path: String) -> Bool {
    var before = UInt8(ascii: "a")
    for byte in path.utf8 {
      if before == UInt8(ascii: "/"), byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") { return false }
      before = byte
    }
    return path.utf8.first == UInt8(ascii: "/") && (before != UInt8(ascii: "/") || path.utf8.count == 1)
  }

  /// The folder itself, then each above it, up to the root (as "", so that `+ "/name"` is a path).
  public static func ancestors(of folder: String) -> [String] {
    var list: [String] = []
    var current = folder
    while current != "/" && !current.isEmpty && current != "." {
      list.append(current)
      current = self.folder(of: current)
    }
    return list + [""]
  }

  public static func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return join("/", path) }
    guard let current = getcwd(nil, 0) else { return path }
    defer { free(current) }
    return join(String(cString: current), path)
  }

  /// `path` as seen from `folder`, where that is no longer than the path itself.
  public static func relative(_ path: String, to folder: String) -> String {
    let isApart = folder.split(separator: "/").first.map { $0 != path.split(separator: "/").first } ?? false
    let steps = steps(from: folder, to: path)
    return isApart || steps.utf8.count > path.utf8.count ? path : steps
  }

  /// `path` as seen from `folder`, both absolute.
  public static func steps(from folder: String, to path: String) -> String {
    let (from, to) = (folder.split(separator: "/"), path.split(separator: "/"))
    var common = 0
    while common < from.count, common < to.count - 1, from[common] == to[common] { common += 1 }
    return (Array(repeating: "..", count: from.count - common) + to[common...].map(String.init)).joined(separator: "/")
  }

  /// Whether it lies in a package. By bytes, as every file and import of a change is asked about.
  public static func isInPackage(_ path: String) -> Bool {
    var path = path
    return path.withUTF8 { bytes in
      guard let base = bytes.baseAddress, bytes.count >= packages.utf8CodeUnitCount else { return false }
      return (0...bytes.count - packages.utf8CodeUnitCount).contains {
        base[$0] == 0x2F && memcmp(base + $0, packages.utf8Start, packages.utf8CodeUnitCount) == 0
      }
    }
  }
  private static let packages: StaticString = "/node_modules/"

  public static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  public static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether it is there, and neither a file nor a folder.
  public static func isIrregular(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
  }

  public static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// Whether there is anything of this name, a broken link included.
  public static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Names in a folder without `.` and `..`, in no order; nil if it cannot be read.
  public static func names(in folder: String) -> [String]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// A folder that this user may not look into.
  public static func isBarred(_ path: String) -> Bool {
    let path = path.isEmpty ? "/" : path
    return isFolder(path) && access(path, X_OK) != 0
  }

  /// With all links resolved; nil if it does not exist.
  public static func real(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  public static func makeFolders(_ folder: String) {
    for part in ancestors(of: folder).reversed() where !part.isEmpty { mkdir(part, 0o755) }
  }
}

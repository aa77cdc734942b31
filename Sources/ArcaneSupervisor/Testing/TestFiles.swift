import ArcaneLinux
import ArcaneModules
import Glibc

/// Finds test files.
enum TestFiles {
  static let endings = [".test.ts", ".test.tsx", ".test.mts"]
  private static let passedOver: Set<String> = ["node_modules", "target"]
  /// Folders to skip in the original engine's repository: tests of its tools, which are for Node.js; tests of project
  /// templates; and copies of its folder `runtime`. Its own test runner skips them too.
  private static let passedOverInOriginal: Set<String> = ["tools", "templates", "packages"]

  struct Found {
    /// Absolute, sorted.
    var files: [String] = []
    /// The folders that were searched, to be watched for new files.
    var folders: Set<String> = []
    /// Files that cannot be run, because their names are not UTF-8 and modules are named by URLs. In printable form.
    var unnamable: [String] = []
  }

  /// Whether it is a folder in which test files may lie.
  static func isSearched(_ folder: String) -> Bool {
    let name = String(FilePath.name(of: folder))
    return !name.hasPrefix(".") && !passedOver.contains(name) && !FilePath.isLink(folder) && FilePath.isFolder(folder)
  }

  static func isTest(_ path: String) -> Bool { endings.contains { path.hasSuffix($0) } }

  /// A checkout of the original engine: Rust at its root, and the library beside it. Games with a copy of the library
  /// have only the second, and folders of those names are their own.
  private static func isOriginalRepository(_ folder: String) -> Bool {
    func kind(_ path: String) -> mode_t {
      var status = stat()
      return stat(folder + path, &status) == 0 ? status.st_mode & S_IFMT : 0
    }
    // In its eighth phase, the first that is supported, its runner did not skip them yet.
    return kind("/Cargo.toml") == S_IFREG && kind("/runtime/state") == S_IFDIR
      && RuntimeLibrary.discover(from: folder).level != .p8
  }

  /// The given files, and all test files below the given folders. Skips hidden folders, `node_modules`, `target`, and
  /// links to folders, which may form a cycle.
  static func find(_ paths: [String]) throws -> Found {
    var found = Found()
    var files: Set<String> = []
    for argument in paths {
      guard let path = FilePath.real(argument) else {
        throw StartFailure("\(argument): \(String(cString: strerror(errno)))")
      }
      var status = stat()
      stat(path, &status)
      if status.st_mode & S_IFMT == S_IFDIR {
        walk(path, &files, &found)
      } else if isTest(path) {
        files.insert(path)
        found.folders.insert(FilePath.folder(of: path))
      } else {
        throw StartFailure("\(displayPath(path)): is no test file; their names end in \(endings.joined(separator: ", "))")
      }
    }
    found.files = files.sorted()
    return found
  }

  private static func walk(_ folder: String, _ files: inout Set<String>, _ found: inout Found) {
    guard found.folders.insert(folder).inserted, let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    let passedOver = isOriginalRepository(folder) ? passedOver.union(passedOverInOriginal) : passedOver
    while let entry = readdir(stream) {
      let (name, isUTF8) = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { (String(cString: $0), String(validatingCString: $0) != nil) }
      }
      if name.hasPrefix(".") { continue }
      let path = folder == "/" ? "/" + name : folder + "/" + name
      if !isUTF8 {
        if isTest(name) || entry.pointee.d_type == UInt8(DT_DIR) { found.unnamable.append(path) }
        continue
      }
      var status = stat()
      guard lstat(path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        if !passedOver.contains(name) { walk(path, &files, &found) }
      } else if isTest(path), let path = FilePath.real(path) {
        files.insert(path)
      }
    }
  }

  /// Every `count`th file from the `index`th on, counted from 1, so that neighbors, which often take equally long, are
  /// spread.
  static func shard(_ files: [String], _ index: Int, of count: Int) -> [String] {
    files.enumerated().filter { $0.offset % count == index - 1 }.map(\.element)
  }
}

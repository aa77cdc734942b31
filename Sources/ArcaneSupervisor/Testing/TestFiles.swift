import Glibc

/// Where test files are found.
enum TestFiles {
  static let endings = [".test.ts", ".test.tsx", ".test.mts"]
  private static let passedOver: Set<String> = ["node_modules", "target"]

  struct Found {
    /// Absolute, sorted.
    var files: [String] = []
    /// Folders that were looked into, so that a new file is seen.
    var folders: Set<String> = []
  }

  static func isTest(_ path: String) -> Bool { endings.contains { path.hasSuffix($0) } }

  /// Files as they are named, folders with all below them. Folders whose names begin with a dot, `node_modules` and
  /// `target` are passed over, and links to folders are not followed: they may lead in a circle.
  static func find(_ paths: [String]) throws -> Found {
    var found = Found()
    var files: Set<String> = []
    for argument in paths {
      guard let path = realPath(argument) else {
        throw StartFailure("\(argument): \(String(cString: strerror(errno)))")
      }
      var status = stat()
      stat(path, &status)
      if status.st_mode & S_IFMT == S_IFDIR {
        walk(path, &files, &found.folders)
      } else if isTest(path) {
        files.insert(path)
        found.folders.insert(FileWatcher.parent(of: path))
      } else {
        throw StartFailure("\(displayPath(path)): is no test file; their names end in \(endings.joined(separator: ", "))")
      }
    }
    found.files = files.sorted()
    return found
  }

  private static func walk(_ folder: String, _ files: inout Set<String>, _ folders: inout Set<String>) {
    guard folders.insert(folder).inserted, let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(".") { continue }
      let path = folder == "/" ? "/" + name : folder + "/" + name
      var status = stat()
      guard lstat(path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        if !passedOver.contains(name) { walk(path, &files, &folders) }
      } else if isTest(path), let path = realPath(path) {
        files.insert(path)
      }
    }
  }

  /// With all links resolved, as the module graph names files; nil if there is no such file.
  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Every `count`th file from the `index`th on, counted from 1, so that neighbours, which often take equally long, are
  /// spread.
  static func shard(_ files: [String], _ index: Int, of count: Int) -> [String] {
    files.enumerated().filter { $0.offset % count == index - 1 }.map(\.element)
  }
}

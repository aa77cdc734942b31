import ArcaneIPC
import ArcaneLinux
import ArcaneModules
import Glibc

/// Finds the game to play and its project.
enum GameEntry {
  struct Found {
    /// Absolute.
    var entry: String
    var project: GameProject
  }

  /// Whether this folder contains a game, or a project file that names one.
  static var isHere: Bool {
    do { return try GameProject.read(in: absolutePath(".")).entry() != nil } catch { return true }
  }

  /// - Parameter argument: a file, or a folder to look into; nil for the current one.
  static func find(_ argument: String?) throws -> Found {
    let path = absolutePath(argument ?? ".")
    var status = stat()
    if stat(path, &status) != 0 {
      let reason = String(cString: strerror(errno))
      // Invalid UTF-8 has become U+FFFD at this point.
      if path.unicodeScalars.contains("\u{FFFD}") {
        throw StartFailure("\(displayPath(path)): a name in this path is not UTF-8, and modules are named by URLs, which are. Rename it")
      }
      throw StartFailure("\(displayPath(path)): \(reason). \(remedy(for: path))")
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      if access(path, R_OK) != 0 { throw StartFailure("\(displayPath(path)): \(String(cString: strerror(errno)))") }
      return try checked(Found(entry: path, project: GameProject.of(entry: path)))
    }
    if FinishedGame.isThere(path) { throw StartFailure("\(displayPath(path)): is a finished game. Play it: arcane run \(displayPath(path))") }
    let project = try GameProject.read(in: path)
    guard let entry = try project.entry() else {
      let place = argument == nil ? "there is no game here" : "\(displayPath(path)): is a folder without a game"
      throw StartFailure(
        "\(place): no \(GameProject.usualEntries[0]), and no \"main\" in an arcane.json or package.json. Name the game's entry file, or make a game: arcane new NAME"
      )
    }
    return try checked(Found(entry: entry, project: project))
  }

  private static func remedy(for path: String) -> String {
    let folder = FilePath.folder(of: path)
    let near = NearestName.of(fileName(path), among: scripts(in: folder))
    return near.map { "Did you mean \(displayPath(folder + "/" + $0))?" } ?? "Give the path of the game's entry file, or of its folder."
  }

  private static func scripts(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while names.count < 10_000, let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) } }
      if GameProject.isScript(name) { names.append(name) }
    }
    return names.sorted()
  }

  /// A project made by a newer release may need features that this one lacks.
  private static func checked(_ found: Found) throws -> Found {
    if let made = found.project.release, let file = found.project.file {
      guard let wanted = Release(made) else {
        throw GameProject.mistake(file, key: "arcane", "\"arcane\" must be a release such as \"\(WireProtocol.release)\"")
      }
      if let own = Release(WireProtocol.release), own < wanted {
        throw GameProject.mistake(
          file, key: "arcane",
          "this project is made for Arcane \(made), and this is \(WireProtocol.release). Install the newer release, or write \"\(WireProtocol.release)\" here and see whether the game does without"
        )
      }
    }
    return found
  }
}

/// A release of Arcane: three numbers.
struct Release: Comparable {
  var parts: [Int]

  init?(_ text: String) {
    let numbers = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 3, numbers.allSatisfy({ ($0 ?? -1) >= 0 }) else { return nil }
    parts = numbers.compactMap { $0 }
  }

  static func < (left: Self, right: Self) -> Bool { left.parts.lexicographicallyPrecedes(right.parts) }
}

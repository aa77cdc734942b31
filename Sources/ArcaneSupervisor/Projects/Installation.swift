import ArcaneLinux
import Glibc

/// The files next to the program: the folder of an installed Arcane, or the checkout that it was built in.
enum Installation {
  /// The library's declarations, for editors and the type check; nil where they are missing.
  static var types: String? { folder(installed: "types", checkout: "Sources/ArcaneWorker/Runtime/types") }
  /// Templates of new projects.
  static var templates: String? { folder(installed: "templates", checkout: "templates") }
  /// The player for shipped games; nil if it has not been bundled.
  static var player: String? {
    if exists(ownFolder + "/player.txt") { return ownFolder }
    return folder(installed: nil, checkout: ".build/bundle").flatMap { exists($0 + "/player.txt") ? $0 : nil }
  }
  /// Programs that scripts/setup has unpacked in a checkout; nil in an installed Arcane.
  static var fetchedPrograms: String? { folder(installed: nil, checkout: ".deps") }

  /// The error for a missing part of the installation.
  static func missing(_ what: String) -> StartFailure {
    StartFailure("\(ownFolder) has no folder \(what), so this Arcane is not whole. Install it anew: scripts/install, or the package")
  }

  static let ownFolder: String = (try? executablePath()).map(FilePath.folder) ?? "/usr/lib/arcane"

  private static func folder(installed: String?, checkout: String) -> String? {
    if let installed, isFolder("\(ownFolder)/\(installed)") { return "\(ownFolder)/\(installed)" }
    // .build/release is a link into a folder named after the platform.
    var parent = ownFolder
    for _ in 0..<4 where parent != "/" {
      parent = FilePath.folder(of: parent)
      if isFolder("\(parent)/Sources/ArcaneSupervisor"), isFolder("\(parent)/\(checkout)") { return "\(parent)/\(checkout)" }
    }
    return nil
  }
}

func isFolder(_ path: String) -> Bool { FilePath.isFolder(path) }
func exists(_ path: String) -> Bool { FilePath.exists(path) }

/// Names in a folder, sorted; nil if it cannot be read.
func names(in folder: String) -> [String]? { FilePath.names(in: folder)?.sorted() }

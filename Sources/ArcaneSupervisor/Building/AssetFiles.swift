import ArcaneModules
import Glibc

/// The assets of a project: which files go into the pack, and whether it contains every file that the code names.
struct AssetFiles {
  let root: String
  private let entryFolder: String
  /// Relative to the root, sorted.
  private(set) var paths: [String] = []
  private var byLowerCase: [String: String] = [:]

  private static let passedOver: Set<String> = ["node_modules", "dist", "target"]

  /// - Parameter include: files and folders from arcane.json, in addition to the usual ones.
  init(root: String, entryFolder: String, include: [String], outside: (String) -> Bool) throws {
    self.root = root
    self.entryFolder = entryFolder
    var found: Set<String> = []
    Self.walk(root, "", all: false, outside, &found)
    for path in include {
      let full = absolutePath("\(root)/\(path)")
      guard full.hasPrefix(root + "/") else { throw Self.mistake(root, "\"include\" names \(path), which is not below the project's folder") }
      if isFolder(full) {
        Self.walk(root, String(full.dropFirst(root.count + 1)) + "/", all: true, outside, &found)
      } else if isFile(full) {
        found.insert(String(full.dropFirst(root.count + 1)))
      } else {
        throw Self.mistake(root, "\"include\" names \(path), and there is no such file or folder")
      }
    }
    paths = found.sorted()
    for path in paths { byLowerCase[path.lowercased()] = path }
  }

  private static func mistake(_ root: String, _ message: String) -> Diagnostic { GameProject.mistake(root + "/arcane.json", key: "include", message) }

  private static func walk(_ root: String, _ folder: String, all: Bool, _ outside: (String) -> Bool, _ found: inout Set<String>) {
    for name in names(in: "\(root)/\(folder)") ?? [] where !name.hasPrefix(".") && !passedOver.contains(name) {
      let path = folder + name
      if outside("\(root)/\(path)") { continue }
      if isFolder("\(root)/\(path)") {
        var status = stat()
        // Links to folders are skipped: they may form a cycle.
        if lstat("\(root)/\(path)", &status) == 0, status.st_mode & S_IFMT == S_IFDIR { walk(root, path + "/", all: all, outside, &found) }
      } else if isFile("\(root)/\(path)"), all || AssetLiterals.isAsset(name) {
        found.insert(path)
      }
    }
  }

  /// A diagnostic for an asset's name in code; nil if a file of exactly that name exists.
  func problem(with literal: AssetLiterals.Literal, in path: String, _ source: String) -> Diagnostic? {
    let full = literal.text.hasPrefix("/") ? absolutePath(literal.text) : absolutePath("\(entryFolder)/\(literal.text)")
    func diagnostic(_ message: String) -> Diagnostic {
      let lines = source.split(separator: "\n", maxSplits: literal.position.line, omittingEmptySubsequences: false)
      let line = literal.position.line <= lines.count ? String(lines[literal.position.line - 1]) : nil
      return Diagnostic(message: message, path: path, position: literal.position, length: literal.text.utf16.count + 2, lineText: line)
    }
    guard full.hasPrefix(root + "/") else {
      return diagnostic("\"\(literal.text)\" is outside of the project, \(displayPath(root)), and players do not have it. Move it into the project")
    }
    let relative = String(full.dropFirst(root.count + 1))
    if byLowerCase[relative.lowercased()] == relative || paths.contains(relative) { return nil }
    if let other = byLowerCase[relative.lowercased()] {
      return diagnostic(
        "\"\(literal.text)\" is called \(other) on the disk: in another case it is another file where players are. Write it the same way")
    }
    let near = NearestName.of(relative, among: paths).map { ". Did you mean \($0)?" } ?? ""
    return diagnostic("there is no file \"\(literal.text)\"\(near)")
  }
}

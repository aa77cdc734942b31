import ArcaneIPC
import ArcaneModules
import Glibc

/// The files of a new project, with placeholders for its name, from the folder of templates.
struct ProjectTemplate {
  enum Name: String, CaseIterable { case minimal, platformer, puzzle, topdown }

  struct File {
    /// Relative to the project.
    var path: String
    var bytes: [UInt8]
  }

  private let root: String

  init() throws {
    guard let root = Installation.templates else { throw Installation.missing("templates") }
    self.root = root
  }

  /// One line about the template.
  func summary(_ name: Name) throws -> String {
    try ProjectText.read("\(root)/\(name.rawValue)/template.txt").split(separator: "\n").first.map(String.init) ?? ""
  }

  /// Files of every project: settings, tasks, README and AGENTS.md.
  func common(title: String, id: String, summary: String) throws -> [File] {
    try Self.files(in: root + "/common").map { file in
      var path = file
      // Hidden files would take effect in the repository that contains the templates.
      if path.hasPrefix("dot-") { path = "." + path.dropFirst(4) }
      let bytes = try ProjectText.bytes("\(root)/common/\(file)")
      guard !path.hasSuffix(".png") else { return File(path: path, bytes: bytes) }
      var text = String(decoding: bytes, as: UTF8.self)
      for (mark, value) in [("{{title}}", title), ("{{id}}", id), ("{{summary}}", summary), ("{{release}}", WireProtocol.release)] {
        text = text.split(separator: mark, omittingEmptySubsequences: false).joined(separator: value)
      }
      return File(path: path, bytes: Array(text.utf8))
    }
  }

  /// The game itself.
  func game(_ name: Name) throws -> [File] {
    try Self.files(in: "\(root)/\(name.rawValue)").filter { $0 != "template.txt" }.map {
      File(path: $0, bytes: try ProjectText.bytes("\(root)/\(name.rawValue)/\($0)"))
    }
  }

  /// Paths below the folder, sorted.
  private static func files(in folder: String) throws -> [String] {
    guard let found = names(in: folder) else { throw Installation.missing("templates") }
    return try found.flatMap { name in
      isFolder("\(folder)/\(name)") ? try files(in: "\(folder)/\(name)").map { "\(name)/\($0)" } : [name]
    }
  }

  /// A title from a folder's name: `star-fall` becomes "Star Fall".
  static func title(of name: String) -> String {
    name.split { $0 == "-" || $0 == "_" || $0 == "." || $0 == " " }.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
  }

  /// A part of an id: lower case letters, digits and `_`, not beginning with a digit.
  static func id(of name: String) -> String {
    let letters = name.lowercased().unicodeScalars.map { scalar in
      ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) ? Character(scalar) : "_"
    }
    let text = String(letters)
    return text.first.map { $0.isNumber } ?? true ? "game" + text : text
  }
}

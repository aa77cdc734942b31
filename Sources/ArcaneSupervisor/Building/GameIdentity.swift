import ArcaneModules
import Glibc

/// The names of a shipped game, from arcane.json, with sensible defaults.
struct GameIdentity {
  var id: String
  var name: String
  var version: String
  var summary: String
  var author: String?
  var licence: String?
  var homepage: String?
  /// The command that a player types, and the name of the program's file.
  var command: String
  /// Of Debian.
  var package: String

  static let architecture = "amd64"
  var architecture: String {
    #if arch(arm64)
      "arm64"
    #else
      Self.architecture
    #endif
  }

  init(_ project: GameProject, entry: String) throws {
    let folder = fileName(project.folder)
    name = project.name ?? ProjectTemplate.title(of: folder)
    id = project.id ?? "local." + ProjectTemplate.id(of: folder)
    version = project.version ?? "0.0.0"
    summary = project.summary ?? "A game"
    (author, licence, homepage) = (project.author, project.licence, project.homepage)
    let letters = name.lowercased().unicodeScalars.map { ("a"..."z").contains($0) || ("0"..."9").contains($0) ? Character($0) : "-" }
    let words = String(letters).split(separator: "-").joined(separator: "-")
    command = words.isEmpty ? "game" : words
    package = command.first.map { $0.isNumber } ?? true || command.count < 2 ? "game-" + command : command
    if let file = project.file, file.hasSuffix("/arcane.json") {
      let parts = id.split(separator: ".", omittingEmptySubsequences: false)
      let isGood =
        parts.count >= 2
        && parts.allSatisfy { part in
          part.first.map { $0.isLetter && $0.isASCII } ?? false
            && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
        }
      guard isGood, id.utf8.count <= 200 else {
        throw GameProject.mistake(
          file, key: "id", "\"id\" must be a name in reverse domain order, such as \"org.example.\(ProjectTemplate.id(of: folder))\"")
      }
      guard version.first?.isNumber ?? false, version.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || ".+~".contains($0)) }) else {
        throw GameProject.mistake(
          file, key: "version", "\"version\" must begin with a digit and have letters, digits, '.', '+' and '~', such as \"1.0.0\"")
      }
      for (key, text) in [("name", name), ("summary", summary), ("author", author ?? "")] where text.contains(where: \.isNewline) {
        throw GameProject.mistake(file, key: key, "\"\(key)\" must be one line")
      }
    }
  }

  /// What to change before the game is shipped.
  func warnings(_ project: GameProject) -> [Diagnostic] {
    guard id.hasPrefix("org.example."), let file = project.file else { return [] }
    var warning = GameProject.mistake(
      file, key: "id", "\"id\" is still the example's. Saves are kept under it: choose a name of your own before you give the game away")
    warning.severity = .warning
    return [warning]
  }

  var maintainer: String { author.map { $0.contains("<") ? $0 : "\($0) <nobody@localhost>" } ?? "unknown <nobody@localhost>" }

  var copyright: String {
    "\(name) \(version)\n" + (author.map { "By \($0)\n" } ?? "") + (licence.map { "Licence: \($0)\n" } ?? "")
      + "\nThe engine's parts and their licences are listed in /usr/lib/\(package)/licences.\n"
  }

  // MARK: For desktops

  private func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.append(character)
      }
    }
    return result
  }

  /// Desktop Entry Specification.
  var desktopEntry: String {
    """
    [Desktop Entry]
    Type=Application
    Name=\(name)
    Comment=\(summary)
    Exec=\(command)
    Icon=\(id)
    Categories=Game;
    Terminal=false
    StartupWMClass=\(id)

    """
  }

  /// AppStream, "Desktop Applications".
  var appStream: String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <component type="desktop-application">
      <id>\(escaped(id))</id>
      <metadata_license>CC0-1.0</metadata_license>
      <project_license>\(escaped(licence ?? "LicenseRef-proprietary"))</project_license>
      <name>\(escaped(name))</name>
      <summary>\(escaped(summary))</summary>
      <description><p>\(escaped(summary))</p></description>
      <launchable type="desktop-id">\(escaped(id)).desktop</launchable>
      <content_rating type="oars-1.1"/>
    \(homepage.map { "  <url type=\"homepage\">\(escaped($0))</url>\n" } ?? "")\
    \(author.map { "  <developer id=\"\(escaped(id))\"><name>\(escaped($0))</name></developer>\n" } ?? "")\
      <releases><release version="\(escaped(version))" date="\(Self.date)"/></releases>
    </component>

    """
  }

  private static var date: String {
    var seconds = time_t(OutputTree.time)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(1900 + Int(parts.tm_year))-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
  }
}

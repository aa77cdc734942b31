// What a game's folder says of itself: arcane.json, or `main` in a package.json where there is none.
import ArcaneLinux
import Glibc

/// The settings of arcane.json. Every one may be left out.
public struct GameProject: Equatable, Sendable {
  /// Absolute.
  public var folder: String
  /// The file that was read; nil when the folder says nothing of itself.
  public var file: String?
  /// As written: the entry file, relative to the folder.
  public var main: String?
  /// The release of Arcane that the project was made with.
  public var release: String?
  /// A name in reverse domain order, such as `org.example.starfall`: of saves, of the desktop entry, of the package.
  public var id: String?
  public var name: String?
  public var version: String?
  public var summary: String?
  public var author: String?
  public var licence: String?
  public var homepage: String?
  /// A picture, relative to the folder.
  public var icon: String?
  /// Of the window, in logical pixels.
  public var width: UInt32?
  public var height: UInt32?
  /// Languages whose rules of numbers, dates and sorting a shipped game brings along.
  public var locales: [String] = []
  /// Files and folders to ship that no literal in the code names.
  public var include: [String] = []
  /// Settings that mean nothing here, most likely misspelt.
  public var warnings: [Diagnostic] = []

  public init(folder: String) { self.folder = folder }

  static let settings: [String] = [
    "arcane", "author", "height", "homepage", "icon", "id", "include", "licence", "license", "locales", "main", "name", "summary", "version", "width",
  ]

  /// What the folder itself says; nothing where it has neither file.
  public static func read(in folder: String) throws(Diagnostic) -> GameProject {
    if FilePath.isFile(folder + "/arcane.json") { return try GameProject(arcaneFile: folder + "/arcane.json") }
    var project = GameProject(folder: folder)
    // A package.json that cannot be read is for npm to complain about; here it only could have named the entry.
    if let bytes = try? FileBytes.read(folder + "/package.json", limit: 4 << 20), let document = try? JSONValue(parsing: bytes) {
      project.file = folder + "/package.json"
      project.main = document["main"]?.string.flatMap { isScript($0) ? $0 : nil }
    }
    return project
  }

  /// The project that a file belongs to: the nearest folder from its own upwards with an arcane.json, else its own folder.
  public static func of(entry: String) throws(Diagnostic) -> GameProject {
    let own = FilePath.folder(of: entry)
    for folder in FilePath.ancestors(of: own) where FilePath.isFile(folder + "/arcane.json") { return try read(in: folder) }
    return try read(in: own)
  }

  /// Names that an entry file usually has; the second and third are those of original Arcane projects.
  public static let usualEntries = ["game.ts", "src/visual.ts", "src/game.ts"]

  public static func isScript(_ path: String) -> Bool {
    [".ts", ".tsx", ".mts", ".js", ".jsx", ".mjs"].contains(FilePath.fileExtension(of: path))
  }

  /// The entry file's absolute path; nil where nothing names one.
  public func entry() throws(Diagnostic) -> String? {
    if let main {
      let path = FilePath.join(folder, main)
      if FilePath.isFile(path) { return path }
      // npm's packages name files that a build has yet to make.
      if let file, file.hasSuffix("/arcane.json") {
        throw Self.mistake(file, key: "main", "\"main\" names \(main), and there is no such file")
      }
    }
    return Self.usualEntries.map { folder + "/" + $0 }.first(where: FilePath.isFile)
  }
}

extension GameProject {
  private init(arcaneFile file: String) throws(Diagnostic) {
    self.init(folder: FilePath.folder(of: file))
    self.file = file
    let bytes: [UInt8]
    let document: JSONValue
    do { bytes = try FileBytes.read(file, limit: 1 << 20) } catch { throw Diagnostic(message: "cannot be read: \(error)", path: file) }
    do { document = try JSONValue(parsing: bytes, dialect: .tsconfig) } catch { throw Diagnostic(jsonError: error, path: file, bytes: bytes) }
    guard case .object(let members) = document else { throw Diagnostic(message: "must be an object: { \"main\": \"game.ts\" }", path: file) }
    for member in members {
      func text() throws(Diagnostic) -> String {
        guard let text = member.value.string else { throw Self.mistake(bytes, file, key: member.key, "\"\(member.key)\" must be a text in quotes") }
        return text
      }
      func texts() throws(Diagnostic) -> [String] {
        guard case .array(let elements) = member.value, elements.allSatisfy({ $0.string != nil }) else {
          throw Self.mistake(bytes, file, key: member.key, "\"\(member.key)\" must be a list of texts: [\"…\"]")
        }
        return elements.compactMap(\.string)
      }
      func side() throws(Diagnostic) -> UInt32 {
        guard case .number(let digits) = member.value, let number = UInt32(digits), (1...16384).contains(number) else {
          throw Self.mistake(bytes, file, key: member.key, "\"\(member.key)\" must be a whole number of pixels from 1 to 16384")
        }
        return number
      }
      switch member.key {
      case "arcane": release = try text()
      case "author": author = try text()
      case "height": height = try side()
      case "homepage": homepage = try text()
      case "icon": icon = try text()
      case "id": id = try text()
      case "include": include = try texts()
      case "licence", "license": licence = try text()
      case "locales": locales = try texts()
      case "main": main = try text()
      case "name": name = try text()
      case "summary": summary = try text()
      case "version": version = try text()
      case "width": width = try side()
      // For schemas of editors.
      case "$schema": break
      default:
        let near = NearestName.of(member.key, among: Self.settings).map { "; did you mean \"\($0)\"?" } ?? ""
        var warning = Self.mistake(bytes, file, key: member.key, "\"\(member.key)\" is no setting of arcane.json\(near)")
        warning.severity = .warning
        warnings.append(warning)
      }
    }
  }

  /// At the first place where the setting's name stands in quotes.
  private static func mistake(_ bytes: [UInt8], _ file: String, key: String, _ message: String) -> Diagnostic {
    let position = bytes.firstOffset(of: Array("\"\(key)\"".utf8)).map { LinePosition(offset: $0, in: bytes) }
    return Diagnostic(
      message: message, path: file, position: position,
      lineText: position.flatMap { bytes.line($0.line) }.map { String(decoding: $0, as: UTF8.self) })
  }

  /// Something is wrong with the value of a setting.
  public static func mistake(_ file: String, key: String, _ message: String) -> Diagnostic {
    mistake((try? FileBytes.read(file, limit: 1 << 20)) ?? [], file, key: key, message)
  }
}

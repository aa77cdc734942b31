import ArcaneLinux
import Glibc

/// Save games: `.arcane/saves/<key>.json` below the entry file's folder, or those of a finished game in its data folder. The one owner of these files; what is in them is the
/// game's (Runtime/storage).
///
/// The folder belongs to a repository that may be a stranger's, so nothing here follows a symbolic link below it, and the
/// files are this user's alone.
final class SaveFiles {
  let entryFolder: String
  /// Drafts of processes that died are looked for once.
  private var hasCleaned = false

  /// Bytes of a save that are read; a game that needs more keeps them elsewhere.
  private static let limit = 256 << 20

  init(entryFolder: String) { self.entryFolder = entryFolder }

  /// Letters, digits, `_` and `-` only, so that a key never leaves the folder; nil otherwise.
  private func name(_ key: String) -> String? {
    guard !key.isEmpty, key.utf8.count <= 200,
      key.unicodeScalars.allSatisfy({ $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "_" || $0 == "-" })
    else { return nil }
    return key + ".json"
  }

  private func folder(creating: Bool) throws(SystemError) -> Folder {
    let mode: mode_t? = creating ? 0o700 : nil
    if let home = PackedGame.current?.dataFolder {
      if creating { GameLog.makeFolders(home) }
      return try Folder(home).folder("saves", creating: mode)
    }
    return try Folder(entryFolder).folder(".arcane", creating: mode).folder("saves", creating: mode)
  }

  /// False for a key that is none.
  func save(_ key: String, _ value: String) throws(SystemError) -> Bool {
    guard let name = name(key) else { return false }
    let folder = try folder(creating: true)
    if !hasCleaned {
      hasCleaned = true
      try folder.removeStaleDrafts()
    }
    try folder.write(name, Array(value.utf8), mode: 0o600, isDurable: true)
    return true
  }

  /// nil where nothing is saved.
  func load(_ key: String) throws(SystemError) -> String? {
    guard let name = name(key) else { return nil }
    do throws(SystemError) {
      return String(decoding: try folder(creating: false).read(name, limit: Self.limit), as: UTF8.self)
    } catch  where error.code == ENOENT {
      return nil
    }
  }

  /// False where there was nothing.
  func delete(_ key: String) throws(SystemError) -> Bool {
    guard let name = name(key) else { return false }
    do throws(SystemError) {
      try folder(creating: false).remove(name)
      return true
    } catch  where error.code == ENOENT {
      return false
    }
  }

  /// Keys, sorted.
  func list() throws(SystemError) -> [String] {
    do throws(SystemError) {
      return try folder(creating: false).names().compactMap { file in
        guard file.hasSuffix(".json") else { return nil }
        let key = String(file.dropLast(5))
        return name(key) == nil ? nil : key
      }.sorted()
    } catch  where error.code == ENOENT {
      return []
    }
  }

  /// What went wrong, for a person.
  static func wording(_ error: SystemError) -> String {
    switch error.code {
    case ELOOP: "\(error.subject) is a symbolic link, and saves are not read through one"
    case ENOTDIR: "\(error.subject) is no folder, or a symbolic link to one, and saves are not written through one"
    case EINVAL: "\(error.subject) is no file"
    case EFBIG where error.call == "read": "\(error.subject) is larger than \(limit >> 20) MB"
    default: "\(error.subject): \(String(cString: strerror(error.code)))"
    }
  }
}

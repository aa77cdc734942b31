import ArcaneLinux
import Glibc

/// Saves: `.arcane/saves/<key>.json` below the entry file's folder, or in the data folder of a shipped game. The only
/// owner of these files; their content is the game's (Runtime/storage).
///
/// The folder may belong to an untrusted repository, so nothing here follows a symbolic link below it, and the files
/// are private.
final class SaveFiles {
  let entryFolder: String
  /// Temporary files of dead processes are removed once.
  private var hasCleaned = false

  /// Maximum size of a save in bytes.
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

  /// False for an invalid key.
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

  /// nil if there is no such save.
  func load(_ key: String) throws(SystemError) -> String? {
    guard let name = name(key) else { return nil }
    do throws(SystemError) {
      return String(decoding: try folder(creating: false).read(name, limit: Self.limit), as: UTF8.self)
    } catch  where error.code == ENOENT {
      return nil
    }
  }

  /// False if there was none.
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

  /// The error as a message.
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

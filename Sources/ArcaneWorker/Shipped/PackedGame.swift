import ArcaneGraphics
import ArcaneIPC
import ArcaneLinux
import Glibc

/// The shipped game that this process plays, if any: assets come from the pack, and saves go to the user's data folder.
struct PackedGame {
  let pack: GamePack
  /// `$XDG_DATA_HOME/<id>`: saves.
  let dataFolder: String
  /// `$XDG_STATE_HOME/<id>`: the log, and crash reports.
  let stateFolder: String

  /// Nil in every worker of a supervisor.
  // Safe: set once, while the process has one thread, before the game is forked from it; read only from then on.
  nonisolated(unsafe) static var current: PackedGame?

  struct Unusable: Error, CustomStringConvertible {
    let description: String
  }

  /// Mapped for the life of the process.
  init(path: String) throws {
    let raw = open(path, O_RDONLY | O_CLOEXEC)
    if raw < 0 { throw SystemError.last("open", path) }
    let descriptor = Descriptor(owning: raw)
    var status = stat()
    guard fstat(descriptor.raw, &status) == 0 else { throw SystemError.last("fstat", path) }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_size > 0,
      let base = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor.raw, 0), base != MAP_FAILED
    else { throw Unusable(description: "\(path): is no game that 'arcane build' made") }
    do { pack = try GamePack(UnsafeRawBufferPointer(start: base, count: Int(status.st_size))) } catch {
      if case .outOfRange(GamePack.protocolField, _) = error {
        throw Unusable(description: "\(path): was made by another Arcane than this player. They belong together: get the game anew")
      }
      throw Unusable(description: "\(path): is no game that 'arcane build' made, or is damaged (\(error)). Get it anew")
    }
    guard pack.head.release == WireProtocol.release else {
      throw Unusable(
        description:
          "\(path): was made by Arcane \(pack.head.release), and this player is of \(WireProtocol.release). They belong together: get the game anew")
    }
    let id = pack.head.id
    guard !id.isEmpty, !id.hasPrefix("."), !id.contains("/") else {
      throw Unusable(description: "\(path): the game's id, '\(id)', is no name of a folder")
    }
    dataFolder = Self.folder("XDG_DATA_HOME", "/.local/share") + "/" + id
    stateFolder = Self.folder("XDG_STATE_HOME", "/.local/state") + "/" + id
  }

  /// XDG Base Directory Specification; a temporary folder if not even HOME is set.
  private static func folder(_ variable: String, _ usual: String) -> String {
    func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) }.flatMap { $0.hasPrefix("/") ? $0 : nil } }
    return value(variable) ?? value("HOME").map { $0 + usual } ?? "/tmp/arcane-\(getuid())"
  }

  /// The file behind an asset's name; nil for what is not in this pack.
  func file(_ key: String) throws -> [UInt8]? {
    guard key.hasPrefix(GamePack.root + "/"), let (file, bytes) = pack.file(String(key.dropFirst(GamePack.root.count + 1))) else { return nil }
    switch file.packing {
    case .stored: return Array(bytes)
    case .deflated:
      guard let inflated = Inflating.inflated(bytes, size: Int(file.size)) else { throw Unusable(description: "is damaged in the pack") }
      return inflated
    }
  }
}

/// An asset's file: from the pack of a shipped game, else from the disk.
func assetFile(_ key: String) throws -> [UInt8] {
  try PackedGame.current?.file(key) ?? FileBytes.read(key)
}

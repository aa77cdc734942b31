import ArcaneIPC
import ArcaneLinux

/// Assets by the names that games use.
final class GameAssets {
  let store: AssetStore
  /// The entry file's.
  private let folder: String
  private let warnings: Warnings

  init(_ store: AssetStore, folder: String, _ warnings: Warnings) { (self.store, self.folder, self.warnings) = (store, folder, warnings) }

  /// The absolute path for a path relative to the game's folder, or an absolute one.
  func path(_ path: String) -> String { path.hasPrefix("/") ? FilePath.normalized(path) : FilePath.normalized(folder + "/" + path) }

  /// The ID, after a warning if there are suspiciously many names.
  func given(_ id: UInt32) -> UInt32 {
    if let family = store.takeCrowded() {
      warnings.once(
        "crowded:\(family)",
        "the game has loaded 10,000 \(family.plural), and may have 65,536. A name gives the same each time: use names again instead of making new ones"
      )
    }
    return id
  }
}

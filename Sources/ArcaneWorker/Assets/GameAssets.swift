import ArcaneIPC

/// Assets by the names that games use.
final class GameAssets {
  let store: AssetStore
  /// The entry file's.
  private let folder: String
  private let warnings: Warnings

  init(_ store: AssetStore, folder: String, _ warnings: Warnings) { (self.store, self.folder, self.warnings) = (store, folder, warnings) }

  /// The absolute path for a path relative to the game's folder, or an absolute one.
  func path(_ path: String) -> String { path.hasPrefix("/") ? normalized(path) : normalized(folder + "/" + path) }

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

/// Without `.`, `..` and doubled slashes, so that each file has one name, the same as in the watcher.
func normalized(_ path: String) -> String {
  if isNormalized(path) { return path }
  var parts: [Substring] = []
  for part in path.split(separator: "/") {
    switch part {
    case ".": continue
    case "..": _ = parts.popLast()
    default: parts.append(part)
    }
  }
  return "/" + parts.joined(separator: "/")
}

/// A fast check that holds for nearly every path: games load hundreds before their first frame. False for some
/// normalized paths, with names that begin with a dot.
private func isNormalized(_ path: String) -> Bool {
  var before = UInt8(ascii: "a")
  for byte in path.utf8 {
    if before == UInt8(ascii: "/"), byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") { return false }
    before = byte
  }
  return path.utf8.first == UInt8(ascii: "/") && (before != UInt8(ascii: "/") || path.utf8.count == 1)
}

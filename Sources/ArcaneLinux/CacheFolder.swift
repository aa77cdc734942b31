/// The user's cache folder (XDG Base Directory Specification).
public enum CacheFolder {
  /// Of all programs; nil where the environment names no place.
  public static func path(_ environment: [String: String]) -> String? {
    if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") { return folder }
    if let home = environment["HOME"], home.hasPrefix("/") { return home + "/.cache" }
    return nil
  }

  /// Arcane's own.
  public static func arcane(_ environment: [String: String]) -> String? { path(environment).map { $0 + "/arcane" } }
}

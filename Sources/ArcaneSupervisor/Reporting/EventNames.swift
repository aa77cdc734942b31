/// The events of a session, as docs/editors.md lists them; a test compares.
enum EventNames {
  static let all = [
    "started", "ready", "playing", "reloaded", "unchanged", "buildFailed", "loading", "gameFailed", "crashed", "assetReloaded", "assetFailed",
    "receipt", "warning", "notice", "console", "typesChecked", "typeCheckBegins", "note", "failure", "fatal", "debug",
    "mechanisms",
  ]
}

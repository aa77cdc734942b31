import Glibc

/// The part of Arcane that a shipped game contains: the worker and its libraries, as laid out by scripts/bundle.
struct Player {
  let folder: String
  /// Names in the folder: what goes into `lib` of a game.
  let files: [String]
  /// The Debian packages that the host must have.
  let depends: String

  init() throws {
    guard let folder = Installation.player else {
      throw StartFailure(
        "the player that games are given away with is not here. An installed Arcane has it; in a checkout, scripts/bundle makes it (a release build is needed: scripts/build)"
      )
    }
    self.folder = folder
    func lines(_ name: String) throws -> [String] { try ProjectText.read("\(folder)/\(name)").split(separator: "\n").map(String.init) }
    files = try lines("player.txt")
    depends = try lines("player-depends.txt").first ?? ""
  }

  func path(_ name: String) -> String { "\(folder)/\(name)" }
}

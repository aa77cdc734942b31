import Glibc

/// A folder made by `arcane build`, which contains its own player.
enum FinishedGame {
  static func isThere(_ path: String) -> Bool { isFile(path + "/game.pack") && access(path + "/lib/arcane-worker", X_OK) == 0 }

  /// Replaces this process by the game.
  static func play(_ folder: String, _ options: [String], arguments: [String]) throws -> Never {
    let program = folder + "/lib/arcane-worker"
    let words = [program, "--game", folder + "/game.pack"] + options + ["--"] + arguments
    var argv: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    execv(program, &argv)
    throw StartFailure("\(displayPath(program)): \(String(cString: strerror(errno)))")
  }
}

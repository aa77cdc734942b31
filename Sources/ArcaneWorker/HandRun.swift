import ArcaneLinux
import Glibc

/// `arcane-worker game.ts --headless …` by hand. A worker knows modules, not TypeScript, and needs somebody to transpile
/// for it: that is `arcane-supervise run`, which starts a worker in turn and ends with the game's outcome.
enum HandRun {
  static func run(_ arguments: [String]) -> Never {
    let own = (try? executablePath()) ?? ""
    let supervisor = String(own.dropLast("arcane-worker".count)) + "arcane-supervise"
    let rest = arguments.first == "run" ? Array(arguments.dropFirst()) : arguments
    var argv: [UnsafeMutablePointer<CChar>?] = ([supervisor, "run"] + (rest.isEmpty ? ["--help"] : rest)).map { strdup($0) } + [nil]
    execv(supervisor, &argv)
    writeError("arcane-worker: \(supervisor): \(String(cString: strerror(errno))). It belongs beside this program.")
    exit(3)
  }
}

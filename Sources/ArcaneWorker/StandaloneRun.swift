import ArcaneLinux
import Glibc

/// `arcane-worker game.ts --headless …`: a worker cannot transpile TypeScript, so this becomes `arcane-supervise run`,
/// which starts a worker itself and ends with the game's exit code.
enum StandaloneRun {
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

import ArgumentParser

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check the types of a game.",
    discussion: """
      The engine takes types away and does not check them. This does, with a real compiler: tsgo or tsc of the project's \
      node_modules, else tsgo or tsc on PATH, else deno (the one that scripts/setup --test fetches, or the one that \
      ARCANE_DENO names, or one on PATH). The settings are those of the project's tsconfig.json; without one, strict ones.

      Ends with 0 if there is no error, with 1 if there is one, with 3 if there is no compiler or it fails.
      'arcane dev --check' checks beside the game, after each save.
      """)

  @Argument(help: ArgumentHelp("A file or folder of the project. Default: this folder.", valueName: "path"), completion: .file())
  var path = "."

  @Flag(help: "Keep running, and check again after each change.")
  var watch = false

  @Option(help: ArgumentHelp("Stop a compiler that takes longer than this; 0: never.", valueName: "seconds"))
  var timeout = TypeCheckRun.defaultLimit

  @Flag(help: "Report as JSON, one object a line, on standard output.")
  var json = false

  func validate() throws {
    if !(0...86_400).contains(timeout) { throw ValidationError("--timeout takes 0 to 86400 seconds") }
  }

  func run() throws { CheckRun.start(path: absolutePath(path), watches: watch, seconds: timeout, json: json) }
}

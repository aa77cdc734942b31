import ArgumentParser

struct Build: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a game that others can start without Arcane.",
    discussion: """
      Builds all modules, checks that every picture, sound and font that the code names is there by exactly that name, and \
      packs them with the engine. The result starts on any 64-bit Linux of 2022 or later with OpenGL, from any folder.

      The form is told by the end of -o:
          starfall/          a folder; start starfall/starfall
          starfall.tar.zst   the same, packed
          starfall.deb       a package of Debian and Ubuntu
          starfall.run       one file that unpacks itself at its first start

      Name, version, id, icon and languages come from arcane.json. Two builds of the same game are the same bytes; \
      SOURCE_DATE_EPOCH sets the time that files bear. 'arcane run starfall/' plays a folder.
      """)

  @Argument(
    help: ArgumentHelp("The game's entry file, or its folder. Default: this folder.", valueName: "game.ts"),
    completion: .file(extensions: ["ts", "tsx", "mts", "js"]))
  var entry: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where to write it. Default: dist/NAME/ in the project.", valueName: "path"), completion: .file())
  var output: String?

  @Flag(help: "Compress less: takes seconds, and the file is a quarter larger.")
  var quick = false

  @Flag(help: "Report events as JSON, one object a line, on standard output.")
  var json = false

  func run() throws {
    let reporter = Reporter(json: json, verbose: false)
    do { try GameBuilder(GameEntry.find(entry), output: output, quick: quick, reporter).build() } catch { reporter.end(error) }
  }
}

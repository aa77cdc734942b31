import ArcaneModules
import ArgumentParser
import Glibc

struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check whether games can play here, and say how to get what is missing.",
    discussion: """
      Looks at the two programs, V8, OpenGL and its driver, the display, sound, gamepads, esbuild, a TypeScript compiler, \
      the limits of file watching and whether a save in this folder is reported, memory, and what a game may write to. Ends with 1 if something \
      keeps games from playing, with 0 otherwise.
      """)

  @Flag(help: "Report as one JSON object on standard output.")
  var json = false

  func run() throws {
    let examination = Examination(folder: absolutePath("."))
    if json {
      let all = JSONValue.fields([("well", .boolean(examination.isWell)), ("findings", .array(examination.findings.map(\.json)))])
      writeAll(STDOUT_FILENO, all.text + "\n")
    } else {
      var text = ""
      for finding in examination.findings {
        text += "\(padded(finding.state.rawValue, 8))\(padded(finding.name, 13))\(finding.text)\n"
        if let remedy = finding.remedy { text += "\(padded("", 21))\(remedy)\n" }
      }
      text += examination.isWell ? "Games play here.\n" : "Games do not play here yet.\n"
      writeAll(STDOUT_FILENO, text)
    }
    if !examination.isWell { Glibc.exit(1) }
  }
}

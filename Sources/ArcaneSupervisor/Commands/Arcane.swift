import ArcaneIPC
import ArcaneLinux
import ArgumentParser
import Glibc

@main
struct Arcane: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "arcane",
    abstract: "Plays 2D games written in TypeScript and shows every save at once.",
    usage: """
      arcane [<game.ts>|<folder>] [<options of dev>]
      arcane <command> …
      """,
    discussion: """
      Write a game:
          import { onFrame, drawRect } from "@arcane/runtime";
          onFrame(() => drawRect(100, 100, 50, 50, { color: "#ff8800" }));

      Play it, and keep your editor open beside it; in its folder, 'arcane' alone does:
          arcane game.ts

      Test it:
          arcane test

      A folder stands for the game in it: "main" of its arcane.json or package.json, else game.ts. arcane-supervise is \
      another name of this program.

      Exit codes: 0 the game ended well; 1 the game failed; 3 something it needs is missing; \
      4 the game hung; 64 wrong arguments. A game may end itself with a code of its own.
      """,
    version: WireProtocol.release,
    subcommands: [Dev.self, Run.self, Test.self, Check.self, Build.self, New.self, Init.self, Doctor.self],
    groupedSubcommands: [
      CommandGroup(
        name: "Asking and controlling a running dev",
        subcommands: [
          Status.self, Wait.self, Reload.self, Pause.self, Resume.self, Step.self, StepUntil.self, Speed.self, Input.self, Screenshot.self,
          Eval.self, State.self, Describe.self, Inspect.self, Actions.self, Act.self, SceneCommand.self, Logs.self, Assets.self, Perf.self,
          Stop.self, MCP.self,
        ])
    ])

  static func main() {
    StandardDescriptors.makeValid()
    InitProcess.standIn()
    switch CommandWords.read(Array(CommandLine.arguments.dropFirst())) {
    case .command(let arguments):
      FirstWorker.start(arguments)
      main(arguments)
      endProgram(0)
    case .mistake(let message):
      writeAll(STDERR_FILENO, "arcane: error: \(message)\n")
      Glibc.exit(ExitCode.validationFailure.rawValue)
    }
  }
}

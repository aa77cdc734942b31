import ArcaneIPC
import ArgumentParser

@main
struct ArcaneSupervise: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "arcane-supervise",
    abstract: "Plays 2D games written in TypeScript and shows every save at once.",
    discussion: """
      Write a game:
          import { onFrame, drawRect } from "@arcane/runtime";
          onFrame(() => drawRect(100, 100, 50, 50, { color: "#ff8800" }));

      Play it, and keep your editor open beside it:
          arcane-supervise dev game.ts

      Test it:
          arcane-supervise test

      Exit codes: 0 the game ended well; 1 the game failed; 3 something it needs is missing; \
      4 the game hung; 64 wrong arguments. A game may end itself with a code of its own.
      """,
    version: WireProtocol.release,
    subcommands: [Dev.self, Run.self, Test.self])

  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    FirstWorker.start(arguments)
    main(arguments)
  }
}

import Testing

@testable import ArcaneSupervisor

@Suite("The first worker")
struct FirstWorkerTests {
  @Test(
    "is started ahead where a game will be played",
    arguments: [
      (["dev", "game.ts"], true), (["run", "--headless", "game.ts"], true), (["test"], false), (["test", "a.test.ts"], false), ([], false),
      (["dev"], true), (["dev", "--help"], false), (["run", "game.ts", "-h"], false), (["--version"], false), (["help", "dev"], false),
    ])
  func wanted(arguments: [String], isWanted: Bool) {
    #expect(FirstWorker.isWanted(arguments) == isWanted)
  }
}

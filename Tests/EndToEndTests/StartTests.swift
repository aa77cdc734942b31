import Foundation
import Testing

@Suite("How a session starts, or does not")
struct StartTests {
  let folder: GameFolder

  init() throws { folder = try GameFolder() }

  @Test(
    "a worker that ends at once, and one that says nothing, are reported and do no harm",
    arguments: [("exit 7", "died before it was shown: exit code 7"), ("cat >/dev/null <&3", "did not become ready within 60 seconds")])
  func failedHandshake(script: String, message: String) throws {
    try folder.write("game.ts", colorGame(1, 0, 0))
    try folder.write("fake-worker", "#!/bin/sh\n\(script)\n")
    chmod(folder.path + "/fake-worker", 0o755)
    let outcome = try Product.run(
      ["run", folder.path + "/game.ts", "--headless", "--frames", "1"], environment: ["ARCANE_WORKER": folder.path + "/fake-worker"])
    #expect(outcome.code == 3)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test("a session that cannot begin leaves no process behind", arguments: [["dev", "missing.ts"], ["run", "game.ts", "--no-such-option"]])
  func nothingLeft(arguments: [String]) throws {
    let mark = UUID().uuidString
    let outcome = try Product.run(arguments, environment: ["ARCANE_TEST_MARK": mark], directory: folder.path)
    #expect(outcome.code != 0)
    func isMarked(_ pid: String) -> Bool {
      guard let environment = FileManager.default.contents(atPath: "/proc/\(pid)/environ") else { return false }
      return environment.range(of: Data(mark.utf8)) != nil
    }
    #expect(eventually(seconds: 20) { !((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).contains(where: isMarked) })
  }
}

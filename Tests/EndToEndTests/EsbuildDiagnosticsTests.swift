import Foundation
import Testing

/// Stripped modules go to the worker without esbuild. esbuild's diagnostics about them are reported all the same.
@Suite("esbuild's diagnostics for stripped modules", .serialized) struct EsbuildDiagnosticsTests {
  let folder: GameFolder

  init() throws { folder = try GameFolder() }

  private func game(_ mark: Int, _ rest: String = "") -> String {
    "import { onFrame } from \"@arcane/runtime\";\nconst mark: number = \(mark);\n\(rest)\nconsole.log(`mark ${mark}`);\nonFrame(() => {});\n"
  }

  private func start() throws -> Pair {
    try folder.write("game.ts", game(0))
    let pair = try Pair(folder.path + "/game.ts", ["--headless"], display: nil)
    try pair.waitForConsole("mark 0")
    try pair.waitForStandby()
    return pair
  }

  @Test("a mistake that only V8 stops at is told in esbuild's words, once, all of it, and the game plays on")
  func mistake() throws {
    let pair = try start()
    try folder.write("game.ts", game(1, "let twice: number = 1; let twice = 2;\nlet again = 1; let again: string;"))
    let told = try #require(try pair.wait(for: "buildFailed")["diagnostics"] as? [[String: Any]])
    #expect(
      told.compactMap { $0["message"] as? String } == [
        "The symbol \"twice\" has already been declared", "The symbol \"again\" has already been declared",
      ])
    #expect(told.compactMap { $0["line"] as? Int } == [3, 4])
    try folder.write("game.ts", game(2))
    try pair.waitForStandby()
    let names = pair.events.compactMap { $0["event"] as? String }
    #expect(!names.contains("gameFailed") && !names.contains("warning"), "\(names)")
  }

  @Test("what esbuild finds suspicious is told after the reload, at its place in the TypeScript")
  func suspicious() throws {
    let pair = try start()
    try folder.write("game.ts", game(1, "const o: object = { a: 1,\n  a: 2 };"))
    try pair.wait(for: "reloaded")
    let told = try #require(try pair.wait(for: "warning")["diagnostic"] as? [String: Any])
    #expect(told["message"] as? String == "Duplicate key \"a\" in object literal" && told["line"] as? Int == 4 && told["column"] as? Int == 3)
  }

  @Test("a save that changes comments, types, blanks and line ends only leaves the game as it is")
  func nothing() throws {
    let pair = try start()
    try folder.write(
      "game.ts",
      "// The same game.\n\n"
        + game(0, "interface Unused { a: string }").replacingOccurrences(of: ": number", with: ": 0").replacingOccurrences(
          of: "() => {}", with: "() => {\n}"))
    try pair.wait(for: "unchanged")
    #expect(!pair.events.contains { $0["event"] as? String == "reloaded" })
  }
}

import Testing

@testable import ArcaneModules

/// What a computed `import()` asked for and did not get: the game is to ask again when that has changed.
extension GraphErrorTests {
  private func loadGame() throws {
    try folder.write("game.ts", "import './own.ts';\nexport const load = (n: number) => import(`./levels/${n}.ts`);")
    try folder.write("own.ts", "export {};")
    _ = try graph.loadNow()
  }

  /// What the import is rejected with; nil if it is not.
  private func load(_ specifier: String) throws -> String? {
    var result: Result<(url: String, delta: GraphDelta), GraphFailure>?
    graph.loadDynamic(specifier: specifier, referrer: graph.entryURL) { result = $0 }
    try #require(service.run { result != nil })
    guard case .failure(let failure)? = result else { return nil }
    return failure.text(DiagnosticStyle(currentFolder: folder.path))
  }

  @Test("the message says which file is broken, and where")
  func importMessage() throws {
    try loadGame()
    try folder.write("levels/1.ts", "import './shared.ts';\nimport './nowhere.ts';")
    try folder.write("levels/shared.ts", "export const x: number = ;")
    #expect(try load("./levels/1.ts") == "levels/1.ts:2:8: cannot find \"./nowhere.ts\"\nlevels/shared.ts:1:26: Unexpected \";\"")
    #expect(try load("./levels/2.ts") == "cannot find \"./levels/2.ts\"")
  }

  @Test("a change of the broken file, or of what it imports, is a change of the game, once for each time that it asks")
  func importMended() throws {
    try loadGame()
    try folder.write("levels/1.ts", "import './shared.ts';")
    try folder.write("levels/shared.ts", "export const x: number = ;")
    let before = graph.version
    #expect(!graph.isRelevant(folder.path + "/levels/shared.ts"))
    #expect(try load("./levels/1.ts") != nil)
    #expect(graph.isRelevant(folder.path + "/levels/shared.ts") && graph.watchedFolders.contains(folder.path + "/levels"))
    #expect(try #require(try update("own.ts").delta).version == before, "a save that changes nothing, and has nothing to do with it")
    try folder.write("levels/shared.ts", "export const x: number = 1;")
    let change = try #require(try update("levels/shared.ts").delta)
    #expect(change.isEmpty && change.version == before + 1)
    #expect(try #require(try update("levels/shared.ts").delta).version == before + 1, "the next generation has not asked yet")
    #expect(try load("./levels/1.ts") == nil)
    #expect(graph.module(url: ModuleURL.file(folder.path + "/levels/shared.ts")) != nil)
  }

  @Test("so is the appearance of a file that was missing, with its folder")
  func importAppears() throws {
    try loadGame()
    let before = graph.version
    #expect(try load("./levels/more/1.ts") != nil)
    #expect(graph.isRelevant(folder.path + "/levels"), "a folder on the way")
    try folder.write("levels/more/1.ts", "export {};")
    #expect(try #require(try update("levels").delta).version == before + 1)
    #expect(try load("./levels/more/1.ts") == nil)
  }

  @Test("a change of the game's own modules forgets what has failed: the next generation may not ask for it")
  func importForgotten() throws {
    try loadGame()
    #expect(try load("./levels/1.ts") != nil)
    try folder.write("own.ts", "export const more = 1;")
    let version = try #require(try update("own.ts").delta).version
    try folder.write("levels/1.ts", "export {};")
    #expect(try #require(try update("levels/1.ts").delta).version == version)
  }
}

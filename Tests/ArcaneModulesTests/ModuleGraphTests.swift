import Testing

@testable import ArcaneModules

@Suite("Module graph") struct ModuleGraphTests {
  let folder: TemporaryFolder
  let service: EsbuildService

  init() throws {
    folder = try TemporaryFolder()
    service = try realService()
  }

  @Test("a small game loads: every file a module, with its imports' URLs")
  func load() throws {
    let entry = try folder.write("game.ts", "import { a } from './logic/a';\nimport data from './data.json' with { type: 'json' };\nimport { onFrame } from '@arcane/runtime';\nonFrame(() => a + data.x);\n")
    let a = try folder.write("logic/a.ts", "import type { T } from '../types';\nimport { b } from './b.ts';\nexport const a: number = b;\n")
    let b = try folder.write("logic/b.ts", "export const b = 2;\n")
    let json = try folder.write("data.json", "{ \"x\": 1 }\n")
    let graph = ModuleGraph(entry: entry, service: service)
    let outcome = try graph.loadNow()
    let delta = try #require(outcome.delta, "\(outcome)")
    #expect(Set(delta.added.map(\.path)) == [entry, a, b, json])
    #expect(delta.version == 1 && delta.changed.isEmpty && delta.removed.isEmpty)
    let module = try #require(graph.module(url: graph.entryURL))
    #expect(module.target("./logic/a") == ModuleURL.file(a))
    #expect(module.target("./data.json") == ModuleURL.file(json))
    #expect(module.target("@arcane/runtime") == "arcane:runtime")
    #expect(graph.module(url: ModuleURL.file(json))?.kind == .json)
    #expect(!module.text.contains("with"))
    #expect(graph.watchedFolders == [folder.path, folder.path + "/logic"])
  }
}

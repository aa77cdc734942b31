import ArcaneLinux
import Glibc
import Testing

@testable import ArcaneModules

@Suite("Runtime library") struct RuntimeLibraryTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test("without a runtime of its own, a game gets the built-in library, at the newest level, under all three names")
  func builtIn() {
    let library = RuntimeLibrary.discover(from: folder.path)
    #expect(library == .builtIn && library.cameraOrigin == .topLeft && library.viewportUnit == .logicalPixels && library.folder == nil)
    for prefix in ["arcane", "@arcane/runtime", "@arcane-engine/runtime"] {
      #expect(library.target(of: prefix) == .builtIn(url: "arcane:runtime"))
      #expect(library.target(of: prefix + "/ui") == .builtIn(url: "arcane:runtime/ui"))
      #expect(library.target(of: prefix + "/nothing") == .unknownModule("nothing"))
    }
    for other in ["arcanely", "@arcane/other", "./arcane", "@arcane"] { #expect(library.target(of: other) == nil) }
  }

  @Test("the list of the built-in library's modules is that of the folders it is made from")
  func list() throws {
    let runtime = Checkout.root + "/Sources/ArcaneWorker/Runtime"
    let found = try #require(FilePath.names(in: runtime)).filter { FilePath.isFile("\(runtime)/\($0)/index.ts") && !$0.hasPrefix(".") }
    #expect(found.sorted() == RuntimeLibrary.builtInModules)
  }

  @Test("the nearest folder named runtime with a folder state in it, from the game's folder up")
  func search() throws {
    try folder.write("runtime/state/index.ts", "")
    try folder.write("demos/runtime/other/index.ts", "")
    let library = RuntimeLibrary.discover(from: folder.path + "/demos/game")
    #expect(library.origin == .folder(folder.path + "/runtime"))
    #expect(library.target(of: "@arcane/runtime/ui") == .path(folder.path + "/runtime/ui"))
    #expect(library.target(of: "arcane/ui/label.ts") == .path(folder.path + "/runtime/ui/label.ts"))
    #expect(library.target(of: "arcane") == .path(folder.path + "/runtime/index.ts"))
    #expect(library.target(of: "arcane/testing") == .path(folder.path + "/runtime/testing/index.ts"))
    try folder.write("runtime/testing/harness.ts", "")
    #expect(RuntimeLibrary.discover(from: folder.path).target(of: "arcane/testing") == .path(folder.path + "/runtime/testing/harness.ts"))
  }

  @Test("an installed package, with its sources one level deeper or not; a folder of the project's own comes first")
  func package() throws {
    try folder.write("node_modules/@arcane-engine/runtime/src/state/index.ts", "")
    #expect(RuntimeLibrary.discover(from: folder.path + "/src").origin == .package(folder.path + "/node_modules/@arcane-engine/runtime/src"))
    try folder.write("node_modules/@arcane/runtime/state/index.ts", "")
    #expect(RuntimeLibrary.discover(from: folder.path + "/src").origin == .package(folder.path + "/node_modules/@arcane/runtime"))
    try folder.write("runtime/state/index.ts", "")
    #expect(RuntimeLibrary.discover(from: folder.path + "/src").origin == .folder(folder.path + "/runtime"))
  }

  @Test(
    "the level is told by the runtime's own files",
    arguments: [
      ("rendering/context.ts", "", RuntimeLibrary.Level.n, RuntimeLibrary.CameraOrigin.topLeft, RuntimeLibrary.ViewportUnit.logicalPixels),
      ("rendering/sprites.ts", "if (Deno.core.ops.op_draw_sprite) {}", .p8, .center, .physicalPixels),
      ("rendering/sprites.ts", "ops.op_submit_sprite_batch(b)", .between, .center, .logicalPixels),
      ("rendering/camera.ts", "op_get_scale_factor", .p8, .center, .logicalPixels),
    ])
  func level(file: String, text: String, level: RuntimeLibrary.Level, origin: RuntimeLibrary.CameraOrigin, unit: RuntimeLibrary.ViewportUnit) throws {
    try folder.write("runtime/state/index.ts", "")
    try folder.write("runtime/" + file, text)
    let library = RuntimeLibrary.discover(from: folder.path)
    #expect(library.level == level && library.cameraOrigin == origin && library.viewportUnit == unit)
  }

  @Test("a game with a runtime of its own loads through it, by name and by path alike, as the same modules")
  func loads() throws {
    try folder.write("runtime/state/index.ts", "export const s = 1;")
    try folder.write("runtime/ui/index.ts", "import { s } from '../state/index.ts';\nexport const u = s;")
    try folder.write(
      "game/main.ts",
      "import { s } from '@arcane/runtime/state';\nimport { u } from 'arcane/ui/index.ts';\nimport { s as t } from '../runtime/state/index.ts';\nconsole.log(s, u, t);"
    )
    let graph = ModuleGraph(entry: folder.path + "/game/main.ts", service: try realService())
    let outcome = try graph.loadNow()
    #expect(
      outcome.delta?.added.map(\.path) == ["game/main.ts", "runtime/state/index.ts", "runtime/ui/index.ts"].map { "\(folder.path)/\($0)" },
      "\(outcome)")
  }
}

import Glibc
import Testing

@testable import ArcaneModules

/// Each message whole: what cannot work, and what to write instead.
@Suite("What is said of imports") struct ImportMessageTests {
  let folder: TemporaryFolder
  let graph: ModuleGraph

  init() throws {
    folder = try TemporaryFolder()
    graph = ModuleGraph(entry: folder.path + "/game.ts", service: try realService())
  }

  private func write() throws {
    for (name, text) in [
      ("Player.ts", "export const player = 1;"), ("Entities/Enemy.ts", "export {};"), ("settings.js", "export {};"), ("spawner.ts", "export {};"),
      ("art/hero.png", "PNG"), ("art/jump.ogg", "Ogg"), ("art/title.ttf", "TTF"), ("style.css", "a {}"), ("shader.glsl", "void main() {}"),
      ("page.html", "<p>"), ("map.ldtk", "{}"), ("model.bin", "\u{0}"), ("tool.wasm", "asm"), ("notes", "x"), ("level.json", #"{ "width": 3 }"#),
      ("node_modules/pkg/package.json", #"{ "name": "pkg", "type": "module", "exports": { ".": "./index.js", "./extra": "./extra.js" } }"#),
      ("node_modules/pkg/index.js", "export default 1;"), ("node_modules/pkg/secret.js", "export default 2;"),
      ("node_modules/plain/package.json", #"{ "name": "plain", "main": "index.js" }"#), ("node_modules/plain/index.js", "export default 1;"),
      ("node_modules/torn/package.json", "{ \"name\":\n }"), ("node_modules/@types/thing/package.json", #"{ "types": "index.d.ts" }"#),
      ("node_modules/empty/package.json", "{}"), ("package.json", ##"{ "imports": { "#gone": "./gone.ts" } }"##),
      ("node_modules/closed/package.json", #"{ "exports": { ".": "./index.js", "./inner": null } }"#), ("node_modules/closed/index.js", ""),
    ] { try folder.write(name, text) }
  }

  @Test(
    "the message at the import",
    arguments: [
      // The name is another.
      ("./player.ts", "cannot find \"./player.ts\": did you mean \"./Player.ts\"?"),
      ("./player", "cannot find \"./player\": did you mean \"./Player.ts\"?"),
      ("./entities/enemy.ts", "cannot find \"./entities/enemy.ts\": did you mean \"./Entities/Enemy.ts\"?"),
      ("./settings.ts", "cannot find \"./settings.ts\": did you mean \"./settings.js\"?"),
      ("./spawnr.ts", "cannot find \"./spawnr.ts\": did you mean \"./spawner.ts\"?"),
      ("./nothing.ts", "cannot find \"./nothing.ts\""),
      ("/dev/null", "cannot find \"/dev/null\": it is a pipe, a socket or a device; only regular files are read"),
      ("./none/of/this.ts", "cannot find \"./none/of/this.ts\""),
      // A bundler's.
      (
        "./shader.glsl?raw",
        "cannot find \"./shader.glsl?raw\": what follows the question mark is a bundler's, and means nothing here. Write import text from \"./shader.glsl\" with { type: \"text\" }"
      ),
      (
        "./tool.wasm?url",
        "cannot find \"./tool.wasm?url\": what follows the question mark is a bundler's, and means nothing here. Write import bytes from \"./tool.wasm\" with { type: \"bytes\" }"
      ),
      (
        "./art/hero.png?url",
        "cannot find \"./art/hero.png?url\": what follows the question mark is a bundler's, and means nothing here. \"./art/hero.png\" is a picture, which is not imported but loaded: write loadTexture(\"art/hero.png\")"
      ),
      (
        "./Player.ts?worker",
        "cannot find \"./Player.ts?worker\": what follows the question mark is a bundler's, and means nothing here. There are no workers"
      ),
      (
        "./Player.ts?v=2",
        "cannot find \"./Player.ts?v=2\": what follows the question mark is a bundler's, and means nothing here. Write \"./Player.ts\""
      ),
      // No modules.
      ("./art/hero.png", "\"./art/hero.png\" is a picture, which is not imported but loaded: write loadTexture(\"art/hero.png\")"),
      ("./art/jump.ogg", "\"./art/jump.ogg\" is a sound, which is not imported but loaded: write loadSound(\"art/jump.ogg\")"),
      ("./art/title.ttf", "\"./art/title.ttf\" is a font, which is not imported but loaded: write loadFont(\"art/title.ttf\", 16)"),
      ("./style.css", "\"./style.css\" is a style sheet, and there is no page that it could style: leave this import out"),
      (
        "./page.html",
        "\"./page.html\" is for a page in a browser, which a game here does not have; for its text write import text from \"./page.html\" with { type: \"text\" }"
      ),
      (
        "./tool.wasm",
        "\"./tool.wasm\" is WebAssembly, which is imported as bytes: write import bytes from \"./tool.wasm\" with { type: \"bytes\" }, then await WebAssembly.instantiate(bytes)"
      ),
      (
        "./map.ldtk",
        "\"./map.ldtk\" is no module: if it holds JSON, write import data from \"./map.ldtk\" with { type: \"json\" }; as text, import text from \"./map.ldtk\" with { type: \"text\" }"
      ),
      ("./model.bin", "\"./model.bin\" is no module: for its bytes write import bytes from \"./model.bin\" with { type: \"bytes\" }"),
      (
        "./shader.glsl",
        "\"./shader.glsl\" is no module (those end in .ts, .tsx, .mts, .js, .jsx, .mjs, .cjs or .json): for its text write import text from \"./shader.glsl\" with { type: \"text\" }, for its bytes type \"bytes\""
      ),
      (
        "./notes",
        "\"./notes\" is no module (those end in .ts, .tsx, .mts, .js, .jsx, .mjs, .cjs or .json): for its text write import text from \"./notes\" with { type: \"text\" }, for its bytes type \"bytes\""
      ),
      // Node's own.
      (
        "fs",
        "cannot find \"fs\": Node's own modules are not part of Arcane: what is saved goes through @arcane/runtime/storage, and a file is read by import text from \"./file.txt\" with { type: \"text\" }"
      ),
      ("node:path", "cannot find \"node:path\": Node's own modules are not part of Arcane: join paths with new URL(\"./file\", import.meta.url)"),
      ("node:events", "cannot find \"node:events\": Node's own modules are not part of Arcane: EventTarget is global"),
      (
        "node:fs/promises",
        "cannot find \"node:fs/promises\": Node's own modules are not part of Arcane: what is saved goes through @arcane/runtime/storage, and a file is read by import text from \"./file.txt\" with { type: \"text\" }"
      ),
      ("node:tty", "cannot find \"node:tty\": Node's own modules are not part of Arcane"),
      // Packages and other places.
      (
        "pkg/secret.js",
        "cannot find \"pkg/secret.js\": the package is there (FOLDER/node_modules/pkg), but its \"exports\" do not offer \"./secret.js\"; they offer \"pkg\", \"pkg/extra\""
      ),
      (
        "pkg/extra",
        "cannot find \"pkg/extra\": the package is there (FOLDER/node_modules/pkg), but what its \"exports\" offer as \"./extra\" is not there, or not for browsers"
      ),
      ("plain/no.js", "cannot find \"plain/no.js\": the package is there (FOLDER/node_modules/plain), but has no file ./no.js"),
      (
        "torn",
        "cannot find \"torn\": the package is there (FOLDER/node_modules/torn), but its package.json is broken (line 2: expected a value but found \"}\")"
      ),
      (
        "@types/thing",
        "cannot find \"@types/thing\": the package is there (FOLDER/node_modules/@types/thing), but holds only types: write import type"
      ),
      (
        "empty",
        "cannot find \"empty\": the package is there (FOLDER/node_modules/empty), but its package.json names no file to import (\"main\", \"module\" or \"exports\")"
      ),
      ("left-pad", "cannot find \"left-pad\": no package of that name in node_modules, and no path of tsconfig.json leads to it"),
      ("#inner", "cannot find \"#inner\": the \"imports\" of FOLDER/package.json do not offer it"),
      ("#gone", "cannot find \"#gone\": what the \"imports\" of FOLDER/package.json offer as it is not there, or not for browsers"),
      ("", "cannot find \"\": it names no file"),
      (
        "closed/inner",
        "cannot find \"closed/inner\": the package is there (FOLDER/node_modules/closed), but its \"exports\" do not offer \"./inner\"; they offer \"closed\""
      ),
      (
        "npm:left-pad@1.3.0",
        "\"npm:left-pad@1.3.0\" cannot be imported: nothing is fetched here. Install the package into node_modules and write \"left-pad\""
      ),
      ("https://example.org/x.js", "\"https://example.org/x.js\" cannot be imported: modules come from files, not from https: URLs"),
      ("@arcane/runtime/scene", "@arcane/runtime has no module \"scene\"; did you mean \"scenes\"?"),
    ])
  func atTheImport(specifier: String, message: String) throws {
    try write()
    // With a name that is used, in both ways of a module to V8.
    for source in ["import x from \"\(specifier)\";\nx();\n", "import x from \"\(specifier)\";\nx();\nenum E { A }\n"] {
      try folder.write("game.ts", source)
      let found = try #require(try graph.updateNow([graph.entryPath]).failure?.diagnostics.first)
      #expect(found.message.replacing(folder.path, with: "FOLDER") == message)
      #expect(found.path == graph.entryPath && found.position == LinePosition(line: 1, column: 15) && found.severity == .error)
    }
  }

  @Test(
    "a name taken from JSON, text or bytes",
    arguments: [
      (
        "import { width } from \"./level.json\" with { type: \"json\" };",
        "\"./level.json\" has no export \"width\": what it holds is its default export. Write import level from \"./level.json\" with { type: \"json\" }, then level.width"
      ),
      ("import * as level from \"./level.json\";", nil),
      ("import { default as level } from \"./level.json\" with { type: \"json\" };", nil),
      (
        "import { width } from \"./level.json\" with { type: \"text\" };",
        "\"./level.json\" has no export \"width\": what it holds is its default export. Write import level from \"./level.json\" with { type: \"text\" }, then level.width"
      ),
      (
        "import x from \"./level.json\" with { type: \"css\" };",
        "\"./level.json\" cannot be imported with type \"css\": the types are \"json\", \"text\" and \"bytes\""
      ),
    ])
  func names(source: String, message: String?) throws {
    try write()
    let name = source.contains("width") ? "width" : source.contains("level }") || source.contains("as level") ? "level" : "x"
    try folder.write("game.ts", source + "\nconsole.log(\(name));\n")
    let outcome = try graph.loadNow()
    #expect(outcome.failure?.diagnostics.first?.message == message)
    #expect((outcome.delta != nil) == (message == nil))
  }

  @Test("a folder that may not be looked into is named", .disabled(if: getuid() == 0, "root may look everywhere"))
  func barred() throws {
    try folder.write("secret/a.ts", "export {};")
    try folder.write("game.ts", "import \"./secret/a.ts\";")
    chmod(folder.path + "/secret", 0)
    defer { chmod(folder.path + "/secret", 0o755) }
    let message = try graph.loadNow().failure?.diagnostics.first?.message
    #expect(message == "cannot find \"./secret/a.ts\": \(folder.path)/secret cannot be looked into (permission denied)")
  }

  @Test(
    "what V8 says gets a note that names the remedy",
    arguments: [
      (
        "export { T, v } from \"./c.ts\";", "The requested module './c.ts' does not provide an export named 'T'",
        "T is a type in c.ts, and nothing is left of types when the game runs: write export { type T } from \"./c.ts\""
      ),
      (
        "import { T, v } from \"./c.ts\"; console.log(T, v);", "The requested module './c.ts' does not provide an export named 'T'",
        "T is a type in c.ts, and nothing is left of types when the game runs: write import { type T } from \"./c.ts\""
      ),
      (
        "import { velocityy } from \"./c.ts\"; console.log(velocityy);", "The requested module './c.ts' does not provide an export named 'velocityy'",
        "did you mean velocity?"
      ),
      (
        "import { xyz } from \"./c.ts\"; console.log(xyz);", "The requested module './c.ts' does not provide an export named 'xyz'",
        "c.ts exports v, velocity"
      ),
      (
        "import c from \"./c.ts\"; console.log(c);", "The requested module './c.ts' does not provide an export named 'default'",
        "c.ts has no default export: write import { v } from \"./c.ts\""
      ),
      (
        "import { Scenes } from \"@arcane/runtime\"; console.log(Scenes);",
        "The requested module '@arcane/runtime' does not provide an export named 'Scenes'",
        "Scenes is in another module of the library: write import { Scenes } from \"@arcane/runtime/scenes\""
      ),
      (
        "import { Grid } from \"@arcane/runtime\"; console.log(Grid);",
        "The requested module '@arcane/runtime' does not provide an export named 'Grid'",
        "Grid is in another module of the library: write import { Grid } from \"@arcane/runtime/pathfinding\""
      ),
      (
        "import { drawSprit } from \"@arcane/runtime\"; console.log(drawSprit);",
        "The requested module '@arcane/runtime' does not provide an export named 'drawSprit'", "did you mean drawSprite?"
      ),
      (
        "import { seed } from \"@arcane/runtime/state\"; console.log(seed);",
        "The requested module '@arcane/runtime/state' does not provide an export named 'seed'",
        "the library that is built into Arcane was taken, and no module of it has seed: the game's folder and those above it hold no folder runtime (with a folder state in it), and their node_modules no package @arcane/runtime. A game for a release of the original brings that release's runtime folder"
      ),
      (
        "console.log(require);", "require is not defined",
        "a module imports: write import x from \"./x.ts\"; a file in CommonJS form has to end in .js or .cjs"
      ),
      ("console.log(localStorage);", "localStorage is not defined", "saves go through @arcane/runtime/storage"),
      ("console.log(nothing);", "nothing is not defined", nil),
    ])
  func exceptions(source: String, message: String, note: String?) throws {
    try folder.write("game.ts", source)
    try folder.write("c.ts", "export type T = 1;\nexport const v = 2;\nexport function velocity() {}\n")
    try #require(try graph.loadNow().delta != nil)
    let frame = StackFrame(function: nil, location: graph.entryURL, position: LinePosition(line: 1, column: 10))
    let name = message.hasPrefix("The") ? "SyntaxError" : "ReferenceError"
    let diagnostic = Diagnostic(exception: "\(name): \(message)", frames: [frame], graph: graph)
    #expect(diagnostic.notes.map(\.message) == (note.map { [$0] } ?? []))
  }
}

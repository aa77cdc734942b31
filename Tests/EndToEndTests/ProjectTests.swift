import Foundation
import Testing

/// `arcane new` and `arcane init`: what they make plays, passes its tests and the strict type check.
@Suite("Projects")
struct ProjectTests {
  let folder: GameFolder
  init() throws { folder = try GameFolder() }

  private var files: FileManager { .default }
  private func text(_ name: String) throws -> String { try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8) }

  @Test("a new project of each template plays at once, and its tests and types are good", arguments: ["minimal", "platformer", "puzzle", "topdown"])
  func templates(name: String) throws {
    let made = try folder.run("new", "star-fall", "--template", name)
    #expect(made.code == 0, "\(made.errors)")
    #expect(made.errors == "arcane: made star-fall, a game that plays. Next:\n    cd star-fall\n    arcane\n")
    let project = folder.path + "/star-fall"
    for file in [
      ".gitignore", ".vscode/settings.json", ".vscode/tasks.json", "AGENTS.md", "README.md", "arcane.json", "game.ts", "icon.png", "logic.test.ts",
      "tsconfig.json",
    ] {
      #expect(files.fileExists(atPath: "\(project)/\(file)"), "\(file)")
    }
    #expect(try text("star-fall/arcane.json").contains("\"name\": \"Star Fall\""))
    #expect(try text("star-fall/arcane.json").contains("\"id\": \"org.example.star_fall\""))
    for file in ["arcane.json", "README.md", "AGENTS.md", "tsconfig.json"] { #expect(try !text("star-fall/" + file).contains("{{"), "\(file)") }

    let played = try Product.run(["run", "--headless", "--frames", "30", "--dt", "0.016", "--screenshot", "a.png"], directory: project)
    #expect(played.code == 0 && !played.errors.contains("error:") && !played.errors.contains("warning:"), "\(played.errors)")
    #expect(try Data(contentsOf: URL(fileURLWithPath: project + "/a.png")).count > 500)
    let tested = try Product.run(["test"], directory: project)
    #expect(tested.code == 0, "\(tested.output)")
    let checked = try Product.run(["check"], directory: project)
    #expect(checked.code == 0, "\(checked.output)\(checked.errors)")
  }

  @Test("the types are found through a link that each start makes right")
  func types() throws {
    #expect(try folder.run("new", "game").code == 0)
    let link = folder.path + "/game/.arcane/types"
    let types = try files.destinationOfSymbolicLink(atPath: link)
    #expect(files.fileExists(atPath: types + "/index.d.ts"))
    try files.removeItem(atPath: folder.path + "/game/.arcane")
    #expect(try folder.run("run", "game", "--headless", "--frames", "2").code == 0)
    #expect(try files.destinationOfSymbolicLink(atPath: link) == types)
    // An Arcane that has moved or is gone.
    try files.removeItem(atPath: link)
    try files.createSymbolicLink(atPath: link, withDestinationPath: "/nowhere/types")
    #expect(try folder.run("run", "game", "--headless", "--frames", "2").code == 0)
    #expect(try files.destinationOfSymbolicLink(atPath: link) == types)
    // A folder of the user's own is not touched.
    try files.removeItem(atPath: link)
    try folder.write("game/.arcane/types/mine.txt", "mine")
    #expect(try folder.run("run", "game", "--headless", "--frames", "2").code == 0)
    #expect(try text("game/.arcane/types/mine.txt") == "mine")
  }

  @Test(
    "a place that is taken and a name that is none are refused with what to do, and nothing is made",
    arguments: [
      ("full", 3, "arcane: error: full: is not empty (a, b, c, …). Choose another name, or make the folder itself a project: cd full && arcane init"),
      ("file", 3, "arcane: error: file: a file of that name is there. Choose another name"),
      ("file/inside", 3, "arcane: error: file: is a file, so there can be no folder in it. Choose another place"),
      ("9lives", 64, "Error: A game's name begins with a letter and has letters, digits, '-', '_', '.' and blanks, not '9lives'."),
      ("a/..", 3, "arcane: error: .: is not empty ("),
    ])
  func refused(name: String, code: Int32, told: String) throws {
    for file in ["a", "b", "c", "d"] { try folder.write("full/" + file, file) }
    try folder.write("file", "")
    let before = try files.subpathsOfDirectory(atPath: folder.path).filter { !["output", "errors"].contains($0) }
    let outcome = try folder.run("new", name)
    #expect(outcome.code == code)
    #expect(outcome.errors.split(separator: "\n").first.map(String.init)?.hasPrefix(told) == true, "\(outcome.errors)")
    #expect(try files.subpathsOfDirectory(atPath: folder.path) == before)
  }

  @Test("an empty folder is taken, and a name may have folders before it")
  func places() throws {
    try files.createDirectory(atPath: folder.path + "/empty", withIntermediateDirectories: true)
    #expect(try folder.run("new", "empty").code == 0)
    #expect(try folder.run("new", "games/of mine/first").code == 0)
    #expect(try Product.run(["run", "--headless", "--frames", "2"], directory: folder.path + "/games/of mine/first").code == 0)
  }

  @Test("init adds what is missing, leaves what is there, and asks before it changes a file")
  func initialize() throws {
    try folder.write("play.ts", "import { exit } from '@arcane/runtime';\nexit(7);\n")
    try folder.write("package.json", #"{ "main": "play.ts" }"#)
    try folder.write("README.md", "mine")
    try folder.write(".gitignore", "out\n")
    try folder.write("tsconfig.json", #"{ "compilerOptions": { "strict": true } }"#)
    let first = try folder.run("init")
    #expect(first.code == 0, "\(first.errors)")
    #expect(try text("arcane.json").contains("\"main\": \"play.ts\""))
    #expect(!files.fileExists(atPath: folder.path + "/game.ts"))
    #expect(try text("README.md") == "mine" && text(".gitignore") == "out\n")
    #expect(try text("tsconfig.json") == #"{ "compilerOptions": { "strict": true } }"#)
    #expect(
      first.errors.contains("left as it is, since nobody can be asked (--yes answers yes): add .arcane/ and /dist/ to .gitignore?"), "\(first.errors)"
    )
    #expect(first.errors.contains("\"@arcane/runtime\": [\"./.arcane/types/index.d.ts\"]"))
    #expect(try folder.run(environment: ["DISPLAY": ""]).code == 7)

    let second = try folder.run("init", "--yes")
    #expect(second.code == 0, "\(second.errors)")
    #expect(try text(".gitignore") == "out\n.arcane/\n/dist/\n")
    #expect(try text("tsconfig.json").contains(".arcane/types"))
    #expect(try text("tsconfig.json.old") == #"{ "compilerOptions": { "strict": true } }"#)
    #expect(files.fileExists(atPath: folder.path + "/.arcane/types/index.d.ts"))
    let third = try folder.run("init", "--yes")
    #expect(third.code == 0 && third.errors.contains("nothing was missing"), "\(third.errors)")
  }

  @Test("a game of the original Arcane keeps its library, its types and its settings, and plays")
  func original() throws {
    try files.copyItem(atPath: Product.root + "/Tests/Fixtures/n-game", toPath: folder.path + "/n-game")
    let outcome = try folder.run("init", "n-game", "--yes")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try text("n-game/arcane.json").contains("\"main\": \"game.ts\""))
    #expect(!files.fileExists(atPath: folder.path + "/n-game/tsconfig.json"))
    #expect(!files.fileExists(atPath: folder.path + "/n-game/.arcane/types"))
    let played = try folder.run("run", "n-game", "--headless", "--frames", "5")
    #expect(!played.errors.contains("arcane.json"), "\(played.errors)")
  }

  @Test("init of a folder with nothing in it makes a game, and says so where there is no folder")
  func empty() throws {
    #expect(try folder.run("init", "nowhere").errors == "arcane: error: nowhere: there is no such folder. 'arcane new' makes one\n")
    try files.createDirectory(atPath: folder.path + "/blank", withIntermediateDirectories: true)
    #expect(try folder.run("init", "blank").code == 0)
    #expect(try Product.run(["test"], directory: folder.path + "/blank").code == 0)
  }
}

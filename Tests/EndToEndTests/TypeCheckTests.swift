import ArcaneLinux
import Foundation
import Testing

/// `arcane check` with the compiler that set-up fetches, and with stand-ins for others.
@Suite("The type check")
struct TypeCheckTests {
  let folder: GameFolder
  init() throws { folder = try GameFolder() }

  @Test("errors have our form, with the source line, and end with 1; mended ones with 0")
  func errors() throws {
    try folder.write(
      "game.ts", "import { drawRect } from \"@arcane/runtime\";\nimport { a } from \"./part\";\n\tconst x: number = a;\ndrawRect(x);\n")
    try folder.write("part.ts", "export const a = \"text\";\n")
    let outcome = try folder.run("check")
    #expect(outcome.code == 1)
    #expect(
      outcome.output == """
        game.ts:3:8: error: Type 'string' is not assignable to type 'number'. (TS2322)
            3 | \tconst x: number = a;
              | \t      ^
        game.ts:4:1: error: Expected 4-5 arguments, but got 1. (TS2554)
            4 | drawRect(x);
              | ^

        """, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.errors.contains("arcane: 2 type errors, "))
    try folder.write("part.ts", "export const a = 3;\n")
    try folder.write(
      "game.ts", "import { drawRect } from \"@arcane/runtime\";\nimport { a } from \"./part\";\nconst x: number = a;\ndrawRect(x, 1, 2, 3);\n")
    let mended = try folder.run("check")
    #expect(mended.code == 0 && mended.output == "" && mended.errors.contains("arcane: no type errors in 2 files, "), "\(mended.errors)")
  }

  @Test("the project's own settings count, with what they extend, its paths, and what they leave out")
  func settings() throws {
    try folder.write("base.json", #"{ "compilerOptions": { "noUnusedLocals": true } }"#)
    try folder.write(
      "tsconfig.json",
      #"{ "extends": "./base.json", /* loose */ "compilerOptions": { "strict": false, "paths": { "@/*": ["./lib/*"] } }, "exclude": ["old"] }"#)
    try folder.write("game.ts", "import { b } from \"@/b.ts\";\nconst unused = 1;\nconst loose: string = null;\nconsole.log(b, loose);\n")
    try folder.write("lib/b.ts", "export const b = 1;\n")
    try folder.write("old/broken.ts", "const n: number = \"\";\n")
    try folder.write("node_modules/x/broken.ts", "const n: number = \"\";\n")
    let outcome = try folder.run("check", "lib/b.ts")
    #expect(
      outcome.output.split(separator: "\n").filter { $0.contains("error") } == [
        "game.ts:2:7: error: 'unused' is declared but its value is never read. (TS6133)"
      ], "\(outcome.output)\(outcome.errors)")
  }

  @Test("a compiler of the project comes first, and its words become ours")
  func ownCompiler() throws {
    try folder.write("game.ts", "let a = 1;\n")
    try folder.write(
      "node_modules/.bin/tsc",
      #"""
      #!/bin/sh
      printf '%s\n' "$@" >arguments
      echo "game.ts(1,5): error TS2322: Type 'A' is not assignable to type 'B'."
      echo "  Property 'x' is missing."
      exit 2
      """#)
    chmod(folder.path + "/node_modules/.bin/tsc", 0o755)
    let outcome = try folder.run("check")
    #expect(outcome.code == 1)
    #expect(
      outcome.output == """
        game.ts:1:5: error: Type 'A' is not assignable to type 'B'. (TS2322)
          Property 'x' is missing.
            1 | let a = 1;
              |     ^

        """)
    let arguments = try String(contentsOfFile: folder.path + "/arguments", encoding: .utf8)
    #expect(arguments.contains("--noEmit") && arguments.contains("--incremental"))
  }

  /// A compiler that finds a mistake wherever the game is called bad.
  private func writeCompiler(taking seconds: Double = 0) throws {
    try folder.write(
      "node_modules/.bin/tsc",
      "#!/bin/sh\nsleep \(seconds)\ngrep -q bad game.ts || exit 0\necho \"game.ts(1,5): error TS1: It is bad.\"\nexit 2\n")
    chmod(folder.path + "/node_modules/.bin/tsc", 0o755)
  }

  @Test("a check that takes long says what it waits for")
  func progress() throws {
    try folder.write("game.ts", "let good = 1;\n")
    try writeCompiler(taking: 2)
    let outcome = try folder.run("check")
    #expect(outcome.code == 0)
    #expect(outcome.errors.hasPrefix("arcane: checking types with node_modules/.bin/tsc …\narcane: no type errors, "), "\(outcome.errors)")
  }

  @Test("--watch checks again after each change, and ends with Ctrl+C")
  func watching() throws {
    try folder.write("game.ts", "let bad = 1;\n")
    try writeCompiler()
    let said = Channel()
    let check = try ChildProcess(
      name: "arcane", path: Product.supervisor, arguments: ["check", "--watch", "--json"], environment: Product.environment([:]),
      directory: folder.path, inherit: [(silence, 0), (said.write, 1), (silence, 2)])
    said.closeWriter()
    func next(_ name: String) throws -> [String: Any] {
      while let line = said.readLine(seconds: 60) {
        let event = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        if event["event"] as? String == name { return event }
      }
      throw Pair.TimeOut(description: "no event \(name)")
    }
    #expect(try next("typesChecked")["errors"] as? Int == 1)
    try folder.write("game.ts", "let good = 1;\n")
    #expect(try next("typeCheckBegins")["files"] as? [String] == ["game.ts"])
    #expect(try next("typesChecked")["errors"] as? Int == 0)
    try folder.write("game.ts", "let bad = 2;\n")
    #expect(try next("typesChecked")["errors"] as? Int == 1)
    check.send(SIGINT)
    #expect(check.reap(wait: true) == .code(0))
  }

  @Test("a compiler that does not come to an end is ended and told")
  func hangingCompiler() throws {
    try folder.write("game.ts", "let a = 1;\n")
    try folder.write("node_modules/.bin/tsc", "#!/bin/sh\nexec sleep 600\n")
    chmod(folder.path + "/node_modules/.bin/tsc", 0o755)
    let outcome = try folder.run("check", "--timeout", "1")
    #expect(outcome.code == 3)
    #expect(outcome.errors.contains("node_modules/.bin/tsc has not come to an end within 1 seconds and was ended"), "\(outcome.errors)")
  }

  @Test("without a compiler, and with one that fails, it is told what to do")
  func noCompiler() throws {
    try folder.write("game.ts", "")
    let wrong = try folder.run("check", environment: ["ARCANE_DENO": "/nowhere/deno"])
    #expect(wrong.code == 3 && wrong.errors == "arcane: error: ARCANE_DENO names /nowhere/deno, which is no program that can be started\n")
    try folder.write("deno", "#!/bin/sh\necho 'out of luck' >&2\nexit 70\n")
    chmod(folder.path + "/deno", 0o755)
    let broken = try folder.run("check", environment: ["ARCANE_DENO": folder.path + "/deno"])
    #expect(
      broken.code == 3 && broken.errors.contains("arcane: error: \(folder.path)/deno ended by exit code 70:\n    out of luck"), "\(broken.errors)")
    // Programs of another place, where nothing was fetched.
    let copying = Process()
    copying.executableURL = URL(fileURLWithPath: "/bin/cp")
    try FileManager.default.createDirectory(atPath: folder.path + "/bin", withIntermediateDirectories: true)
    copying.arguments = [Product.supervisor, folder.path + "/bin/arcane"]
    try copying.run()
    copying.waitUntilExit()
    let bare = Process()
    bare.executableURL = URL(fileURLWithPath: folder.path + "/bin/arcane")
    bare.arguments = ["check", folder.path]
    bare.environment = ["PATH": "/nowhere", "HOME": folder.path]
    let pipe = Pipe()
    bare.standardError = pipe
    try bare.run()
    let told = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    bare.waitUntilExit()
    #expect(bare.terminationStatus == 3)
    #expect(told.hasPrefix("arcane: error: no TypeScript compiler was found: neither tsgo nor tsc in node_modules or on PATH, nor deno\n"), "\(told)")
    #expect(told.contains("npm install --save-dev typescript"))
  }
}

import ArcaneLinux
import Glibc
import Testing

@testable import ArcaneModules

@Suite("Finding esbuild") struct EsbuildLocatorTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  func fake(_ name: String, _ version: String) throws -> String {
    try folder.write(name, "#!/bin/sh\necho asked >> \(folder.path)/asked\necho \(version)\n", mode: 0o755)
  }

  func locator(environment: [String: String] = [:], setup: [String] = []) -> EsbuildLocator {
    EsbuildLocator(projectFolder: folder.path + "/game/src", setupPaths: setup, environment: environment, cacheFile: folder.path + "/cache/versions")
  }

  @Test("the order: ARCANE_ESBUILD, the project's, set-up's, PATH")
  func order() throws {
    let named = try fake("named/esbuild", "0.25.1")
    let setup = try fake("setup/esbuild", "0.25.3")
    let path = try fake("path/esbuild", "0.25.4")
    // The project's own is the native program: npm links it to .bin.
    let project = try fake("native", "0.25.2")
    FilePath.makeFolders(folder.path + "/game/node_modules/.bin")
    symlink(project, folder.path + "/game/node_modules/.bin/esbuild")
    let all = ["ARCANE_ESBUILD": named, "PATH": "/nowhere:\(folder.path)/path"]
    // A script in node_modules would count as npm's Node starter, so the link leads out of it.
    #expect(try locator(environment: all, setup: [setup]).find().binary == EsbuildBinary(path: named, version: EsbuildVersion("0.25.1")!))
    #expect(try locator(environment: ["PATH": "\(folder.path)/path"], setup: [setup]).find().binary.path == setup)
    #expect(try locator(environment: ["PATH": "\(folder.path)/path"]).find().binary.path == path)
  }

  @Test("the native program behind npm's Node script is taken")
  func npm() throws {
    try folder.write("game/node_modules/esbuild/bin/esbuild", "#!/usr/bin/env node\n", mode: 0o755)
    FilePath.makeFolders(folder.path + "/game/node_modules/.bin")
    symlink("../esbuild/bin/esbuild", folder.path + "/game/node_modules/.bin/esbuild")
    let real = try realEsbuild()
    #expect(throws: EsbuildLocator.NotFound.self) { try locator().find() }
    FilePath.makeFolders(folder.path + "/game/node_modules/@esbuild/linux-x64/bin")
    let native = folder.path + "/game/node_modules/@esbuild/linux-x64/bin/esbuild"
    symlink(real.path, native)
    #expect(try locator().find().binary == real)
  }

  @Test("refused ones are listed with their reason; the whole message")
  func refusals() throws {
    let old = try fake("old", "0.17.0")
    let odd = try fake("odd", "hello there")
    let plain = try folder.write("plain", "x")
    let broken = try folder.write("broken", "#!/nowhere/at-all\n", mode: 0o755)
    let error = #expect(throws: EsbuildLocator.NotFound.self) {
      try locator(environment: ["ARCANE_ESBUILD": "/none"], setup: [old, odd, plain, broken]).find()
    }
    #expect(
      error?.description.replacing(folder.path, with: "FOLDER") == """
        no esbuild 0.19.7 or later was found
          /none: there is no such file
          FOLDER/old: version 0.17.0 is older than 0.19.7
          FOLDER/odd: --version answered 'hello there'
          FOLDER/plain: not executable
          FOLDER/broken: does not run (--version gave no answer)
        run scripts/setup, or name one: ARCANE_ESBUILD=/path/to/esbuild
        """)
    let good = try fake("good", "0.19.7")
    let found = try locator(environment: ["ARCANE_ESBUILD": old], setup: [good]).find()
    #expect(found.binary.path == good)
    #expect(found.refusals == [.init(path: old, reason: "version 0.17.0 is older than 0.19.7")])
  }

  @Test("the version is asked once per binary, and again when the file is another")
  func cache() throws {
    let setup = try fake("setup/esbuild", "0.25.3")
    func asked() throws -> Int { try FileBytes.read(folder.path + "/asked", limit: 1000).count { $0 == 10 } }
    for _ in 0..<3 { #expect(try locator(setup: [setup]).find().binary.version.description == "0.25.3") }
    #expect(try asked() == 1)
    _ = try fake("setup/esbuild", "0.25.10")
    for _ in 0..<3 { #expect(try locator(setup: [setup]).find().binary.version.description == "0.25.10") }
    #expect(try asked() == 2)
  }

  @Test("versions compare as numbers")
  func versions() {
    #expect(EsbuildVersion("0.19.10")! > EsbuildVersion("0.19.7")!)
    #expect(EsbuildVersion("1.0.0")! > .minimum)
    for text in ["", "0.25", "0.25.x", "0.25.5.1", "-1.0.0", "0.25.5-rc"] { #expect(EsbuildVersion(text) == nil, "\(text)") }
    #expect(
      EsbuildVersion(inMismatch: "Cannot start service: Host version \"0.25.4\" does not match binary version \"0.25.5\"")
        == EsbuildVersion("0.25.5"))
  }
}

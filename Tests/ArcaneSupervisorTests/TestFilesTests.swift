import Testing

@testable import ArcaneSupervisor

@Suite("Finding test files")
struct TestFilesTests {
  private func makeTests(_ folder: TestFolder, at root: String) throws {
    for name in ["tools", "templates", "packages", "demos", "node_modules", "target", ".hidden"] {
      try folder.makeFolder(root + name)
      try folder.write(root + name + "/a.test.ts")
    }
  }

  private func found(in folder: TestFolder) throws -> [String] {
    try TestFiles.find([folder.path]).files.map { String($0.dropFirst(folder.path.count + 1)) }
  }

  @Test("tools, templates and packages are a project's own, also where it brings the library along")
  func project() throws {
    let folder = try TestFolder()
    try makeTests(folder, at: "")
    let own = ["demos/a.test.ts", "packages/a.test.ts", "templates/a.test.ts", "tools/a.test.ts"]
    #expect(try found(in: folder) == own)
    try folder.makeFolder("runtime")
    try folder.makeFolder("runtime/state")
    #expect(try found(in: folder) == own)
  }

  @Test("in a checkout of the original engine they are not searched, on its top level, wherever it lies")
  func original() throws {
    let folder = try TestFolder()
    try folder.makeFolder("arcane")
    try makeTests(folder, at: "arcane/")
    try folder.makeFolder("arcane/demos/tools")
    try folder.write("arcane/demos/tools/b.test.ts")
    try folder.write("arcane/Cargo.toml")
    for name in ["arcane/runtime", "arcane/runtime/state", "arcane/runtime/rendering"] { try folder.makeFolder(name) }
    try folder.write("arcane/runtime/rendering/context.ts")
    try folder.write("arcane/runtime/state/a.test.ts")
    #expect(try found(in: folder) == ["arcane/demos/a.test.ts", "arcane/demos/tools/b.test.ts", "arcane/runtime/state/a.test.ts"])
    // Asked for by name they are.
    #expect(try TestFiles.find([folder.path + "/arcane/tools"]).files.count == 1)
  }

  @Test("in its eighth phase, as by its own runner of then, they are searched")
  func eighthPhase() throws {
    let folder = try TestFolder()
    try makeTests(folder, at: "")
    try folder.write("Cargo.toml")
    for name in ["runtime", "runtime/state"] { try folder.makeFolder(name) }
    #expect(try found(in: folder).count == 4)
  }
}

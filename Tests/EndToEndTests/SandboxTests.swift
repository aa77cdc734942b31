import ArcaneLinux
import Foundation
import Testing

/// What a game's process may still do when the game begins.
@Suite("What a worker may write to", .enabled(if: WriteLimits.version > 0, "this kernel has no Landlock"))
struct SandboxTests {
  let folder: GameFolder
  /// Neither the game's nor a temporary folder.
  private let outside: String

  init() throws {
    folder = try GameFolder()
    outside = "/var/tmp/arcane-outside-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: true)
  }

  private func attempts(_ paths: [String]) -> String {
    "const ops = (globalThis as any).Deno.core.ops;\n" + paths.map { "console.log(ops.op_arcane_test_write(\"\($0)\"));" }.joined(separator: "\n")
  }

  @Test("a game writes below its folder and the temporary one, and nowhere else; the command line names any place")
  func run() throws {
    defer { try? FileManager.default.removeItem(atPath: outside) }
    mkdir(folder.path + "/assets", 0o755)
    symlink(outside, folder.path + "/link")
    try folder.write(
      "game.ts",
      attempts([
        "\(folder.path)/a", "\(folder.path)/assets/a", "/tmp/arcane-rights-\(getpid())", "/dev/null", "\(outside)/a", "\(folder.path)/link/a",
        NSHomeDirectory() + "/.arcane-rights", "/dev/arcane-rights",
      ]))
    let outcome = try folder.run("run", "game.ts", "--headless", "--frames", "2", "--screenshot", outside + "/picture.png")
    unlink("/tmp/arcane-rights-\(getpid())")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(
      outcome.output.split(separator: "\n")
        == ["written", "written", "written", "written", "Permission denied", "Permission denied", "Permission denied", "Permission denied"],
      "\(outcome.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside) == ["picture.png"])
  }

  @Test("tests of a game write to the temporary folder alone")
  func tests() throws {
    defer { try? FileManager.default.removeItem(atPath: outside) }
    try folder.write(
      "a.test.ts",
      GameFolder.testHead
        + "it('writes', () => assert.equal((globalThis as any).Deno.core.ops.op_arcane_test_write('\(outside)/a'), 'Permission denied'));\n")
    let outcome = try folder.run("test")
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside) == [])
  }

  @Test("every thread of the game, its standby and the prewarmed process has no way to more rights")
  func threads() throws {
    defer { try? FileManager.default.removeItem(atPath: outside) }
    try folder.write("game.ts", "import { drawRect, onFrame } from '@arcane/runtime';\nonFrame(() => drawRect(0, 0, 9, 9));\n")
    let pair = try Pair(folder.path + "/game.ts", ["--headless", "--mute"], display: nil)
    try pair.wait(for: "ready")
    func facts(_ path: String) -> String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }
    func workers() -> [String] {
      ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).filter { name in
        Int(name) != nil && facts("/proc/\(name)/status").contains("PPid:\t\(pair.pid)\n") && facts("/proc/\(name)/comm").hasPrefix("arcane-worker")
      }
    }
    func threads(of worker: String) -> [String] {
      ((try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(worker)/task")) ?? []).map { facts("/proc/\(worker)/task/\($0)/status") }
    }
    // The prewarmed process comes after the standby, and begins as any process does.
    #expect(eventually { workers().count == 3 && workers().allSatisfy { threads(of: $0).count > 1 } })
    for worker in workers() {
      #expect(eventually(seconds: 20) { threads(of: worker).allSatisfy { $0.isEmpty || $0.contains("NoNewPrivs:\t1") } }, "worker \(worker)")
    }
  }
}

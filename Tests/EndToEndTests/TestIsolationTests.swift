import ArcaneLinux
import Foundation
import Testing

@Suite("Test files beside each other")
struct TestIsolationTests {
  let folder: GameFolder
  init() throws { folder = try GameFolder() }

  @Test("each file has a context of its own, without the ops of games: nothing is left of globals, modules, changed built-ins and timers")
  func isolation() throws {
    try folder.write("shared.ts", "export const seen: string[] = [];\n")
    for name in ["a", "b", "c", "d"] {
      try folder.write(
        "\(name).test.ts",
        GameFolder.testHead + """
          import { getState, setState } from "./state.ts";
          import { seen } from "./shared.ts";
          it("begins afresh", () => {
            const world = globalThis as Record<string, unknown>;
            assert.equal(world.seen, undefined);
            world.seen = true;
            assert.equal(seen.length, 0);
            seen.push("\(name)");
            assert.equal(getState(), undefined);
            setState("\(name)");
            assert.equal([3, 1, 2].sort().join(), "1,2,3");
            Array.prototype.sort = function () { return this; };
            assert.equal(("x" as any).mine, undefined);
            (Object.prototype as any).mine = 1;
            setInterval(() => { (globalThis as any).ticks = ((globalThis as any).ticks ?? 0) + 1; }, 1);
            assert.equal(world.ticks, undefined);
            void Promise.resolve().then(() => new Promise(() => {}));
            assert.equal(typeof (world.Deno as any).core.ops.op_draw_sprite, "undefined");
            assert.equal(world.process, undefined);
            assert.match(crypto.randomUUID(), /^[0-9a-f-]{36}$/);
          });
          it("takes a while", () => new Promise<void>((done) => queueMicrotask(done)));
          """)
    }
    // The library's own state as well.
    try folder.write(
      "state.ts",
      """
      import { onReload } from "@arcane/runtime";
      import { createTexture } from "@arcane/runtime";
      const key = Symbol.for("kept by the test");
      export const getState = (): unknown => (createTexture as any)[key];
      export const setState = (value: string): void => { (createTexture as any)[key] = value; onReload(() => value); };
      """)
    let outcome = try folder.run("test", "--jobs", "1")
    #expect(outcome.code == 0, "\(outcome.output)")
  }

  @Test("a file after one that was ended by force, or that filled the memory, runs as if it were the first")
  func afterForce() throws {
    try folder.write("a.test.ts", GameFolder.testHead + "(globalThis as any).left = 1; it('loops', () => { for (;;) {} }, { timeout: 300 });\n")
    try folder.write("c.test.ts", GameFolder.testHead + "it('keeps much', () => { (globalThis as any).much = new Array(2e7).fill(0.5); });\n")
    for name in ["b", "d"] {
      try folder.write("\(name).test.ts", GameFolder.testHead + "it('is alone', () => assert.equal((globalThis as any).left, undefined));\n")
    }
    let outcome = try folder.run("test", "--jobs", "1", "--timeout", "60000")
    #expect(outcome.output.contains("\n3 passed, 1 failed\n"), "\(outcome.output)")
  }

  @Test("the answer to an import that nobody waited for does not reach the next file")
  func lateImport() throws {
    // An enum is esbuild's work, which takes longer than the rest of the file.
    try folder.write("late.ts", "enum Late { yes }\nexport const name: string = 'late' + Late.yes;\n")
    try folder.write("other.ts", "export const name: string = 'other';\n")
    try folder.write("a.test.ts", GameFolder.testHead + "it('asks', () => { void import('./la' + 'te.ts'); });\n")
    try folder.write(
      "b.test.ts", GameFolder.testHead + "it('asks too', async () => { assert.equal((await import('./oth' + 'er.ts')).name, 'other'); });\n")
    let outcome = try folder.run("test", "--jobs", "1")
    #expect(outcome.code == 0, "\(outcome.output)")
  }

  @Test("a worker holds no more threads and descriptors after many files than after one")
  func leavesNothingOpen() throws {
    for index in 1...30 { try folder.writeGoodTest("t\(index).test.ts") }
    try folder.write("z.test.ts", GameFolder.testHead + "it('waits', () => new Promise<void>((done) => setTimeout(done, 2000)));\n")
    /// What the worker has open while the last file waits.
    func whatIsOpen(afterFiles files: [String]) throws -> [String: Int] {
      let output = folder.path + "/output-\(files.count)"
      let descriptor = Descriptor(owning: open(output, O_RDWR | O_CREAT | O_CLOEXEC, 0o600))
      let child = try ChildProcess(
        name: "arcane-supervise", path: Product.supervisor, arguments: ["test", "--jobs", "1"] + files + ["z.test.ts"],
        environment: Product.environment([:]), directory: folder.path, inherit: [(silence, 0), (descriptor.raw, 1), (silence, 2)])
      defer { _ = child.reap(wait: true) }
      while try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n").count(where: { $0.hasPrefix("✓ ") }) < files.count {
        if child.reap() != nil { break }
        usleep(10_000)
      }
      let children = try String(contentsOfFile: "/proc/\(child.pid)/task/\(child.pid)/children", encoding: .utf8).split(separator: " ")
      let worker = try #require(children.first { (try? String(contentsOfFile: "/proc/\($0)/comm", encoding: .utf8)) == "arcane-worker\n" })
      // The least of some looks: a file that begins has more open for a moment. Only of kinds that a worker makes itself:
      // others it may have from this process, which runs other tests as well.
      return try (1...10).map { _ in
        usleep(50_000)
        let folder = "/proc/\(worker)"
        let descriptors = try FileManager.default.contentsOfDirectory(atPath: folder + "/fd")
        let links = descriptors.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/fd/\($0)") }
        return [
          "threads": try FileManager.default.contentsOfDirectory(atPath: folder + "/task").count,
          "timers": links.count { $0 == "anon_inode:[timerfd]" }, "memory": links.count { $0.hasPrefix("/memfd:") },
        ]
      }.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: min) }
    }
    let one = try whatIsOpen(afterFiles: ["t1.test.ts"])
    let many = try whatIsOpen(afterFiles: (1...30).map { "t\($0).test.ts" })
    #expect(many == one && one["timers"] == 1)
  }
}

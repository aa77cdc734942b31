import Foundation
import Testing

/// `arcane doctor`, here and where something is wrong.
@Suite("The doctor")
struct DoctorTests {
  let folder: GameFolder
  init() throws { folder = try GameFolder() }

  private func examine(_ environment: [String: String] = [:]) throws -> (code: Int32, well: Bool, findings: [String: [String: Any]]) {
    let outcome = try folder.run("doctor", "--json", environment: ["DISPLAY": "", "WAYLAND_DISPLAY": ""].merging(environment) { $1 })
    let all = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let list = try #require(all["findings"] as? [[String: Any]])
    return (outcome.code, all["well"] as? Bool ?? false, Dictionary(uniqueKeysWithValues: list.map { ($0["name"] as? String ?? "", $0) }))
  }

  @Test("here all that is needed is there, and each part is told")
  func well() throws {
    let (code, well, findings) = try examine()
    #expect(code == 0 && well)
    for name in ["programs", "V8", "OpenGL", "display", "sound", "gamepads", "esbuild", "type check", "inotify", "file events", "memory", "rights"] {
      #expect(findings[name] != nil, "\(name)")
    }
    for name in ["programs", "V8", "OpenGL", "esbuild", "type check", "file events"] {
      #expect(findings[name]?["state"] as? String == "ok", "\(name): \(findings[name] ?? [:])")
    }
    #expect(findings["display"]?["state"] as? String == "warning" && findings["display"]?["remedy"] != nil)
    let plain = try folder.run("doctor", environment: ["DISPLAY": ""])
    #expect(plain.code == 0 && plain.output.hasSuffix("Games play here.\n"), "\(plain.output)")
  }

  /// Written by another process: a descriptor of ours could be inherited by what another test starts at that moment, and a
  /// program that somebody writes to cannot be run (execve(2), ETXTBSY).
  private func program(_ name: String, _ bytes: Data) throws -> String {
    try folder.write(name + ".source", bytes)
    let copying = Process()
    copying.executableURL = URL(fileURLWithPath: "/usr/bin/install")
    copying.arguments = ["-m", "755", "\(folder.path)/\(name).source", "\(folder.path)/\(name)"]
    try copying.run()
    copying.waitUntilExit()
    return folder.path + "/" + name
  }

  private func script(_ name: String, _ text: String) throws -> String { try program(name, Data(text.utf8)) }

  @Test("a worker that crashes in OpenGL, one of another release, and one that is missing keep games from playing, with remedies")
  func badWorkers() throws {
    let crashing = try script("crashing", "#!/bin/sh\nprintf 'release\\tok\\t0.1.0\\nv8\\tok\\t10.2\\n'\nkill -SEGV $$\n")
    let crash = try examine(["ARCANE_WORKER": crashing])
    #expect(crash.code == 1 && !crash.well)
    #expect(crash.findings["V8"]?["state"] as? String == "ok")
    #expect(crash.findings["OpenGL"]?["state"] as? String == "error")
    #expect((crash.findings["OpenGL"]?["text"] as? String)?.contains("signal 11") == true)
    let other = try examine(["ARCANE_WORKER": script("other", "#!/bin/sh\nprintf 'release\\tok\\t9.9.9\\n'\n")])
    #expect(other.code == 1 && other.findings["worker"]?["text"] as? String == "it is of release 9.9.9")
    let missing = try examine(["ARCANE_WORKER": "/nowhere/worker"])
    #expect(missing.code == 1 && missing.findings["programs"]?["remedy"] != nil)
  }

  @Test("a library that this machine lacks is named with its package, by the doctor and by a start")
  func missingLibrary() throws {
    var bytes = try Data(contentsOf: URL(fileURLWithPath: Product.folder + "/arcane-worker"))
    // A name of the same length, which no machine has; the remedy is looked up by the name that was.
    while let range = bytes.range(of: Data("libopenal.so.1\0".utf8)) { bytes.replaceSubrange(range, with: Data("libopenal.so.9\0".utf8)) }
    let environment = try ["ARCANE_WORKER": program("worker", bytes), "LD_LIBRARY_PATH": Product.root + "/.deps/v8/lib"]
    let (code, _, findings) = try examine(environment)
    #expect(code == 1 && findings["libraries"]?["text"] as? String == "this machine lacks libopenal.so.9", "\(findings)")
    try folder.write("game.ts", "export {};\n")
    let run = try folder.run("run", "game.ts", "--headless", "--frames", "1", environment: environment)
    #expect(run.code == 3)
    #expect(
      run.errors.contains("arcane: error: games cannot play here: this machine lacks libopenal.so.9; install the packages that bring them"),
      "\(run.errors)")
  }
}

import Foundation
import Glibc
import Testing

@Suite("Saved games on the disk")
struct SaveTests {
  let folder: GameFolder
  init() throws { folder = try GameFolder() }

  private var saves: String { folder.path + "/.arcane/saves" }

  private func mode(_ path: String) -> mode_t {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  private func play(_ statements: String) throws -> Product.Outcome {
    try folder.write(
      "game.ts",
      """
      import { exit } from "@arcane/runtime/app";
      import { deleteSave, hasSave, listSaves, loadGame, saveGame } from "@arcane/runtime/storage";
      void [deleteSave, hasSave, listSaves, loadGame, saveGame];
      \(statements)
      exit(0);
      """)
    return try folder.run("run", "game.ts", "--headless")
  }

  @Test("a game finds in the next run what it saved, in files that are its user's alone")
  func nextRun() throws {
    let first = try play(#"console.log(saveGame("slot-1", { when: new Date(5), hp: NaN, tags: new Set(["a"]) }), saveGame("other", 1));"#)
    #expect(first.output == "true true\n", "\(first.errors)")
    #expect(mode(folder.path + "/.arcane") == 0o700 && mode(saves) == 0o700 && mode(saves + "/slot-1.json") == 0o600)
    let second = try play(
      """
      const saved = loadGame<{ when: Date; hp: number; tags: Set<string> }>("slot-1");
      if (saved.ok) console.log(saved.data.when.getTime(), String(saved.data.hp), saved.data.tags.has("a"));
      console.log(listSaves().join(), deleteSave("other"), deleteSave("other"), hasSave("other"));
      """)
    #expect(second.output == "5 NaN true\nother,slot-1 true false false\n", "\(second.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: saves) == ["slot-1.json"])
  }

  @Test("a repository cannot have a save written to where its links lead", arguments: ["draft", "file", "saves", ".arcane"])
  func links(_ place: String) throws {
    let elsewhere = try GameFolder()
    try elsewhere.write("slot.json", "mine")
    if place != ".arcane" { mkdir(folder.path + "/.arcane", 0o755) }
    if place == "draft" || place == "file" { mkdir(saves, 0o755) }
    switch place {
    case "draft": symlink(elsewhere.path + "/slot.json", saves + "/slot.json.new")
    case "file": symlink(elsewhere.path + "/slot.json", saves + "/slot.json")
    case "saves": symlink(elsewhere.path, saves)
    default: symlink(elsewhere.path, folder.path + "/.arcane")
    }
    let outcome = try play(
      """
      const before = loadGame("slot");
      console.log(before.ok || before.reason);
      console.log(saveGame("slot", 1), saveGame("slot", 2), loadGame("slot").ok);
      """)
    let isThroughFolder = place == "saves" || place == ".arcane"
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(
      outcome.output
        == (isThroughFolder ? "missing\nfalse false false\n" : place == "file" ? "unreadable\ntrue true true\n" : "missing\ntrue true true\n"))
    #expect(try String(contentsOfFile: elsewhere.path + "/slot.json", encoding: .utf8) == "mine")
    #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere.path) == ["slot.json"])
    // Said once, however often it is tried.
    if isThroughFolder { #expect(outcome.errors.components(separatedBy: "saves are not written through one").count == 2, "\(outcome.errors)") }
  }

  @Test("a save that cannot be written is told to the game, and to the log once; the old one stays")
  func unwritable() throws {
    #expect(try play(#"console.log(saveGame("slot", "old"));"#).output == "true\n")
    // A limit for files is like a full disk, and needs no disk of one's own.
    try folder.write(
      "game.ts",
      """
      import { onFrame } from "@arcane/runtime";
      import { loadGame, saveGame } from "@arcane/runtime/storage";
      onFrame(() => {
        const saved = saveGame("slot", "x".repeat(4 << 20));
        const found = loadGame("slot");
        console.log(saved, found.ok && found.data);
      });
      """)
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    let command = "ulimit -f 4096; exec \(Product.supervisor) run game.ts --headless --frames 3 > output 2> errors"
    shell.arguments = ["-c", command]
    shell.environment = ProcessInfo.processInfo.environment.merging(["ALSOFT_DRIVERS": "null"]) { $1 }
    try shell.run()
    shell.waitUntilExit()
    let output = try String(contentsOfFile: folder.path + "/output", encoding: .utf8)
    let errors = try String(contentsOfFile: folder.path + "/errors", encoding: .utf8)
    #expect(output == "false old\nfalse old\nfalse old\n", "\(errors)")
    #expect(errors.components(separatedBy: "slot is not saved: ").count == 2, "\(errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: saves) == ["slot.json"], "no draft is left")
  }

  @Test("drafts that a process left when it died go with the next save")
  func staleDrafts() throws {
    #expect(try play(#"saveGame("slot", 1);"#).code == 0)
    let draft = saves + "/.arcane-draft-1f"
    try "half".write(toFile: draft, atomically: false, encoding: .utf8)
    var times = [timeval(tv_sec: time(nil) - 1000, tv_usec: 0), timeval(tv_sec: time(nil) - 1000, tv_usec: 0)]
    utimes(draft, &times)
    #expect(try play(#"saveGame("slot", 2);"#).code == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: saves) == ["slot.json"])
  }
}

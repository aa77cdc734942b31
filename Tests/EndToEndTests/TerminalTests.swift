import ArcaneLinux
import Foundation
import Testing

/// A terminal of our own, with a shell that does job control in it.
@Suite("Ctrl+Z, bg and fg", .serialized)
struct TerminalTests {
  let folder: GameFolder
  let master: Descriptor
  let slave: Descriptor

  init() throws {
    folder = try GameFolder()
    master = Descriptor(owning: open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK))
    var (locked, number): (Int32, Int32) = (0, -1)
    // TIOCSPTLCK and TIOCGPTN (ioctl_tty(2)), which Swift does not import.
    try #require(ioctl(master.raw, 0x4004_5431, &locked) == 0 && ioctl(master.raw, 0x8004_5430, &number) == 0)
    slave = Descriptor(owning: open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC))
    try folder.write("game.ts", game(0))
  }

  /// Leaves a file when it plays.
  private func game(_ mark: Int, _ frame: String = "") -> String {
    """
    import { onFrame } from "@arcane/runtime";
    import { saveGame } from "@arcane/runtime/storage";
    let frame = 0;
    onFrame(() => { if (frame++ === 1) saveGame("mark\(mark)", 1); \(frame) });
    """
  }

  private func isThere(_ mark: Int) -> Bool { FileManager.default.fileExists(atPath: folder.path + "/.arcane/saves/mark\(mark).json") }

  /// Runs a script of bash as the session of the terminal. `$A` is the program.
  private func start(_ script: String) throws -> ChildProcess {
    try ChildProcess(
      name: "setsid", path: "/usr/bin/setsid",
      arguments: ["--ctty", "--wait", "bash", "--norc", "-c", "A='\(Product.supervisor)'; set -m; " + script],
      environment: Product.environment(["DISPLAY": nil, "WAYLAND_DISPLAY": nil]), directory: folder.path,
      inherit: [(slave.raw, 0), (slave.raw, 1), (slave.raw, 2)])
  }

  private func type(_ text: String) { _ = text.withCString { write(master.raw, $0, strlen($0)) } }

  /// Until a fact holds; what is shown is read meanwhile.
  private func until(seconds: Double = 60, _ fact: () -> Bool) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65536)
    return eventually(seconds: seconds) {
      while read(master.raw, &buffer, buffer.count) > 0 {}
      return fact()
    }
  }

  private func text(_ name: String) -> String { (try? String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)) ?? "" }

  private var isRaw: Bool {
    var settings = termios()
    return tcgetattr(slave.raw, &settings) == 0 && settings.c_lflag & tcflag_t(ICANON | ECHO) == 0
  }

  /// State and used time, in ticks.
  private func stat(_ pid: Int32) -> (state: String, ticks: Int) {
    guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8), let close = text.lastIndex(of: ")") else { return ("", 0) }
    let fields = text[text.index(after: close)...].split(separator: " ")
    return (String(fields[0]), (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0))
  }

  private func supervisor(below shell: ChildProcess) -> Int32 {
    var found: Int32 = 0
    // setsid forks, so that bash is its child.
    _ = until {
      for child in children(of: shell.pid).keys { found = children(of: child).first { $0.value.hasPrefix("arcane-s") }?.key ?? found }
      return found != 0
    }
    return found
  }

  @Test("stopped, nothing runs and the terminal is the shell's; in the background saves go on; in front again, keys are read")
  func jobControl() throws {
    let shell = try start(
      "\"$A\" dev game.ts --headless --mute; echo stopped > state; read line; bg; echo background > state; read line; fg; echo \"code $?\" > state")
    #expect(until { isRaw })
    let pid = supervisor(below: shell)
    #expect(until { isThere(0) })
    #expect(until { children(of: pid).values.filter { $0.hasPrefix("arcane-w") }.count >= 2 })

    type("\u{1a}")
    #expect(until { text("state") == "stopped\n" })
    #expect(!isRaw)
    let family = [pid] + children(of: pid).keys.filter { children(of: pid)[$0]?.hasPrefix("arcane-w") == true }
    #expect(until { family.allSatisfy { stat($0).state == "T" } }, "\(family.map { stat($0) })")

    type("\n")
    #expect(until { text("state") == "background\n" })
    #expect(until { stat(pid).state == "S" })
    // What is typed is the shell's, and is no reason to wake up again and again.
    type("q")
    let before = stat(pid).ticks
    try folder.write("game.ts", game(1))
    #expect(until { isThere(1) }, "a save in the background is shown")
    #expect(stat(pid).state != "T" && stat(pid).ticks - before < 100, "\(stat(pid).ticks - before) ticks")

    type("\n")
    #expect(until { isRaw }, "raw mode again")
    try FileManager.default.removeItem(atPath: folder.path + "/.arcane/saves/mark1.json")
    type("r")
    #expect(until { isThere(1) }, "r starts over")
    type("q")
    #expect(until { text("state") == "code 0\n" })
    #expect(until { shell.reap() != nil } && !isRaw)
  }

  @Test("a stop in the middle of everything is no reason to call a game hung")
  func longStop() throws {
    // Frames of 60 ms with a limit of 1 s: most of the time it is stopped in one.
    try folder.write("game.ts", game(0, "const end = performance.now() + 60; while (performance.now() < end);"))
    let shell = try start("\"$A\" dev game.ts --headless --mute --json --frame-time-limit 1000 > out.txt; sleep 3; fg; echo \"code $?\" > state")
    #expect(until { text("out.txt").contains("\"ready\"") })
    type("\u{1a}")
    #expect(until { !isRaw })
    #expect(until { isRaw })
    usleep(1_500_000)
    type("q")
    #expect(until { text("state") == "code 0\n" })
    #expect(!text("out.txt").contains("gameFailed") && !text("out.txt").contains("\"failure\""), "\(text("out.txt"))")
    #expect(until { shell.reap() != nil })
  }

  @Test("stopped output stops nothing else: with Ctrl+S, saves and q work")
  func stoppedOutput() throws {
    let talk = "for (let i = 0; i < 100; i++) console.log('x'.repeat(1000));"
    try folder.write("game.ts", game(0, talk))
    let shell = try start("\"$A\" dev game.ts --headless --mute; echo \"code $?\" > state")
    #expect(until { isRaw })
    #expect(until { isThere(0) })
    type("\u{13}")
    // Nothing is read any more.
    usleep(300_000)
    try folder.write("game.ts", game(1, talk))
    #expect(eventually { isThere(1) })
    type("q")
    #expect(eventually { text("state") == "code 0\n" })
    #expect(until { shell.reap() != nil } && !isRaw)
  }
}

import ArcaneLinux
import Glibc

/// Opens the user's editor at a position.
enum Editor {
  /// The arguments for a position, by the program's name. Others get `+LINE FILE`, which most editors accept.
  private static func arguments(_ name: String, _ path: String, _ line: Int, _ column: Int) -> [String] {
    switch name {
    case "code", "code-insiders", "codium", "cursor", "windsurf": ["--goto", "\(path):\(line):\(column)"]
    case "zed", "zeditor", "subl", "hx", "helix", "micro": ["\(path):\(line):\(column)"]
    case "kate": ["--line", "\(line)", "--column", "\(column)", path]
    case "idea", "webstorm": ["--line", "\(line)", "--column", "\(column - 1)", path]
    case "emacs": ["+\(line):\(column)", path]
    case "emacsclient": ["--no-wait", "+\(line):\(column)", path]
    default: ["+\(line)", path]
    }
  }

  /// Editors that need a terminal.
  private static let inTerminal: Set<String> = ["vi", "vim", "nvim", "nano", "hx", "helix", "micro", "emacs-nox", "joe", "ne", "mcedit", "kak"]

  /// - Throws: `StartFailure` that says what to set, with the place.
  static func open(_ path: String, line: Int, column: Int) throws {
    let place = "\(displayPath(path)):\(line):\(column)"
    let named = ["ARCANE_EDITOR", "VISUAL", "EDITOR"].compactMap { Environment.value($0) }.first
    guard let named else { throw StartFailure("\(place): set ARCANE_EDITOR (or VISUAL, or EDITOR) to open it in your editor") }
    let words = named.split(separator: " ").map(String.init)
    guard let program = words.first else { throw StartFailure("\(place): ARCANE_EDITOR, VISUAL or EDITOR is empty") }
    let name = fileName(program)
    let arguments = Array(words.dropFirst()) + Self.arguments(name, path, line, column)
    if inTerminal.contains(name) {
      // This terminal is in use; tmux can open another one.
      guard Environment.value("TMUX") != nil else {
        throw StartFailure("\(place): \(name) needs a terminal of its own: run dev in tmux, or set ARCANE_EDITOR to an editor with a window")
      }
      try start("tmux", ["new-window", "--", program] + arguments, place)
    } else {
      try start(program, arguments, place)
    }
  }

  private static func start(_ program: String, _ arguments: [String], _ place: String) throws {
    guard let path = findProgram(program) else { throw StartFailure("\(place): there is no program \(program)") }
    // The editor outlives this process, and its output is dropped. The shell ends at once, so that init reaps the
    // editor.
    let shell = try ChildProcess(
      name: "the editor", path: "/bin/sh", arguments: ["-c", "\"$@\" >/dev/null 2>&1 </dev/null &", "sh", path] + arguments,
      environment: Environment.entries, inherit: [])
    _ = shell.reap(wait: true)
  }

  private static func findProgram(_ name: String) -> String? {
    if name.contains("/") { return access(name, X_OK) == 0 ? name : nil }
    return (Environment.value("PATH") ?? "").split(separator: ":").map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }
}

// All messages for the user. Events go to standard error, the game's console to standard output; with --json both are
// one JSON object a line on standard output.
import ArcaneIPC
import ArcaneLinux
import ArcaneModules
import ArcaneReload
import Glibc

final class Reporter {
  private let json: Bool
  /// Standard error is then used only when standard output can take no more.
  var isJSON: Bool { json }
  private let verbose: Bool
  private let color: Bool
  /// A worker that cannot start reports the same failure at each attempt; it is shown once.
  private var lastEnvironmentFailure = ""
  private var reported: Set<String> = []
  /// Receives every event.
  weak var observer: (any EventObserver)?
  /// The frame number of the game on the screen; nil without a game.
  var frame: () -> UInt32? = { nil }

  /// The version of the --json events; raised when a field changes its meaning or is removed.
  static let schema = 1

  init(json: Bool, verbose: Bool) {
    self.json = json
    self.verbose = verbose
    color = !json && isatty(STDERR_FILENO) == 1 && Self.terminalHasColors
    if json { StandardOutput.output.describeDropped { JSONValue.fields([("event", .string("dropped")), ("lines", .value($0))]).text + "\n" } }
  }

  /// Whether the game's console may hold colors: only this process knows whether it is a terminal.
  var consoleHasColors: Bool { !json && isatty(STDOUT_FILENO) == 1 && Self.terminalHasColors }

  /// False if the user, or the terminal (in Emacs and Vim), says that it has none.
  static var terminalHasColors: Bool {
    if Environment.value("NO_COLOR") != nil { return false }
    return Environment.value("TERM") != "dumb"
  }

  func lines(_ diagnostic: Diagnostic, color: Bool = false) -> [String] {
    diagnostic.text(DiagnosticStyle(currentFolder: absolutePath("."), color: color)).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }

  // MARK: - Sentences

  func started(_ path: String, hasKeys: Bool) {
    event("started", ["file": .string(path)]) { "playing \(path)" + (hasKeys ? "  (r starts over, p pauses, q ends, h lists the keys)" : "") }
  }

  /// With `--verbose`.
  func mechanisms(disabled: Set<Mechanism>) {
    guard verbose else { return }
    let off = Mechanism.allCases.filter(disabled.contains)
    let on = Mechanism.allCases.filter { !disabled.contains($0) }
    event("mechanisms", ["on": .array(on.map { .string($0.rawValue) }), "off": .array(off.map { .string($0.rawValue) })]) {
      Mechanism.summary(disabled: disabled)
    }
  }

  func note(_ text: String) { event("note", ["message": .string(text)]) { text } }

  func debug(_ text: String) { if verbose { event("debug", ["message": .string(text)]) { text } } }

  func failure(_ text: String) {
    event("failure", ["message": .string(text)]) { painted("error: ", .red) + text }
  }

  /// What this machine lacks; shown once, since each worker would report it again.
  func missing(_ text: String) { if reported.insert(text).inserted { failure(text) } }

  func fatal(_ text: String) {
    event("fatal", ["message": .string(text)]) { painted("error: ", .red) + text }
  }

  /// The program cannot go on.
  func end(_ error: any Error) -> Never {
    if let diagnostic = error as? Diagnostic { buildFailed([diagnostic]) } else { fatal("\(error)") }
    endProgram(Supervisor.ExitCode.environment)
  }

  func warning(_ diagnostic: Diagnostic) {
    event("warning", ["diagnostic": diagnostic.json], raw: lines(diagnostic, color: color))
  }

  /// A notice that each generation would repeat, such as missing sound, is shown once.
  func notice(_ diagnostic: Diagnostic) {
    if diagnostic.path == nil, !reported.insert(diagnostic.message).inserted { return }
    event("notice", ["diagnostic": diagnostic.json], raw: lines(diagnostic, color: color))
  }

  /// A module that only esbuild refuses still plays: each of its releases refuses some valid code.
  func refusedByEsbuild(_ diagnostic: Diagnostic) {
    guard verbose else { return }
    var diagnostic = diagnostic
    diagnostic.severity = .warning
    diagnostic.message = "only esbuild does not take this, so it could not be compared: " + diagnostic.message
    event("refusedByEsbuild", ["diagnostic": diagnostic.json], raw: lines(diagnostic, color: color))
  }

  /// - Parameter reason: why modules are used without being compared with esbuild's output.
  func unverified(_ reason: String) {
    if reported.insert(reason).inserted { debug("files are used without being compared with esbuild's: \(reason)") }
  }

  func buildFailed(_ diagnostics: [Diagnostic]) {
    event("buildFailed", ["diagnostics": .array(diagnostics.map { $0.json })], raw: diagnostics.flatMap { lines($0, color: color) })
  }

  func gameFailed(_ report: FailureReport?, _ diagnostic: Diagnostic, _ generation: Generation) {
    if report?.kind == .environment {
      if diagnostic.message == lastEnvironmentFailure { return }
      lastEnvironmentFailure = diagnostic.message
    }
    let phase = report.map { "\($0.phase)" } ?? "stage"
    event(
      "gameFailed", ["generation": .value(Double(generation.number)), "phase": .string(phase), "diagnostic": diagnostic.json],
      raw: lines(diagnostic, color: color))
  }

  func loading(_ place: LoadingProgress.Place, seconds: Double) {
    var fields: [String: JSONValue] = ["file": .string(displayPath(place.entry)), "milliseconds": .value((seconds * 1000).rounded())]
    var text = "still loading \(displayPath(place.entry)), for \(format(seconds)) s"
    if let module = place.module, let position = place.position {
      fields["module"] = .string(displayPath(module))
      fields["line"] = .value(Double(position.line))
      text += ": \(displayPath(module)):\(position.line) runs"
    } else if place.isAwaiting {
      text += ": a top-level await has not ended"
    }
    event("loading", fields) { text }
  }

  func assetFailed(_ path: String, _ reason: String) {
    event("assetFailed", ["file": .string(path), "message": .string(reason)], raw: ["\(path): \(painted("error:", .red)) \(reason)"])
  }

  /// The outcome of a save, for programs.
  func receipt(_ receipt: Receipt) {
    observe("receipt", ["receipt": receipt.json])
    if json { emit("receipt", ["receipt": receipt.json]) }
  }

  /// - Parameter isAsBefore: it was broken or gone, and the game has shown its content all the time.
  func assetReloaded(_ path: String, milliseconds: Double, isAsBefore: Bool = false) {
    event("assetReloaded", ["file": .string(path), "milliseconds": .value(milliseconds)]) {
      isAsBefore ? "\(path) is in order again" : "\(path) changed in the running game, \(format(milliseconds)) ms"
    }
  }

  /// A save that did not change the game: a comment, or nothing at all.
  func unchanged(_ files: Set<String>) {
    guard !files.isEmpty, verbose || json || isObserved else { return }
    event("unchanged", ["files": .array(files.sorted().map { .string(displayPath($0)) })], isForPeople: false) {
      short(files) + " saved; the game is made of the same code"
    }
  }

  func short(_ files: Set<String>) -> String {
    files.count <= 3 ? files.map(fileName).sorted().joined(separator: ", ") : "\(files.count) files"
  }

  func workerReady(
    _ generation: Generation, _ steps: ToSupervisor.Steps, _ memory: ToSupervisor.Memory, _ speculation: ToSupervisor.Speculation, sinceSpawn: Double
  ) {
    guard verbose || json || isObserved else { return }
    var fields: [String: JSONValue] = [
      "generation": .value(Double(generation.number)), "milliseconds": .value(sinceSpawn),
      "residentKilobytes": .value(Double(memory.resident)), "scriptHeapKilobytes": .value(Double(memory.scriptHeap)),
      "steps": .fields(steps.entries.map { ($0.name, .value(Double($0.microseconds) / 1000)) }),
      "modulesAhead": .value(Double(speculation.modules)),
    ]
    if !speculation.refusedURL.isEmpty {
      fields["aheadUpTo"] = .fields([
        ("module", .string(displayPath(ModuleURL.path(speculation.refusedURL) ?? speculation.refusedURL))), ("reason", .string(speculation.reason)),
      ])
    }
    event("ready", fields, isForPeople: false) {
      "\(generation) is warm after \(format(sinceSpawn)) ms, \(memory.resident / 1024) MB resident, \(memory.scriptHeap / 1024) MB script heap: "
        + steps.entries.map { "\($0.name) \(format(Double($0.microseconds) / 1000))" }.joined(separator: ", ")
        + "; \(speculation.modules) modules evaluated ahead"
        + (speculation.refusedURL.isEmpty
          ? "" : ", up to \(displayPath(ModuleURL.path(speculation.refusedURL) ?? speculation.refusedURL)): \(speculation.reason)")
    }
  }

  func reloaded(_ generation: Generation, _ version: GraphVersion, _ timing: ReloadTiming, pid: Int32?) {
    let isFirst = timing.started != nil
    let files = short(timing.files)
    event(
      isFirst ? "playing" : "reloaded",
      [
        "generation": .value(Double(generation.number)), "graphVersion": .value(Double(version)),
        "pid": .value(Double(pid ?? 0)),
        "milliseconds": .value(timing.total), "files": .array(timing.files.sorted().map { .string(displayPath($0)) }),
        "steps": .fields(timing.steps.map { ($0.name.filter { $0 != " " }, .value($0.milliseconds)) }),
      ]
    ) {
      let head =
        isFirst
        ? "on the screen after \(format(timing.total)) ms" : "\(files.isEmpty ? "started over" : files + " reloaded"), \(format(timing.total)) ms"
      guard verbose else { return head }
      return ([head + " (\(generation))"] + timing.steps.map { "    \(padded($0.name, 18)) \(format($0.milliseconds)) ms" })
        .joined(separator: "\n")
    }
  }

  func workerDied(_ generation: Generation, _ status: ExitStatus, presented: Bool, _ reason: String? = nil) {
    let what = presented ? "the game crashed: \(status)" : "\(generation) died before it was shown: \(status)"
    let text = what + (reason.map { "; " + $0 } ?? "")
    event("crashed", ["generation": .value(Double(generation.number)), "message": .string(text)]) {
      painted("error: ", .red) + text
    }
  }

  func console(_ level: ToSupervisor.ConsoleLevel, _ text: String) {
    observer?.note(console: text, level: "\(level)")
    observe("console", ["level": .string("\(level)"), "message": .string(text)])
    if json {
      emit("console", ["level": .string("\(level)"), "message": .string(text)], as: .console)
    } else {
      StandardOutput.output.write(text + "\n", as: .console)
    }
  }

  // MARK: - Output

  /// The result of a command; with --json the following event contains it.
  func results(_ diagnostics: [Diagnostic], on descriptor: Int32) {
    if json { return }
    let paints = isatty(descriptor) == 1 && Self.terminalHasColors
    for diagnostic in diagnostics { write(descriptor, lines(diagnostic, color: paints).joined(separator: "\n") + "\n") }
  }

  /// Events that are only printed with --verbose always go to the observer.
  private var isObserved: Bool { observer?.hasSubscribers ?? false }

  func event(_ name: String, _ fields: [String: JSONValue], isForPeople: Bool = true, _ text: () -> String) {
    observe(name, fields)
    if json {
      emit(name, fields)
    } else if isForPeople || verbose {
      write(STDERR_FILENO, painted("arcane: ", .dim) + text() + "\n")
    }
  }

  private func event(_ name: String, _ fields: [String: JSONValue], raw lines: [String]) {
    observe(name, fields)
    if json { emit(name, fields) } else { write(STDERR_FILENO, lines.joined(separator: "\n") + "\n") }
  }

  private func observe(_ name: String, _ fields: @autoclosure () -> [String: JSONValue]) {
    if let observer, observer.wants(event: name) { observer.note(event: name, members(fields())) }
  }

  private func members(_ fields: [String: JSONValue]) -> [(String, JSONValue)] {
    let head: [(String, JSONValue)] = [("schema", .value(Self.schema))] + (frame().map { [("frame", .value($0))] } ?? [])
    return head + fields.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private func emit(_ name: String, _ fields: [String: JSONValue], as kind: StandardOutput.Kind = .event) {
    StandardOutput.output.write(JSONValue.fields([("event", .string(name))] + members(fields)).text + "\n", as: kind)
  }

  private enum Paint: String { case red = "31", dim = "2" }

  private func painted(_ text: String, _ paint: Paint) -> String {
    color ? "\u{1b}[\(paint.rawValue)m\(text)\u{1b}[0m" : text
  }

  private func write(_ descriptor: Int32, _ text: String) { StandardOutput.of(descriptor).write(text) }
}

/// Writes a whole text, for commands that do nothing else. A closed reader is no error.
func writeAll(_ descriptor: Int32, _ text: String) {
  var text = text
  text.withUTF8 { bytes in
    var rest = UnsafeRawBufferPointer(bytes)
    while !rest.isEmpty {
      let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if written < 0 { if errno == EINTR { continue } else { return } }
      rest = UnsafeRawBufferPointer(rebasing: rest[written...])
    }
  }
}

/// One digit after the point: `4.1`.
func format(_ milliseconds: Double) -> String {
  let tenths = Int((milliseconds * 10).rounded())
  return "\(tenths / 10).\(abs(tenths % 10))"
}

func padded(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(0, width - text.count)) }

/// `path` as the user would type it here.
func displayPath(_ path: String) -> String {
  let here = absolutePath(".")
  if path == here { return "." }
  return path.hasPrefix(here + "/") ? String(path.dropFirst(here.count + 1)) : path
}

/// An observer of events, besides the terminal.
protocol EventObserver: AnyObject {
  /// Whether anybody observes events.
  var hasSubscribers: Bool { get }
  func wants(event name: String) -> Bool
  func note(event name: String, _ members: [(String, JSONValue)])
  func note(console text: String, level: String)
}

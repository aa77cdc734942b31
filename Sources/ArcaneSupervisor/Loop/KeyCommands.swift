// The keys of the terminal. They use the same verbs as control clients.
import ArcaneLinux
import ArcaneModules
import Glibc

extension Supervisor {
  func pressed(_ key: TerminalKeys.Key) {
    switch key {
    case .restart: control?.ask("reload")
    case .quit: control?.ask("stop")
    case .pause: pauseOrResume()
    case .step: step()
    case .screenshot: takeScreenshot()
    case .clear: if isatty(STDERR_FILENO) == 1 { StandardOutput.errors.write("\u{1b}[2J\u{1b}[3J\u{1b}[H") }
    case .open: openError()
    case .help:
      reporter.note(
        "keys: r starts over, p pauses and goes on, . plays one frame, s takes a screenshot, c clears, o opens the error's place in your editor, q ends"
      )
    case .other, .closed, .background: break
    }
  }

  private func pauseOrResume() {
    guard let control else { return }
    let pauses = !control.clock.isHeld
    control.ask(pauses ? "pause" : "resume") { [reporter] answer in
      if let problem = answer["error"]?["message"]?.string { return reporter.note(problem) }
      reporter.note(pauses ? "paused at \(Self.place(answer["result"])); . plays one frame, p goes on" : "going on")
    }
  }

  private func step() {
    guard let control else { return }
    if !control.clock.isHeld { control.ask("pause") }
    control.ask("step") { [reporter] answer in
      reporter.note(answer["error"]?["message"]?.string ?? "paused at \(Self.place(answer["result"]))")
    }
  }

  private static func place(_ result: JSONValue?) -> String {
    "frame \(Int(result?["frame"]?.number ?? 0)), \(format((result?["time"]?.number ?? 0))) s"
  }

  private func takeScreenshot() {
    let folder = FilePath.folder(of: plan.entry) + "/.arcane"
    mkdir(folder, 0o777)
    var number = 1
    while number < 10_000, access("\(folder)/screenshot-\(number).png", F_OK) == 0 { number += 1 }
    let path = "\(folder)/screenshot-\(number).png"
    control?.ask("screenshot", .of(["path": .string(path), "withOverlay": .boolean(true)])) { [reporter] answer in
      reporter.note(answer["error"]?["message"]?.string ?? "screenshot in \(displayPath(path))")
    }
  }

  private func openError() {
    guard let place = (lastFailure + failedBuilds.values.flatMap { $0 }).last(where: { $0.path != nil }), let path = place.path else {
      return reporter.note("there is no error to open")
    }
    do { try Editor.open(path, line: place.position?.line ?? 1, column: place.position?.column ?? 1) } catch { reporter.note("\(error)") }
  }
}

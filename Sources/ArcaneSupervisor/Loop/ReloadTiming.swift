import ArcaneIPC
import ArcaneLinux

/// When each step of the current reload happened, for `--verbose`, `--json` and the benchmark.
struct ReloadTiming {
  var started: Monotonic?
  /// The first event of a source that is not on the screen yet.
  var changeSeen: Monotonic?
  var buildStarted: Monotonic?
  var buildFinished: Monotonic?
  var stageAsked: Monotonic?
  var staged: Monotonic?
  var stageSteps = ToSupervisor.Steps()
  var presentAsked: Monotonic?
  var presented: Monotonic?
  var presentSteps = ToSupervisor.Steps()
  var files: Set<String> = []
  /// Files of which some may have changed; the build finds out which.
  var candidates: Set<String> = []

  /// The save ended without a new frame; the next save is timed on its own.
  mutating func beginAnew() {
    let start = started
    self = ReloadTiming()
    started = start
  }

  /// Milliseconds from the first event, or from the program's start, to the picture. A game that starts over without a
  /// change counts from when its new generation was staged.
  var total: Double { (presented ?? .now).milliseconds(since: started ?? changeSeen ?? stageAsked ?? .now) }

  /// Name and milliseconds of each step, in order.
  var steps: [(name: String, milliseconds: Double)] {
    var steps: [(String, Double)] = []
    func add(_ name: String, _ from: Monotonic?, _ to: Monotonic?) {
      guard let from, let to, from <= to else { return }
      steps.append((name, to.milliseconds(since: from)))
    }
    add("begin", started ?? changeSeen, buildStarted)
    add("transpile", buildStarted, buildFinished)
    add("wait", buildFinished, stageAsked)
    add("stage", stageAsked, staged)
    steps += stageSteps.entries.map { ("  " + $0.name, Double($0.microseconds) / 1000) }
    add("settle", staged, presentAsked)
    add("present", presentAsked, presented)
    steps += presentSteps.entries.map { ("  " + $0.name, Double($0.microseconds) / 1000) }
    return steps
  }
}

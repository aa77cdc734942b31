import ArcaneIPC
import ArcaneLinux
import ArcaneScript
import CLinux
import Glibc

/// One file of tests in a context of its own: evaluated, then asked to run its tests by `__runTests`, which it reports
/// through `__reportTest` (the contract of existing Arcane test files).
///
/// What is thrown where no test awaits it - in timers, animation frames, promise jobs - belongs to the test that is running,
/// and after its end to it until the next one begins; after the last one, until nothing is left to do.
final class TestFile {
  /// The end of a run.
  struct Ending {
    /// A failure of the file itself, or of the step that cut it short.
    var failure: FailureReport?
    /// The step on the status page did not return; those after it have not run.
    var isCutShort = false
    /// Script was terminated, so the isolate may be in any state.
    var isForced = false
  }

  let token: UInt32
  let link: SupervisorLink
  let page: StatusPage
  private let options: TestOptions
  let script: ScriptRuntime
  private let watchdog: Watchdog
  private let framePlaces = FramePlaces()
  private var imports = PendingImports()
  private var isDone = false
  private var ending: Ending?
  /// Time limit of the current test in milliseconds.
  private var limit: UInt32
  /// The content of the status page.
  var status = WorkerStatus()
  /// The harness waits for timers and jobs.
  var wantsTurn = false
  /// Unawaited errors of the current step.
  private var errors = 0
  private var lastFrame = Monotonic.now
  private var idleSince: Monotonic?

  /// A little longer than the harness's own limit, because the harness can name the declaration of an asynchronous
  /// test.
  private static let patience: UInt32 = 500
  /// Milliseconds after the last test in which imports and animation frames may still end. Timers have a test's time limit.
  private static let afterwards = 1000.0
  /// The part of that time in which repeating timers count: an interval that is never cleared must not use up all of
  /// it.
  private static let afterwardsForRepeated = 250.0
  /// Maximum number of reported errors per step.
  private static let mostErrors = 20
  /// Maximum sleep in milliseconds: V8's own threads, for example for WebAssembly, do not wake this one.
  private static let nap = 4.0
  private static let frameTime = 1000.0 / 60
  /// Milliseconds after which a wait that nothing can resolve is given up.
  private static let idleLimit = 3000.0

  /// - Parameter isolate: fresh, or renewed since the last file.
  init(_ token: UInt32, _ options: TestOptions, _ isolate: TestIsolate, _ link: SupervisorLink, _ page: StatusPage) {
    (self.token, self.options, self.link, self.page) = (token, options, link, page)
    (script, watchdog) = (isolate.script, isolate.watchdog)
    limit = options.timeLimit
    watchdog.milliseconds = options.loadTimeLimit
    script.onConsole = { level, text in link.send(.console(ToSupervisor.ConsoleLevel(level), text)) }
    script.framePlace = framePlaces.place
    script.onDynamicImport = { [unowned self] request in imports.ask(request, script, self.link) }
    script.onFatalError = { [unowned self] location, message in
      status.lastWords = "\(location): \(message)"
      page.note(status)
    }
    script.onLook = { [unowned self] frames in
      guard let place = frames.first(where: { $0.url.hasPrefix("file:") }) else { return }
      status.place = FailureReport.Frame(place)
      page.note(status)
    }
    let ops = TestOps(self)
    ops.offer(to: script)
    if CrashOps.isWanted { CrashOps().offer(to: script) }
  }

  // MARK: - Reports of the harness

  func begin(_ step: TestStep) {
    status.phase = .test
    status.since = Monotonic.now.nanoseconds
    status.test = step
    status.place = FailureReport.Frame(function: "", url: "", line: 0, column: 0)
    errors = 0
    limit = step.limit
    // Ends script that does not come back.
    watchdog.restart(milliseconds: limit + Self.patience)
    status.limit = watchdog.milliseconds
    page.note(status)
  }

  func endStep() {
    status.test?.isRunning = false
    page.note(status)
  }

  func tellResult(_ result: TestResult) {
    link.send(.testEnded(token: token, result))
    // With a harness that does not report the begin of a test, each result starts the time of the next one.
    if status.test == nil { watchdog.restart(milliseconds: options.timeLimit + Self.patience) }
  }

  func end(_ failure: ScriptFailure?) {
    isDone = true
    if let failure { ending = Ending(failure: report(failure)) }
  }

  // MARK: - The run

  func run(_ pack: ModulePack) -> Ending {
    status.phase = .evaluate
    status.since = Monotonic.now.nanoseconds
    status.limit = options.loadTimeLimit
    page.note(status)
    do {
      try script.evaluateScript(Self.globals(options), name: "arcane:test-runner")
      for module in pack.modules { script.define(module, framePlaces) }
    } catch {
      return Ending(failure: report(error))
    }
    if let ending = evaluate(pack.entryURL) { return ending }
    watchdog.milliseconds = options.timeLimit + Self.patience
    guard script.hasGlobalFunction("__runTests") else {
      return Ending(failure: FailureReport(phase: .evaluate, kind: .exception, name: "", message: "it declares no tests", frames: []))
    }
    // Pending errors of the top level do not count against the first test.
    turn(waits: false)
    run(Self.running)
    while !isDone, ending == nil { turn(waits: !wantsTurn) }
    if ending == nil { seeOut() }
    return ending ?? Ending()
  }

  /// Evaluates the modules' top level; nil on success.
  private func evaluate(_ entry: String) -> Ending? {
    let deadline = Monotonic.now.advanced(byMilliseconds: Double(options.loadTimeLimit))
    var evaluation = watchdog.guarding { script.evaluate(entry: entry) }
    while evaluation == .pending {
      waitForNews()
      if let ending { return ending }
      evaluation = watchdog.guarding {
        let failures = script.runTimers() + runAnimationFrames() + [script.runPlatformTasks(limit: 2)].compactMap { $0 }
        return failures.first.map { .failed($0) } ?? script.continueEvaluation()
      }
      if evaluation == .pending, Monotonic.now > deadline {
        return Ending(
          failure: FailureReport(
            phase: .evaluate, kind: .exception, name: "",
            message: "a top-level await has not ended after \(options.loadTimeLimit) ms", frames: []))
      }
    }
    if case .failed(let failure) = evaluation { return Ending(failure: report(failure)) }
    return nil
  }

  private func run(_ source: String) {
    do { _ = try watchdog.guarding { try script.evaluateScript(source, name: "arcane:test-runner") } } catch {
      note(error as? ScriptFailure ?? ScriptFailure(kind: .exception, name: "", message: "\(error)"))
    }
  }

  /// Runs what is due, and reports its failures.
  private func turn(waits: Bool) {
    if waits { waitForNews() }
    let failures = watchdog.guarding {
      var failures = script.runTimers()
      if failures.allSatisfy({ !$0.isFinal }) { failures += runAnimationFrames() }
      if failures.allSatisfy({ !$0.isFinal }), let failure = script.runPlatformTasks(limit: 2) { failures.append(failure) }
      return failures
    }
    for failure in failures + script.takeUnhandledRejections() { note(failure) }
    if wantsTurn, ending == nil {
      wantsTurn = false
      if let failure = watchdog.guarding({ script.callGlobal("__testTurn") }) { note(failure) }
    }
  }

  /// All tests have been reported. Pending work goes on until nothing is left, or for a while, since timers may restart
  /// forever.
  private func seeOut() {
    let began = Monotonic.now
    let end = began.advanced(byMilliseconds: max(Self.afterwards, Double(options.timeLimit)))
    let begin = script.timerMark
    turn(waits: false)
    while ending == nil, Monotonic.now < end {
      let passed = Monotonic.now.milliseconds(since: began)
      let repeatedCount = passed < Self.afterwardsForRepeated
      let due = repeatedCount ? script.nextTimerDeadline : script.nextTimerDeadline(unlessRepeatedSince: begin)
      let next = due.map { $0 - script.now }
      let isLeft =
        passed < Self.afterwards && (!imports.isEmpty || script.hasAnimationFrames) || next.map { $0 <= end.milliseconds(since: .now) } ?? false
      guard isLeft else { return }
      turn(waits: true)
    }
  }

  private func runAnimationFrames() -> [ScriptFailure] {
    guard script.hasAnimationFrames, Monotonic.now.milliseconds(since: lastFrame) >= Self.frameTime else { return [] }
    lastFrame = .now
    return script.runAnimationFrames()
  }

  /// Sleeps until something is due or the supervisor has answered.
  private func waitForNews() {
    var left = script.nextTimerDeadline.map { max(0, $0 - script.now) }
    if script.hasAnimationFrames { left = min(left ?? .infinity, max(0, Self.frameTime - Monotonic.now.milliseconds(since: lastFrame))) }
    if left == 0 { return }
    // With neither a timer nor an import, only a thread of V8 could still make progress.
    if left == nil, imports.isEmpty, !isDone {
      let since = idleSince ?? .now
      idleSince = since
      if Monotonic.now.milliseconds(since: since) > Self.idleLimit {
        let message = "it waits for something that never comes: no timer and no import is under way"
        ending = Ending(failure: FailureReport(phase: .evaluate, kind: .exception, name: "", message: message, frames: []))
        return
      }
    } else {
      idleSince = nil
    }
    if clinux_wait_readable(link.raw, -1, Int64(min(left ?? Self.nap, Self.nap) * 1e6)) > 0 { handle(link.next()) }
  }

  private func handle(_ message: ToWorker) {
    switch message {
    case .modules(let blob):
      do { try blob.withBytes { bytes in for module in try ModulePack(decoding: bytes).modules { script.define(module, framePlaces) } } } catch {
        writeError("arcane-worker: \(error)")
      }
    case .dynamicModule(let token, let url, let error):
      guard let request = imports.take(token) else { return }
      watchdog.guarding {
        if let url { script.finishImport(request, url: url) } else { script.finishImport(request, error: error) }
        if let failure = script.runMicrotasks() { note(failure) }
      }
    case .stop: exit(0)
    default: break
    }
  }

  // MARK: - Failures

  /// An error that no test awaits.
  private func note(_ failure: ScriptFailure) {
    if failure.isFinal {
      if ending != nil { return }
      if status.test?.isRunning == false {
        // After the last step, it still belongs to that step.
        link.send(.testErred(token: token, isRunning: false, report(failure)))
        ending = Ending(isForced: true)
      } else {
        ending = Ending(failure: report(failure), isCutShort: status.test != nil, isForced: true)
      }
      return
    }
    errors += 1
    guard errors <= Self.mostErrors else { return }
    link.send(.testErred(token: token, isRunning: status.test?.isRunning == true, placed(report(failure))))
    if let failure = watchdog.guarding({ script.callGlobal("__testErred") }) { note(failure) }
  }

  /// With the place of the test, if no frame of the failure is of a file.
  private func placed(_ report: FailureReport) -> FailureReport {
    guard let place = status.test?.place, !place.url.isEmpty, !report.frames.contains(where: { $0.url.hasPrefix("file:") }) else { return report }
    var report = report
    report.frames.append(place)
    return report
  }

  func report(_ error: any Error) -> FailureReport {
    report(error as? ScriptFailure ?? ScriptFailure(kind: .exception, name: "", message: "\(error)"))
  }

  private func report(_ failure: ScriptFailure) -> FailureReport {
    let kind: FailureReport.Kind =
      switch failure.kind {
      case .exception, .unhandledRejection: .exception
      case .syntax, .resolution: .syntax
      case .terminated: .endlessLoop
      case .outOfMemory: .outOfMemory
      }
    let hook = ["beforeAll", "afterAll"].first { status.test?.name.hasSuffix("(\($0))") == true }
    let what = status.phase == .test ? hook.map { $0 + "()" } ?? "a test" : "its top level"
    var message = failure.messageWithCauses
    if kind == .endlessLoop { message = "\(what) ran for more than \(status.phase == .test ? limit : options.loadTimeLimit) ms without coming back" }
    if kind == .outOfMemory { message = "\(what) needs more than \(TestIsolate.heapLimit) MB of memory" }
    return FailureReport(
      phase: failure.kind == .unhandledRejection ? .rejection : .evaluate, kind: kind,
      name: kind == .endlessLoop || kind == .outOfMemory ? "" : failure.name, message: message,
      frames: failure.frames.map(FailureReport.Frame.init))
  }
}

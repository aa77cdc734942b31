// `arcane check`: one run of the compiler, or with --watch one after each change.
import ArcaneLinux
import ArcaneModules
import Glibc

final class CheckRun {
  private let path: String
  private let watches: Bool
  private let seconds: Int
  private let loop: EventLoop
  private let reporter: Reporter
  private var project: TypeCheckProject
  private var run: TypeCheckRun?
  private let patience: Timer
  private let quiet: Timer
  private var watcher: FileWatcher?
  private let signals: SignalThread
  private var changed: Set<String> = []
  private var began = Monotonic.now
  private var exitCode: Int32 = 1
  private var isAskedToEnd = false
  private var unread: OutputOnLoop?

  static func start(path: String, watches: Bool, seconds: Int, json: Bool) -> Never {
    signal(SIGPIPE, SIG_IGN)
    let reporter = Reporter(json: json, verbose: false)
    do {
      let check = try CheckRun(path, watches: watches, seconds: seconds, reporter)
      try check.work()
      endProgram(check.exitCode, isAskedFor: check.isAskedToEnd)
    } catch { reporter.end(error) }
  }

  private init(_ path: String, watches: Bool, seconds: Int, _ reporter: Reporter) throws {
    self.seconds = seconds
    self.path = path
    self.watches = watches
    self.reporter = reporter
    if !exists(path) { throw StartFailure("\(displayPath(path)): \(String(cString: strerror(errno)))") }
    project = try TypeCheckProject(of: path)
    signals = try Supervisor.endSignals(interruptIsOrdinary: watches)
    loop = try EventLoop()
    patience = try Timer()
    quiet = try Timer()
  }

  private func work() throws {
    try loop.add(patience.raw) { [unowned self] in
      if patience.acknowledge() { reporter.note("checking types with \(displayPath(project.compiler.path)) …") }
    }
    try loop.add(signals.raw) { [unowned self] in
      while let number = signals.next() {
        exitCode = Supervisor.code(of: number, interruptIsOrdinary: watches)
        isAskedToEnd = true
        loop.stop()
      }
    }
    unread = OutputOnLoop(loop) { [unowned self] in
      reporter.failure(Supervisor.nobodyReads)
      exitCode = Supervisor.ExitCode.environment
      isAskedToEnd = true
      loop.stop()
    }
    if watches { try watch() }
    try begin()
    try loop.run()
    run = nil
  }

  /// Milliseconds after which a progress message is shown.
  private static let patienceLimit = 500.0
  /// Editors save several files within this time (milliseconds).
  private static let quietTime = 30.0

  private func begin() throws {
    began = .now
    patience.arm(at: began.advanced(byMilliseconds: Self.patienceLimit))
    run = try TypeCheckRun(project, loop: loop, seconds: seconds) { [unowned self] outcome in
      patience.disarm()
      conclude(outcome)
    }
  }

  private func conclude(_ outcome: TypeCheckRun.Outcome) {
    let seconds = Monotonic.now.milliseconds(since: began)
    switch outcome {
    case .checked(let diagnostics, let files):
      reporter.typesChecked(diagnostics, files: files, milliseconds: seconds)
      exitCode = diagnostics.contains { $0.severity == .error } ? 1 : 0
    case .broken(let reason):
      reporter.failure(reason)
      exitCode = Supervisor.ExitCode.environment
    }
    if !watches { loop.stop() }
  }

  // MARK: - Watching

  private func watch() throws {
    let watcher = try FileWatcher { path in
      let name = fileName(path)
      return TypeCheckFiles.isSource(name) || name == "tsconfig.json" || name == "package.json" || name == "arcane.json"
    }
    self.watcher = watcher
    try watcher.watch(folders: TypeCheckFiles.folders(in: project.folder))
    try loop.add(watcher.raw) { [unowned self] in drain(watcher) }
    try loop.add(quiet.raw) { [unowned self] in
      guard quiet.acknowledge() else { return }
      drain(watcher)
      restart()
    }
  }

  private func drain(_ watcher: FileWatcher) {
    do {
      let changes = try watcher.drain()
      if changes.isEmpty { return }
      changed.formUnion(changes.paths)
      // The running check is out of date.
      run = nil
      patience.disarm()
      quiet.arm(at: Monotonic.now.advanced(byMilliseconds: Self.quietTime))
      try watcher.watch(folders: TypeCheckFiles.folders(in: project.folder))
    } catch { reporter.failure("\(error)") }
  }

  private func restart() {
    reporter.checksAgain(changed)
    changed = []
    do {
      project = try TypeCheckProject(of: path)
      try begin()
    } catch { reporter.problem(error) }
  }
}

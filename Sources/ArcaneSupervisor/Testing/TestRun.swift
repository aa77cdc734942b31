// `arcane-supervise test`: finds test files, transpiles them, runs them in workers, reports the results, and with
// --watch repeats that for the files that a change affects.
import ArcaneIPC
import ArcaneLinux
import ArcaneModules
import Glibc

struct TestPlan {
  var paths: [String] = ["."]
  var options = TestOptions()
  var reporter = TestReporterName.spec
  var shard: (index: Int, count: Int)?
  var bails = false
  var watches = false
  var workers = 2
  var verbose = false
  var disabled: Set<Mechanism> = []
}

final class TestRun {
  private let plan: TestPlan
  private let loop: EventLoop
  private let esbuild: EsbuildOnLoop
  private let output: TestOutput
  private var pool: TestPool?
  private var reporter: any TestReporter

  private var found = TestFiles.Found()
  private var groups: [(library: RuntimeLibrary, modules: TestModules, files: [String])] = []
  private var reports: [String: TestFileReport] = [:]
  private var starts: [String: Monotonic] = [:]
  private var summary = TestSummary()
  private var began = Monotonic.now
  private var jobs: [TestJob] = []
  private var exitCode: Int32 = 1
  private var isAskedToEnd = false
  private var unread: OutputOnLoop?

  // With --watch.
  private var watcher: FileWatcher?
  private let quiet: Timer
  private let signals: SignalThread
  private var changed: Set<String> = []
  private var everythingChanged = false
  /// The fingerprint of each file's modules when it last ran; nil if it did not load.
  private var fingerprints: [String: Int?] = [:]
  /// Files that each test file imported at run time, by computed specifiers.
  private var imported: [String: Set<String>] = [:]
  private var isRunning = false
  /// The files are loaded, and workers run them.
  private var isTesting = false
  /// Faults that have been reported; each is reported once.
  private var reported: Set<String> = []
  /// What has been told of each tsconfig.json. Files that use different libraries have it in common.
  private var configurationProblems: [String: Set<String>] = [:]
  /// Whether the reporter has begun this round.
  private var isReported = false

  static func start(_ plan: TestPlan) -> Never {
    signal(SIGPIPE, SIG_IGN)
    do {
      let run = try TestRun(plan)
      try run.run()
      endProgram(run.exitCode, isAskedFor: run.isAskedToEnd)
    } catch {
      Reporter(json: false, verbose: false).fatal("\(error)")
      endProgram(Supervisor.ExitCode.environment)
    }
  }

  private init(_ plan: TestPlan) throws {
    self.plan = plan
    signals = try Supervisor.endSignals(interruptIsOrdinary: plan.watches)
    output = TestOutput()
    reporter = plan.reporter.make(verbose: plan.verbose, color: output.hasColor)
    loop = try EventLoop()
    quiet = try Timer()
    found = try TestFiles.find(plan.paths)
    esbuild = try EsbuildOnLoop(projectFolder: found.files.first.map { FilePath.folder(of: $0) } ?? absolutePath("."), loop: loop) {
      [output] in if plan.verbose { output.note($0) }
    }
    pool = TestPool(
      loop: loop, workerPath: try Supervisor.findWorker(), size: plan.workers, options: plan.options
    ) { [unowned self] event in handle(event) }
  }

  private func run() throws {
    if selected.isEmpty, !plan.watches {
      let places = plan.paths.map { $0 == "." ? "this folder" : $0 }.joined(separator: ", ")
      throw StartFailure(
        found.files.isEmpty
          ? "no test files in \(places): their names end in \(TestFiles.endings.joined(separator: ", "))"
          : "no file falls to this shard: there are \(found.files.count)")
    }
    try loop.add(signals.raw) { [unowned self] in
      while let number = signals.next() {
        exitCode = Supervisor.code(of: number, interruptIsOrdinary: plan.watches)
        isAskedToEnd = true
        loop.stop()
      }
    }
    unread = OutputOnLoop(loop) { [unowned self] in
      output.note("error: \(Supervisor.nobodyReads)")
      exitCode = Supervisor.ExitCode.environment
      isAskedToEnd = true
      loop.stop()
    }
    if plan.verbose { output.note(Mechanism.summary(disabled: plan.disabled)) }
    if plan.watches { try startWatching() }
    begin(selected, changed: [])
    try loop.run()
    pool?.stop()
    esbuild.stop()
  }

  /// The files of this run.
  private var selected: [String] {
    plan.shard.map { TestFiles.shard(found.files, $0.index, of: $0.count) } ?? found.files
  }

  // MARK: - One round

  private func begin(_ files: [String], changed: Set<String>) {
    isRunning = true
    began = .now
    summary = TestSummary()
    reports = [:]
    jobs = []
    reporter = plan.reporter.make(verbose: plan.verbose, color: output.hasColor)
    isReported = false
    if changed.isEmpty {
      for path in found.unnamable {
        output.note("\(displayPath(path)): is not run: a name in this path is not UTF-8, and modules are named by URLs, which are. Rename it")
      }
      announce()
    }
    do { try pool?.warmUp(files: files.count) } catch { return fail(error) }
    regroup(files)
    var missing = groups.count
    if missing == 0 { return conclude() }
    for group in groups {
      group.modules.load(group.files, changed: changed) { [unowned self] loaded in
        take(loaded, group.modules.level)
        missing -= 1
        if missing == 0 { runJobs() }
      }
    }
  }

  /// Begins the report of this round. A round of `--watch` with nothing to run is not reported.
  private func announce() {
    if isReported { return }
    isReported = true
    output.write(reporter.begin(files: selected.count))
  }

  private func regroup(_ files: [String]) {
    var byLibrary: [(RuntimeLibrary, [String])] = []
    var libraryOf: [String: RuntimeLibrary] = [:]
    for file in files {
      let folder = FilePath.folder(of: file)
      let library = libraryOf[folder] ?? RuntimeLibrary.discover(from: folder)
      libraryOf[folder] = library
      if let index = byLibrary.firstIndex(where: { $0.0 == library }) { byLibrary[index].1.append(file) } else { byLibrary.append((library, [file])) }
    }
    groups = byLibrary.map { library, files in
      let known = groups.first { $0.library == library }?.modules
      return (
        library,
        known
          ?? TestModules(
            library: library, esbuild: esbuild, verification: verification, strips: !plan.disabled.contains(.stripper), putOff: loop.afterThisRound,
            onConfiguration: { [unowned self] problem in
              if configurationProblems[problem.path ?? "", default: []].insert(problem.message).inserted { output.report(problem) }
            },
            onMended: { [unowned self] path in configurationProblems[path] = nil }),
        files
      )
    }
  }

  /// Wrongly stripped modules are never run.
  private var verification: ModuleVerification? {
    if plan.disabled.contains(.verification) { return nil }
    return ModuleVerification(checker: esbuild.checker, moment: .beforeUse) { [unowned self] fault in
      // A file in several graphs is reported once.
      if reported.insert(fault.path ?? "").inserted { output.report(fault) }
    } reportUnverified: { [unowned self] reason in
      if plan.verbose, reported.insert(reason).inserted { output.note("files are used without being compared with esbuild's: \(reason)") }
    }
  }

  private func take(_ loaded: [String: TestModules.Loaded], _ level: Configuration.Level) {
    for (path, outcome) in loaded.sorted(by: { $0.key < $1.key }) {
      switch outcome {
      case .ready(let graph):
        let fingerprint = fingerprint(graph, path)
        if let last = fingerprints[path], last == fingerprint { continue }
        fingerprints[path] = fingerprint
        jobs.append(TestJob(path: path, graph: graph, level: level))
      case .failed(let diagnostics):
        fingerprints[path] = .some(nil)
        var report = TestFileReport(path: path)
        report.failure = diagnostics.first { $0.severity == .error } ?? diagnostics.first
        add(report)
      }
    }
  }

  private func fingerprint(_ graph: ModuleGraph, _ path: String) -> Int {
    TestModules.fingerprint(graph, of: [path] + imported[path, default: []])
  }

  private func runJobs() {
    watchFolders()
    if plan.bails, summary.failed > 0 {
      summary.givenUp = jobs.count
      return conclude()
    }
    jobs.sort { $0.path < $1.path }
    isTesting = true
    for job in jobs { reports[job.path] = TestFileReport(path: job.path) }
    do { try pool?.run(jobs) } catch { fail(error) }
  }

  private func handle(_ event: TestPool.Event) {
    switch event {
    case .began(let job):
      starts[job.path] = .now
      imported[job.path] = nil
    case .imported(let job, let path): imported[job.path, default: []].insert(path)
    case .result(let job, let result, let failure): reports[job.path]?.add(result, failure)
    case .erred(let job, let failure, let isRunning): reports[job.path]?.add(stray: failure, isRunning: isRunning)
    case .console(let job, let level, let text):
      reports[job.path]?.console.append((level, text))
    case .ended(let job, let failure):
      guard var report = reports.removeValue(forKey: job.path) else { return }
      report.end(failure)
      if imported[job.path] != nil { fingerprints[job.path] = fingerprint(job.graph, job.path) }
      report.milliseconds = starts[job.path].map { Monotonic.now.milliseconds(since: $0) } ?? 0
      add(report)
      if plan.bails, !report.isGood {
        summary.givenUp = reports.count
        reports = [:]
        pool?.cancel()
        conclude()
      }
    case .idle: if isTesting { conclude() }
    }
  }

  private func add(_ report: TestFileReport) {
    // With a filter, files without a matching test are not reported.
    if !plan.options.filter.isEmpty, report.tests.isEmpty, report.isGood { return }
    if !report.isGood { fingerprints[report.path] = .some(nil) }
    summary.add(report)
    announce()
    output.write(reporter.ended(report))
  }

  private func conclude() {
    (isRunning, isTesting) = (false, false)
    summary.milliseconds = Monotonic.now.milliseconds(since: began)
    if isReported { output.write(reporter.end(summary)) }
    if summary.tests == 0, !plan.options.filter.isEmpty, !plan.watches {
      output.note(
        "no test has \"\(plan.options.filter)\" in its name (suite > test), of those in \(selected.count) file\(selected.count == 1 ? "" : "s")")
    }
    exitCode = summary.isGood ? 0 : 1
    if !plan.watches { return loop.stop() }
    if !changed.isEmpty || everythingChanged { return quiet.arm(at: .now) }
    if isReported { output.note("waiting for changes (Ctrl+C ends)") }
  }

  private func fail(_ error: any Error) {
    output.note("error: \(error)")
    exitCode = Supervisor.ExitCode.environment
    loop.stop()
  }

  // MARK: - Watching

  /// Milliseconds without a further change before tests run: a "save all" or a checkout arrives in pieces.
  private static let quietMilliseconds = 20.0

  private func startWatching() throws {
    let interest = FileWatcher.Interest(
      isRelevant: { [unowned self] path in
        TestFiles.isTest(path) || groups.contains { $0.modules.isRelevant(path) } || found.folders.contains(path)
          || found.folders.contains(FilePath.folder(of: path)) && TestFiles.isSearched(path)
      }, isAwaited: { [unowned self] path in groups.contains { $0.modules.isAwaited(path) } })
    let watcher = try FileWatcher(interest) { [output] in output.note($0) }
    self.watcher = watcher
    try loop.add(watcher.raw) { [unowned self] in
      do {
        let changes = try watcher.drain()
        if changes.isEmpty { return }
        changed.formUnion(changes.paths)
        everythingChanged = everythingChanged || changes.everything
        quiet.arm(at: Monotonic.now.advanced(byMilliseconds: Self.quietMilliseconds))
      } catch { output.note("error: \(error)") }
    }
    try loop.add(quiet.raw) { [unowned self] in
      guard quiet.acknowledge() else { return }
      if isTesting { interrupt() }
      if !isRunning { runAgain() }
    }
    watchFolders()
  }

  /// Ends the round, so that a save does not wait for a loop that it fixes. Unfinished files run again in the next round.
  private func interrupt() {
    for path in reports.keys { fingerprints[path] = .some(nil) }
    reports = [:]
    pool?.cancel()
    (isRunning, isTesting) = (false, false)
  }

  private func watchFolders() {
    guard let watcher else { return }
    let folders = groups.reduce(found.folders) { $0.union($1.modules.watchedFolders) }
    do { try watcher.watch(folders: folders) } catch { output.note("error: \(error)") }
  }

  private func runAgain() {
    if everythingChanged {
      for group in groups {
        group.modules.lookAgain()
        changed.formUnion(group.modules.sources)
      }
    }
    let paths = changed
    changed = []
    everythingChanged = false
    do { found = try TestFiles.find(plan.paths) } catch { output.note("error: \(error)") }
    let selected = selected
    fingerprints = fingerprints.filter { selected.contains($0.key) }
    begin(selected, changed: paths)
  }
}

/// Results go to standard output, everything else to standard error.
final class TestOutput {
  let hasColor = isatty(STDOUT_FILENO) == 1 && Reporter.terminalHasColors

  func write(_ text: String) { StandardOutput.output.write(text) }
  func note(_ text: String) { StandardOutput.errors.write("arcane: \(text)\n") }
  func report(_ diagnostic: Diagnostic) { StandardOutput.errors.write(diagnostic.text(DiagnosticStyle(currentFolder: absolutePath("."))) + "\n") }
}

// Worker processes that run test files, one file at a time each.
import ArcaneIPC
import ArcaneLinux
import ArcaneModules
import ArcaneReload
import Glibc

/// A file to run.
struct TestJob {
  /// Absolute, links resolved.
  let path: String
  let graph: ModuleGraph
  let level: Configuration.Level
  /// Where to resume, if an earlier run of the file was cut short.
  var resumption: TestOptions.Resumption?
}

final class TestPool {
  enum Event {
    case began(TestJob)
    /// A file that the test imported while it ran.
    case imported(TestJob, String)
    case result(TestJob, TestResult, Diagnostic?)
    /// An error that no test awaits.
    case erred(TestJob, Diagnostic, isRunning: Bool)
    case console(TestJob, ToSupervisor.ConsoleLevel, String)
    /// nil: all its tests have been reported.
    case ended(TestJob, Diagnostic?)
    /// All files are done.
    case idle
  }

  /// A worker and its current job.
  final class Slot {
    typealias Job = (job: TestJob, token: UInt32, version: UInt64)
    let worker: WorkerProcess
    let alarm: Timer
    var job: Job?
    var isKilled = false
    var lastMessage = Monotonic.now

    init(_ worker: WorkerProcess) throws {
      self.worker = worker
      alarm = try Timer()
    }
  }

  private let loop: EventLoop
  private let workerPath: String
  private let size: Int
  private let options: TestOptions
  private let onEvent: (Event) -> Void
  private var slots: [Slot] = []
  private var queue: ArraySlice<TestJob> = []
  private var lastToken: UInt32 = 0
  private var lastGeneration: UInt64 = 0

  init(loop: EventLoop, workerPath: String, size: Int, options: TestOptions, onEvent: @escaping (Event) -> Void) {
    self.loop = loop
    self.workerPath = workerPath
    self.size = size
    self.options = options
    self.onEvent = onEvent
  }

  /// Starts workers while the files are still being transpiled.
  func warmUp(files: Int) throws {
    while slots.count < min(size, files) { try addSlot() }
  }

  func run(_ jobs: [TestJob]) throws {
    queue = jobs[...]
    try warmUp(files: jobs.count)
    for slot in slots { next(slot) }
    if jobs.isEmpty { onEvent(.idle) }
  }

  /// Drops waiting and running jobs.
  func cancel() {
    queue = []
    for slot in slots where slot.job != nil {
      slot.job = nil
      kill(slot)
    }
  }

  func stop() {
    for slot in slots { kill(slot) }
    slots.removeAll()
  }

  // MARK: - Files

  private func next(_ slot: Slot) {
    guard slot.job == nil, !slot.isKilled, let job = queue.popFirst() else { return }
    lastToken &+= 1
    slot.job = (job, lastToken, job.graph.version)
    slot.lastMessage = .now
    if job.resumption == nil { onEvent(.began(job)) }
    do {
      let pack = try ModulePipeline.pack(
        job.graph.modules(from: [job.path]), entryURL: ModuleURL.file(job.path), version: job.graph.version)
      watch(slot)
      var options = options
      options.resumption = job.resumption
      send(.runTests(token: lastToken, job.level, modules: pack, options), slot)
    } catch {
      end(slot, Diagnostic(message: "\(error)", path: job.path))
    }
  }

  private func end(_ slot: Slot, _ failure: Diagnostic?) {
    guard let job = slot.job?.job else { return }
    slot.job = nil
    slot.alarm.disarm()
    onEvent(.ended(job, failure))
    next(slot)
    tellIfIdle()
  }

  private func tellIfIdle() {
    if queue.isEmpty, slots.allSatisfy({ $0.job == nil }) { onEvent(.idle) }
  }

  /// The running test has killed its worker or its context: it has failed, and the tests after it run elsewhere.
  private func cutShort(_ slot: Slot, _ failure: FailureReport) {
    guard let current = slot.job else { return }
    let status = slot.worker.status
    guard status.phase == .test, let step = status.test, step.isRunning else {
      // Running it again would fail in the same way.
      return end(slot, Diagnostic(failure, graph: current.job.graph, version: current.version))
    }
    var failure = failure
    if failure.frames.isEmpty, !step.place.url.isEmpty { failure.frames = [step.place] }
    let spent = Monotonic.now.milliseconds(since: Monotonic(nanoseconds: status.since))
    let result = TestResult(
      suite: step.suite, name: step.name, status: .failed, microseconds: UInt32(clamping: Int64(max(0, spent) * 1000)))
    onEvent(.result(current.job, result, Diagnostic(failure, graph: current.job.graph, version: current.version)))
    // Each run of a file reports at least one test, so this terminates.
    guard step.resumption.first > current.job.resumption?.first ?? 0, step.resumption.first != .max else { return end(slot, nil) }
    var rest = current.job
    rest.resumption = step.resumption
    queue.insert(rest, at: queue.startIndex)
    slot.job = nil
    slot.alarm.disarm()
    next(slot)
  }

  private func handle(_ message: ToSupervisor, _ slot: Slot) {
    if case .hello(let version, let release, _) = message, version != WireProtocol.version || release != WireProtocol.release {
      end(slot, Diagnostic(message: "\(workerPath) is of another build: build both programs anew"))
      return kill(slot)
    }
    guard let current = slot.job else { return }
    slot.lastMessage = .now
    let (graph, version) = (current.job.graph, current.version)
    switch message {
    case .testEnded(current.token, let result):
      let failure = result.status == .failed && !result.error.isEmpty ? Diagnostic(stackText: result.error, graph: graph, version: version) : nil
      onEvent(.result(current.job, result, failure))
    case .testErred(current.token, let isRunning, let failure):
      onEvent(.erred(current.job, Diagnostic(failure, graph: graph, version: version), isRunning: isRunning))
    case .testFileEnded(current.token, let failure?, isCutShort: true): cutShort(slot, failure)
    case .testFileEnded(current.token, let failure, _):
      end(slot, failure.map { Diagnostic($0, graph: graph, version: version) })
    case .hung(let failure):
      kill(slot)
      cutShort(slot, failure)
    case .console(let level, let text): onEvent(.console(current.job, level, text))
    case .dynamicImport(let token, let specifier, let referrer): resolve(token, specifier, referrer, slot, current)
    default: break
    }
  }

  private func resolve(_ token: UInt32, _ specifier: String, _ referrer: String, _ slot: Slot, _ asking: Slot.Job) {
    let graph = asking.job.graph
    graph.loadDynamic(specifier: specifier, referrer: referrer) { [weak self, weak slot] result in
      // The file may have ended without waiting for its import; the answer must not reach the next file, which counts
      // its imports anew.
      guard let self, let slot, slot.job?.token == asking.token else { return }
      switch result {
      case .success(let found):
        do {
          if let path = ModuleURL.path(found.url) {
            onEvent(.imported(asking.job, path))
            let modules = graph.modules(from: [path])
            send(.modules(try ModulePipeline.pack(modules, entryURL: found.url, version: graph.version)), slot)
          }
          send(.dynamicModule(token: token, url: ModulePipeline.worker(url: found.url), error: ""), slot)
        } catch {
          send(.dynamicModule(token: token, url: nil, error: "\(error)"), slot)
        }
      case .failure(let failure):
        send(.dynamicModule(token: token, url: nil, error: failure.rejection), slot)
      }
    }
  }

  // MARK: - Silence

  /// Milliseconds without a message, beyond the test's limit, after which a worker is lost. Its own watchdog reports
  /// long before, unless the whole process is stopped.
  private static let silence = 10_000.0

  private func watch(_ slot: Slot) {
    let status = slot.worker.status
    let limit = Double(max(status.limit, options.timeLimit)) * 2 + Self.silence
    let last = max(slot.lastMessage, Monotonic(nanoseconds: status.since))
    let end = last.advanced(byMilliseconds: limit)
    if end > .now { return slot.alarm.arm(at: end) }
    kill(slot)
    cutShort(slot, Self.lost("the worker sent nothing for \(Int(limit / 1000)) seconds and was ended"))
  }

  private static func lost(_ message: String) -> FailureReport {
    FailureReport(phase: .evaluate, kind: .environment, name: "", message: message, frames: [])
  }

  // MARK: - Processes

  private func addSlot() throws {
    lastGeneration += 1
    let worker = try WorkerProcess(
      generation: Generation(lastGeneration), role: .tests, path: workerPath, environment: Environment.entries)
    let slot = try Slot(worker)
    try loop.add(worker.child.raw) { [unowned self] in childEnded(slot) }
    try loop.add(worker.channel.socket.raw, writable: { [unowned self] in flush(slot) }) { [unowned self] in drain(slot) }
    try loop.add(slot.alarm.raw) { [unowned self] in
      if slot.alarm.acknowledge(), slot.job != nil { watch(slot) }
    }
    slots.append(slot)
    send(.hello(version: WireProtocol.version, release: WireProtocol.release, generation: worker.generation.number), slot)
  }

  private func send(_ message: ToWorker, _ slot: Slot) {
    do {
      try slot.worker.channel.send(message)
      if slot.worker.channel.hasWaiting { loop.watchWrites(slot.worker.channel.socket.raw, true) }
    } catch {
      slot.worker.child.send(SIGKILL)  // its end will be reported
    }
  }

  private func flush(_ slot: Slot) {
    do {
      try slot.worker.channel.flush()
      if !slot.worker.channel.hasWaiting { loop.watchWrites(slot.worker.channel.socket.raw, false) }
    } catch {
      loop.watchWrites(slot.worker.channel.socket.raw, false)
      slot.worker.child.send(SIGKILL)
    }
  }

  private func drain(_ slot: Slot) {
    do {
      while !slot.isKilled {
        switch try slot.worker.channel.receive() {
        case .message(let message): handle(message, slot)
        case .idle: return
        case .closed: return loop.remove(slot.worker.channel.socket.raw)
        }
      }
    } catch {
      kill(slot)
      cutShort(slot, Self.lost("the worker does not keep to the protocol: \(error)"))
    }
  }

  private func childEnded(_ slot: Slot) {
    drain(slot)
    guard let status = slot.worker.child.reap() else { return }
    let words = slot.worker.status.lastWords
    slot.isKilled = true
    cutShort(slot, Self.lost("the worker that ran it ended by \(status)" + (words.isEmpty ? "" : ": " + words)))
    forget(slot)
    guard !queue.isEmpty else { return tellIfIdle() }
    do { try addSlot() } catch {
      if slots.contains(where: { !$0.isKilled }) { return }
      // There is no worker to run the rest.
      let lost = queue
      queue = []
      for job in lost { onEvent(.ended(job, Diagnostic(message: "no worker to run it: \(error)", path: job.path))) }
      return tellIfIdle()
    }
    for slot in slots { next(slot) }
  }

  private func kill(_ slot: Slot) {
    guard !slot.isKilled else { return }
    slot.isKilled = true
    slot.worker.child.send(SIGKILL)
  }

  private func forget(_ slot: Slot) {
    loop.remove(slot.worker.child.raw)
    loop.remove(slot.worker.channel.socket.raw)
    loop.remove(slot.alarm.raw)
    slots.removeAll { $0 === slot }
  }
}

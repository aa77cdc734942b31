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
}

final class TestPool {
  enum Event {
    case began(TestJob)
    /// A file that it asked for while it ran.
    case imported(TestJob, String)
    case result(TestJob, TestResult, Diagnostic?)
    case console(TestJob, ToSupervisor.ConsoleLevel, String)
    /// nil: all its tests have been told.
    case ended(TestJob, Diagnostic?)
    /// No file is left or running.
    case idle
  }

  private final class Slot {
    typealias Job = (job: TestJob, token: UInt32, version: UInt64)
    let worker: WorkerProcess
    let alarm: Timer
    var job: Job?
    var isKilled = false

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

  /// Milliseconds without a word after which a worker is lost: its own watchdog speaks long before.
  private var silenceLimit: Double { Double(options.timeLimit) * 2 + 10_000 }

  init(loop: EventLoop, workerPath: String, size: Int, options: TestOptions, onEvent: @escaping (Event) -> Void) {
    self.loop = loop
    self.workerPath = workerPath
    self.size = size
    self.options = options
    self.onEvent = onEvent
  }

  /// Workers come up while the files are still being transpiled.
  func warmUp(files: Int) throws {
    while slots.count < min(size, files) { try addSlot() }
  }

  func run(_ jobs: [TestJob]) throws {
    queue = jobs[...]
    try warmUp(files: jobs.count)
    for slot in slots { next(slot) }
    if jobs.isEmpty { onEvent(.idle) }
  }

  /// Gives up what waits and what runs.
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

  // MARK: -

  private func addSlot() throws {
    lastGeneration += 1
    let worker = try WorkerProcess(
      generation: Generation(lastGeneration), role: .tests, path: workerPath, environment: ownEnvironment)
    let slot = try Slot(worker)
    try loop.add(worker.child.raw) { [unowned self] in childEnded(slot) }
    try loop.add(worker.channel.socket.raw, writable: { [unowned self] in flush(slot) }) { [unowned self] in drain(slot) }
    try loop.add(slot.alarm.raw) { [unowned self] in
      guard slot.alarm.acknowledge(), slot.job != nil else { return }
      end(slot, Diagnostic(message: "the worker said nothing for \(Int(silenceLimit / 1000)) seconds and was ended"))
      kill(slot)
    }
    slots.append(slot)
    send(.hello(version: WireProtocol.version, release: WireProtocol.release, generation: worker.generation.number), slot)
  }

  private func next(_ slot: Slot) {
    guard slot.job == nil, !slot.isKilled, let job = queue.popFirst() else { return }
    lastToken &+= 1
    slot.job = (job, lastToken, job.graph.version)
    onEvent(.began(job))
    do {
      let pack = try ModulePipeline.pack(
        job.graph.modules(from: [job.path]), entryURL: ModuleURL.file(job.path), version: job.graph.version)
      slot.alarm.arm(at: Monotonic.now.advanced(byMilliseconds: silenceLimit))
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
    if queue.isEmpty, slots.allSatisfy({ $0.job == nil }) { onEvent(.idle) }
  }

  private func hear(_ message: ToSupervisor, _ slot: Slot) {
    if case .hello(let version, let release, _) = message, version != WireProtocol.version || release != WireProtocol.release {
      end(slot, Diagnostic(message: "\(workerPath) is of another build: build both programs anew"))
      return kill(slot)
    }
    guard let current = slot.job else { return }
    slot.alarm.arm(at: Monotonic.now.advanced(byMilliseconds: silenceLimit))
    switch message {
    case .testEnded(current.token, let result):
      let diagnostic = result.status == .failed ? Self.diagnostic(result.error, current.job.graph, current.version) : nil
      onEvent(.result(current.job, result, diagnostic))
    case .testFileEnded(current.token, let failure):
      end(slot, failure.map { Diagnostic($0, graph: current.job.graph, version: current.version) })
    case .console(let level, let text): onEvent(.console(current.job, level, text))
    case .dynamicImport(let token, let specifier, let referrer): resolve(token, specifier, referrer, slot, current)
    default: break
    }
  }

  /// An `Error.stack` with its positions in the TypeScript.
  private static func diagnostic(_ error: String, _ graph: ModuleGraph, _ version: UInt64) -> Diagnostic {
    let lines = error.split(separator: "\n", omittingEmptySubsequences: false)
    let message = lines.prefix { !$0.drop { $0 == " " }.hasPrefix("at ") }.joined(separator: "\n")
    return Diagnostic(exception: message, frames: StackTrace.frames(of: error), graph: graph, version: version)
  }

  private func resolve(_ token: UInt32, _ specifier: String, _ referrer: String, _ slot: Slot, _ asking: Slot.Job) {
    let graph = asking.job.graph
    graph.loadDynamic(specifier: specifier, referrer: referrer) { [weak self, weak slot] result in
      // A file that did not wait for its import may have ended: the next one, which counts its imports anew, is not meant.
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

  // MARK: - Processes

  private func send(_ message: ToWorker, _ slot: Slot) {
    do {
      try slot.worker.channel.send(message)
      if slot.worker.channel.hasWaiting { loop.watchWrites(slot.worker.channel.socket.raw, true) }
    } catch {
      slot.worker.child.send(SIGKILL)  // its end is what is heard of
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
        case .message(let message): hear(message, slot)
        case .idle: return
        case .closed: return loop.remove(slot.worker.channel.socket.raw)
        }
      }
    } catch {
      end(slot, Diagnostic(message: "the worker does not keep to the protocol: \(error)"))
      kill(slot)
    }
  }

  private func childEnded(_ slot: Slot) {
    drain(slot)
    guard let status = slot.worker.child.reap() else { return }
    forget(slot)
    let job = slot.job?.job
    if !queue.isEmpty { do { try addSlot() } catch { queue = [] } }
    if let job { end(slot, Diagnostic(message: "the worker that ran it ended by \(status)", path: job.path)) }
    for slot in slots { next(slot) }
  }

  private func kill(_ slot: Slot) {
    guard !slot.isKilled else { return }
    slot.isKilled = true
    slot.worker.child.send(SIGKILL)
  }

  private func forget(_ slot: Slot) {
    slot.isKilled = true
    loop.remove(slot.worker.child.raw)
    loop.remove(slot.worker.channel.socket.raw)
    loop.remove(slot.alarm.raw)
    slots.removeAll { $0 === slot }
  }
}

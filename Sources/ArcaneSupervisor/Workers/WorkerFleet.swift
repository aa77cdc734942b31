// Starts workers, exchanges messages with them and notices their end. The machine decides which workers are started and
// killed.
import ArcaneIPC
import ArcaneLinux
import ArcaneReload
import Glibc

final class WorkerFleet {
  struct Handlers {
    var message: (ToSupervisor, WorkerProcess) -> Void
    var spawnFailed: (Generation) -> Void
    /// The process has been reaped, and its messages have been handled.
    var ended: (WorkerProcess, ExitStatus) -> Void
  }

  private let loop: EventLoop
  private let reporter: Reporter
  private let path: String
  private let handlers: Handlers
  private var workers: [Generation: WorkerProcess] = [:]
  /// The draw variants of all generations, which a new worker compiles while it is idle.
  private var drawVariants: Set<UInt16> = []

  init(path: String, loop: EventLoop, reporter: Reporter, handlers: Handlers) {
    self.path = path
    self.loop = loop
    self.reporter = reporter
    self.handlers = handlers
  }

  subscript(generation: Generation) -> WorkerProcess? { workers[generation] }

  /// The workers that have been sent everything and wait to be shown.
  var standbys: [WorkerProcess] { workers.values.filter { $0.isPrepared && !$0.isPresented } }

  func noteDrawn(_ variants: [UInt16]) {
    if drawVariants.count < DrawVariantCodes.limit { drawVariants.formUnion(variants) }
  }

  // MARK: - Life

  /// Starts a process and sends it the configuration, which all generations share.
  func spawn(_ generation: Generation, _ configuration: Configuration, lowPriority: Bool, isPrewarmed: Bool = false) {
    do {
      let worker = try FirstWorker.take() ?? WorkerProcess(generation: generation, path: path, environment: Environment.entries)
      worker.assume(generation)
      worker.isPrewarmed = isPrewarmed
      try loop.add(worker.child.raw) { [unowned self] in childEnded(worker) }
      try loop.add(worker.channel.socket.raw, writable: { [unowned self] in flush(worker) }) { [unowned self] in
        receive(from: worker, atMost: Self.messagesAtOnce)
      }
      workers[generation] = worker
      var conditions = configuration
      conditions.lowPriorityWarmUp = lowPriority
      send(.hello(version: WireProtocol.version, release: WireProtocol.release, generation: generation.number), to: worker)
      send(.configure(conditions), to: worker)
      if lowPriority { sendDrawVariants(to: worker) }
    } catch {
      if isPrewarmed { reporter.debug("no prewarmed process: \(error)") } else { reporter.failure("\(error)") }
      // Deferred like any other event: the machine's effects are still being carried out.
      loop.afterThisRound { [unowned self] in handlers.spawnFailed(generation) }
    }
  }

  func signal(_ number: Int32, _ generation: Generation) { workers[generation]?.child.send(number) }

  /// Stops all with this process.
  func stopAll() { for worker in workers.values { worker.child.send(SIGSTOP) } }

  /// - Parameter frozen: stays stopped, as its successor is about to be shown.
  func continueAll(but frozen: Generation?) {
    for worker in workers.values where worker.generation != frozen { worker.child.send(SIGCONT) }
  }

  /// Ends and reaps all.
  func endAll() {
    for worker in workers.values { worker.child.send(SIGKILL) }
    workers.removeAll()  // each is reaped as its owner goes
  }

  private func childEnded(_ worker: WorkerProcess) {
    // Its last messages first, which may say why it died. It is dead, so they are finite.
    receive(from: worker, atMost: .max)
    guard workers[worker.generation] === worker, let status = worker.child.reap() else { return }
    loop.remove(worker.child.raw)
    loop.remove(worker.channel.socket.raw)
    workers[worker.generation] = nil
    handlers.ended(worker, status)
  }

  // MARK: - Messages

  func send(_ message: ToWorker, to generation: Generation) {
    if let worker = workers[generation] { send(message, to: worker) }
  }

  /// Sends to every worker that is on the screen.
  func sendToPresented(_ message: ToWorker) {
    for worker in workers.values where worker.isPresented { send(message, to: worker) }
  }

  /// Sends to every worker that is on the screen or loads the game that will be.
  func sendToStaged(_ message: ToWorker) {
    for worker in workers.values where worker.staged != nil { send(message, to: worker) }
  }

  func sendDrawVariants(to worker: WorkerProcess) {
    if !drawVariants.isEmpty { send(.drawVariants(Array(drawVariants.sorted().prefix(DrawVariantCodes.limit))), to: worker) }
  }

  func send(_ message: ToWorker, to worker: WorkerProcess) {
    do {
      try worker.channel.send(message)
      if worker.channel.hasWaiting { loop.watchWrites(worker.channel.socket.raw, true) }
    } catch {
      // The worker is dead or does not read: the machine will be told of its end.
      reporter.debug("\(worker.generation): \(error)")
      worker.child.send(SIGKILL)
    }
  }

  private func flush(_ worker: WorkerProcess) {
    do {
      try worker.channel.flush()
      if !worker.channel.hasWaiting { loop.watchWrites(worker.channel.socket.raw, false) }
    } catch {
      reporter.debug("\(worker.generation): \(error)")
      loop.watchWrites(worker.channel.socket.raw, false)
      worker.child.send(SIGKILL)
    }
  }

  /// Messages of one worker per turn of the loop: a worker that prints endlessly must not block files, keys and other
  /// workers.
  static let messagesAtOnce = 64

  private func receive(from worker: WorkerProcess, atMost limit: Int) {
    do {
      var count = 0
      while count < limit, workers[worker.generation] === worker {
        count += 1
        switch try worker.channel.receive() {
        case .message(let message): handlers.message(message, worker)
        case .idle: return
        case .closed: return loop.remove(worker.channel.socket.raw)
        }
      }
    } catch {
      reporter.failure("\(worker.generation) does not keep to the protocol: \(error). It is ended.")
      loop.remove(worker.channel.socket.raw)
      worker.child.send(SIGKILL)
    }
  }
}

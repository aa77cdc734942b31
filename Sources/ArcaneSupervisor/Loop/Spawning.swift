// Workers come, talk and go. Beside the two that the state machine knows, the shell keeps a spare: a process that has
// started V8, the window system and OpenGL, and knows nothing of the game yet. A generation that is to be spawned takes it
// over and is ready in some hundredths of a second, where a new process would need some tenths; so saves in quick succession
// do not wait for process starts. To the machine that is a spawn like any other.
import ArcaneIPC
import ArcaneLinux
import ArcaneReload
import Glibc

extension Supervisor {
  /// Milliseconds after a standby is ready before a spare is started: the game, and the next save, have the processor for
  /// themselves just after a reload. In a burst the spare is what the next save waits for.
  private var spareDelay: Double { machine.reloadsInBurst > 1 ? 20 : 1500 }

  func spawn(_ generation: Generation) {
    if let worker = spare {
      spare = nil
      adopt(worker, as: generation)
      return
    }
    do {
      workers[generation] = try start(as: generation, lowPriority: generation.number > 1 && !machine.isWaitedFor)
    } catch {
      reporter.failure("\(error)")
      // Told after this round, as any other event would be: the machine is in the middle of its effects.
      loop.afterThisRound { [unowned self] in feed(.spawnFailed(generation)) }
    }
  }

  /// Starts a process and tells it the conditions, which all generations share.
  private func start(as generation: Generation, lowPriority: Bool) throws -> WorkerProcess {
    let worker = try FirstWorker.take() ?? WorkerProcess(generation: generation, path: workerPath, environment: ownEnvironment)
    worker.assume(generation)
    try loop.add(worker.child.raw) { [unowned self] in childEnded(worker) }
    try loop.add(worker.channel.socket.raw, writable: { [unowned self] in flush(worker) }) { [unowned self] in drain(worker) }
    var told = configuration
    told.lowPriorityWarmUp = lowPriority
    say(.hello(version: WireProtocol.version, release: WireProtocol.release, generation: generation.number), to: worker)
    say(.configure(told), to: worker)
    if lowPriority { sendDrawVariants(to: worker) }
    return worker
  }

  /// What it will have to draw is compiled while nobody waits.
  func sendDrawVariants(to worker: WorkerProcess) {
    if !drawVariants.isEmpty { say(.drawVariants(Array(drawVariants.sorted().prefix(DrawVariantCodes.limit))), to: worker) }
  }

  // MARK: - The spare

  /// A generation has become ready: soon is the time for the one after it.
  func considerSpare() {
    guard plan.keepsSpare, plan.policy.mode == .develop, plan.policy.keepsStandby, spare == nil, machine.exiting == nil else { return }
    do {
      if spareTimer == nil {
        let timer = try Timer()
        try loop.add(timer.raw) { [unowned self] in if timer.acknowledge() { startSpare() } }
        spareTimer = timer
      }
      spareTimer?.arm(at: Monotonic.now.advanced(byMilliseconds: spareDelay))
    } catch { reporter.debug("no spare: \(error)") }
  }

  private func startSpare() {
    guard spare == nil, machine.exiting == nil else { return }
    do { spare = try start(as: WorkerProcess.unassigned, lowPriority: true) } catch {
      // Out of processes, memory or descriptors: the next spawn will say so if it lasts.
      reporter.debug("no spare: \(error)")
    }
  }

  private func adopt(_ worker: WorkerProcess, as generation: Generation) {
    worker.assume(generation)
    workers[generation] = worker
    // What it has said so far is said now, in its order.
    let early = worker.early
    worker.early = []
    loop.afterThisRound { [unowned self] in
      for message in early where workers[generation] === worker { hear(message, from: worker) }
    }
  }

  /// A spare that is gone, or of no use, is not missed: the next spawn starts a process.
  private func dropSpare(_ worker: WorkerProcess, _ why: String) {
    spare = nil
    reporter.debug("the spare is dropped: \(why)")
    loop.remove(worker.child.raw)
    loop.remove(worker.channel.socket.raw)
    worker.child.send(SIGKILL)
    _ = worker.child.reap(wait: true)
  }

  // MARK: - Talking

  func send(_ message: ToWorker, to generation: Generation) {
    if let worker = workers[generation] { say(message, to: worker) }
  }

  private func say(_ message: ToWorker, to worker: WorkerProcess) {
    do {
      try worker.channel.send(message)
      if worker.channel.hasWaiting { loop.watchWrites(worker.channel.socket.raw, true) }
    } catch {
      // A worker that is dead or deaf: its end is what the machine will hear of.
      reporter.debug("\(worker.generation): \(error)")
      worker.child.send(SIGKILL)
    }
  }

  private func flush(_ worker: WorkerProcess) {
    do {
      try worker.channel.flush()
      if !worker.channel.hasWaiting { loop.watchWrites(worker.channel.socket.raw, false) }
    } catch {
      loop.watchWrites(worker.channel.socket.raw, false)
      worker.child.send(SIGKILL)
    }
  }

  /// Hears all that waits.
  private func drain(_ worker: WorkerProcess) {
    do {
      while workers[worker.generation] === worker || spare === worker {
        switch try worker.channel.receive() {
        case .message(let message): if spare === worker { hearSpare(message, worker) } else { hear(message, from: worker) }
        case .idle: return
        case .closed: return loop.remove(worker.channel.socket.raw)
        }
      }
    } catch {
      if spare === worker { return dropSpare(worker, "\(error)") }
      reporter.failure("\(worker.generation) does not keep to the protocol: \(error). It is ended.")
      loop.remove(worker.channel.socket.raw)
      worker.child.send(SIGKILL)
    }
  }

  private func hearSpare(_ message: ToSupervisor, _ worker: WorkerProcess) {
    // What is wrong here will be wrong again for one that counts, which tells it.
    if case .failed(let report) = message { return dropSpare(worker, report.message) }
    guard worker.early.count < WorkerProcess.earlyLimit else { return dropSpare(worker, "it talks too much") }
    worker.early.append(message)
  }

  private func childEnded(_ worker: WorkerProcess) {
    // Its last words first: they say why.
    drain(worker)
    if spare === worker { return dropSpare(worker, "it has ended") }
    guard workers[worker.generation] === worker, let status = worker.child.reap() else { return }
    loop.remove(worker.child.raw)
    loop.remove(worker.channel.socket.raw)
    releaseConsoleOfDead(worker)
    explainEnd(of: worker, status)
    workers[worker.generation] = nil
    feed(.exited(worker.generation))
  }
}

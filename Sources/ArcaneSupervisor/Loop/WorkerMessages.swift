// Dispatches messages of workers to events and owners.
import ArcaneIPC
import ArcaneLinux
import ArcaneModules
import ArcaneReload
import Glibc

extension Supervisor {
  func handle(_ message: ToSupervisor, from worker: WorkerProcess) {
    let generation = worker.generation
    switch message {
    case .hello(let version, let release, _):
      guard version == WireProtocol.version, release == WireProtocol.release else {
        reporter.failure(
          "the worker is of another build: it speaks protocol \(version) of release \(release), this supervisor protocol \(WireProtocol.version) of release \(WireProtocol.release). Build both anew: swift build -c release"
        )
        worker.child.send(SIGKILL)
        return
      }
      feed(.hello(generation))
    case .ready(let version, let steps, let memory, let speculation):
      worker.memory = memory
      if !speculation.refusedURL.isEmpty { pipeline.noteRefusal(of: speculation.refusedURL) }
      reporter.workerReady(generation, steps, memory, speculation, sinceSpawn: Monotonic.now.milliseconds(since: worker.born))
      let duration = Monotonic.now.milliseconds(since: worker.prepared ?? worker.born)
      feed(.ready(generation, version, microseconds: UInt64(max(0, duration) * 1000)))
    case .staged(let version, let steps):
      timing.staged = .now
      timing.stageSteps = steps
      let duration = Monotonic.now.milliseconds(since: timing.stageAsked ?? .now)
      progress.stop()
      feed(.staged(generation, version, microseconds: UInt64(max(0, duration) * 1000)))
    case .presented(let steps):
      timing.presented = .now
      timing.presentSteps = steps
      worker.isPresented = true
      assets.presented(worker)
      shown = worker
      receipts.forgetAssets()
      feed(.presented(generation))
      releaseConsole(of: worker)
      control?.shown(worker)
    case .failed(let report): handleFailure(report, of: worker)
    case .console(let level, let text):
      if worker.isPresented || plan.policy.mode == .run {
        reporter.console(level, pipeline.translated(text, version: worker.graphVersion))
      } else if worker.heldConsole.count < WorkerProcess.consoleBacklog {
        worker.heldConsole.append((level, text))
      }
    case .assignID(let token, let kind, let key): assets.assignID(token, kind, key, for: worker)
    case .assetsInUse(let ranges): worker.assetsInUse = ranges
    case .assetDecoded(let asset, let content):
      receipts.noteDecoded(asset.key)
      assets.decoded(asset, content, by: worker)
    case .assetUnchanged(let kind, let id, let hash, let readAt): assets.unchanged(kind, id, hash, readAt: readAt)
    case .assetFailed(let kind, let id, let reason):
      if let key = assets.key(kind, id) { receipts.noteFailed(key, reason) }
      assets.failed(kind, id, reason, by: generation)
    case .codeCache(let blob):
      // Only an optimization: without it the next generation compiles.
      do { try codeCache.take(blob) } catch { reporter.debug("\(generation): its code cache is of no use: \(error)") }
    case .reloadState(let token, let blob):
      let state = StateID(token)
      if let blob { states[state] = blob }
      feed(.reloadStateCollected(generation, state, found: blob != nil))
    case .dynamicImport(let token, let specifier, let referrer): builds.resolveImport(token, specifier, referrer, for: generation)
    case .notice(let message, let frames): reporter.notice(pipeline.diagnostic(.warning, message, frames, version: worker.graphVersion))
    case .finished(let code): handleEnd(code, of: worker)
    case .screenshot(let picture, let error): write(picture, error)
    case .setTitle(let title): window?.setTitle(title)
    case .setFullscreen(let on): window?.setFullscreen(on)
    case .windowClosed: feed(.windowClosed(generation))
    case .drawVariants(let codes): fleet.noteDrawn(codes)
    case .windowResized(let width, let height): (configuration.width, configuration.height) = (width, height)
    case .testEnded, .testErred, .testFileEnded: break  // only sent by test workers
    case .hung(let report):
      worker.isHung = true
      reportFailure(report, worker.nextFailure(), of: worker, isLost: true)
      control?.lost(generation, reason: "hung", report.message)
    case .controlled(let token, let answer):
      guard token >= SaveReceipts.firstToken else {
        control?.controlled(token, answer, by: worker)
        break
      }
      receipts.endAssets(token, generation)
      control?.answerWaiters()
    case .offersReloadState(let offers): feed(.offersReloadState(generation, offers))
    }
  }

  /// Milliseconds after a save within which `exit()` is taken for a mistake in the save, not a choice in a menu: the
  /// session continues, so that it can be fixed.
  private static let endIsOfTheSave = 2000.0

  private func handleEnd(_ code: UInt8, of worker: WorkerProcess) {
    guard plan.policy.mode == .develop, let shown = worker.shownBySave, Monotonic.now.milliseconds(since: shown) < Self.endIsOfTheSave else {
      return feed(.finished(worker.generation, code: code))
    }
    let error = worker.nextFailure()
    let diagnostic = Diagnostic(severity: .warning, message: "the game called exit(\(code)) right after the save")
    errors.keep(error, title: "The game has ended itself", [diagnostic])
    reporter.warning(diagnostic)
    feed(.failed(worker.generation, error, continues: false))
  }

  private func handleFailure(_ report: FailureReport, of worker: WorkerProcess) {
    let error = worker.nextFailure()
    if worker.isPrewarmed, !worker.isPrepared {
      reporter.debug("\(worker.generation), prewarmed: \(report.message)")
      return feed(.failed(worker.generation, error, continues: false))
    }
    // esbuild reports syntax errors better, and all of them at once.
    if report.kind == .syntax, let url = report.frames.first?.url {
      let isAsked = pipeline.explain(url) { [unowned self] outcome in
        switch outcome {
        case .good, .unverified: reportFailure(report, error, of: worker)
        case .refused(let found):
          errors.keep(error, title: ErrorPresenter.title(of: report), found)
          lastFailure = found
          releaseConsole(of: worker)
          reporter.buildFailed(found)
          feed(.failed(worker.generation, error, continues: false))
        case .wrong(let path):
          // The fault is not the game's.
          errors.keep(error, title: "One moment", [Diagnostic(severity: .warning, message: "the game starts again with esbuild's output")])
          feed(.failed(worker.generation, error, continues: false))
          startOver(path)
        }
      }
      if isAsked { return }
    }
    reportFailure(report, error, of: worker)
  }

  private func reportFailure(_ report: FailureReport, _ error: ErrorID, of worker: WorkerProcess, isLost: Bool = false) {
    let diagnostic = pipeline.diagnostic(report, version: worker.graphVersion)
    if progress.generation == worker.generation { progress.stop() }
    let continues = report.phase == .frame && report.kind == .exception || report.phase == .rejection
    errors.keep(
      error, title: ErrorPresenter.title(of: report), [diagnostic], passes: continues && plan.policy.survivesFrameErrors)
    releaseConsole(of: worker)
    lastFailure = [diagnostic]
    reporter.gameFailed(report, diagnostic, worker.generation)
    if report.kind == .endlessLoop || report.kind == .hang {
      feed(.hung(worker.generation, error, isLost: isLost))
    } else {
      feed(.failed(worker.generation, error, continues: continues))
    }
  }

  /// The status page of the generation that is being staged.
  func whereItLoads() -> LoadingProgress.Place? {
    guard let generation = progress.generation, let worker = fleet[generation] else { return nil }
    let status = worker.status
    let found = status.place.url.isEmpty ? nil : pipeline.diagnostic(.warning, "", [status.place], version: worker.graphVersion)
    return LoadingProgress.Place(
      entry: plan.entry, isAwaiting: status.phase == .awaiting, module: found?.path, position: found?.position)
  }

  /// Only the supervisor may write to any folder.
  private func write(_ picture: Blob?, _ error: String) {
    guard let path = screenshotPath else { return }
    do {
      guard let picture else { throw PictureError(description: error) }
      try picture.withBytes { try AtomicFile.write($0, to: path, mode: 0o644) }
      hasScreenshot = true
      reporter.debug("screenshot written to \(displayPath(path))")
    } catch {
      reporter.failure("\(displayPath(path)): the screenshot was not written: \(error)")
    }
  }

  private struct PictureError: Error, CustomStringConvertible { let description: String }

  func releaseConsole(of worker: WorkerProcess) {
    for (level, text) in worker.heldConsole { reporter.console(level, pipeline.translated(text, version: worker.graphVersion)) }
    worker.heldConsole.removeAll()
  }

  func workerEnded(_ worker: WorkerProcess, _ status: ExitStatus) {
    if progress.generation == worker.generation { progress.stop() }
    let what = worker.isPresented ? "the game" : "a worker"
    let want = worker.wantOfMemory(status)
    errors.keep(
      .death(worker.generation), title: want == nil ? "The game crashed" : "Out of memory",
      [Diagnostic(severity: .error, message: "\(what) ended by \(status)" + (want.map { ": " + $0 } ?? ""))])
    lastEnd = (worker, status)
    if shown === worker {
      shown = nil
      receipts.forgetAssets()
    }
    feed(.exited(worker.generation))
    lastEnd = nil
    control?.lost(worker.generation, reason: "died", "the game's process ended by \(status)")
    builds.forget(worker.generation)
  }
}

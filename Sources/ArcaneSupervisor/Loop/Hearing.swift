// What each worker says, and what comes of it.
import ArcaneIPC
import ArcaneLinux
import ArcaneModules
import ArcaneReload
import Glibc

extension Supervisor {
  func hear(_ message: ToSupervisor, from worker: WorkerProcess) {
    let generation = worker.generation
    switch message {
    case .hello(let version, let release, _):
      guard version == WireProtocol.version, release == WireProtocol.release else {
        reporter.failure(
          "the worker is of another build: it speaks protocol \(version) of release \(release), this supervisor protocol \(WireProtocol.version) of release \(WireProtocol.release). Build both anew: swift build -c release")
        worker.child.send(SIGKILL)
        return
      }
      feed(.hello(generation))
    case .ready(let version, let steps, let memory, let ahead):
      worker.memory = memory
      if !ahead.refusedURL.isEmpty { pipeline.noteRefusal(of: ahead.refusedURL) }
      reporter.workerReady(generation, steps, memory, ahead, sinceSpawn: Monotonic.now.milliseconds(since: worker.born))
      feed(.ready(generation, version))
      considerSpare()
      if case .playing = machine.current { pipeline.checkAtLeisure(reporter.warning) }
    case .staged(let version, let steps):
      timing.staged = .now
      timing.stageSteps = steps
      feed(.staged(generation, version))
    case .presented(let steps):
      timing.presented = .now
      timing.presentSteps = steps
      worker.isPresented = true
      feed(.presented(generation))
      releaseConsole(of: worker)
    case .failed(let report): hearFailure(report, from: worker)
    case .console(let level, let text):
      if worker.isPresented || machine.policy.mode == .run {
        reporter.console(level, text)
      } else if worker.heldConsole.count < WorkerProcess.consoleBacklog {
        worker.heldConsole.append((level, text))
      }
    case .assignID(let token, let kind, let key): assignID(token, kind, key, worker)
    case .assetDecoded(let asset, let content): assetDecoded(asset, content, from: generation)
    case .assetFailed(let kind, let id, let reason):
      let key = assets.row(kind, id)?.asset.key ?? "asset \(id)"
      reporter.assetFailed(displayPath(key), reason)
      brokenAssets += 1
    case .codeCache(let blob):
      // Only a help: without it the next generation compiles.
      do { try codeCache.take(blob) } catch { reporter.debug("\(generation): its code cache is of no use: \(error)") }
    case .reloadState(let blob, let error):
      collectedState = blob
      if let error { reporter.warning(Diagnostic(severity: .warning, message: "the game's state was not handed on: \(error)")) }
      feed(.reloadStateCollected(generation))
    case .dynamicImport(let token, let specifier, let referrer): resolveDynamic(token, specifier, referrer, generation)
    case .notice(let message, let frames): reporter.notice(pipeline.diagnostic(.warning, message, frames, version: worker.graphVersion))
    case .finished(let code): feed(.finished(generation, code: code))
    case .screenshot(let path, let error):
      if let error { reporter.failure("\(displayPath(path)): the picture was not written: \(error)") } else { reporter.debug("picture written to \(displayPath(path))") }
    case .setTitle(let title): window?.setTitle(title)
    case .setFullscreen(let on): window?.setFullscreen(on)
    case .windowClosed: if machine.current.generation == generation { feed(.quitRequested(code: 0)) }
    case .drawVariants(let codes): if drawVariants.count < DrawVariantCodes.limit { drawVariants.formUnion(codes) }
    case .windowResized(let width, let height): (configuration.width, configuration.height) = (width, height)
    case .testEnded, .testFileEnded: break  // said by workers that were started for tests
    case .offersReloadState(let offers): feed(.offersReloadState(generation, offers))
    }
  }

  private func hearFailure(_ report: FailureReport, from worker: WorkerProcess) {
    worker.lastFailure = report
    // esbuild words such mistakes better, and knows all of them at once.
    if report.kind == .syntax, let url = report.frames.first?.url {
      let isAsked = pipeline.explain(url) { [unowned self] errors in
        if errors.isEmpty { return tellFailure(report, from: worker) }
        shownError = overlay(title: title(of: report), errors)
        releaseConsole(of: worker)
        reporter.buildFailed(errors)
        feed(.failed(worker.generation))
      }
      if isAsked { return }
    }
    tellFailure(report, from: worker)
  }

  private func tellFailure(_ report: FailureReport, from worker: WorkerProcess) {
    let diagnostic = pipeline.diagnostic(report, version: worker.graphVersion)
    shownError = overlay(title: title(of: report), [diagnostic])
    let goesOn = report.phase == .frame && report.kind == .exception || report.phase == .rejection
    releaseConsole(of: worker)
    reporter.gameFailed(report, diagnostic)
    if goesOn, configuration.survivesFrameErrors {
      shownError?.passes = true
      // The game plays on: only shown.
      if machine.current.generation == worker.generation { send(.overlay(shownError), to: worker.generation) }
    } else {
      feed(.failed(worker.generation))
    }
  }

  private func title(of report: FailureReport) -> String {
    switch (report.kind, report.phase) {
    case (.syntax, _): "This does not compile"
    case (.endlessLoop, _): "Endless loop"
    case (.outOfMemory, _): "Out of memory"
    case (.environment, _): "The game cannot start here"
    case (.asset, _): "An asset could not be loaded"
    case (.exception, .evaluate): "Error while loading"
    case (.exception, .firstFrame): "Error in the first frame"
    case (.exception, .rejection): "Unhandled rejection"
    case (.exception, _): "Error in a frame"
    }
  }

  func overlay(title: String, _ diagnostics: [Diagnostic]) -> ToWorker.Overlay {
    ToWorker.Overlay(title: title, lines: diagnostics.prefix(8).flatMap { reporter.lines($0) })
  }

  // MARK: - Console

  func releaseConsole(of worker: WorkerProcess) {
    for (level, text) in worker.heldConsole { reporter.console(level, text) }
    worker.heldConsole.removeAll()
  }

  func releaseConsoleOfDead(_ worker: WorkerProcess) {
    // A standby that was thrown away unseen says nothing; one that failed has spoken already.
    if machine.current.generation == worker.generation { releaseConsole(of: worker) }
  }

  /// Says why a worker ended that was not asked to.
  func explainEnd(of worker: WorkerProcess, _ status: ExitStatus) {
    guard !machine.draining.contains(worker.generation), machine.exiting == nil, worker.lastFailure == nil else { return }
    let what = worker.isPresented ? "the game" : "a worker"
    let diagnostic = Diagnostic(severity: .error, message: "\(what) ended by \(status)")
    shownError = overlay(title: "The game crashed", [diagnostic])
    reporter.workerDied(worker.generation, status, presented: worker.isPresented)
  }

  // MARK: - Assets

  private func assignID(_ token: UInt32, _ kind: Asset.Kind, _ key: String, _ worker: WorkerProcess) {
    let before = assets.folders.count
    do {
      let id = try assets.assign(kind, key: key)
      send(.idAssigned(token: token, id: id), to: worker.generation)
      if assets.folders.count != before { updateWatch() }
    } catch {
      reporter.failure("the game has loaded \(Asset.maximumCount) assets of one kind; '\(key)' is one too many")
      worker.child.send(SIGKILL)
    }
  }

  private func assetDecoded(_ asset: Asset, _ content: Blob, from generation: Generation) {
    let wasStale = assets.row(asset.kind, asset.id)?.stale ?? false
    guard assets.store(asset, content) else {
      reporter.debug("\(generation) decoded '\(asset.key)', which has changed meanwhile or is not asset \(asset.id)")
      return
    }
    if wasStale { reporter.assetReloaded(displayPath(asset.key), milliseconds: Monotonic.now.milliseconds(since: assetChangeSeen)) }
    // The standby has it before it needs it.
    if let next = machine.next.generation, next != generation, workers[next]?.graphVersion != 0 {
      send(.assets([asset], contents: [content]), to: next)
    }
  }

  func assetFileChanged(_ path: String) {
    for asset in assets.fileChanged(path) {
      if let playing = machine.current.generation { send(.assetChanged(kind: asset.kind, id: asset.id), to: playing) }
    }
  }

  // MARK: - Dynamic imports

  private func resolveDynamic(_ token: UInt32, _ specifier: String, _ referrer: String, _ generation: Generation) {
    pipeline.resolveDynamic(specifier, referrer: referrer) { [unowned self] outcome in
      guard let worker = workers[generation] else { return }
      switch outcome {
      case .success(let url):
        do {
          if let delta = try pipeline.delta(since: worker.graphVersion) {
            send(.modules(delta), to: generation)
            worker.graphVersion = pipeline.version
          }
          updateWatch()
          send(.dynamicModule(token: token, url: url, error: ""), to: generation)
        } catch {
          send(.dynamicModule(token: token, url: nil, error: "\(error)"), to: generation)
        }
      case .failure(let failure):
        updateWatch()
        send(.dynamicModule(token: token, url: nil, error: failure.rejection), to: generation)
      }
    }
  }

  // MARK: - Reports of the machine

  func tell(_ report: Report) {
    switch report {
    case .buildFailed:
      shownError = overlay(title: "This does not compile", failedBuild)
      reporter.buildFailed(failedBuild)
      timing.beginAnew()
    case .backToGood:
      reporter.note("back to what is playing")
      typeChecks?.gameIsCurrent()
    case .stageFailed(let generation):
      timing.beginAnew()
      reporter.debug("\(generation) failed while it was staged; the last good game stays")
    case .stageTimedOut(let generation):
      let diagnostic = Diagnostic(
        severity: .error,
        message: "the game was not ready after \(machine.policy.stageLimit / 1_000_000) seconds: does a top-level await never end?")
      shownError = overlay(title: "The game does not start", [diagnostic])
      reporter.gameFailed(nil, diagnostic)
      reporter.debug("\(generation) timed out")
    case .reloaded(let generation, let version):
      shownError = nil
      reporter.reloaded(generation, version, timing, pid: workers[generation]?.child.pid)
      timing = ReloadTiming()
      updateWatch()
      typeChecks?.gameIsCurrent()
      if plan.policy.mode == .develop, !plan.policy.keepsStandby { pipeline.checkAtLeisure(reporter.warning) }
    case .crashed(_, let restarts):
      reporter.note(restarts ? "starting it again" : "waiting for a change" + (plan.policy.mode == .develop ? " (or press r to start again)" : ""))
    case .halted: reporter.note("the game is halted; the next save starts it again")
    case .warmUpTimedOut(let generation):
      let seconds = machine.policy.warmUpLimit / 1_000_000
      reporter.failure("\(generation) did not become ready within \(seconds) seconds and was ended: is \(workerPath) the arcane-worker of this release?")
    case .warmUpFailed(let generation, let triesAgain):
      if !triesAgain, plan.policy.mode == .develop { reporter.failure("no worker comes up; the next save tries again") }
      reporter.debug("\(generation) did not warm up")
    case .superseded(let generation): reporter.debug("\(generation) is superseded by a newer change")
    case .handoverFailed(let generation): reporter.note("\(generation) could not take over the window; the last good game stays")
    }
  }
}

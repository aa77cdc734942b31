// The session's side of the control socket.
import ArcaneIPC
import ArcaneLinux
import ArcaneModules
import ArcaneReload

extension Supervisor: ControlHost {
  func startControl() {
    var clock = ClockSetting()
    clock.isHeld = plan.startsPaused
    clock.holdsBeforeFirstFrame = plan.startsPaused
    do { control = try ControlServer(self, loop: loop, clock: clock, listens: plan.hasControl) } catch {
      // The game plays all the same; clients will find no dev.
      reporter.note("no control socket: \(error)")
      do { control = try ControlServer(self, loop: loop, clock: clock, listens: false) } catch { reporter.failure("\(error)") }
    }
    reporter.observer = control
    reporter.frame = { [unowned self] in shown?.status.frame }
  }

  /// Deferred, so that pending work and the answer go out first.
  func loopEnd(_ body: @escaping () -> Void) { loop.afterThisRound(body) }

  var entry: String { plan.entry }
  var allowsEval: Bool { plan.allowsEval }
  var lastReceipt: Receipt? { receipts.last }
  var outcome: JSONValue {
    switch saveStatus {
    case .pending, .shown(_, isHalted: false): receipts.outcome([])
    case .failed, .shown(_, isHalted: true): receipts.outcome(lastFailure.map(\.json))
    }
  }
  var changesAssets: Bool { receipts.awaitsAssets }

  /// Reads pending inotify events and compares files with what was built: some file systems report late, or nothing.
  func lookForChanges() {
    watch?.drain()
    let changed = pipeline.changedFiles()
    if !changed.isEmpty { sourcesChanged(changed) }
  }

  func setClock(_ setting: ClockSetting) { fleet.sendToStaged(.clock(setting)) }

  func order(_ order: ControlOrder, wantsHash: Bool, token: UInt64, to worker: WorkerProcess) {
    fleet.send(.control(token: token, wantsHash: wantsHash, order), to: worker)
  }

  func restart() { feed(.restartRequested) }
  func stop() { loopEnd { [unowned self] in feed(.quitRequested(code: 0)) } }

  var assetList: JSONValue { assets.json }

  func diagnostic(_ refusal: ControlAnswer.Refusal, of worker: WorkerProcess) -> Diagnostic {
    pipeline.diagnostic(.error, refusal.message, refusal.frames, version: worker.graphVersion)
  }
}

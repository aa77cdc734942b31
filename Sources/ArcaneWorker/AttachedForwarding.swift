import ArcaneIPC
import ArcaneScript

// What a playing generation passes to the next one.
extension AttachedWorker {
  /// Sends the draw variants that are new since the last time.
  func sendDrawVariants() {
    guard configuration.publishesAssets, let variants = game?.screen?.renderer.variants, variants.count > variantsSent else { return }
    variantsSent = variants.count
    link.send(.drawVariants(variants.map(\.code)))
  }

  func sendReloadState(_ token: UInt64) {
    guard let game, game.script.hasGlobalFunction("__arcaneReload") else { return link.send(.reloadState(token: token, nil)) }
    do {
      game.status.begin(.reloadState, limit: configuration.frameTimeLimit)
      let bytes = try game.watchdog.guarding {
        try game.script.serialize(expression: "__arcaneReload()", limit: ReloadState.maximumSize)
      }
      let megabytes = Int(configuration.reloadStateLimit)
      guard bytes.count <= megabytes << 20 else {
        let size = (bytes.count + (1 << 20) - 1) >> 20
        return dropReloadState(
          token, "it takes \(size) MB, and \(megabytes) MB may be passed on (--reload-state-size raises the limit)", [])
      }
      link.send(.reloadState(token: token, try Blob(bytes, name: "arcane-state")))
    } catch let failure as ScriptFailure {
      dropReloadState(token, failure.headline, failure.frames)
    } catch {
      dropReloadState(token, "\(error)", [])
    }
  }

  /// Reports why a reload state is dropped, at the position to blame, or where the game registered it.
  private func dropReloadState(_ token: UInt64, _ reason: String, _ frames: [ScriptFailure.Frame]) {
    var frames = frames
    if frames.isEmpty, let game {
      do { _ = try game.script.serialize(expression: "(() => { throw __arcaneReload.registered })()", limit: 0) } catch {
        // The frames of the error that the library made when `onReload` was called.
        frames = error.frames
      }
    }
    link.send(.notice(message: "the game's state was not passed on: \(reason)", frames: frames.map(FailureReport.Frame.init)))
    link.send(.reloadState(token: token, nil))
  }
}

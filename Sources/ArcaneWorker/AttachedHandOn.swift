import ArcaneIPC
import ArcaneScript

// What a playing generation gives to the next one.
extension AttachedWorker {
  /// What has been drawn for the first time since the last telling.
  func tellVariants() {
    guard configuration.handsUpAssets, let variants = game?.screen?.renderer.variants, variants.count > variantsTold else { return }
    variantsTold = variants.count
    link.send(.drawVariants(variants.map(\.code)))
  }

  func giveReloadState(_ token: UInt64) {
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
          token, "it takes \(size) MB, and \(megabytes) MB may be handed on (--reload-state-size raises the limit)", [])
      }
      link.send(.reloadState(token: token, try Blob(bytes, name: "arcane-state")))
    } catch let failure as ScriptFailure {
      dropReloadState(token, failure.headline, failure.frames)
    } catch {
      dropReloadState(token, "\(error)", [])
    }
  }

  /// Says why a state stays behind, at the place that is to blame, or where the game registered it.
  private func dropReloadState(_ token: UInt64, _ reason: String, _ frames: [ScriptFailure.Frame]) {
    var frames = frames
    if frames.isEmpty, let game {
      do { _ = try game.script.serialize(expression: "(() => { throw __arcaneReload.registered })()", limit: 0) } catch {
        // The frames of the error that the library made when `onReload` was called.
        frames = error.frames
      }
    }
    link.send(.notice(message: "the game's state was not handed on: \(reason)", frames: frames.map(FailureReport.Frame.init)))
    link.send(.reloadState(token: token, nil))
  }
}

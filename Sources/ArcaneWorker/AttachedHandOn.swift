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
    guard let game, game.script.hasGlobalFunction("__arcaneReload") else { return link.send(.reloadState(token: token, nil, error: nil)) }
    do {
      let bytes = try game.watchdog.guarding {
        try game.script.serialize(expression: "__arcaneReload()", limit: ReloadState.maximumSize)
      }
      link.send(.reloadState(token: token, try Blob(bytes, name: "arcane-state"), error: nil))
    } catch {
      let reason = (error as? ScriptFailure)?.headline ?? "\(error)"
      link.send(.reloadState(token: token, nil, error: reason))
    }
  }
}

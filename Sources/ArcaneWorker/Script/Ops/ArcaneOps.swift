import ArcaneGraphics
import ArcaneIPC
import ArcaneScript
import Glibc

extension Game {
  /// What our own library has beyond the script interface of existing games.
  func defineArcaneOps() {
    op("op_arcane_exit") { [unowned self] call in
      let code = UInt8(min(try call.u32(0), 255))
      if outcome == nil { outcome = code }
    }
    op("op_arcane_set_title") { [unowned self] call in setTitle(try ScriptText.title(try call.string(0))) }
    op("op_arcane_set_fullscreen") { [unowned self] call in setFullscreen(call.bool(0)) }
    op("op_arcane_is_fullscreen") { [unowned self] call in call.return(isFullscreen) }
    op("op_arcane_set_cursor_visible") { [unowned self] call in
      let visible = call.bool(0)
      outwardly { [unowned self] _ in screen?.window.setCursorVisible(visible) }
    }
    op("op_arcane_args") { [unowned self] call in call.return(configuration.arguments) }
    op("op_arcane_seed") { [unowned self] call in call.return(seed) }
    op("op_arcane_frame") { [unowned self] call in call.return(clock.frame) }
    op("op_arcane_now") { [unowned self] call in call.return(script.now) }
    op("op_arcane_unlit_shader") { call in call.return(SpriteRecord.unlitShaderID) }
    op("op_arcane_warn_once") { [unowned self] call in warnOnce(try call.string(0), try call.string(1), call) }
    op("op_arcane_reload_state") { [unowned self] call in
      guard let reloadState else { return }
      do {
        try reloadState.withUnsafeBytes { try call.return(deserializing: $0) }
      } catch {
        report(
          notice: "the state of the last generation does not fit and was dropped: \(error)",
          frames: call.callerFrames.map(FailureReport.Frame.init))
        self.reloadState = nil
      }
    }

    // Two that existing runtimes never call themselves, but expect of a host.
    op("op_crypto_random_uuid") { [unowned self] call in call.return(try script.evaluateScript("crypto.randomUUID()", name: "arcane:uuid")) }
    op("op_agent_store_eval_result") { [unowned self] call in evaluationResult = try call.string(0) }

    // For tests of what a crash in native code does.
    if getenv("ARCANE_TEST_OPS") != nil {
      op("op_arcane_test_abort") { _ in abort() }
      op("op_arcane_test_abort_at") { [unowned self] call in abortsAt = try call.string(0) }
    }

    op("op_arcane_texture_size") { [unowned self] call in
      ahead.readsContent = true
      let size = assets.textureSize(try call.u32(0))
      call.return([Double(size?.width ?? 0), Double(size?.height ?? 0)])
    }
    op("op_arcane_load_font") { [unowned self] call in
      ahead.readsContent = true
      let path = assetPath(try call.string(0))
      call.return(try fonts.load(path, pixelSize: try call.f64(1), assets))
    }
    op("op_arcane_font_metrics") { [unowned self] call in call.return(fonts.metrics(try call.u32(0))) }
    op("op_arcane_layout_text") { [unowned self] call in
      call.return(try fonts.layout(try call.u32(0), try call.string(1)))
    }
  }

  /// Says something once per key, with the place in the game that it is about.
  func warnOnce(_ key: String, _ message: String, _ call: OpCall) {
    warnOnce(key, message, frames: call.callerFrames.map(FailureReport.Frame.init))
  }

  func warnOnce(_ key: String, _ message: String, frames: @autoclosure () -> [FailureReport.Frame]) {
    guard warned.count < 1000, warned.insert(key).inserted else { return }
    report(notice: message, frames: frames())
  }

  private func report(notice message: String, frames: [FailureReport.Frame]) {
    outwardly { $0.send(.notice(message: message, frames: frames)) }
  }

  private func setTitle(_ title: String) {
    outwardly { [unowned self] link in
      if case .hostWindow = configuration.display { link.send(.setTitle(title)) } else { screen?.window.setTitle(title) }
    }
  }

  private func setFullscreen(_ on: Bool) {
    isFullscreen = on
    outwardly { [unowned self] link in
      if case .hostWindow = configuration.display { link.send(.setFullscreen(on)) } else { _ = screen?.window.setFullscreen(on) }
    }
  }
}

extension FailureReport.Frame {
  init(_ frame: ScriptFailure.Frame) {
    self.init(
      function: frame.function, url: frame.url, line: UInt32(clamping: frame.line), column: UInt32(clamping: frame.column))
  }
}

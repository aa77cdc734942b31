import ArcaneGraphics
import ArcaneScript

/// The warm-up frame: a standby draws an invisible frame that leaves no state, along the code path of a game's first
/// frame. Code that has run is mapped and cache-warm.
extension Game {
  private static let warmUpModule = "arcane:warm-up"
  private static let warmUpSource = """
    import { drawCircle, drawLine, drawRect, drawSprite, drawText, isKeyDown, onFrame, setClearColor } from "@arcane/runtime";
    globalThis[Symbol.for("arcane.warmUp")].beginWarmUp();
    setClearColor("#203040");
    onFrame((dt) => {
      const x = isKeyDown("ArrowLeft") ? dt : 10;
      drawRect(x, 10, 20, 20, { color: "#ffffff", layer: 1 });
      drawCircle(x, 50, 8, { color: "#ffcc00" });
      drawLine(x, 50, 8, 60, { color: "#ffcc00" });
      drawSprite({ texture: 1, x, y: 20, width: 16, height: 16, color: "#ffffff80" });
      drawText(`frame ${x}`, 10, 10);
    });
    """

  private static let frameCount = 24

  /// Leaves the game as it was. Only before `evaluate`.
  func drawWarmUpFrame() throws {
    guard configuration.level == .builtIn, !configuration.disabled.contains(.warmUp) else { return }
    defer { ops.scene.reset() }
    try script.defineModule(Self.warmUpModule, source: Self.warmUpSource)
    let evaluation = script.evaluate(entry: Self.warmUpModule)
    // More than once: V8 starts to collect type feedback only after some hundred bytes of bytecode.
    var failure: ScriptFailure?
    for _ in 0..<Self.frameCount {
      ops.drawing.forget()
      failure = failure ?? script.callFrameCallback()
    }
    try script.evaluateScript("globalThis[Symbol.for('arcane.warmUp')].endWarmUp()", name: Self.warmUpModule)
    script.removeModule(Self.warmUpModule)
    if case .failed(let failure) = evaluation { throw failure }
    if let failure { throw failure }
    try draw()
    try screen?.prepareToPresent()
  }
}

import ArcaneGraphics
import ArcaneScript

/// What a standby does with its waiting: a frame that nobody sees and nothing remembers, on the way that the game's first
/// frame will take. Code that has run once is mapped, and code that has just run is near the processor.
extension Game {
  private static let rehearsal = "arcane:rehearsal"
  private static let rehearsalSource = """
    import { drawCircle, drawLine, drawRect, drawSprite, drawText, isKeyDown, onFrame, setClearColor } from "@arcane/runtime";
    globalThis[Symbol.for("arcane.rehearsal")].beginRehearsal();
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

  private static let rehearsedFrames = 24

  /// Leaves the game as it was. Only before `evaluate`.
  func rehearse() throws {
    guard configuration.level == .builtIn, !configuration.disabled.contains(.warmUp) else { return }
    defer { ops.scene.reset() }
    try script.defineModule(Self.rehearsal, source: Self.rehearsalSource)
    let evaluation = script.evaluate(entry: Self.rehearsal)
    // More than once: what V8 learns of a function's types it begins to keep after some hundred bytes of bytecode.
    var failure: ScriptFailure?
    for _ in 0..<Self.rehearsedFrames {
      ops.drawing.forget()
      failure = failure ?? script.callFrameCallback()
    }
    try script.evaluateScript("globalThis[Symbol.for('arcane.rehearsal')].endRehearsal()", name: Self.rehearsal)
    script.removeModule(Self.rehearsal)
    if case .failed(let failure) = evaluation { throw failure }
    if let failure { throw failure }
    try draw()
    try screen?.prepareToPresent()
  }
}

import ArcaneGraphics

// From what script has queued to a picture.
extension Game {
  /// - Parameter isSeen: make the picture, and not only what drawing leaves behind.
  func draw(isSeen: Bool = true) throws {
    if let screen {
      let limited = scene.camera.limited(to: viewport)
      drawnScene = scene
      drawnScene.camera = limited
      if isSeen { try screen.render(drawList, drawnScene) }
      // Script sees where the bounds have put it.
      (scene.camera.x, scene.camera.y) = (limited.x, limited.y)
      if isSeen, let shader = screen.renderer.statistics.unknownShader {
        warnOnce(Self.customShaders, "there is no shader \(shader): sprites with it are drawn with the built-in one", frames: [])
      }
    }
    swap(&drawList, &drawn)
    forgetDrawing()
  }

  /// The picture of what was drawn last.
  func drawAgain() throws { try screen?.render(drawn, drawnScene) }

  /// What has been queued is not drawn.
  func forgetDrawing() {
    drawList.clear()
    scene.lighting.clearPointLights()
  }
}

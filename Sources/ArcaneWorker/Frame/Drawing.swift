import ArcaneGraphics

// From what script has queued to a picture.
extension Game {
  func draw() throws {
    if let screen {
      let limited = scene.camera.limited(to: viewport)
      var shown = scene
      shown.camera = limited
      try screen.render(drawList, shown)
      // Script sees where the bounds have put it.
      (scene.camera.x, scene.camera.y) = (limited.x, limited.y)
      if let shader = screen.renderer.statistics.unknownShader {
        warnOnce(Self.customShaders, "there is no shader \(shader): sprites with it are drawn with the built-in one", frames: [])
      }
    }
    forgetDrawing()
  }

  /// What has been queued is not drawn.
  func forgetDrawing() {
    drawList.clear()
    scene.lighting.clearPointLights()
  }
}

import ArcaneGraphics
import ArcaneIPC

// What script asks about the window it plays in.
extension Game {
  /// In the unit that the game's runtime expects.
  var viewport: Viewport {
    guard let screen else { return Viewport(pixelWidth: Int(configuration.width), pixelHeight: Int(configuration.height)) }
    let viewport = screen.renderer.viewport
    return configuration.level.countsPhysicalPixels
      ? Viewport(pixelWidth: viewport.pixelWidth, pixelHeight: viewport.pixelHeight) : viewport
  }
  var scaleFactor: Double { screen?.window.scaleFactor ?? 1 }
  /// Level P8 counts in physical pixels.
  var pixelsPerUnit: Double { configuration.level.countsPhysicalPixels ? 1 : scaleFactor }
}

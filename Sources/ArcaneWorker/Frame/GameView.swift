import ArcaneGraphics
import ArcaneIPC

/// The window that a game plays in, as script sees it.
final class GameView {
  /// nil before it is opened, and without a display.
  private(set) var screen: Screen?
  private let configuration: Configuration

  init(_ configuration: Configuration) { self.configuration = configuration }

  func open(_ steps: inout StepTimer) throws { screen = try Screen(configuration, steps: &steps) }

  /// The supervisor's window, whose title and size the supervisor sets.
  var isHosted: Bool { if case .hostWindow = configuration.display { true } else { false } }

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

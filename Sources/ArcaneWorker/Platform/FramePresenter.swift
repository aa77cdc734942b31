import ArcaneGraphics
import ArcanePlatform

/// Brings the frame in the renderer's framebuffer to where it is looked at. `Screen` chooses one; what it needs on the way is
/// its own.
///
/// `GLPresenter` copies it to a window and swaps, `SoftwarePresenter` hands it to the X server as a picture,
/// `OffscreenPresenter` only keeps the pace.
protocol FramePresenter: AnyObject {
  // MARK: The supervisor's window, where there is one

  /// Takes the window as far as that disturbs nobody, long before it is drawn to.
  func adoptHostWindowAhead() throws
  /// Does of `adoptHostWindow` what can be done before it matters.
  func expectHostWindow() throws
  func adoptHostWindow() throws

  // MARK: Frames

  /// The framebuffer holds another frame now.
  func frameChanged()
  /// Does of `present` what can be done before it.
  func prepare() throws
  /// Shows the frame.
  func present() throws
  /// Goes the way to the screen as far as nobody sees it, so that drivers have done what they do the first time.
  func warmUp() throws
  /// Returns when what was presented is on the screen, as far as the display tells.
  func waitUntilShown()
  /// The framebuffer has another size, perhaps.
  /// - Returns: false if this presenter cannot go on; a `GLPresenter` takes its place.
  func fitToFrame() -> Bool
}

extension FramePresenter {
  func adoptHostWindowAhead() {}
  func expectHostWindow() throws { try adoptHostWindow() }
  func adoptHostWindow() {}
  func frameChanged() {}
  func prepare() {}
  func warmUp() throws { try present() }
  func waitUntilShown() {}
  func fitToFrame() -> Bool { true }
}

/// OpenGL draws into the window: its own, or the supervisor's.
final class GLPresenter: FramePresenter {
  private let window: Window
  private let renderer: Renderer
  private let hostWindow: UInt?
  private var hasHostWindow = false

  init(_ window: Window, _ renderer: Renderer, hostWindow: UInt?) {
    self.window = window
    self.renderer = renderer
    self.hostWindow = hostWindow
  }

  /// Not ahead of time: there would be two drawables of one window.
  func adoptHostWindow() throws {
    guard let hostWindow else { return }
    if hasHostWindow { return window.pumpEvents() }
    try window.adopt(hostWindow)
    hasHostWindow = true
  }

  func present() throws {
    let size = window.pixelSize
    try renderer.copyToBackBuffer(pixelWidth: size.width, pixelHeight: size.height)
    window.swap()
  }

  func waitUntilShown() { window.waitForServer() }
}

/// Nobody looks: the frame stays where it is, for screenshots.
final class OffscreenPresenter: FramePresenter {
  private let renderer: Renderer
  private var lastFrame: GLFence?

  init(_ renderer: Renderer) { self.renderer = renderer }

  /// Waits for the frame before this one, so that frames are not asked for faster than they are drawn.
  func present() {
    let frame = GLFence()
    renderer.flush()
    lastFrame?.wait()
    lastFrame = frame
  }
}

import ArcaneGraphics
import ArcanePlatform

/// Presents the frame in the renderer's framebuffer. `Screen` chooses an implementation.
///
/// `GLPresenter` copies it to a window and swaps, `SoftwarePresenter` passes it to the X server in shared memory,
/// `OffscreenPresenter` only keeps the pace.
protocol FramePresenter: AnyObject {
  // MARK: The supervisor's window, where there is one

  /// Prepares the window, long before it is drawn to, without visible effects.
  func preadoptHostWindow() throws
  /// Does the part of `adoptHostWindow` that can be done in advance.
  func expectHostWindow() throws
  func adoptHostWindow() throws

  // MARK: Frames

  /// The framebuffer holds a new frame.
  func frameChanged()
  /// Does the part of `present` that can be done in advance.
  func prepare() throws
  /// Shows the frame.
  func present() throws
  /// Runs the path to the screen without visible effects, so that drivers have done their one-time work.
  func warmUp() throws
  /// Returns when the presented frame is on the screen, as far as the display reports that.
  func waitUntilShown()
  /// The size of the framebuffer may have changed.
  /// - Returns: false if this presenter cannot go on; a `GLPresenter` takes its place.
  func fitToFrame() -> Bool
}

extension FramePresenter {
  func preadoptHostWindow() {}
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

  /// Not in advance: there would be two drawables for one window.
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

/// No output: the frame stays in the framebuffer, for screenshots.
final class OffscreenPresenter: FramePresenter {
  private let renderer: Renderer
  private var lastFrame: GLFence?

  init(_ renderer: Renderer) { self.renderer = renderer }

  /// Waits for the previous frame, so that frames are not queued faster than they are drawn.
  func present() {
    let frame = GLFence()
    renderer.flush()
    lastFrame?.wait()
    lastFrame = frame
  }
}

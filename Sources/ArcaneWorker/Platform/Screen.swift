import ArcaneGraphics
import ArcaneIPC
import ArcaneLinux
import ArcanePlatform

/// A window, the renderer, and the presenter that brings the one's frames into the other.
final class Screen {
  let window: Window
  let renderer: Renderer
  private var presenter: any FramePresenter
  private let platform: Platform
  /// The supervisor's window, to be adopted when this generation is staged.
  private let hostWindow: UInt?
  private var isVisible: Bool

  /// How to start the platform where OpenGL draws into the window; nil for no display.
  private static func plainVideo(for display: Configuration.Display) -> Platform.Video? {
    switch display {
    case .none: nil
    case .offscreen: .offscreen
    case .ownWindow: .window
    case .hostWindow: .x11
    }
  }

  /// Begins with what takes longest of opening a screen. Once V8 runs: its threads cannot be made meanwhile.
  static func loadDriverAhead(_ configuration: Configuration) {
    guard let video = SoftwarePresenter.expectedVideo(configuration) ?? plainVideo(for: configuration.display),
      let load = Platform.driverLoading(video)
    else { return }
    // Without the thread the window loads it.
    try? DetachedThread.start(load)
  }

  /// Opens what `display` asks for; nil for none.
  init?(_ configuration: Configuration, steps: inout StepTimer) throws {
    guard let plain = Self.plainVideo(for: configuration.display) else { return nil }
    var opened: Opened?
    if let pictures = SoftwarePresenter.expectedVideo(configuration) {
      opened = try? Opened(pictures, configuration, &steps)
      // No EGL, a driver of another kind than was expected, or a server with pixels of another layout. What is wrong with
      // either way of starting will be with the other, which tells it.
      if !(opened?.presenter is SoftwarePresenter) { opened = nil }
    }
    let parts = try opened ?? Opened(plain, configuration, &steps)
    presenter = parts.presenter
    renderer = parts.renderer
    window = parts.window
    platform = parts.platform
    hostWindow = parts.hostWindow
    isVisible = configuration.display == .offscreen
  }

  private struct Opened {
    // Each needs those below it to the end.
    let presenter: any FramePresenter
    let renderer: Renderer
    let window: Window
    let platform: Platform
    let hostWindow: UInt?

    init(_ video: Platform.Video, _ configuration: Configuration, _ steps: inout StepTimer) throws {
      platform = try Platform.start(video: video)
      steps.note("sdl")
      let isOffscreen = configuration.display == .offscreen
      if case .hostWindow(let id) = configuration.display { hostWindow = UInt(id) } else { hostWindow = nil }
      var options = Window.Options()
      options.title = configuration.title
      options.width = Int(configuration.width)
      options.height = Int(configuration.height)
      // Shown with its first frame, not before.
      options.isHidden = !isOffscreen
      if isOffscreen { options.scaleFactor = 1 }
      window = try Window(platform, options)
      steps.note("window")
      let size = window.pixelSize
      renderer = try Renderer(
        viewport: Viewport(pixelWidth: size.width, pixelHeight: size.height, scaleFactor: Float(window.scaleFactor)))
      if isOffscreen {
        presenter = OffscreenPresenter(renderer)
      } else if !configuration.disabled.contains(.sharedPictures), let pictures = SoftwarePresenter(window, renderer, hostWindow: hostWindow) {
        presenter = pictures
      } else {
        presenter = GLPresenter(window, renderer, hostWindow: hostWindow)
      }
      steps.note("renderer")
    }
  }

  // MARK: The supervisor's window

  /// See `FramePresenter`.
  func adoptHostWindowAhead() throws { try presenter.adoptHostWindowAhead() }
  func expectHostWindow() throws { try presenter.expectHostWindow() }

  func adoptHostWindow() throws {
    guard hostWindow != nil else { return }
    try presenter.adoptHostWindow()
    try fitToWindow()
  }

  func fitToWindow() throws {
    let size = window.pixelSize
    try renderer.resize(Viewport(pixelWidth: size.width, pixelHeight: size.height, scaleFactor: Float(window.scaleFactor)))
    guard !presenter.fitToFrame() else { return }
    presenter = GLPresenter(window, renderer, hostWindow: hostWindow)
    try presenter.adoptHostWindow()
  }

  // MARK: Frames

  /// Draws a frame, which `present` shows.
  func render(_ list: DrawList, _ scene: Scene) throws {
    presenter.frameChanged()
    try renderer.render(list, scene)
  }

  /// Draws an error panel over the last frame; nil takes it off again.
  /// - Parameter dims: Darken the frame, which does not go on.
  func drawOverlay(_ overlay: ToWorker.Overlay?, dims: Bool = false) throws {
    presenter.frameChanged()
    guard let overlay else { return renderer.hideOverlay() }
    try renderer.drawOverlay(title: overlay.title, lines: overlay.lines, isSmall: overlay.isSmall, dims: dims)
  }

  /// Takes over what an earlier worker has left in the host window. Nothing where that cannot be had.
  func takeLastPicture() throws {
    guard let hostWindow, let last = window.picture(of: hostWindow) else { return }
    presenter.frameChanged()
    try last.bytes.withUnsafeBytes { try renderer.replaceFrame(with: $0, width: last.width, height: last.height) }
  }

  /// Lets the driver draw what has been asked for, without waiting for it. Otherwise it would begin when the frame is wanted.
  func beginFrame() { renderer.flush() }

  /// Does of `present` what can be done before it.
  func prepareToPresent() throws { try presenter.prepare() }

  /// The renderer's frame on the screen.
  func present() throws {
    if !isVisible, hostWindow == nil { window.show() }
    isVisible = true
    try presenter.present()
  }

  /// Returns when what was presented is on the screen, as far as the display tells.
  func waitUntilShown() { presenter.waitUntilShown() }

  // MARK: Ahead of time

  /// Draws variants unseen, and goes the way to the screen as far as nobody sees it.
  func warmUp(_ variants: [DrawVariant]) throws {
    try renderer.warmUp(variants)
    presenter.frameChanged()
    try presenter.warmUp()
  }

  func warmUpTextures() throws { try renderer.warmUpTextures() }

  func startGamepads() { try? platform.startGamepads() }
}

/// Names and durations of what happens one after the other.
struct StepTimer {
  private var last = Monotonic.now
  private(set) var entries: [(String, UInt32)] = []

  mutating func note(_ name: String) {
    let now = Monotonic.now
    let microseconds = UInt32(clamping: Int(now.milliseconds(since: last) * 1000))
    if let index = entries.firstIndex(where: { $0.0 == name }) { entries[index].1 &+= microseconds } else { entries.append((name, microseconds)) }
    last = now
  }

  /// What passed since the last step is nobody's.
  mutating func skip() { last = .now }
  var steps: ToSupervisor.Steps { ToSupervisor.Steps(entries) }
}

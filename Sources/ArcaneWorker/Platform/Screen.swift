import ArcaneGraphics
import ArcaneIPC
import ArcaneLinux
import ArcanePlatform

/// A window, a renderer, and the presenter that brings frames to the window.
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

  /// Starts loading the driver, which takes longest. Only once V8 runs, because its threads cannot be started
  /// meanwhile.
  static func preloadDriver(_ configuration: Configuration) {
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
      // No EGL, an unexpected kind of driver, or a server with another pixel layout. Any other fault will occur again
      // below, and be reported there.
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
    // Each needs those below it until the end.
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
  func preadoptHostWindow() throws { try presenter.preadoptHostWindow() }
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

  /// Takes over the frame that an earlier worker left in the host window; does nothing if that is impossible.
  func takeLastPicture() throws {
    guard let hostWindow, let last = window.picture(of: hostWindow) else { return }
    presenter.frameChanged()
    try last.bytes.withUnsafeBytes { try renderer.replaceFrame(with: $0, width: last.width, height: last.height) }
  }

  /// Starts the driver's drawing without waiting for it. Otherwise it would start when the frame is needed.
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

  // MARK: Warm-up

  /// Draws the variants invisibly, and runs the path to the screen without visible effects.
  func warmUp(_ variants: [DrawVariant]) throws {
    try renderer.warmUp(variants)
    presenter.frameChanged()
    try presenter.warmUp()
  }

  func warmUpTextures() throws { try renderer.warmUpTextures() }

  func startGamepads() { try? platform.startGamepads() }
}

/// Names and durations of consecutive steps.
struct StepTimer {
  private var last = Monotonic.now
  private(set) var entries: [(String, UInt32)] = []

  mutating func note(_ name: String) {
    let now = Monotonic.now
    let microseconds = UInt32(clamping: Int(now.milliseconds(since: last) * 1000))
    if let index = entries.firstIndex(where: { $0.0 == name }) { entries[index].1 &+= microseconds } else { entries.append((name, microseconds)) }
    last = now
  }

  /// The time since the last step does not count.
  mutating func skip() { last = .now }
  var steps: ToSupervisor.Steps { ToSupervisor.Steps(entries) }
}

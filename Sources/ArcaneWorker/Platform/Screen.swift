import ArcaneGraphics
import ArcaneIPC
import ArcaneLinux
import ArcanePlatform

/// Window and renderer together, and the way from one's frame to the other's pixels.
final class Screen {
  let window: Window
  let renderer: Renderer
  /// The supervisor's window, to be adopted when this generation is staged.
  private let hostWindow: UInt?
  private(set) var isVisible: Bool
  /// Whether there is a window at all that somebody could look at.
  private let isSeen: Bool
  private let platform: Platform
  /// Where the processor draws and X11 shows it: the finished picture, for the X server to read.
  private var picture: WindowPicture? { didSet { renderer.byteOrder = picture == nil ? .redFirst : .blueFirst } }
  /// The picture holds what the renderer has drawn last.
  private var isCopied = false
  /// The host window is adopted, and not listened to.
  private var isAsleep = false

  private static func video(of display: Configuration.Display) -> Platform.Video? {
    switch display {
    case .none: nil
    case .offscreen: .offscreen
    case .ownWindow: SoftwareRendering.isExpectedHere && Platform.choosesX11 ? .x11Pictures : .window
    case .hostWindow: SoftwareRendering.isExpectedHere ? .x11Pictures : .x11
    }
  }

  /// Begins with what takes longest of opening a screen. Once V8 runs: its threads cannot be made meanwhile.
  static func loadDriverAhead(_ display: Configuration.Display) {
    guard let video = video(of: display), let load = Platform.driverLoading(video) else { return }
    // Without the thread the window loads it.
    try? DetachedThread.start(load)
  }

  /// Opens what `display` asks for; nil for none.
  init?(_ configuration: Configuration, steps: inout StepTimer) throws {
    guard let video = Self.video(of: configuration.display) else { return nil }
    if case .hostWindow(let id) = configuration.display { hostWindow = UInt(id) } else { hostWindow = nil }
    var opened: Opened?
    if video == .x11Pictures {
      opened = try? Opened(video, configuration, &steps)
      // No EGL, a driver of another kind than was expected, or a server with pixels of another layout. What is wrong with
      // either way of starting will be with the other, which tells it.
      if opened?.picture == nil { opened = nil }
    }
    let other: Platform.Video = video != .x11Pictures ? video : hostWindow == nil ? .window : .x11
    let parts = try opened ?? Opened(other, configuration, &steps)
    platform = parts.platform
    window = parts.window
    renderer = parts.renderer
    picture = parts.picture
    isVisible = parts.isVisible
    isSeen = configuration.display != .offscreen
  }

  private struct Opened {
    // Each needs those below it to the end.
    let picture: WindowPicture?
    let renderer: Renderer
    let window: Window
    let platform: Platform
    let isVisible: Bool

    init(_ video: Platform.Video, _ configuration: Configuration, _ steps: inout StepTimer) throws {
      platform = try Platform.start(video: video)
      steps.note("sdl")
      var options = Window.Options()
      options.title = configuration.title
      options.width = Int(configuration.width)
      options.height = Int(configuration.height)
      // Shown with its first picture, not before.
      options.isHidden = configuration.display != .offscreen
      isVisible = !options.isHidden
      if configuration.display == .offscreen { options.scaleFactor = 1 }
      window = try Window(platform, options)
      steps.note("window")
      let size = window.pixelSize
      renderer = try Renderer(
        viewport: Viewport(pixelWidth: size.width, pixelHeight: size.height, scaleFactor: Float(window.scaleFactor)))
      let showsPictures = (video == .x11 || video == .x11Pictures) && renderer.isSoftware
      picture = showsPictures ? window.makePicture(width: size.width, height: size.height) : nil
      renderer.byteOrder = picture == nil ? .redFirst : .blueFirst
      steps.note("renderer")
    }
  }

  /// Takes the host window as far as that disturbs nobody, long before it is drawn to. Where OpenGL draws into windows it
  /// would be a second one's drawable, so only where pictures are sent.
  func adoptHostWindowAhead() throws {
    guard let hostWindow, picture != nil, window.adoptedID == nil else { return }
    try window.adopt(hostWindow, drawing: false)
    window.stopListening()
    isAsleep = true
  }

  /// Of `adoptHostWindow` what can be done before it matters. A window that is adopted already is only asked for its size:
  /// the answer comes while this process does something else.
  func expectHostWindow() throws {
    if isAsleep { window.beginListening() } else { try adoptHostWindow() }
  }

  func adoptHostWindow() throws {
    guard let hostWindow else { return }
    let isAdopted = window.adoptedID == hostWindow && (!isAsleep || window.listens())
    isAsleep = false
    if isAdopted { window.hearNews() } else { try window.adopt(hostWindow, drawing: picture == nil) }
    try fitToWindow()
  }

  func fitToWindow() throws {
    let size = window.pixelSize
    try renderer.resize(Viewport(pixelWidth: size.width, pixelHeight: size.height, scaleFactor: Float(window.scaleFactor)))
    guard let old = picture, old.width != renderer.pictureSize.width || old.height != renderer.pictureSize.height else { return }
    isCopied = false
    picture = window.makePicture(width: renderer.pictureSize.width, height: renderer.pictureSize.height)
    if picture == nil, let hostWindow { try window.adopt(hostWindow) }
  }

  /// Draws a frame, which `present` shows.
  func render(_ list: DrawList, _ scene: Scene) throws {
    isCopied = false
    try renderer.render(list, scene)
  }

  /// Draws an error panel over the last frame; nil takes it off again.
  /// - Parameter dims: the frame, which does not go on.
  func drawOverlay(_ overlay: ToWorker.Overlay?, dims: Bool = false) throws {
    isCopied = false
    guard let overlay else { return renderer.hideOverlay() }
    try renderer.drawOverlay(title: overlay.title, lines: overlay.lines, isSmall: overlay.isSmall, dims: dims)
  }

  /// Takes over what an earlier worker has left in the host window. Nothing where that cannot be had.
  func takeLastPicture() throws {
    guard let hostWindow, let last = window.picture(of: hostWindow) else { return }
    isCopied = false
    try last.bytes.withUnsafeBytes { try renderer.replacePicture(with: $0, width: last.width, height: last.height) }
  }

  /// Lets the driver draw what has been asked for, without waiting for it. Otherwise it would begin when the picture is wanted.
  func beginPicture() { renderer.begin() }

  /// Does of `present` what can be done before it.
  func prepareToPresent() throws {
    guard let picture, !isCopied else { return }
    picture.waitUntilRead()
    try renderer.copyPicture(into: picture.bytes, width: picture.width, height: picture.height)
    isCopied = true
  }

  /// Draws variants unseen, and takes the way to the screen up to its last step.
  func warmUp(_ variants: [DrawVariant]) throws {
    try renderer.warmUp(variants)
    if picture != nil { return try prepareToPresent() }
    guard isSeen else { return renderer.drawUnseen() }
    let size = window.pixelSize
    try renderer.present(pixelWidth: size.width, pixelHeight: size.height)
    window.swap()
  }

  func warmUpTextures() throws { try renderer.warmUpTextures() }

  func startGamepads() { try? platform.startGamepads() }

  /// The renderer's picture on the screen.
  func present() throws {
    if !isVisible, hostWindow == nil { window.show() }
    isVisible = true
    // The picture is the renderer's own; a window's back buffer that nobody sees needs no copy of it.
    guard isSeen else { return renderer.drawUnseen() }
    if let picture {
      try prepareToPresent()
      return window.show(picture)
    }
    let size = window.pixelSize
    try renderer.present(pixelWidth: size.width, pixelHeight: size.height)
    window.swap()
  }

  /// Returns when what was presented is on the screen, as far as the display tells.
  func waitUntilShown() { if let picture { picture.waitUntilRead() } else { window.waitForServer() } }
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

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
  private let platform: Platform

  /// Opens what `display` asks for; nil for none.
  init?(_ configuration: Configuration, steps: inout StepTimer) throws {
    let video: Platform.Video
    switch configuration.display {
    case .none: return nil
    case .offscreen: (video, hostWindow) = (.offscreen, nil)
    case .ownWindow: (video, hostWindow) = (.window, nil)
    case .hostWindow(let id): (video, hostWindow) = (.x11, UInt(id))
    }
    platform = try Platform.start(video: video)
    steps.note("sdl")
    var options = Window.Options()
    options.title = configuration.title
    options.width = Int(configuration.width)
    options.height = Int(configuration.height)
    options.isHidden = hostWindow != nil || configuration.lowPriorityWarmUp
    if configuration.display == .offscreen { options.scaleFactor = 1 }
    window = try Window(platform, options)
    isVisible = !options.isHidden
    steps.note("window")
    let size = window.pixelSize
    renderer = try Renderer(
      viewport: Viewport(pixelWidth: size.width, pixelHeight: size.height, scaleFactor: Float(window.scaleFactor)))
    steps.note("renderer")
  }

  func adoptHostWindow() throws {
    guard let hostWindow else { return }
    try window.adopt(hostWindow)
    try fitToWindow()
  }

  func fitToWindow() throws {
    let size = window.pixelSize
    try renderer.resize(Viewport(pixelWidth: size.width, pixelHeight: size.height, scaleFactor: Float(window.scaleFactor)))
  }

  func startGamepads() { try? platform.startGamepads() }

  /// The renderer's picture on the screen.
  func present() throws {
    let size = window.pixelSize
    try renderer.present(pixelWidth: size.width, pixelHeight: size.height)
    window.swap()
    isVisible = true
  }
}

/// Names and durations of what happens one after the other.
struct StepTimer {
  private var last = Monotonic.now
  private(set) var entries: [(String, UInt32)] = []

  mutating func note(_ name: String) {
    let now = Monotonic.now
    entries.append((name, UInt32(clamping: Int(now.milliseconds(since: last) * 1000))))
    last = now
  }

  /// What passed since the last step is nobody's.
  mutating func skip() { last = .now }
  var steps: ToSupervisor.Steps { ToSupervisor.Steps(entries) }
}

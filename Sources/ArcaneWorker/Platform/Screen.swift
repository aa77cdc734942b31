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

  /// Draws what most games draw, unseen, so that drivers have compiled their shaders before the first frame that counts.
  /// Software GL compiles each combination of shader, blending and target when it is first used.
  func warmUp(_ convention: CameraConvention) throws {
    let list = DrawList()
    var scene = Scene(camera: Camera(convention))
    try renderer.textures.uploadSolid(Self.warmUpTexture, red: 255, green: 255, blue: 255, alpha: 255)
    let pixels = [UInt8](repeating: 200, count: 2 * 2 * 4)
    try pixels.withUnsafeBytes { try renderer.textures.upload(Self.warmUpPicture, width: 2, height: 2, pixels: $0) }
    defer {
      renderer.textures.remove(Self.warmUpTexture)
      renderer.textures.remove(Self.warmUpPicture)
    }
    for isLit in [false, true] {
      for (index, texture) in [Self.warmUpTexture, Self.warmUpPicture].enumerated() {
        for blend in [0.0, 1.0] {
          list.appendSprite(
            textureID: texture, x: 10 * blend, y: 0, width: 8, height: 8, layer: Int32(index), red: 0.5, alpha: 0.5, blendMode: blend)
        }
        list.appendSprite(textureID: texture, x: 30, y: 0, width: 8, height: 8, layer: Int32(index))
      }
      list.appendTriangle(x1: 0, y1: 0, x2: 5, y2: 0, x3: 0, y3: 5, red: 1, green: 1, blue: 1, alpha: 0.5, layer: 2)
      if isLit {
        scene.lighting.ambientRed = 0.5
        scene.lighting.add(PointLight(x: 0, y: 0, radius: 10, red: 1, green: 1, blue: 1, intensity: 1))
      }
      try renderer.render(list, scene)
      list.clear()
    }
    let size = window.pixelSize
    try renderer.present(pixelWidth: size.width, pixelHeight: size.height)
    window.swap()
  }

  /// Above every ID of the asset table.
  private static let warmUpTexture = UInt32.max
  private static let warmUpPicture = UInt32.max - 1

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

import ArcanePlatform
import Testing

@testable import ArcaneGraphics

/// Everything that needs GL: one context at a time, as the current context is the process's.
@Suite(.serialized) struct GLTests {}

/// A renderer without a display, and helpers to draw and look.
final class RenderFixture {
  let window: Window
  let renderer: Renderer
  let list = DrawList()
  var scene: Scene

  init(_ convention: CameraConvention, width: Int = 800, height: Int = 600, scale: Float = 1) throws {
    let platform = try Platform.start(video: .offscreen)
    window = try Window(platform)
    renderer = try Renderer(viewport: Viewport(pixelWidth: width, pixelHeight: height, scaleFactor: scale))
    scene = Scene(camera: Camera(convention))
  }

  func solid(_ id: UInt32, _ red: UInt8, _ green: UInt8, _ blue: UInt8, _ alpha: UInt8 = 255) throws {
    try renderer.textures.uploadSolid(id, red: red, green: green, blue: blue, alpha: alpha)
  }

  func upload(_ id: UInt32, width: Int, height: Int, _ pixels: [UInt8], filter: TextureFilter = .nearest) throws {
    try pixels.withUnsafeBytes { bytes in
      try renderer.textures.upload(id, width: width, height: height, pixels: bytes, filter: filter)
    }
  }

  func picture() throws -> Image {
    try renderer.render(list, scene)
    return try renderer.readPixels()
  }
}

func close(_ pixel: SIMD4<UInt8>, _ red: Int, _ green: Int, _ blue: Int, within tolerance: Int = 1) -> Bool {
  abs(Int(pixel.x) - red) <= tolerance && abs(Int(pixel.y) - green) <= tolerance && abs(Int(pixel.z) - blue) <= tolerance
}

import ArcanePlatform
import Testing

@testable import ArcaneGraphics

/// Everything that needs GL: one context at a time, as the current context is the process's.
@Suite(.serialized) struct GLTests {}

/// A renderer without a display, and helpers to draw and look.
final class Stage {
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

extension GLTests {
  @Suite struct SpotChecks {
    @Test("an empty scene shows the default clear colour encoded to sRGB")
    func clearColour() throws {
      let stage = try Stage(.centre)
      let picture = try stage.picture()
      #expect(close(picture[0, 0], 89, 89, 108))
      #expect(close(picture[799, 599], 89, 89, 108))
    }

    @Test("a solid 128 with white tint shows 128, white with tint 0.5 shows 188")
    func linearTint() throws {
      let stage = try Stage(.topLeft)
      try stage.solid(1, 128, 128, 128)
      try stage.solid(2, 255, 255, 255)
      try stage.upload(3, width: 2, height: 1, [128, 128, 128, 255, 255, 255, 255, 255])
      stage.list.appendSprite(textureID: 1, x: 0, y: 0, width: 10, height: 10, layer: 0)
      stage.list.appendSprite(textureID: 2, x: 20, y: 0, width: 10, height: 10, layer: 0, red: 0.5, green: 0.5, blue: 0.5)
      stage.list.appendSprite(textureID: 3, x: 40, y: 0, width: 20, height: 10, layer: 0)
      let picture = try stage.picture()
      #expect(close(picture[5, 5], 128, 128, 128))
      #expect(close(picture[25, 5], 188, 188, 188))
      #expect(close(picture[45, 5], 128, 128, 128))
      #expect(close(picture[55, 5], 255, 255, 255))
    }
  }
}

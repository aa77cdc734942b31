import Testing

@testable import ArcaneGraphics

private let red: [UInt8] = [255, 0, 0, 255, 255, 0, 0, 255]

extension GLTests {
  @Suite struct Pictures {
    /// dst is linear 0.2, src linear 0.5 with alpha 0.5; the bytes are the sRGB codes of the formulas' results.
    @Test(
      "each blend mode follows its formula in linear light",
      arguments: [
        // alpha .5·.5 + .2·.5; additive .5·.5 + .2; multiply .5·.2 + .2·.5; screen .5 + .2·.5
        (0.0, 0.35), (1.0, 0.45), (2.0, 0.2), (3.0, 0.6), (9.0, 0.6),
      ] as [(Double, Double)])
    func blending(mode: Double, expected: Double) throws {
      let fixture = try RenderFixture(.topLeft, width: 64, height: 64)
      fixture.scene.clearRed = 0.2
      fixture.scene.clearGreen = 0.2
      fixture.scene.clearBlue = 0.2
      try fixture.solid(1, 255, 255, 255)
      fixture.list.appendSprite(
        textureID: 1, x: 0, y: 0, width: 64, height: 64, layer: 0, red: 0.5, green: 0.5, blue: 0.5, alpha: 1,
        opacity: 0.5, blendMode: mode)
      let byte = Int((sRGBEncoded(Float(expected)) * 255).rounded())
      #expect(close(try fixture.picture()[32, 32], byte, byte, byte))
    }

    @Test("the way without color conversions gives the same picture as the one with them")
    func rawEqualsConverted() throws {
      var pixels: [UInt8] = []
      for value in 0..<256 { pixels += [UInt8(value), UInt8(255 - value), UInt8(value / 2), value % 5 == 0 ? 0 : 255] }
      func draw(_ extra: Bool) throws -> Image {
        let fixture = try RenderFixture(.topLeft, width: 256, height: 64)
        try fixture.upload(1, width: 256, height: 1, pixels)
        // A light that changes nothing but forces the lit program, which always converts.
        if extra {
          fixture.scene.lighting.ambientRed = 0.999_999
        }
        fixture.list.appendSprite(textureID: 1, x: 0, y: 0, width: 256, height: 64, layer: 0)
        return try fixture.picture()
      }
      let raw = try draw(false)
      let converted = try draw(true)
      for x in 0..<256 {
        let pixel = converted[x, 30]
        #expect(close(raw[x, 30], Int(pixel.x), Int(pixel.y), Int(pixel.z)), "column \(x)")
        if x % 5 != 0 { #expect(raw[x, 30] == SIMD4(UInt8(x), UInt8(255 - x), UInt8(x / 2), 255)) }
      }
    }

    @Test("rotation turns clockwise on the screen about the origin; flips exchange the texture's sides")
    func rotationAndFlips() throws {
      let fixture = try RenderFixture(.topLeft, width: 64, height: 64)
      try fixture.upload(1, width: 2, height: 1, [255, 0, 0, 255, 0, 255, 0, 255])
      // A quarter turn: what was left is now on top.
      fixture.list.appendSprite(textureID: 1, x: 0, y: 0, width: 20, height: 20, layer: 0, rotation: .pi / 2)
      fixture.list.appendSprite(textureID: 1, x: 30, y: 0, width: 20, height: 20, layer: 0, flipX: true)
      // Half a turn about its own top-left corner lands up and left of it.
      fixture.list.appendSprite(
        textureID: 1, x: 60, y: 60, width: 20, height: 20, layer: 0, rotation: .pi, originX: 0, originY: 0)
      let picture = try fixture.picture()
      #expect(picture[10, 4] == SIMD4(255, 0, 0, 255))
      #expect(picture[10, 16] == SIMD4(0, 255, 0, 255))
      #expect(picture[34, 10] == SIMD4(0, 255, 0, 255))
      #expect(picture[46, 10] == SIMD4(255, 0, 0, 255))
      #expect(picture[55, 50] == SIMD4(255, 0, 0, 255))
      #expect(picture[43, 50] == SIMD4(0, 255, 0, 255))
    }

    @Test("triangles and lines are drawn over the sprites of their layer and under the next one, unlit")
    func geometry() throws {
      let fixture = try RenderFixture(.topLeft, width: 64, height: 64)
      try fixture.upload(1, width: 2, height: 1, red)
      fixture.scene.lighting.ambientRed = 0
      fixture.scene.lighting.ambientGreen = 0
      fixture.scene.lighting.ambientBlue = 0
      fixture.list.appendTriangle(x1: 0, y1: 0, x2: 40, y2: 0, x3: 0, y3: 40, red: 0, green: 1, blue: 0, alpha: 1, layer: 1.9)
      fixture.list.appendLine(x1: 0, y1: 60, x2: 64, y2: 60, thickness: 4, red: 0, green: 0, blue: 1, alpha: 1, layer: 1)
      fixture.list.appendSprite(textureID: 1, x: 0, y: 0, width: 64, height: 64, layer: 1)
      fixture.list.appendSprite(textureID: 1, x: 0, y: 0, width: 5, height: 5, layer: 2)
      let picture = try fixture.picture()
      #expect(picture[10, 10] == SIMD4(0, 255, 0, 255))
      #expect(picture[2, 2] == SIMD4(0, 0, 0, 255))
      #expect(picture[50, 30] == SIMD4(0, 0, 0, 255))
      for y in 58...61 { #expect(picture[32, y] == SIMD4(0, 0, 255, 255)) }
      #expect(picture[32, 57] != SIMD4(0, 0, 255, 255) && picture[32, 62] != SIMD4(0, 0, 255, 255))
    }

    @Test("new content behind an id, of another size and filter, shows in the next frame; a removed id shows nothing")
    func replaceInPlace() throws {
      let fixture = try RenderFixture(.topLeft, width: 32, height: 32)
      try fixture.upload(7, width: 2, height: 1, red)
      fixture.list.appendSprite(textureID: 7, x: 0, y: 0, width: 32, height: 32, layer: 0)
      #expect(try fixture.picture()[16, 16] == SIMD4(255, 0, 0, 255))
      try fixture.upload(7, width: 1, height: 2, [0, 0, 255, 255, 0, 0, 255, 255])
      #expect(try fixture.picture()[16, 16] == SIMD4(0, 0, 255, 255))
      #expect(fixture.renderer.textures.size(of: 7)?.height == 2)
      // Not decoded from sRGB: 128 is taken for linear 0.5 and comes out as 188.
      try fixture.upload(7, width: 2, height: 1, [128, 128, 128, 255, 128, 128, 128, 255], filter: .undecodedLinear)
      #expect(close(try fixture.picture()[16, 16], 188, 188, 188))
      fixture.renderer.textures.remove(7)
      #expect(close(try fixture.picture()[16, 16], 89, 89, 108))
    }

    @Test("textures of one size that are told of together are one draw call, and each keeps its content whatever happens to others")
    func arrays() throws {
      let fixture = try RenderFixture(.topLeft, width: 64, height: 16)
      func fill(_ byte: UInt8) -> [UInt8] { (0..<4).flatMap { _ in [byte, 0, 0, 255] as [UInt8] } }
      fixture.renderer.textures.expect([(2, 2, .nearest), (2, 2, .nearest), (2, 2, .nearest), (2, 2, .linear)])
      for id in 1...3 { try fixture.upload(UInt32(id), width: 2, height: 2, fill(UInt8(id * 50))) }
      func draw() throws -> [UInt8] {
        fixture.list.clear()
        for id in 1...4 { fixture.list.appendSprite(textureID: UInt32(id), x: Double(id * 10), y: 0, width: 8, height: 8, layer: 0) }
        let picture = try fixture.picture()
        return (1...4).map { picture[$0 * 10 + 4, 4].x }
      }
      let background = try draw()[3]
      #expect(try draw() == [50, 100, 150, background])
      #expect(fixture.renderer.statistics.drawCalls == 1)
      // Gone and come again: the layer is another's.
      fixture.renderer.textures.remove(2)
      try fixture.upload(4, width: 2, height: 2, fill(200))
      #expect(try draw() == [50, background, 150, 200])
      #expect(fixture.renderer.statistics.drawCalls == 1)
      // Another size: into an array of its own; more than were told of: the same.
      try fixture.upload(1, width: 4, height: 1, fill(60))
      try fixture.upload(2, width: 2, height: 2, fill(110))
      #expect(try draw() == [60, 110, 150, 200])
      #expect(fixture.renderer.statistics.drawCalls == 2)
      // One color and back.
      try fixture.solid(3, 250, 0, 0)
      #expect(try draw() == [60, 110, 250, 200])
      try fixture.upload(3, width: 2, height: 2, fill(160))
      #expect(try draw() == [60, 110, 160, 200])
      #expect(fixture.renderer.textures.count == 4)
    }

    @Test("with blue first it is the same picture, in the other order of bytes")
    func byteOrder() throws {
      func draw(_ order: ByteOrder) throws -> (image: Image, copied: [UInt8]) {
        let fixture = try RenderFixture(.topLeft, width: 64, height: 64)
        fixture.renderer.byteOrder = order
        fixture.scene.clearRed = 0.7
        fixture.scene.clearBlue = 0.1
        try fixture.upload(1, width: 2, height: 1, [255, 128, 0, 255, 10, 20, 200, 255])
        try fixture.upload(2, width: 2, height: 1, [200, 30, 90, 255, 0, 0, 0, 0])
        for (index, mode) in [0.0, 1, 2, 3].enumerated() {
          fixture.list.appendSprite(textureID: 1, x: Double(index * 8), y: 0, width: 8, height: 64, layer: 0, opacity: 0.5, blendMode: mode)
        }
        fixture.list.appendSprite(textureID: 1, x: 32, y: 0, width: 32, height: 64, layer: 0)
        fixture.list.appendSprite(textureID: 2, x: 40, y: 20, width: 20, height: 20, layer: 1)
        fixture.list.appendLine(x1: 0, y1: 60, x2: 64, y2: 60, thickness: 4, red: 0, green: 0.2, blue: 1, alpha: 0.5, layer: 1)
        let image = try fixture.picture()
        try fixture.renderer.drawOverlay(title: "wrong", lines: ["line"])
        var copied = [UInt8](repeating: 0, count: 64 * 64 * 4)
        try copied.withUnsafeMutableBytes { try fixture.renderer.copyFrame(into: $0, width: 64, height: 64) }
        return (image, copied)
      }
      let (plain, plainBytes) = try draw(.redFirst)
      let (other, otherBytes) = try draw(.blueFirst)
      #expect(plain.pixels.elementsEqual(other.pixels))
      #expect(Set(plainBytes).count > 20, "there is something to be seen")
      #expect(otherBytes.indices.allSatisfy { $0 % 4 == 3 || otherBytes[$0] == plainBytes[$0 - $0 % 4 + [2, 1, 0][$0 % 4]] })
      #expect(otherBytes != plainBytes)
    }

    @Test("pixel buffers of the wrong size are refused by name")
    func wrongSize() throws {
      let fixture = try RenderFixture(.topLeft, width: 32, height: 32)
      #expect(throws: GraphicsError.pixelSize(width: 2, height: 2, bytes: 8)) {
        try fixture.upload(1, width: 2, height: 2, red)
      }
      #expect(throws: GraphicsError.pixelSize(width: 0, height: 1, bytes: 0)) {
        try fixture.upload(1, width: 0, height: 1, [])
      }
    }

    @Test("with a scale factor of 2 the scene is the same in twice the pixels, lights included")
    func highDPI() throws {
      func draw(_ scale: Int) throws -> Image {
        let fixture = try RenderFixture(.topLeft, width: 100 * scale, height: 100 * scale, scale: Float(scale))
        try fixture.upload(1, width: 2, height: 1, [255, 255, 255, 255, 255, 255, 255, 255])
        fixture.scene.lighting.ambientRed = 0
        fixture.scene.lighting.add(PointLight(x: 50, y: 50, radius: 40, red: 1, green: 0, blue: 0, intensity: 1))
        fixture.list.appendSprite(textureID: 1, x: 30, y: 30, width: 40, height: 40, layer: 0)
        return try fixture.picture()
      }
      let one = try draw(1)
      let two = try draw(2)
      #expect((two.width, two.height) == (200, 200))
      for point in [31, 40, 50, 60, 68] {
        let pixel = one[point, 50]
        #expect(close(two[point * 2, 100], Int(pixel.x), Int(pixel.y), Int(pixel.z), within: 6))
      }
      #expect(close(two[59, 100], 89, 89, 108))
      #expect(two[60, 100].y == 255)
    }

    @Test("after a resize the picture has the new size, and zero sizes are ignored")
    func resize() throws {
      let fixture = try RenderFixture(.topLeft, width: 64, height: 64)
      try fixture.renderer.resize(Viewport(pixelWidth: 120, pixelHeight: 40))
      var picture = try fixture.picture()
      #expect((picture.width, picture.height) == (120, 40))
      try fixture.renderer.resize(Viewport(pixelWidth: 0, pixelHeight: 40))
      picture = try fixture.picture()
      #expect((picture.width, picture.height) == (120, 40))
    }

    @Test("the error panel lies over the last frame, is in screenshots, and the next frame is without it")
    func overlay() throws {
      let fixture = try RenderFixture(.topLeft, width: 320, height: 200)
      try fixture.upload(1, width: 2, height: 1, red)
      fixture.list.appendSprite(textureID: 1, x: 0, y: 0, width: 320, height: 200, layer: 0)
      let plain = try fixture.picture()
      try fixture.renderer.drawOverlay(title: "game.ts:3:7: error: x is not defined", lines: ["  at update (game.ts:3:7)"])
      let covered = try fixture.renderer.readPixels()
      #expect(covered[2, 2] == SIMD4(255, 0, 0, 255))
      #expect(covered[300, 16].x < 120)
      var bright = 0
      for y in 8..<60 { for x in 8..<312 where covered[x, y].y > 100 { bright += 1 } }
      #expect(bright > 200, "text can be seen")
      fixture.renderer.hideOverlay()
      #expect(try fixture.renderer.readPixels() == plain)
      try fixture.renderer.drawOverlay(title: "again", lines: [])
      #expect(try fixture.picture() == plain)
    }

    @Test("a screenshot written as PNG decodes to the same pixels")
    func screenshot() throws {
      let fixture = try RenderFixture(.topLeft, width: 50, height: 30)
      try fixture.upload(1, width: 2, height: 1, red)
      fixture.list.appendSprite(textureID: 1, x: 3, y: 4, width: 11, height: 7, layer: 0)
      let picture = try fixture.picture()
      let bytes = try PNGWriter.encode(picture)
      let decoded = try bytes.withUnsafeBytes { bytes in try ImageDecoder.decode(bytes) }
      #expect(decoded == picture)
      #expect(decoded[3, 4] == SIMD4(255, 0, 0, 255))
    }

    @Test("hostile numbers draw nothing and break nothing")
    func hostile() throws {
      let fixture = try RenderFixture(.topLeft, width: 32, height: 32)
      try fixture.upload(1, width: 2, height: 1, red)
      for value in [Double.nan, .infinity, -.infinity, 1e300] {
        fixture.list.appendSprite(textureID: 1, x: value, y: 0, width: 32, height: 32, layer: 0)
        fixture.list.appendSprite(textureID: 1, x: 0, y: 0, width: value, height: 32, layer: .max)
        fixture.list.appendSprite(textureID: 1, x: 0, y: 0, width: 32, height: 32, layer: .min, red: value)
        fixture.list.appendSprite(textureID: 1, x: 0, y: 0, width: 32, height: 32, layer: 0, rotation: value)
        fixture.list.appendTriangle(
          x1: value, y1: 0, x2: 9, y2: 9, x3: 0, y3: 9, red: 1, green: 1, blue: 1, alpha: 1, layer: value)
        fixture.scene.lighting.add(PointLight(x: Float(value), y: 0, radius: Float(value), red: 1, green: 1, blue: 1, intensity: Float(value)))
      }
      fixture.list.appendSprite(textureID: 99, x: 0, y: 0, width: 32, height: 32, layer: 0)
      fixture.scene.lighting.ambientRed = 0.5
      #expect(close(try fixture.picture()[16, 16], 89, 89, 108))
      fixture.scene.camera.zoom = 0
      #expect(close(try fixture.picture()[16, 16], 89, 89, 108))
    }

    @Test("a sprite with a shader that does not exist is drawn plainly, and the shader is told")
    func unknownShader() throws {
      let fixture = try RenderFixture(.topLeft, width: 64, height: 64)
      try fixture.upload(1, width: 2, height: 1, red)
      fixture.list.appendSprite(textureID: 1, x: 0, y: 0, width: 32, height: 32, layer: 0, blendMode: 1, shaderID: 5)
      fixture.list.appendSprite(textureID: 1, x: 32, y: 0, width: 32, height: 32, layer: 0)
      let picture = try fixture.picture()
      #expect(picture[16, 16] == SIMD4(255, 0, 0, 255) && picture[48, 16] == SIMD4(255, 0, 0, 255))
      #expect(fixture.renderer.statistics.unknownShader == 5)
      fixture.list.clear()
      fixture.list.appendSprite(textureID: 1, x: 0, y: 0, width: 32, height: 32, layer: 0, shaderID: SpriteRecord.unlitShaderID)
      _ = try fixture.picture()
      #expect(fixture.renderer.statistics.unknownShader == nil)
    }

    @Test("the picture goes to the window's buffer as it is, and again when asked again")
    func present() throws {
      let fixture = try RenderFixture(.topLeft)
      try fixture.upload(1, width: 2, height: 1, [128, 64, 32, 255, 128, 64, 32, 255])
      fixture.list.appendSprite(textureID: 1, x: 0, y: 0, width: 100, height: 100, layer: 0)
      _ = try fixture.picture()
      for _ in 0..<2 {
        try fixture.renderer.copyToBackBuffer(pixelWidth: 800, pixelHeight: 600)
        #expect(windowPixel(50, 550) == SIMD3(128, 64, 32))
        #expect(windowPixel(50, 50) != SIMD3(128, 64, 32))
      }
    }
  }
}

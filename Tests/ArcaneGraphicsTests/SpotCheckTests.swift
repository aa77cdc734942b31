import Testing

@testable import ArcaneGraphics

/// The picture checks that separate right implementations of the script interface from wrong ones.
extension GLTests {
  @Suite struct SpotChecks {
    @Test("an empty scene shows the default clear color encoded to sRGB")
    func clearColor() throws {
      let fixture = try RenderFixture(.center)
      let picture = try fixture.picture()
      #expect(close(picture[0, 0], 89, 89, 108))
      #expect(close(picture[799, 599], 89, 89, 108))
    }

    @Test("a solid 128 with white tint shows 128, white with tint 0.5 shows 188")
    func linearTint() throws {
      let fixture = try RenderFixture(.topLeft)
      try fixture.solid(1, 128, 128, 128)
      try fixture.solid(2, 255, 255, 255)
      try fixture.upload(3, width: 2, height: 1, [128, 128, 128, 255, 255, 255, 255, 255])
      fixture.list.appendSprite(textureID: 1, x: 0, y: 0, width: 10, height: 10, layer: 0)
      for (texture, x) in [(UInt32(2), 20.0), (3, 60)] {
        fixture.list.appendSprite(
          textureID: texture, x: x, y: 0, width: 10, height: 10, layer: 0, red: 0.5, green: 0.5, blue: 0.5)
      }
      fixture.list.appendSprite(textureID: 3, x: 40, y: 0, width: 20, height: 10, layer: 0)
      let picture = try fixture.picture()
      #expect(close(picture[5, 5], 128, 128, 128))
      #expect(close(picture[25, 5], 188, 188, 188))
      #expect(close(picture[45, 5], 128, 128, 128))
      #expect(close(picture[55, 5], 255, 255, 255))
      #expect(close(picture[67, 5], 188, 188, 188))
    }

    @Test(
      "a sprite alphaModes exactly its pixels in both camera conventions",
      arguments: [
        (CameraConvention.center, 1.0, 0.0, 32.0, 400, 300, 32),
        (.topLeft, 1.0, 0.0, 32.0, 0, 0, 32),
        (.center, 2.0, 10.0, 10.0, 420, 320, 20),
        (.topLeft, 2.0, 10.0, 10.0, 20, 20, 20),
      ])
    func placement(
      convention: CameraConvention, zoom: Double, place: Double, size: Double, left: Int, top: Int, side: Int
    ) throws {
      let fixture = try RenderFixture(convention)
      fixture.scene.camera.zoom = Float(zoom)
      try fixture.upload(1, width: 2, height: 1, [255, 0, 0, 255, 255, 0, 0, 255])
      fixture.list.appendSprite(textureID: 1, x: place, y: place, width: size, height: size, layer: 0)
      let picture = try fixture.picture()
      var covered = 0
      for y in 0..<600 { for x in 0..<800 where picture[x, y] == SIMD4(255, 0, 0, 255) { covered += 1 } }
      #expect(covered == side * side)
      #expect(picture[left, top] == SIMD4(255, 0, 0, 255))
      #expect(picture[left + side - 1, top + side - 1] == SIMD4(255, 0, 0, 255))
    }

    @Test("of two overlapping sprites on a layer the one with the later texture is on top, whichever came first")
    func textureOrder() throws {
      for first in [UInt32(1), 2] {
        let fixture = try RenderFixture(.topLeft)
        try fixture.upload(1, width: 2, height: 1, [255, 0, 0, 255, 255, 0, 0, 255])
        try fixture.upload(2, width: 2, height: 1, [0, 255, 0, 255, 0, 255, 0, 255])
        for texture in [first, 3 - first] {
          fixture.list.appendSprite(textureID: texture, x: 0, y: 0, width: 20, height: 20, layer: 0)
        }
        #expect(try fixture.picture()[10, 10] == SIMD4(0, 255, 0, 255))
      }
    }

    @Test("a white light of radius 100 falls off as s(1 − d/r): 1, linear 0.5 at half way, 0 from the edge on")
    func light() throws {
      let fixture = try RenderFixture(.topLeft)
      try fixture.solid(1, 255, 255, 255)
      try fixture.upload(2, width: 2, height: 1, [255, 255, 255, 255, 255, 255, 255, 255])
      fixture.scene.lighting.ambientRed = 0
      fixture.scene.lighting.ambientGreen = 0
      fixture.scene.lighting.ambientBlue = 0
      fixture.scene.lighting.add(PointLight(x: 400.5, y: 300.5, radius: 100, red: 1, green: 1, blue: 1, intensity: 1))
      for texture in [UInt32(1), 2] {
        fixture.list.clear()
        fixture.list.appendSprite(textureID: texture, x: 0, y: 0, width: 800, height: 600, layer: 0)
        let picture = try fixture.picture()
        #expect(close(picture[400, 300], 255, 255, 255))
        #expect(close(picture[450, 300], 188, 188, 188))
        #expect(close(picture[400, 250], 188, 188, 188))
        #expect(close(picture[500, 300], 0, 0, 0))
        #expect(close(picture[0, 0], 0, 0, 0))
      }
    }

    @Test("tile 1 is the atlas's top-left cell, tile columns + 1 the first of the second row")
    func tiles() throws {
      let fixture = try RenderFixture(.topLeft)
      // 2 × 2 cells of one pixel: red, green / blue, white.
      try fixture.upload(
        1, width: 2, height: 2, [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255])
      var map = try #require(
        Tilemap(textureID: 1, width: 3, height: 1, tileSize: 16, atlasColumns: 2, atlasRows: 2))
      map[0, 0] = 1
      map[1, 0] = 3
      map.draw(into: fixture.list, x: 0, y: 0, layer: 0, visible: fixture.scene.camera.visibleRect(in: fixture.renderer.viewport))
      let picture = try fixture.picture()
      #expect(picture[8, 8] == SIMD4(255, 0, 0, 255))
      #expect(picture[24, 8] == SIMD4(0, 0, 255, 255))
      #expect(close(picture[40, 8], 89, 89, 108))
    }
  }
}

import Testing

@testable import ArcaneGraphics

extension GLTests {
  @Suite struct Fonts {
    private func font(_ fixture: RenderFixture, _ bytes: [UInt8], size: Double = 100) throws -> TrueTypeFont {
      var next: UInt32 = 1000
      return try bytes.withUnsafeBytes { bytes in
        try TrueTypeFont(bytes: bytes, pixelSize: size, textures: fixture.renderer.textures) {
          next += 1
          return next
        }
      }
    }

    @Test("metrics and layout: ascent, advance, kerning, blanks, lines")
    func layout() throws {
      let fixture = try RenderFixture(.topLeft)
      let font = try font(fixture, TestFont.bytes())
      #expect(abs(font.ascent - 80) < 0.01)
      #expect(abs(font.descent - 20) < 0.01)
      #expect(abs(font.lineHeight - 100) < 0.01)
      let text = try font.layout("AB A\nA")
      #expect(text.quads.map(\.x) == [10, 60, 180, 10])
      #expect(text.quads.map(\.y) == [40, 40, 40, 140])
      #expect(text.quads.allSatisfy { $0.width == 40 && $0.height == 40 && $0.textureID == 1001 })
      #expect(abs(text.width - 230) < 0.01)
      #expect(abs(text.height - 200) < 0.01)
      #expect(text.quads[0].uvX == text.quads[2].uvX, "a glyph is drawn once")
      #expect(try font.layout("").quads.isEmpty)
    }

    @Test("glyphs are drawn where the layout says, in the tint's color, sharp at whole pixels")
    func drawing() throws {
      let fixture = try RenderFixture(.topLeft, width: 200, height: 150)
      let font = try font(fixture, TestFont.bytes())
      for quad in try font.layout("A").quads {
        fixture.list.appendSprite(
          textureID: quad.textureID, x: quad.x, y: quad.y, width: quad.width, height: quad.height, layer: 0,
          uvX: quad.uvX, uvY: quad.uvY, uvWidth: quad.uvWidth, uvHeight: quad.uvHeight, red: 0, green: 1, blue: 0)
      }
      let picture = try fixture.picture()
      for (x, y) in [(10, 40), (49, 40), (10, 79), (49, 79)] { #expect(picture[x, y] == SIMD4(0, 255, 0, 255)) }
      for (x, y) in [(9, 60), (50, 60), (30, 39), (30, 80)] { #expect(close(picture[x, y], 89, 89, 108)) }
    }

    @Test("a full page is followed by another")
    func pages() throws {
      let fixture = try RenderFixture(.topLeft)
      let font = try font(fixture, TestFont.bytes(), size: 512)
      // Characters that the font lacks have an entry, and thus a picture of 205 pixels, each.
      let text = try font.layout(String(String.UnicodeScalarView((0x100..<0x120).map { Unicode.Scalar($0)! })))
      #expect(Set(text.quads.map(\.textureID)) == [1001, 1002])
      #expect(fixture.renderer.textures.size(of: 1002)?.width == TrueTypeFont.pageSide)
    }

    @Test("what is no font, is cut off, or has no sensible size is refused")
    func refused() throws {
      let fixture = try RenderFixture(.topLeft)
      let good = TestFont.bytes()
      for bad in [[], Array("no font at all, just text".utf8), Array(good.prefix(100)), Array(good.prefix(good.count - 40))] {
        #expect(throws: GraphicsError.self) { try font(fixture, bad) }
      }
      for size in [0, -1, 513, .nan, .infinity] as [Double] {
        #expect(throws: GraphicsError.self) { try font(fixture, good, size: size) }
      }
    }
  }
}

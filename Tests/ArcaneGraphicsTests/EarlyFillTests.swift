import Testing

@testable import ArcaneGraphics

extension GLTests {
  /// A picture may be filled before the script of its frame has run; nobody may be able to tell.
  @Suite("Picture filled early") struct EarlyFill {
    private func draw(_ stage: Stage, _ colour: SIMD3<Float>) {
      (stage.scene.clearRed, stage.scene.clearGreen, stage.scene.clearBlue) = (colour.x, colour.y, colour.z)
    }

    private static let colours: [SIMD3<Float>] = [.zero, SIMD3(1, 0.5, 0.25), SIMD3(0.01, 0.2, 0.73), SIMD3(.nan, 2, -1)]

    @Test("it is the same one, whatever was drawn before, with the same colour and with another", arguments: [ByteOrder.redFirst, .blueFirst])
    func same(order: ByteOrder) throws {
      for first in Self.colours {
        for second in Self.colours {
          for sprite in [0.0, 10, 64] {
            var pictures: [Image] = []
            for early in [false, true] {
              let stage = try Stage(.topLeft, width: 64, height: 64)
              stage.renderer.byteOrder = order
              try stage.solid(1, 200, 20, 90)
              // What must not be left over.
              stage.list.appendSprite(textureID: 1, x: 20, y: 20, width: 30, height: 30, layer: 0)
              draw(stage, first)
              _ = try stage.picture()
              stage.list.clear()
              if early { stage.renderer.fill(stage.scene) }
              draw(stage, second)
              if sprite > 0 { stage.list.appendSprite(textureID: 1, x: 0, y: 0, width: sprite, height: sprite, layer: 0, opacity: 0.5) }
              pictures.append(try stage.picture())
            }
            #expect(pictures[0].pixels == pictures[1].pixels, "\(first), \(second), \(sprite)")
          }
        }
      }
    }

    @Test("what is drawn, sized or ordered anew in between is filled again") func between() throws {
      let stage = try Stage(.topLeft, width: 64, height: 64)
      draw(stage, SIMD3(1, 0, 0))
      let whole = SIMD4<UInt8>(255, 0, 0, 255)
      func isWhole() throws -> Bool {
        let picture = try stage.picture()
        return (0..<picture.height).allSatisfy { y in (0..<picture.width).allSatisfy { picture[$0, y] == whole } }
      }
      stage.renderer.fill(stage.scene)
      try stage.renderer.warmUp(DrawVariant.usual)
      #expect(try isWhole())
      stage.renderer.fill(stage.scene)
      try stage.renderer.resize(Viewport(pixelWidth: 80, pixelHeight: 50, scaleFactor: 1))
      #expect(try isWhole())
      stage.renderer.fill(stage.scene)
      stage.renderer.byteOrder = .blueFirst
      #expect(try isWhole())
    }

    @Test("filled once, it is not filled again by the frame") func once() throws {
      let stage = try Stage(.topLeft, width: 64, height: 64)
      stage.renderer.fill(stage.scene)
      #expect(stage.renderer.canvas.fill == stage.scene.clearColour)
      // Something else under it would be seen if the frame left it as it is.
      draw(stage, SIMD3(0, 1, 0))
      stage.renderer.canvas.fill = stage.scene.clearColour
      #expect(try stage.picture()[3, 3] != SIMD4(0, 255, 0, 255))
      #expect(stage.renderer.canvas.fill == nil)
      #expect(try stage.picture()[3, 3] == SIMD4(0, 255, 0, 255))
    }
  }
}

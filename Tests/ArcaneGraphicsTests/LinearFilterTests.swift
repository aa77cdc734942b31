import Testing

@testable import ArcaneGraphics

/// RGBA pixels of a picture, each given by its place.
private func pixels(_ side: Int, _ pixel: (_ x: Int, _ y: Int) -> [UInt8]) -> [UInt8] {
  (0..<side * side).flatMap { pixel($0 % side, $0 / side) }
}

extension GLTests {
  @Suite struct LinearFilters {
    private static let filters = [TextureFilter.linear, .undecodedLinear]
    private static let scales = [0.3, 0.77, 1, 1.7, 6.25]
    private static let rotations = [0, 0.4, 1.1, 2.6]

    /// A disc of one color in the middle of transparent pixels of a loud one.
    private func disc(_ color: [UInt8], isSoft: Bool) -> [UInt8] {
      pixels(32) { x, y in
        let (dx, dy) = (Double(x) - 15.5, Double(y) - 15.5)
        let distance = (dx * dx + dy * dy).squareRoot()
        let cover = isSoft ? min(max(12.5 - distance, 0), 1) : distance < 12 ? 1 : 0
        return (cover > 0 ? color : [255, 0, 160]) + [UInt8((cover * 255).rounded())]
      }
    }

    private func draw(
      _ fixture: RenderFixture, scale: Double, rotation: Double, tint: SIMD4<Double> = SIMD4(1, 1, 1, 1), opacity: Double = 1,
      mode: BlendMode = .alpha
    ) throws -> Image {
      let size = 32 * scale
      fixture.list.clear()
      fixture.list.appendSprite(
        textureID: 1, x: 110.3 - size / 2, y: 109.6 - size / 2, width: size, height: size, layer: 0, red: tint.x, green: tint.y,
        blue: tint.z, alpha: tint.w, rotation: rotation, opacity: opacity, blendMode: Double(mode.rawValue))
      return try fixture.picture()
    }

    @Test("a white disc on white cannot be seen, whatever its transparent pixels hold", arguments: filters, [true, false])
    func noFringe(filter: TextureFilter, isSoft: Bool) throws {
      let fixture = try RenderFixture(.topLeft, width: 220, height: 220)
      (fixture.scene.clearRed, fixture.scene.clearGreen, fixture.scene.clearBlue) = (1, 1, 1)
      try fixture.upload(1, width: 32, height: 32, disc([255, 255, 255], isSoft: isSoft), filter: filter)
      for scale in Self.scales {
        for rotation in Self.rotations {
          let picture = try draw(fixture, scale: scale, rotation: rotation)
          #expect(picture.pixels.allSatisfy { $0 >= 254 }, "scale \(scale), rotation \(rotation)")
        }
      }
    }

    /// Every pixel lies between the one beside the disc and the one in its middle: what alphaModes half shows half.
    @Test("an edge shows nothing but what is on its sides, with tint and opacity, in each mode", arguments: BlendMode.allCases, filters)
    func onlyTwoColors(mode: BlendMode, filter: TextureFilter) throws {
      let fixture = try RenderFixture(.topLeft, width: 220, height: 220)
      (fixture.scene.clearRed, fixture.scene.clearGreen, fixture.scene.clearBlue) = (0.2, 0.5, 0.4)
      try fixture.upload(1, width: 32, height: 32, disc([200, 60, 90], isSoft: true), filter: filter)
      let tints = [SIMD4(1, 1, 1, 1), SIMD4(0.5, 1, 0.7, 1), SIMD4(1, 0.8, 1, 0.6), SIMD4(3, 2, 2, 1)] as [SIMD4<Double>]
      for (index, tint) in tints.enumerated() {
        for opacity in [1, 0.4] {
          let picture = try draw(fixture, scale: 3.3, rotation: 0.3 + Double(index), tint: tint, opacity: opacity, mode: mode)
          let (outside, inside) = (picture[2, 2], picture[110, 110])
          #expect(outside != inside)
          let low = pointwiseMin(outside, inside) &- 2
          let high = pointwiseMax(outside, inside).replacing(with: 253, where: pointwiseMax(outside, inside) .> 253) &+ 2
          for y in 0..<220 {
            for x in 0..<220 {
              let pixel = picture[x, y]
              let isBetween = (0..<3).allSatisfy { pixel[$0] >= low[$0] && pixel[$0] <= high[$0] }
              if !isBetween { Issue.record("\(mode), tint \(tint), opacity \(opacity): \(pixel) at \(x), \(y)") }
              if !isBetween { return }
            }
          }
        }
      }
    }

    @Test("where a picture is opaque, smooth and hard filter give the same colors, tinted, faded and in each mode", arguments: BlendMode.allCases)
    func sameColors(mode: BlendMode) throws {
      func middle(_ filter: TextureFilter, _ alpha: UInt8) throws -> SIMD4<UInt8> {
        let fixture = try RenderFixture(.topLeft, width: 220, height: 220)
        (fixture.scene.clearRed, fixture.scene.clearGreen, fixture.scene.clearBlue) = (0.2, 0.1, 0.3)
        try fixture.upload(1, width: 32, height: 32, pixels(32) { x, _ in [200, 60, 90, x < 30 ? alpha : 0] }, filter: filter)
        return try draw(fixture, scale: 2, rotation: 0, tint: SIMD4(0.9, 2.5, 0.5, 0.8), opacity: 0.7, mode: mode)[110, 110]
      }
      let (hard, smooth) = (try middle(.nearest, 255), try middle(.linear, 255))
      #expect(close(smooth, Int(hard.x), Int(hard.y), Int(hard.z)), "\(hard), \(smooth)")
      guard mode.weighsByAlpha else { return }
      let (hardHalf, smoothHalf) = (try middle(.nearest, 120), try middle(.linear, 120))
      #expect(close(smoothHalf, Int(hardHalf.x), Int(hardHalf.y), Int(hardHalf.z), within: 2), "\(hardHalf), \(smoothHalf)")
    }

    @Test("a part of a picture shows nothing of its neighbors, at any scale, turned or mirrored", arguments: filters)
    func noBleeding(filter: TextureFilter) throws {
      let fixture = try RenderFixture(.topLeft, width: 220, height: 220)
      (fixture.scene.clearRed, fixture.scene.clearGreen, fixture.scene.clearBlue) = (0, 0, 0)
      // Nine cells of 8 × 8, the middle one green.
      try fixture.upload(
        1, width: 24, height: 24, pixels(24) { x, y in x / 8 == 1 && y / 8 == 1 ? [0, 255, 0, 255] : [255, 0, 255, 255] }, filter: filter)
      for scale in [0.3, 0.77, 1, 1.7, 6.25, 20] {
        for rotation in Self.rotations {
          for isMirrored in [false, true] {
            let size = 8 * scale
            fixture.list.clear()
            fixture.list.appendSprite(
              textureID: 1, x: 110.3 - size / 2, y: 109.6 - size / 2, width: size, height: size, layer: 0, uvX: 1 / 3, uvY: 1 / 3,
              uvWidth: 1 / 3, uvHeight: 1 / 3, rotation: rotation, flipX: isMirrored)
            let picture = try fixture.picture()
            var seen = 0
            for y in 0..<220 {
              for x in 0..<220 {
                let pixel = picture[x, y]
                if pixel.y > 0 { seen += 1 }
                if pixel.x > 1 || pixel.z > 1 || (pixel.y > 0 && pixel.y < 254) {
                  Issue.record("scale \(scale), rotation \(rotation): \(pixel) at \(x), \(y)")
                  return
                }
              }
            }
            #expect(abs(Double(seen) - size * size) < size * 4 + 4, "all of it is drawn")
          }
        }
      }
    }

    @Test("a part narrower than a texel shows its middle")
    func narrowPart() throws {
      let fixture = try RenderFixture(.topLeft, width: 64, height: 64)
      try fixture.upload(1, width: 4, height: 1, [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255], filter: .linear)
      fixture.list.appendSprite(textureID: 1, x: 0, y: 0, width: 64, height: 64, layer: 0, uvX: 0.37, uvWidth: 0.01)
      let picture = try fixture.picture()
      for x in [0, 31, 63] { #expect(close(picture[x, 32], 0, 255, 0, within: 2), "\(picture[x, 32])") }
    }
  }
}

// Describes what a frame has drawn, for programs.

/// One sprite of a draw list, in world units.
public struct DrawnSprite: Equatable, Sendable {
  public var textureID: UInt32
  public var x: Float
  public var y: Float
  public var width: Float
  public var height: Float
  public var layer: Int32
  /// Of the texture, 0 to 1: left, top, width, height.
  public var source: SIMD4<Float>
  /// Linear red, green, blue, alpha.
  public var tint: SIMD4<Float>
  /// Radians, clockwise.
  public var rotation: Float
  public var opacity: Float
}

/// Lines and filled shapes that follow each other on one layer.
public struct DrawnShapes: Equatable, Sendable {
  public var layer: Int32
  public var triangles: Int
  /// World units around all of them.
  public var minimum: SIMD2<Float>
  public var maximum: SIMD2<Float>
}

extension DrawList {
  public func sprite(_ index: Int) -> DrawnSprite? {
    guard index >= 0, index < spriteCount else { return nil }
    let at = records + index * SpriteRecord.byteCount
    let floats = at.assumingMemoryBound(to: Float.self)
    let words = at.assumingMemoryBound(to: UInt32.self)
    func four(_ slot: Int) -> SIMD4<Float> { SIMD4(floats[slot], floats[slot + 1], floats[slot + 2], floats[slot + 3]) }
    return DrawnSprite(
      textureID: words[SpriteRecord.Slot.textureID], x: floats[SpriteRecord.Slot.x], y: floats[SpriteRecord.Slot.y],
      width: floats[SpriteRecord.Slot.width], height: floats[SpriteRecord.Slot.height],
      layer: Int32(bitPattern: words[SpriteRecord.Slot.layer]), source: four(SpriteRecord.Slot.uvX), tint: four(SpriteRecord.Slot.red),
      rotation: floats[SpriteRecord.Slot.rotation], opacity: floats[SpriteRecord.Slot.opacity])
  }

  public var shapes: [DrawnShapes] {
    geometrySpans.map { span in
      let corners = geometry[span.first..<(span.first + span.count)].map(\.position)
      let low = corners.dropFirst().reduce(corners.first ?? .zero) { pointwiseMin($0, $1) }
      let high = corners.dropFirst().reduce(corners.first ?? .zero) { pointwiseMax($0, $1) }
      return DrawnShapes(layer: span.layer, triangles: span.count / 3, minimum: low, maximum: high)
    }
  }

  /// A hash of everything that is drawn. Equal for equal frames, regardless of texture IDs.
  ///
  /// Hashes field by field, because padding is undefined.
  /// - Parameter texture: identifies a texture in place of its ID.
  public func hash(with scene: Scene, texture: (UInt32) -> UInt64) -> UInt64 {
    var hash = DrawHash()
    hash.add(scene)
    var known: [UInt32: UInt64] = [:]
    for index in 0..<spriteCount {
      let words = (records + index * SpriteRecord.byteCount).assumingMemoryBound(to: UInt32.self)
      let id = words[SpriteRecord.Slot.textureID]
      let meaning = known[id] ?? texture(id)
      known[id] = meaning
      hash.add(meaning)
      for slot in 1..<SpriteRecord.slotCount { hash.add(words[slot]) }
    }
    for span in geometrySpans {
      hash.add(UInt32(bitPattern: span.layer))
      for vertex in geometry[span.first..<(span.first + span.count)] {
        hash.add(vertex.position.x)
        hash.add(vertex.position.y)
        for channel in 0..<4 { hash.add(vertex.color[channel]) }
      }
    }
    return hash.value
  }
}

/// A multiplicative hash of 64 bits: quick, equal on every machine, and not safe against people who want a collision.
struct DrawHash {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  @inline(__always)
  mutating func add(_ word: UInt64) {
    value = (value ^ word) &* 0x9E37_79B9_7F4A_7C15
    value ^= value >> 29
  }
  @inline(__always)
  mutating func add(_ word: UInt32) { add(UInt64(word)) }
  /// 0 and -0 draw the same.
  @inline(__always)
  mutating func add(_ number: Float) { add(number == 0 ? 0 : number.bitPattern) }

  mutating func add(_ scene: Scene) {
    for number in [scene.camera.x, scene.camera.y, scene.camera.zoom, scene.clearRed, scene.clearGreen, scene.clearBlue] { add(number) }
    let lighting = scene.lighting
    for number in [lighting.ambientRed, lighting.ambientGreen, lighting.ambientBlue] { add(number) }
    for light in lighting.pointLights {
      for number in [light.x, light.y, light.radius, light.red, light.green, light.blue, light.intensity] { add(number) }
    }
  }
}

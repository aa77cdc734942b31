/// What script has drawn in the current frame: sprites in batch format, and geometry.
///
/// Appending only copies bytes; nothing is checked or sorted until the frame is planned (`FramePlanner`). The memory is
/// kept from frame to frame. A list holds at most `maximumSprites` and `maximumGeometryVertices`; what is beyond is
/// dropped and counted in `dropped`, so that a runaway loop in a game costs a message and not the machine's memory.
public final class DrawList {
  public static let maximumSprites = 1 << 20
  public static let maximumGeometryVertices = 3 << 20

  /// `spriteCount` records of `SpriteRecord.byteCount` bytes.
  private(set) var records: UnsafeMutableRawPointer
  private var capacity: Int
  public private(set) var spriteCount = 0

  /// Triangle corners in call order; three make a triangle.
  private(set) var geometry: [GeometryVertex] = []
  /// Spans of `geometry` that share a layer, in call order.
  private(set) var geometrySpans: [GeometrySpan] = []

  /// Sprites and geometry vertices refused since the last `clear` because the list was full.
  public private(set) var dropped = 0

  public init() {
    capacity = 1024
    records = .allocate(byteCount: capacity * SpriteRecord.byteCount, alignment: 16)
  }

  deinit { records.deallocate() }

  public var geometryVertexCount: Int { geometry.count }
  public var isEmpty: Bool { spriteCount == 0 && geometry.isEmpty }

  /// Forgets everything; keeps the memory.
  public func clear() {
    clearSprites()
    geometry.removeAll(keepingCapacity: true)
    geometrySpans.removeAll(keepingCapacity: true)
    dropped = 0
  }

  /// Forgets the sprites, tilemap cells included, and leaves the geometry (`op_clear_sprites`).
  public func clearSprites() { spriteCount = 0 }

  // MARK: Sprites

  /// Appends a whole batch. A trailing partial record is ignored.
  public func appendBatch(_ bytes: UnsafeRawBufferPointer) {
    let count = reserve(bytes.count / SpriteRecord.byteCount)
    guard count > 0, let source = bytes.baseAddress else { return }
    end.copyMemory(from: source, byteCount: count * SpriteRecord.byteCount)
    spriteCount += count
  }

  /// Appends one sprite of the 14-argument form: x, y, w, h, uv x, y, w, h, tint r, g, b, a.
  public func appendSprite(
    textureID: UInt32, x: Double, y: Double, width: Double, height: Double, layer: Int32,
    uvX: Double = 0, uvY: Double = 0, uvWidth: Double = 1, uvHeight: Double = 1,
    red: Double = 1, green: Double = 1, blue: Double = 1, alpha: Double = 1,
    rotation: Double = 0, originX: Double = 0.5, originY: Double = 0.5,
    flipX: Bool = false, flipY: Bool = false, opacity: Double = 1,
    blendMode: Double = 0, shaderID: UInt32 = 0
  ) {
    guard reserve(1) == 1 else { return }
    let floats = end.assumingMemoryBound(to: Float.self)
    let words = end.assumingMemoryBound(to: UInt32.self)
    words[SpriteRecord.Slot.textureID] = textureID
    floats[SpriteRecord.Slot.x] = Float(x)
    floats[SpriteRecord.Slot.y] = Float(y)
    floats[SpriteRecord.Slot.width] = Float(width)
    floats[SpriteRecord.Slot.height] = Float(height)
    words[SpriteRecord.Slot.layer] = UInt32(bitPattern: layer)
    floats[SpriteRecord.Slot.uvX] = Float(uvX)
    floats[SpriteRecord.Slot.uvY] = Float(uvY)
    floats[SpriteRecord.Slot.uvWidth] = Float(uvWidth)
    floats[SpriteRecord.Slot.uvHeight] = Float(uvHeight)
    floats[SpriteRecord.Slot.red] = Float(red)
    floats[SpriteRecord.Slot.green] = Float(green)
    floats[SpriteRecord.Slot.blue] = Float(blue)
    floats[SpriteRecord.Slot.alpha] = Float(alpha)
    floats[SpriteRecord.Slot.rotation] = Float(rotation)
    floats[SpriteRecord.Slot.originX] = Float(originX)
    floats[SpriteRecord.Slot.originY] = Float(originY)
    floats[SpriteRecord.Slot.flipX] = flipX ? 1 : 0
    floats[SpriteRecord.Slot.flipY] = flipY ? 1 : 0
    floats[SpriteRecord.Slot.opacity] = Float(opacity)
    floats[SpriteRecord.Slot.blendMode] = Float(blendMode)
    words[SpriteRecord.Slot.shaderID] = shaderID
    spriteCount += 1
  }

  // MARK: Geometry

  /// A filled triangle in world coordinates, unlit, alpha-blended, color linear (`op_geo_triangle`).
  public func appendTriangle(
    x1: Double, y1: Double, x2: Double, y2: Double, x3: Double, y3: Double,
    red: Double, green: Double, blue: Double, alpha: Double, layer: Double
  ) {
    let color = SIMD4<Float>(Float(red), Float(green), Float(blue), Float(alpha))
    appendTriangles(
      [
        SIMD2(Float(x1), Float(y1)), SIMD2(Float(x2), Float(y2)), SIMD2(Float(x3), Float(y3)),
      ], color: color, layer: layer)
  }

  /// A line as a quad of the given full width with butt ends; one shorter than 1e-8 draws nothing (`op_geo_line`).
  public func appendLine(
    x1: Double, y1: Double, x2: Double, y2: Double, thickness: Double,
    red: Double, green: Double, blue: Double, alpha: Double, layer: Double
  ) {
    let dx = x2 - x1
    let dy = y2 - y1
    let length = (dx * dx + dy * dy).squareRoot()
    guard length >= 1e-8, length.isFinite, thickness.isFinite else { return }
    let normalX = -dy / length * thickness / 2
    let normalY = dx / length * thickness / 2
    let a = SIMD2(Float(x1 + normalX), Float(y1 + normalY))
    let b = SIMD2(Float(x2 + normalX), Float(y2 + normalY))
    let c = SIMD2(Float(x2 - normalX), Float(y2 - normalY))
    let d = SIMD2(Float(x1 - normalX), Float(y1 - normalY))
    let color = SIMD4<Float>(Float(red), Float(green), Float(blue), Float(alpha))
    appendTriangles([a, b, c, a, c, d], color: color, layer: layer)
  }

  private func appendTriangles<let n: Int>(_ corners: InlineArray<n, SIMD2<Float>>, color: SIMD4<Float>, layer: Double) {
    guard geometry.count + n <= Self.maximumGeometryVertices else {
      dropped += n
      return
    }
    for index in corners.indices where !(corners[index].x.isFinite && corners[index].y.isFinite) { return }
    guard (color * 0) == SIMD4<Float>(repeating: 0) else { return }
    let layer = Int32(cutting: layer)
    if let last = geometrySpans.indices.last, geometrySpans[last].layer == layer {
      geometrySpans[last].count += n
    } else {
      geometrySpans.append(GeometrySpan(layer: layer, first: geometry.count, count: n))
    }
    for index in corners.indices { geometry.append(GeometryVertex(position: corners[index], color: color)) }
  }

  // MARK: Memory

  private var end: UnsafeMutableRawPointer { records + spriteCount * SpriteRecord.byteCount }

  /// Reserves space for `count` more records, and returns how many of them fit under the limit.
  private func reserve(_ count: Int) -> Int {
    let allowed = min(count, Self.maximumSprites - spriteCount)
    dropped += count - allowed
    let needed = spriteCount + allowed
    if needed > capacity {
      let grown = min(max(needed, capacity * 2), Self.maximumSprites)
      let moved = UnsafeMutableRawPointer.allocate(byteCount: grown * SpriteRecord.byteCount, alignment: 16)
      moved.copyMemory(from: records, byteCount: spriteCount * SpriteRecord.byteCount)
      records.deallocate()
      records = moved
      capacity = grown
    }
    return allowed
  }
}

struct GeometryVertex {
  var position: SIMD2<Float>
  var color: SIMD4<Float>
}

struct GeometrySpan: Equatable {
  var layer: Int32
  var first: Int
  var count: Int
}

extension Int32 {
  /// The number cut toward zero and held within 32 bits; NaN gives 0.
  init(cutting value: Double) {
    if value.isNaN {
      self = 0
    } else {
      self = Int32(Swift.max(Double(Int32.min), Swift.min(Double(Int32.max), value)))
    }
  }
}

import Testing

@testable import ArcaneGraphics

/// What is drawn, and in which order, without GL.
@Suite struct PlanningTests {
  private let everything = WorldRect(minX: 0, minY: 0, maxX: 800, maxY: 600)

  /// The x of every planned quad, in drawing order, with the batches.
  private func plan(_ list: DrawList, visible: WorldRect? = nil, traits: @escaping (UInt32) -> TextureTraits?)
    -> (xs: [Float], batches: [Batch], layers: [Float])
  {
    let planner = FramePlanner()
    let capacity = max(1, FramePlanner.vertexLimit(list))
    let vertices = UnsafeMutablePointer<Vertex>.allocate(capacity: capacity)
    defer { vertices.deallocate() }
    let count = planner.plan(list, visible: visible ?? everything, into: vertices, traits: traits)
    var xs: [Float] = []
    var layers: [Float] = []
    for batch in planner.batches where batch.shape == .quads {
      for quad in stride(from: batch.firstVertex, to: batch.firstVertex + batch.vertexCount, by: 4) {
        xs.append(vertices[quad].place.x)
        layers += (0..<4).map { vertices[quad + $0].more.x }
      }
    }
    #expect(count <= capacity)
    return (xs, planner.batches, layers)
  }

  private let opaque: (UInt32) -> TextureTraits? = { _ in TextureTraits(transparency: .none) }

  @Test("order is layer, shader, blend mode, texture, then call order: the same as a stable sort by those fields")
  func order() {
    var seed: UInt64 = 42
    func random(_ limit: UInt64) -> UInt64 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (seed >> 33) % limit
    }
    for (layers, textures) in [(UInt64(3), UInt64(4)), (1, 1), (100_000, 70_000)] {
      let list = DrawList()
      var expected: [(layer: Int32, blend: Int, texture: UInt32, call: Int)] = []
      for call in 0..<3000 {
        let layer = Int32(random(layers)) - 50
        let blend = Int(random(4))
        let texture = UInt32(random(textures)) + 1
        list.appendSprite(
          textureID: texture, x: Double(call) / 10, y: 0, width: 500, height: 10, layer: layer, blendMode: Double(blend))
        expected.append((layer, blend, texture, call))
      }
      expected.sort { ($0.layer, $0.blend, $0.texture, $0.call) < ($1.layer, $1.blend, $1.texture, $1.call) }
      #expect(plan(list, traits: opaque).xs == expected.map { Float(Double($0.call) / 10) })
    }
  }

  @Test("ids and layers spread over all 32 bits are still sorted rightly")
  func hostileSpread() {
    let list = DrawList()
    let layers: [Int32] = [.max, 0, .min, -1]
    for (index, layer) in layers.enumerated() {
      for texture in [UInt32.max, 1] {
        list.appendSprite(
          textureID: texture, x: Double(index * 10) + (texture == 1 ? 1 : 2), y: 0, width: 5, height: 5, layer: layer)
      }
    }
    #expect(plan(list, traits: opaque).xs == [21, 22, 31, 32, 11, 12, 1, 2])
  }

  @Test("a batch of records is taken as it is, a trailing partial record is ignored")
  func batchBytes() {
    let source = DrawList()
    source.appendSprite(textureID: 0xffff_fff0, x: 1, y: 2, width: 3, height: 4, layer: -7)
    source.appendSprite(textureID: 2, x: 5, y: 2, width: 3, height: 4, layer: -8)
    let bytes = [UInt8](UnsafeRawBufferPointer(start: source.records, count: 2 * 88)) + [1, 2, 3]
    let list = DrawList()
    bytes.withUnsafeBytes { list.appendBatch($0) }
    #expect(list.spriteCount == 2)
    #expect(plan(list, traits: opaque).xs == [5, 1])
  }

  @Test("sprites outside of the visible rectangle are left out, rotated ones by their reach")
  func culling() {
    let list = DrawList()
    list.appendSprite(textureID: 1, x: -10, y: 0, width: 10, height: 10, layer: 0)  // touches the edge only
    list.appendSprite(textureID: 1, x: -9, y: 0, width: 10, height: 10, layer: 0)
    list.appendSprite(textureID: 1, x: 800, y: 0, width: 10, height: 10, layer: 0)
    list.appendSprite(textureID: 1, x: 805, y: 0, width: -10, height: 10, layer: 0)
    list.appendSprite(textureID: 1, x: 5, y: 600, width: 10, height: 10, layer: 0)
    list.appendSprite(textureID: 1, x: -300, y: 0, width: 10, height: 10, layer: 0, rotation: 1)
    #expect(plan(list, traits: opaque).xs == [-9, 805])
  }

  @Test("one draw call for each run of a texture; one-texel textures of any color share theirs")
  func runs() {
    let list = DrawList()
    for call in 0..<40 {
      list.appendSprite(textureID: UInt32(call % 4 + 1), x: Double(call), y: 0, width: 5, height: 5, layer: 0)
    }
    #expect(plan(list, traits: opaque).batches.map(\.textureID) == [1, 2, 3, 4])
    let solid: (UInt32) -> TextureTraits? = {
      TextureTraits(transparency: .none, solid: SIMD4(Float($0) / 4, 0, 0, 1))
    }
    let batches = plan(list, traits: solid).batches
    #expect(batches.count == 1)
    #expect(batches.first?.textureID == nil)
    #expect(batches.first?.alphaMode == .opaque)
  }

  @Test("neighbors whose textures lie in one array are one draw call, each corner with its layer")
  func arrays() {
    let list = DrawList()
    for texture in 1...6 { list.appendSprite(textureID: UInt32(texture), x: Double(texture * 10), y: 0, width: 5, height: 5, layer: 0) }
    func traits(_ id: UInt32) -> TextureTraits? {
      TextureTraits(transparency: .none, array: id <= 3 ? 70 : id == 4 ? 71 : nil, layer: Float(id))
    }
    let (_, batches, layers) = plan(list, traits: traits)
    #expect(batches.map(\.textureID) == [1, 4, 5, 6])
    #expect(batches.map(\.vertexCount) == [12, 4, 4, 4])
    #expect(layers == (1...6).flatMap { [Float](repeating: Float($0), count: 4) })
  }

  @Test("blending stays off only where nothing shows through; a long opaque run is not given up for one fading sprite")
  func alphaModes() {
    let list = DrawList()
    for call in 0..<100 { list.appendSprite(textureID: 1, x: Double(call), y: 0, width: 5, height: 5, layer: 0) }
    list.appendSprite(textureID: 1, x: 200, y: 0, width: 5, height: 5, layer: 0, opacity: 0.5)
    var batches = plan(list, traits: opaque).batches
    #expect(batches.map(\.alphaMode) == [.opaque, .blended(.alpha)])
    #expect(batches.map(\.isPlain) == [true, false])
    batches = plan(list) { _ in TextureTraits(transparency: .binary) }.batches
    #expect(batches.map(\.alphaMode) == [.alphaTest, .blended(.alpha)])
    batches = plan(list) { _ in TextureTraits(transparency: .full) }.batches
    #expect(batches.map(\.alphaMode) == [.blended(.alpha)])

    list.clear()
    for call in 0..<10 {
      list.appendSprite(
        textureID: 1, x: Double(call), y: 0, width: 5, height: 5, layer: 0, opacity: call == 5 ? 0.5 : 1)
    }
    #expect(plan(list, traits: opaque).batches.map(\.vertexCount) == [40])
  }

  @Test("within a layer geometry follows the sprites, and keeps call order")
  func geometryOrder() {
    let list = DrawList()
    for layer in [2.0, 1, 2] {
      list.appendTriangle(x1: 0, y1: 0, x2: 9, y2: 0, x3: 0, y3: 9, red: 1, green: 1, blue: 1, alpha: 1, layer: layer)
    }
    for layer in [Int32(1), 2, 3] { list.appendSprite(textureID: 1, x: 0, y: 0, width: 5, height: 5, layer: layer) }
    let batches = plan(list, traits: opaque).batches
    #expect(batches.map(\.shape) == [.quads, .triangles, .quads, .triangles, .quads])
    #expect(batches.map(\.vertexCount) == [4, 3, 4, 6, 4])
  }

  @Test("a line shorter than 1e-8 draws nothing; clearing sprites keeps geometry")
  func lines() {
    let list = DrawList()
    list.appendLine(x1: 5, y1: 5, x2: 5, y2: 5, thickness: 3, red: 1, green: 1, blue: 1, alpha: 1, layer: 0)
    #expect(list.geometryVertexCount == 0)
    list.appendLine(x1: 0, y1: 5, x2: 9, y2: 5, thickness: 3, red: 1, green: 1, blue: 1, alpha: 1, layer: 0)
    #expect(list.geometry.map(\.position.y).min() == 3.5)
    #expect(list.geometry.map(\.position.y).max() == 6.5)
    list.appendSprite(textureID: 1, x: 0, y: 0, width: 1, height: 1, layer: 0)
    list.clearSprites()
    #expect(list.spriteCount == 0)
    #expect(list.geometryVertexCount == 6)
  }
}

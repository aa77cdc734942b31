import Glibc

/// One corner of a quad or triangle as the vertex program takes it: 48 bytes.
struct Vertex {
  /// World x, y, then texture u, v.
  var place: SIMD4<Float>
  /// Linear r, g, b, a, to be multiplied into the texel.
  var color: SIMD4<Float>
  /// The layer of the texture's array; the texture u, v of the opposite corner; nothing.
  var more: SIMD4<Float>

  init(place: SIMD4<Float>, color: SIMD4<Float>, layer: Float = 0, opposite: SIMD2<Float> = .zero) {
    self.place = place
    self.color = color
    more = SIMD4(layer, opposite.x, opposite.y, 0)
  }
}

/// What the planner needs to know about a texture.
struct TextureTraits: Equatable {
  enum Transparency: Equatable {
    /// Every texel has full alpha.
    case none
    /// Every texel is either fully opaque or fully transparent, and texels are not mixed by the filter.
    case binary
    case full
  }
  var transparency: Transparency
  var filter = TextureFilter.nearest
  /// The linear color of a texture that is one texel: it need not be sampled.
  var solid: SIMD4<Float>?
  /// Where it lies; nil: in an array of its own.
  var array: UInt32?
  var layer: Float = 0
}

/// One draw call.
struct Batch: Equatable {
  enum Shape: Equatable {
    /// Four vertices each: top-left, top-right, bottom-left, bottom-right.
    case quads
    /// Three vertices each; not lit.
    case triangles
  }
  enum AlphaMode: Hashable, Sendable {
    case blended(BlendMode)
    /// Nothing shows through: blending, which on a software renderer costs most of a fragment, can stay off.
    case opaque
    /// Fragments are either discarded or opaque.
    case alphaTest
  }
  var shape: Shape
  /// One of those that it draws; nil where the vertex color is all there is.
  var textureID: UInt32?
  /// In which all of them lie.
  var array: UInt32?
  var alphaMode: AlphaMode
  /// The texels are copied unchanged: no tint, no blending, from an sRGB texture into the sRGB framebuffer.
  var isPlain = false
  /// Over the scene: not lit.
  var isUnlit = false
  var firstVertex: Int
  var vertexCount: Int
  /// World units squared that its sprites cover together, a measure of its cost.
  var area: Float = 0
}

/// Turns a draw list into vertices and draw calls. Knows no GL, so it is tested without.
///
/// Sprites come in sorted order; within one layer sprites come before geometry. Sprites that are invisible, name no
/// texture, or have a non-finite number are left out. Neighbors with the same state become one draw call; one-texel
/// textures are folded into the vertex color, so that runs of differently colored rectangles are one draw call too.
final class FramePlanner {
  private(set) var batches: [Batch] = []
  /// A shader that a sprite names and that does not exist: it is drawn with the built-in one.
  private(set) var unknownShader: UInt32?
  private let sorter = SpriteSort()

  /// Runs of at least this many are worth a draw call without blending.
  static let worthwhileRun = 64

  /// The vertices that `plan` may write at most.
  static func vertexLimit(_ list: DrawList) -> Int { list.spriteCount * 4 + list.geometryVertexCount }

  /// Fills `batches`, and `vertices` from its start; returns how many were written.
  /// - Parameter vertices: Room for `vertexLimit(list)`.
  func plan(
    _ list: DrawList, visible: WorldRect?, into vertices: UnsafeMutablePointer<Vertex>,
    traits: (UInt32) -> TextureTraits?
  ) -> Int {
    batches.removeAll(keepingCapacity: true)
    unknownShader = nil
    guard let visible else { return 0 }
    sorter.sort(list.records, count: list.spriteCount)

    var written = 0
    var sprite = 0
    // Stable by layer: spans of one layer keep call order.
    let spans = list.geometrySpans.indices.sorted {
      (list.geometrySpans[$0].layer, $0) < (list.geometrySpans[$1].layer, $1)
    }
    for index in spans {
      let span = list.geometrySpans[index]
      sprite = planSprites(list, from: sprite, through: span.layer, visible, vertices, &written, traits)
      appendGeometry(list, span, vertices, &written)
    }
    _ = planSprites(list, from: sprite, through: .max, visible, vertices, &written, traits)
    return written
  }

  /// Plans the sorted sprites from place `first` up to and including `layer`; returns the place after them.
  private func planSprites(
    _ list: DrawList, from first: Int, through layer: Int32, _ visible: WorldRect,
    _ vertices: UnsafeMutablePointer<Vertex>, _ written: inout Int, _ traits: (UInt32) -> TextureTraits?
  ) -> Int {
    let count = list.spriteCount
    let order = sorter.order
    let records = list.records
    let visibleArea = (visible.maxX - visible.minX) * (visible.maxY - visible.minY)
    var place = first
    var textureID: UInt32 = 0
    var texture: TextureTraits?
    var looked = false
    while place < count {
      let record = records + Int(order[place]) * SpriteRecord.byteCount
      let words = record.assumingMemoryBound(to: UInt32.self)
      if Int32(bitPattern: words[SpriteRecord.Slot.layer]) > layer { break }
      place += 1
      let shader = words[SpriteRecord.Slot.shaderID]
      let isUnlit = shader == SpriteRecord.unlitShaderID
      let isUnknown = shader != 0 && !isUnlit
      if isUnknown { unknownShader = shader }
      if !looked || words[SpriteRecord.Slot.textureID] != textureID {
        textureID = words[SpriteRecord.Slot.textureID]
        texture = traits(textureID)
        looked = true
      }
      guard let texture else { continue }
      let floats = record.assumingMemoryBound(to: Float.self)
      var color = SIMD4(
        floats[SpriteRecord.Slot.red], floats[SpriteRecord.Slot.green], floats[SpriteRecord.Slot.blue],
        floats[SpriteRecord.Slot.alpha] * floats[SpriteRecord.Slot.opacity])
      if let solid = texture.solid { color *= solid }
      // A shader of a game's own goes with this mode only.
      let mode = isUnknown ? .alpha : BlendMode(slot: floats[SpriteRecord.Slot.blendMode])
      // A fully transparent sprite changes nothing, except where the mode does not look at its alpha.
      if color.w == 0 && mode == .alpha { continue }
      if texture.filter.isLinear, texture.solid == nil, mode.weighsByAlpha {
        // The texel is multiplied by its alpha already: what remains is the sprite's.
        color.w = min(max(color.w, 0), 1)
        color *= SIMD4(color.w, color.w, color.w, 1)
      }
      guard Self.write(floats, color, texture.layer, visible, vertices + written) else { continue }

      let alphaMode: Batch.AlphaMode
      var isPlain = false
      if mode != .alpha || color.w < 1 || (texture.transparency == .full && texture.solid == nil) {
        alphaMode = .blended(mode)
      } else {
        alphaMode = texture.transparency == .binary && texture.solid == nil ? .alphaTest : .opaque
        isPlain = texture.filter == .nearest && texture.solid == nil && color == SIMD4(repeating: 1)
      }
      let area = abs(floats[SpriteRecord.Slot.width] * floats[SpriteRecord.Slot.height])
      append(
        textureID: texture.solid == nil ? textureID : nil, texture.array, alphaMode, isPlain, isUnlit, min(area, visibleArea), at: written)
      written += 4
    }
    return place
  }

  /// Adds the quad at `vertex` to the last batch if that can draw it, else begins a new one. A long batch is not made
  /// costlier for the sake of one sprite.
  private func append(
    textureID: UInt32?, _ array: UInt32?, _ alphaMode: Batch.AlphaMode, _ isPlain: Bool, _ isUnlit: Bool, _ area: Float, at vertex: Int
  ) {
    if let last = batches.indices.last, batches[last].shape == .quads, batches[last].isUnlit == isUnlit, batches[last].array == array,
      array != nil || batches[last].textureID == textureID
    {
      let open = batches[last]
      if open.alphaMode == alphaMode && open.isPlain == isPlain {
        batches[last].vertexCount += 4
        batches[last].area += area
        return
      }
      if open.vertexCount < Self.worthwhileRun * 4, let joined = Self.join(open.alphaMode, alphaMode) {
        batches[last].alphaMode = joined
        batches[last].isPlain = open.isPlain && isPlain
        batches[last].vertexCount += 4
        batches[last].area += area
        return
      }
    }
    batches.append(
      Batch(
        shape: .quads, textureID: textureID, array: array, alphaMode: alphaMode, isPlain: isPlain, isUnlit: isUnlit, firstVertex: vertex,
        vertexCount: 4,
        area: area))
  }

  /// The mode that draws both correctly: blending draws opaque sprites as well. nil if there is none.
  private static func join(_ a: Batch.AlphaMode, _ b: Batch.AlphaMode) -> Batch.AlphaMode? {
    if a == b { return a }
    let blended = Batch.AlphaMode.blended(.alpha)
    switch (a, b) {
    case (blended, .opaque), (blended, .alphaTest), (.opaque, blended), (.alphaTest, blended): return blended
    default: return nil
    }
  }

  private func appendGeometry(
    _ list: DrawList, _ span: GeometrySpan, _ vertices: UnsafeMutablePointer<Vertex>, _ written: inout Int
  ) {
    for index in span.first..<span.first + span.count {
      let corner = list.geometry[index]
      vertices[written + index - span.first] = Vertex(
        place: SIMD4(corner.position.x, corner.position.y, 0, 0), color: corner.color)
    }
    let last = batches.indices.last
    if let last, batches[last].shape == .triangles {
      batches[last].vertexCount += span.count
    } else {
      batches.append(
        Batch(shape: .triangles, textureID: nil, alphaMode: .blended(.alpha), firstVertex: written, vertexCount: span.count))
    }
    written += span.count
  }

  /// Writes the four corners of a sprite; false, and nothing of use written, if it cannot be seen.
  @inline(__always)
  private static func write(
    _ slots: UnsafeMutablePointer<Float>, _ color: SIMD4<Float>, _ layer: Float, _ visible: WorldRect,
    _ corners: UnsafeMutablePointer<Vertex>
  ) -> Bool {
    let x = slots[SpriteRecord.Slot.x]
    let y = slots[SpriteRecord.Slot.y]
    let width = slots[SpriteRecord.Slot.width]
    let height = slots[SpriteRecord.Slot.height]
    let rotation = slots[SpriteRecord.Slot.rotation]
    var left = slots[SpriteRecord.Slot.uvX]
    var top = slots[SpriteRecord.Slot.uvY]
    var right = left + slots[SpriteRecord.Slot.uvWidth]
    var bottom = top + slots[SpriteRecord.Slot.uvHeight]
    // 0 · finite = 0, anything else is NaN: one comparison for all numbers together.
    let probe = (SIMD4(x, y, width, height) + SIMD4(left, top, right, bottom) + color) * 0
    guard probe == SIMD4(repeating: 0), rotation.isFinite else { return false }
    if slots[SpriteRecord.Slot.flipX] != 0 { swap(&left, &right) }
    if slots[SpriteRecord.Slot.flipY] != 0 { swap(&top, &bottom) }

    if rotation == 0 {
      let farX = x + width
      let farY = y + height
      guard max(x, farX) > visible.minX, min(x, farX) < visible.maxX, max(y, farY) > visible.minY,
        min(y, farY) < visible.maxY
      else { return false }
      corners[0] = Vertex(place: SIMD4(x, y, left, top), color: color, layer: layer, opposite: SIMD2(right, bottom))
      corners[1] = Vertex(place: SIMD4(farX, y, right, top), color: color, layer: layer, opposite: SIMD2(left, bottom))
      corners[2] = Vertex(place: SIMD4(x, farY, left, bottom), color: color, layer: layer, opposite: SIMD2(right, top))
      corners[3] = Vertex(place: SIMD4(farX, farY, right, bottom), color: color, layer: layer, opposite: SIMD2(left, top))
      return true
    }

    let pivotX = x + slots[SpriteRecord.Slot.originX] * width
    let pivotY = y + slots[SpriteRecord.Slot.originY] * height
    guard pivotX.isFinite, pivotY.isFinite else { return false }
    let nearX = x - pivotX
    let nearY = y - pivotY
    let farX = nearX + width
    let farY = nearY + height
    // No corner is farther from the pivot than this.
    let reach = max(abs(nearX), abs(farX)) + max(abs(nearY), abs(farY))
    guard pivotX + reach > visible.minX, pivotX - reach < visible.maxX, pivotY + reach > visible.minY,
      pivotY - reach < visible.maxY
    else { return false }
    // y grows downward, so this turns clockwise on the screen.
    let c = cosf(rotation)
    let s = sinf(rotation)
    corners[0] = Vertex(
      place: SIMD4(pivotX + c * nearX - s * nearY, pivotY + s * nearX + c * nearY, left, top), color: color, layer: layer,
      opposite: SIMD2(right, bottom))
    corners[1] = Vertex(
      place: SIMD4(pivotX + c * farX - s * nearY, pivotY + s * farX + c * nearY, right, top), color: color, layer: layer,
      opposite: SIMD2(left, bottom))
    corners[2] = Vertex(
      place: SIMD4(pivotX + c * nearX - s * farY, pivotY + s * nearX + c * farY, left, bottom), color: color, layer: layer,
      opposite: SIMD2(right, top))
    corners[3] = Vertex(
      place: SIMD4(pivotX + c * farX - s * farY, pivotY + s * farX + c * farY, right, bottom), color: color, layer: layer,
      opposite: SIMD2(left, top))
    return true
  }
}

/// The drawing order of a list's sprites: layer, then shader id, then blend mode, then texture id, then call order.
///
/// The old script level has no shaders and blend modes: there both are 0 and the order is layer, texture id, call order.
///
/// Every record gets one packed 64-bit key. Each field takes only as many bits as the frame's own values need, so that
/// the key fits although the fields have 98 bits together. A least-significant-digit radix sort over the digits that
/// differ at all is linear and stable; a frame that is in order already is not sorted.
final class SpriteSort {
  /// Record indices in drawing order, valid for the first `count` of the last `sort`.
  private(set) var order: UnsafeMutablePointer<UInt32>
  private var keys: UnsafeMutablePointer<UInt64>
  private var orderScratch: UnsafeMutablePointer<UInt32>
  private var keysScratch: UnsafeMutablePointer<UInt64>
  private var capacity: Int

  init() {
    capacity = 1024
    order = .allocate(capacity: capacity)
    keys = .allocate(capacity: capacity)
    orderScratch = .allocate(capacity: capacity)
    keysScratch = .allocate(capacity: capacity)
  }

  deinit { release() }

  private func release() {
    order.deallocate()
    keys.deallocate()
    orderScratch.deallocate()
    keysScratch.deallocate()
  }

  /// The sort fields of the record at `pointer`.
  private struct Fields {
    var layer: UInt32  // sign bit flipped, so that unsigned order is signed order
    var shader: UInt32
    var blend: UInt32
    var texture: UInt32

    @inline(__always)
    init(_ pointer: UnsafeMutableRawPointer) {
      let words = pointer.assumingMemoryBound(to: UInt32.self)
      layer = words[SpriteRecord.Slot.layer] ^ 0x8000_0000
      shader = words[SpriteRecord.Slot.shaderID]
      blend = UInt32(BlendMode(slot: Float(bitPattern: words[SpriteRecord.Slot.blendMode])).rawValue)
      texture = words[SpriteRecord.Slot.textureID]
    }

    static func < (a: Fields, b: Fields) -> Bool {
      (a.layer, a.shader, a.blend, a.texture) < (b.layer, b.shader, b.blend, b.texture)
    }
  }

  /// Fills `order` for `count` records.
  func sort(_ records: UnsafeMutableRawPointer, count: Int) {
    ensure(count)
    guard count > 0 else { return }

    var low = Fields(records)
    var high = low
    for index in 0..<count {
      let fields = Fields(records + index * SpriteRecord.byteCount)
      low.layer = min(low.layer, fields.layer)
      high.layer = max(high.layer, fields.layer)
      low.shader = min(low.shader, fields.shader)
      high.shader = max(high.shader, fields.shader)
      low.blend = min(low.blend, fields.blend)
      high.blend = max(high.blend, fields.blend)
      low.texture = min(low.texture, fields.texture)
      high.texture = max(high.texture, fields.texture)
    }
    let textureBits = Self.bits(high.texture - low.texture)
    let blendBits = Self.bits(high.blend - low.blend)
    let shaderBits = Self.bits(high.shader - low.shader)
    let layerBits = Self.bits(high.layer - low.layer)
    let total = textureBits + blendBits + shaderBits + layerBits
    guard total <= 64 else {
      // Only ids spread over the whole 32-bit range get here, which no counter issues; a plain sort serves.
      for index in 0..<count { order[index] = UInt32(index) }
      var indices = UnsafeMutableBufferPointer(start: order, count: count)
      indices.sort { left, right in
        let a = Fields(records + Int(left) * SpriteRecord.byteCount)
        let b = Fields(records + Int(right) * SpriteRecord.byteCount)
        return a < b || (!(b < a) && left < right)
      }
      return
    }

    var previous: UInt64 = 0
    var ascending = true
    for index in 0..<count {
      let fields = Fields(records + index * SpriteRecord.byteCount)
      var key = UInt64(fields.layer - low.layer)
      key = key << shaderBits | UInt64(fields.shader - low.shader)
      key = key << blendBits | UInt64(fields.blend - low.blend)
      key = key << textureBits | UInt64(fields.texture - low.texture)
      keys[index] = key
      order[index] = UInt32(index)
      if key < previous { ascending = false }
      previous = key
    }
    if !ascending { radix(count: count, bits: total) }
  }

  private func radix(count: Int, bits: Int) {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { buckets in
      var shift = 0
      while shift < bits {
        buckets.update(repeating: 0)
        for index in 0..<count { buckets[Int(keys[index] >> UInt64(shift) & 255)] += 1 }
        if buckets[Int(keys[0] >> UInt64(shift) & 255)] < count {
          var start = 0
          for bucket in 0..<256 {
            let size = buckets[bucket]
            buckets[bucket] = start
            start += size
          }
          for index in 0..<count {
            let bucket = Int(keys[index] >> UInt64(shift) & 255)
            keysScratch[buckets[bucket]] = keys[index]
            orderScratch[buckets[bucket]] = order[index]
            buckets[bucket] += 1
          }
          swap(&keys, &keysScratch)
          swap(&order, &orderScratch)
        }
        shift += 8
      }
    }
  }

  private static func bits(_ range: UInt32) -> Int { 32 - range.leadingZeroBitCount }

  private func ensure(_ count: Int) {
    guard count > capacity else { return }
    release()
    capacity = max(count, capacity * 2)
    order = .allocate(capacity: capacity)
    keys = .allocate(capacity: capacity)
    orderScratch = .allocate(capacity: capacity)
    keysScratch = .allocate(capacity: capacity)
  }
}

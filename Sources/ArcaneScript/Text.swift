import CArcaneV8

extension String {
  init(_ text: av_text) {
    self.init(decoding: UnsafeRawBufferPointer(start: text.bytes, count: text.length), as: UTF8.self)
  }

  /// Copies and frees it.
  init(taking buffer: av_buffer) {
    self.init(decoding: UnsafeBufferPointer(start: buffer.bytes, count: buffer.length), as: UTF8.self)
    av_buffer_free(buffer)
  }

  /// Calls `body` with its UTF-8.
  func withText<Result>(_ body: (av_text) -> Result) -> Result {
    var copy = self
    return copy.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { body(av_text(bytes: $0.baseAddress, length: $0.count)) }
    }
  }
}

extension av_text {
  init(_ bytes: UnsafeRawBufferPointer) {
    self.init(bytes: bytes.baseAddress?.assumingMemoryBound(to: CChar.self), length: bytes.count)
  }
}

extension [UInt8] {
  /// Copies and frees it.
  init(taking buffer: av_buffer) {
    self.init(UnsafeBufferPointer(start: buffer.bytes, count: buffer.length))
    av_buffer_free(buffer)
  }
}

/// A 64-bit hash that detects stale or damaged caches; it does not resist attackers.
func contentHash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
  let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
  func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word).multipliedFullWidth(by: multiplier)
    return product.high ^ product.low &+ multiplier
  }
  var hash = UInt64(bytes.count) &+ multiplier
  var offset = 0
  while offset + 8 <= bytes.count {
    hash = mix(hash, bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    offset += 8
  }
  var tail: UInt64 = 0
  while offset < bytes.count {
    tail = tail << 8 | UInt64(bytes[offset])
    offset += 1
  }
  return mix(mix(hash, tail), multiplier)
}

func contentHash(of text: String) -> UInt64 {
  var text = text
  return text.withUTF8 { contentHash(UnsafeRawBufferPointer($0)) }
}

import ArcaneLinux
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

extension ContentHash {
  static func value(of text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { ContentHash(UnsafeRawBufferPointer($0)).value }
  }
}

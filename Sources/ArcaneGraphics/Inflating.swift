import CStb

/// Decompresses zlib data (RFC 1950).
public enum Inflating {
  /// - Returns: nil if `bytes` do not decompress to exactly this size.
  public static func inflated(_ bytes: UnsafeRawBufferPointer, size: Int) -> [UInt8]? {
    guard let source = bytes.assumingMemoryBound(to: CChar.self).baseAddress, size >= 0, size <= Int(Int32.max), bytes.count <= Int(Int32.max) else {
      return nil
    }
    var count: Int32 = -1
    let result = [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
      buffer.withMemoryRebound(to: CChar.self) { target in
        count = stbi_zlib_decode_buffer(target.baseAddress, Int32(size), source, Int32(bytes.count))
      }
      initialized = max(0, min(size, Int(count)))
    }
    return Int(count) == size ? result : nil
  }
}

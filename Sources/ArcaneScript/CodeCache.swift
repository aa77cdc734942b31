import ArcaneLinux

/// V8's code cache in an envelope. V8 itself compares only the length of the source, so a cache of another source of the
/// same length would run the old code, and a release build of V8 does not verify its checksum: the envelope holds hashes
/// of the source and of V8's data.
///
/// magic (8 bytes), source hash (8), hash of V8's data (8), V8's data. V8's own header covers version and flags.
enum CodeCache {
  private static let magic: UInt64 = 0x3165_646F_4363_7241  // "ArcCode1"
  private static let headerLength = 24  // a multiple of 8 keeps V8's data aligned

  static func wrap(_ payload: UnsafeRawBufferPointer, sourceHash: UInt64) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: headerLength + payload.count) { buffer, count in
      let bytes = UnsafeMutableRawBufferPointer(buffer)
      bytes.storeBytes(of: magic, as: UInt64.self)
      bytes.storeBytes(of: sourceHash, toByteOffset: 8, as: UInt64.self)
      bytes.storeBytes(of: ContentHash(payload).value, toByteOffset: 16, as: UInt64.self)
      UnsafeMutableRawBufferPointer(rebasing: bytes[headerLength...]).copyMemory(from: payload)
      count = headerLength + payload.count
    }
  }

  /// V8's data; nil if the bytes are not a code cache, are damaged, or belong to another source.
  static func payload(of bytes: UnsafeRawBufferPointer, sourceHash: UInt64) -> UnsafeRawBufferPointer? {
    guard bytes.count > headerLength, bytes.loadUnaligned(as: UInt64.self) == magic,
      bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self) == sourceHash
    else { return nil }
    let payload = UnsafeRawBufferPointer(rebasing: bytes[headerLength...])
    return ContentHash(payload).value == bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self) ? payload : nil
  }
}

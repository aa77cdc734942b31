/// Whether an Ogg file is whole: every page in its place, with the checksum it states (RFC 3533).
///
/// libogg leaves out pages whose checksum is wrong, without a word. A file that is being written, or was cut short by a full
/// disk, is refused here instead, with the place.
enum OggPages {
  private static let headerSize = 27

  static func check(_ bytes: UnsafeRawBufferPointer) throws(SoundError) {
    var offset = 0
    while offset < bytes.count {
      let page = UnsafeRawBufferPointer(rebasing: bytes[offset...])
      let size = try size(of: page, at: offset)
      let stated = UInt32(littleEndian: page.loadUnaligned(fromByteOffset: 22, as: UInt32.self))
      guard checksum(page.prefix(size)) == stated else {
        throw SoundError(.malformed(chunk: "Ogg", what: "the page at byte \(offset) has a wrong checksum; export it again"))
      }
      offset += size
    }
  }

  private static func size(of page: UnsafeRawBufferPointer, at offset: Int) throws(SoundError) -> Int {
    guard page.starts(with: "OggS".utf8.prefix(page.count)) else {
      throw SoundError(.malformed(chunk: "Ogg", what: "there is no page at byte \(offset); export it again"))
    }
    guard page.count >= headerSize, page.count >= headerSize + Int(page[26]) else {
      throw SoundError(.truncated(chunk: "last Ogg", announced: headerSize, present: page.count))
    }
    // The segment table: one length a byte, which add up to the page's content.
    let segments = page[headerSize..<headerSize + Int(page[26])]
    let size = headerSize + segments.count + segments.reduce(0) { $0 + Int($1) }
    guard size <= page.count else {
      throw SoundError(.truncated(chunk: "last Ogg", announced: size, present: page.count))
    }
    return size
  }

  /// CRC-32 with the polynomial 0x04C11DB7, most significant bit first, over the page with zeros in place of its
  /// checksum.
  static func checksum(_ page: Slice<UnsafeRawBufferPointer>) -> UInt32 {
    var crc: UInt32 = 0
    for (index, byte) in page.enumerated() {
      let value = (22..<26).contains(index) ? 0 : byte
      crc = (crc << 8) ^ table[Int(UInt8(truncatingIfNeeded: crc >> 24) ^ value)]
    }
    return crc
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index) << 24) { value, _ in value & 0x8000_0000 == 0 ? value << 1 : value << 1 ^ 0x04C1_1DB7 }
  }
}

/// A 64-bit hash of bytes: equal on every run and machine of the same byte order, fast, not cryptographic.
///
/// Two 64-bit words at a time are mixed by the folded 128-bit product of each with the state. It names content that
/// the user writes, so nobody works towards a collision, and by chance one takes some 2^32 files.
public struct ContentHash: Hashable, Sendable, CustomStringConvertible {
  public let value: UInt64

  public init(value: UInt64) { self.value = value }

  public init(_ bytes: UnsafeRawBufferPointer) {
    var state = UInt64(truncatingIfNeeded: bytes.count) ^ 0x9E37_79B9_7F4A_7C15
    var offset = 0
    while offset + 16 <= bytes.count {
      let first = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      let second = bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self)
      state = Self.fold(first ^ 0xA076_1D64_78BD_642F, second ^ state)
      offset += 16
    }
    if offset < bytes.count {
      var tail: (UInt64, UInt64) = (0, 0)
      withUnsafeMutableBytes(of: &tail) { $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[offset...])) }
      state = Self.fold(tail.0 ^ 0xE703_7ED1_A0B4_28DB, tail.1 ^ state)
    }
    value = Self.fold(state ^ 0x8EBC_6AF0_9C88_C6E3, 0x5899_65CC_7537_4CC3)
  }

  public init(_ bytes: [UInt8]) { self = bytes.withUnsafeBytes { ContentHash($0) } }

  private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    // The added terms keep a factor of zero from wiping out the other one.
    return product.high ^ product.low ^ (left &+ right.byteSwapped)
  }

  public var description: String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}

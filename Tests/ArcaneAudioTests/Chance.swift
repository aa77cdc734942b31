/// Repeatable damage.
struct Chance {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func below(_ limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 11) % max(1, limit)
  }

  /// A few bytes changed, a piece cut out, doubled or overwritten, or the end missing.
  mutating func damaged(_ original: [UInt8]) -> [UInt8] {
    var bytes = original
    for _ in 0...below(4) where !bytes.isEmpty {
      let place = below(bytes.count)
      let length = min(bytes.count - place, 1 + below(16))
      switch below(6) {
      case 0: bytes[place] ^= 1 << UInt8(below(8))
      case 1: bytes[place] = [0, 1, 0x7f, 0x80, 0xff][below(5)]
      case 2: bytes.removeSubrange(place..<place + length)
      case 3: bytes.insert(contentsOf: bytes[place..<place + length], at: below(bytes.count))
      case 4: for index in place..<place + length { bytes[index] = UInt8(below(256)) }
      default: bytes.removeLast(below(bytes.count / 2 + 1))
      }
    }
    return bytes
  }
}

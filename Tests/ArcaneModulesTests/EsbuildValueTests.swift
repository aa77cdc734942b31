import Testing

@testable import ArcaneModules

/// Numbers from a seed, so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite("esbuild's wire") struct EsbuildValueTests {
  static func value(_ generator: inout SeededGenerator, depth: Int = 0) -> EsbuildValue {
    switch Int.random(in: 0...(depth < 4 ? 6 : 4), using: &generator) {
    case 0: .null
    case 1: .boolean(.random(using: &generator))
    case 2: .integer(.random(in: .min ... .max, using: &generator))
    case 3: .text(String((0..<Int.random(in: 0...9, using: &generator)).map { _ in "aß→😀\n".randomElement(using: &generator) ?? "x" }))
    case 4: .bytes((0..<Int.random(in: 0...9, using: &generator)).map { _ in .random(in: 0...255, using: &generator) })
    case 5: .array((0..<Int.random(in: 0...4, using: &generator)).map { _ in value(&generator, depth: depth + 1) })
    default: .object((0..<Int.random(in: 0...4, using: &generator)).map { ("k\($0)", value(&generator, depth: depth + 1)) })
    }
  }

  static func decode(_ bytes: ArraySlice<UInt8>) throws -> EsbuildPacket {
    try Array(bytes).withUnsafeBytes { try EsbuildPacket(decoding: $0) }
  }

  @Test("every packet comes back as it was, with its length in front", arguments: 1...200)
  func roundTrip(seed: Int) throws {
    var generator = SeededGenerator(state: UInt64(seed))
    let packet = EsbuildPacket(
      identifier: .random(in: 0...0x7fff_ffff, using: &generator), isRequest: .random(using: &generator), value: Self.value(&generator))
    let bytes = packet.encoded()
    #expect(bytes.count == 4 + bytes[..<4].reversed().reduce(0) { $0 << 8 | Int($1) })
    #expect(try Self.decode(bytes[4...]) == packet)
  }

  @Test("a packet cut short anywhere is refused", arguments: 1...40)
  func truncated(seed: Int) throws {
    var generator = SeededGenerator(state: UInt64(seed))
    let bytes = EsbuildPacket(identifier: 1, isRequest: false, value: .object([("a", Self.value(&generator)), ("b", .text("end"))])).encoded()
    for end in 4..<bytes.count { #expect(throws: EsbuildWireError.self) { try Self.decode(bytes[4..<end]) } }
  }

  @Test("damaged packets are decoded or refused, never worse", arguments: 1...200)
  func damaged(seed: Int) {
    var generator = SeededGenerator(state: UInt64(seed))
    var bytes = EsbuildPacket(identifier: 1, isRequest: false, value: Self.value(&generator)).encoded()
    for _ in 0..<4 { bytes[.random(in: 4..<bytes.count, using: &generator)] = .random(in: 0...255, using: &generator) }
    _ = try? Self.decode(bytes[4...])
  }

  @Test("counts and sizes beyond the packet, and bottomless nesting, are refused by name")
  func hostile() {
    func message(_ bytes: [UInt8]) -> String {
      do { return "accepted: \(try Self.decode([0, 0, 0, 0] + bytes[...]))" } catch { return "\(error)" }
    }
    #expect(message([5, 255, 255, 255, 255]) == "an array of 4294967295 elements in 0 bytes")
    #expect(message([6, 255, 255, 255, 127]) == "an object of 2147483647 members in 0 bytes")
    #expect(message([3, 10, 0, 0, 0, 65]) == "a packet ends 9 bytes early")
    #expect(message([9]) == "unknown value tag 9")
    #expect(message([0, 0]) == "1 bytes too many at the end of a packet")
    #expect(message(Array(repeatElement([5, 1, 0, 0, 0] as [UInt8], count: 100).joined()) + [0]) == "values nested deeper than 32")
  }

  @Test("the queue of bytes gives back what went in, in any portions", arguments: 1...3)
  func queue(seed: Int) {
    var generator = SeededGenerator(state: UInt64(seed))
    var (queue, expected, taken) = (ByteQueue(), [UInt8](), [UInt8]())
    for _ in 0..<200 {
      let portion = [UInt8](repeating: .random(in: 0...255, using: &generator), count: .random(in: 0...20_000, using: &generator))
      if Bool.random(using: &generator) {
        queue.append(portion)
      } else {
        _ = queue.fill(upTo: 20_000) { buffer in
          buffer.copyBytes(from: portion)
          return portion.count
        }
      }
      expected += portion
      let count = min(queue.count, Int.random(in: 0...30_000, using: &generator))
      taken += queue.withUnread { Array($0.prefix(count)) }
      queue.consume(count)
    }
    taken += queue.withUnread { Array($0) }
    #expect(taken == expected)
  }
}

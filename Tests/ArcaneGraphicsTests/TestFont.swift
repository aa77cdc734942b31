/// A TrueType font made in memory: 1000 units to the em, ascent 800, descent 200. Glyph 0 (missing) and 1 (`A`) are a square
/// from (100, 0) to (500, 400) with an advance of 600; `B` is the same outline, and B after A is kerned by −100; the blank
/// is glyph 3, without outline.
enum TestFont {
  static func bytes() -> [UInt8] {
    let square =
      be(1) + be(100) + be(0) + be(500) + be(400)  // one contour and its box
      + be(3) + be(0)  // last point; no instructions
      + [1, 1, 1, 1]  // on the curve, 16-bit steps
      + be(100) + be(400) + be(0) + be(-400)
      + be(0) + be(0) + be(400) + be(0) + [0, 0]
    let glyphs = square + square + square
    let size = square.count
    let tables: [(String, [UInt8])] = [
      ("cmap", cmap()),
      ("glyf", glyphs),
      (
        "head",
        be32(0x10000) + be32(0) + be32(0) + be32(0x5f0f_3cf5) + be(0) + be(1000) + zeros(16) + be(100) + be(0) + be(500)
          + be(400) + be(0) + be(8) + be(2) + be(1) + be(0)
      ),
      ("hhea", be32(0x10000) + be(800) + be(-200) + be(0) + be(600) + zeros(22) + be(4)),
      ("hmtx", (0..<4).flatMap { _ in be(600) + be(100) }),
      ("kern", be(0) + be(1) + be(0) + be(20) + be(1) + be(1) + be(6) + be(0) + be(0) + be(1) + be(2) + be(-100)),
      ("loca", be32(0) + be32(size) + be32(size * 2) + be32(size * 3) + be32(size * 3)),
      ("maxp", be32(0x10000) + be(4) + zeros(26)),
    ]
    var directory = be32(0x10000) + be(tables.count) + be(0) + be(0) + be(0)
    var data: [UInt8] = []
    for (tag, content) in tables {
      directory += Array(tag.utf8) + be32(0) + be32(12 + tables.count * 16 + data.count) + be32(content.count)
      data += content + zeros((4 - content.count % 4) % 4)
    }
    return directory + data
  }

  /// Format 4: blank → 3, A and B → 1 and 2.
  private static func cmap() -> [UInt8] {
    let table =
      be(4) + be(40) + be(0) + be(6) + be(4) + be(1) + be(2)
      + be(32) + be(66) + be(0xffff) + be(0) + be(32) + be(65) + be(0xffff)
      + be(3 - 32) + be(1 - 65) + be(1) + be(0) + be(0) + be(0)
    return be(0) + be(1) + be(3) + be(1) + be32(12) + table
  }

  private static func be(_ value: Int) -> [UInt8] { [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)] }
  private static func be32(_ value: Int) -> [UInt8] { be(value >> 16) + be(value) }
  private static func zeros(_ count: Int) -> [UInt8] { Array(repeating: 0, count: count) }
}

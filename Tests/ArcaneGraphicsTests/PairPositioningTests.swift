import Testing

@testable import ArcaneGraphics

@Suite struct PairPositioningTests {
  private func be(_ values: Int...) -> [UInt8] { values.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] } }

  /// A table with one lookup of pair adjustment, whose subtables are given.
  private func table(_ subtables: [UInt8]..., kind: Int = 2) -> [UInt8] {
    let lookupHead = 6 + subtables.count * 2
    var offsets: [UInt8] = []
    var content: [UInt8] = []
    for subtable in subtables {
      offsets += be(lookupHead + content.count)
      content += subtable
    }
    return be(1, 0, 0, 0, 10) + be(1, 4) + be(kind, 0, subtables.count) + offsets + content
  }

  /// Glyph 5 before 7 and 9, with a placement before the advance.
  private var byPair: [UInt8] {
    let set = be(2) + be(7, 1, -40) + be(9, 2, 30)
    return be(1, 12, 0x0005, 0, 1, 18) + be(1, 1, 5) + set
  }

  /// Glyphs 20 to 29 before glyphs of class 1, which are 40 and 41.
  private var byClass: [UInt8] {
    let head = be(2, 24, 0x0004, 0, 34, 40, 1, 2)
    let matrix = be(0, -80)
    let coverage = be(2, 1, 20, 29, 0)
    let firstClasses = be(2, 0, 0)
    let secondClasses = be(1, 40, 2, 1, 1)
    return head + matrix + be(0, 0) + coverage + firstClasses + secondClasses
  }

  @Test("pairs by glyph and by class, with whatever else their records hold")
  func pairs() {
    let kerning = PairPositioning(table(byPair, byClass))
    #expect(kerning.advance(5, 7) == -40)
    #expect(kerning.advance(5, 9) == 30)
    #expect(kerning.advance(5, 8) == 0)
    #expect(kerning.advance(6, 7) == 0)
    #expect(kerning.advance(20, 41) == -80)
    #expect(kerning.advance(29, 40) == -80)
    #expect(kerning.advance(25, 42) == 0)
    #expect(kerning.advance(30, 40) == 0)
    #expect(kerning.advance(70_000, 40) == 0)
  }

  @Test("lookups of another kind, and tables without any, kern nothing")
  func others() {
    #expect(PairPositioning(table(byPair, kind: 4)).advance(5, 7) == 0)
    #expect(PairPositioning([]).advance(5, 7) == 0)
    #expect(PairPositioning(be(1, 0, 0, 0, 0)).advance(5, 7) == 0)
  }

  @Test("a table that is cut off or wrong anywhere is read within its bounds")
  func broken() {
    let good = table(byPair, byClass)
    for length in good.indices { _ = PairPositioning(Array(good.prefix(length))).advance(5, 7) }
    for place in good.indices {
      for value in [0, 1, 0x7f, 0xff] as [UInt8] {
        var bad = good
        bad[place] = value
        let kerning = PairPositioning(bad)
        for (first, second) in [(5, 7), (20, 40), (65535, 65535), (0, 0)] as [(UInt32, UInt32)] { _ = kerning.advance(first, second) }
      }
    }
  }
}

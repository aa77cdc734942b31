/// Kerning by a font's GPOS table (OpenType specification, "GPOS — Glyph Positioning Table"): its pair adjustments, as far
/// as they move the second glyph along the line. FreeType reads the older kern table only.
///
/// The table is untrusted: every read is checked, and offsets outside of the table mean no kerning.
struct PairPositioning {
  private let table: [UInt8]
  /// Where the subtables of pair adjustment are, in order.
  private var subtables: [Int] = []

  private static let pairAdjustment = 2
  /// Bits of a value format before, and of, the advance.
  private static let placement: UInt16 = 0x0003
  private static let advance: UInt16 = 0x0004
  /// More than any font has; each is looked at for each pair of glyphs that are neighbors.
  private static let mostSubtables = 1024

  init(_ table: [UInt8]) {
    self.table = table
    guard let list = offset(at: 8, from: 0), let lookups = short(list) else { return }
    for index in 0..<Int(lookups) {
      guard let lookup = offset(at: list + 2 + index * 2, from: list), short(lookup).map(Int.init) == Self.pairAdjustment,
        let count = short(lookup + 4)
      else { continue }
      for place in 0..<Int(count) where subtables.count < Self.mostSubtables {
        if let subtable = offset(at: lookup + 6 + place * 2, from: lookup) { subtables.append(subtable) }
      }
    }
  }

  /// In font units: what is added to the first glyph's advance when the second follows.
  func advance(_ first: UInt32, _ second: UInt32) -> Int {
    guard let first = UInt16(exactly: first), let second = UInt16(exactly: second) else { return 0 }
    for subtable in subtables {
      guard let format = short(subtable), let alphaModes = offset(at: subtable + 2, from: subtable), let place = coverage(alphaModes, first),
        let values = short(subtable + 4), let secondValues = short(subtable + 6)
      else { continue }
      let size = (values.nonzeroBitCount + secondValues.nonzeroBitCount) * 2
      switch format {
      case 1:
        if let record = pairRecord(subtable, place, second, size) { return value(record, values) }
      case 2:
        guard let record = classRecord(subtable, first, second, size) else { continue }
        return value(record, values)
      default: continue
      }
    }
    return 0
  }

  private func value(_ record: Int, _ format: UInt16) -> Int {
    guard format & Self.advance != 0 else { return 0 }
    let before = (format & Self.placement).nonzeroBitCount * 2
    return short(record + before).map { Int(Int16(bitPattern: $0)) } ?? 0
  }

  /// Format 1: for each first glyph a list of second ones, sorted.
  private func pairRecord(_ subtable: Int, _ place: Int, _ second: UInt16, _ size: Int) -> Int? {
    guard let sets = short(subtable + 8), place < sets, let set = offset(at: subtable + 10 + place * 2, from: subtable),
      let count = short(set)
    else { return nil }
    let found = search(count: Int(count)) { index in short(set + 2 + index * (size + 2)).map { compare($0, second) } }
    return found.map { set + 2 + $0 * (size + 2) + 2 }
  }

  /// Format 2: a matrix of classes of glyphs.
  private func classRecord(_ subtable: Int, _ first: UInt16, _ second: UInt16, _ size: Int) -> Int? {
    guard let firstClasses = offset(at: subtable + 8, from: subtable), let secondClasses = offset(at: subtable + 10, from: subtable),
      let rows = short(subtable + 12), let columns = short(subtable + 14)
    else { return nil }
    let row = classOf(first, firstClasses)
    let column = classOf(second, secondClasses)
    guard row < rows, column < columns else { return nil }
    return subtable + 16 + (Int(row) * Int(columns) + Int(column)) * size
  }

  /// A glyph's place in a coverage table; nil if it is not in it.
  private func coverage(_ start: Int, _ glyph: UInt16) -> Int? {
    guard let format = short(start), let count = short(start + 2) else { return nil }
    switch format {
    case 1: return search(count: Int(count)) { index in short(start + 4 + index * 2).map { compare($0, glyph) } }
    case 2:
      guard let record = range(start + 4, Int(count), glyph), let from = short(record), let index = short(record + 4) else { return nil }
      return Int(index) + Int(glyph - from)
    default: return nil
    }
  }

  /// A glyph's class; 0 where the table does not name it.
  private func classOf(_ glyph: UInt16, _ start: Int) -> UInt16 {
    guard let format = short(start) else { return 0 }
    switch format {
    case 1:
      guard let from = short(start + 2), let count = short(start + 4), glyph >= from, glyph - from < count else { return 0 }
      return short(start + 6 + Int(glyph - from) * 2) ?? 0
    case 2:
      guard let count = short(start + 2), let record = range(start + 4, Int(count), glyph) else { return 0 }
      return short(record + 4) ?? 0
    default: return 0
    }
  }

  /// The record of a glyph among sorted ranges: first, last, and a number.
  private func range(_ start: Int, _ count: Int, _ glyph: UInt16) -> Int? {
    let found = search(count: count) { index in
      guard let from = short(start + index * 6), let through = short(start + index * 6 + 2) else { return nil }
      return glyph < from ? 1 : glyph > through ? -1 : 0
    }
    return found.map { start + $0 * 6 }
  }

  // MARK: Reading

  private func compare(_ entry: UInt16, _ wanted: UInt16) -> Int { entry < wanted ? -1 : entry > wanted ? 1 : 0 }

  /// The index whose entry is told to be equal. An entry that cannot be read ends the search.
  private func search(count: Int, _ order: (Int) -> Int?) -> Int? {
    var range = 0..<count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      guard let order = order(middle) else { return nil }
      if order == 0 { return middle }
      range = order < 0 ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }

  private func short(_ place: Int) -> UInt16? {
    guard place >= 0, place + 2 <= table.count else { return nil }
    return UInt16(table[place]) << 8 | UInt16(table[place + 1])
  }

  /// Where an offset leads that is counted from `base`; nil for 0, which is nowhere.
  private func offset(at place: Int, from base: Int) -> Int? { short(place).flatMap { $0 == 0 ? nil : base + Int($0) } }
}

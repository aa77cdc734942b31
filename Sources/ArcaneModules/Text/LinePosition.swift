import Glibc

/// A place in a text: line and column from 1, the column in UTF-16 units as editors, TypeScript and V8 count them.
public struct LinePosition: Hashable, Comparable, Sendable {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (left: Self, right: Self) -> Bool { (left.line, left.column) < (right.line, right.column) }

  /// Of a byte offset in UTF-8.
  init(offset: Int, in bytes: [UInt8], separators: Lines.Separators = .outsideOfStrings) {
    var number = 0
    var line = 0..<0
    for next in Lines(bytes, separators: separators) {
      if number > 0, next.lowerBound > offset { break }
      line = next
      number += 1
    }
    let end = max(line.lowerBound, min(offset, line.upperBound))
    self.init(line: number, column: String(decoding: bytes[line.lowerBound..<end], as: UTF8.self).utf16.count + 1)
  }

  /// The byte of UTF-8 where it lies, at most the end of its line; nil beyond the last line.
  func offset(in bytes: [UInt8]) -> Int? {
    guard let line = bytes.line(line) else { return nil }
    return line.startIndex + (String(String(decoding: line, as: UTF8.self).utf16.prefix(max(0, column - 1)))?.utf8.count ?? 0)
  }
}

extension [UInt8] {
  var startsWithByteOrderMark: Bool { starts(with: [0xEF, 0xBB, 0xBF]) }
  /// Without U+FEFF at the beginning, which editors do not count.
  var withoutByteOrderMark: [UInt8] { startsWithByteOrderMark ? Array(dropFirst(3)) : self }

  /// A line of UTF-8 text, from 1, without its end; nil beyond the last.
  func line(_ number: Int) -> ArraySlice<UInt8>? {
    var lines = Lines(self)
    for _ in 1..<Swift.max(1, number) where lines.next() == nil { return nil }
    return lines.next().map { self[$0] }
  }

  /// Lines in order, the first of them being number `first`, with their numbers and without their ends; as many as there are.
  func lines(from first: Int, count: Int) -> [(number: Int, bytes: [UInt8])] {
    var found: [(number: Int, bytes: [UInt8])] = []
    for (index, line) in Lines(self).enumerated() where index + 1 >= first {
      if found.count == count { break }
      found.append((index + 1, [UInt8](self[line])))
    }
    return found
  }

  func contains(word: String) -> Bool { firstOffset(of: Array(word.utf8)) != nil }

  /// Of the first place at or after `start` where `word` stands.
  func firstOffset(of word: [UInt8], from start: Int = 0) -> Int? {
    guard let first = word.first, start >= 0 else { return nil }
    return withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return nil }
      var index = start
      while index + word.count <= bytes.count {
        guard let found = memchr(base + index, Int32(first), bytes.count - word.count + 1 - index) else { return nil }
        index = UnsafeRawPointer(found) - base
        if memcmp(found, word, word.count) == 0 { return index }
        index += 1
      }
      return nil
    }
  }
}

extension RandomAccessCollection {
  /// The first index from which on `belongs` holds for all elements, which are in such an order that it does.
  func partitioningIndex(where belongs: (Element) -> Bool) -> Index {
    var low = startIndex
    var count = self.count
    while count > 0 {
      let middle = index(low, offsetBy: count / 2)
      if belongs(self[middle]) {
        count /= 2
      } else {
        low = index(after: middle)
        count -= count / 2 + 1
      }
    }
    return low
  }
}

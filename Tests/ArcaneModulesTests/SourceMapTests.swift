import Testing

@testable import ArcaneModules

@Suite("Source maps") struct SourceMapTests {
  func decode(_ text: [UInt8]) -> (Int?, Int) {
    text.withUnsafeBufferPointer { bytes in
      var index = 0
      let value = VLQ.decode(bytes, &index)
      return (value, index)
    }
  }

  @Test(
    "known quantities", arguments: [("A", 0), ("C", 1), ("D", -1), ("e", 15), ("f", -15), ("gB", 16), ("hB", -16), ("2H", 123), ("gkxH", 123456)])
  func known(text: String, value: Int) {
    #expect(VLQ.encode(value) == Array(text.utf8))
    #expect(decode(Array(text.utf8)) == (value, text.utf8.count))
  }

  @Test("every quantity comes back, and what follows it is left alone", arguments: 1...10)
  func roundTrip(seed: Int) {
    var generator = SeededGenerator(state: UInt64(seed))
    for _ in 0..<200 {
      let value = Int.random(in: -(1 << 28)...(1 << 28), using: &generator) >> Int.random(in: 0...28, using: &generator)
      let text = VLQ.encode(value)
      #expect(decode(text + Array(";;".utf8)) == (value, text.count))
    }
  }

  @Test("digits that never end, unknown ones and the end of the text are refused")
  func refused() {
    #expect(decode(Array("gggggggggggggggA".utf8)).0 == nil)
    #expect(decode(Array("g!".utf8)).0 == nil)
    #expect(decode(Array("g".utf8)).0 == nil)
    #expect(decode([]).0 == nil)
  }

  /// A map with known segments, encoded here, looked up by the plainest possible search.
  @Test("each look-up finds the last segment at or before the column", arguments: 1...15)
  func lookUp(seed: Int) {
    var generator = SeededGenerator(state: UInt64(seed))
    var lines: [[SourceMap.Segment?]] = []
    var columns: [[Int]] = []
    var text: [UInt8] = []
    var (source, line, column, name) = (0, 0, 0, 0)
    for index in 0..<Int.random(in: 1...12, using: &generator) {
      if index > 0 { text.append(UInt8(ascii: ";")) }
      var (generated, segments, places) = (0, [SourceMap.Segment?](), [Int]())
      for number in 0..<Int.random(in: 0...8, using: &generator) {
        if number > 0 { text.append(UInt8(ascii: ",")) }
        let step = Int.random(in: number == 0 ? 0...5 : 1...40, using: &generator)
        generated += step
        text += VLQ.encode(step)
        places.append(generated)
        guard Int.random(in: 0...5, using: &generator) > 0 else {
          segments.append(nil)
          continue
        }
        let next = (Int.random(in: 0...3, using: &generator), Int.random(in: 0...5000, using: &generator), Int.random(in: 0...200, using: &generator))
        text += VLQ.encode(next.0 - source) + VLQ.encode(next.1 - line) + VLQ.encode(next.2 - column)
        (source, line, column) = next
        var named: Int?
        if Bool.random(using: &generator) {
          let next = Int.random(in: 0...30, using: &generator)
          text += VLQ.encode(next - name)
          name = next
          named = next
        }
        segments.append(.init(generatedColumn: generated, source: source, line: line, column: column, name: named))
      }
      lines.append(segments)
      columns.append(places)
    }
    for index in lines.indices {
      for wanted in stride(from: 0, to: 330, by: 7) {
        let last = columns[index].lastIndex { $0 <= wanted }
        #expect(SourceMap.segment(in: text[...], line: index, column: wanted) == last.flatMap { lines[index][$0] })
      }
    }
    #expect(SourceMap.segment(in: text[...], line: lines.count, column: 0) == nil)
  }

  @Test("damaged maps give nothing or something, never worse", arguments: 1...100)
  func damaged(seed: Int) {
    var generator = SeededGenerator(state: UInt64(seed))
    let text = (0..<100).map { _ in Array("ABCDghijz+/;,!\"".utf8).randomElement(using: &generator) ?? 0 }
    for line in 0..<10 { _ = SourceMap.segment(in: text[...], line: line, column: 50) }
    _ = SourceMap(json: text).original(of: LinePosition(line: 1, column: 1))
    _ = SourceMap(json: Array("{\"mappings\":\"".utf8) + text).original(of: LinePosition(line: 1, column: 1))
  }

  @Test("a renamed name is given back")
  func names() {
    let json = "{\"version\":3,\"sources\":[\"a.ts\"],\"names\":[\"first\",\"second\"],\"mappings\":\"AAAA,IAAMC\"}"
    #expect(
      SourceMap(json: Array(json.utf8)).original(of: LinePosition(line: 1, column: 6))
        == .init(source: 0, position: LinePosition(line: 1, column: 7), name: "second"))
  }
}

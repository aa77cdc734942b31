// esbuild counts every U+2028 and U+2029 as a line end, also in strings, where they are none.
extension SourceMap {
  /// The map with the lines and columns that the source has in an editor.
  static func recounted(_ json: [UInt8], for source: [UInt8]) -> [UInt8] {
    guard Lines.haveSeparators(source), let range = value(of: "mappings", in: json) else { return json }
    // Where each of esbuild's lines begins, counted from 0.
    let places = Lines(source, separators: .everywhere).map { line in
      let place = LinePosition(offset: line.lowerBound, in: source)
      return (line: place.line - 1, column: place.column - 1)
    }
    guard let mappings = recounted(json[range], places) else { return json }
    return Array(json[..<range.lowerBound]) + mappings + Array(json[range.upperBound...])
  }

  private static func recounted(_ mappings: ArraySlice<UInt8>, _ places: [(line: Int, column: Int)]) -> [UInt8]? {
    var result: [UInt8] = []
    var old = (line: 0, column: 0)
    var new = (line: 0, column: 0)
    return mappings.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        if bytes[index] == UInt8(ascii: ";") || bytes[index] == UInt8(ascii: ",") {
          result.append(bytes[index])
          index += 1
          continue
        }
        var fields: [Int] = []
        while index < bytes.count, bytes[index] != UInt8(ascii: ";"), bytes[index] != UInt8(ascii: ",") {
          guard let field = VLQ.decode(bytes, &index) else { return nil }
          fields.append(field)
        }
        if fields.count >= 4 {
          old = (old.line &+ fields[2], old.column &+ fields[3])
          guard places.indices.contains(old.line), (0..<Int(Int32.max)).contains(old.column) else { return nil }
          let place = (line: places[old.line].line, column: places[old.line].column + old.column)
          (fields[2], fields[3]) = (place.line - new.line, place.column - new.column)
          new = place
        }
        for field in fields { result += VLQ.encode(field) }
      }
      return result
    }
  }
}

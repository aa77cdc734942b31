/// The JavaScript that is left of a TypeScript file.
struct ErasedModule {
  let code: [UInt8]
  let imports: [ScannedImport]
  /// Where each token stands in the code, and where in the source; in the order of both.
  let places: [(code: Int32, source: Int32)]

  /// Where in the source the token begins that covers a place in the code, or the last one before it; and as far into it
  /// as the place is.
  func sourceOffset(of position: LinePosition) -> Int? {
    guard let line = code.line(position.line) else { return nil }
    let before = String(decoding: line, as: UTF8.self).utf16.prefix(max(0, position.column - 1))
    let offset = line.startIndex + (String(before)?.utf8.count ?? 0)
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if Int(places[middle].code) <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let place = places[low - 1]
    return Int(place.source) + offset - Int(place.code)
  }
}

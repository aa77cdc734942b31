// Part of the module ArcaneGraphics: see scripts/fuzz.

@_cdecl("arcane_fuzz_fonts")
public func fuzzFonts(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard let face = try? FontFace(UnsafeRawBufferPointer(start: start, count: count)) else { return 0 }
  var previous: UInt32 = 0
  for scalar in "AB /gÄ€ﬁ\u{1F68}\u{4E00}".unicodeScalars {
    let glyph = face.glyph(of: scalar)
    for scale in [0.001, 0.013, 0.3] {
      let shape = face.shape(glyph, scale: scale, largest: 256)
      precondition(shape.coverage.count == shape.width * shape.height)
    }
    _ = face.kerning(previous, glyph)
    previous = glyph
  }
  return 0
}

import CFreeType
import Glibc

/// A font file, read by FreeType: what the file holds in its own units, and the shapes of its glyphs.
///
/// Hinting is off: shapes are as they were drawn, at every size, and the font's own programs never run.
final class FontFace {
  /// In font units, y upward.
  let ascent: Double
  let descent: Double
  let lineGap: Double

  private let bytes: UnsafeMutableRawPointer
  private let library: FT_Library
  private let face: FT_Face
  private let pairs: PairPositioning?

  /// What files of outlines begin with: TrueType, OpenType with PostScript outlines, the two old Apple names, a collection.
  private static let heads: [[UInt8]] = [
    [0, 1, 0, 0], Array("OTTO".utf8), Array("true".utf8), Array("typ1".utf8), Array("ttcf".utf8),
  ]

  /// - Parameter bytes: The whole file; copied.
  /// - Throws: `GraphicsError.unreadableFont`.
  init(_ bytes: UnsafeRawBufferPointer) throws(GraphicsError) {
    guard bytes.count >= 12, Self.heads.contains(where: { bytes.starts(with: $0) }) else {
      throw .unreadableFont(reason: "it does not begin like one")
    }
    guard Self.tablesFit(bytes) else { throw .unreadableFont(reason: "it is cut off") }
    // FreeType reads from it as long as the face lives.
    let copy = UnsafeMutableRawPointer.allocate(byteCount: bytes.count, alignment: 16)
    copy.copyMemory(from: bytes.baseAddress ?? UnsafeRawPointer(copy), byteCount: bytes.count)
    var library: FT_Library?
    var face: FT_Face?
    do throws(GraphicsError) {
      try check(FT_Init_FreeType(&library), "FreeType does not start")
      try check(FT_New_Memory_Face(library, copy.assumingMemoryBound(to: UInt8.self), bytes.count, 0, &face), "no font tables")
      guard let library, let face else { throw .unreadableFont(reason: "no font tables") }
      guard face.pointee.face_flags & (1 << 0) != 0 else { throw .unreadableFont(reason: "it holds no outlines") }
      guard face.pointee.charmap != nil else { throw .unreadableFont(reason: "it has no Unicode characters") }
      guard let line = FT_Get_Sfnt_Table(face, FT_SFNT_HHEA)?.assumingMemoryBound(to: TT_HoriHeader.self).pointee else {
        throw .unreadableFont(reason: "no table for lines of text")
      }
      (ascent, descent, lineGap) = (Double(line.Ascender), Double(line.Descender), Double(line.Line_Gap))
      guard ascent > descent else { throw .unreadableFont(reason: "its lines have no height") }
      (self.bytes, self.library, self.face) = (copy, library, face)
      pairs = Self.table("GPOS", face).map { PairPositioning($0) }
    } catch {
      if let face { FT_Done_Face(face) }
      if let library { FT_Done_FreeType(library) }
      copy.deallocate()
      throw error
    }
  }

  deinit {
    FT_Done_Face(face)
    FT_Done_FreeType(library)
    bytes.deallocate()
  }

  /// Whether all tables that the first font's directory names lie inside of the file: FreeType makes do with what is there.
  private static func tablesFit(_ bytes: UnsafeRawBufferPointer) -> Bool {
    func word(_ place: Int) -> Int { Int(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self))) }
    var offset = 0
    if bytes.starts(with: "ttcf".utf8) {
      guard bytes.count >= 16 else { return false }
      offset = word(12)
    }
    guard offset + 12 <= bytes.count else { return false }
    let tables = Int(bytes[offset + 4]) << 8 | Int(bytes[offset + 5])
    guard tables > 0, offset + 12 + tables * 16 <= bytes.count else { return false }
    return (0..<tables).allSatisfy { table in
      let entry = offset + 12 + table * 16
      return word(entry + 8) + word(entry + 12) <= bytes.count
    }
  }

  private static func table(_ name: String, _ face: FT_Face) -> [UInt8]? {
    let tag = name.utf8.reduce(0) { $0 << 8 | FT_ULong($1) }
    var length: FT_ULong = 0
    guard FT_Load_Sfnt_Table(face, tag, 0, nil, &length) == 0, length > 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(length))
    return FT_Load_Sfnt_Table(face, tag, 0, &bytes, &length) == 0 ? bytes : nil
  }

  // MARK: Glyphs

  /// 0, the sign for a character that is missing, where the font lacks it.
  func glyph(of scalar: Unicode.Scalar) -> UInt32 { FT_Get_Char_Index(face, FT_ULong(scalar.value)) }

  /// How far two neighbors are moved apart, in font units.
  func kerning(_ first: UInt32, _ second: UInt32) -> Double {
    if let pairs { return Double(pairs.advance(first, second)) }
    var delta = FT_Vector()
    guard FT_Get_Kerning(face, first, second, FT_UInt(FT_KERNING_UNSCALED.rawValue), &delta) == 0 else { return 0 }
    return Double(delta.x)
  }

  /// A glyph's coverage at a size.
  struct Shape {
    /// In font units.
    var advance: Double
    /// Pixels from the pen to the left edge, and from the baseline down to the top one.
    var left = 0
    var top = 0
    var width = 0
    var height = 0
    /// width · height values, top row first.
    var coverage: [UInt8] = []
  }

  /// - Parameters:
  ///   - scale: Pixels per font unit.
  ///   - largest: A glyph wider or higher than this is left blank, and so is one whose outline cannot be read.
  func shape(_ glyph: UInt32, scale: Double, largest: Int) -> Shape {
    guard FT_Load_Glyph(face, glyph, FT_Int32(arcane_load_outline)) == 0, let slot = face.pointee.glyph else { return Shape(advance: 0) }
    var shape = Shape(advance: Double(slot.pointee.advance.x))
    guard slot.pointee.format == FT_GLYPH_FORMAT_OUTLINE, slot.pointee.outline.n_points > 0 else { return shape }
    // From here on in 64ths of a pixel.
    var matrix = FT_Matrix(xx: FT_Fixed((scale * 64 * 65536).rounded()), xy: 0, yx: 0, yy: FT_Fixed((scale * 64 * 65536).rounded()))
    FT_Outline_Transform(&slot.pointee.outline, &matrix)
    var box = FT_BBox()
    guard FT_Outline_Get_BBox(&slot.pointee.outline, &box) == 0 else { return shape }
    // Shifting rounds down, on both sides of zero.
    let (left, right) = (box.xMin >> 6, (box.xMax + 63) >> 6)
    let (bottom, top) = (box.yMin >> 6, (box.yMax + 63) >> 6)
    guard right > left, top > bottom, right - left <= largest, top - bottom <= largest else { return shape }
    FT_Outline_Translate(&slot.pointee.outline, -left * 64, -bottom * 64)
    (shape.left, shape.top, shape.width, shape.height) = (left, -top, right - left, top - bottom)
    shape.coverage = [UInt8](repeating: 0, count: shape.width * shape.height)
    let status = shape.coverage.withUnsafeMutableBufferPointer { coverage in
      // A positive pitch: the first row is the top one.
      var bitmap = FT_Bitmap()
      bitmap.rows = UInt32(shape.height)
      bitmap.width = UInt32(shape.width)
      bitmap.pitch = Int32(shape.width)
      bitmap.buffer = coverage.baseAddress
      bitmap.num_grays = 256
      bitmap.pixel_mode = UInt8(FT_PIXEL_MODE_GRAY.rawValue)
      return FT_Outline_Get_Bitmap(library, &slot.pointee.outline, &bitmap)
    }
    return status == 0 ? shape : Shape(advance: shape.advance)
  }
}

private func check(_ status: FT_Error, _ reason: String) throws(GraphicsError) {
  if status != 0 { throw .unreadableFont(reason: "\(reason), FreeType error \(status)") }
}

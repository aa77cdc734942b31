import CStb

/// One glyph of a laid-out text: a rectangle in pixels and its place in an atlas page.
public struct GlyphQuad: Equatable, Sendable {
  /// The texture id that the caller gave to the page.
  public var textureID: UInt32
  /// Pixels from the text's top-left corner, y downward.
  public var x: Double
  public var y: Double
  public var width: Double
  public var height: Double
  /// 0…1 in the page.
  public var uvX: Double
  public var uvY: Double
  public var uvWidth: Double
  public var uvHeight: Double
}

/// A text cut into glyphs. Lines are `lineHeight` apart.
public struct TextLayout: Equatable, Sendable {
  public var quads: [GlyphQuad]
  /// Pixels: the longest line's advance, and all lines together.
  public var width: Double
  public var height: Double
}

/// A TrueType or OpenType font at one size, through stb_truetype. Glyphs are drawn when they are first laid out, white with
/// their coverage as alpha, into atlas pages that are textures like any other.
///
/// stb_truetype trusts the file's inner offsets, so fonts must come from the project, not from strangers.
public final class TrueTypeFont {
  public static let maximumPixelSize = 512.0
  static let pageSide = 1024
  /// Empty pixels between glyphs, so that none shows in its neighbour's edge.
  static let gap = 1

  public let pixelSize: Double
  /// Pixels from a line's top to its baseline.
  public let ascent: Double
  /// Pixels from the baseline to a line's bottom, positive.
  public let descent: Double
  /// Pixels from one line's top to the next one's.
  public let lineHeight: Double

  private struct Glyph {
    var index: Int32
    var advance: Double
    /// Where its bitmap is; nil for blanks.
    var image: Placed?
  }

  private struct Placed {
    var page: UInt32
    var left: Int
    var top: Int
    var width: Int
    var height: Int
    /// Pixels from the pen to the bitmap's left edge, and from the baseline down to its top edge.
    var offsetX: Double
    var offsetY: Double
  }

  private struct Page {
    var id: UInt32
    var x = 0
    var y = 0
    var rowHeight = 0
  }

  private let bytes: UnsafeMutableRawPointer
  private var info = stbtt_fontinfo()
  private let scale: Float
  private let textures: TextureStore
  private let newPageID: () -> UInt32
  private var page: Page?
  private var glyphs: [UInt32: Glyph] = [:]

  /// - Parameters:
  ///   - bytes: The whole font file; copied.
  ///   - pixelSize: Height of the font from ascent to descent.
  ///   - newPageID: Gives a texture id to each atlas page that becomes necessary.
  /// - Throws: `GraphicsError.unreadableFont`, `.fontSize`.
  public init(
    bytes: UnsafeRawBufferPointer, pixelSize: Double, textures: TextureStore, newPageID: @escaping () -> UInt32
  ) throws(GraphicsError) {
    guard pixelSize >= 1, pixelSize <= Self.maximumPixelSize else { throw .fontSize(pixels: pixelSize) }
    // The table directory is 12 bytes and 16 for each table; stb reads that much before it looks at anything.
    guard bytes.count >= 12 else { throw .unreadableFont(reason: "only \(bytes.count) bytes") }
    let tables = Int(bytes[4]) << 8 | Int(bytes[5])
    guard Self.isCollection(bytes) || bytes.count >= 12 + tables * 16 else { throw .unreadableFont(reason: "it is cut off") }
    let copy = UnsafeMutableRawPointer.allocate(byteCount: bytes.count, alignment: 16)
    copy.copyMemory(from: bytes.baseAddress ?? UnsafeRawPointer(copy), byteCount: bytes.count)
    let start = copy.assumingMemoryBound(to: UInt8.self)
    var info = stbtt_fontinfo()
    let offset = stbtt_GetFontOffsetForIndex(start, 0)
    guard offset >= 0, Int(offset) < bytes.count, Self.tablesFit(bytes, at: Int(offset)),
      stbtt_InitFont(&info, start, offset) != 0
    else {
      copy.deallocate()
      throw .unreadableFont(reason: "no font tables")
    }
    self.bytes = copy
    self.info = info
    self.pixelSize = pixelSize
    self.textures = textures
    self.newPageID = newPageID
    scale = stbtt_ScaleForPixelHeight(&info, Float(pixelSize))
    var up: Int32 = 0
    var down: Int32 = 0
    var between: Int32 = 0
    stbtt_GetFontVMetrics(&info, &up, &down, &between)
    ascent = Double(up) * Double(scale)
    descent = -Double(down) * Double(scale)
    lineHeight = (Double(up) - Double(down) + Double(between)) * Double(scale)
  }

  deinit { bytes.deallocate() }

  private static func isCollection(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.count >= 16 && bytes.prefix(4).elementsEqual("ttcf".utf8)
  }

  /// Whether all tables that the directory names are inside of the file.
  private static func tablesFit(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool {
    func word(_ place: Int) -> Int {
      Int(bytes[place]) << 24 | Int(bytes[place + 1]) << 16 | Int(bytes[place + 2]) << 8 | Int(bytes[place + 3])
    }
    guard offset + 12 <= bytes.count else { return false }
    let tables = Int(bytes[offset + 4]) << 8 | Int(bytes[offset + 5])
    guard tables > 0, offset + 12 + tables * 16 <= bytes.count else { return false }
    for table in 0..<tables {
      let entry = offset + 12 + table * 16
      if word(entry + 8) + word(entry + 12) > bytes.count { return false }
    }
    return true
  }

  // MARK: Layout

  /// Places the glyphs of a text, with kerning, and draws into the atlas those that are new. A character that the font
  /// lacks shows the font's own sign for that.
  public func layout(_ text: String) throws(GraphicsError) -> TextLayout {
    var layout = TextLayout(quads: [], width: 0, height: lineHeight)
    var penX = 0.0
    var top = 0.0
    var previous: Int32?
    for scalar in text.unicodeScalars {
      if scalar == "\n" {
        penX = 0
        top += lineHeight
        layout.height += lineHeight
        previous = nil
        continue
      }
      let glyph = try glyph(scalar)
      if let previous { penX += Double(stbtt_GetGlyphKernAdvance(&info, previous, glyph.index)) * Double(scale) }
      if let image = glyph.image {
        let side = Double(Self.pageSide)
        layout.quads.append(
          GlyphQuad(
            textureID: image.page, x: (penX + image.offsetX).rounded(), y: (top + ascent + image.offsetY).rounded(),
            width: Double(image.width), height: Double(image.height), uvX: Double(image.left) / side,
            uvY: Double(image.top) / side, uvWidth: Double(image.width) / side, uvHeight: Double(image.height) / side))
      }
      penX += glyph.advance
      previous = glyph.index
      layout.width = max(layout.width, penX)
    }
    return layout
  }

  private func glyph(_ scalar: Unicode.Scalar) throws(GraphicsError) -> Glyph {
    if let known = glyphs[scalar.value] { return known }
    let index = stbtt_FindGlyphIndex(&info, Int32(scalar.value))
    var advance: Int32 = 0
    var bearing: Int32 = 0
    stbtt_GetGlyphHMetrics(&info, index, &advance, &bearing)
    let glyph = Glyph(index: index, advance: Double(advance) * Double(scale), image: try draw(index))
    glyphs[scalar.value] = glyph
    return glyph
  }

  /// Draws a glyph into the atlas; nil if it is blank or larger than a page.
  private func draw(_ index: Int32) throws(GraphicsError) -> Placed? {
    var left: Int32 = 0
    var top: Int32 = 0
    var right: Int32 = 0
    var bottom: Int32 = 0
    stbtt_GetGlyphBitmapBox(&info, index, scale, scale, &left, &top, &right, &bottom)
    let width = Int(right) - Int(left)
    let height = Int(bottom) - Int(top)
    guard width > 0, height > 0, width <= Self.pageSide, height <= Self.pageSide else { return nil }

    var coverage = [UInt8](repeating: 0, count: width * height)
    stbtt_MakeGlyphBitmap(&info, &coverage, Int32(width), Int32(height), Int32(width), scale, scale, index)
    var pixels = [UInt8](repeating: 255, count: width * height * 4)
    for place in 0..<coverage.count { pixels[place * 4 + 3] = coverage[place] }

    let spot = try place(width: width, height: height)
    textures.update(spot.page, x: spot.left, y: spot.top, width: width, height: height, pixels: pixels)
    return Placed(
      page: spot.page, left: spot.left, top: spot.top, width: width, height: height, offsetX: Double(left),
      offsetY: Double(top))
  }

  /// Finds room, row by row; begins a new page when the present one is full.
  private func place(width: Int, height: Int) throws(GraphicsError) -> (page: UInt32, left: Int, top: Int) {
    if var open = page {
      if open.x + width > Self.pageSide {
        open.x = 0
        open.y += open.rowHeight + Self.gap
        open.rowHeight = 0
      }
      if open.y + height <= Self.pageSide {
        let spot = (page: open.id, left: open.x, top: open.y)
        open.x += width + Self.gap
        open.rowHeight = max(open.rowHeight, height)
        page = open
        return spot
      }
    }
    let id = newPageID()
    try textures.uploadBlank(id, width: Self.pageSide, height: Self.pageSide)
    page = Page(id: id, x: width + Self.gap, y: 0, rowHeight: height)
    return (id, 0, 0)
  }
}

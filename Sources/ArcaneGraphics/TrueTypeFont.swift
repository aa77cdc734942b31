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

/// A TrueType or OpenType font at one size. Glyphs are drawn when they are first laid out, white with their coverage as
/// alpha, into atlas pages that are textures like any other.
public final class TrueTypeFont {
  public static let maximumPixelSize = 512.0
  static let pageSide = 1024
  /// Empty pixels between glyphs, so that none shows in its neighbor's edge.
  static let gap = 1

  public let pixelSize: Double
  /// Pixels from a line's top to its baseline.
  public let ascent: Double
  /// Pixels from the baseline to a line's bottom, positive.
  public let descent: Double
  /// Pixels from one line's top to the next one's.
  public let lineHeight: Double

  private struct Glyph {
    var index: UInt32
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

  private let face: FontFace
  /// Pixels per font unit.
  private let scale: Double
  private let textures: TextureStore
  private let newPageID: () -> UInt32
  private var page: Page?
  private var glyphs: [UInt32: Glyph] = [:]

  /// - Parameters:
  ///   - bytes: The whole font file, of which the first font is taken; copied.
  ///   - pixelSize: Height of the font from ascent to descent.
  ///   - newPageID: Gives a texture id to each atlas page that becomes necessary.
  /// - Throws: `GraphicsError.unreadableFont`, `.fontSize`.
  public init(
    bytes: UnsafeRawBufferPointer, pixelSize: Double, textures: TextureStore, newPageID: @escaping () -> UInt32
  ) throws(GraphicsError) {
    guard pixelSize >= 1, pixelSize <= Self.maximumPixelSize else { throw .fontSize(pixels: pixelSize) }
    face = try FontFace(bytes)
    self.pixelSize = pixelSize
    self.textures = textures
    self.newPageID = newPageID
    scale = pixelSize / (face.ascent - face.descent)
    ascent = face.ascent * scale
    descent = -face.descent * scale
    lineHeight = (face.ascent - face.descent + face.lineGap) * scale
  }

  /// Whether the bytes are a font that can be used.
  /// - Throws: `GraphicsError.unreadableFont`.
  public static func check(_ bytes: UnsafeRawBufferPointer) throws(GraphicsError) { _ = try FontFace(bytes) }

  // MARK: Layout

  /// Places the glyphs of a text, with kerning, and draws into the atlas those that are new. A character that the font
  /// lacks shows the font's own sign for that.
  public func layout(_ text: String) throws(GraphicsError) -> TextLayout {
    var layout = TextLayout(quads: [], width: 0, height: lineHeight)
    var penX = 0.0
    var top = 0.0
    var previous: UInt32?
    for scalar in text.unicodeScalars {
      if scalar == "\n" {
        penX = 0
        top += lineHeight
        layout.height += lineHeight
        previous = nil
        continue
      }
      let glyph = try glyph(scalar)
      if let previous { penX += face.kerning(previous, glyph.index) * scale }
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
    let index = face.glyph(of: scalar)
    let shape = face.shape(index, scale: scale, largest: Self.pageSide)
    let glyph = Glyph(index: index, advance: shape.advance * scale, image: shape.coverage.isEmpty ? nil : try draw(shape))
    glyphs[scalar.value] = glyph
    return glyph
  }

  /// Draws a glyph into the atlas.
  private func draw(_ shape: FontFace.Shape) throws(GraphicsError) -> Placed {
    var pixels = [UInt8](repeating: 255, count: shape.coverage.count * 4)
    for place in shape.coverage.indices { pixels[place * 4 + 3] = shape.coverage[place] }
    let spot = try place(width: shape.width, height: shape.height)
    textures.update(spot.page, x: spot.left, y: spot.top, width: shape.width, height: shape.height, pixels: pixels)
    return Placed(
      page: spot.page, left: spot.left, top: spot.top, width: shape.width, height: shape.height, offsetX: Double(shape.left),
      offsetY: Double(shape.top))
  }

  /// Allocates space row by row; begins a new page when the current one is full.
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

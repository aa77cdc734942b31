import ArcaneGraphics
import ArcaneScript

/// TrueType fonts at a pixel size. Their glyphs live in textures that are made as they are needed.
struct FontStore {
  private var fonts: [TrueTypeFont] = []
  private var idOf: [String: UInt32] = [:]
  private let pages = Pages()

  /// Why a texture for glyphs could not be had: told to script by the next call, as the glyphs are missed then.
  private final class Pages { var problem: (any Error)? }

  /// - Throws: an `OpError` for a size out of range; 0 is returned for a file that cannot be used, which has been told.
  mutating func load(_ path: String, pixelSize: Double, _ assets: AssetStore) throws -> UInt32 {
    guard pixelSize >= 1, pixelSize <= TrueTypeFont.maximumPixelSize else {
      throw OpError("a font is 1 to \(Int(TrueTypeFont.maximumPixelSize)) pixels high, not \(pixelSize)", as: .rangeError)
    }
    let name = "\(path)@\(pixelSize)"
    if let id = idOf[name] { return id }
    let (asset, file) = try assets.loadFont(path)
    guard let textures = assets.textures, let bytes = file else { return 0 }
    var count = 0
    let font = try bytes.withUnsafeBytes { bytes in
      try TrueTypeFont(bytes: bytes, pixelSize: pixelSize, textures: textures) { [pages] in
        count += 1
        do { return try assets.textureID(generated: "font \(asset)@\(pixelSize) page \(count)") } catch {
          pages.problem = error
          return 0
        }
      }
    }
    try checkPages()
    fonts.append(font)
    idOf[name] = UInt32(fonts.count)
    return UInt32(fonts.count)
  }

  private func checkPages() throws {
    guard let problem = pages.problem else { return }
    pages.problem = nil
    throw problem
  }

  private func font(_ id: UInt32) -> TrueTypeFont? { id >= 1 && Int(id) <= fonts.count ? fonts[Int(id) - 1] : nil }

  /// Ascent, descent and line height in pixels; zeros for an unknown font.
  func metrics(_ id: UInt32) -> [Double] {
    guard let font = font(id) else { return [0, 0, 0] }
    return [font.ascent, font.descent, font.lineHeight]
  }

  /// Nine numbers a glyph: texture, x, y, width, height and its part of the texture; at the end the text's size.
  func layout(_ id: UInt32, _ text: String) throws -> [Double] {
    guard let font = font(id) else { return [0, 0] }
    let layout = try font.layout(text)
    try checkPages()
    var numbers: [Double] = []
    numbers.reserveCapacity(layout.quads.count * 9 + 2)
    for quad in layout.quads {
      numbers += [Double(quad.textureID), quad.x, quad.y, quad.width, quad.height, quad.uvX, quad.uvY, quad.uvWidth, quad.uvHeight]
    }
    return numbers + [layout.width, layout.height]
  }
}

import ArcaneGraphics
import ArcaneScript

/// TrueType fonts at a pixel size. Their glyphs are kept in textures that are made on demand.
struct FontStore {
  private struct Entry {
    let path: String
    let pixelSize: Double
    /// nil while the file cannot be used, which has been reported; its texts are empty.
    var font: TrueTypeFont?
    /// Counts the contents of the file. Each has pages of its own, because script may still hold layouts of the one
    /// before.
    var revision = 0
  }

  private var entries: [Entry] = []
  private var idOf: [String: UInt32] = [:]
  private let pages = Pages()

  /// Why a texture for glyphs could not be made; thrown by the next call, which misses the glyphs.
  private final class Pages { var problem: (any Error)? }

  /// - Throws: an `OpError` for a size out of range.
  mutating func load(_ path: String, pixelSize: Double, _ assets: AssetStore) throws -> UInt32 {
    guard pixelSize >= 1, pixelSize <= TrueTypeFont.maximumPixelSize else {
      throw OpError("a font is 1 to \(Int(TrueTypeFont.maximumPixelSize)) pixels high, not \(pixelSize)", as: .rangeError)
    }
    let name = "\(path)@\(pixelSize)"
    if let id = idOf[name] { return id }
    guard assets.textures != nil else { return 0 }
    var entry = Entry(path: path, pixelSize: pixelSize)
    entry.font = try font(entry, assets)
    entries.append(entry)
    idOf[name] = UInt32(entries.count)
    return UInt32(entries.count)
  }

  /// The file has other content now.
  mutating func reload(_ path: String, _ assets: AssetStore) {
    for index in entries.indices where entries[index].path == path {
      entries[index].revision += 1
      do { entries[index].font = try font(entries[index], assets) } catch { pages.problem = error }
    }
  }

  private func font(_ entry: Entry, _ assets: AssetStore) throws -> TrueTypeFont? {
    guard let textures = assets.textures, let bytes = try assets.loadFont(entry.path) else { return nil }
    var count = 0
    return try bytes.withUnsafeBytes { bytes in
      try TrueTypeFont(bytes: bytes, pixelSize: entry.pixelSize, textures: textures) { [pages] in
        count += 1
        do {
          return try assets.textureID(generated: "font \(entry.path)@\(entry.pixelSize) revision \(entry.revision) page \(count)")
        } catch {
          pages.problem = error
          return 0
        }
      }
    }
  }

  private func checkPages() throws {
    guard let problem = pages.problem else { return }
    pages.problem = nil
    throw problem
  }

  private func font(_ id: UInt32) -> TrueTypeFont? { id >= 1 && Int(id) <= entries.count ? entries[Int(id) - 1].font : nil }

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

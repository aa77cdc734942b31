import ArcaneGraphics
import ArcaneScript

/// TrueType fonts at a pixel size. Their glyphs live in textures that are made as they are needed.
struct FontStore {
  mutating func load(_ path: String, pixelSize: Double, _ assets: AssetStore) throws -> UInt32 {
    throw OpError("fonts are not available")
  }
  func metrics(_ id: UInt32) -> [Double] { [0, 0, 0] }
  mutating func layout(_ id: UInt32, _ text: String, _ assets: AssetStore) throws -> [Double] { [0, 0] }
}

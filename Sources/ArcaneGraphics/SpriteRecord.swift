/// The layout of one sprite in a batch: 22 four-byte little-endian slots, 88 bytes.
///
/// It is the layout that games hand over in `op_submit_sprite_batch`, so a whole batch is taken with one copy.
/// Texture id, layer and shader id are raw integer bits in their slots; never pass them through float arithmetic,
/// they look like denormals and NaNs.
public enum SpriteRecord {
  public static let slotCount = 22
  public static let byteCount = 88
  /// A built-in shader beside 0: the same without lights, for what lies over the scene.
  public static let unlitShaderID = UInt32.max

  /// Slot numbers; the byte offset is four times the slot.
  enum Slot {
    static let textureID = 0
    static let x = 1
    static let y = 2
    static let width = 3
    static let height = 4
    static let layer = 5
    static let uvX = 6
    static let uvY = 7
    static let uvWidth = 8
    static let uvHeight = 9
    static let red = 10
    static let green = 11
    static let blue = 12
    static let alpha = 13
    static let rotation = 14
    static let originX = 15
    static let originY = 16
    static let flipX = 17
    static let flipY = 18
    static let opacity = 19
    static let blendMode = 20
    static let shaderID = 21
  }
}

/// How a sprite's color meets what is already drawn. Raw values are those of the batch format.
public enum BlendMode: UInt8, CaseIterable, Sendable {
  /// src·srcA + dst·(1 − srcA)
  case alpha = 0
  /// src·srcA + dst
  case additive = 1
  /// src·dst + dst·(1 − srcA)
  case multiply = 2
  /// src + dst·(1 − src)
  case screen = 3

  /// Whether the sprite's alpha scales its color.
  var weighsByAlpha: Bool { self == .alpha || self == .additive }

  /// The mode for a number out of a batch: fractions are cut, larger values act as `screen`, NaN and negatives as `alpha`.
  @inline(__always)
  init(slot value: Float) {
    if value >= 3 {
      self = .screen
    } else if value >= 2 {
      self = .multiply
    } else if value >= 1 {
      self = .additive
    } else {
      self = .alpha
    }
  }
}

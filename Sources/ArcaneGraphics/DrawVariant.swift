/// What a driver compiles code of its own for: a shader together with the state that it is used in.
///
/// Software renderers compile when such a combination is first drawn, a millisecond or more each, and so do many GPU
/// drivers. What one generation has drawn, the next one draws unseen while it waits.
public struct DrawVariant: Hashable, Sendable {
  var features: ShaderFeatures
  var cover: Batch.Cover
  /// Without colour conversions.
  var raw: Bool
  var texture: TextureClass

  /// Of a texture, what the code that samples it depends on (llvmpipe: lp_sampler_static_state).
  struct TextureClass: Hashable, Sendable {
    var widthIsPowerOfTwo = true
    var heightIsPowerOfTwo = true
    var linear = false
  }

  /// What most games draw, for a generation without a predecessor to learn from.
  public static let usual: [DrawVariant] = {
    let plain = ShaderFeatures(textured: false, cutout: false, lit: false)
    let picture = ShaderFeatures(textured: true, cutout: false, lit: false)
    let cutout = ShaderFeatures(textured: true, cutout: true, lit: false)
    let odd = TextureClass(widthIsPowerOfTwo: false, heightIsPowerOfTwo: false)
    let even = TextureClass()
    return [
      DrawVariant(features: plain, cover: .opaque, raw: false, texture: even),
      DrawVariant(features: plain, cover: .blended(.alpha), raw: false, texture: even),
      DrawVariant(features: picture, cover: .opaque, raw: true, texture: odd),
      DrawVariant(features: picture, cover: .blended(.alpha), raw: false, texture: odd),
      DrawVariant(features: picture, cover: .blended(.alpha), raw: false, texture: even),
      DrawVariant(features: cutout, cover: .cutout, raw: false, texture: odd),
      DrawVariant(features: ShaderFeatures(textured: true, cutout: false, lit: true), cover: .blended(.alpha), raw: false, texture: odd),
    ]
  }()

  // MARK: As a number, to be handed on. Bits from the lowest: textured, cutout, lit, raw, width, height, linear; then the cover.

  public var code: UInt16 {
    let bits = [
      features.textured, features.cutout, features.lit, raw, texture.widthIsPowerOfTwo, texture.heightIsPowerOfTwo, texture.linear,
    ]
    let flags = bits.enumerated().reduce(UInt16(0)) { $0 | ($1.element ? 1 << UInt16($1.offset) : 0) }
    let index = Self.covers.firstIndex(of: cover) ?? 0
    return flags | UInt16(index) << 7
  }

  /// nil for a number that stands for nothing.
  public init?(code: UInt16) {
    let index = Int(code >> 7)
    guard Self.covers.indices.contains(index) else { return nil }
    func flag(_ bit: UInt16) -> Bool { code & 1 << bit != 0 }
    features = ShaderFeatures(textured: flag(0), cutout: flag(1), lit: flag(2))
    cover = Self.covers[index]
    raw = flag(3)
    texture = TextureClass(widthIsPowerOfTwo: flag(4), heightIsPowerOfTwo: flag(5), linear: flag(6))
  }

  init(features: ShaderFeatures, cover: Batch.Cover, raw: Bool, texture: TextureClass) {
    (self.features, self.cover, self.raw, self.texture) = (features, cover, raw, texture)
  }

  private static let covers: [Batch.Cover] = [
    .opaque, .cutout, .blended(.alpha), .blended(.additive), .blended(.multiply), .blended(.screen),
  ]
}

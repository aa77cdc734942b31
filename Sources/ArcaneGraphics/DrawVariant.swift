/// What a driver compiles code of its own for: a shader together with the state that it is used in.
///
/// Software renderers compile when such a combination is first drawn, a millisecond or more each, and so do many GPU
/// drivers. What one generation has drawn, the next one draws unseen while it waits.
public struct DrawVariant: Hashable, Sendable {
  /// nil where the vertex colour is all there is.
  var texture: TextureClass?
  var cover: Batch.Cover
  var lit: Bool
  /// Without colour conversions.
  var raw: Bool

  var features: ShaderFeatures { ShaderFeatures(filter: texture?.filter, cover: cover, lit: lit) }

  /// Of a texture, what the code that samples it depends on (llvmpipe: lp_sampler_static_state).
  struct TextureClass: Hashable, Sendable {
    var widthIsPowerOfTwo = true
    var heightIsPowerOfTwo = true
    var filter = TextureFilter.nearest
  }

  /// What most games draw, for a generation without a predecessor to learn from.
  public static let usual: [DrawVariant] = {
    let odd = TextureClass(widthIsPowerOfTwo: false, heightIsPowerOfTwo: false)
    let even = TextureClass()
    return [
      DrawVariant(texture: nil, cover: .opaque, lit: false, raw: false),
      DrawVariant(texture: nil, cover: .blended(.alpha), lit: false, raw: false),
      DrawVariant(texture: odd, cover: .opaque, lit: false, raw: true),
      DrawVariant(texture: odd, cover: .blended(.alpha), lit: false, raw: false),
      DrawVariant(texture: even, cover: .blended(.alpha), lit: false, raw: false),
      DrawVariant(texture: odd, cover: .cutout, lit: false, raw: false),
      DrawVariant(texture: odd, cover: .blended(.alpha), lit: true, raw: false),
    ]
  }()

  // MARK: As a number, to be handed on. Bits from the lowest: textured, lit, raw, width, height, linear, undecoded; then the cover.

  public var code: UInt16 {
    let known = texture ?? TextureClass()
    let bits = [
      texture != nil, lit, raw, known.widthIsPowerOfTwo, known.heightIsPowerOfTwo, known.filter.isLinear, !known.filter.isSRGB,
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
    let filter: TextureFilter = !flag(5) ? .nearest : flag(6) ? .undecodedLinear : .linear
    let texture = TextureClass(widthIsPowerOfTwo: flag(3), heightIsPowerOfTwo: flag(4), filter: filter)
    self.init(texture: flag(0) ? texture : nil, cover: Self.covers[index], lit: flag(1), raw: flag(2))
  }

  init(texture: TextureClass?, cover: Batch.Cover, lit: Bool, raw: Bool) {
    (self.texture, self.cover, self.lit, self.raw) = (texture, cover, lit, raw)
  }

  private static let covers: [Batch.Cover] = [
    .opaque, .cutout, .blended(.alpha), .blended(.additive), .blended(.multiply), .blended(.screen),
  ]
}

/// A variant for which a driver compiles separate code: a shader together with the state that it is used in.
///
/// Software renderers compile when such a combination is first drawn, a millisecond or more each, and so do many GPU
/// drivers. The next generation draws the variants of earlier ones invisibly while it waits.
public struct DrawVariant: Hashable, Sendable {
  /// nil where the vertex color is all there is.
  var texture: TextureClass?
  var alphaMode: Batch.AlphaMode
  var lit: Bool
  /// Drawn without sRGB conversions.
  var bypassesSRGB: Bool

  var features: ShaderFeatures { ShaderFeatures(filter: texture?.filter, alphaMode: alphaMode, lit: lit) }

  /// Of a texture, what the code that samples it depends on (llvmpipe: lp_sampler_static_state).
  struct TextureClass: Hashable, Sendable {
    var widthIsPowerOfTwo = true
    var heightIsPowerOfTwo = true
    var filter = TextureFilter.nearest
  }

  /// The variants of most games, for a generation without a predecessor.
  public static let usual: [DrawVariant] = {
    let odd = TextureClass(widthIsPowerOfTwo: false, heightIsPowerOfTwo: false)
    let even = TextureClass()
    return [
      DrawVariant(texture: nil, alphaMode: .opaque, lit: false, bypassesSRGB: false),
      DrawVariant(texture: nil, alphaMode: .blended(.alpha), lit: false, bypassesSRGB: false),
      DrawVariant(texture: odd, alphaMode: .opaque, lit: false, bypassesSRGB: true),
      DrawVariant(texture: odd, alphaMode: .blended(.alpha), lit: false, bypassesSRGB: false),
      DrawVariant(texture: even, alphaMode: .blended(.alpha), lit: false, bypassesSRGB: false),
      DrawVariant(texture: odd, alphaMode: .alphaTest, lit: false, bypassesSRGB: false),
      DrawVariant(texture: odd, alphaMode: .blended(.alpha), lit: true, bypassesSRGB: false),
    ]
  }()

  // MARK: As a number, for later generations. Bits from the lowest: textured, lit, bypasses sRGB, width, height,
  // linear, undecoded; then the alphaMode.

  public var code: UInt16 {
    let known = texture ?? TextureClass()
    let bits = [
      texture != nil, lit, bypassesSRGB, known.widthIsPowerOfTwo, known.heightIsPowerOfTwo, known.filter.isLinear, !known.filter.isSRGB,
    ]
    let flags = bits.enumerated().reduce(UInt16(0)) { $0 | ($1.element ? 1 << UInt16($1.offset) : 0) }
    let index = Self.alphaModes.firstIndex(of: alphaMode) ?? 0
    return flags | UInt16(index) << 7
  }

  /// nil for an invalid number.
  public init?(code: UInt16) {
    let index = Int(code >> 7)
    guard Self.alphaModes.indices.contains(index) else { return nil }
    func flag(_ bit: UInt16) -> Bool { code & 1 << bit != 0 }
    let filter: TextureFilter = !flag(5) ? .nearest : flag(6) ? .undecodedLinear : .linear
    let texture = TextureClass(widthIsPowerOfTwo: flag(3), heightIsPowerOfTwo: flag(4), filter: filter)
    self.init(texture: flag(0) ? texture : nil, alphaMode: Self.alphaModes[index], lit: flag(1), bypassesSRGB: flag(2))
  }

  init(texture: TextureClass?, alphaMode: Batch.AlphaMode, lit: Bool, bypassesSRGB: Bool) {
    (self.texture, self.alphaMode, self.lit, self.bypassesSRGB) = (texture, alphaMode, lit, bypassesSRGB)
  }

  private static let alphaModes: [Batch.AlphaMode] = [
    .opaque, .alphaTest, .blended(.alpha), .blended(.additive), .blended(.multiply), .blended(.screen),
  ]
}

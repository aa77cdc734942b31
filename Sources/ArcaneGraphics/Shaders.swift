/// The programs of the 2D pipeline.
///
/// Colors are linear everywhere: sRGB textures are decoded when sampled, and the framebuffer encodes on write. Each
/// combination of features is a program of its own, as a software renderer pays for every instruction of a fragment.
struct ShaderFeatures: Hashable, Sendable {
  var textured: Bool
  /// Texels, which are multiplied by their alpha, are mixed: only with those inside of the sprite's own part of the texture.
  var smooth: Bool
  /// The sprite's alpha is multiplied into its color as well.
  var premultiplied: Bool
  var alphaTest: Bool
  var lit: Bool

  /// - Parameter filter: Of the texture; nil without one.
  init(filter: TextureFilter?, alphaMode: Batch.AlphaMode, lit: Bool) {
    textured = filter != nil
    smooth = filter?.isLinear ?? false
    if smooth, case .blended(let mode) = alphaMode { premultiplied = mode.weighsByAlpha } else { premultiplied = false }
    alphaTest = alphaMode == .alphaTest
    self.lit = lit
  }

  /// `view` maps world to clip space: clip = world · view.xy + view.zw. The color is the same at all corners of a quad
  /// and triangle, thus flat; all is at one depth, so no perspective division for the texture coordinates.
  var vertexSource: String {
    """
    #version 330 core
    layout(location = 0) in vec4 place;
    layout(location = 1) in vec4 color;
    layout(location = 2) in vec4 more;
    uniform vec4 view;
    flat out vec4 tint;
    \(textured ? "noperspective out vec2 uv;\nflat out float arrayLayer;" : "")
    \(smooth ? "uniform sampler2DArray image;\nflat out vec4 part;" : "")
    void main() {
      gl_Position = vec4(place.xy * view.xy + view.zw, 0.0, 1.0);
      tint = color;
      \(textured ? "uv = place.zw;\narrayLayer = more.x;" : "")
      \(smooth ? Self.partOfTexture : "")
    }
    """
  }

  /// `world` maps gl_FragCoord to world space the same way. Lights: position and 1/radius, then color · intensity.
  func fragmentSource(_ order: ByteOrder) -> String {
    """
    #version 330 core
    flat in vec4 tint;
    \(textured ? "noperspective in vec2 uv;\nflat in float arrayLayer;\nuniform sampler2DArray image;" : "")
    \(smooth ? "flat in vec4 part;" : "")
    \(lit ? Self.lightDeclarations : "")
    layout(location = 0) out vec4 result;
    void main() {
      \(textured ? "vec4 texel = texture(image, vec3(\(smooth ? "clamp(uv, part.xy, part.zw)" : "uv"), arrayLayer));" : "")
      vec4 color = \(textured ? "texel * tint" : "tint");
      \(alphaTest ? "if (color.a < 0.5) discard;" : "")
      \(lit ? "color.rgb *= light();" : "")
      \(smooth ? "color.rgb = min(color.rgb, \(premultiplied ? "color" : "texel").aaa);" : "")
      result = color\(order == .blueFirst ? ".bgra" : "");
    }
    """
  }

  /// Half a texel inside of the sprite's part of the texture no other part's texels are mixed in. Of a part narrower than a
  /// texel its middle is left.
  private static let partOfTexture = """
    vec2 inset = 0.5 / vec2(textureSize(image, 0).xy);
    vec2 middle = (place.zw + more.yz) * 0.5;
    part.xy = min(min(place.zw, more.yz) + inset, middle);
    part.zw = max(max(place.zw, more.yz) - inset, middle);
    """

  private static let lightDeclarations = """
    uniform vec4 world;
    uniform vec3 ambient;
    uniform int lightCount;
    uniform vec3 lightPlace[\(Lighting.maximumPointLights)];
    uniform vec3 lightColor[\(Lighting.maximumPointLights)];
    vec3 light() {
      vec2 here = gl_FragCoord.xy * world.xy + world.zw;
      vec3 sum = ambient;
      for (int i = 0; i < lightCount; i++) {
        float t = clamp(1.0 - distance(here, lightPlace[i].xy) * lightPlace[i].z, 0.0, 1.0);
        sum += lightColor[i] * (t * t * (3.0 - 2.0 * t));
      }
      return clamp(sum, 0.0, 1.0);
    }
    """
}

/// How a picture's colors lie in memory. X servers want blue first; exchanging it for red as the last step of each
/// shader costs nothing, while a pass over the finished picture takes a tenth of the time that it takes to draw.
public enum ByteOrder: Sendable { case redFirst, blueFirst }

/// A compiled program with the places of its uniforms; -1 where it has none.
final class Shader {
  let program: GLProgram
  let view: Int32
  let world: Int32
  let ambient: Int32
  let lightCount: Int32
  let lightPlace: Int32
  let lightColor: Int32

  init(_ features: ShaderFeatures, _ order: ByteOrder) throws(GraphicsError) {
    program = try GLProgram(vertex: features.vertexSource, fragment: features.fragmentSource(order))
    view = program.uniform("view")
    world = program.uniform("world")
    ambient = program.uniform("ambient")
    lightCount = program.uniform("lightCount")
    lightPlace = program.uniform("lightPlace")
    lightColor = program.uniform("lightColor")
  }
}

/// The programs of the 2D pipeline.
///
/// Colours are linear everywhere: sRGB textures are decoded when sampled, and the framebuffer encodes on write. Each
/// combination of features is a program of its own, as a software renderer pays for every instruction of a fragment.
struct ShaderFeatures: Hashable, Sendable {
  var textured: Bool
  var cutout: Bool
  var lit: Bool

  /// `view` maps world to clip space: clip = world · view.xy + view.zw. The colour is the same at all corners of a quad
  /// and triangle, thus flat; all is at one depth, so no perspective division for the texture coordinates.
  var vertexSource: String {
    """
    #version 330 core
    layout(location = 0) in vec4 place;
    layout(location = 1) in vec4 colour;
    layout(location = 2) in float layer;
    uniform vec4 view;
    flat out vec4 tint;
    \(textured ? "noperspective out vec2 uv;\nflat out float sheetLayer;" : "")
    void main() {
      gl_Position = vec4(place.xy * view.xy + view.zw, 0.0, 1.0);
      tint = colour;
      \(textured ? "uv = place.zw;\nsheetLayer = layer;" : "")
    }
    """
  }

  /// `world` maps gl_FragCoord to world space the same way. Lights: position and 1/radius, then colour · intensity.
  func fragmentSource(_ order: ByteOrder) -> String {
    """
    #version 330 core
    flat in vec4 tint;
    \(textured ? "noperspective in vec2 uv;\nflat in float sheetLayer;\nuniform sampler2DArray image;" : "")
    \(lit ? Self.lightDeclarations : "")
    layout(location = 0) out vec4 result;
    void main() {
      vec4 colour = \(textured ? "texture(image, vec3(uv, sheetLayer)) * tint" : "tint");
      \(cutout ? "if (colour.a < 0.5) discard;" : "")
      \(lit ? "colour.rgb *= light();" : "")
      result = colour\(order == .blueFirst ? ".bgra" : "");
    }
    """
  }

  private static let lightDeclarations = """
    uniform vec4 world;
    uniform vec3 ambient;
    uniform int lightCount;
    uniform vec3 lightPlace[\(Lighting.maximumPointLights)];
    uniform vec3 lightColour[\(Lighting.maximumPointLights)];
    vec3 light() {
      vec2 here = gl_FragCoord.xy * world.xy + world.zw;
      vec3 sum = ambient;
      for (int i = 0; i < lightCount; i++) {
        float t = clamp(1.0 - distance(here, lightPlace[i].xy) * lightPlace[i].z, 0.0, 1.0);
        sum += lightColour[i] * (t * t * (3.0 - 2.0 * t));
      }
      return clamp(sum, 0.0, 1.0);
    }
    """
}

/// How a picture's colours lie in memory. X servers want blue first; exchanging it for red as the last step of each
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
  let lightColour: Int32

  init(_ features: ShaderFeatures, _ order: ByteOrder) throws(GraphicsError) {
    program = try GLProgram(vertex: features.vertexSource, fragment: features.fragmentSource(order))
    view = program.uniform("view")
    world = program.uniform("world")
    ambient = program.uniform("ambient")
    lightCount = program.uniform("lightCount")
    lightPlace = program.uniform("lightPlace")
    lightColour = program.uniform("lightColour")
  }
}

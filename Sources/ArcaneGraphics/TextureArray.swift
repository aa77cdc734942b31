import CGL

/// Textures of one size and filter, one on top of the other: an array texture. What lies in one array is drawn without a
/// change of texture in between, which on a software renderer costs more than a small sprite.
final class TextureArray {
  /// What its textures have in common.
  struct Format: Hashable {
    /// In pixels.
    var width: Int
    var height: Int
    var filter: TextureFilter
    var byteCount: Int { width * height * 4 }
  }

  let format: Format
  private let texture = GLTexture()
  private var free: [Int]
  let count: Int

  var name: UInt32 { texture.name }
  var hasFreeLayer: Bool { !free.isEmpty }
  var isEmpty: Bool { free.count == count }

  /// - Parameter count: at least 1, at most what the driver takes; all of them are zeros at first.
  init(_ format: Format, count: Int) {
    self.format = format
    self.count = count
    free = Array((0..<count).reversed())
    bind()
    glTexImage3D(
      GLenum(GL_TEXTURE_2D_ARRAY), 0, format.filter.isSRGB ? GL_SRGB8_ALPHA8 : GL_RGBA8, GLsizei(format.width),
      GLsizei(format.height), GLsizei(count), 0, GLenum(GL_RGBA), GLenum(GL_UNSIGNED_BYTE), nil)
    let mode = format.filter.isLinear ? GL_LINEAR : GL_NEAREST
    glTexParameteri(GLenum(GL_TEXTURE_2D_ARRAY), GLenum(GL_TEXTURE_MIN_FILTER), mode)
    glTexParameteri(GLenum(GL_TEXTURE_2D_ARRAY), GLenum(GL_TEXTURE_MAG_FILTER), mode)
    glTexParameteri(GLenum(GL_TEXTURE_2D_ARRAY), GLenum(GL_TEXTURE_WRAP_S), GL_CLAMP_TO_EDGE)
    glTexParameteri(GLenum(GL_TEXTURE_2D_ARRAY), GLenum(GL_TEXTURE_WRAP_T), GL_CLAMP_TO_EDGE)
    glTexParameteri(GLenum(GL_TEXTURE_2D_ARRAY), GLenum(GL_TEXTURE_MAX_LEVEL), 0)
  }

  func bind() { glBindTexture(GLenum(GL_TEXTURE_2D_ARRAY), texture.name) }

  /// A layer that nobody else has; nil when all are taken.
  func take() -> Int? { free.popLast() }
  func giveBack(_ layer: Int) { free.append(layer) }

  /// RGBA bytes, top row first, into a rectangle of a layer that was taken.
  func write(_ layer: Int, x: Int, y: Int, width: Int, height: Int, _ pixels: UnsafeRawPointer?) {
    bind()
    glPixelStorei(GLenum(GL_UNPACK_ALIGNMENT), 4)
    glTexSubImage3D(
      GLenum(GL_TEXTURE_2D_ARRAY), 0, GLint(x), GLint(y), GLint(layer), GLsizei(width), GLsizei(height), 1, GLenum(GL_RGBA),
      GLenum(GL_UNSIGNED_BYTE), pixels)
  }
}

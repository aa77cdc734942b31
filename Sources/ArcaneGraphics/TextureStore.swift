import CGL
import Glibc

/// How a texture's texels are read.
public enum TextureFilter: Equatable, Sendable {
  /// Nearest texel, decoded from sRGB: what games get by default.
  case nearest
  /// Bilinear. Stored without sRGB decoding, so its colours come out brighter: existing games are drawn with that.
  case linear
}

/// The textures of a game, by ids that the caller gives. Needs a current GL context.
public final class TextureStore {
  /// Pixels on a side that every GL 3.3 driver takes is 1024; in practice it is 16384, and the driver is asked.
  public let maximumSide: Int

  struct Entry {
    /// nil where the colour is all there is to know: one texel is never sampled (`TextureTraits.solid`).
    var texture: GLTexture?
    var width: Int
    var height: Int
    var filter: TextureFilter
    var traits: TextureTraits
  }

  private var entries: [UInt32: Entry] = [:]

  public init() {
    var side: GLint = 0
    glGetIntegerv(GLenum(GL_MAX_TEXTURE_SIZE), &side)
    maximumSide = max(1024, Int(side))
  }

  public var count: Int { entries.count }

  /// Width and height in pixels; nil for an unknown id.
  public func size(of id: UInt32) -> (width: Int, height: Int)? { entries[id].map { ($0.width, $0.height) } }

  /// Puts RGBA pixels, 8 bits a channel, top row first, behind an id. An id that is in use gets the new content in place,
  /// of whatever size and filter: the next frame shows it, and nobody who holds the id notices.
  /// - Parameters:
  ///   - pixels: width · height · 4 bytes; read during the call only, so it may be a mapping of a file.
  /// - Throws: `GraphicsError.pixelSize`, `.imageTooLarge`.
  public func upload(
    _ id: UInt32, width: Int, height: Int, pixels: UnsafeRawBufferPointer, filter: TextureFilter = .nearest
  ) throws(GraphicsError) {
    guard width <= maximumSide, height <= maximumSide else {
      throw .imageTooLarge(width: width, height: height, limit: maximumSide)
    }
    guard width > 0, height > 0, pixels.count == width * height * 4 else {
      throw .pixelSize(width: width, height: height, bytes: pixels.count)
    }
    let traits = TextureTraits(pixels: pixels, filter: filter)
    let texture = traits.solid == nil ? place(width, height, pixels, filter, over: entries[id]) : nil
    entries[id] = Entry(texture: texture, width: width, height: height, filter: filter, traits: traits)
  }

  /// Makes a texture, or gives `old` its new content.
  private func place(
    _ width: Int, _ height: Int, _ pixels: UnsafeRawBufferPointer, _ filter: TextureFilter, over old: Entry?
  ) -> GLTexture {
    let texture = old?.texture ?? GLTexture()
    glBindTexture(GLenum(GL_TEXTURE_2D), texture.name)
    glPixelStorei(GLenum(GL_UNPACK_ALIGNMENT), 4)
    if let old, old.texture != nil, old.width == width, old.height == height, old.filter == filter {
      glTexSubImage2D(
        GLenum(GL_TEXTURE_2D), 0, 0, 0, GLsizei(width), GLsizei(height), GLenum(GL_RGBA), GLenum(GL_UNSIGNED_BYTE),
        pixels.baseAddress)
    } else {
      glTexImage2D(
        GLenum(GL_TEXTURE_2D), 0, filter == .nearest ? GL_SRGB8_ALPHA8 : GL_RGBA8, GLsizei(width), GLsizei(height), 0,
        GLenum(GL_RGBA), GLenum(GL_UNSIGNED_BYTE), pixels.baseAddress)
      let mode = filter == .nearest ? GL_NEAREST : GL_LINEAR
      glTexParameteri(GLenum(GL_TEXTURE_2D), GLenum(GL_TEXTURE_MIN_FILTER), mode)
      glTexParameteri(GLenum(GL_TEXTURE_2D), GLenum(GL_TEXTURE_MAG_FILTER), mode)
      glTexParameteri(GLenum(GL_TEXTURE_2D), GLenum(GL_TEXTURE_WRAP_S), GL_CLAMP_TO_EDGE)
      glTexParameteri(GLenum(GL_TEXTURE_2D), GLenum(GL_TEXTURE_WRAP_T), GL_CLAMP_TO_EDGE)
      glTexParameteri(GLenum(GL_TEXTURE_2D), GLenum(GL_TEXTURE_MAX_LEVEL), 0)
    }
    return texture
  }

  /// A texture of one pixel, in sRGB bytes.
  public func uploadSolid(_ id: UInt32, red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8) throws(GraphicsError) {
    let pixel: InlineArray<4, UInt8> = [red, green, blue, alpha]
    var failure: GraphicsError?
    pixel.span.withUnsafeBytes { bytes in
      do throws(GraphicsError) {
        try upload(id, width: 1, height: 1, pixels: bytes)
      } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// A transparent white texture to be filled by `update`.
  func uploadBlank(_ id: UInt32, width: Int, height: Int) throws(GraphicsError) {
    let count = width * height * 4
    let pixels = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
    defer { pixels.deallocate() }
    pixels.bindMemory(to: UInt32.self).update(repeating: UInt32(0x00ff_ffff).littleEndian)
    try upload(id, width: width, height: height, pixels: UnsafeRawBufferPointer(pixels))
    entries[id]?.traits.transparency = .full
  }

  /// Replaces a rectangle of a texture that is as transparent as can be. What lies outside of it is a mistake of the caller.
  func update(_ id: UInt32, x: Int, y: Int, width: Int, height: Int, pixels: [UInt8]) {
    guard let entry = entries[id], let texture = entry.texture else { return }
    precondition(x >= 0 && y >= 0 && x + width <= entry.width && y + height <= entry.height)
    precondition(pixels.count == width * height * 4)
    glBindTexture(GLenum(GL_TEXTURE_2D), texture.name)
    glPixelStorei(GLenum(GL_UNPACK_ALIGNMENT), 4)
    glTexSubImage2D(
      GLenum(GL_TEXTURE_2D), 0, GLint(x), GLint(y), GLsizei(width), GLsizei(height), GLenum(GL_RGBA),
      GLenum(GL_UNSIGNED_BYTE), pixels)
  }

  /// The built-in bitmap font (`BitmapFont`).
  public func uploadBitmapFont(_ id: UInt32) throws(GraphicsError) {
    let pixels = BitmapFont.pixels()
    var failure: GraphicsError?
    pixels.withUnsafeBytes { bytes in
      do throws(GraphicsError) {
        try upload(id, width: BitmapFont.width, height: BitmapFont.height, pixels: bytes)
      } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Frees a texture; sprites that still name it are left out. An unknown id is no error.
  public func remove(_ id: UInt32) { entries[id] = nil }

  public func removeAll() { entries.removeAll() }

  func traits(_ id: UInt32) -> TextureTraits? { entries[id]?.traits }

  /// What code that samples it depends on; a texture that is unknown is as good as any.
  func variantClass(_ id: UInt32) -> DrawVariant.TextureClass {
    guard let entry = entries[id] else { return DrawVariant.TextureClass() }
    return DrawVariant.TextureClass(
      widthIsPowerOfTwo: entry.width.nonzeroBitCount == 1, heightIsPowerOfTwo: entry.height.nonzeroBitCount == 1,
      linear: entry.filter == .linear)
  }

  func names(atMost limit: Int) -> [GLuint] { entries.values.lazy.compactMap(\.texture?.name).prefix(limit).map(\.self) }

  func glName(_ id: UInt32) -> GLuint? { entries[id]?.texture?.name }
}

extension TextureTraits {
  /// Looks at every alpha byte.
  init(pixels: UnsafeRawBufferPointer, filter: TextureFilter) {
    if pixels.count == 4 {
      let channel = SIMD4<Float>(
        Float(pixels[0]) / 255, Float(pixels[1]) / 255, Float(pixels[2]) / 255, Float(pixels[3]) / 255)
      let alpha = channel.w
      var colour = channel
      if filter == .nearest {
        colour = SIMD4(sRGBDecoded(channel.x), sRGBDecoded(channel.y), sRGBDecoded(channel.z), alpha)
      }
      self.init(transparency: alpha == 1 ? .none : .full, isSRGB: filter == .nearest, solid: colour)
      return
    }
    var all: UInt32 = 0xff00_0000
    var odd = false
    // Plain loops over words, which the compiler turns into vector code.
    for start in stride(from: 0, to: pixels.count, by: 4096) {
      let end = min(pixels.count, start + 4096)
      var mixed: UInt32 = 0
      for offset in stride(from: start, to: end, by: 4) {
        let word = pixels.loadUnaligned(fromByteOffset: offset, as: UInt32.self).littleEndian
        all &= word
        // The top byte of alpha + 1 is 0 or 1 for 255 and 0 only.
        let alpha = word >> 24
        mixed |= (alpha &+ 1) & 0xfe
      }
      if mixed != 0 {
        odd = true
        break
      }
    }
    if odd {
      self.init(transparency: .full, isSRGB: filter == .nearest, solid: nil)
    } else if all >> 24 == 255 {
      self.init(transparency: .none, isSRGB: filter == .nearest, solid: nil)
    } else {
      self.init(transparency: filter == .nearest ? .binary : .full, isSRGB: filter == .nearest, solid: nil)
    }
  }
}

/// The sRGB value of a linear one, both held within 0…1; NaN gives 0.
func sRGBEncoded(_ value: Float) -> Float {
  guard value > 0 else { return 0 }
  if value >= 1 { return 1 }
  return value <= 0.0031308 ? value * 12.92 : 1.055 * powf(value, 1 / 2.4) - 0.055
}

/// The linear value of an sRGB one, both 0…1 (IEC 61966-2-1).
func sRGBDecoded(_ value: Float) -> Float {
  // The ends are what games use most, and powf's tables are not near when a first frame asks.
  if value == 0 || value == 1 { return value }
  return value <= 0.04045 ? value / 12.92 : powf((value + 0.055) / 1.055, 2.4)
}

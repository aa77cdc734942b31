import CGL
import Glibc

/// How a texture's texels are read.
public enum TextureFilter: Hashable, Sendable {
  /// Nearest texel, decoded from sRGB: what games get by default.
  case nearest
  /// Bilinear, decoded from sRGB. Colors are multiplied by their alpha when they are uploaded, so that a transparent texel's
  /// color does not show at the edge of its neighbors (docs/decisions/0025-linear-textures.md).
  case linear
  /// The same without sRGB decoding, so that colors come out brighter: existing games are drawn with that.
  case undecodedLinear

  var isLinear: Bool { self != .nearest }
  var isSRGB: Bool { self != .undecodedLinear }
}

/// The textures of a game, by ids that the caller gives. Needs a current GL context.
public final class TextureStore {
  /// Pixels on a side that every GL 3.3 driver takes is 1024; in practice it is 16384, and the driver is asked.
  public let maximumSide: Int

  struct Entry {
    var format: TextureArray.Format
    /// nil where the color is all there is to know: one texel is never sampled (`TextureTraits.solid`).
    var place: (array: TextureArray, layer: Int)?
    var traits: TextureTraits
  }

  private var entries: [UInt32: Entry] = [:]
  private var arrays: [TextureArray.Format: [TextureArray]] = [:]
  /// How many more textures of a format are expected.
  private var expected: [TextureArray.Format: Int] = [:]
  /// Layers that every GL 3.3 driver takes.
  private static let mostLayers = 256
  /// Of an array that is made for several textures, in bytes.
  private static let largestArray = 128 << 20

  public init() {
    var side: GLint = 0
    glGetIntegerv(GLenum(GL_MAX_TEXTURE_SIZE), &side)
    maximumSide = max(1024, Int(side))
  }

  /// Announces the next uploads, so that textures of one size and filter get one array. Replaces earlier announcements.
  public func expect(_ coming: [(width: Int, height: Int, filter: TextureFilter)]) {
    expected = [:]
    for each in coming { expected[TextureArray.Format(width: each.width, height: each.height, filter: each.filter), default: 0] += 1 }
  }

  public var count: Int { entries.count }
  /// Of all pixels, in the memory of whatever draws.
  public private(set) var byteCount = 0

  /// Width and height in pixels; nil for an unknown id.
  public func size(of id: UInt32) -> (width: Int, height: Int)? { entries[id].map { ($0.format.width, $0.format.height) } }

  /// Puts RGBA pixels, 8 bits a channel, top row first, behind an id. An id that is in use gets the new content in
  /// place, of whatever size and filter: the next frame shows it under the same id.
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
    let format = TextureArray.Format(width: width, height: height, filter: filter)
    var traits = TextureTraits(pixels: pixels, filter: filter)
    let old = entries[id]
    var place: (array: TextureArray, layer: Int)?
    if traits.solid == nil {
      if let old, old.format == format { place = old.place }
      let found = place ?? self.place(format)
      place = found
      if filter.isLinear, traits.transparency != .none {
        let multiplied = PremultipliedPixels(pixels, isSRGB: filter.isSRGB)
        found.array.write(found.layer, x: 0, y: 0, width: width, height: height, multiplied.start)
      } else {
        found.array.write(found.layer, x: 0, y: 0, width: width, height: height, pixels.baseAddress)
      }
      (traits.array, traits.layer) = (found.array.name, Float(found.layer))
    }
    if let old, place == nil || old.format != format { giveBack(old) }
    entries[id] = Entry(format: format, place: place, traits: traits)
  }

  /// A layer for a texture, in an array with a free one or in a new array.
  private func place(_ format: TextureArray.Format) -> (array: TextureArray, layer: Int) {
    if let array = arrays[format]?.first(where: \.hasFreeLayer), let layer = array.take() { return (array, layer) }
    let wanted = min(expected[format] ?? 1, Self.mostLayers, Self.largestArray / format.byteCount)
    let array = TextureArray(format, count: max(1, wanted))
    expected[format] = expected[format].flatMap { $0 > max(1, wanted) ? $0 - max(1, wanted) : nil }
    arrays[format, default: []].append(array)
    byteCount += format.byteCount * array.count
    return (array, array.take() ?? 0)
  }

  private func giveBack(_ entry: Entry) {
    guard let (array, layer) = entry.place else { return }
    array.giveBack(layer)
    guard array.isEmpty else { return }
    arrays[entry.format]?.removeAll { $0 === array }
    byteCount -= entry.format.byteCount * array.count
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
    guard let entry = entries[id], let place = entry.place else { return }
    precondition(x >= 0 && y >= 0 && x + width <= entry.format.width && y + height <= entry.format.height)
    precondition(pixels.count == width * height * 4)
    pixels.withUnsafeBytes { place.array.write(place.layer, x: x, y: y, width: width, height: height, $0.baseAddress) }
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
  public func remove(_ id: UInt32) { if let old = entries.removeValue(forKey: id) { giveBack(old) } }

  public func removeAll() {
    entries.removeAll()
    arrays.removeAll()
    byteCount = 0
  }

  func traits(_ id: UInt32) -> TextureTraits? { entries[id]?.traits }

  /// What code that samples it depends on; a texture that is unknown is as good as any.
  func variantClass(_ id: UInt32) -> DrawVariant.TextureClass {
    guard let entry = entries[id] else { return DrawVariant.TextureClass() }
    return DrawVariant.TextureClass(
      widthIsPowerOfTwo: entry.format.width.nonzeroBitCount == 1, heightIsPowerOfTwo: entry.format.height.nonzeroBitCount == 1,
      filter: entry.format.filter)
  }

  func array(_ id: UInt32) -> TextureArray? { entries[id]?.place?.array }
  var allArrays: [TextureArray] { arrays.values.flatMap(\.self) }
}

extension TextureTraits {
  /// Checks every alpha byte.
  init(pixels: UnsafeRawBufferPointer, filter: TextureFilter) {
    if pixels.count == 4 {
      let channel = SIMD4<Float>(
        Float(pixels[0]) / 255, Float(pixels[1]) / 255, Float(pixels[2]) / 255, Float(pixels[3]) / 255)
      let alpha = channel.w
      var color = channel
      if filter.isSRGB {
        color = SIMD4(sRGBDecoded(channel.x), sRGBDecoded(channel.y), sRGBDecoded(channel.z), alpha)
      }
      self.init(transparency: alpha == 1 ? .none : .full, filter: filter, solid: color)
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
      self.init(transparency: .full, filter: filter, solid: nil)
    } else if all >> 24 == 255 {
      self.init(transparency: .none, filter: filter, solid: nil)
    } else {
      self.init(transparency: filter.isLinear ? .full : .binary, filter: filter, solid: nil)
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
  // The ends are the most common values, and powf's tables are not cache-warm in a first frame.
  if value == 0 || value == 1 { return value }
  return value <= 0.04045 ? value / 12.92 : powf((value + 0.055) / 1.055, 2.4)
}

import CStb
import Glibc

/// Decodes image files through stb_image: PNG, JPEG, BMP, TGA, GIF (first frame), PSD, PNM. The result is upright
/// according to the Exif orientation.
public enum ImageDecoder {
  /// Pixels on a side: what common GPUs take for a texture.
  public static let maximumSide = 16384

  /// Width and height of the upright picture as the file's head says, without decoding.
  /// - Throws: `GraphicsError.undecodableImage`, `.imageTooLarge`.
  public static func size(of bytes: UnsafeRawBufferPointer) throws(GraphicsError) -> (width: Int, height: Int) {
    let (start, length) = try input(bytes)
    var width: Int32 = 0
    var height: Int32 = 0
    var channels: Int32 = 0
    guard stbi_info_from_memory(start, length, &width, &height, &channels) != 0 else {
      throw .undecodableImage(reason: otherFormat(bytes) ?? failure())
    }
    guard width > 0, height > 0 else { throw .undecodableImage(reason: "no pixels") }
    guard width <= maximumSide, height <= maximumSide else {
      throw .imageTooLarge(width: Int(width), height: Int(height), limit: maximumSide)
    }
    return ImageOrientation(of: bytes).exchangesSides ? (Int(height), Int(width)) : (Int(width), Int(height))
  }

  /// Decodes; the pixels stay in the decoder's own memory, without a copy.
  /// - Throws: `GraphicsError.undecodableImage`, `.imageTooLarge`.
  public static func decoded(_ bytes: UnsafeRawBufferPointer) throws(GraphicsError) -> DecodedImage {
    // Checks the limits before any pixel is allocated.
    _ = try size(of: bytes)
    let (start, length) = try input(bytes)
    var width: Int32 = 0
    var height: Int32 = 0
    var channels: Int32 = 0
    // stb_image takes the two bytes of their samples in the wrong order.
    if bytes.starts(with: "P5".utf8) || bytes.starts(with: "P6".utf8), stbi_is_16_bit_from_memory(start, length) != 0 {
      throw .undecodableImage(reason: "a PNM file of 16 bits a channel; save it with 8")
    }
    guard let pixels = stbi_load_from_memory(start, length, &width, &height, &channels, 4) else {
      throw .undecodableImage(reason: failure())
    }
    let image = DecodedImage(taking: pixels, width: Int(width), height: Int(height))
    let orientation = ImageOrientation(of: bytes)
    return orientation == .upright ? image : try image.turned(orientation)
  }

  /// Decodes into an `Image`.
  /// - Throws: `GraphicsError.undecodableImage`, `.imageTooLarge`.
  public static func decode(_ bytes: UnsafeRawBufferPointer) throws(GraphicsError) -> Image {
    let decoded = try decoded(bytes)
    return Image(width: decoded.width, height: decoded.height, pixels: Array(decoded.pixels))
  }

  private static func input(_ bytes: UnsafeRawBufferPointer) throws(GraphicsError) -> (UnsafePointer<UInt8>, Int32) {
    guard let base = bytes.baseAddress, !bytes.isEmpty else { throw .undecodableImage(reason: "the file is empty") }
    guard let length = Int32(exactly: bytes.count) else { throw .undecodableImage(reason: "the file is over 2 GiB") }
    return (base.assumingMemoryBound(to: UInt8.self), length)
  }

  /// The name of a well-known format that is not read.
  private static func otherFormat(_ bytes: UnsafeRawBufferPointer) -> String? {
    let brand = bytes.dropFirst(8)
    if bytes.starts(with: "RIFF".utf8), brand.starts(with: "WEBP".utf8) { return "a WebP file" }
    if bytes.dropFirst(4).starts(with: "ftyp".utf8) {
      return brand.starts(with: "avif".utf8) || brand.starts(with: "avis".utf8) ? "an AVIF file" : "a HEIF file or a video"
    }
    if bytes.starts(with: "<svg".utf8) || bytes.starts(with: "<?xml".utf8) { return "an SVG file" }
    if bytes.starts(with: "II*\0".utf8) || bytes.starts(with: "MM\0*".utf8) { return "a TIFF file" }
    if bytes.starts(with: "DDS ".utf8) { return "a DDS file" }
    if bytes.starts(with: "qoif".utf8) { return "a QOI file" }
    return nil
  }

  private static func failure() -> String {
    stbi_failure_reason().map { String(cString: $0) } ?? "unknown reason"
  }
}

/// Pixels in memory that stb_image allocated with malloc(3); frees it.
public final class DecodedImage {
  public let width: Int
  public let height: Int
  private let start: UnsafeMutablePointer<UInt8>

  init(taking start: UnsafeMutablePointer<UInt8>, width: Int, height: Int) {
    self.start = start
    self.width = width
    self.height = height
  }

  deinit { free(start) }

  /// RGBA, 8 bits each, rows from the top, as in the file (sRGB, alpha not multiplied). Valid as long as the image lives.
  public var pixels: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: width * height * 4) }

  /// A copy of the picture with its pixels where `orientation` says.
  fileprivate func turned(_ orientation: ImageOrientation) throws(GraphicsError) -> DecodedImage {
    let (newWidth, newHeight) = orientation.exchangesSides ? (height, width) : (width, height)
    guard let memory = malloc(width * height * 4) else { throw .undecodableImage(reason: "out of memory") }
    let old = UnsafeRawPointer(start).assumingMemoryBound(to: UInt32.self)
    let new = memory.bindMemory(to: UInt32.self, capacity: width * height)
    for y in 0..<newHeight {
      for x in 0..<newWidth {
        let source = orientation.source(x: x, y: y, width: width, height: height)
        new[y * newWidth + x] = old[source.y * width + source.x]
      }
    }
    return DecodedImage(taking: memory.assumingMemoryBound(to: UInt8.self), width: newWidth, height: newHeight)
  }
}

import CStb

/// Picture files to pixels, through stb_image: PNG, JPEG, BMP, TGA, GIF (first frame), PSD, PNM.
public enum ImageDecoder {
  /// Pixels on a side: what common GPUs take for a texture.
  public static let maximumSide = 16384

  /// Width and height as the file's head says, without decoding.
  /// - Throws: `GraphicsError.undecodableImage`, `.imageTooLarge`.
  public static func size(of bytes: UnsafeRawBufferPointer) throws(GraphicsError) -> (width: Int, height: Int) {
    let (start, length) = try input(bytes)
    var width: Int32 = 0
    var height: Int32 = 0
    var channels: Int32 = 0
    guard stbi_info_from_memory(start, length, &width, &height, &channels) != 0 else {
      throw .undecodableImage(reason: failure())
    }
    guard width > 0, height > 0 else { throw .undecodableImage(reason: "no pixels") }
    guard width <= maximumSide, height <= maximumSide else {
      throw .imageTooLarge(width: Int(width), height: Int(height), limit: maximumSide)
    }
    return (Int(width), Int(height))
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
    guard let pixels = stbi_load_from_memory(start, length, &width, &height, &channels, 4) else {
      throw .undecodableImage(reason: failure())
    }
    return DecodedImage(taking: pixels, width: Int(width), height: Int(height))
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

  private static func failure() -> String {
    stbi_failure_reason().map { String(cString: $0) } ?? "unknown reason"
  }
}

/// Pixels in memory of stb_image's, which goes with it.
public final class DecodedImage {
  public let width: Int
  public let height: Int
  private let start: UnsafeMutablePointer<UInt8>

  init(taking start: UnsafeMutablePointer<UInt8>, width: Int, height: Int) {
    self.start = start
    self.width = width
    self.height = height
  }

  deinit { stbi_image_free(start) }

  /// RGBA, 8 bits each, rows from the top, as in the file (sRGB, alpha not multiplied). Valid as long as the image lives.
  public var pixels: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: width * height * 4) }
}

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

  /// Decodes, and hands over the pixels in the decoder's own memory, which is freed after `body`: no copy for callers that
  /// upload or write them at once.
  /// - Throws: `GraphicsError.undecodableImage`, `.imageTooLarge`, or what `body` throws.
  public static func withDecoded<Result, Failure: Error>(
    _ bytes: UnsafeRawBufferPointer,
    failure convert: (GraphicsError) -> Failure,
    _ body: (_ width: Int, _ height: Int, _ pixels: UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let start: UnsafePointer<UInt8>
    let length: Int32
    do {
      // Checks the limits before any pixel is allocated.
      _ = try size(of: bytes)
      (start, length) = try input(bytes)
    } catch { throw convert(error) }
    var width: Int32 = 0
    var height: Int32 = 0
    var channels: Int32 = 0
    guard let pixels = stbi_load_from_memory(start, length, &width, &height, &channels, 4) else {
      throw convert(.undecodableImage(reason: Self.failure()))
    }
    defer { stbi_image_free(pixels) }
    let count = Int(width) * Int(height) * 4
    return try body(Int(width), Int(height), UnsafeRawBufferPointer(start: pixels, count: count))
  }

  /// Decodes into an `Image`.
  /// - Throws: `GraphicsError.undecodableImage`, `.imageTooLarge`.
  public static func decode(_ bytes: UnsafeRawBufferPointer) throws(GraphicsError) -> Image {
    try withDecoded(bytes, failure: { $0 }) { width, height, pixels throws(GraphicsError) in
      Image(width: width, height: height, pixels: Array(pixels))
    }
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

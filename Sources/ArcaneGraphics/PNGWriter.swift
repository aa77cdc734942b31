import ArcaneLinux
import CStb
import Glibc

/// Pixels to PNG, through stb_image_write.
public enum PNGWriter {
  /// The bytes of a PNG file.
  /// - Throws: `GraphicsError.pixelSize` for an image without pixels.
  public static func encode(_ image: Image) throws(GraphicsError) -> [UInt8] {
    guard image.width > 0, image.height > 0, image.width <= ImageDecoder.maximumSide,
      image.height <= ImageDecoder.maximumSide
    else { throw .pixelSize(width: image.width, height: image.height, bytes: image.pixels.count) }
    var bytes: [UInt8] = []
    let written = withUnsafeMutablePointer(to: &bytes) { sink in
      stbi_write_png_to_func(
        { context, data, size in
          guard let context, let data, size > 0 else { return }
          context.assumingMemoryBound(to: [UInt8].self).pointee
            .append(contentsOf: UnsafeRawBufferPointer(start: data, count: Int(size)))
        }, sink, Int32(image.width), Int32(image.height), 4, image.pixels, Int32(image.width * 4))
    }
    guard written != 0, !bytes.isEmpty else { throw .unwritableImage(path: "(memory)", reason: "out of memory") }
    return bytes
  }

  /// Writes a PNG file atomically.
  /// - Throws: `GraphicsError.unwritableImage` with the path and the reason.
  public static func write(_ image: Image, to path: String) throws(GraphicsError) {
    let bytes = try encode(image)
    do throws(SystemError) { try AtomicFile.write(bytes, to: path, mode: 0o644) } catch {
      throw .unwritableImage(path: path, reason: "\(error.call): \(String(cString: strerror(error.code))) (errno \(error.code))")
    }
  }
}

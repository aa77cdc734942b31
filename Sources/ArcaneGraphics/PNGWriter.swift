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

  /// Writes a PNG file: first beside the target, then renamed over it, so that nobody sees half a picture.
  /// - Throws: `GraphicsError.unwritableImage` with the path and the reason.
  public static func write(_ image: Image, to path: String) throws(GraphicsError) {
    let bytes = try encode(image)
    let partial = "\(path).\(getpid()).part"
    let descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .unwritableImage(path: path, reason: "open: \(lastError())") }
    var offset = 0
    var reason: String?
    while offset < bytes.count, reason == nil {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress.map { $0 + offset }, $0.count - offset) }
      if count > 0 {
        offset += count
      } else if errno != EINTR {
        reason = "write: \(lastError())"
      }
    }
    if close(descriptor) != 0, reason == nil { reason = "close: \(lastError())" }
    if reason == nil, rename(partial, path) != 0 { reason = "rename: \(lastError())" }
    if let reason {
      unlink(partial)
      throw .unwritableImage(path: path, reason: reason)
    }
  }

  private static func lastError() -> String {
    let code = errno
    return "\(String(cString: strerror(code))) (errno \(code))"
  }
}

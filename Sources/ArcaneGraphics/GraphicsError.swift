import CGL

/// Errors about images. Facts only; `description` words them.
public enum GraphicsError: Error, Equatable, CustomStringConvertible {
  /// The bytes are not a readable image; `reason` is the decoder's.
  case undecodableImage(reason: String)
  case imageTooLarge(width: Int, height: Int, limit: Int)
  /// A pixel buffer does not have width · height · 4 bytes, or a side is 0.
  case pixelSize(width: Int, height: Int, bytes: Int)
  case unwritableImage(path: String, reason: String)
  case unreadableFont(reason: String)
  case fontSize(pixels: Double)
  case shader(log: String)
  case framebufferIncomplete(width: Int, height: Int, status: UInt32)
  case gl(codes: [UInt32], during: String)

  public var description: String {
    switch self {
    case .undecodableImage(let reason):
      "not a readable image (\(reason)); PNG, JPEG, BMP, TGA, GIF, PSD and PNM are read"
    case .imageTooLarge(let width, let height, let limit):
      "image of \(width)×\(height) pixels is larger than \(limit) on a side; scale it down or cut it up"
    case .pixelSize(let width, let height, let bytes):
      "\(bytes) bytes of pixels are given for \(width)×\(height); width·height·4 are needed, and no side may be 0"
    case .unwritableImage(let path, let reason): "cannot write the image \(path): \(reason)"
    case .unreadableFont(let reason): "not a readable font (\(reason)); TrueType and OpenType outlines are read"
    case .fontSize(let pixels): "font size of \(pixels) pixels; it must be between 1 and \(Int(TrueTypeFont.maximumPixelSize))"
    case .shader(let log): "the built-in shader does not compile with this driver: \(log)"
    case .framebufferIncomplete(let width, let height, let status):
      "the driver makes no sRGB framebuffer of \(width)×\(height) (status 0x\(String(status, radix: 16)))"
    case .gl(let codes, let during): "OpenGL error \(codes.map(glErrorName).joined(separator: ", ")) during \(during)"
    }
  }
}

private func glErrorName(_ code: UInt32) -> String {
  switch Int32(bitPattern: code) {
  case GL_INVALID_ENUM: "INVALID_ENUM"
  case GL_INVALID_VALUE: "INVALID_VALUE"
  case GL_INVALID_OPERATION: "INVALID_OPERATION"
  case GL_INVALID_FRAMEBUFFER_OPERATION: "INVALID_FRAMEBUFFER_OPERATION"
  case GL_OUT_OF_MEMORY: "OUT_OF_MEMORY"
  default: "0x\(String(code, radix: 16))"
  }
}

/// Takes all pending GL errors.
/// - Throws: `GraphicsError.gl` if there were any.
func checkGL(during: @autoclosure () -> String) throws(GraphicsError) {
  var codes: [UInt32] = []
  // A lost context may report errors forever.
  while codes.count < 8 {
    let code = glGetError()
    if code == GLenum(GL_NO_ERROR) { break }
    codes.append(code)
  }
  if !codes.isEmpty { throw .gl(codes: codes, during: during()) }
}

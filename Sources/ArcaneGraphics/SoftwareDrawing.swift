import CGL

/// Optimizations for software renderers such as Mesa's llvmpipe, where each converted pixel and each pass over a frame
/// costs CPU time.
struct SoftwareDrawing {
  /// Whether frames can be read with the top row first (GL_MESA_pack_invert).
  private let readsTopDown: Bool

  /// nil if the driver is one for a GPU.
  /// - Parameter driver: GL's name of the renderer.
  init?(driver: String) {
    guard ["llvmpipe", "softpipe", "SWR"].contains(where: driver.hasPrefix) else { return nil }
    var count: GLint = 0
    glGetIntegerv(GLenum(GL_NUM_EXTENSIONS), &count)
    readsTopDown = (0..<count).contains { index in
      glGetStringi(GLenum(GL_EXTENSIONS), GLuint(index)).map { String(cString: $0) == "GL_MESA_pack_invert" } ?? false
    }
  }

  /// The batches to be drawn without sRGB conversions. Where texels go to the framebuffer as they are, decoding them and
  /// encoding the result again is for nothing, and takes a third of a frame. But each switch makes llvmpipe finish what it has
  /// collected, so the bypass is worth it only for runs of batches that cover much.
  func batchesBypassingSRGB(_ batches: [Batch], _ camera: Camera, _ viewport: Viewport) -> Set<Int> {
    let pixelsPerUnit = camera.zoom * Float(viewport.pixelWidth) / viewport.width
    let worthwhile = Float(viewport.pixelWidth * viewport.pixelHeight) / 4 / (pixelsPerUnit * pixelsPerUnit)
    var bypassing: Set<Int> = []
    var start = 0
    while start < batches.count {
      var end = start
      var area: Float = 0
      while end < batches.count, batches[end].isPlain {
        area += batches[end].area
        end += 1
      }
      if area >= worthwhile, end > start { bypassing.formUnion(start..<end) }
      start = end + 1
    }
    return bypassing
  }

  /// Reads the bound framebuffer as it lies in memory: asked for another order of channels, Mesa takes each pixel apart.
  /// - Returns: Whether the top row is first.
  fileprivate func read(into bytes: UnsafeMutableRawBufferPointer, width: Int, height: Int) -> Bool {
    if readsTopDown { glPixelStorei(GLenum(GL_PACK_INVERT_MESA), 1) }
    glReadPixels(0, 0, GLsizei(width), GLsizei(height), GLenum(GL_RGBA), GLenum(GL_UNSIGNED_BYTE), bytes.baseAddress)
    if readsTopDown { glPixelStorei(GLenum(GL_PACK_INVERT_MESA), 0) }
    return readsTopDown
  }
}

extension Renderer {
  /// Copies the frame, with the overlay if one was drawn, into memory: three colors in `byteOrder` and an unused byte for each
  /// pixel, top row first, without gaps. Returns when all of it is there. Nothing is done without a software renderer, or if
  /// the size is not `frameSize`.
  public func copyFrame(into bytes: UnsafeMutableRawBufferPointer, width: Int, height: Int) throws(GraphicsError) {
    guard let software, width == shown.width, height == shown.height, bytes.count >= width * height * 4 else { return }
    glBindFramebuffer(GLenum(GL_READ_FRAMEBUFFER), shown.name)
    glPixelStorei(GLenum(GL_PACK_ALIGNMENT), 4)
    if !software.read(into: bytes, width: width, height: height) { Self.flipRows(of: bytes, rowBytes: width * 4, rows: height) }
    try checkGL(during: "copying the frame")
  }
}

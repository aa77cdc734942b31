import CGL

// Where the finished picture goes: into the window, or into memory.
extension Renderer {
  var shown: GLCanvas { showsOverlay ? overlaid ?? canvas : canvas }

  /// Copies the picture, which has red first, with the overlay if one was drawn, into the window's back buffer. The caller
  /// swaps. Called again without a `render` in between it shows the last frame again.
  /// - Parameters:
  ///   - pixelWidth: Of the window's drawable, which may have changed since the picture was drawn.
  public func present(pixelWidth: Int, pixelHeight: Int) throws(GraphicsError) {
    glBindFramebuffer(GLenum(GL_READ_FRAMEBUFFER), shown.name)
    glBindFramebuffer(GLenum(GL_DRAW_FRAMEBUFFER), 0)
    setRaw(true)  // The picture is encoded already.
    // The top edges stay together when the sizes differ for a frame during a resize.
    let width = GLint(min(shown.width, pixelWidth))
    let height = GLint(min(shown.height, pixelHeight))
    let from = GLint(shown.height) - height
    let to = GLint(pixelHeight) - height
    glBlitFramebuffer(
      0, from, width, from + height, 0, to, width, to + height, GLbitfield(GL_COLOR_BUFFER_BIT), GLenum(GL_NEAREST))
    try checkGL(during: "presenting")
  }

  /// Begins to draw what has been asked for. Drivers collect it otherwise until somebody wants to see it.
  public func begin() { glFlush() }

  /// Begins to draw what has been asked for, where nobody looks at the result. Waits for the frame before, so that frames are
  /// not asked for faster than they are drawn.
  public func drawUnseen() {
    let fence = GLFence()
    glFlush()
    unseenFence?.wait()
    unseenFence = fence
  }

  /// Copies the picture, with the overlay if one was drawn, into memory: three colours in `byteOrder` and an unused byte for
  /// each pixel, top row first, without gaps. Returns when all of it is there.
  public func copyPicture(into bytes: UnsafeMutableRawBufferPointer, width: Int, height: Int) throws(GraphicsError) {
    guard width == shown.width, height == shown.height, bytes.count >= width * height * 4 else { return }
    glBindFramebuffer(GLenum(GL_READ_FRAMEBUFFER), shown.name)
    glPixelStorei(GLenum(GL_PACK_ALIGNMENT), 4)
    if readsTopDown { glPixelStorei(GLenum(GL_PACK_INVERT_MESA), 1) }
    // As it lies in the canvas: asked for another order, Mesa takes each pixel apart.
    glReadPixels(0, 0, GLsizei(width), GLsizei(height), GLenum(GL_RGBA), GLenum(GL_UNSIGNED_BYTE), bytes.baseAddress)
    if readsTopDown { glPixelStorei(GLenum(GL_PACK_INVERT_MESA), 0) } else { Self.turnOver(bytes, rowBytes: width * 4, rows: height) }
    try checkGL(during: "copying the picture")
  }

  /// Puts a picture in the place of what was drawn, from the top left corner: rows from the top, without gaps, and in each
  /// pixel blue, green, red and an unused byte. What goes beyond this renderer's own size is left out.
  public func replacePicture(with bytes: UnsafeRawBufferPointer, width: Int, height: Int) throws(GraphicsError) {
    guard width > 0, bytes.count >= width * height * 4 else { return }
    var row = [UInt8](repeating: 0, count: min(width, canvas.width) * 4)
    glBindTexture(GLenum(GL_TEXTURE_2D), canvas.texture.name)
    glPixelStorei(GLenum(GL_UNPACK_ALIGNMENT), 4)
    // Row by row, since OpenGL's first one is the bottom one.
    for y in 0..<min(height, canvas.height) {
      for offset in row.indices { row[offset] = offset % 4 == 3 ? 255 : bytes[y * width * 4 + offset] }
      row.withUnsafeMutableBytes { row in
        if byteOrder == .redFirst { Self.swapRedAndBlue(row) }
        glTexSubImage2D(
          GLenum(GL_TEXTURE_2D), 0, 0, GLint(canvas.height - 1 - y), GLsizei(row.count / 4), 1, GLenum(GL_RGBA),
          GLenum(GL_UNSIGNED_BYTE), row.baseAddress)
      }
    }
    showsOverlay = false
    try checkGL(during: "taking over a picture")
  }

  /// Exchanges the first and the third byte of each four.
  private static func swapRedAndBlue(_ bytes: UnsafeMutableRawBufferPointer) {
    for offset in stride(from: 0, to: bytes.count - 3, by: 4) { bytes.swapAt(offset, offset + 2) }
  }

  /// OpenGL's first row is the bottom one.
  private static func turnOver(_ bytes: UnsafeMutableRawBufferPointer, rowBytes: Int, rows: Int) {
    for top in 0..<rows / 2 {
      let bottom = rows - 1 - top
      for offset in 0..<rowBytes { bytes.swapAt(top * rowBytes + offset, bottom * rowBytes + offset) }
    }
  }

  /// The size of the picture in pixels.
  public var pictureSize: (width: Int, height: Int) { (shown.width, shown.height) }

  /// The picture, with the overlay if one was drawn: RGBA, 8 bits a channel, sRGB, top row first.
  /// - Parameter withOverlay: else without.
  public func readPixels(withOverlay: Bool = true) throws(GraphicsError) -> Image {
    let shown = withOverlay ? self.shown : canvas
    let width = shown.width
    let height = shown.height
    glBindFramebuffer(GLenum(GL_READ_FRAMEBUFFER), shown.name)
    glPixelStorei(GLenum(GL_PACK_ALIGNMENT), 4)
    var pixels = [UInt8](repeating: 0, count: width * height * 4)
    pixels.withUnsafeMutableBytes { bytes in
      glReadPixels(
        0, 0, GLsizei(width), GLsizei(height), GLenum(GL_RGBA), GLenum(GL_UNSIGNED_BYTE), bytes.baseAddress)
      Self.turnOver(bytes, rowBytes: width * 4, rows: height)
      if byteOrder == .blueFirst { Self.swapRedAndBlue(bytes) }
    }
    try checkGL(during: "reading the picture")
    return Image(width: width, height: height, pixels: pixels)
  }

  /// Copies another canvas into the present one; the top left corners lie together.
  func copyTop(of old: GLCanvas) {
    glBindFramebuffer(GLenum(GL_READ_FRAMEBUFFER), old.name)
    glBindFramebuffer(GLenum(GL_DRAW_FRAMEBUFFER), canvas.name)
    setRaw(true)
    let width = GLint(min(old.width, canvas.width))
    let height = GLint(min(old.height, canvas.height))
    let (from, to) = (GLint(old.height) - height, GLint(canvas.height) - height)
    glBlitFramebuffer(
      0, from, width, from + height, 0, to, width, to + height, GLbitfield(GL_COLOR_BUFFER_BIT), GLenum(GL_NEAREST))
  }

  func copy(from: GLuint, to: GLuint) {
    glBindFramebuffer(GLenum(GL_READ_FRAMEBUFFER), from)
    glBindFramebuffer(GLenum(GL_DRAW_FRAMEBUFFER), to)
    setRaw(true)
    let width = GLint(canvas.width)
    let height = GLint(canvas.height)
    glBlitFramebuffer(0, 0, width, height, 0, 0, width, height, GLbitfield(GL_COLOR_BUFFER_BIT), GLenum(GL_NEAREST))
  }
}

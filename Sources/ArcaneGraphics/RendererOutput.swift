import CGL

// Output of the finished frame, besides `copyFrame`.
extension Renderer {
  var shown: GLRenderTarget { showsOverlay ? overlaid ?? frame : frame }

  /// Copies the frame, with the overlay if one was drawn, into the window's back buffer, which the caller swaps. `byteOrder`
  /// has to be `redFirst`.
  /// - Parameters:
  ///   - pixelWidth: Of the window's drawable, which may have changed since the frame was drawn.
  public func copyToBackBuffer(pixelWidth: Int, pixelHeight: Int) throws(GraphicsError) {
    glBindFramebuffer(GLenum(GL_READ_FRAMEBUFFER), shown.name)
    glBindFramebuffer(GLenum(GL_DRAW_FRAMEBUFFER), 0)
    setSRGBBypass(true)  // The frame is already sRGB-encoded.
    // The top edges stay together when the sizes differ for a frame during a resize.
    let width = GLint(min(shown.width, pixelWidth))
    let height = GLint(min(shown.height, pixelHeight))
    let from = GLint(shown.height) - height
    let to = GLint(pixelHeight) - height
    glBlitFramebuffer(
      0, from, width, from + height, 0, to, width, to + height, GLbitfield(GL_COLOR_BUFFER_BIT), GLenum(GL_NEAREST))
    try checkGL(during: "presenting")
  }

  /// Starts drawing what has been asked for, without waiting for it. Drivers otherwise collect it until somebody wants to see it.
  public func flush() { glFlush() }

  /// Replaces the frame by a picture, from the top left corner. What goes beyond the frame is left out.
  /// - Parameter bytes: Rows from the top, without gaps; blue, green, red and an unused byte for each pixel.
  public func replaceFrame(with bytes: UnsafeRawBufferPointer, width: Int, height: Int) throws(GraphicsError) {
    guard width > 0, bytes.count >= width * height * 4 else { return }
    var row = [UInt8](repeating: 0, count: min(width, frame.width) * 4)
    glBindTexture(GLenum(GL_TEXTURE_2D), frame.texture.name)
    glPixelStorei(GLenum(GL_UNPACK_ALIGNMENT), 4)
    // Row by row, since OpenGL's first one is the bottom one.
    for y in 0..<min(height, frame.height) {
      for offset in row.indices { row[offset] = offset % 4 == 3 ? 255 : bytes[y * width * 4 + offset] }
      row.withUnsafeMutableBytes { row in
        if byteOrder == .redFirst { Self.swapRedAndBlue(row) }
        glTexSubImage2D(
          GLenum(GL_TEXTURE_2D), 0, 0, GLint(frame.height - 1 - y), GLsizei(row.count / 4), 1, GLenum(GL_RGBA),
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
  static func flipRows(of bytes: UnsafeMutableRawBufferPointer, rowBytes: Int, rows: Int) {
    for top in 0..<rows / 2 {
      let bottom = rows - 1 - top
      for offset in 0..<rowBytes { bytes.swapAt(top * rowBytes + offset, bottom * rowBytes + offset) }
    }
  }

  /// In pixels.
  public var frameSize: (width: Int, height: Int) { (shown.width, shown.height) }

  /// The frame, with the overlay if one was drawn: RGBA, 8 bits a channel, sRGB, top row first.
  /// - Parameter withOverlay: false leaves the overlay out.
  public func readPixels(withOverlay: Bool = true) throws(GraphicsError) -> Image {
    let shown = withOverlay ? self.shown : frame
    let width = shown.width
    let height = shown.height
    glBindFramebuffer(GLenum(GL_READ_FRAMEBUFFER), shown.name)
    glPixelStorei(GLenum(GL_PACK_ALIGNMENT), 4)
    var pixels = [UInt8](repeating: 0, count: width * height * 4)
    pixels.withUnsafeMutableBytes { bytes in
      glReadPixels(
        0, 0, GLsizei(width), GLsizei(height), GLenum(GL_RGBA), GLenum(GL_UNSIGNED_BYTE), bytes.baseAddress)
      Self.flipRows(of: bytes, rowBytes: width * 4, rows: height)
      if byteOrder == .blueFirst { Self.swapRedAndBlue(bytes) }
    }
    try checkGL(during: "reading the frame")
    return Image(width: width, height: height, pixels: pixels)
  }

  /// Copies another render target into the present one, top left corner to top left corner.
  func copyTop(of old: GLRenderTarget) {
    glBindFramebuffer(GLenum(GL_READ_FRAMEBUFFER), old.name)
    glBindFramebuffer(GLenum(GL_DRAW_FRAMEBUFFER), frame.name)
    setSRGBBypass(true)
    let width = GLint(min(old.width, frame.width))
    let height = GLint(min(old.height, frame.height))
    let (from, to) = (GLint(old.height) - height, GLint(frame.height) - height)
    glBlitFramebuffer(
      0, from, width, from + height, 0, to, width, to + height, GLbitfield(GL_COLOR_BUFFER_BIT), GLenum(GL_NEAREST))
  }

  func copy(from: GLuint, to: GLuint) {
    glBindFramebuffer(GLenum(GL_READ_FRAMEBUFFER), from)
    glBindFramebuffer(GLenum(GL_DRAW_FRAMEBUFFER), to)
    setSRGBBypass(true)
    let width = GLint(frame.width)
    let height = GLint(frame.height)
    glBlitFramebuffer(0, 0, width, height, 0, 0, width, height, GLbitfield(GL_COLOR_BUFFER_BIT), GLenum(GL_NEAREST))
  }
}

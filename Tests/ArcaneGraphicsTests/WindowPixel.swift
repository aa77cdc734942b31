import CGL

/// A pixel of the window's back buffer, counted from the bottom left.
func windowPixel(_ x: Int, _ y: Int) -> SIMD3<UInt8> {
  glBindFramebuffer(GLenum(GL_READ_FRAMEBUFFER), 0)
  var pixel: [UInt8] = [0, 0, 0, 0]
  glReadPixels(GLint(x), GLint(y), 1, 1, GLenum(GL_RGBA), GLenum(GL_UNSIGNED_BYTE), &pixel)
  return SIMD3(pixel[0], pixel[1], pixel[2])
}

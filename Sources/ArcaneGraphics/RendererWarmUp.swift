import CGL

extension Renderer {
  /// Draws each variant once, into an invisible frame, so that the driver compiles it before the first visible frame.
  public func warmUp(_ variants: [DrawVariant]) throws(GraphicsError) {
    let store = TextureStore()
    prepareToWarmUp()
    let transform = ViewTransform(camera: Camera(.topLeft), viewport: viewport)
    var lighting = Lighting()
    lighting.add(PointLight(x: 0, y: 0, radius: 1, red: 1, green: 1, blue: 1, intensity: 1))
    for variant in variants {
      let shader = try shader(variant.features)
      glUseProgram(shader.program.name)
      setUniforms(shader, transform, lighting)
      if let texture = variant.texture { try bindSample(texture, store) }
      setSRGBBypass(variant.bypassesSRGB)
      setBlending(variant.alphaMode, premultiplied: variant.features.premultiplied)
      glDrawElementsBaseVertex(GLenum(GL_TRIANGLES), 6, GLenum(GL_UNSIGNED_SHORT), nil, 0)
    }
    glDisable(GLenum(GL_BLEND))
    blacken(frame)
    try checkGL(during: "the warm-up")
  }

  /// Draws a pixel of each texture array where nobody sees it: the driver prepares each for use, and allocates what a frame with
  /// as many changes of texture will need.
  public func warmUpTextures() throws(GraphicsError) {
    let features = ShaderFeatures(filter: .nearest, alphaMode: .blended(.alpha), lit: false)
    prepareToWarmUp()
    let shader = try shader(features)
    glUseProgram(shader.program.name)
    setUniforms(shader, ViewTransform(camera: Camera(.topLeft), viewport: viewport), Lighting())
    setSRGBBypass(false)
    setBlending(.blended(.alpha), premultiplied: false)
    for array in textures.allArrays {
      array.bind()
      glDrawElementsBaseVertex(GLenum(GL_TRIANGLES), 6, GLenum(GL_UNSIGNED_SHORT), nil, 0)
    }
    glDisable(GLenum(GL_BLEND))
    blacken(frame)
    glFinish()  // what it took is free only when it has been drawn
    try checkGL(during: "the warm-up of textures")
  }

  private func prepareToWarmUp() {
    let corners: [(Float, Float)] = [(0, 0), (1, 0), (0, 1), (1, 1)]
    let quad = corners.map { Vertex(place: SIMD4($0.0, $0.1, $0.0, $0.1), color: SIMD4(repeating: 1)) }
    glBindFramebuffer(GLenum(GL_FRAMEBUFFER), frame.name)
    glViewport(0, 0, GLsizei(frame.width), GLsizei(frame.height))
    vertexArray.bind()
    vertices.bind()
    quad.withUnsafeBytes { glBufferData(GLenum(GL_ARRAY_BUFFER), $0.count, $0.baseAddress, GLenum(GL_STREAM_DRAW)) }
  }

  private func bindSample(_ texture: DrawVariant.TextureClass, _ store: TextureStore) throws(GraphicsError) {
    let width = texture.widthIsPowerOfTwo ? 2 : 3
    let height = texture.heightIsPowerOfTwo ? 2 : 3
    let id = UInt32(width * 10 + height) + (texture.filter.isLinear ? 100 : 0) + (texture.filter.isSRGB ? 200 : 0)
    if store.array(id) == nil {
      let pixels = [UInt8](repeating: 200, count: width * height * 4)
      var failure: GraphicsError?
      pixels.withUnsafeBytes { bytes in
        do throws(GraphicsError) {
          try store.upload(id, width: width, height: height, pixels: bytes, filter: texture.filter)
        } catch { failure = error }
      }
      if let failure { throw failure }
    }
    store.array(id)?.bind()
  }
}

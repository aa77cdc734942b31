import CGL

/// The state that a frame is drawn with, besides its draw list. Everything but the point lights persists from frame to
/// frame.
public struct Scene: Sendable {
  public var camera: Camera
  /// Linear, alpha 1.
  public var clearRed: Float = 0.1
  public var clearGreen: Float = 0.1
  public var clearBlue: Float = 0.15
  public var lighting = Lighting()

  var clearColor: SIMD3<Float> { SIMD3(clearRed, clearGreen, clearBlue) }

  public init(camera: Camera) { self.camera = camera }
}

/// Draws frames with OpenGL 3.3 core into an sRGB framebuffer of its own, headless and in a window alike, so that both
/// give the same pixels. The owner of the renderer brings a finished frame to the screen: see `copyToBackBuffer` and
/// `copyFrame`. The frame stays, for screenshots and to be shown again.
///
/// Needs its GL context to be current in every call, `init` and the release of the last reference included.
public final class Renderer {
  public let textures: TextureStore
  public private(set) var viewport: Viewport

  /// Times and counts of the last `render`.
  public struct Statistics: Sendable {
    public var sprites = 0
    public var vertices = 0
    public var drawCalls = 0
    /// Sorting, culling and writing the vertices.
    public var planMilliseconds = 0.0
    /// A shader that a sprite names and that does not exist; it was drawn with the built-in one.
    public var unknownShader: UInt32?
  }
  public private(set) var statistics = Statistics()

  /// Holds the frame.
  var frame: GLRenderTarget
  /// The frame with the overlay over it; made when an overlay is first drawn.
  var overlaid: GLRenderTarget?
  var showsOverlay = false
  private var overlayTextures: TextureStore?

  private let planner = FramePlanner()
  let vertexArray = GLVertexArray()
  let vertices = GLBuffer(GL_ARRAY_BUFFER)
  private let indices = GLBuffer(GL_ELEMENT_ARRAY_BUFFER)
  private let sRGBBypassSampler = GLSRGBBypassSampler()
  private var bypassesSRGB = false
  /// Of the framebuffer. Another one takes new shaders.
  public var byteOrder = ByteOrder.redFirst {
    didSet {
      guard byteOrder != oldValue else { return }
      shaders.removeAll()
    }
  }
  private var shaders: [ShaderFeatures: Shader] = [:]
  /// All variants that have been drawn so far.
  public private(set) var variants: Set<DrawVariant> = []

  /// GL's name of the renderer, as drivers give it.
  public let driver: String
  /// nil where a GPU draws.
  let software: SoftwareDrawing?
  /// Whether the CPU draws.
  public var isSoftware: Bool { software != nil }

  /// Quads that 16-bit indices reach in one call.
  private static let quadsPerCall = 16384

  /// - Parameters:
  ///   - viewport: Pixels are held within 1 and the driver's limit.
  /// - Throws: `GraphicsError` if the driver cannot do what is needed.
  public init(viewport: Viewport) throws(GraphicsError) {
    textures = TextureStore()
    driver = glGetString(GLenum(GL_RENDERER)).map { String(cString: $0) } ?? "unknown"
    software = SoftwareDrawing(driver: driver)
    let fitting = Self.fit(viewport, limit: textures.maximumSide)
    self.viewport = fitting
    frame = try GLRenderTarget(width: fitting.pixelWidth, height: fitting.pixelHeight)
    vertexArray.bind()
    vertices.bind()
    indices.bind()
    makeQuadIndices()
    let stride = GLsizei(MemoryLayout<Vertex>.stride)
    for (location, numbers) in [4, 4, 4].enumerated() {
      glEnableVertexAttribArray(GLuint(location))
      glVertexAttribPointer(
        GLuint(location), GLint(numbers), GLenum(GL_FLOAT), GLboolean(GL_FALSE), stride, UnsafeRawPointer(bitPattern: location * 16))
    }
    glEnable(GLenum(GL_FRAMEBUFFER_SRGB))
    glDisable(GLenum(GL_DITHER))
    glDisable(GLenum(GL_DEPTH_TEST))
    blacken(frame)
    try checkGL(during: "set-up")
  }

  /// Takes a new size. Until the next `render` the frame is the old one, at the top left corner, on black. Zero sizes (a
  /// minimized window) are ignored.
  public func resize(_ viewport: Viewport) throws(GraphicsError) {
    guard viewport.pixelWidth > 0, viewport.pixelHeight > 0 else { return }
    let fitting = Self.fit(viewport, limit: textures.maximumSide)
    if fitting.pixelWidth != frame.width || fitting.pixelHeight != frame.height {
      let old = frame
      frame = try GLRenderTarget(width: fitting.pixelWidth, height: fitting.pixelHeight)
      blacken(frame)
      copyTop(of: old)
      overlaid = nil
      showsOverlay = false
    }
    self.viewport = fitting
  }

  // MARK: Drawing

  /// Draws a whole frame.
  public func render(_ list: DrawList, _ scene: Scene) throws(GraphicsError) {
    showsOverlay = false
    try draw(
      list, camera: scene.camera, lighting: scene.lighting, textures: textures, into: frame,
      clear: scene.clearColor)
    try checkGL(during: "the frame")
  }

  /// - Parameter clear: Linear; nil draws over what is there.
  private func draw(
    _ list: DrawList, camera: Camera, lighting: Lighting, textures: TextureStore, into target: GLRenderTarget,
    clear: SIMD3<Float>?
  ) throws(GraphicsError) {
    statistics = Statistics(sprites: list.spriteCount)
    glBindFramebuffer(GLenum(GL_FRAMEBUFFER), target.name)
    glViewport(0, 0, GLsizei(target.width), GLsizei(target.height))
    var count = 0
    if !list.isEmpty, let visible = camera.visibleRect(in: viewport) {
      vertexArray.bind()
      vertices.bind()
      count = fillVertices(list, visible, textures)
    }
    let isLit = !lighting.isNeutral
    let batches = count > 0 ? planner.batches : []
    let bypassing = isLit ? [] : software?.batchesBypassingSRGB(batches, camera, viewport) ?? []
    setSRGBBypass(bypassing.contains(0))
    if let clear { fill(with: clear) }

    let transform = ViewTransform(camera: camera, viewport: viewport)
    var current: ShaderFeatures?
    var ready: Set<ShaderFeatures> = []
    for (index, batch) in batches.enumerated() {
      setSRGBBypass(bypassing.contains(index))
      let variant = DrawVariant(
        texture: batch.textureID.map { textures.variantClass($0) }, alphaMode: batch.alphaMode,
        lit: isLit && batch.shape == .quads && !batch.isUnlit, bypassesSRGB: bypassesSRGB)
      let features = variant.features
      if features != current {
        let shader = try shader(features)
        glUseProgram(shader.program.name)
        if ready.insert(features).inserted { setUniforms(shader, transform, lighting) }
        current = features
      }
      if let id = batch.textureID {
        guard let array = textures.array(id) else { continue }
        array.bind()
      }
      setBlending(batch.alphaMode, premultiplied: features.premultiplied)
      issue(batch)
      variants.insert(variant)
    }
    glDisable(GLenum(GL_BLEND))
  }

  /// With the bypass, texels go to the framebuffer as they are; without, textures are decoded and the framebuffer encodes.
  func setSRGBBypass(_ bypasses: Bool) {
    guard bypasses != bypassesSRGB else { return }
    bypassesSRGB = bypasses
    if bypasses {
      glDisable(GLenum(GL_FRAMEBUFFER_SRGB))
      glBindSampler(0, sRGBBypassSampler.name)
    } else {
      glEnable(GLenum(GL_FRAMEBUFFER_SRGB))
      glBindSampler(0, 0)
    }
  }

  /// Lets the planner write straight into the driver's memory. Returns how many vertices there are.
  private func fillVertices(_ list: DrawList, _ visible: WorldRect, _ textures: TextureStore) -> Int {
    let bytes = FramePlanner.vertexLimit(list) * MemoryLayout<Vertex>.stride
    // New storage each frame: the driver need not wait for the last frame to have been drawn.
    glBufferData(GLenum(GL_ARRAY_BUFFER), bytes, nil, GLenum(GL_STREAM_DRAW))
    guard
      let memory = glMapBufferRange(
        GLenum(GL_ARRAY_BUFFER), 0, bytes, GLbitfield(GL_MAP_WRITE_BIT | GL_MAP_INVALIDATE_BUFFER_BIT))
    else { return 0 }
    let begin = ContinuousClock.now
    let count = planner.plan(
      list, visible: visible, into: memory.bindMemory(to: Vertex.self, capacity: FramePlanner.vertexLimit(list)),
      traits: textures.traits)
    statistics.vertices = count
    statistics.unknownShader = planner.unknownShader
    statistics.planMilliseconds = (ContinuousClock.now - begin) / .milliseconds(1)
    // FALSE means that the memory was lost (a mode switch on some systems): leave this one frame empty.
    return glUnmapBuffer(GLenum(GL_ARRAY_BUFFER)) == GLboolean(GL_TRUE) ? count : 0
  }

  private func issue(_ batch: Batch) {
    switch batch.shape {
    case .triangles:
      glDrawArrays(GLenum(GL_TRIANGLES), GLint(batch.firstVertex), GLsizei(batch.vertexCount))
      statistics.drawCalls += 1
    case .quads:
      var vertex = batch.firstVertex
      var left = batch.vertexCount / 4
      while left > 0 {
        let quads = min(left, Self.quadsPerCall)
        glDrawElementsBaseVertex(
          GLenum(GL_TRIANGLES), GLsizei(quads * 6), GLenum(GL_UNSIGNED_SHORT), nil, GLint(vertex))
        vertex += quads * 4
        left -= quads
        statistics.drawCalls += 1
      }
    }
  }

  /// - Parameter premultiplied: The color to be blended is multiplied by its alpha already.
  func setBlending(_ alphaMode: Batch.AlphaMode, premultiplied: Bool) {
    guard case .blended(let mode) = alphaMode else {
      glDisable(GLenum(GL_BLEND))
      return
    }
    glEnable(GLenum(GL_BLEND))
    let one = GLenum(GL_ONE)
    let sourceAlpha = premultiplied ? one : GLenum(GL_SRC_ALPHA)
    let rest = GLenum(GL_ONE_MINUS_SRC_ALPHA)
    switch mode {
    case .alpha: glBlendFuncSeparate(sourceAlpha, rest, one, rest)
    case .additive: glBlendFuncSeparate(sourceAlpha, one, one, one)
    case .multiply: glBlendFuncSeparate(GLenum(GL_DST_COLOR), rest, GLenum(GL_DST_ALPHA), rest)
    case .screen: glBlendFuncSeparate(one, GLenum(GL_ONE_MINUS_SRC_COLOR), one, rest)
    }
  }

  func setUniforms(_ shader: Shader, _ transform: ViewTransform, _ lighting: Lighting) {
    transform.toClip.withComponents { glUniform4fv(shader.view, 1, $0) }
    guard shader.ambient >= 0 else { return }
    transform.fromPixel.withComponents { glUniform4fv(shader.world, 1, $0) }
    glUniform3f(shader.ambient, lighting.ambientRed, lighting.ambientGreen, lighting.ambientBlue)
    let lights = lighting.pointLights.filter(\.isUsable)
    glUniform1i(shader.lightCount, GLint(lights.count))
    for (index, light) in lights.enumerated() {
      glUniform3f(shader.lightPlace + GLint(index), light.x, light.y, 1 / light.radius)
      glUniform3f(
        shader.lightColor + GLint(index), light.red * light.intensity, light.green * light.intensity,
        light.blue * light.intensity)
    }
  }

  func shader(_ features: ShaderFeatures) throws(GraphicsError) -> Shader {
    if let made = shaders[features] { return made }
    let made = try Shader(features, byteOrder)
    shaders[features] = made
    return made
  }

  /// Fills the bound render target with a linear color.
  private func fill(with color: SIMD3<Float>) {
    // Mesa 22.3's clear does not see that FRAMEBUFFER_SRGB has changed since the last draw call (tried with llvmpipe;
    // flushing does not help). Setting the draw buffer anew makes it look.
    glDrawBuffer(GLenum(GL_NONE))
    glDrawBuffer(GLenum(GL_COLOR_ATTACHMENT0))
    let ordered = byteOrder == .blueFirst ? SIMD3(color.z, color.y, color.x) : color
    func level(_ value: Float) -> Float {
      let finite = value.isFinite ? value : 0
      return bypassesSRGB ? sRGBEncoded(finite) : finite
    }
    glClearColor(level(ordered.x), level(ordered.y), level(ordered.z), 1)
    glClear(GLbitfield(GL_COLOR_BUFFER_BIT))
  }

  func blacken(_ target: GLRenderTarget) {
    glBindFramebuffer(GLenum(GL_FRAMEBUFFER), target.name)
    setSRGBBypass(false)
    fill(with: .zero)
  }

  // MARK: Overlay

  /// Draws an error panel over the finished frame, which itself stays as it is: the next `render` shows no panel.
  /// - Parameter dims: Darken the frame under it, which does not go on.
  public func drawOverlay(title: String, lines: [String], isSmall: Bool = false, dims: Bool = false) throws(GraphicsError) {
    let store: TextureStore
    if let overlayTextures {
      store = overlayTextures
    } else {
      store = TextureStore()
      try store.uploadBitmapFont(ErrorPanel.fontID)
      try store.uploadSolid(ErrorPanel.solidID, red: 255, green: 255, blue: 255, alpha: 255)
      overlayTextures = store
    }
    let target: GLRenderTarget
    if let overlaid {
      target = overlaid
    } else {
      target = try GLRenderTarget(width: frame.width, height: frame.height)
      overlaid = target
    }
    copy(from: frame.name, to: target.name)
    let list = DrawList()
    ErrorPanel(title: title, lines: lines, isSmall: isSmall, dims: dims).draw(into: list, viewport: viewport)
    try draw(
      list, camera: Camera(.topLeft), lighting: Lighting(), textures: store, into: target, clear: nil)
    showsOverlay = true
    try checkGL(during: "the error overlay")
  }

  /// Takes the overlay off again without a new frame.
  public func hideOverlay() { showsOverlay = false }

  // MARK: Set-up

  private func makeQuadIndices() {
    var list: [UInt16] = []
    list.reserveCapacity(Self.quadsPerCall * 6)
    for quad in 0..<Self.quadsPerCall {
      for corner in [0, 2, 1, 1, 2, 3] { list.append(UInt16(quad * 4 + corner)) }
    }
    list.withUnsafeBytes {
      glBufferData(GLenum(GL_ELEMENT_ARRAY_BUFFER), $0.count, $0.baseAddress, GLenum(GL_STATIC_DRAW))
    }
  }

  private static func fit(_ viewport: Viewport, limit: Int) -> Viewport {
    var fitting = viewport
    fitting.pixelWidth = max(1, min(limit, viewport.pixelWidth))
    fitting.pixelHeight = max(1, min(limit, viewport.pixelHeight))
    return fitting
  }
}

/// World to clip space, and pixels (gl_FragCoord, from the bottom left) to the world, each as scale.xy, offset.zw.
struct ViewTransform {
  let toClip: SIMD4<Float>
  let fromPixel: SIMD4<Float>

  init(camera: Camera, viewport: Viewport) {
    let origin = camera.origin(in: viewport)
    let scaleX = 2 * camera.zoom / viewport.width
    let scaleY = -2 * camera.zoom / viewport.height
    toClip = SIMD4(scaleX, scaleY, -origin.x * scaleX - 1, -origin.y * scaleY + 1)
    let unitX = viewport.width / Float(viewport.pixelWidth) / camera.zoom
    let unitY = viewport.height / Float(viewport.pixelHeight) / camera.zoom
    fromPixel = SIMD4(unitX, -unitY, origin.x, origin.y + viewport.height / camera.zoom)
  }
}

extension SIMD4<Float> {
  fileprivate func withComponents(_ body: (UnsafePointer<Float>) -> Void) {
    withUnsafePointer(to: self) { pointer in
      pointer.withMemoryRebound(to: Float.self, capacity: 4) { body($0) }
    }
  }
}

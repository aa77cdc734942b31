import CGL

/// What one frame is drawn with, besides its draw list. Everything but the point lights persists from frame to frame.
public struct Scene: Sendable {
  public var camera: Camera
  /// Linear, alpha 1.
  public var clearRed: Float = 0.1
  public var clearGreen: Float = 0.1
  public var clearBlue: Float = 0.15
  public var lighting = Lighting()

  var clearColour: SIMD3<Float> { SIMD3(clearRed, clearGreen, clearBlue) }

  public init(camera: Camera) { self.camera = camera }
}

/// Draws frames with OpenGL 3.3 core into an sRGB framebuffer of its own, headless and in a window alike, so that both
/// give the same pixels. A frame goes to the screen by `present`, which copies it into the window's back buffer; the
/// caller swaps. The picture stays, for screenshots and to be presented again.
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

  var canvas: GLCanvas
  /// The picture with the overlay over it; made when an overlay is first drawn.
  var overlaid: GLCanvas?
  var showsOverlay = false
  private var overlayTextures: TextureStore?
  /// The end of the frame before, where frames are not shown.
  var unseenFence: GLFence?

  private let planner = FramePlanner()
  let vertexArray = GLVertexArray()
  let vertices = GLBuffer(GL_ARRAY_BUFFER)
  private let indices = GLBuffer(GL_ELEMENT_ARRAY_BUFFER)
  private let rawSampler = GLRawSampler()
  private var isRaw = false
  /// Of the picture. Another one takes new shaders.
  public var byteOrder = ByteOrder.redFirst {
    didSet {
      guard byteOrder != oldValue else { return }
      shaders.removeAll()
    }
  }
  private var shaders: [ShaderFeatures: Shader] = [:]
  /// All that has been drawn so far.
  public private(set) var variants: Set<DrawVariant> = []

  /// GL's name of the renderer, as drivers give it.
  public let driver: String
  /// Whether the CPU draws.
  public let isSoftware: Bool
  /// Whether pictures can be read with the top row first (GL_MESA_pack_invert).
  let readsTopDown: Bool

  /// Quads that 16-bit indices reach in one call.
  private static let quadsPerCall = 16384

  /// - Parameters:
  ///   - viewport: Pixels are held within 1 and the driver's limit.
  /// - Throws: `GraphicsError` if the driver cannot do what is needed.
  public init(viewport: Viewport) throws(GraphicsError) {
    textures = TextureStore()
    driver = glGetString(GLenum(GL_RENDERER)).map { String(cString: $0) } ?? "unknown"
    isSoftware = ["llvmpipe", "softpipe", "SWR"].contains { [driver] in driver.hasPrefix($0) }
    readsTopDown = Self.hasExtension("GL_MESA_pack_invert")
    let fitting = Self.fit(viewport, limit: textures.maximumSide)
    self.viewport = fitting
    canvas = try GLCanvas(width: fitting.pixelWidth, height: fitting.pixelHeight)
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
    blacken(canvas)
    try checkGL(during: "set-up")
  }

  /// Takes a new size. Until the next `render` the picture is the old one, at the top left corner, on black. Zero sizes (a
  /// minimised window) are ignored.
  public func resize(_ viewport: Viewport) throws(GraphicsError) {
    guard viewport.pixelWidth > 0, viewport.pixelHeight > 0 else { return }
    let fitting = Self.fit(viewport, limit: textures.maximumSide)
    if fitting.pixelWidth != canvas.width || fitting.pixelHeight != canvas.height {
      let old = canvas
      canvas = try GLCanvas(width: fitting.pixelWidth, height: fitting.pixelHeight)
      blacken(canvas)
      copyTop(of: old)
      overlaid = nil
      showsOverlay = false
    }
    self.viewport = fitting
  }

  // MARK: Drawing

  /// Draws a whole frame into the picture.
  public func render(_ list: DrawList, _ scene: Scene) throws(GraphicsError) {
    showsOverlay = false
    try draw(
      list, camera: scene.camera, lighting: scene.lighting, textures: textures, into: canvas,
      clear: scene.clearColour)
    try checkGL(during: "the frame")
  }

  /// - Parameter clear: Linear; nil draws over what is there.
  private func draw(
    _ list: DrawList, camera: Camera, lighting: Lighting, textures: TextureStore, into target: GLCanvas,
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
    let raw = isLit ? [] : rawBatches(batches, camera)
    setRaw(raw.contains(0))
    if let clear { self.clear(clear, raw: raw.contains(0)) }

    let transform = ViewTransform(camera: camera, viewport: viewport)
    var current: ShaderFeatures?
    var ready: Set<ShaderFeatures> = []
    for (index, batch) in batches.enumerated() {
      if index > 0, raw.contains(index) != raw.contains(index - 1) { setRaw(raw.contains(index)) }
      let variant = DrawVariant(
        texture: batch.textureID.map { textures.variantClass($0) }, cover: batch.cover,
        lit: isLit && batch.shape == .quads && !batch.isUnlit, raw: isRaw)
      let features = variant.features
      if features != current {
        let shader = try shader(features)
        glUseProgram(shader.program.name)
        if ready.insert(features).inserted { setUniforms(shader, transform, lighting) }
        current = features
      }
      if let id = batch.textureID {
        guard let sheet = textures.sheet(id) else { continue }
        sheet.bind()
      }
      setBlending(batch.cover, premultiplied: features.premultiplied)
      issue(batch)
      variants.insert(variant)
    }
    glDisable(GLenum(GL_BLEND))
  }

  /// The batches to be drawn without conversions. Where texels go to the picture as they are, decoding them and encoding
  /// the result again is for nothing, and on a software renderer it is a third of a frame. But each change between the
  /// two ways makes that renderer finish what it has collected, so only stretches that cover much are worth it.
  private func rawBatches(_ batches: [Batch], _ camera: Camera) -> Set<Int> {
    guard isSoftware else { return [] }
    let pixelsPerUnit = camera.zoom * Float(viewport.pixelWidth) / viewport.width
    let worthwhile = Float(viewport.pixelWidth * viewport.pixelHeight) / 4 / (pixelsPerUnit * pixelsPerUnit)
    var raw: Set<Int> = []
    var start = 0
    while start < batches.count {
      var end = start
      var area: Float = 0
      while end < batches.count, batches[end].isPlain {
        area += batches[end].area
        end += 1
      }
      if area >= worthwhile, end > start { raw.formUnion(start..<end) }
      start = end + 1
    }
    return raw
  }

  /// Without conversions, or with both: textures decoded, the picture encoded.
  func setRaw(_ raw: Bool) {
    guard raw != isRaw else { return }
    isRaw = raw
    if raw {
      glDisable(GLenum(GL_FRAMEBUFFER_SRGB))
      glBindSampler(0, rawSampler.name)
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

  /// - Parameter premultiplied: The colour to be blended is multiplied by its alpha already.
  func setBlending(_ cover: Batch.Cover, premultiplied: Bool) {
    guard case .blended(let mode) = cover else {
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
        shader.lightColour + GLint(index), light.red * light.intensity, light.green * light.intensity,
        light.blue * light.intensity)
    }
  }

  func shader(_ features: ShaderFeatures) throws(GraphicsError) -> Shader {
    if let made = shaders[features] { return made }
    let made = try Shader(features, byteOrder)
    shaders[features] = made
    return made
  }

  /// Fills the bound canvas with a linear colour.
  private func clear(_ colour: SIMD3<Float>, raw: Bool) {
    setRaw(raw)
    // Mesa 22.3's clear does not see that FRAMEBUFFER_SRGB has changed since the last draw call (tried with llvmpipe;
    // flushing does not help). Setting the draw buffer anew makes it look.
    glDrawBuffer(GLenum(GL_NONE))
    glDrawBuffer(GLenum(GL_COLOR_ATTACHMENT0))
    let colour = byteOrder == .blueFirst ? SIMD3(colour.z, colour.y, colour.x) : colour
    let red = colour.x.isFinite ? colour.x : 0
    let green = colour.y.isFinite ? colour.y : 0
    let blue = colour.z.isFinite ? colour.z : 0
    if raw {
      glClearColor(sRGBEncoded(red), sRGBEncoded(green), sRGBEncoded(blue), 1)
    } else {
      glClearColor(red, green, blue, 1)
    }
    glClear(GLbitfield(GL_COLOR_BUFFER_BIT))
  }

  func blacken(_ canvas: GLCanvas) {
    glBindFramebuffer(GLenum(GL_FRAMEBUFFER), canvas.name)
    clear(.zero, raw: false)
  }

  // MARK: Overlay

  /// Draws an error panel over the finished picture, which itself stays as it is: the next `render` shows no panel.
  /// - Parameter dims: the picture under it, which does not go on.
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
    let target: GLCanvas
    if let overlaid {
      target = overlaid
    } else {
      target = try GLCanvas(width: canvas.width, height: canvas.height)
      overlaid = target
    }
    copy(from: canvas.name, to: target.name)
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

  private static func hasExtension(_ name: String) -> Bool {
    var count: GLint = 0
    glGetIntegerv(GLenum(GL_NUM_EXTENSIONS), &count)
    return (0..<count).contains { index in
      glGetStringi(GLenum(GL_EXTENSIONS), GLuint(index)).map { String(cString: $0) == name } ?? false
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

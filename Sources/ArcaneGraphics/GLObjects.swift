import CGL

// One owner per GL object: the class frees it when its last reference goes. The context it was made in must be current
// then, which holds because the renderer and the texture store are dropped before the context.

/// A texture.
final class GLTexture {
  let name: GLuint

  init() {
    var made: GLuint = 0
    glGenTextures(1, &made)
    name = made
  }

  deinit {
    var gone = name
    glDeleteTextures(1, &gone)
  }
}

/// Sampling state that overrides a texture's own: nearest texel, clamped, and not decoded from sRGB.
final class GLSRGBBypassSampler {
  let name: GLuint

  init() {
    var made: GLuint = 0
    glGenSamplers(1, &made)
    name = made
    glSamplerParameteri(name, GLenum(GL_TEXTURE_MIN_FILTER), GL_NEAREST)
    glSamplerParameteri(name, GLenum(GL_TEXTURE_MAG_FILTER), GL_NEAREST)
    glSamplerParameteri(name, GLenum(GL_TEXTURE_WRAP_S), GL_CLAMP_TO_EDGE)
    glSamplerParameteri(name, GLenum(GL_TEXTURE_WRAP_T), GL_CLAMP_TO_EDGE)
    glSamplerParameteri(name, GLenum(GL_TEXTURE_SRGB_DECODE_EXT), GL_SKIP_DECODE_EXT)
  }

  deinit {
    var gone = name
    glDeleteSamplers(1, &gone)
  }
}

/// A vertex or index buffer.
final class GLBuffer {
  let name: GLuint
  let target: GLenum

  init(_ target: Int32) {
    var made: GLuint = 0
    glGenBuffers(1, &made)
    name = made
    self.target = GLenum(target)
  }

  deinit {
    var gone = name
    glDeleteBuffers(1, &gone)
  }

  func bind() { glBindBuffer(target, name) }
}

/// A fence after the GL commands issued so far.
public final class GLFence {
  private let name: GLsync?

  public init() { name = glFenceSync(GLenum(GL_SYNC_GPU_COMMANDS_COMPLETE), 0) }

  deinit { glDeleteSync(name) }  // NULL is ignored

  /// Waits for the fence, at most a second.
  public func wait() { if let name { _ = glClientWaitSync(name, 0, 1_000_000_000) } }
}

final class GLVertexArray {
  let name: GLuint

  init() {
    var made: GLuint = 0
    glGenVertexArrays(1, &made)
    name = made
  }

  deinit {
    var gone = name
    glDeleteVertexArrays(1, &gone)
  }

  func bind() { glBindVertexArray(name) }
}

/// A framebuffer that draws into one sRGB texture of its own.
final class GLRenderTarget {
  let name: GLuint
  let texture = GLTexture()
  let width: Int
  let height: Int

  /// - Throws: `GraphicsError.framebufferIncomplete`.
  init(width: Int, height: Int) throws(GraphicsError) {
    self.width = width
    self.height = height
    glBindTexture(GLenum(GL_TEXTURE_2D), texture.name)
    glTexImage2D(
      GLenum(GL_TEXTURE_2D), 0, GL_SRGB8_ALPHA8, GLsizei(width), GLsizei(height), 0, GLenum(GL_RGBA),
      GLenum(GL_UNSIGNED_BYTE), nil)
    glTexParameteri(GLenum(GL_TEXTURE_2D), GLenum(GL_TEXTURE_MIN_FILTER), GL_NEAREST)
    glTexParameteri(GLenum(GL_TEXTURE_2D), GLenum(GL_TEXTURE_MAG_FILTER), GL_NEAREST)
    var made: GLuint = 0
    glGenFramebuffers(1, &made)
    name = made
    glBindFramebuffer(GLenum(GL_FRAMEBUFFER), name)
    glFramebufferTexture2D(
      GLenum(GL_FRAMEBUFFER), GLenum(GL_COLOR_ATTACHMENT0), GLenum(GL_TEXTURE_2D), texture.name, 0)
    let status = glCheckFramebufferStatus(GLenum(GL_FRAMEBUFFER))
    guard status == GLenum(GL_FRAMEBUFFER_COMPLETE) else {
      throw .framebufferIncomplete(width: width, height: height, status: status)
    }
  }

  deinit {
    var gone = name
    glDeleteFramebuffers(1, &gone)
  }
}

/// A linked vertex and fragment program.
final class GLProgram {
  let name: GLuint

  /// - Throws: `GraphicsError.shader` with the driver's log.
  init(vertex: String, fragment: String) throws(GraphicsError) {
    let program = glCreateProgram()
    name = program
    let stages = [(GL_VERTEX_SHADER, vertex), (GL_FRAGMENT_SHADER, fragment)]
    for (kind, source) in stages {
      let shader = glCreateShader(GLenum(kind))
      defer { glDeleteShader(shader) }  // The program keeps it as long as it is attached.
      source.withCString { text in
        var pointer: UnsafePointer<GLchar>? = text
        glShaderSource(shader, 1, &pointer, nil)
      }
      glCompileShader(shader)
      var ok: GLint = 0
      glGetShaderiv(shader, GLenum(GL_COMPILE_STATUS), &ok)
      guard ok != 0 else {
        throw .shader(log: Self.log { size, length, text in glGetShaderInfoLog(shader, size, length, text) })
      }
      glAttachShader(program, shader)
    }
    glLinkProgram(program)
    var ok: GLint = 0
    glGetProgramiv(program, GLenum(GL_LINK_STATUS), &ok)
    guard ok != 0 else {
      throw .shader(log: Self.log { size, length, text in glGetProgramInfoLog(program, size, length, text) })
    }
  }

  deinit { glDeleteProgram(name) }

  func uniform(_ name: StaticString) -> GLint {
    name.withUTF8Buffer { glGetUniformLocation(self.name, UnsafeRawPointer($0.baseAddress)?.assumingMemoryBound(to: GLchar.self)) }
  }

  private static func log(_ read: (GLsizei, UnsafeMutablePointer<GLsizei>, UnsafeMutablePointer<GLchar>) -> Void) -> String {
    withUnsafeTemporaryAllocation(of: GLchar.self, capacity: 4096) { text in
      guard let start = text.baseAddress else { return "" }
      var length: GLsizei = 0
      read(GLsizei(text.count), &length, start)
      return String(decoding: UnsafeRawBufferPointer(start: start, count: Int(length)), as: UTF8.self)
    }
  }
}

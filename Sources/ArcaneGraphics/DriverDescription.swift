import CGL

/// The identification of the current context's driver.
public struct DriverDescription {
  public let vendor: String
  public let renderer: String
  public let version: String

  /// For a thread with a current context.
  public init() {
    func text(_ name: Int32) -> String { glGetString(GLenum(name)).map { String(cString: $0) } ?? "unknown" }
    vendor = text(GL_VENDOR)
    renderer = text(GL_RENDERER)
    version = text(GL_VERSION)
  }
}

/// Errors of the window system. Facts only; `description` words them.
public enum PlatformError: Error, Equatable, CustomStringConvertible {
  /// A call into SDL failed; `reason` is SDL's own text.
  case sdl(call: String, reason: String)
  /// The operation needs X11, and the video driver is another one.
  case notX11(driver: String)
  /// Another client still selects mouse buttons on the window.
  case inputTaken(window: UInt)
  /// The X server refused a request on the window: usually it is gone.
  case x11(request: String, window: UInt, code: UInt8)

  public var description: String {
    switch self {
    case .sdl(let call, let reason): "\(call) failed: \(reason)"
    case .notX11(let driver): "taking over a window needs X11, but the video driver is \(driver)"
    case .inputTaken(let window): "another process still takes the mouse buttons of window 0x\(String(window, radix: 16))"
    case .x11(let request, let window, let code):
      "X11 refused \(request) on window 0x\(String(window, radix: 16)) (error \(code))"
    }
  }
}

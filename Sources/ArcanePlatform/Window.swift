import CSDL2

/// A window with an OpenGL 3.3 core context, which is current on the thread that made it.
///
/// Three kinds of life: a top-level window of its own; a hidden one that makes its context in advance and later takes
/// over a window of another process (`adopt`, then `takeInput`); and one without any display
/// (`Platform.Video.offscreen`).
public final class Window {
  public struct Options: Sendable {
    public var title = "Arcane"
    /// Logical pixels.
    public var width = 800
    public var height = 600
    public var isHidden = false
    public var isResizable = true
    /// Physical ÷ logical pixels; nil asks the desktop.
    public var scaleFactor: Double?

    public init() {}
  }

  /// The platform lives at least as long as its windows.
  public let platform: Platform
  /// The window that is drawn to: our own, or the adopted one.
  private(set) var window: OpaquePointer
  /// The hidden window that the context was made with, once another was adopted.
  private var contextWindow: OpaquePointer?
  private let context: SDL_GLContext
  let x11: X11Connection?
  /// Codes of the X server's keys, asked for when the first is needed.
  private(set) lazy var keyPlaces = x11?.keyPlaces() ?? [:]
  private let fixedScale: Double?
  private var swapInterval: Int32 = 0
  /// X11's id of the adopted window.
  public private(set) var adoptedID: UInt?
  /// Asked when listening began, and not answered yet.
  private var sizeQuestion: X11Connection.SizeQuestion?

  /// - Throws: `PlatformError.sdl`.
  public init(_ platform: Platform, _ options: Options = Options()) throws(PlatformError) {
    self.platform = platform
    fixedScale = options.scaleFactor
    let begin = monotonicMilliseconds()
    Self.setAttributes()
    var flags = SDL_WINDOW_OPENGL.rawValue | SDL_WINDOW_ALLOW_HIGHDPI.rawValue
    if options.isHidden { flags |= SDL_WINDOW_HIDDEN.rawValue }
    if options.isResizable { flags |= SDL_WINDOW_RESIZABLE.rawValue }
    let centered = Int32(bitPattern: UInt32(SDL_WINDOWPOS_CENTERED_MASK))
    guard
      let window = SDL_CreateWindow(
        options.title, centered, centered, Int32(clamping: max(1, options.width)), Int32(clamping: max(1, options.height)),
        flags)
    else { throw lastSDLError("SDL_CreateWindow") }
    platform.note("window", since: begin)
    let beforeContext = monotonicMilliseconds()
    guard let context = SDL_GL_CreateContext(window) else {
      let error = lastSDLError("SDL_GL_CreateContext")
      SDL_DestroyWindow(window)
      throw error
    }
    platform.note("GL context", since: beforeContext)
    self.window = window
    self.context = context
    x11 = X11Connection(window)
  }

  deinit {
    SDL_GL_DeleteContext(context)
    // SDL leaves a window that it did not make itself alone.
    SDL_DestroyWindow(window)
    if let contextWindow { SDL_DestroyWindow(contextWindow) }
  }

  private static func setAttributes() {
    let attributes: [(SDL_GLattr, Int32)] = [
      (SDL_GL_CONTEXT_MAJOR_VERSION, 3), (SDL_GL_CONTEXT_MINOR_VERSION, 3),
      (SDL_GL_CONTEXT_PROFILE_MASK, Int32(SDL_GL_CONTEXT_PROFILE_CORE.rawValue)),
      (SDL_GL_RED_SIZE, 8), (SDL_GL_GREEN_SIZE, 8), (SDL_GL_BLUE_SIZE, 8), (SDL_GL_ALPHA_SIZE, 0),
      // The renderer has a framebuffer of its own; the window only takes the finished picture.
      (SDL_GL_DEPTH_SIZE, 0), (SDL_GL_STENCIL_SIZE, 0), (SDL_GL_DOUBLEBUFFER, 1),
    ]
    for (attribute, value) in attributes { SDL_GL_SetAttribute(attribute, value) }
  }

  // MARK: Taking over a window

  /// Draws from now on into the back buffer of a window that another process made, through this window's context. No
  /// input is taken yet, and nothing is visible before `swap`.
  /// - Parameters:
  ///   - id: X11's id of the window. Its visual must be the default one.
  ///   - drawing: whether OpenGL draws into it from now on; without, pictures come by `show`.
  /// - Throws: `PlatformError`; this window is then as before.
  public func adopt(_ id: UInt, drawing: Bool = true) throws(PlatformError) {
    guard let x11 else { throw .notX11(driver: platform.driver) }
    let begin = monotonicMilliseconds()
    // A check of our own: on a window that is gone SDL goes on with values that were never set.
    if let code = x11.selectPassive(id) { throw .x11(request: "XSelectInput", window: id, code: code) }
    SDL_SetHint(SDL_HINT_VIDEO_FOREIGN_WINDOW_OPENGL, drawing ? "1" : "0")
    guard let foreign = SDL_CreateWindowFrom(UnsafeRawPointer(bitPattern: id)) else {
      throw lastSDLError("SDL_CreateWindowFrom")
    }
    guard !drawing || SDL_GL_MakeCurrent(foreign, context) == 0 else {
      let error = lastSDLError("SDL_GL_MakeCurrent")
      SDL_GL_MakeCurrent(window, context)
      SDL_DestroyWindow(foreign)
      throw error
    }
    if contextWindow == nil { contextWindow = window } else { SDL_DestroyWindow(window) }
    window = foreign
    adoptedID = id
    if drawing { SDL_GL_SetSwapInterval(swapInterval) }
    platform.note("adopt", since: begin)
  }

  /// Receives no events about the adopted window's place and size until `beginListening`: a process that only waits would
  /// let them pile up.
  public func stopListening() {
    guard let x11, let adoptedID else { return }
    x11.selectFocus(adoptedID)
    x11.sync()
    SDL_PumpEvents()
  }

  /// Receives these events again, and asks for the window's size without waiting for the answer. Later changes come as
  /// events, so one question is enough.
  public func beginListening() {
    guard sizeQuestion == nil, let x11, let adoptedID else { return }
    x11.listen(to: adoptedID)
    sizeQuestion = x11.askForSize(of: adoptedID)
  }

  /// Whether the adopted window still has the size that it had when it was adopted; otherwise it has to be adopted anew.
  public func listens() -> Bool {
    beginListening()
    guard let x11, let question = sizeQuestion else { return false }
    sizeQuestion = nil
    guard let size = x11.size(answering: question), size == pixelSize else { return false }
    return true
  }

  /// Selects input on the adopted window, and takes over the keys, buttons and cursor position of this moment.
  /// - Throws: `PlatformError.inputTaken` as long as another process has it.
  public func takeInput(_ input: inout InputState) throws(PlatformError) {
    guard let x11, let adoptedID else { throw .notX11(driver: platform.driver) }
    let begin = monotonicMilliseconds()
    if let code = x11.selectInput(adoptedID) {
      // BadAccess: ButtonPress can be selected by one client at a time.
      if code == 10 { throw .inputTaken(window: adoptedID) }
      throw .x11(request: "XSelectInput", window: adoptedID, code: code)
    }
    let pointer = x11.pointer(in: adoptedID)
    input.adoptHeld(keys: x11.heldKeys(keyPlaces), buttons: pointer.buttons)
    input.apply(.mouseMoved(x: Double(pointer.x), y: Double(pointer.y)))
    platform.note("take input", since: begin)
  }

  /// Reads what the window system has sent, such as a new size. Never waits.
  public func pumpEvents() { SDL_PumpEvents() }

  // MARK: Size

  /// Size of what is drawn to, in physical pixels.
  public var pixelSize: (width: Int, height: Int) {
    var width: Int32 = 0
    var height: Int32 = 0
    SDL_GL_GetDrawableSize(window, &width, &height)
    return (Int(width), Int(height))
  }

  /// In the window system's units, which are logical pixels where it scales by itself.
  public var logicalSize: (width: Int, height: Int) {
    var width: Int32 = 0
    var height: Int32 = 0
    SDL_GetWindowSize(window, &width, &height)
    return (Int(width), Int(height))
  }

  /// Physical ÷ logical pixels.
  public var scaleFactor: Double {
    if let fixedScale { return fixedScale }
    if let x11 { return x11.scaleFactor() }
    return pixelsPerPoint
  }

  /// Physical pixels per unit of SDL's window coordinates, in which it reports the cursor.
  var pixelsPerPoint: Double {
    var width: Int32 = 0
    var height: Int32 = 0
    SDL_GetWindowSize(window, &width, &height)
    return width > 0 ? Double(pixelSize.width) / Double(width) : 1
  }

  // MARK: Showing and appearance

  /// Shows the back buffer.
  public func swap() { SDL_GL_SwapWindow(window) }

  /// Memory for pictures of this size; nil where the window system takes none.
  public func makePicture(width: Int, height: Int) -> WindowPicture? {
    x11.flatMap { WindowPicture($0, width: width, height: height) }
  }

  /// Shows a picture in the window.
  public func show(_ picture: WindowPicture) {
    if let id = x11WindowID { picture.put(into: id) }
  }

  /// What another process has left in its window; nil where that cannot be had, or nothing was ever drawn.
  public func picture(of id: UInt) -> (width: Int, height: Int, bytes: [UInt8])? {
    guard let found = x11?.picture(of: id) else { return nil }
    let isBlack = stride(from: 0, to: found.bytes.count, by: 4).allSatisfy { pixel in
      found.bytes[pixel] == 0 && found.bytes[pixel + 1] == 0 && found.bytes[pixel + 2] == 0
    }
    return isBlack ? nil : found
  }

  /// Returns when the X server has done all that was asked of it, a swap included; elsewhere at once.
  public func waitForServer() { x11?.sync() }

  /// 0: at once; 1: with the display's refresh. Returns whether the driver can do that.
  @discardableResult
  public func setSwapInterval(_ interval: Int32) -> Bool {
    swapInterval = interval
    return SDL_GL_SetSwapInterval(interval) == 0
  }

  public func makeCurrent() { SDL_GL_MakeCurrent(window, context) }

  /// Maps a window that was made hidden.
  public func show() { SDL_ShowWindow(window) }

  public func setTitle(_ title: String) { SDL_SetWindowTitle(window, title) }

  /// X11's id of the window that is drawn to; nil elsewhere.
  public var x11WindowID: UInt? {
    if let adoptedID { return adoptedID }
    guard x11 != nil else { return nil }
    var info = SDL_SysWMinfo()
    info.version = SDL_version(major: UInt8(SDL_MAJOR_VERSION), minor: UInt8(SDL_MINOR_VERSION), patch: UInt8(SDL_PATCHLEVEL))
    return SDL_GetWindowWMInfo(window, &info) == SDL_TRUE ? info.info.x11.window : nil
  }

  /// Becomes readable when the window system has news; nil without one. Events may already have been read from it by other
  /// calls, so poll events before waiting on it.
  public var eventDescriptor: Int32? { x11?.descriptor }

  /// Desktop fullscreen, for a window of our own; an adopted one belongs to its maker.
  @discardableResult
  public func setFullscreen(_ on: Bool) -> Bool {
    guard adoptedID == nil else { return false }
    return SDL_SetWindowFullscreen(window, on ? SDL_WINDOW_FULLSCREEN_DESKTOP.rawValue : 0) == 0
  }

  public func setCursorVisible(_ visible: Bool) { SDL_ShowCursor(visible ? SDL_ENABLE : SDL_DISABLE) }
}

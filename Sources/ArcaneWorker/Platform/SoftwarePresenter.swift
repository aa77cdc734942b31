import ArcaneGraphics
import ArcaneIPC
import ArcaneLinux
import ArcanePlatform

/// The CPU draws, and X11 shows it. The finished frame is in our memory already, so it goes to the X server as a picture: a swap
/// would copy it once more into the driver's window, and a window that is new to the driver would need buffers first.
///
/// What else is done for software renderers: ArcaneGraphics/SoftwareDrawing.swift.
final class SoftwarePresenter: FramePresenter {
  private let window: Window
  private let renderer: Renderer
  private let hostWindow: UInt?
  /// Where the X server reads it.
  private var picture: WindowPicture
  /// The picture is the renderer's frame.
  private var isCopied = false
  /// The host window is adopted, and its events are not received.
  private var isAsleep = false

  /// To be called before there are threads.
  static func prepareProcess() {
    if SoftwareRendering.isExpectedHere { FreedMemory.keep() }
  }

  /// How to start the platform where pictures will be shown, as far as can be told before it is started.
  static func expectedVideo(_ configuration: Configuration) -> Platform.Video? {
    guard SoftwareRendering.isExpectedHere, !configuration.disabled.contains(.sharedPictures) else { return nil }
    switch configuration.display {
    case .hostWindow: return .x11Pictures
    case .ownWindow: return Platform.choosesX11 ? .x11Pictures : nil
    case .none, .offscreen: return nil
    }
  }

  /// nil where a GPU draws, the window is not X11's, or the server takes no such pictures.
  init?(_ window: Window, _ renderer: Renderer, hostWindow: UInt?) {
    let isOfX11 = window.platform.video == .x11 || window.platform.video == .x11Pictures
    guard isOfX11, renderer.isSoftware,
      let picture = window.makePicture(width: renderer.frameSize.width, height: renderer.frameSize.height)
    else { return nil }
    self.window = window
    self.renderer = renderer
    self.hostWindow = hostWindow
    self.picture = picture
    renderer.byteOrder = .blueFirst
  }

  func adoptHostWindowAhead() throws {
    guard let hostWindow, window.adoptedID == nil else { return }
    try window.adopt(hostWindow, drawing: false)
    window.stopListening()
    isAsleep = true
  }

  /// A window that is adopted already is only asked for its size: the answer comes while this process does something else.
  func expectHostWindow() throws {
    if isAsleep { window.beginListening() } else { try adoptHostWindow() }
  }

  func adoptHostWindow() throws {
    guard let hostWindow else { return }
    let isAdopted = window.adoptedID == hostWindow && (!isAsleep || window.listens())
    isAsleep = false
    if isAdopted { window.pumpEvents() } else { try window.adopt(hostWindow, drawing: false) }
  }

  func frameChanged() { isCopied = false }

  func prepare() throws {
    guard !isCopied else { return }
    picture.waitUntilRead()
    try renderer.copyFrame(into: picture.bytes, width: picture.width, height: picture.height)
    isCopied = true
  }

  func present() throws {
    try prepare()
    window.show(picture)
  }

  func warmUp() throws { try prepare() }

  func waitUntilShown() { picture.waitUntilRead() }

  func fitToFrame() -> Bool {
    let size = renderer.frameSize
    if picture.width == size.width, picture.height == size.height { return true }
    isCopied = false
    guard let fitting = window.makePicture(width: size.width, height: size.height) else {
      renderer.byteOrder = .redFirst
      return false
    }
    picture = fitting
    return true
  }
}

import ArcaneGraphics
import ArcaneIPC
import ArcaneLinux
import ArcanePlatform

/// For software rendering on X11. The finished frame is already in our memory, so it is passed to the X server as an
/// image: a swap would copy it once more into the driver's window, and a window that is new to the driver would need
/// buffers first.
///
/// Other optimizations for software renderers are in ArcaneGraphics/SoftwareDrawing.swift.
final class SoftwarePresenter: FramePresenter {
  private let window: Window
  private let renderer: Renderer
  private let hostWindow: UInt?
  /// The image that the X server reads.
  private var picture: WindowPicture
  /// The image holds the renderer's current frame.
  private var isCopied = false
  /// The host window is adopted, but its events are not selected yet.
  private var isAsleep = false

  /// To be called before there are threads.
  static func prepareProcess() {
    if SoftwareRendering.isExpectedHere { FreedMemory.keep() }
  }

  /// The platform options for this presenter, as far as they can be known before the platform starts.
  static func expectedVideo(_ configuration: Configuration) -> Platform.Video? {
    guard SoftwareRendering.isExpectedHere, !configuration.disabled.contains(.sharedPictures) else { return nil }
    switch configuration.display {
    case .hostWindow: return .x11Pictures
    case .ownWindow: return Platform.choosesX11 ? .x11Pictures : nil
    case .none, .offscreen: return nil
    }
  }

  /// nil if a GPU draws, the window is not an X11 window, or the server does not support such images.
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

  func preadoptHostWindow() throws {
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

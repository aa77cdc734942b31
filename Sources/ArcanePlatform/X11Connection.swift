import CSDL2
import CX11
import Glibc

/// SDL's own connection to the X server, for what SDL does not offer: input on a window that another process made, and
/// the names of keys. Does not own the connection.
struct X11Connection {
  let display: OpaquePointer

  /// The connection that SDL uses for `window`; nil if that is no X11 window.
  init?(_ window: OpaquePointer) {
    var info = SDL_SysWMinfo()
    info.version = SDL_version(major: UInt8(SDL_MAJOR_VERSION), minor: UInt8(SDL_MINOR_VERSION), patch: UInt8(SDL_PATCHLEVEL))
    guard SDL_GetWindowWMInfo(window, &info) == SDL_TRUE, info.subsystem == SDL_SYSWM_X11,
      let display = info.info.x11.display
    else { return nil }
    self.display = display
  }

  var descriptor: Int32 { XConnectionNumber(display) }

  // MARK: Errors

  /// Xlib's own handler ends the process at the first error; a window that another process owns may go at any time.
  static func installErrorHandler() {
    _ = XSetErrorHandler { _, event in
      if let event { lastXErrorCode = event.pointee.error_code }
      return 0
    }
  }

  /// Runs requests and waits for the server's verdict; nil if it was content.
  func errorCode(of requests: () -> Void) -> UInt8? {
    XSync(display, 0)  // Errors of earlier requests are not ours.
    lastXErrorCode = nil
    requests()
    XSync(display, 0)
    defer { lastXErrorCode = nil }
    return lastXErrorCode
  }

  func sync() { XSync(display, 0) }

  // MARK: Input

  /// What a worker may select while another still has the input.
  private static let passiveMask = StructureNotifyMask | ExposureMask | PropertyChangeMask | FocusChangeMask
  private static let inputMask =
    passiveMask | KeyPressMask | KeyReleaseMask | ButtonPressMask | ButtonReleaseMask | PointerMotionMask | EnterWindowMask
    | LeaveWindowMask | KeymapStateMask

  func selectPassive(_ window: UInt) -> UInt8? { errorCode { listen(to: window) } }

  /// The same without waiting for the server's verdict.
  func listen(to window: UInt) { XSelectInput(display, window, Self.passiveMask) }

  /// Only what comes seldom, and counts however late it is read.
  func selectFocus(_ window: UInt) { XSelectInput(display, window, FocusChangeMask) }

  /// See `askForSize`.
  struct SizeQuestion { fileprivate let cookie: xcb_get_geometry_cookie_t }

  /// Asks for a window's size without waiting for the answer, which `size(answering:)` gives.
  func askForSize(of window: UInt) -> SizeQuestion? {
    guard let xcb = XGetXCBConnection(display) else { return nil }
    let question = xcb_get_geometry(xcb, UInt32(truncatingIfNeeded: window))
    xcb_flush(xcb)
    return SizeQuestion(cookie: question)
  }

  /// In pixels; nil if there is no such window. Waits if the answer has not come yet. For each question once.
  func size(answering question: SizeQuestion) -> (width: Int, height: Int)? {
    guard let answer = xcb_get_geometry_reply(XGetXCBConnection(display), question.cookie, nil) else { return nil }
    defer { free(answer) }
    return (Int(answer.pointee.width), Int(answer.pointee.height))
  }

  func selectInput(_ window: UInt) -> UInt8? { errorCode { XSelectInput(display, window, Self.inputMask) } }

  /// Keys that are held at this moment, with the names that they have at this moment.
  /// - Parameter places: As from `keyPlaces`.
  func heldKeys(_ places: [UInt32: String]) -> [(physical: UInt32, name: String, code: String?)] {
    var bits: InlineArray<32, CChar> = InlineArray(repeating: 0)
    var span = bits.mutableSpan
    span.withUnsafeMutableBufferPointer { buffer in _ = XQueryKeymap(display, buffer.baseAddress) }
    var state = XkbStateRec()
    XkbGetState(display, UInt32(XkbUseCoreKbd), &state)
    let modifiers = UInt32(state.mods) | UInt32(state.group) << 13
    var held: [(UInt32, String, String?)] = []
    for keycode in 8..<256 where UInt8(bitPattern: bits[keycode / 8]) & (1 << (keycode % 8)) != 0 {
      held.append((UInt32(keycode), keyName(keycode: UInt32(keycode), modifiers: modifiers), places[UInt32(keycode)]))
    }
    return held
  }

  /// Mouse buttons that are held, numbered as scripts do, and the cursor in the window.
  func pointer(in window: UInt) -> (buttons: [UInt8], x: Int32, y: Int32) {
    var root: UInt = 0
    var child: UInt = 0
    var rootX: Int32 = 0
    var rootY: Int32 = 0
    var x: Int32 = 0
    var y: Int32 = 0
    var mask: UInt32 = 0
    guard XQueryPointer(display, window, &root, &child, &rootX, &rootY, &x, &y, &mask) != 0 else { return ([], 0, 0) }
    let buttons = [(Button1Mask, 0), (Button3Mask, 1), (Button2Mask, 2)].filter { Int32(bitPattern: mask) & $0.0 != 0 }
    return (buttons.map { UInt8($0.1) }, x, y)
  }

  /// The names of keys by their place (`PhysicalKey`), by keycode. The server names places for its layouts to build on.
  func keyPlaces() -> [UInt32: String] {
    let keyboard = XkbGetMap(display, 0, UInt32(XkbUseCoreKbd))
    defer { if let keyboard { XkbFreeKeyboard(keyboard, 0, 1) } }
    var names: UnsafeMutablePointer<XkbKeyNameRec>?
    if let keyboard, XkbGetNames(display, UInt32(XkbKeyNamesMask), keyboard) == 0 { names = keyboard.pointee.names?.pointee.keys }
    let known = keyboard.map { Int($0.pointee.min_key_code)...max(Int($0.pointee.min_key_code), Int($0.pointee.max_key_code)) }
    var places: [UInt32: String] = [:]
    for keycode in 8..<256 {
      var name = ""
      if let names, let known, known.contains(keycode) {
        name = withUnsafeBytes(of: names[keycode].name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      }
      places[UInt32(keycode)] = PhysicalKey.code(xkbName: name, keycode: UInt32(keycode))
    }
    return places
  }

  /// The name of a key with the keyboard's present layout.
  /// - Parameters:
  ///   - modifiers: The state field of a key event: Shift, locks, and the layout group. Control is not looked at.
  func keyName(keycode: UInt32, modifiers: UInt32) -> String {
    guard let code = UInt8(exactly: keycode) else { return KeyName.unknown }
    var keysym: UInt = 0
    var consumed: UInt32 = 0
    let relevant = modifiers & ~UInt32(ControlMask)
    guard XkbLookupKeySym(display, code, relevant, &consumed, &keysym) != 0 else { return KeyName.unknown }
    return KeyName.name(keysym: keysym)
  }

  /// What is in a window, as far as the server has it: rows from the top, and in each pixel blue, green, red and an unused
  /// byte. nil for a window that is not on the screen, or pixels of another layout.
  func picture(of window: UInt) -> (width: Int, height: Int, bytes: [UInt8])? {
    var attributes = XWindowAttributes()
    var found: (width: Int, height: Int, bytes: [UInt8])?
    // A part that lies beyond the screen is an error of the server's.
    _ = errorCode {
      guard XGetWindowAttributes(display, window, &attributes) != 0, attributes.map_state == IsViewable,
        attributes.width > 0, attributes.height > 0,
        let image = XGetImage(
          display, window, 0, 0, UInt32(attributes.width), UInt32(attributes.height), UInt(bitPattern: -1), ZPixmap)
      else { return }
      defer { _ = image.pointee.f.destroy_image?(image) }
      let row = Int(attributes.width) * 4
      guard image.pointee.bits_per_pixel == 32, image.pointee.byte_order == LSBFirst, image.pointee.red_mask == 0xff0000,
        image.pointee.blue_mask == 0xff, Int(image.pointee.bytes_per_line) == row, let data = image.pointee.data
      else { return }
      let bytes = UnsafeRawBufferPointer(start: data, count: row * Int(attributes.height))
      found = (Int(attributes.width), Int(attributes.height), Array(bytes))
    }
    return found
  }

  /// Physical pixels per logical one, from the desktop's `Xft.dpi`; 1 where none is set.
  func scaleFactor() -> Double {
    guard let resources = XResourceManagerString(display) else { return 1 }
    return Self.scaleFactor(resources: String(cString: resources))
  }

  static func scaleFactor(resources: String) -> Double {
    for line in resources.split(separator: "\n") where line.hasPrefix("Xft.dpi:") {
      let value = line.dropFirst("Xft.dpi:".count).drop { $0 == " " || $0 == "\t" }
      if let dpi = Double(value.prefix { $0.isNumber || $0 == "." }), dpi >= 48, dpi <= 960 { return dpi / 96 }
    }
    return 1
  }
}

// Safe although unsynchronized: Xlib calls the error handler on the thread whose request failed or that reads the
// replies, and only the thread that runs the platform makes X requests.
nonisolated(unsafe) private var lastXErrorCode: UInt8?

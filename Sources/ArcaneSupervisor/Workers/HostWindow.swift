// The window that outlives workers: a bare X11 window without GL, made here once. A worker adopts it by its number
// when its generation is presented, so that the window manager sees one window for the life of the supervisor.
// XCB rather than Xlib: a lost connection is a state to read, where Xlib ends the process.
import ArcaneLinux
import CXCB
import Glibc

final class HostWindow {
  enum Event: Equatable {
    case closeRequested
    case connectionLost
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let connection: OpaquePointer
  private let root: xcb_window_t
  let id: xcb_window_t
  private let atoms: Atoms
  private var fullscreen = false

  private struct Atoms {
    let protocols, deleteWindow, ping, netName, utf8, state, stateFullscreen, pid: xcb_atom_t
  }

  var raw: Int32 { xcb_get_file_descriptor(connection) }

  /// - Parameters:
  ///   - width: of the client area, pixels.
  init(title: String, width: UInt16, height: UInt16) throws {
    var screenNumber: Int32 = 0
    guard let connection = xcb_connect(nil, &screenNumber) else { throw Failure(description: "no X server answers") }
    guard xcb_connection_has_error(connection) == 0, let setup = xcb_get_setup(connection) else {
      xcb_disconnect(connection)
      let name = Environment.value("DISPLAY") ?? ""
      throw Failure(description: "no X server answers at DISPLAY '\(name)'")
    }
    var screens = xcb_setup_roots_iterator(setup)
    for _ in 0..<screenNumber { xcb_screen_next(&screens) }
    guard let screen = screens.data?.pointee else {
      xcb_disconnect(connection)
      throw Failure(description: "the X server has no screen \(screenNumber)")
    }
    guard screen.root_depth >= 24 else {
      xcb_disconnect(connection)
      throw Failure(description: "the X server shows \(screen.root_depth) bits a pixel, and a picture needs 24")
    }
    self.connection = connection
    root = screen.root
    func atom(_ name: String) -> xcb_intern_atom_cookie_t { xcb_intern_atom(connection, 0, UInt16(name.utf8.count), name) }
    func value(_ cookie: xcb_intern_atom_cookie_t) -> xcb_atom_t {
      guard let reply = xcb_intern_atom_reply(connection, cookie, nil) else { return 0 }
      defer { free(reply) }
      return reply.pointee.atom
    }
    // All requests first, then all replies: one round trip.
    let cookies = [
      "WM_PROTOCOLS", "WM_DELETE_WINDOW", "_NET_WM_PING", "_NET_WM_NAME", "UTF8_STRING", "_NET_WM_STATE",
      "_NET_WM_STATE_FULLSCREEN", "_NET_WM_PID",
    ].map(atom)
    let values = cookies.map(value)
    atoms = Atoms(
      protocols: values[0], deleteWindow: values[1], ping: values[2], netName: values[3], utf8: values[4],
      state: values[5], stateFullscreen: values[6], pid: values[7])

    id = xcb_generate_id(connection)
    // No background: the server must not paint over a picture between two generations. Black only until the first.
    let mask = XCB_CW_BACK_PIXEL.rawValue | XCB_CW_BIT_GRAVITY.rawValue
    let attributes: [UInt32] = [screen.black_pixel, XCB_GRAVITY_NORTH_WEST.rawValue]
    xcb_create_window(
      connection, UInt8(XCB_COPY_FROM_PARENT), id, root, 0, 0, width, height, 0,
      UInt16(XCB_WINDOW_CLASS_INPUT_OUTPUT.rawValue), screen.root_visual, mask, attributes)
    let protocols = [atoms.deleteWindow, atoms.ping]
    replace(atoms.protocols, type: XCB_ATOM_ATOM.rawValue, format: 32, protocols)
    replace(XCB_ATOM_WM_CLASS.rawValue, type: XCB_ATOM_STRING.rawValue, format: 8, Array("arcane\0Arcane\0".utf8))
    replace(atoms.pid, type: XCB_ATOM_CARDINAL.rawValue, format: 32, [UInt32(getpid())])
    setTitle(title)
    xcb_map_window(connection, id)
    // The first worker adopts it over a connection of its own: the window must exist by then.
    if let reply = xcb_get_input_focus_reply(connection, xcb_get_input_focus(connection), nil) { free(reply) }
  }

  deinit {
    xcb_destroy_window(connection, id)
    xcb_flush(connection)
    xcb_disconnect(connection)
  }

  private func replace<Element>(_ property: xcb_atom_t, type: xcb_atom_t, format: UInt8, _ elements: [Element]) {
    elements.withUnsafeBytes { bytes in
      _ = xcb_change_property(
        connection, UInt8(XCB_PROP_MODE_REPLACE.rawValue), id, property, type, format,
        UInt32(bytes.count) / (UInt32(format) / 8), bytes.baseAddress)
    }
  }

  func setTitle(_ title: String) {
    replace(atoms.netName, type: atoms.utf8, format: 8, Array(title.utf8))
    replace(XCB_ATOM_WM_NAME.rawValue, type: XCB_ATOM_STRING.rawValue, format: 8, Array(title.utf8))
    xcb_flush(connection)
  }

  /// Asks the window manager; nothing happens without one (Extended Window Manager Hints, _NET_WM_STATE).
  func setFullscreen(_ on: Bool) {
    var event = xcb_client_message_event_t()
    event.response_type = UInt8(XCB_CLIENT_MESSAGE)
    event.format = 32
    event.window = id
    event.type = atoms.state
    event.data.data32 = (on ? 1 : 0, atoms.stateFullscreen, 0, 1, 0)
    sendToRoot(&event)
    fullscreen = on
  }

  private func sendToRoot(_ event: inout xcb_client_message_event_t) {
    let mask = XCB_EVENT_MASK_SUBSTRUCTURE_REDIRECT.rawValue | XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY.rawValue
    withUnsafeBytes(of: &event) { bytes in
      _ = xcb_send_event(connection, 0, root, mask, bytes.baseAddress?.assumingMemoryBound(to: CChar.self))
    }
    xcb_flush(connection)
  }

  /// What has happened since the last call.
  func drain() -> [Event] {
    var events: [Event] = []
    while let raw = xcb_poll_for_event(connection) {
      defer { free(raw) }
      guard raw.pointee.response_type & 0x7f == UInt8(XCB_CLIENT_MESSAGE) else { continue }
      var message = UnsafeRawPointer(raw).loadUnaligned(as: xcb_client_message_event_t.self)
      guard message.type == atoms.protocols, message.format == 32 else { continue }
      switch message.data.data32.0 {
      case atoms.deleteWindow: events.append(.closeRequested)
      case atoms.ping:
        // Answered here, so that the window manager does not take a reloading game for a hung one.
        message.window = root
        sendToRoot(&message)
      default: break
      }
    }
    if xcb_connection_has_error(connection) != 0 { events.append(.connectionLost) }
    return events
  }
}

import ArcaneLinux
import CXCB
import Foundation
import TestDisplay

/// An X server with a window manager, and what a user would see of it.
final class XServer {
  private let server: VirtualDisplay
  private let manager: ChildProcess
  var display: String { server.name }
  private let depth: Int

  /// - Parameters: as `VirtualDisplay` takes them.
  init(depth: Int = 24, options: [String] = []) throws {
    server = try VirtualDisplay(depth: depth, options: options)
    self.depth = depth
    // Between its claim to manage and its first look at the windows a new one would be lost, so its own word that it is up
    // is waited for. It ends with its server.
    let ready = Channel()
    manager = try ChildProcess(
      name: "openbox", path: "/usr/bin/openbox", arguments: ["--startup", "/bin/echo up"],
      environment: ["DISPLAY=" + server.name, "HOME=/nonexistent", "PATH=/usr/bin:/bin"],
      inherit: [(silence, 0), (ready.write, 1), (silence, 2)])
    ready.closeWriter()
    // It has other things to say there as well.
    while let line = ready.readLine(seconds: 60) { if line == "up" { return } }
    throw Pair.TimeOut(description: "openbox did not start")
  }

  /// Ends the server, even if clients have windows there.
  func end() { server.end() }

  struct Picture {
    let width: Int
    let height: Int
    let bytes: [UInt8]
    var depth = 24
    /// Red, green, blue, 8 bits each.
    subscript(x: Int, y: Int) -> [Int] {
      let offset = (y * width + x) * 4
      let pixel = bytes[offset..<offset + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
      let bits = depth / 3
      return [2 * bits, bits, 0].map { pixel >> ($0 + bits - 8) & 0xff }
    }
  }

  struct WindowFacts: Equatable {
    let id: UInt32
    let x, y, width, height: Int
  }

  /// The mapped window of class "arcane", wherever the window manager has put it.
  func gameWindow() -> WindowFacts? {
    withConnection { connection, root in
      let found = search(root, connection) { text(XCB_ATOM_WM_CLASS.rawValue, of: $0, connection).hasPrefix("arcane\0") }
      guard let window = found else { return nil }
      guard let geometry = xcb_get_geometry_reply(connection, xcb_get_geometry(connection, window), nil) else { return nil }
      defer { free(geometry) }
      let place = xcb_translate_coordinates_reply(connection, xcb_translate_coordinates(connection, window, root, 0, 0), nil)
      defer { free(place) }
      return WindowFacts(
        id: window, x: Int(place?.pointee.dst_x ?? 0), y: Int(place?.pointee.dst_y ?? 0), width: Int(geometry.pointee.width),
        height: Int(geometry.pointee.height))
    }
  }

  /// Asks the window manager for another size, as a drag of the border does. True when the server has taken the request: it
  /// drops what it has not read yet of a client that hangs up (ClientReady in the server's os/connection.c), so the answer is
  /// waited for.
  func resize(_ window: UInt32, width: UInt32, height: UInt32) -> Bool {
    withConnection { connection, _ -> Bool? in
      let mask = UInt16(XCB_CONFIG_WINDOW_WIDTH.rawValue | XCB_CONFIG_WINDOW_HEIGHT.rawValue)
      let error = xcb_request_check(connection, xcb_configure_window_checked(connection, window, mask, [width, height]))
      defer { free(error) }
      return error == nil
    } ?? false
  }

  func picture(of window: UInt32) -> Picture? {
    withConnection { connection, _ in
      guard let geometry = xcb_get_geometry_reply(connection, xcb_get_geometry(connection, window), nil) else { return nil }
      defer { free(geometry) }
      let (width, height) = (geometry.pointee.width, geometry.pointee.height)
      let cookie = xcb_get_image(connection, UInt8(XCB_IMAGE_FORMAT_Z_PIXMAP.rawValue), window, 0, 0, width, height, .max)
      guard let reply = xcb_get_image_reply(connection, cookie, nil) else { return nil }
      defer { free(reply) }
      let bytes = UnsafeBufferPointer(start: xcb_get_image_data(reply), count: Int(xcb_get_image_data_length(reply)))
      return Picture(width: Int(width), height: Int(height), bytes: Array(bytes), depth: depth)
    }
  }

  /// Of the game's window.
  func title() -> String? {
    guard let window = gameWindow() else { return nil }
    return withConnection { connection, _ in text(XCB_ATOM_WM_NAME.rawValue, of: window.id, connection) }
  }

  /// Waits for the window of a program that is on the screen and has this title.
  func window(titled title: String) -> UInt32? {
    var found: UInt32?
    _ = eventually(seconds: 20) {
      found = withConnection { connection, root in
        search(root, connection) { window in
          let attributes = xcb_get_window_attributes_reply(connection, xcb_get_window_attributes(connection, window), nil)
          defer { free(attributes) }
          return attributes?.pointee.map_state == UInt8(XCB_MAP_STATE_VIEWABLE.rawValue)
            && text(XCB_ATOM_WM_NAME.rawValue, of: window, connection) == title
        }
      }
      return found != nil
    }
    return found
  }

  /// What a window manager does when its button is pressed.
  func close(_ window: UInt32) -> Bool {
    withConnection { connection, _ -> Bool? in
      func atom(_ name: String) -> UInt32 {
        let reply = xcb_intern_atom_reply(connection, xcb_intern_atom(connection, 0, UInt16(name.utf8.count), name), nil)
        defer { free(reply) }
        return reply?.pointee.atom ?? 0
      }
      var event = xcb_client_message_event_t()
      event.response_type = UInt8(XCB_CLIENT_MESSAGE)
      event.format = 32
      event.window = window
      event.type = atom("WM_PROTOCOLS")
      event.data.data32.0 = atom("WM_DELETE_WINDOW")
      let error = withUnsafeBytes(of: &event) { bytes in
        xcb_request_check(connection, xcb_send_event_checked(connection, 0, window, 0, bytes.bindMemory(to: CChar.self).baseAddress))
      }
      defer { free(error) }
      return error == nil
    } ?? false
  }

  /// The window that has the keyboard.
  func focusedWindow() -> UInt32? {
    withConnection { connection, _ in
      guard let reply = xcb_get_input_focus_reply(connection, xcb_get_input_focus(connection), nil) else { return nil }
      defer { free(reply) }
      return reply.pointee.focus
    }
  }

  /// Waits until the game's window is of one color, in its corners at least.
  func shows(_ color: [Int]) -> Bool {
    var seen = "no window"
    let shown = eventually(seconds: 20) {
      guard let window = gameWindow() else { return false }
      guard let picture = picture(of: window.id), picture.width > 20 else {
        seen = "window \(window) without a picture"
        return false
      }
      let corners = [picture[10, 10], picture[picture.width - 10, picture.height - 10]]
      seen = "\(corners)"
      return corners.allSatisfy { $0 == color }
    }
    if !shown { print("wanted \(color), saw \(seen)") }
    return shown
  }

  /// The first window of which this is true, from here down.
  private func search(_ window: UInt32, _ connection: OpaquePointer, _ isMeant: (UInt32) -> Bool) -> UInt32? {
    if isMeant(window) { return window }
    guard let tree = xcb_query_tree_reply(connection, xcb_query_tree(connection, window), nil) else { return nil }
    defer { free(tree) }
    let children = UnsafeBufferPointer(start: xcb_query_tree_children(tree), count: Int(xcb_query_tree_children_length(tree)))
    for child in children { if let found = search(child, connection, isMeant) { return found } }
    return nil
  }

  private func text(_ property: UInt32, of window: UInt32, _ connection: OpaquePointer) -> String {
    let cookie = xcb_get_property(connection, 0, window, property, XCB_ATOM_ANY.rawValue, 0, 64)
    guard let reply = xcb_get_property_reply(connection, cookie, nil) else { return "" }
    defer { free(reply) }
    return String(
      decoding: UnsafeRawBufferPointer(start: xcb_get_property_value(reply), count: Int(xcb_get_property_value_length(reply))), as: UTF8.self)
  }

  private func withConnection<Result>(_ body: (OpaquePointer, UInt32) -> Result?) -> Result? {
    guard let connection = xcb_connect(display, nil), xcb_connection_has_error(connection) == 0 else { return nil }
    defer { xcb_disconnect(connection) }
    guard let screen = xcb_setup_roots_iterator(xcb_get_setup(connection)).data else { return nil }
    return body(connection, screen.pointee.root)
  }
}

import ArcanePlatform
import CX11
import Glibc
import TestDisplay
import Testing

@testable import ArcaneGraphics

/// A bare window on a connection of its own, as the supervisor makes it.
private final class HostWindow {
  let display: OpaquePointer
  let id: UInt

  init?(_ server: VirtualDisplay) {
    guard let display = XOpenDisplay(server.name) else { return nil }
    self.display = display
    id = XCreateSimpleWindow(display, XDefaultRootWindow(display), 10, 10, 320, 240, 0, 0, 0)
    XMapWindow(display, id)
    XSync(display, 0)
  }

  deinit { XCloseDisplay(display) }

  /// What the server shows, as 0xRRGGBB; nil if the window is gone.
  func pixel(_ x: Int32, _ y: Int32) -> UInt? {
    guard let image = XGetImage(display, id, x, y, 1, 1, UInt(bitPattern: -1), ZPixmap) else { return nil }
    defer { _ = image.pointee.f.destroy_image(image) }
    return image.pointee.f.get_pixel(image, 0, 0) & 0xff_ffff
  }

  func resize(_ width: UInt32, _ height: UInt32) {
    XResizeWindow(display, id, width, height)
    XSync(display, 0)
  }

  func destroy() {
    XDestroyWindow(display, id)
    XSync(display, 0)
  }

  var isAlive: Bool {
    var attributes = XWindowAttributes()
    return XGetWindowAttributes(display, id, &attributes) != 0
  }

  func selectButtons(_ on: Bool) {
    XSelectInput(display, id, on ? ButtonPressMask : 0)
    XSync(display, 0)
  }
}

extension GLTests {
  @Suite struct Adoption {
    /// Polls until `done`, for a generous while.
    private func poll(_ window: ArcanePlatform.Window, _ input: inout InputState, until done: ([WindowEvent], InputState) -> Bool) -> Bool {
      for _ in 0..<1000 {
        if done(window.pollEvents(&input), input) { return true }
        usleep(5000)
      }
      return false
    }

    private func hiddenWindow() throws -> ArcanePlatform.Window {
      var options = ArcanePlatform.Window.Options()
      options.isHidden = true
      return try ArcanePlatform.Window(Platform.start(video: .x11), options)
    }

    @Test(
      "a window of another connection is adopted: drawn into at the swap, input after the old client, left alone at the end",
      .enabled(if: VirtualDisplay.isInstalled, "Xvfb is not installed: apt-get install xvfb"))
    func adopt() throws {
      let server = try VirtualDisplay()
      setenv("DISPLAY", server.name, 1)
      let host = try #require(HostWindow(server))
      do {
        let window = try hiddenWindow()
        #expect(window.eventDescriptor != nil)
        let renderer = try Renderer(viewport: Viewport(pixelWidth: 320, pixelHeight: 240))
        let white: [UInt8] = [255, 128, 0, 255, 255, 128, 0, 255]
        try white.withUnsafeBytes { try renderer.textures.upload(1, width: 2, height: 1, pixels: $0) }
        let list = DrawList()
        list.appendSprite(textureID: 1, x: 100, y: 50, width: 20, height: 20, layer: 0)
        try renderer.render(list, Scene(camera: Camera(.topLeft)))

        host.selectButtons(true)
        try window.adopt(host.id)
        #expect(window.x11WindowID == host.id)
        #expect(window.pixelSize.width == 320)
        try renderer.copyToBackBuffer(pixelWidth: 320, pixelHeight: 240)
        #expect(host.pixel(110, 60) == 0, "nothing is shown before the swap")
        window.swap()
        window.waitForServer()
        #expect(host.pixel(110, 60) == 0xff8000)
        #expect(host.pixel(119, 69) == 0xff8000)
        #expect(host.pixel(99, 60) == 0x59596c)

        var input = InputState()
        #expect(throws: PlatformError.inputTaken(window: host.id)) { try window.takeInput(&input) }
        host.selectButtons(false)
        try window.takeInput(&input)

        host.resize(400, 300)
        #expect(poll(window, &input) { events, _ in events.contains(.resized(pixelWidth: 400, pixelHeight: 300)) })
        try renderer.resize(Viewport(pixelWidth: 400, pixelHeight: 300))
        try renderer.render(list, Scene(camera: Camera(.center)))
        try renderer.copyToBackBuffer(pixelWidth: window.pixelSize.width, pixelHeight: window.pixelSize.height)
        window.swap()
        window.waitForServer()
        #expect(host.pixel(310, 210) == 0xff8000)

        // Keys as the layout names them, from real events of another connection.
        sendKey(host, keysym: UInt(XK_a), shift: false)
        sendKey(host, keysym: UInt(XK_period), shift: true)
        #expect(poll(window, &input) { _, input in input.isKeyPressed(">") })
        #expect(input.isKeyPressed("a"))
        #expect(input.keysDown.isEmpty)
      }
      #expect(host.isAlive, "the adopter is gone, the window stays")
      #expect(host.pixel(310, 210) != nil)
    }

    @Test(
      "an adopted window that was not listened to is known to have kept its size, or not, however late the answer is read",
      .enabled(if: VirtualDisplay.isInstalled, "Xvfb is not installed: apt-get install xvfb"))
    func listening() throws {
      let server = try VirtualDisplay()
      setenv("DISPLAY", server.name, 1)
      let host = try #require(HostWindow(server))
      let window = try hiddenWindow()
      try window.adopt(host.id, drawing: false)
      window.stopListening()
      window.beginListening()
      window.beginListening()
      #expect(window.listens(), "however often listening began")

      window.stopListening()
      host.resize(400, 300)
      #expect(!window.listens(), "it was resized while nobody listened; asked without a beginning before")
      try window.adopt(host.id, drawing: false)
      #expect(window.pixelSize == (400, 300))

      // After the question: the answer is the old size, and the new one comes as an event.
      window.stopListening()
      window.beginListening()
      window.waitForServer()
      host.resize(500, 200)
      #expect(window.listens())
      var input = InputState()
      #expect(poll(window, &input) { events, _ in events.contains(.resized(pixelWidth: 500, pixelHeight: 200)) })

      window.stopListening()
      host.destroy()
      window.beginListening()
      #expect(!window.listens(), "it is gone")
    }

    @Test(
      "adopting a window that is gone throws, and the own window still works",
      .enabled(if: VirtualDisplay.isInstalled, "Xvfb is not installed: apt-get install xvfb"))
    func adoptGone() throws {
      let server = try VirtualDisplay()
      setenv("DISPLAY", server.name, 1)
      let window = try hiddenWindow()
      #expect(throws: PlatformError.self) { try window.adopt(0x7fff_0001) }
      let renderer = try Renderer(viewport: Viewport(pixelWidth: 8, pixelHeight: 8))
      try renderer.render(DrawList(), Scene(camera: Camera(.topLeft)))
      #expect(close(try renderer.readPixels()[4, 4], 89, 89, 108))
    }

    @Test("adopting needs X11 and says so")
    func offscreen() throws {
      let fixture = try RenderFixture(.topLeft)
      #expect(throws: PlatformError.notX11(driver: "offscreen")) { try fixture.window.adopt(1) }
    }

    /// A press and its release, sent to the window's clients.
    private func sendKey(_ host: HostWindow, keysym: UInt, shift: Bool) {
      let keycode = UInt32(XKeysymToKeycode(host.display, keysym))
      for (type, mask) in [(KeyPress, KeyPressMask), (KeyRelease, KeyReleaseMask)] {
        var event = XEvent()
        event.xkey.type = type
        event.xkey.display = host.display
        event.xkey.window = host.id
        event.xkey.root = XDefaultRootWindow(host.display)
        event.xkey.keycode = keycode
        event.xkey.state = shift ? UInt32(ShiftMask) : 0
        event.xkey.same_screen = 1
        XSendEvent(host.display, host.id, 0, mask, &event)
      }
      XSync(host.display, 0)
    }
  }
}

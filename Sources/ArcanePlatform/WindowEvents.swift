import CSDL2
import CX11

/// Events of the window system other than input.
public enum WindowEvent: Equatable, Sendable {
  case closeRequested
  /// The drawable has this many physical pixels now.
  case resized(pixelWidth: Int, pixelHeight: Int)
  /// The content was lost or uncovered: present again.
  case exposed
  case focusGained
  case focusLost
}

extension Window {
  /// Takes all waiting events: input goes into `input`, the rest is returned. Never waits.
  public func pollEvents(_ input: inout InputState) -> [WindowEvent] {
    var others: [WindowEvent] = []
    var event = SDL_Event()
    while SDL_PollEvent(&event) != 0 { handle(&event, &input, &others) }
    return others
  }

  private func handle(_ event: inout SDL_Event, _ input: inout InputState, _ others: inout [WindowEvent]) {
    switch SDL_EventType(event.type) {
    case SDL_QUIT: others.append(.closeRequested)
    case SDL_WINDOWEVENT: handleWindow(event.window, &input, &others)
    case SDL_SYSWMEVENT: handleX11(event.syswm, &input)
    case SDL_KEYDOWN, SDL_KEYUP:
      // With X11 the raw event has been handled, with the name that the layout gives.
      if x11 == nil { handleKey(event.key, &input) }
    case SDL_TEXTINPUT:
      let text = withUnsafeBytes(of: &event.text.text) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      input.apply(.text(text))
    case SDL_MOUSEMOTION:
      let scale = pixelsPerPoint
      input.apply(.mouseMoved(x: Double(event.motion.x) * scale, y: Double(event.motion.y) * scale))
    case SDL_MOUSEBUTTONDOWN, SDL_MOUSEBUTTONUP:
      let button = event.button
      input.apply(.mouseButton(Self.buttonNumber(button.button), down: button.state == UInt8(SDL_PRESSED)))
    case SDL_MOUSEWHEEL:
      let sign: Double = event.wheel.direction == SDL_MOUSEWHEEL_FLIPPED.rawValue ? -1 : 1
      input.apply(.wheel(x: Double(event.wheel.preciseX) * sign, y: Double(event.wheel.preciseY) * sign))
    case SDL_FINGERDOWN, SDL_FINGERMOTION, SDL_FINGERUP: handleTouch(event.tfinger, &input)
    default: Gamepads.handle(&event, &input)
    }
  }

  private func handleWindow(_ event: SDL_WindowEvent, _ input: inout InputState, _ others: inout [WindowEvent]) {
    // The hidden window that the context came from has nothing to say.
    guard event.windowID == SDL_GetWindowID(window) else { return }
    switch SDL_WindowEventID(UInt32(event.event)) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
      let size = pixelSize
      others.append(.resized(pixelWidth: size.width, pixelHeight: size.height))
    case SDL_WINDOWEVENT_EXPOSED: others.append(.exposed)
    case SDL_WINDOWEVENT_FOCUS_GAINED: others.append(.focusGained)
    case SDL_WINDOWEVENT_FOCUS_LOST:
      input.apply(.focusLost)
      others.append(.focusLost)
    case SDL_WINDOWEVENT_CLOSE: others.append(.closeRequested)
    default: break
    }
  }

  private func handleX11(_ event: SDL_SysWMEvent, _ input: inout InputState) {
    guard let x11, let message = event.msg, message.pointee.subsystem == SDL_SYSWM_X11 else { return }
    let raw = message.pointee.msg.x11.event
    switch raw.type {
    case KeyPress:
      let key = raw.xkey
      let name = x11.keyName(keycode: key.keycode, modifiers: key.state)
      input.apply(.keyDown(physical: key.keycode, name: name, code: keyPlaces[key.keycode]))
    case KeyRelease: input.apply(.keyUp(physical: raw.xkey.keycode))
    default: break
    }
  }

  private func handleKey(_ event: SDL_KeyboardEvent, _ input: inout InputState) {
    let scancode = UInt32(event.keysym.scancode.rawValue)
    guard event.state == UInt8(SDL_PRESSED) else {
      input.apply(.keyUp(physical: scancode))
      return
    }
    let modifiers = UInt32(event.keysym.mod)
    let name = KeyName.name(
      scancode: scancode, keycode: UInt32(bitPattern: event.keysym.sym),
      shift: modifiers & (KMOD_LSHIFT.rawValue | KMOD_RSHIFT.rawValue) != 0, capsLock: modifiers & KMOD_CAPS.rawValue != 0)
    input.apply(.keyDown(physical: scancode, name: name, code: PhysicalKey.code(scancode: scancode)))
  }

  private func handleTouch(_ event: SDL_TouchFingerEvent, _ input: inout InputState) {
    let size = pixelSize
    let x = Double(event.x) * Double(size.width)
    let y = Double(event.y) * Double(size.height)
    switch SDL_EventType(event.type) {
    case SDL_FINGERDOWN: input.apply(.touchDown(id: event.fingerId, x: x, y: y))
    case SDL_FINGERMOTION: input.apply(.touchMoved(id: event.fingerId, x: x, y: y))
    default: input.apply(.touchUp(id: event.fingerId))
    }
  }

  /// SDL counts left, middle, right, back, forward from 1; scripts left, right, middle, back, forward from 0.
  static func buttonNumber(_ button: UInt8) -> UInt8 {
    switch button {
    case 1: 0
    case 2: 2
    case 3: 1
    case 0: 0
    default: button - 1
    }
  }
}

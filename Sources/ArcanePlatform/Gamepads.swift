import CSDL2

/// SDL's game controllers to input events. SDL maps hundreds of devices to one layout of buttons.
enum Gamepads {
  /// A trigger is a button as well when it is pulled this far.
  static let triggerPoint = 0.5

  static func handle(_ event: inout SDL_Event, _ input: inout InputState) {
    switch SDL_EventType(event.type) {
    case SDL_CONTROLLERDEVICEADDED:
      guard let pad = SDL_GameControllerOpen(event.cdevice.which) else { return }
      let id = SDL_JoystickInstanceID(SDL_GameControllerGetJoystick(pad))
      let name = SDL_GameControllerName(pad).map { String(cString: $0) } ?? "Gamepad"
      input.apply(.gamepadConnected(id: id, name: name))
    case SDL_CONTROLLERDEVICEREMOVED:
      let id = event.cdevice.which
      if let pad = SDL_GameControllerFromInstanceID(id) { SDL_GameControllerClose(pad) }
      input.apply(.gamepadDisconnected(id: id))
    case SDL_CONTROLLERBUTTONDOWN, SDL_CONTROLLERBUTTONUP:
      guard let button = button(event.cbutton.button) else { return }
      input.apply(.gamepadButton(id: event.cbutton.which, button, down: event.cbutton.state == UInt8(SDL_PRESSED)))
    case SDL_CONTROLLERAXISMOTION: moveAxis(event.caxis, &input)
    default: break
    }
  }

  private static func moveAxis(_ event: SDL_ControllerAxisEvent, _ input: inout InputState) {
    let value = max(-1, Double(event.value) / 32767)
    let id = event.which
    switch SDL_GameControllerAxis(Int32(event.axis)) {
    case SDL_CONTROLLER_AXIS_LEFTX: input.apply(.gamepadAxis(id: id, .leftStickX, value))
    case SDL_CONTROLLER_AXIS_LEFTY: input.apply(.gamepadAxis(id: id, .leftStickY, value))
    case SDL_CONTROLLER_AXIS_RIGHTX: input.apply(.gamepadAxis(id: id, .rightStickX, value))
    case SDL_CONTROLLER_AXIS_RIGHTY: input.apply(.gamepadAxis(id: id, .rightStickY, value))
    case SDL_CONTROLLER_AXIS_TRIGGERLEFT:
      input.apply(.gamepadAxis(id: id, .leftTrigger, value))
      input.apply(.gamepadButton(id: id, .leftTrigger, down: value >= triggerPoint))
    case SDL_CONTROLLER_AXIS_TRIGGERRIGHT:
      input.apply(.gamepadAxis(id: id, .rightTrigger, value))
      input.apply(.gamepadButton(id: id, .rightTrigger, down: value >= triggerPoint))
    default: break
    }
  }

  private static func button(_ number: UInt8) -> GamepadButton? {
    switch SDL_GameControllerButton(Int32(number)) {
    case SDL_CONTROLLER_BUTTON_A: .a
    case SDL_CONTROLLER_BUTTON_B: .b
    case SDL_CONTROLLER_BUTTON_X: .x
    case SDL_CONTROLLER_BUTTON_Y: .y
    case SDL_CONTROLLER_BUTTON_LEFTSHOULDER: .leftBumper
    case SDL_CONTROLLER_BUTTON_RIGHTSHOULDER: .rightBumper
    case SDL_CONTROLLER_BUTTON_BACK: .select
    case SDL_CONTROLLER_BUTTON_START: .start
    case SDL_CONTROLLER_BUTTON_GUIDE: .guide
    case SDL_CONTROLLER_BUTTON_LEFTSTICK: .leftStick
    case SDL_CONTROLLER_BUTTON_RIGHTSTICK: .rightStick
    case SDL_CONTROLLER_BUTTON_DPAD_UP: .dPadUp
    case SDL_CONTROLLER_BUTTON_DPAD_DOWN: .dPadDown
    case SDL_CONTROLLER_BUTTON_DPAD_LEFT: .dPadLeft
    case SDL_CONTROLLER_BUTTON_DPAD_RIGHT: .dPadRight
    default: nil
    }
  }
}

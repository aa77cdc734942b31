/// One input event of the user or of synthetic input, which take the same path.
public enum InputEvent: Equatable, Sendable {
  /// - physical: identifies the key itself, whatever it is called at the moment.
  /// - name: the logical name (`KeyName`).
  /// - code: the name of its place (`PhysicalKey`); nil where that is the logical one, or unknown.
  case keyDown(physical: UInt32, name: String, code: String?)
  case keyUp(physical: UInt32)
  /// A key that was held before this process received input: it is down, but was not pressed now.
  case keyHeld(physical: UInt32, name: String, code: String?)
  /// Text that was typed, composed characters included.
  case text(String)
  /// Physical pixels from the top-left corner of the client area.
  case mouseMoved(x: Double, y: Double)
  /// 0 left, 1 right, 2 middle, 3 back, 4 forward, others by number.
  case mouseButton(UInt8, down: Bool)
  /// Held before this process received input.
  case mouseButtonHeld(UInt8)
  /// Notches; positive is right and away from the user.
  case wheel(x: Double, y: Double)
  case focusLost
  case gamepadConnected(id: Int32, name: String)
  case gamepadDisconnected(id: Int32)
  case gamepadButton(id: Int32, GamepadButton, down: Bool)
  /// Sticks −1…1 with up and left negative, triggers 0…1.
  case gamepadAxis(id: Int32, GamepadAxis, Double)
  /// Physical pixels.
  case touchDown(id: Int64, x: Double, y: Double)
  case touchMoved(id: Int64, x: Double, y: Double)
  case touchUp(id: Int64)
}

/// Buttons by the names that scripts use.
public enum GamepadButton: String, CaseIterable, Sendable {
  case a = "A"
  case b = "B"
  case x = "X"
  case y = "Y"
  case leftBumper = "LeftBumper"
  case rightBumper = "RightBumper"
  case leftTrigger = "LeftTrigger"
  case rightTrigger = "RightTrigger"
  case select = "Select"
  case start = "Start"
  case leftStick = "LeftStick"
  case rightStick = "RightStick"
  case dPadUp = "DPadUp"
  case dPadDown = "DPadDown"
  case dPadLeft = "DPadLeft"
  case dPadRight = "DPadRight"
  case guide = "Guide"
}

public enum GamepadAxis: String, CaseIterable, Sendable {
  case leftStickX = "LeftStickX"
  case leftStickY = "LeftStickY"
  case rightStickX = "RightStickX"
  case rightStickY = "RightStickY"
  case leftTrigger = "LeftTrigger"
  case rightTrigger = "RightTrigger"
}

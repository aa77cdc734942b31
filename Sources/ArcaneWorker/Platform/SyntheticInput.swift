import ArcaneIPC
import ArcanePlatform

/// Synthetic input: from an input script or the control socket.
struct SyntheticInput {
  private var padIsConnected = false
  /// No real pad has this number.
  private static let pad: Int32 = -1
  private var touches: Set<UInt32> = []

  mutating func apply(_ action: InputAction, to input: inout InputState, pixelsPerUnit: Double) {
    switch action {
    case .key(let name, let down): input.inject(key: name, down: down)
    case .mouse(let x, let y): input.apply(.mouseMoved(x: x * pixelsPerUnit, y: y * pixelsPerUnit))
    case .button(let button, let down): input.apply(.mouseButton(button, down: down))
    case .wheel(let x, let y): input.apply(.wheel(x: x, y: y))
    case .text(let text): input.apply(.text(text))
    case .pad(let name, let down):
      guard let button = GamepadButton(rawValue: name) else { return }
      connectPad(&input)
      input.apply(.gamepadButton(id: Self.pad, button, down: down))
    case .axis(let name, let value):
      guard let axis = GamepadAxis(rawValue: name) else { return }
      connectPad(&input)
      input.apply(.gamepadAxis(id: Self.pad, axis, value))
    case .touch(let id, let x, let y):
      let (x, y) = (x * pixelsPerUnit, y * pixelsPerUnit)
      input.apply(touches.insert(id).inserted ? .touchDown(id: Int64(id), x: x, y: y) : .touchMoved(id: Int64(id), x: x, y: y))
    case .touchEnd(let id):
      touches.remove(id)
      input.apply(.touchUp(id: Int64(id)))
    case .releaseAll:
      touches.removeAll()
      input.apply(.focusLost)
      if padIsConnected {
        padIsConnected = false
        input.apply(.gamepadDisconnected(id: Self.pad))
      }
    }
  }

  private mutating func connectPad(_ input: inout InputState) {
    if padIsConnected { return }
    padIsConnected = true
    input.apply(.gamepadConnected(id: Self.pad, name: "Scripted gamepad"))
  }
}

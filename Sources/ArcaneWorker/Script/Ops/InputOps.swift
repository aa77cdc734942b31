import ArcaneIPC
import ArcanePlatform
import ArcaneScript

/// Keyboard, mouse, gamepads and touches: from the user, an input script, or the control socket.
final class InputOps: OpProvider {
  private var state = InputState()
  private let view: GameView
  /// An input script, which replaces the user's input.
  private var script: InputScript?
  private var synthetic = SyntheticInput()
  /// Actions for the end of the next frame.
  private var afterFrame: [InputAction] = []

  init(_ view: GameView) { self.view = view }

  func play(_ script: InputScript) { self.script = script }

  /// In place: a copy would retain each of its sets.
  func withState<Result>(_ body: (inout InputState) throws -> Result) rethrows -> Result { try body(&state) }

  func takeInput(of window: Window) throws(PlatformError) { try window.takeInput(&state) }

  /// Synthetic input, in the game's own units.
  func apply(_ action: InputAction) { synthetic.apply(action, to: &state, pixelsPerUnit: view.pixelsPerUnit) }

  /// Synthetic input, some of which is released when the next frame is over.
  func apply(_ actions: [InputAction], releasing releases: [InputAction]) {
    for action in actions {
      // Pressed for a frame before, and held from now on.
      afterFrame.removeAll { $0 == action.released }
      apply(action)
    }
    afterFrame += releases
  }

  func beginFrame(_ number: UInt32) {
    for action in script?.actions(inFrame: number) ?? [] { apply(action) }
  }

  func endFrame() {
    state.endFrame()
    for action in afterFrame { apply(action) }
    afterFrame.removeAll()
  }

  static let title = "Input"

  static func declare(_ op: OpDeclarer<InputOps>) {
    declareKeyboardAndMouse(op)
    declareGamepads(op)
    declareTouch(op)
  }

  private static func declareKeyboardAndMouse(_ op: OpDeclarer<InputOps>) {
    op("op_is_key_down", "Whether a key is held.", .text("key"), gives: .bool("whether"), reads: .outside(.input)) { owner, key in
      owner.withState { $0.isKeyDown(key) }
    }
    op("op_is_key_pressed", "Whether a key has gone down since the last frame.", .text("key"), gives: .bool("whether"), reads: .outside(.input)) {
      owner, key in owner.withState { $0.isKeyPressed(key) }
    }
    op(
      "op_arcane_is_key_released", "Whether a key has gone up since the last frame.", .text("key"), gives: .bool("whether"),
      reads: .outside(.input)
    ) { owner, key in owner.withState { $0.isKeyReleased(key) } }
    op(
      "op_get_mouse_position", "Where the mouse is in the window.", gives: .numbers("x and y", inert: [0, 0]), reads: .outside(.input)
    ) { owner in [owner.state.mouseX / owner.view.pixelsPerUnit, owner.state.mouseY / owner.view.pixelsPerUnit] }
    op("op_is_mouse_button_down", "Whether a button is held.", .u8("button"), gives: .bool("whether"), reads: .outside(.input)) { owner, button in
      owner.withState { $0.isMouseButtonDown(button) }
    }
    op(
      "op_is_mouse_button_pressed", "Whether a button has gone down since the last frame.", .u8("button"), gives: .bool("whether"),
      reads: .outside(.input)
    ) { owner, button in owner.withState { $0.isMouseButtonPressed(button) } }
    op(
      "op_arcane_is_mouse_button_released", "Whether a button has gone up since the last frame.", .u8("button"), gives: .bool("whether"),
      reads: .outside(.input)
    ) { owner, button in owner.withState { $0.isMouseButtonReleased(button) } }
    op(
      "op_arcane_mouse_wheel", "How far the wheel has turned since the last frame.", gives: .numbers("x and y, in notches", inert: [0, 0]),
      reads: .outside(.input)
    ) { owner in [owner.state.wheelX, owner.state.wheelY] }
    op("op_arcane_text_input", "What has been typed since the last frame.", gives: .text("the text"), reads: .outside(.input)) { owner in
      owner.state.text
    }
  }

  private static func declareGamepads(_ op: OpDeclarer<InputOps>) {
    op("op_get_gamepad_count", "How many gamepads there are.", gives: .count("their number"), reads: .outside(.input)) { owner in
      owner.state.gamepadCount
    }
    op("op_get_gamepad_name", "The first gamepad.", gives: .text("its name; empty without one"), reads: .outside(.input)) { owner in
      owner.state.gamepadName
    }
    op("op_is_gamepad_button_down", "Whether a button is held.", .text("button"), gives: .bool("whether"), reads: .outside(.input)) {
      owner, button in owner.withState { $0.isGamepadButtonDown(button) }
    }
    op(
      "op_is_gamepad_button_pressed", "Whether a button has gone down since the last frame.", .text("button"), gives: .bool("whether"),
      reads: .outside(.input)
    ) { owner, button in owner.withState { $0.isGamepadButtonPressed(button) } }
    op("op_get_gamepad_axis", "How far a stick or trigger is moved.", .text("axis"), gives: .number("-1 to 1"), reads: .outside(.input)) {
      owner, axis in owner.withState { $0.gamepadAxis(axis) }
    }
  }

  private static func declareTouch(_ op: OpDeclarer<InputOps>) {
    op("op_get_touch_count", "How many fingers touch.", gives: .count("their number"), reads: .outside(.input)) { owner in owner.state.touchCount }
    op("op_get_touch_position", "Where a finger is.", .u32("index"), gives: .numbers("x and y; empty for none"), reads: .outside(.input)) {
      owner, index in
      let unit = owner.view.pixelsPerUnit
      return owner.state.touchPosition(Int(index)).map { [$0.x / unit, $0.y / unit] } ?? []
    }
    op("op_is_touch_active", "Whether a finger touches.", gives: .bool("whether"), reads: .outside(.input)) { owner in owner.state.touchCount > 0 }
  }
}

extension InputAction {
  /// The action that releases what this one presses; nil if it presses nothing.
  fileprivate var released: InputAction? {
    switch self {
    case .key(let name, down: true): .key(name, down: false)
    case .button(let button, down: true): .button(button, down: false)
    case .pad(let name, down: true): .pad(name, down: false)
    default: nil
    }
  }
}

import ArcanePlatform
import ArcaneScript

extension Game {
  func defineInputOps() {
    op("op_is_key_down") { [unowned self] call in call.return(input.isKeyDown(try call.string(0))) }
    op("op_is_key_pressed") { [unowned self] call in call.return(input.isKeyPressed(try call.string(0))) }
    op("op_arcane_is_key_released") { [unowned self] call in call.return(input.isKeyReleased(try call.string(0))) }
    op("op_get_mouse_position") { [unowned self] call in
      call.return([input.mouseX / pixelsPerUnit, input.mouseY / pixelsPerUnit])
    }
    op("op_is_mouse_button_down") { [unowned self] call in call.return(input.isMouseButtonDown(try call.u8(0))) }
    op("op_is_mouse_button_pressed") { [unowned self] call in call.return(input.isMouseButtonPressed(try call.u8(0))) }
    op("op_arcane_is_mouse_button_released") { [unowned self] call in
      call.return(input.isMouseButtonReleased(try call.u8(0)))
    }
    op("op_arcane_mouse_wheel") { [unowned self] call in call.return([input.wheelX, input.wheelY]) }
    op("op_arcane_text_input") { [unowned self] call in call.return(input.text) }

    op("op_get_gamepad_count") { [unowned self] call in call.return(input.gamepadCount) }
    op("op_get_gamepad_name") { [unowned self] call in call.return(input.gamepadName) }
    op("op_is_gamepad_button_down") { [unowned self] call in call.return(input.isGamepadButtonDown(try call.string(0))) }
    op("op_is_gamepad_button_pressed") { [unowned self] call in
      call.return(input.isGamepadButtonPressed(try call.string(0)))
    }
    op("op_get_gamepad_axis") { [unowned self] call in call.return(input.gamepadAxis(try call.string(0))) }

    op("op_get_touch_count") { [unowned self] call in call.return(input.touchCount) }
    op("op_get_touch_position") { [unowned self] call in
      let position = input.touchPosition(Int(try call.u32(0)))
      call.return(position.map { [$0.x / pixelsPerUnit, $0.y / pixelsPerUnit] } ?? [])
    }
    op("op_is_touch_active") { [unowned self] call in call.return(input.touchCount > 0) }
  }
}

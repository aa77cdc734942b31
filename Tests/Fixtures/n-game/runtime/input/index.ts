import { has, ops } from "../rendering/ops.ts";

const hasInput = has("op_is_key_down");
const hasPads = has("op_get_gamepad_count");
const hasTouch = has("op_get_touch_count");

export function isKeyDown(key: string): boolean {
  return hasInput ? ops!.op_is_key_down(key) : false;
}
export function isKeyPressed(key: string): boolean {
  return hasInput ? ops!.op_is_key_pressed(key) : false;
}
/** Logical pixels. */
export function getMouse(): { x: number; y: number } {
  if (!hasInput) return { x: 0, y: 0 };
  const [x, y] = ops!.op_get_mouse_position() as number[];
  return { x, y };
}
/** 0 left, 1 right, 2 middle. */
export function isButtonDown(button: number): boolean {
  return hasInput ? ops!.op_is_mouse_button_down(button) : false;
}
export function isButtonPressed(button: number): boolean {
  return hasInput ? ops!.op_is_mouse_button_pressed(button) : false;
}

export type Pad = { name: string; stickX: number; stickY: number; a: boolean; aPressed: boolean };

/** The first gamepad, if there is one. */
export function getPad(): Pad | undefined {
  if (!hasPads || ops!.op_get_gamepad_count() === 0) return undefined;
  return {
    name: ops!.op_get_gamepad_name(),
    stickX: ops!.op_get_gamepad_axis("LeftStickX"),
    stickY: ops!.op_get_gamepad_axis("LeftStickY"),
    a: ops!.op_is_gamepad_button_down("A"),
    aPressed: ops!.op_is_gamepad_button_pressed("A"),
  };
}

export function getTouches(): { x: number; y: number }[] {
  if (!hasTouch || !ops!.op_is_touch_active()) return [];
  return Array.from({ length: ops!.op_get_touch_count() }, (_, index) => {
    const [x = 0, y = 0] = ops!.op_get_touch_position(index) as number[];
    return { x, y };
  });
}

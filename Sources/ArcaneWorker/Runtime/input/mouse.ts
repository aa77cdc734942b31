import type { Vec2 } from "../core/geometry.ts";
import { ops } from "../core/ops.ts";
import { nearestName, warnOnce } from "../core/warn.ts";
import { screenToWorld } from "../rendering/camera.ts";
import { currentView } from "../rendering/viewport.ts";

/** A button of the mouse. */
export type MouseButton = "left" | "right" | "middle" | "back" | "forward";

const BUTTONS: readonly MouseButton[] = ["left", "right", "middle", "back", "forward"];

/** The engine's number of a button, or -1 (said once). */
export function buttonNumber(button: MouseButton | number): number {
  const index = typeof button === "number" ? button : BUTTONS.indexOf(button);
  if (Number.isInteger(index) && index >= 0 && index < 256) return index;
  const near = nearestName(String(button), BUTTONS) ?? "left";
  warnOnce(`mouse:${button}`, `There is no mouse button "${button}"; did you mean "${near}"?`);
  return -1;
}

/** Where the mouse is, in viewport units from the top-left corner (the same units as things with `screen: true`). */
export function getMousePosition(): Vec2 {
  const position = ops().op_get_mouse_position();
  const view = currentView();
  return {
    x: ((position[0] ?? 0) - view.offsetX) / view.scale,
    y: ((position[1] ?? 0) - view.offsetY) / view.scale,
  };
}

/** The world point under the mouse. */
export function getMouseWorldPosition(): Vec2 {
  const { x, y } = getMousePosition();
  return screenToWorld(x, y);
}

/** Whether a mouse button is held down. */
export function isMouseButtonDown(button: MouseButton | number = "left"): boolean {
  const number = buttonNumber(button);
  return number >= 0 && ops().op_is_mouse_button_down(number);
}

/** Whether a mouse button went down since the previous frame. */
export function isMouseButtonPressed(button: MouseButton | number = "left"): boolean {
  const number = buttonNumber(button);
  return number >= 0 && ops().op_is_mouse_button_pressed(number);
}

/** Whether a mouse button went up since the previous frame. */
export function isMouseButtonReleased(button: MouseButton | number = "left"): boolean {
  const number = buttonNumber(button);
  return number >= 0 && ops().op_arcane_is_mouse_button_released(number);
}

/** How far the wheel was turned since the previous frame, in notches: y is positive away from the user. */
export function getMouseWheel(): Vec2 {
  const turned = ops().op_arcane_mouse_wheel();
  return { x: turned[0] ?? 0, y: turned[1] ?? 0 };
}

/** Shows or hides the mouse pointer over the window. */
export function setCursorVisible(visible: boolean): void {
  ops().op_arcane_set_cursor_visible(visible);
}

/** Where fingers touch the screen now, in viewport units, in the order in which they came. */
export function getTouches(): Vec2[] {
  const view = currentView();
  const touches: Vec2[] = [];
  const count = ops().op_get_touch_count();
  for (let index = 0; index < count; index += 1) {
    const [x, y] = ops().op_get_touch_position(index);
    if (x === undefined || y === undefined) continue;
    touches.push({ x: (x - view.offsetX) / view.scale, y: (y - view.offsetY) / view.scale });
  }
  return touches;
}

import type { Vec2 } from "../core/geometry.ts";
import { ops } from "../core/ops.ts";
import { nearestName, warnOnce } from "../core/warn.ts";

/** A button of a gamepad, named by its place: A is the lower one of the right four, B right, X left, Y upper. */
export type GamepadButton =
  | "A"
  | "B"
  | "X"
  | "Y"
  | "LeftBumper"
  | "RightBumper"
  | "LeftTrigger"
  | "RightTrigger"
  | "Select"
  | "Start"
  | "LeftStick"
  | "RightStick"
  | "DPadUp"
  | "DPadDown"
  | "DPadLeft"
  | "DPadRight"
  | "Guide";

/** An axis of a gamepad. Sticks go from -1 (left, up) to 1; triggers from 0 to 1. */
export type GamepadAxis = "LeftStickX" | "LeftStickY" | "RightStickX" | "RightStickY" | "LeftTrigger" | "RightTrigger";

const BUTTONS: readonly string[] = [
  "A", "B", "X", "Y", "LeftBumper", "RightBumper", "LeftTrigger", "RightTrigger", "Select", "Start", "LeftStick",
  "RightStick", "DPadUp", "DPadDown", "DPadLeft", "DPadRight", "Guide",
];
const AXES: readonly string[] = [
  "LeftStickX", "LeftStickY", "RightStickX", "RightStickY", "LeftTrigger", "RightTrigger",
];

function exists(kind: string, name: string, names: readonly string[]): boolean {
  if (names.includes(name)) return true;
  const near = nearestName(String(name), names);
  warnOnce(
    `${kind}:${name}`,
    `There is no ${kind} "${name}"; ` + (near === undefined ? `there are ${names.join(", ")}.` : `did you mean "${near}"?`),
  );
  return false;
}

/** How many gamepads are connected. */
export function getGamepadCount(): number {
  return ops().op_get_gamepad_count();
}

/** The name of the first gamepad; empty if none is connected. */
export function getGamepadName(): string {
  return ops().op_get_gamepad_name();
}

/** Whether a button of the first gamepad is held down. */
export function isGamepadButtonDown(button: GamepadButton): boolean {
  return exists("gamepad button", button, BUTTONS) && ops().op_is_gamepad_button_down(button);
}

/** Whether a button of the first gamepad went down since the previous frame. */
export function isGamepadButtonPressed(button: GamepadButton): boolean {
  return exists("gamepad button", button, BUTTONS) && ops().op_is_gamepad_button_pressed(button);
}

/**
 * The position of an axis of the first gamepad.
 * @param deadZone Positions nearer to rest than this count as 0; the rest is stretched to the full range. Default 0.15.
 */
export function getGamepadAxis(axis: GamepadAxis, deadZone = 0.15): number {
  if (!exists("gamepad axis", axis, AXES)) return 0;
  const value = ops().op_get_gamepad_axis(axis);
  const size = Math.abs(value);
  return size <= deadZone ? 0 : (Math.sign(value) * (size - deadZone)) / (1 - deadZone);
}

/** The position of a stick of the first gamepad: a vector no longer than 1. The dead zone is round. */
export function getGamepadStick(stick: "left" | "right" = "left", deadZone = 0.15): Vec2 {
  const x = ops().op_get_gamepad_axis(stick === "left" ? "LeftStickX" : "RightStickX");
  const y = ops().op_get_gamepad_axis(stick === "left" ? "LeftStickY" : "RightStickY");
  const length = Math.hypot(x, y);
  if (length <= deadZone) return { x: 0, y: 0 };
  const factor = (Math.min(1, length) - deadZone) / (1 - deadZone) / length;
  return { x: x * factor, y: y * factor };
}

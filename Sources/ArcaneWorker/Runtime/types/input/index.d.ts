/**
 * Keyboard, mouse, touch and gamepad, and actions that abstract from them.
 *
 * @module
 */
export type { Vec2 } from "../core/geometry.d.ts";
export { ActionMap, type Binding, type InputDevice } from "./actions.d.ts";
export { type GamepadAxis, type GamepadButton, getGamepadAxis, getGamepadCount, getGamepadName, getGamepadStick, isGamepadButtonDown, isGamepadButtonPressed, } from "./gamepad.d.ts";
export { getTextInput, isKeyDown, isKeyPressed, isKeyReleased } from "./keyboard.d.ts";
export type { Key, NamedKey, PhysicalKey } from "./keys.d.ts";
export { getMousePosition, getMouseWheel, getMouseWorldPosition, getTouches, isMouseButtonDown, isMouseButtonPressed, isMouseButtonReleased, type MouseButton, setCursorVisible, } from "./mouse.d.ts";

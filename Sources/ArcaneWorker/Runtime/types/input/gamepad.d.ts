import type { Vec2 } from "../core/geometry.d.ts";
/** A button of a gamepad, named by its place: A is the lower one of the right four, B right, X left, Y upper. */
export type GamepadButton = "A" | "B" | "X" | "Y" | "LeftBumper" | "RightBumper" | "LeftTrigger" | "RightTrigger" | "Select" | "Start" | "LeftStick" | "RightStick" | "DPadUp" | "DPadDown" | "DPadLeft" | "DPadRight" | "Guide";
/** An axis of a gamepad. Sticks go from -1 (left, up) to 1; triggers from 0 to 1. */
export type GamepadAxis = "LeftStickX" | "LeftStickY" | "RightStickX" | "RightStickY" | "LeftTrigger" | "RightTrigger";
/** How many gamepads are connected. */
export declare function getGamepadCount(): number;
/** The name of the first gamepad; empty if none is connected. */
export declare function getGamepadName(): string;
/** Whether a button of the first gamepad is held down. */
export declare function isGamepadButtonDown(button: GamepadButton): boolean;
/** Whether a button of the first gamepad went down since the previous frame. */
export declare function isGamepadButtonPressed(button: GamepadButton): boolean;
/**
 * The position of an axis of the first gamepad.
 * @param deadZone Positions nearer to rest than this count as 0; the rest is stretched to the full range. Default 0.15.
 */
export declare function getGamepadAxis(axis: GamepadAxis, deadZone?: number): number;
/** The position of a stick of the first gamepad: a vector no longer than 1. The dead zone is round. */
export declare function getGamepadStick(stick?: "left" | "right", deadZone?: number): Vec2;

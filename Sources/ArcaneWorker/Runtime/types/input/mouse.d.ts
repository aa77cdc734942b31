import type { Vec2 } from "../core/geometry.d.ts";
/** A button of the mouse. */
export type MouseButton = "left" | "right" | "middle" | "back" | "forward";
/** The engine's number of a button, or -1 (said once). */
export declare function buttonNumber(button: MouseButton | number): number;
/** Where the mouse is, in viewport units from the top-left corner (the same units as things with `screen: true`). */
export declare function getMousePosition(): Vec2;
/** The world point under the mouse. */
export declare function getMouseWorldPosition(): Vec2;
/** Whether a mouse button is held down. */
export declare function isMouseButtonDown(button?: MouseButton | number): boolean;
/** Whether a mouse button went down since the previous frame. */
export declare function isMouseButtonPressed(button?: MouseButton | number): boolean;
/** Whether a mouse button went up since the previous frame. */
export declare function isMouseButtonReleased(button?: MouseButton | number): boolean;
/** How far the wheel was turned since the previous frame, in notches: y is positive away from the user. */
export declare function getMouseWheel(): Vec2;
/** Shows or hides the mouse pointer over the window. */
export declare function setCursorVisible(visible: boolean): void;
/** Where fingers touch the screen now, in viewport units, in the order in which they came. */
export declare function getTouches(): Vec2[];

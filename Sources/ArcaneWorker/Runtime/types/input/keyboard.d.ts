import { type Key } from "./keys.d.ts";
/**
 * Whether a key is held down.
 * @param key By what it types or does (`"m"`, `"Escape"`) or by its place (`"KeyA"`), see {@link Key}.
 * @example
 * ```ts
 * if (isKeyDown("ArrowLeft") || isKeyDown("KeyA")) x -= 100 * dt;
 * ```
 */
export declare function isKeyDown(key: Key): boolean;
/** Whether a key went down since the previous frame. A held key does not repeat. */
export declare function isKeyPressed(key: Key): boolean;
/** Whether a key went up since the previous frame. */
export declare function isKeyReleased(key: Key): boolean;
/** What was typed since the previous frame, with layout, Shift and repeat applied; empty if nothing. */
export declare function getTextInput(): string;

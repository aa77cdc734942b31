import { ops } from "../core/ops.ts";
import { engineKeys, type Key } from "./keys.ts";

/**
 * Whether a key is held down.
 * @param key By what it types or does (`"m"`, `"Escape"`) or by its place (`"KeyA"`), see {@link Key}.
 * @example
 * ```ts
 * if (isKeyDown("ArrowLeft") || isKeyDown("KeyA")) x -= 100 * dt;
 * ```
 */
export function isKeyDown(key: Key): boolean {
  for (const name of engineKeys(key)) if (ops().op_is_key_down(name)) return true;
  return false;
}

/** Whether a key went down since the previous frame. A held key does not repeat. */
export function isKeyPressed(key: Key): boolean {
  for (const name of engineKeys(key)) if (ops().op_is_key_pressed(name)) return true;
  return false;
}

/** Whether a key went up since the previous frame. */
export function isKeyReleased(key: Key): boolean {
  for (const name of engineKeys(key)) if (ops().op_arcane_is_key_released(name)) return true;
  return false;
}

/** What was typed since the previous frame, with layout, Shift and repeat applied; empty if nothing. */
export function getTextInput(): string {
  return ops().op_arcane_text_input();
}

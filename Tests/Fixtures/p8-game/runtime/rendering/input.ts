import { has, ops } from "./ops.ts";

const hasInput = has("op_is_key_down");

export function isKeyDown(key: string): boolean {
  return hasInput ? ops!.op_is_key_down(key) : false;
}
export function isKeyPressed(key: string): boolean {
  return hasInput ? ops!.op_is_key_pressed(key) : false;
}
/** Physical pixels from the window's top-left corner. */
export function getMouse(): { x: number; y: number } {
  if (!hasInput) return { x: 0, y: 0 };
  const [x, y] = ops!.op_get_mouse_position() as number[];
  return { x, y };
}

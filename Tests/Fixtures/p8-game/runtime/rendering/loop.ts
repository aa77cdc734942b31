import { has, ops } from "./ops.ts";

const hasTime = has("op_get_delta_time");

/** Stores the game's own function; registering again replaces it. */
export function onFrame(callback: () => void): void {
  // deno-lint-ignore no-explicit-any
  (globalThis as any).__frameCallback = callback;
}

/** Seconds since the previous frame. */
export function getDeltaTime(): number {
  return hasTime ? ops!.op_get_delta_time() : 0;
}

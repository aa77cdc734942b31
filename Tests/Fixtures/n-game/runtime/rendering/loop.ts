import { has, ops } from "./ops.ts";

const hasTime = has("op_get_delta_time");

/** Seconds since the previous frame, at most a quarter. */
export function getDeltaTime(): number {
  return hasTime ? ops!.op_get_delta_time() : 0;
}

// The warm-up frame: an invisible frame without lasting effects, drawn by a standby while it waits, so that the code of
// a game's first frame (the interpreter, the library, the ops) has run once and is cache-warm.

import { inertOps, type Ops, ops, replaceOps } from "./ops.ts";
import { resetLibrary } from "./reset.ts";

/** The ops that change nothing beyond the frame. */
const HARMLESS = [
  "op_submit_sprite_batch",
  "op_geo_triangle",
  "op_geo_line",
  "op_get_delta_time",
  "op_set_camera",
  "op_get_viewport_size",
  "op_get_scale_factor",
  "op_set_background_color",
  "op_set_ambient_light",
  "op_is_key_down",
  "op_is_key_pressed",
  "op_get_mouse_position",
  "op_arcane_unlit_shader",
] as const satisfies readonly (keyof Ops)[];

/** From now on the library draws with the engine, and can call no other op of it. */
export function beginWarmUp(): void {
  const engine = ops();
  const table: Partial<Record<keyof Ops, unknown>> = { ...inertOps() };
  for (const name of HARMLESS) table[name] = engine[name];
  table.op_create_solid_texture = () => 1;
  table.op_create_font_texture = () => 1;
  table.op_arcane_texture_size = () => [128, 48];
  table.op_arcane_warn_once = () => {};
  replaceOps(table as Partial<Ops>);
}

/** Resets the library to its initial state. */
export function endWarmUp(): void {
  resetLibrary();
  delete (globalThis as { __frameCallback?: () => void }).__frameCallback;
  replaceOps(undefined);
  ops();
}

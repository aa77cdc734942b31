// The warm-up frame: an invisible frame without lasting effects, drawn by a standby while it waits, so that the code of
// a game's first frame (the interpreter, the library, the ops) has run once and is cache-warm.

import { WARM_UP_OPS } from "./op-table.ts";
import { inertOps, type Ops, ops, replaceOps } from "./ops.ts";
import { resetLibrary } from "./reset.ts";

/** From now on the library draws with the engine, and can call no other op of it. */
export function beginWarmUp(): void {
  const engine = ops();
  const table: Partial<Record<keyof Ops, unknown>> = { ...inertOps() };
  for (const name of WARM_UP_OPS) table[name] = engine[name];
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

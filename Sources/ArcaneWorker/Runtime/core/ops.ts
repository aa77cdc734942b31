// The one boundary between the library and the engine: the functions of `Deno.core.ops`.
//
// The library is evaluated once into a V8 startup snapshot, before any op exists. So nothing here or elsewhere
// may call an op, or keep a reference to one, while a module is evaluated: everything asks `ops()` when it runs.
// Where an op is missing (a test, a tool outside the engine) an inert stand-in takes its place: draws do nothing,
// loads give 0, the viewport is 800 by 600.

import { inertTable, type Ops } from "./op-table.ts";

export type { Ops };

/** Save slots of a context without files: kept in memory, so that game logic that saves can be tested. */
function memoryFiles(): Pick<Ops, "op_save_file" | "op_load_file" | "op_delete_file" | "op_list_save_files"> {
  let files: Record<string, string> = Object.create(null);
  return {
    op_save_file: (key, value) => {
      files[key] = value;
      return true;
    },
    op_load_file: (key) => files[key] ?? null,
    op_delete_file: (key) => {
      const had = key in files;
      const { [key]: _dropped, ...rest } = files;
      files = Object.assign(Object.create(null), rest);
      return had;
    },
    op_list_save_files: () => Object.keys(files).sort(),
  };
}

/** Makes a table of inert ops: what the library talks to where there is no engine. */
export function inertOps(): Ops {
  return {
    ...inertTable(),
    ...memoryFiles(),
    op_arcane_warn_once: (_key, message) => console.warn(message),
  };
}

let inert: Ops | undefined;
let bound: Ops | undefined;
let drawing = false;

/** The engine's functions, or inert ones where the engine has none. */
export function ops(): Ops {
  return bound ?? bind();
}

/** Whether there is a renderer to draw with. */
export function hasRenderer(): boolean {
  if (bound === undefined) bind();
  return drawing;
}

function bind(): Ops {
  const host = (globalThis as { Deno?: { core?: { ops?: Record<string, unknown> } } }).Deno?.core?.ops;
  inert ??= inertOps();
  // Without a host nothing is remembered: the engine may put one there later.
  if (host === undefined || host === null) return inert;
  const table: Record<string, unknown> = { ...inert };
  for (const name of Object.keys(table)) {
    if (typeof host[name] === "function") table[name] = host[name];
  }
  drawing = typeof host["op_submit_sprite_batch"] === "function";
  bound = table as unknown as Ops;
  return bound;
}

/**
 * Puts another table in the engine's place, for tests; `undefined` gives the engine back.
 * @internal
 */
export function replaceOps(table: Partial<Ops> | undefined): void {
  if (table === undefined) {
    bound = undefined;
    drawing = false;
    return;
  }
  bound = { ...inertOps(), ...table };
  drawing = table.op_submit_sprite_batch !== undefined;
}

/**
 * State that survives a save of the game's code. Without this module a reload begins the game afresh.
 *
 * @module
 */

import { ops } from "../core/ops.ts";

/** What goes from one generation of the code to the next. */
interface Envelope {
  arcaneReload: 1;
  version: number;
  value: unknown;
}

type Giver = (() => Envelope) & { registered: Error };

/** How it is checked whether the state fits. */
export interface ReloadOptions {
  /** Raise it when the shape of the state changes: state of another version is dropped. Default 1. */
  version?: number;
}

/**
 * Registers what gives the state for the next generation of the code; called when a reload begins. Registering again
 * replaces it.
 *
 * @param save Returns anything that `structuredClone` can copy.
 * @example
 * ```ts
 * const game = reloadState<Game>() ?? newGame();
 * onReload(() => game);
 * ```
 */
export function onReload(save: () => unknown, options: ReloadOptions = {}): void {
  const version = options.version ?? 1;
  const give = () => ({ arcaneReload: 1 as const, version, value: save() });
  // Its stack tells the engine which position to show when the state cannot be passed on.
  (globalThis as { __arcaneReload?: Giver }).__arcaneReload = Object.assign(give, { registered: new Error("onReload") });
}

/**
 * The state that the previous generation gave, or undefined: at the first start, when the previous generation registered
 * nothing, or when its version is another one (said once on the console).
 */
export function reloadState<T>(options: ReloadOptions = {}): T | undefined {
  const given = ops().op_arcane_reload_state();
  if (given === undefined || given === null) return undefined;
  const wanted = options.version ?? 1;
  const envelope = given as Partial<Envelope>;
  if (envelope.arcaneReload !== 1) return undefined;
  if (envelope.version !== wanted) {
    console.warn(`reloadState: the state has version ${envelope.version}, this code wants ${wanted}; it begins afresh.`);
    return undefined;
  }
  return envelope.value as T;
}

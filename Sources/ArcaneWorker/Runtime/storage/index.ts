/**
 * Save slots: values kept in files beside the game.
 *
 * @module
 */

import { ops } from "../core/ops.ts";

/** What a slot's file holds. */
interface SaveFile {
  arcaneSave: 1;
  version: number;
  data: unknown;
}

/** How a saved game is read. */
export interface LoadOptions {
  /** The version that the game writes now. Default 1. */
  version?: number;
  /**
   * Turns data of an older version into the present one. Without it, data of another version is not loaded.
   * @param data What was saved.
   * @param version The version it was saved with.
   */
  migrate?: (data: unknown, version: number) => unknown;
}

/** What came of {@link loadGame}. */
export type LoadResult<T> =
  | { ok: true; data: T }
  /** `missing`: nothing saved. `corrupt`: not what {@link saveGame} writes. `version`: of another version. */
  | { ok: false; reason: "missing" | "corrupt" | "version"; message: string };

const SLOT = /^[\p{L}\p{N}_-]{1,64}$/u;

function checkSlot(slot: string): void {
  if (!SLOT.test(slot)) {
    throw new RangeError(
      `"${slot}" is not a name for a save slot: use 1 to 64 letters, digits, "_" and "-".`,
    );
  }
}

/**
 * Saves a value in a slot, over what is there.
 *
 * @param slot Its name: letters, digits, `_` and `-`.
 * @param data Anything that JSON can hold.
 * @returns Whether it was written.
 * @throws RangeError if the name is not possible; TypeError if JSON cannot hold the data (cycles, BigInt).
 * @example
 * ```ts
 * saveGame("slot1", { level, hero }, 2);
 * ```
 */
export function saveGame(slot: string, data: unknown, version = 1): boolean {
  checkSlot(slot);
  const file: SaveFile = { arcaneSave: 1, version, data };
  return ops().op_save_file(slot, JSON.stringify(file));
}

/**
 * Loads what {@link saveGame} wrote. The data comes from a file that anyone may have changed: check what matters.
 * @example
 * ```ts
 * const saved = loadGame<Game>("slot1", { version: 2, migrate: (old) => upgrade(old) });
 * if (saved.ok) game = saved.data;
 * else if (saved.reason !== "missing") showMessage(saved.message);
 * ```
 */
export function loadGame<T>(slot: string, options: LoadOptions = {}): LoadResult<T> {
  checkSlot(slot);
  const text = ops().op_load_file(slot);
  if (text === null || text === undefined || text === "") {
    return { ok: false, reason: "missing", message: `Nothing is saved in "${slot}".` };
  }
  const wanted = options.version ?? 1;
  let file: Partial<SaveFile> | null;
  try {
    file = JSON.parse(text) as Partial<SaveFile> | null;
  } catch (error) {
    return { ok: false, reason: "corrupt", message: `The save "${slot}" cannot be read: ${(error as Error).message}` };
  }
  if (typeof file !== "object" || file === null || file.arcaneSave !== 1 || typeof file.version !== "number") {
    return { ok: false, reason: "corrupt", message: `The save "${slot}" is not a saved game.` };
  }
  if (file.version === wanted) return { ok: true, data: file.data as T };
  if (options.migrate === undefined) {
    return {
      ok: false,
      reason: "version",
      message: `The save "${slot}" has version ${file.version}; this game reads version ${wanted}.`,
    };
  }
  try {
    return { ok: true, data: options.migrate(file.data, file.version) as T };
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return { ok: false, reason: "version", message: `The save "${slot}" of version ${file.version} cannot be used: ${cause}` };
  }
}

/** Whether something is saved in a slot. */
export function hasSave(slot: string): boolean {
  checkSlot(slot);
  return listSaves().includes(slot);
}

/** Deletes a slot. Returns whether there was something. */
export function deleteSave(slot: string): boolean {
  checkSlot(slot);
  return hasSave(slot) && ops().op_delete_file(slot);
}

/** The names of all slots that hold something, sorted. */
export function listSaves(): string[] {
  return [...ops().op_list_save_files()];
}

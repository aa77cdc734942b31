/**
 * Save slots: values kept in files beside the game.
 *
 * @module
 */

import { ops } from "../core/ops.ts";
import { packValue, show } from "./pack.ts";
import { unpackValue } from "./unpack.ts";

/** What a slot's file holds. */
interface SaveFile {
  /** 1: the data as it is. 2: with tagged objects for what JSON cannot say. */
  arcaneSave: 1 | 2;
  /** The game's own. */
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
  /**
   * `missing`: nothing saved. `unreadable`: something is, but its file cannot be read. `corrupt`: not what {@link saveGame}
   * writes. `version`: of another version.
   */
  | { ok: false; reason: "missing" | "unreadable" | "corrupt" | "version"; message: string };

const SLOT = /^[\p{L}\p{N}_-]{1,64}$/u;

const SLOT_NAMES = 'use 1 to 64 letters, digits, "_" and "-"';

function checkSlot(slot: string): void {
  // A pattern would take them for the texts "undefined" and "null".
  if (typeof slot !== "string") throw new TypeError(`A save slot has a text for its name, not ${show(slot)}: ${SLOT_NAMES}.`);
  if (!SLOT.test(slot)) throw new RangeError(`"${slot}" is not a name for a save slot: ${SLOT_NAMES}.`);
}

function checkVersion(version: number): void {
  if (Number.isSafeInteger(version) && version >= 0) return;
  throw new RangeError(`The version of a save is a whole number from 0, not ${show(version)}.`);
}

/**
 * Saves a value in a slot, over what is there. What {@link loadGame} gives is equal to it: plain objects and arrays, Map, Set,
 * Date, RegExp, ArrayBuffer and its views, BigInt, undefined, NaN, infinities and -0 come back as they are, an object that
 * occurs several times, or holds itself, comes back as one. Objects with a `toJSON` method of their own or their class are saved
 * as what it returns. Nothing else can be saved: functions, symbols, accessors, instances of classes, those that extend Map, Date
 * and the like among them, and properties of arrays, Maps and buffers beside what they hold. Typed arrays of more than 100,000
 * elements are not searched for such properties.
 *
 * @param slot Its name: 1 to 64 letters, digits, `_` and `-`.
 * @param version A whole number from 0, for {@link loadGame}.
 * @returns Whether it was written. If not, the log says why.
 * @throws RangeError if the name or the version is not possible; TypeError with the path of what cannot be saved
 *   (`player.items[3].onUse is a function, which cannot be saved.`). What was saved before stays as it is.
 * @example
 * ```ts
 * saveGame("slot1", { level, hero }, 2);
 * ```
 */
export function saveGame(slot: string, data: unknown, version = 1): boolean {
  checkSlot(slot);
  checkVersion(version);
  const packed = packValue(data);
  const file: SaveFile = { arcaneSave: packed.tagged ? 2 : 1, version, data: packed.json };
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
  const wanted = options.version ?? 1;
  checkVersion(wanted);
  const text = ops().op_load_file(slot);
  if (text === null || text === undefined || text === "") {
    if (listSaves().includes(slot)) {
      return { ok: false, reason: "unreadable", message: `The save "${slot}" cannot be read; the log says why.` };
    }
    return { ok: false, reason: "missing", message: `Nothing is saved in "${slot}".` };
  }
  let file: Partial<SaveFile> | null;
  try {
    file = JSON.parse(text) as Partial<SaveFile> | null;
  } catch (error) {
    return { ok: false, reason: "corrupt", message: `The save "${slot}" cannot be read: ${(error as Error).message}` };
  }
  if (typeof file !== "object" || file === null || typeof file.arcaneSave !== "number" || typeof file.version !== "number") {
    return { ok: false, reason: "corrupt", message: `The save "${slot}" is not a saved game.` };
  }
  let data: unknown;
  try {
    data = unpack(file);
  } catch (error) {
    return { ok: false, reason: "corrupt", message: `The save "${slot}" cannot be read: ${(error as Error).message}` };
  }
  if (file.version === wanted) return { ok: true, data: data as T };
  if (options.migrate === undefined) {
    return {
      ok: false,
      reason: "version",
      message: `The save "${slot}" has version ${file.version}; this game reads version ${wanted}.`,
    };
  }
  try {
    return { ok: true, data: options.migrate(data, file.version) as T };
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return { ok: false, reason: "version", message: `The save "${slot}" of version ${file.version} cannot be used: ${cause}` };
  }
}

function unpack(file: Partial<SaveFile>): unknown {
  if (file.arcaneSave === 1) return file.data;
  if (file.arcaneSave === 2) return unpackValue(file.data);
  throw new Error("it was made by a newer version of Arcane");
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

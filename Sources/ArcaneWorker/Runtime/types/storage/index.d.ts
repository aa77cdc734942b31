/**
 * Save slots: values kept in files beside the game.
 *
 * @module
 */
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
export type LoadResult<T> = {
    ok: true;
    data: T;
}
/**
 * `missing`: nothing saved. `unreadable`: something is, but its file cannot be read. `corrupt`: not what {@link saveGame}
 * writes. `version`: of another version.
 */
 | {
    ok: false;
    reason: "missing" | "unreadable" | "corrupt" | "version";
    message: string;
};
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
export declare function saveGame(slot: string, data: unknown, version?: number): boolean;
/**
 * Loads what {@link saveGame} wrote. The data comes from a file that anyone may have changed: check what matters.
 * @example
 * ```ts
 * const saved = loadGame<Game>("slot1", { version: 2, migrate: (old) => upgrade(old) });
 * if (saved.ok) game = saved.data;
 * else if (saved.reason !== "missing") showMessage(saved.message);
 * ```
 */
export declare function loadGame<T>(slot: string, options?: LoadOptions): LoadResult<T>;
/** Whether something is saved in a slot. */
export declare function hasSave(slot: string): boolean;
/** Deletes a slot. Returns whether there was something. */
export declare function deleteSave(slot: string): boolean;
/** The names of all slots that hold something, sorted. */
export declare function listSaves(): string[];

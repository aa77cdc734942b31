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
/** `missing`: nothing saved. `corrupt`: not what {@link saveGame} writes. `version`: of another version. */
 | {
    ok: false;
    reason: "missing" | "corrupt" | "version";
    message: string;
};
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

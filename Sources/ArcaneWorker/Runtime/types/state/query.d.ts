/** A place in a state, and what is there. */
export interface Match {
    /** Names and indices joined by dots. */
    path: string;
    /** What is there. */
    value: unknown;
}
/**
 * The value at a path of names and indices joined by dots, or undefined.
 * @example
 * ```ts
 * getPath(game, "heroes.0.health");
 * ```
 */
export declare function getPath(state: unknown, path: string): unknown;
/**
 * All places that a pattern fits: a path in which `*` stands for any one name or index and `**` for any number of them.
 * @example
 * ```ts
 * query(game, "enemies.*.health"); // [{ path: "enemies.0.health", value: 3 }, …]
 * ```
 */
export declare function query(state: unknown, pattern: string): Match[];

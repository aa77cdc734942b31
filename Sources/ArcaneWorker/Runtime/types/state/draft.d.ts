/** Whether a value is an object or array that can be drafted, not an instance of a class. */
export declare function isPlain(value: unknown): value is Record<string, unknown> | unknown[];
/** Makes objects and arrays unchangeable, as deep as they are not so already. */
export declare function freeze<T>(value: T): T;
/**
 * Makes a changed copy of a value: `recipe` changes a draft, the value itself stays as it is. Parts that were not touched
 * are the same objects in both, and the result cannot be changed.
 *
 * @param base A plain object or array.
 * @param recipe Changes the draft; it may instead return a whole new value.
 * @example
 * ```ts
 * const next = produce(game, (draft) => {
 *   draft.hero.health -= 2;
 *   draft.log.push("Ouch!");
 * });
 * ```
 */
export declare function produce<T>(base: T, recipe: (draft: T) => T | void): T;

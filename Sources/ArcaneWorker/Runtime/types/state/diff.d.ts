/** A difference between two states. */
export interface Change {
    /** Where: names and indices joined by dots; empty for the whole. */
    path: string;
    /** What happened there. */
    kind: "added" | "removed" | "changed";
    /** The old value; undefined if added. */
    before: unknown;
    /** The new value; undefined if removed. */
    after: unknown;
}
/**
 * The differences between two values, in the order of their properties. Parts that are the same object are not looked at,
 * so comparing two states of a store costs what the change costs.
 * @example
 * ```ts
 * diff({ hp: 3, x: 1 }, { hp: 2, x: 1 }); // [{ path: "hp", kind: "changed", before: 3, after: 2 }]
 * ```
 */
export declare function diff(before: unknown, after: unknown): Change[];

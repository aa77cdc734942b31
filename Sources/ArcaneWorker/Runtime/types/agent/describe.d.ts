/** How detailed a description is. */
export type Verbosity = "minimal" | "normal" | "detailed";
/**
 * The value at a path of names and indices joined by dots, or undefined if there is none.
 * @example
 * ```ts
 * inspectPath({ hero: { items: ["key"] } }, "hero.items.0"); // "key"
 * ```
 */
export declare function inspectPath(value: unknown, path: string): unknown;
/** A value as indented text that a person can read. Long lists and deep branches are cut, and say so. */
export declare function describeValue(value: unknown, verbosity?: Verbosity): string;

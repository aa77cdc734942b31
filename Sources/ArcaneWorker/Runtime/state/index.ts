/**
 * A game's state: transactions, undo, differences, queries and observers.
 *
 * @module
 */

export { type Change, diff } from "./diff.ts";
export { produce } from "./draft.ts";
export { getPath, type Match, query } from "./query.ts";
export { type DeepReadonly, derive, Store, type StoreOptions } from "./store.ts";

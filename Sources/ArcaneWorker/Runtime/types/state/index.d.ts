/**
 * A game's state: transactions, undo, differences, queries and observers.
 *
 * @module
 */
export { type Change, diff } from "./diff.d.ts";
export { produce } from "./draft.d.ts";
export { getPath, type Match, query } from "./query.d.ts";
export { type DeepReadonly, derive, Store, type StoreOptions } from "./store.d.ts";

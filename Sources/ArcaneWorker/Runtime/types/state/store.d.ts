import { type Change } from "./diff.d.ts";
import { type Match } from "./query.d.ts";
/** A value and all its parts, not to be changed. */
export type DeepReadonly<T> = T extends (...args: never[]) => unknown ? T : T extends object ? {
    readonly [K in keyof T]: DeepReadonly<T[K]>;
} : T;
/** How a store is made. */
export interface StoreOptions {
    /** How many steps can be undone. Default 100; 0 for none. */
    history?: number;
}
/**
 * The state of a game, in one place: changed only by transactions, with undo and redo, and observers that are told what
 * changed. States are unchangeable and share what they have in common, so keeping old ones costs little.
 *
 * @example
 * ```ts
 * const store = new Store({ hero: { x: 1, y: 1 }, moves: 0 });
 * store.observe((state) => state.moves, (moves) => console.log(`${moves} moves`));
 * store.transact((draft) => {
 *   draft.hero.x += 1;
 *   draft.moves += 1;
 * }, "step right");
 * store.undo();
 * ```
 */
export declare class Store<T extends object> {
    #private;
    /** @param initial The first state. It is made unchangeable. */
    constructor(initial: T, options?: StoreOptions);
    /** The present state. */
    get state(): DeepReadonly<T>;
    /**
     * Changes the state, all or nothing: if `recipe` throws, nothing has changed.
     *
     * @param recipe Changes a draft of the state, or returns a whole new state.
     * @param label What it does, for {@link undoLabel}.
     * @returns What changed; nothing if the state is the same, and then there is nothing to undo either.
     * @throws What `recipe` throws; an Error if called from within another transaction.
     */
    transact(recipe: (draft: T) => T | void, label?: string): Change[];
    /** Puts another state in the place of this one, without undo: for a loaded game or a new level. */
    reset(state: T): void;
    /** Goes back one transaction. Returns whether there was one. */
    undo(): boolean;
    /** Does again what was undone. Returns whether there was something. */
    redo(): boolean;
    /** How many transactions can be undone. */
    get undoCount(): number;
    /** How many transactions can be done again. */
    get redoCount(): number;
    /** The label of the transaction that {@link undo} would take back, or undefined. */
    get undoLabel(): string | undefined;
    /** The value at a path such as `hero.items.0`, or undefined. */
    get(path: string): unknown;
    /** All places that a pattern such as `enemies.*.health` fits; see the function {@link query}. */
    query(pattern: string): Match[];
    /**
     * Calls `listener` after each change of what `select` picks from the state.
     * @returns A function that ends it.
     */
    observe<V>(select: (state: DeepReadonly<T>) => V, listener: (now: V, before: V) => void): () => void;
    /**
     * Calls `listener` after each change with all differences.
     * @returns A function that ends it.
     */
    subscribe(listener: (changes: Change[], state: DeepReadonly<T>) => void): () => void;
}
/**
 * Remembers the last result of a computation for as long as what it is computed from is the same.
 * @example
 * ```ts
 * const living = derive((game: Game) => game.enemies, (enemies) => enemies.filter((enemy) => enemy.health > 0));
 * living(store.state); // computed again only when the list of enemies has changed
 * ```
 */
export declare function derive<T, I, V>(input: (state: T) => I, compute: (input: I) => V): (state: T) => V;

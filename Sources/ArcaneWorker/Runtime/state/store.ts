import { type Change, diff } from "./diff.ts";
import { freeze, produce } from "./draft.ts";
import { getPath, type Match, query } from "./query.ts";

/** A value and all its parts, not to be changed. */
export type DeepReadonly<T> = T extends (...args: never[]) => unknown ? T
  : T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
  : T;

/** How a store is made. */
export interface StoreOptions {
  /** How many steps can be undone. Default 100; 0 for none. */
  history?: number;
}

interface Step<T> {
  state: T;
  label: string;
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
export class Store<T extends object> {
  #state: T;
  readonly #limit: number;
  #past: Step<T>[] = [];
  #future: Step<T>[] = [];
  #observers: { notify(before: T, after: T): void }[] = [];
  #busy = false;

  /** @param initial The first state. It is made unchangeable. */
  constructor(initial: T, options: StoreOptions = {}) {
    this.#state = freeze(initial);
    this.#limit = options.history ?? 100;
  }

  /** The present state. */
  get state(): DeepReadonly<T> {
    return this.#state as DeepReadonly<T>;
  }

  /**
   * Changes the state, all or nothing: if `recipe` throws, nothing has changed.
   *
   * @param recipe Changes a draft of the state, or returns a whole new state.
   * @param label What it does, for {@link undoLabel}.
   * @returns What changed; nothing if the state is the same, and then there is nothing to undo either.
   * @throws What `recipe` throws; an Error if called from within another transaction.
   */
  transact(recipe: (draft: T) => T | void, label = ""): Change[] {
    if (this.#busy) throw new Error("Store.transact: a transaction is going on; change its draft instead.");
    const before = this.#state;
    this.#busy = true;
    let after: T;
    try {
      after = produce(before, recipe);
    } finally {
      this.#busy = false;
    }
    const changes = diff(before, after);
    if (changes.length === 0) return changes;
    if (this.#limit > 0) {
      this.#past.push({ state: before, label });
      if (this.#past.length > this.#limit) this.#past.shift();
    }
    this.#future = [];
    this.#become(after);
    return changes;
  }

  /** Puts another state in the place of this one, without undo: for a loaded game or a new level. */
  reset(state: T): void {
    this.#past = [];
    this.#future = [];
    this.#become(freeze(state));
  }

  /** Goes back one transaction. Returns whether there was one. */
  undo(): boolean {
    const step = this.#past.pop();
    if (step === undefined) return false;
    this.#future.push({ state: this.#state, label: step.label });
    this.#become(step.state);
    return true;
  }

  /** Does again what was undone. Returns whether there was something. */
  redo(): boolean {
    const step = this.#future.pop();
    if (step === undefined) return false;
    this.#past.push({ state: this.#state, label: step.label });
    this.#become(step.state);
    return true;
  }

  /** How many transactions can be undone. */
  get undoCount(): number {
    return this.#past.length;
  }

  /** How many transactions can be done again. */
  get redoCount(): number {
    return this.#future.length;
  }

  /** The label of the transaction that {@link undo} would take back, or undefined. */
  get undoLabel(): string | undefined {
    return this.#past.at(-1)?.label;
  }

  /** The value at a path such as `hero.items.0`, or undefined. */
  get(path: string): unknown {
    return getPath(this.#state, path);
  }

  /** All places that a pattern such as `enemies.*.health` fits; see the function {@link query}. */
  query(pattern: string): Match[] {
    return query(this.#state, pattern);
  }

  /**
   * Calls `listener` after each change of what `select` picks from the state.
   * @returns A function that ends it.
   */
  observe<V>(select: (state: DeepReadonly<T>) => V, listener: (now: V, before: V) => void): () => void {
    return this.#watch((before, after) => {
      const old = select(before as DeepReadonly<T>);
      const now = select(after as DeepReadonly<T>);
      if (!Object.is(old, now)) listener(now, old);
    });
  }

  /**
   * Calls `listener` after each change with all differences.
   * @returns A function that ends it.
   */
  subscribe(listener: (changes: Change[], state: DeepReadonly<T>) => void): () => void {
    return this.#watch((before, after) => listener(diff(before, after), after as DeepReadonly<T>));
  }

  #watch(notify: (before: T, after: T) => void): () => void {
    const observer = { notify };
    this.#observers.push(observer);
    return () => {
      this.#observers = this.#observers.filter((other) => other !== observer);
    };
  }

  #become(after: T): void {
    const before = this.#state;
    this.#state = after;
    for (const observer of [...this.#observers]) observer.notify(before, after);
  }
}

/**
 * Remembers the last result of a computation for as long as what it is computed from is the same.
 * @example
 * ```ts
 * const living = derive((game: Game) => game.enemies, (enemies) => enemies.filter((enemy) => enemy.health > 0));
 * living(store.state); // computed again only when the list of enemies has changed
 * ```
 */
export function derive<T, I, V>(input: (state: T) => I, compute: (input: I) => V): (state: T) => V {
  let last: { input: I; value: V } | undefined;
  return (state) => {
    const now = input(state);
    if (last === undefined || !Object.is(last.input, now)) last = { input: now, value: compute(now) };
    return last.value;
  };
}

// Copy on write: a recipe changes a draft as if it were the state itself, and gets a new state in which everything that
// was not touched is shared with the old one. Works on plain objects and arrays; other objects are values.

type Plain = Record<PropertyKey, unknown>;

interface DraftState {
  base: Plain;
  copy: Plain | undefined;
  drafts: Map<PropertyKey, object> | undefined;
  parent: DraftState | undefined;
}

/** From a draft to what it is a draft of. Created when first needed, so that the startup snapshot has none. */
let states: WeakMap<object, DraftState> | undefined;

/** Whether a value is an object or array that can be drafted, not an instance of a class. */
export function isPlain(value: unknown): value is Record<string, unknown> | unknown[] {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null;
}

function markChanged(state: DraftState): Plain {
  if (state.copy === undefined) {
    state.copy = (Array.isArray(state.base) ? [...state.base] : { ...state.base }) as unknown as Plain;
    // A changed child is a changed parent.
    if (state.parent !== undefined) markChanged(state.parent);
  }
  return state.copy;
}

const handler: ProxyHandler<object> = {
  get(target, key) {
    const state = states!.get(target)!;
    const source = state.copy ?? state.base;
    const value = source[key];
    // A draft that was moved here is its own draft.
    if (!isPlain(value) || targets!.has(value) || !Object.hasOwn(source, key)) return value;
    const known = state.drafts?.get(key);
    if (known !== undefined && states!.get(unwrap(known))?.base === value) return known;
    state.drafts ??= new Map();
    const draft = makeDraft(value as unknown as Plain, state);
    state.drafts.set(key, draft);
    return draft;
  },
  set(target, key, value) {
    const state = states!.get(target)!;
    const current = (state.copy ?? state.base)[key];
    const draft = state.drafts?.get(key);
    if (draft !== undefined && draft === value) return true;
    if (draft === undefined && Object.is(current, value) && key in (state.copy ?? state.base)) return true;
    markChanged(state)[key] = value;
    state.drafts?.delete(key);
    return true;
  },
  deleteProperty(target, key) {
    const state = states!.get(target)!;
    if (key in (state.copy ?? state.base)) delete markChanged(state)[key];
    state.drafts?.delete(key);
    return true;
  },
  has(target, key) {
    const state = states!.get(target)!;
    return key in (state.copy ?? state.base);
  },
  ownKeys(target) {
    const state = states!.get(target)!;
    return Reflect.ownKeys(state.copy ?? state.base);
  },
  getOwnPropertyDescriptor(target, key) {
    const state = states!.get(target)!;
    const source = state.copy ?? state.base;
    if (!Object.hasOwn(source, key)) return undefined;
    const fixed = Array.isArray(source) && key === "length";
    return { value: handler.get!(target, key, target), writable: true, enumerable: !fixed, configurable: !fixed };
  },
  defineProperty(target, key, descriptor) {
    return handler.set!(target, key, descriptor.value, target);
  },
  setPrototypeOf() {
    throw new TypeError("The prototype of a part of the state cannot be changed.");
  },
};

/** From a proxy to the target that `states` knows. */
let targets: WeakMap<object, object> | undefined;

function unwrap(proxy: object): object {
  return targets?.get(proxy) ?? proxy;
}

function makeDraft(base: Plain, parent: DraftState | undefined): object {
  // The target only has to have the right kind, for Array.isArray and the invariants of proxies.
  const target: object = Array.isArray(base) ? [] : {};
  states ??= new WeakMap();
  targets ??= new WeakMap();
  states.set(target, { base, copy: undefined, drafts: undefined, parent });
  const proxy = new Proxy(target, handler);
  targets.set(proxy, target);
  return proxy;
}

/** The finished value of a draft, or of anything that holds drafts. */
function finish(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const state = states?.get(unwrap(value));
  if (state !== undefined && targets?.has(value)) {
    if (state.copy === undefined) return state.base;
    if (state.drafts !== undefined) {
      for (const [key, draft] of state.drafts) if (Object.hasOwn(state.copy, key)) state.copy[key] = finish(draft);
    }
    return finishParts(state.copy);
  }
  return isPlain(value) ? finishParts(value as unknown as Plain) : value;
}

/** Replaces drafts that were put into a new object or array. */
function finishParts(value: Plain): Plain {
  if (Object.isFrozen(value)) return value;
  for (const key of Object.keys(value)) {
    const part = value[key];
    if (typeof part === "object" && part !== null) {
      const finished = finish(part);
      if (finished !== part) value[key] = finished;
    }
  }
  return value;
}

/** Makes objects and arrays unchangeable, as deep as they are not so already. */
export function freeze<T>(value: T): T {
  if (!isPlain(value) || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) freeze(part);
  return value;
}

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
export function produce<T>(base: T, recipe: (draft: T) => T | void): T {
  if (!isPlain(base)) {
    const replaced = recipe(base);
    return replaced === undefined ? base : replaced;
  }
  const draft = makeDraft(base as unknown as Plain, undefined);
  const returned = recipe(draft as T);
  return freeze((returned === undefined ? finish(draft) : finish(returned)) as T);
}

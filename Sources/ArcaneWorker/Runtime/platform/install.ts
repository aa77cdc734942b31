// Puts on the global object what a game may expect of JavaScript today and the engine has not. scripts/build-runtime has
// native-functions.ts, newer-builtins.js and this evaluated before the library; all of it is part of the startup snapshot.

import { functionToString } from "./native-functions.ts";
import { AbortController, AbortSignal } from "./abort.ts";
import { DOMException } from "./dom-exception.ts";
import { CustomEvent, Event, EventTarget } from "./events.ts";

function define(owner: object, name: string, value: unknown): void {
  if (!(name in owner)) Object.defineProperty(owner, name, { value, writable: true, configurable: true, enumerable: false });
}

Object.defineProperty(Function.prototype, "toString", { value: functionToString });
delete (globalThis as Record<string, unknown>)["__core-js_shared__"];

// In an object, so that they are methods and no constructors.
const methods = {
  try(this: PromiseConstructor, callback: (...values: unknown[]) => unknown, ...values: unknown[]) {
    return new this((resolve) => resolve(callback(...values)));
  },
  getOrInsert(this: Map<unknown, unknown>, key: unknown, value: unknown): unknown {
    if (!this.has(key)) this.set(key, value);
    return this.get(key);
  },
  getOrInsertComputed(this: Map<unknown, unknown>, key: unknown, compute: (key: unknown) => unknown): unknown {
    if (typeof compute !== "function") throw new TypeError("getOrInsertComputed needs a function");
    // Set also over what the function itself may have set.
    if (!this.has(key)) this.set(key, compute(key === 0 ? 0 : key));
    return this.get(key);
  },
};
define(Promise, "try", methods.try);

// As ECMA-262 has it (%Iterator.prototype%.constructor): a property that holds `Iterator` would make every iterator's class that,
// for the console and for all who look for a class so.
const iterators = (globalThis as unknown as { Iterator: { prototype: object } }).Iterator;
const { prototype } = iterators;
Object.defineProperty(prototype, "constructor", {
  get: () => iterators,
  set(this: object, value: unknown) {
    if (this === prototype) throw new TypeError("Iterator.prototype.constructor is read-only");
    // One that an object has itself is set, and no setter is asked.
    if (Object.hasOwn(this, "constructor")) this.constructor = value as Function;
    else Object.defineProperty(this, "constructor", { value, writable: true, configurable: true, enumerable: true });
  },
  configurable: true,
  enumerable: false,
});
for (const name of ["getOrInsert", "getOrInsertComputed"] as const) {
  define(Map.prototype, name, methods[name]);
  define(WeakMap.prototype, name, methods[name]);
}

for (const [name, value] of Object.entries({ AbortController, AbortSignal, CustomEvent, DOMException, Event, EventTarget })) {
  // The bundler calls some of them otherwise.
  Object.defineProperty(value, "name", { value: name, configurable: true });
  define(globalThis, name, value);
}

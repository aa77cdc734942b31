// Equality of structure, as Node's assert.deepStrictEqual has it: Tests/Fixtures/deep-equal compares the two.

/**
 * Whether two values are equal in structure: the same prototype, the same own enumerable properties, symbols among their
 * keys, and the same content where there is one. Content is that of arrays with their holes, Maps and Sets in any order, typed
 * arrays and buffers by their bytes, dates, patterns, errors with their causes, and boxed primitives. NaN equals NaN; 0
 * and -0 differ; functions are equal only to themselves.
 */
export function isDeepEqual(a: unknown, b: unknown): boolean {
  return isEqual(a, b, new Map());
}

/** The pairs that are being compared: where one comes up again in itself, it depends on the rest. */
type Pending = Map<object, object[]>;

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function isEqual(a: unknown, b: unknown, pending: Pending): boolean {
  if (Object.is(a, b)) return true;
  if (!isObject(a) || !isObject(b)) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b) || tag(a) !== tag(b)) return false;
  const partners = pending.get(a) ?? [];
  if (partners.includes(b)) return true;
  if (partners.length === 0) pending.set(a, partners);
  partners.push(b);
  try {
    return hasEqualContent(a, b, pending) && hasEqualProperties(a, b, pending);
  } finally {
    partners.pop();
    if (partners.length === 0) pending.delete(a);
  }
}

function tag(value: object): string {
  return Object.prototype.toString.call(value);
}

/** Calls a method that only objects of its own kind take; undefined for those of another. */
function ask<T>(method: (this: never) => T, value: object): T | undefined {
  try {
    return method.call(value as never);
  } catch {
    return undefined;
  }
}

function getter<T>(prototype: object, name: PropertyKey): (this: never) => T {
  return Object.getOwnPropertyDescriptor(prototype, name)!.get! as (this: never) => T;
}

const mapSize = getter<number>(Map.prototype, "size");
const setSize = getter<number>(Set.prototype, "size");
const patternSource = getter<string>(RegExp.prototype, "source");
const bufferLength = getter<number>(ArrayBuffer.prototype, "byteLength");
const sharedLength = typeof SharedArrayBuffer === "function" ? getter<number>(SharedArrayBuffer.prototype, "byteLength") : undefined;
const { getTime } = Date.prototype;
/** Of the boxed primitives. */
const boxes: [new (...args: never[]) => object, (this: never) => unknown][] = [Number, String, Boolean, BigInt, Symbol].map(
  (box) => [box as never, box.prototype.valueOf as never],
);

/** What an object has beside its properties. Both have one prototype. */
function hasEqualContent(a: object, b: object, pending: Pending): boolean {
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length;
  if (Array.isArray(b)) return false;
  if (ArrayBuffer.isView(a) || ArrayBuffer.isView(b)) {
    return ArrayBuffer.isView(a) && ArrayBuffer.isView(b) && hasEqualBytes(bytesOf(a), bytesOf(b));
  }
  if (a instanceof Map && b instanceof Map) return same(mapSize, a, b) && hasEqualEntries(a, b, pending);
  if (a instanceof Set && b instanceof Set) return same(setSize, a, b) && hasEqualElements(a, b, pending);
  if (a instanceof Date && b instanceof Date) {
    // As in Node, a date that is none equals no other.
    const [one, other] = [ask(getTime, a), ask(getTime, b)];
    return one === other;
  }
  if (a instanceof RegExp && b instanceof RegExp) {
    return same(patternSource, a, b) && a.flags === b.flags && a.lastIndex === b.lastIndex;
  }
  if (a instanceof Error || b instanceof Error) return hasEqualErrorParts(a, b, pending);
  if (a instanceof ArrayBuffer) return same(bufferLength, a, b) && hasEqualBytes(bytesOf(a), bytesOf(b as ArrayBuffer));
  if (sharedLength !== undefined && a instanceof SharedArrayBuffer) {
    return same(sharedLength, a, b) && hasEqualBytes(bytesOf(a), bytesOf(b as SharedArrayBuffer));
  }
  for (const [box, valueOf] of boxes) {
    if (a instanceof box) return Object.is(ask(valueOf, a), ask(valueOf, b));
  }
  return true;
}

/** Whether both are of the method's kind and give the same, or neither is. */
function same(method: (this: never) => unknown, a: object, b: object): boolean {
  return Object.is(ask(method, a), ask(method, b));
}

function bytesOf(value: ArrayBufferView | ArrayBufferLike): Uint8Array {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  // Of an object that has only the prototype there is nothing.
  return ask(bufferLength, value) === undefined && (sharedLength === undefined || ask(sharedLength, value) === undefined)
    ? new Uint8Array()
    : new Uint8Array(value);
}

function hasEqualBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** Of an error, what counts although it is not enumerable. */
function hasEqualErrorParts(a: object, b: object, pending: Pending): boolean {
  if (!(a instanceof Error) || !(b instanceof Error) || (tag(a) === "[object Error]") !== (tag(b) === "[object Error]")) return false;
  return ["message", "name", "cause", "errors"].every((part) => {
    const isEnumerable = Object.prototype.propertyIsEnumerable.call(a, part);
    if (isEnumerable !== Object.prototype.propertyIsEnumerable.call(b, part)) return false;
    return isEnumerable || isEqual((a as never)[part], (b as never)[part], pending);
  });
}

function hasEqualElements(a: Set<unknown>, b: Set<unknown>, pending: Pending): boolean {
  if (ask(setSize, a) === undefined) return true;
  const open: object[] = [];
  for (const element of b) {
    if (isObject(element)) open.push(element);
    else if (!a.has(element)) return false;
  }
  for (const element of a) {
    if (!isObject(element)) {
      if (!b.has(element)) return false;
      continue;
    }
    const at = open.findIndex((candidate) => isEqual(element, candidate, pending));
    if (at < 0) return false;
    open.splice(at, 1);
  }
  return open.length === 0;
}

function hasEqualEntries(a: Map<unknown, unknown>, b: Map<unknown, unknown>, pending: Pending): boolean {
  if (ask(mapSize, a) === undefined) return true;
  const open: [object, unknown][] = [];
  for (const [key, value] of b) {
    if (isObject(key)) open.push([key, value]);
  }
  for (const [key, value] of a) {
    if (!isObject(key)) {
      if (!b.has(key) || !isEqual(value, b.get(key), pending)) return false;
      continue;
    }
    const at = open.findIndex(([otherKey, otherValue]) => isEqual(key, otherKey, pending) && isEqual(value, otherValue, pending));
    if (at < 0) return false;
    open.splice(at, 1);
  }
  return open.length === 0;
}

function enumerableSymbols(value: object): symbol[] {
  return Object.getOwnPropertySymbols(value).filter((key) => Object.prototype.propertyIsEnumerable.call(value, key));
}

/** Of longer typed arrays only the bytes are compared: to list what else they have would list every element by name. */
const LONG = 100_000;

/** Elements of typed arrays are properties too, which have been compared as bytes. */
function keysOf(value: object): string[] {
  if (!ArrayBuffer.isView(value) || value instanceof DataView) return Object.keys(value);
  const { length } = value as Uint8Array;
  return length > LONG ? [] : Object.keys(value).slice(length);
}

function hasEqualProperties(a: object, b: object, pending: Pending): boolean {
  const keys: PropertyKey[] = keysOf(a);
  const symbols = enumerableSymbols(a);
  if (keys.length !== keysOf(b).length || symbols.length !== enumerableSymbols(b).length) return false;
  keys.push(...symbols);
  return keys.every((key) =>
    Object.prototype.propertyIsEnumerable.call(b, key) &&
    isEqual((a as Record<PropertyKey, unknown>)[key], (b as Record<PropertyKey, unknown>)[key], pending)
  );
}

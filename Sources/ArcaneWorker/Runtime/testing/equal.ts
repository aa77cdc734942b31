// Equality of structure, as Node's assert.deepStrictEqual has it: Tests/Fixtures/deep-equal compares the two.

import * as original from "./originals.ts";

/**
 * Whether two values are equal in structure: the same prototype, the same own enumerable properties, symbols among their
 * keys, and the same content where there is one. Content is that of arrays with their holes, Maps and Sets in any order, typed
 * arrays and buffers by their bytes, dates, patterns, errors with their causes, and boxed primitives. NaN equals NaN; 0
 * and -0 differ; functions are equal only to themselves.
 */
export function isDeepEqual(a: unknown, b: unknown): boolean {
  return isEqual(a, b, new original.Map());
}

/** The pairs that are being compared: where one comes up again in itself, it depends on the rest. */
type Pending = Map<object, object[]>;

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function isEqual(a: unknown, b: unknown, pending: Pending): boolean {
  if (original.is(a, b)) return true;
  if (!isObject(a) || !isObject(b)) return false;
  if (original.getPrototypeOf(a) !== original.getPrototypeOf(b) || tag(a) !== tag(b)) return false;
  const partners = original.mapGet(pending, a) ?? [];
  if (some(partners, (partner) => partner === b)) return true;
  if (partners.length === 0) original.mapSet(pending, a, partners);
  partners[partners.length] = b;
  try {
    return hasEqualContent(a, b, pending) && hasEqualProperties(a, b, pending);
  } finally {
    partners.length -= 1;
    if (partners.length === 0) original.mapDelete(pending, a);
  }
}

function tag(value: object): string {
  return original.toStringOf(value);
}

/** Calls a method that only objects of its own kind take; undefined for those of another. */
function ask<T>(method: (this: never) => T, value: object): T | undefined {
  try {
    return original.apply(method, value as never, []) as T;
  } catch {
    return undefined;
  }
}

const { getter, indexOf, some } = original;
const mapSize = getter<number>(Map.prototype, "size");
const setSize = getter<number>(Set.prototype, "size");
const patternSource = getter<string>(RegExp.prototype, "source");
/** Not `flags`, which asks for each of them by its name. */
const patternFlags = ["hasIndices", "global", "ignoreCase", "multiline", "dotAll", "unicode", "unicodeSets", "sticky"]
  .filter((flag) => flag in RegExp.prototype).map((flag) => getter<boolean>(RegExp.prototype, flag));
const bufferLength = getter<number>(ArrayBuffer.prototype, "byteLength");
const sharedLength = typeof SharedArrayBuffer === "function" ? getter<number>(SharedArrayBuffer.prototype, "byteLength") : undefined;
const typedArray = original.getPrototypeOf(Uint8Array.prototype) as object;
const elementCount = getter<number>(typedArray, "length");
/** What of a buffer a view shows, of typed arrays and of DataViews. */
const extents = [typedArray, DataView.prototype].map((prototype) => ({
  buffer: getter<ArrayBufferLike>(prototype, "buffer"),
  offset: getter<number>(prototype, "byteOffset"),
  length: getter<number>(prototype, "byteLength"),
}));
const { getTime } = Date.prototype;
/** Of the boxed primitives. */
const boxes: [new (...args: never[]) => object, (this: never) => unknown][] = [Number, String, Boolean, BigInt, Symbol].map(
  (box) => [box as never, box.prototype.valueOf as never],
);

/** What an object has beside its properties. Both have one prototype. */
function hasEqualContent(a: object, b: object, pending: Pending): boolean {
  if (original.isArray(a)) return original.isArray(b) && a.length === b.length;
  if (original.isArray(b)) return false;
  if (original.isView(a) || original.isView(b)) {
    return original.isView(a) && original.isView(b) && hasEqualBytes(bytesOf(a), bytesOf(b));
  }
  if (a instanceof original.Map && b instanceof original.Map) return same(mapSize, a, b) && hasEqualEntries(a, b, pending);
  if (a instanceof original.Set && b instanceof original.Set) return same(setSize, a, b) && hasEqualElements(a, b, pending);
  if (a instanceof original.Date && b instanceof original.Date) {
    // As in Node, a date that is none equals no other.
    return ask(getTime, a) === ask(getTime, b);
  }
  if (a instanceof original.RegExp && b instanceof original.RegExp) {
    return same(patternSource, a, b) && !some(patternFlags, (flag) => !same(flag, a, b)) && a.lastIndex === b.lastIndex;
  }
  if (a instanceof original.Error || b instanceof original.Error) return hasEqualErrorParts(a, b, pending);
  if (a instanceof original.ArrayBuffer) return same(bufferLength, a, b) && hasEqualBytes(bytesOf(a), bytesOf(b as ArrayBuffer));
  if (sharedLength !== undefined && a instanceof original.SharedArrayBuffer) {
    return same(sharedLength, a, b) && hasEqualBytes(bytesOf(a), bytesOf(b as SharedArrayBuffer));
  }
  const box = indexOf(boxes, (pair) => a instanceof pair[0]);
  return box < 0 || same(boxes[box]![1], a, b);
}

/** Whether both are of the method's kind and give the same, or neither is. */
function same(method: (this: never) => unknown, a: object, b: object): boolean {
  return original.is(ask(method, a), ask(method, b));
}

function bytesOf(value: ArrayBufferView | ArrayBufferLike): Uint8Array {
  if (original.isView(value)) {
    const { buffer, offset, length } = extents[ask(elementCount, value) === undefined ? 1 : 0]!;
    return new original.Uint8Array(ask(buffer, value)!, ask(offset, value), ask(length, value));
  }
  // Of an object that has only the prototype there is nothing.
  return ask(bufferLength, value) === undefined && (sharedLength === undefined || ask(sharedLength, value) === undefined)
    ? new original.Uint8Array()
    : new original.Uint8Array(value);
}

function hasEqualBytes(a: Uint8Array, b: Uint8Array): boolean {
  const length = ask(elementCount, a)!;
  if (length !== ask(elementCount, b)) return false;
  for (let index = 0; index < length; index += 1) if (a[index] !== b[index]) return false;
  return true;
}

/** Of an error, what counts although it is not enumerable. */
function hasEqualErrorParts(a: object, b: object, pending: Pending): boolean {
  if (!(a instanceof original.Error) || !(b instanceof original.Error)) return false;
  if ((tag(a) === "[object Error]") !== (tag(b) === "[object Error]")) return false;
  return !some(["message", "name", "cause", "errors"], (part) => {
    const isEnumerable = original.isEnumerable(a, part);
    if (isEnumerable !== original.isEnumerable(b, part)) return true;
    return !isEnumerable && !isEqual((a as never)[part], (b as never)[part], pending);
  });
}

/** Takes the first item out for which the test holds; whether there is one. */
function take<T>(open: T[], test: (item: T) => boolean): boolean {
  const at = indexOf(open, test);
  if (at >= 0) original.splice(open, at, 1);
  return at >= 0;
}

function hasEqualElements(a: Set<unknown>, b: Set<unknown>, pending: Pending): boolean {
  if (ask(setSize, a) === undefined) return true;
  const open: object[] = [];
  const own: object[] = [];
  let isEqualSoFar = true;
  original.setForEach(b, (element) => {
    if (isObject(element)) open[open.length] = element;
    else isEqualSoFar &&= original.setHas(a, element);
  });
  original.setForEach(a, (element) => {
    if (isObject(element)) own[own.length] = element;
    else isEqualSoFar &&= original.setHas(b, element);
  });
  if (!isEqualSoFar || open.length !== own.length) return false;
  return !some(own, (element) => !take(open, (candidate) => isEqual(element, candidate, pending)));
}

type Entry = [key: unknown, value: unknown];

function entriesOf(map: Map<unknown, unknown>): Entry[] {
  const entries: Entry[] = [];
  original.mapForEach(map, (value, key) => {
    entries[entries.length] = [key, value];
  });
  return entries;
}

function hasEqualEntries(a: Map<unknown, unknown>, b: Map<unknown, unknown>, pending: Pending): boolean {
  if (ask(mapSize, a) === undefined) return true;
  const open: Entry[] = [];
  const others = entriesOf(b);
  for (let index = 0; index < others.length; index += 1) if (isObject(others[index]![0])) open[open.length] = others[index]!;
  const fits = (entry: Entry): boolean => {
    const key = entry[0];
    const value = entry[1];
    if (!isObject(key)) return original.mapHas(b, key) && isEqual(value, original.mapGet(b, key), pending);
    return take(open, (other) => isEqual(key, other[0], pending) && isEqual(value, other[1], pending));
  };
  return !some(entriesOf(a), (entry) => !fits(entry)) && open.length === 0;
}

/** Of longer typed arrays only the bytes are compared: to list what else they have would list every element by name. */
const LONG = 100_000;

/** The enumerable properties. Elements of typed arrays are properties too, which have been compared as bytes. */
function keysOf(value: object): PropertyKey[] {
  const found: PropertyKey[] = [];
  const elements = original.isView(value) ? ask(elementCount, value) ?? 0 : 0;
  const names = elements > LONG ? [] : original.keys(value);
  for (let index = elements; index < names.length; index += 1) found[found.length] = names[index]!;
  const symbols = original.getOwnPropertySymbols(value);
  for (let index = 0; index < symbols.length; index += 1) {
    if (original.isEnumerable(value, symbols[index]!)) found[found.length] = symbols[index]!;
  }
  return found;
}

function hasEqualProperties(a: object, b: object, pending: Pending): boolean {
  const keys = keysOf(a);
  return keys.length === keysOf(b).length && !some(keys, (key) =>
    !original.isEnumerable(b, key) ||
    !isEqual((a as Record<PropertyKey, unknown>)[key], (b as Record<PropertyKey, unknown>)[key], pending)
  );
}

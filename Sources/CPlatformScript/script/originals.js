// The language's own functions as they were before any game ran, each as a plain function: Text.slice(text, 0, 3) is
// text.slice(0, 3). A game may replace what prototypes hold; what is printed must not depend on that. For the same reason
// the files beside this one use no for-of, no spread and no destructuring of arrays: these call what prototypes hold.
const uncurried = Function.prototype.bind.bind(Function.prototype.call);
const getterOf = (prototype, key) => uncurried(Object.getOwnPropertyDescriptor(prototype, key).get);

const { apply, ownKeys, getPrototypeOf, getOwnPropertyDescriptor } = Reflect;
const { keys: enumerableNames, getOwnPropertyNames, getOwnPropertySymbols, is } = Object;
const hasOwn = uncurried(Object.prototype.hasOwnProperty);
const isEnumerable = uncurried(Object.prototype.propertyIsEnumerable);
const isPrototypeOf = uncurried(Object.prototype.isPrototypeOf);
const { isArray } = Array;
const WeakMapFunction = WeakMap;
const weakGet = uncurried(WeakMap.prototype.get);
const weakSet = uncurried(WeakMap.prototype.set);
const joined = uncurried(Array.prototype.join);
const sortInPlace = uncurried(Array.prototype.sort);
const matched = uncurried(RegExp.prototype.exec);
const sourceOf = uncurried(Function.prototype.toString);
const { stringify } = JSON;
const { min, max, floor, round, ceil, sqrt, trunc } = Math;
const { parseInt: integerOf, parseFloat: floatOf, isFinite: isFiniteNumber } = Number;
const { captureStackTrace } = Error;

const Text = {
  __proto__: null,
  slice: uncurried(String.prototype.slice),
  indexOf: uncurried(String.prototype.indexOf),
  lastIndexOf: uncurried(String.prototype.lastIndexOf),
  includes: uncurried(String.prototype.includes),
  startsWith: uncurried(String.prototype.startsWith),
  endsWith: uncurried(String.prototype.endsWith),
  codeAt: uncurried(String.prototype.charCodeAt),
  pointAt: uncurried(String.prototype.codePointAt),
  padStart: uncurried(String.prototype.padStart),
  padEnd: uncurried(String.prototype.padEnd),
  repeat: uncurried(String.prototype.repeat),
  trim: uncurried(String.prototype.trim),
  normalize: uncurried(String.prototype.normalize),
  toLowerCase: uncurried(String.prototype.toLowerCase),
  valueOf: uncurried(String.prototype.valueOf),
};
const Numeric = {
  __proto__: null,
  toFixed: uncurried(Number.prototype.toFixed),
  toString: uncurried(Number.prototype.toString),
  valueOf: uncurried(Number.prototype.valueOf),
};
const booleanOf = uncurried(Boolean.prototype.valueOf);
const bigintOf = uncurried(BigInt.prototype.valueOf);
const symbolOf = uncurried(Symbol.prototype.valueOf);
const symbolText = uncurried(Symbol.prototype.toString);
const regExpSource = getterOf(RegExp.prototype, "source");
const regExpFlags = [];
for (const [letter, name] of [
  ["d", "hasIndices"], ["g", "global"], ["i", "ignoreCase"], ["m", "multiline"], ["s", "dotAll"], ["u", "unicode"], ["y", "sticky"],
]) regExpFlags.push({ letter, isSet: getterOf(RegExp.prototype, name) });
const Time = {
  __proto__: null,
  milliseconds: uncurried(Date.prototype.getTime),
  iso: uncurried(Date.prototype.toISOString),
  text: uncurried(Date.prototype.toString),
};
const typedArrayPrototype = getPrototypeOf(Uint8Array.prototype);
const typedArrayLength = getterOf(typedArrayPrototype, "length");
const typedArrayName = getterOf(typedArrayPrototype, Symbol.toStringTag);
const byteLengthOf = getterOf(ArrayBuffer.prototype, "byteLength");
const View = {
  __proto__: null,
  byteLength: getterOf(DataView.prototype, "byteLength"),
  byteOffset: getterOf(DataView.prototype, "byteOffset"),
  buffer: getterOf(DataView.prototype, "buffer"),
};
const sizeOfMap = getterOf(Map.prototype, "size");
const sizeOfSet = getterOf(Set.prototype, "size");
const mapEntries = uncurried(Map.prototype.entries);
const setValues = uncurried(Set.prototype.values);
const nextOfMap = uncurried(getPrototypeOf(new Map().entries()).next);
const nextOfSet = uncurried(getPrototypeOf(new Set().values()).next);
const mapGet = uncurried(Map.prototype.get);
const mapSet = uncurried(Map.prototype.set);
const mapHas = uncurried(Map.prototype.has);
const mapDelete = uncurried(Map.prototype.delete);
const ByteArray = Uint8Array;
const ObjectPrototype = Object.prototype, FunctionPrototype = Function.prototype, ErrorPrototype = Error.prototype;
const ErrorFunction = Error, ObjectFunction = Object, FunctionFunction = Function;

// Makes a global that a game may replace.
const define = (name, value) =>
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });

const replaced = (text, from, to) => {
  let at = Text.indexOf(text, from);
  if (at < 0) return text;
  let result = "", done = 0;
  for (; at >= 0; at = Text.indexOf(text, from, done)) {
    result += Text.slice(text, done, at) + to;
    done = at + from.length;
  }
  return result + Text.slice(text, done);
};
const splitLines = (text) => {
  const lines = [];
  let done = 0;
  for (let at = Text.indexOf(text, "\n"); at >= 0; at = Text.indexOf(text, "\n", done)) {
    lines[lines.length] = Text.slice(text, done, at);
    done = at + 1;
  }
  lines[lines.length] = Text.slice(text, done);
  return lines;
};
const indexIn = (list, item) => {
  for (let index = 0; index < list.length; index++) if (list[index] === item) return index;
  return -1;
};
const removeAt = (list, from, count) => {
  for (let index = from; index + count < list.length; index++) list[index] = list[index + count];
  list.length -= count;
};
const spaces = (count) => Text.repeat(" ", count);

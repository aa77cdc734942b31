// What verdicts depend on, as it is before a test puts something else in its place: a wrong assertion fails also behind a test
// that has changed what is global and has not put it back. Where these are used, lists are walked by their indices, for
// everything else about arrays can be changed, too.

export const {
  Array, ArrayBuffer, BigInt, Boolean, DataView, Date, Error, Map, Number, Object, Promise, RegExp, Set, SharedArrayBuffer, String,
  Symbol, Uint8Array,
} = globalThis;
export const { is, keys, getPrototypeOf, getOwnPropertyDescriptor, getOwnPropertySymbols } = Object;
export const { isArray } = Array;
export const { isView } = ArrayBuffer;
export const { apply } = Reflect;
export const { abs } = Math;

const { call } = Function.prototype;

/** A method as a function that takes the object first. */
function uncurried<Uncurried>(method: unknown): Uncurried {
  return call.bind(method as () => unknown) as Uncurried;
}

/** What a prototype's accessor reads. */
export function getter<T>(prototype: object, name: PropertyKey): (this: never) => T {
  return getOwnPropertyDescriptor(prototype, name)!.get! as (this: never) => T;
}

export const toStringOf: (value: unknown) => string = uncurried(Object.prototype.toString);
export const isEnumerable: (value: object, key: PropertyKey) => boolean = uncurried(Object.prototype.propertyIsEnumerable);
export const mapGet: <K, V>(map: Map<K, V>, key: K) => V | undefined = uncurried(Map.prototype.get);
export const mapSet: <K, V>(map: Map<K, V>, key: K, value: V) => void = uncurried(Map.prototype.set);
export const mapHas: <K>(map: Map<K, unknown>, key: K) => boolean = uncurried(Map.prototype.has);
export const mapDelete: <K>(map: Map<K, unknown>, key: K) => void = uncurried(Map.prototype.delete);
export const mapForEach: <K, V>(map: Map<K, V>, visit: (value: V, key: K) => void) => void = uncurried(Map.prototype.forEach);
export const setHas: <T>(set: Set<T>, member: T) => boolean = uncurried(Set.prototype.has);
export const setForEach: <T>(set: Set<T>, visit: (member: T) => void) => void = uncurried(Set.prototype.forEach);
export const splice: (list: unknown[], at: number, count: number) => void = uncurried(Array.prototype.splice);
export const includesText: (text: string, part: string) => boolean = uncurried(String.prototype.includes);
export const split: (text: string, separator: string) => string[] = uncurried(String.prototype.split);
const exec: (pattern: RegExp, text: string) => unknown = uncurried(RegExp.prototype.exec);

/** Whether a text fits a pattern. One of a class that extends RegExp says so itself. */
export function fits(pattern: RegExp, text: string): boolean {
  return getPrototypeOf(pattern) === RegExp.prototype ? exec(pattern, text) !== null : pattern.test(text);
}

/** Where the first item is for which the test holds; -1 if there is none. */
export function indexOf<T>(list: readonly T[], test: (item: T) => boolean): number {
  for (let index = 0; index < list.length; index += 1) if (test(list[index]!)) return index;
  return -1;
}

/** Whether the test holds for an item. */
export function some<T>(list: readonly T[], test: (item: T) => boolean): boolean {
  return indexOf(list, test) >= 0;
}

/** Puts items at the end of a list. */
export function append<T>(list: T[], items: readonly T[]): void {
  for (let index = 0; index < items.length; index += 1) list[list.length] = items[index]!;
}

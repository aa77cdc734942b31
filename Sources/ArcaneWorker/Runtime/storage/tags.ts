// What saved values are tagged with: see pack.ts.

/** The key that names the kind of a tagged object. */
export const TAG = "$";
/** Deeper data would run out of stack somewhere, here or in `JSON`. */
export const MAX_DEPTH = 1000;

export type View = DataView | { buffer: ArrayBufferLike; byteOffset: number; byteLength: number; length: number };
export type ViewConstructor = new (buffer: ArrayBufferLike, offset?: number, length?: number) => View & object;

/** By name. Made when first needed, as the library is evaluated into a startup snapshot. */
export function viewConstructors(): Record<string, ViewConstructor> {
  return {
    Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array,
    BigInt64Array, BigUint64Array, DataView,
  } as unknown as Record<string, ViewConstructor>;
}

/** Like an assignment, also for the name `__proto__`. */
export function define(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

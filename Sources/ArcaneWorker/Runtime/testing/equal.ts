/**
 * Whether two values are equal in structure: same kind, same properties, same entries. NaN equals NaN; 0 and -0 are equal;
 * instances of different classes are not.
 */
export function isDeepEqual(a: unknown, b: unknown): boolean {
  return compare(a, b, []);
}

function compare(a: unknown, b: unknown, above: readonly (readonly [unknown, unknown])[]): boolean {
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  // Two cycles of the same shape: the pair is being compared already.
  if (above.some(([x, y]) => x === a && y === b)) return true;
  const deeper = [...above, [a, b] as const];
  if (a instanceof Date) return a.getTime() === (b as Date).getTime();
  if (a instanceof RegExp) return String(a) === String(b);
  if (a instanceof Error && (a.message !== (b as Error).message || a.name !== (b as Error).name)) return false;
  if (a instanceof Map) {
    const other = b as Map<unknown, unknown>;
    return a.size === other.size &&
      [...a].every(([key, value]) => other.has(key) && compare(value, other.get(key), deeper));
  }
  if (a instanceof Set) {
    const rest = [...(b as Set<unknown>)];
    return a.size === rest.length && [...a].every((value) => {
      const at = rest.findIndex((candidate) => compare(value, candidate, deeper));
      if (at >= 0) rest.splice(at, 1);
      return at >= 0;
    });
  }
  if (a instanceof ArrayBuffer) {
    return compare(new Uint8Array(a), new Uint8Array(b as ArrayBuffer), deeper);
  }
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length &&
    (!Array.isArray(a) || a.length === (b as unknown[]).length) &&
    keys.every((key) =>
      Object.hasOwn(b, key) && compare((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key], deeper)
    );
}

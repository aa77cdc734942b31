/** How detailed a description is. */
export type Verbosity = "minimal" | "normal" | "detailed";

/** Depth, entries per list, and length of a text, by verbosity. */
const LIMITS: Readonly<Record<Verbosity, readonly [depth: number, entries: number, letters: number]>> = {
  minimal: [1, 4, 40],
  normal: [3, 12, 120],
  detailed: [8, 100, 1000],
};

/**
 * The value at a path of names and indices joined by dots, or undefined if there is none.
 * @example
 * ```ts
 * inspectPath({ hero: { items: ["key"] } }, "hero.items.0"); // "key"
 * ```
 */
export function inspectPath(value: unknown, path: string): unknown {
  let at = value;
  for (const part of path.split(".").filter((name) => name !== "")) {
    if (at instanceof Map) {
      at = at.get(part);
    } else if (typeof at === "object" && at !== null && Object.hasOwn(at, part)) {
      at = (at as Record<string, unknown>)[part];
    } else {
      return undefined;
    }
  }
  return at;
}

/** A value as indented text that a person can read. Long lists and deep branches are cut, and say so. */
export function describeValue(value: unknown, verbosity: Verbosity = "normal"): string {
  const [depth, entries, letters] = LIMITS[verbosity] ?? LIMITS.normal;
  return describe(value, depth, entries, letters, "", []).trimStart();
}

function describe(
  value: unknown,
  depth: number,
  entries: number,
  letters: number,
  indent: string,
  above: readonly object[],
): string {
  if (typeof value === "string") return value.length > letters ? `"${value.slice(0, letters)}…"` : `"${value}"`;
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : String(Math.round(value * 1000) / 1000);
  if (typeof value === "function") return "(function)";
  if (typeof value !== "object" || value === null) return String(value);
  if (above.includes(value)) return "(again)";
  const pairs = pairsOf(value);
  const list = Array.isArray(value) || value instanceof Set || ArrayBuffer.isView(value);
  const summary = list ? `${pairs.length} items` : `${pairs.length} entries`;
  if (pairs.length === 0) return list ? "none" : "nothing";
  if (depth <= 0) return `(${summary})`;
  const inner = `${indent}  `;
  const lines = pairs.slice(0, entries).map(([name, entry]) =>
    `${indent}${name}: ${describe(entry, depth - 1, entries, letters, inner, [...above, value])}`
  );
  if (pairs.length > entries) lines.push(`${indent}… ${pairs.length - entries} more`);
  return `\n${lines.join("\n")}`;
}

function pairsOf(value: object): [string, unknown][] {
  if (value instanceof Map) return [...value].map(([key, entry]) => [String(key), entry]);
  if (value instanceof Set) return [...value].map((entry, index) => [String(index), entry]);
  return Object.entries(value);
}

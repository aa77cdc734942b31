import { isPlain } from "./draft.ts";

/** A difference between two states. */
export interface Change {
  /** Where: names and indices joined by dots; empty for the whole. */
  path: string;
  /** What happened there. */
  kind: "added" | "removed" | "changed";
  /** The old value; undefined if added. */
  before: unknown;
  /** The new value; undefined if removed. */
  after: unknown;
}

/**
 * The differences between two values, in the order of their properties. Parts that are the same object are not looked at,
 * so comparing two states of a store costs what the change costs.
 * @example
 * ```ts
 * diff({ hp: 3, x: 1 }, { hp: 2, x: 1 }); // [{ path: "hp", kind: "changed", before: 3, after: 2 }]
 * ```
 */
export function diff(before: unknown, after: unknown): Change[] {
  const changes: Change[] = [];
  compare(before, after, "", changes);
  return changes;
}

function compare(before: unknown, after: unknown, path: string, changes: Change[]): void {
  if (Object.is(before, after)) return;
  if (!isPlain(before) || !isPlain(after) || Array.isArray(before) !== Array.isArray(after)) {
    changes.push({ path, kind: "changed", before, after });
    return;
  }
  const old = before as Record<string, unknown>;
  const now = after as Record<string, unknown>;
  const inner = (key: string): string => (path === "" ? key : `${path}.${key}`);
  for (const key of Object.keys(old)) {
    if (Object.hasOwn(now, key)) compare(old[key], now[key], inner(key), changes);
    else changes.push({ path: inner(key), kind: "removed", before: old[key], after: undefined });
  }
  for (const key of Object.keys(now)) {
    if (!Object.hasOwn(old, key)) changes.push({ path: inner(key), kind: "added", before: undefined, after: now[key] });
  }
}

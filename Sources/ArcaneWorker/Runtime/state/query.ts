/** A place in a state, and what is there. */
export interface Match {
  /** Names and indices joined by dots. */
  path: string;
  /** What is there. */
  value: unknown;
}

/**
 * The value at a path of names and indices joined by dots, or undefined.
 * @example
 * ```ts
 * getPath(game, "heroes.0.health");
 * ```
 */
export function getPath(state: unknown, path: string): unknown {
  return path === "" ? state : queryPath(state, path, false)[0]?.value;
}

/**
 * All places that a pattern fits: a path in which `*` stands for any one name or index and `**` for any number of them.
 * @example
 * ```ts
 * query(game, "enemies.*.health"); // [{ path: "enemies.0.health", value: 3 }, …]
 * ```
 */
export function query(state: unknown, pattern: string): Match[] {
  return pattern === "" ? [{ path: "", value: state }] : queryPath(state, pattern, true);
}

function queryPath(state: unknown, pattern: string, wild: boolean): Match[] {
  const found: Match[] = [];
  const seen = new Set<string>();
  const walk = (value: unknown, parts: readonly string[], path: string): void => {
    const [part, ...rest] = parts;
    if (part === undefined) {
      if (!seen.has(path)) found.push({ path, value });
      seen.add(path);
      return;
    }
    if (wild && part === "**") walk(value, rest, path);
    if (typeof value !== "object" || value === null) return;
    const into = (key: string, left: readonly string[]): void =>
      walk((value as Record<string, unknown>)[key], left, path === "" ? key : `${path}.${key}`);
    if (wild && (part === "*" || part === "**")) {
      for (const key of Object.keys(value)) into(key, part === "*" ? rest : parts);
    } else if (Object.hasOwn(value, part)) {
      into(part, rest);
    }
  };
  walk(state, pattern.split("."), "");
  return found;
}

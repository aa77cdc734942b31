// Values as text, for messages of failed assertions.

import * as original from "./originals.ts";

/** A value as source-like text, several lines where it is large. Keys are in their own order; cycles are marked. */
export function format(value: unknown): string {
  return formatPart(value, "", []);
}

function formatPart(value: unknown, indent: string, above: readonly object[]): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (original.is(value, -0)) return "-0";
  if (typeof value === "function") return `function ${value.name || "(anonymous)"}`;
  if (typeof value !== "object" || value === null) return original.String(value);
  if (above.includes(value)) return "(cycle)";
  try {
    return formatObject(value, indent, above);
  } catch {
    // A getter that throws, or an object that has only the prototype of what it seems to be.
    return `${original.toStringOf(value).slice(8, -1)} (cannot be shown)`;
  }
}

function formatObject(value: object, indent: string, above: readonly object[]): string {
  const inner = `${indent}  `;
  const deeper = [...above, value];
  const part = (entry: unknown): string => formatPart(entry, inner, deeper);
  const wrap = (name: string, open: string, parts: readonly string[], close: string): string => {
    const head = name === "" ? "" : `${name} `;
    const space = parts.length > 0 && open === "{" ? " " : "";
    const line = `${head}${open}${space}${parts.join(", ")}${space}${close}`;
    if (line.length + indent.length <= 72 && !line.includes("\n")) return line;
    return `${head}${open}\n${parts.map((text) => `${inner}${text},\n`).join("")}${indent}${close}`;
  };
  const named = (keys: readonly PropertyKey[]): string[] =>
    keys.map((key) => `${keyText(key)}: ${part((value as Record<PropertyKey, unknown>)[key])}`);
  const symbols = original.getOwnPropertySymbols(value).filter((key) => original.isEnumerable(value, key));
  const own = [...original.keys(value), ...symbols];
  /** A text that stands for the content, and the properties beside it. */
  const beside = (text: string, keys: readonly PropertyKey[]): string => keys.length === 0 ? text : wrap(text, "{", named(keys), "}");
  const name = className(value);
  if (value instanceof original.Error) {
    const cause = value.cause === undefined ? [] : [`[cause]: ${part(value.cause)}`];
    const text = `${value.name}: ${value.message}`;
    const parts = [...named(own), ...cause];
    return parts.length === 0 ? text : wrap(text, "{", parts, "}");
  }
  if (value instanceof original.RegExp) return beside(String(value), own);
  if (value instanceof original.Date) {
    return beside(`Date ${Number.isNaN(value.getTime()) ? "(invalid)" : value.toISOString()}`, own);
  }
  if (original.isArray(value)) {
    return wrap(name === "Array" ? "" : name, "[", [...elements(value, part), ...named(own.filter((key) => !isIndex(key)))], "]");
  }
  if (original.isView(value) && !(value instanceof original.DataView)) {
    return wrap(name, "[", Array.from(value as unknown as ArrayLike<unknown>, part), "]");
  }
  if (value instanceof original.ArrayBuffer) return wrap(name, "[", Array.from(new Uint8Array(value), part), "]");
  if (value instanceof original.Map) {
    return wrap(name, "{", [...[...value].map(([k, v]) => `${part(k)} => ${part(v)}`), ...named(own)], "}");
  }
  if (value instanceof original.Set) return wrap(name, "{", [...[...value].map(part), ...named(own)], "}");
  for (const box of [original.Number, original.String, original.Boolean, original.BigInt, original.Symbol]) {
    if (value instanceof box) return beside(`[${name}: ${part(value.valueOf())}]`, own.filter((key) => !isIndex(key)));
  }
  return wrap(name === "Object" ? "" : name, "{", named(own), "}");
}

function className(value: object): string {
  const prototype = original.getPrototypeOf(value) as { constructor?: { name?: unknown } } | null;
  if (prototype === null) return "[no prototype]";
  const name = prototype.constructor?.name;
  return typeof name === "string" ? name : "";
}

function keyText(key: PropertyKey): string {
  if (typeof key === "symbol") return `[${String(key)}]`;
  return /^[A-Za-z_$][\w$]*$/.test(String(key)) ? String(key) : JSON.stringify(key);
}

function isIndex(key: PropertyKey): boolean {
  return typeof key === "string" && /^(0|[1-9]\d*)$/.test(key);
}

/** With holes as what they are. */
function elements(list: readonly unknown[], part: (entry: unknown) => string): string[] {
  const parts: string[] = [];
  let next = 0;
  const skip = (to: number): void => {
    if (to > next) parts.push(`(${to - next} empty)`);
  };
  // Only those that are there: a list may have a length of billions.
  for (const key of original.keys(list)) {
    if (!isIndex(key)) break;
    skip(Number(key));
    parts.push(part(list[Number(key)]));
    next = Number(key) + 1;
  }
  skip(list.length);
  return parts;
}

/** Lines of two texts compared: `-` only in `actual`, `+` only in `expected`, two blanks in both. */
export function diffLines(actual: string, expected: string): string {
  const a = actual.split("\n");
  const b = expected.split("\n");
  // The table of the longest common subsequence grows with the product; beyond this, show both whole.
  if (a.length * b.length > 250_000) return `${a.map((l) => `- ${l}`).join("\n")}\n${b.map((l) => `+ ${l}`).join("\n")}`;
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      common[i]![j] = a[i] === b[j]
        ? common[i + 1]![j + 1]! + 1
        : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
    }
  }
  const lines: string[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push(`  ${a[i]}`);
      i += 1;
      j += 1;
    } else if (i < a.length && (j === b.length || common[i + 1]![j]! >= common[i]![j + 1]!)) {
      lines.push(`- ${a[i]}`);
      i += 1;
    } else {
      lines.push(`+ ${b[j]}`);
      j += 1;
    }
  }
  return lines.join("\n");
}

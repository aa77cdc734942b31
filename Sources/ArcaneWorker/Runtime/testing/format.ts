// Values as text, for messages of failed assertions.

/** A value as source-like text, several lines where it is large. Keys are in their own order; cycles are marked. */
export function format(value: unknown): string {
  return formatPart(value, "", []);
}

function formatPart(value: unknown, indent: string, above: readonly object[]): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (Object.is(value, -0)) return "-0";
  if (typeof value === "function") return `function ${value.name || "(anonymous)"}`;
  if (typeof value !== "object" || value === null) return String(value);
  if (above.includes(value)) return "(cycle)";
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value instanceof RegExp) return String(value);
  if (value instanceof Date) return `Date ${Number.isNaN(value.getTime()) ? "(invalid)" : value.toISOString()}`;
  const inner = `${indent}  `;
  const deeper = [...above, value];
  const part = (entry: unknown): string => formatPart(entry, inner, deeper);
  const wrap = (name: string, open: string, parts: readonly string[], close: string): string => {
    const head = name === "" ? "" : `${name} `;
    const line = `${head}${open}${parts.length > 0 && open === "{" ? " " : ""}${parts.join(", ")}${
      parts.length > 0 && open === "{" ? " " : ""
    }${close}`;
    if (line.length + indent.length <= 72 && !line.includes("\n")) return line;
    return `${head}${open}\n${parts.map((text) => `${inner}${text},\n`).join("")}${indent}${close}`;
  };
  const name = (value.constructor as { name?: string } | undefined)?.name ?? "";
  if (Array.isArray(value)) return wrap("", "[", Array.from(value, part), "]");
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return wrap(name, "[", Array.from(value as unknown as ArrayLike<unknown>, part), "]");
  }
  if (value instanceof Map) return wrap("Map", "{", [...value].map(([k, v]) => `${part(k)} => ${part(v)}`), "}");
  if (value instanceof Set) return wrap("Set", "{", [...value].map(part), "}");
  const entries = Object.entries(value).map(([key, entry]) =>
    `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key)}: ${part(entry)}`
  );
  return wrap(name === "Object" ? "" : name, "{", entries, "}");
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

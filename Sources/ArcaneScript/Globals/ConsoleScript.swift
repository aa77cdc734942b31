extension PlatformScript {
  /// `define` for all of the parts, and `console`. Formatting follows the original engine: strings, numbers and booleans as
  /// they are, null and undefined as nothing, functions as nothing, all else as indented JSON. Unlike there, errors show
  /// their stack, and no value makes the call throw.
  static let console = #"""
    const define = (name, value) =>
      Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });

    const levels = { debug: 0, info: 1, warn: 2, error: 3 };
    let indent = "";

    const errorText = (error) => {
      let text = typeof error.stack === "string" && error.stack ? error.stack : `${error.name}: ${error.message}`;
      if (error.cause !== undefined) text += "\ncaused by: " + format(error.cause);
      return text;
    };

    const json = (root) => {
      const ancestors = [];
      return JSON.stringify(root, function (key, value) {
        if (typeof value === "bigint") return `${value}n`;
        if (typeof value !== "object" || value === null) return value;
        while (ancestors.length && ancestors[ancestors.length - 1] !== this) ancestors.pop();
        if (ancestors.includes(value)) return "[circular]";
        ancestors.push(value);
        if (value instanceof Error) return errorText(value);
        if (value instanceof Map) return Object.fromEntries([...value].map(([k, v]) => [String(k), v]));
        if (value instanceof Set) return [...value];
        if (ArrayBuffer.isView(value)) return typedArrayText(value);
        return value;
      }, 2);
    };

    const typedArrayText = (view) => {
      const name = view.constructor.name;
      if (view instanceof DataView) return `${name}(${view.byteLength})`;
      const shown = Array.prototype.slice.call(view, 0, 10).join(", ");
      return `${name}(${view.length}) [${shown}${view.length > 10 ? ", ..." : ""}]`;
    };

    const format = (value) => {
      try {
        switch (typeof value) {
          case "string": return value;
          case "number": case "boolean": return String(value);
          case "bigint": return `${value}n`;
          case "symbol": return value.toString();
          case "undefined": case "function": return "";
        }
        if (value === null) return "";
        if (value instanceof Error) return errorText(value);
        if (ArrayBuffer.isView(value)) return typedArrayText(value);
        return json(value) ?? "";
      } catch {
        return "[a value that cannot be shown]";
      }
    };

    const print = (level, values) => {
      let line = values.map(format).join(" ");
      if (indent) line = indent + line.replaceAll("\n", "\n" + indent);
      native.console(level, line);
    };

    const counts = new Map(), timings = new Map();
    const elapsed = (label) => `${label}: ${(native.now() - timings.get(label)).toFixed(3)} ms`;

    const table = (rows) => {
      if (typeof rows !== "object" || rows === null) return format(rows);
      const entries = Array.isArray(rows) ? rows.map((row, index) => [String(index), row]) : Object.entries(rows);
      const columns = [];
      for (const [, row] of entries) {
        for (const key of typeof row === "object" && row !== null ? Object.keys(row) : ["value"]) {
          if (!columns.includes(key)) columns.push(key);
        }
      }
      const cell = (row, key) => {
        const isRow = typeof row === "object" && row !== null;
        const value = isRow ? row[key] : key === "value" ? row : undefined;
        return format(value).replaceAll("\n", " ");
      };
      const lines = [["", ...columns], ...entries.map(([name, row]) => [name, ...columns.map((key) => cell(row, key))])];
      const widths = lines[0].map((_, index) => Math.max(...lines.map((line) => line[index].length)));
      return lines.map((line) => line.map((text, index) => text.padEnd(widths[index])).join("  ").trimEnd()).join("\n");
    };

    const console = {
      log: (...values) => print(levels.info, values),
      info: (...values) => print(levels.info, values),
      debug: (...values) => print(levels.debug, values),
      warn: (...values) => print(levels.warn, values),
      error: (...values) => print(levels.error, values),
      dir: (value) => print(levels.info, [value]),
      dirxml: (...values) => print(levels.info, values),
      table: (rows) => { let text; try { text = table(rows); } catch { text = format(rows); } print(levels.info, [text]); },
      trace: (...values) => {
        const stack = (new Error().stack ?? "").split("\n").slice(2).join("\n");
        print(levels.info, ["Trace: " + values.map(format).join(" ") + (stack ? "\n" + stack : "")]);
      },
      assert: (condition, ...values) => {
        if (!condition) print(levels.error, values.length ? ["Assertion failed:", ...values] : ["Assertion failed"]);
      },
      count: (label = "default") => {
        label = format(label);
        counts.set(label, (counts.get(label) ?? 0) + 1);
        print(levels.info, [`${label}: ${counts.get(label)}`]);
      },
      countReset: (label = "default") => { counts.delete(format(label)); },
      time: (label = "default") => { timings.set(format(label), native.now()); },
      timeLog: (label = "default", ...values) => {
        if (timings.has(format(label))) print(levels.info, [elapsed(format(label)), ...values]);
      },
      timeEnd: (label = "default") => {
        if (timings.has(format(label))) print(levels.info, [elapsed(format(label))]);
        timings.delete(format(label));
      },
      group: (...values) => { if (values.length) print(levels.info, values); indent += "  "; },
      groupCollapsed: (...values) => console.group(...values),
      groupEnd: () => { indent = indent.slice(2); },
      clear: () => {},
    };
    define("console", console);

    """#
}

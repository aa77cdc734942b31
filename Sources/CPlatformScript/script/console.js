// The console: texts as `util.format` of Node.js makes them, and its methods.

const isBuiltInText = (value) => {
  // Whether `String(value)` would be V8's own, such as "[object Object]", which says nothing.
  value = unwrapped(value);
  if (value === null) return true;
  for (let holder = value, steps = 0; holder !== null && steps < 1000; holder = prototypeOf(holder), steps++) {
    if (!hasOwn(holder, "toString") && !hasOwn(holder, Symbol.toPrimitive)) continue;
    const constructor = ownValue(holder, "constructor");
    return holder !== value && typeof constructor === "function" && isBuiltInName(nameOf(constructor));
  }
  return true;
};

const jsonText = (value) => {
  try {
    return `${stringify(value)}`;
  } catch (error) {
    const message = isObject(error) ? propertyOf(error, "message") : "";
    return typeof message === "string" && Text.includes(message, "circular") ? "[Circular]" : inspect(value);
  }
};

// One directive of a format, with its value.
const directive = (letter, value, options) => {
  const view = viewOf(options);
  switch (letter) {
    case 115: {  // s
      if (typeof value === "number") return numberText(view, value);
      if (typeof value === "bigint") return bigintText(view, value);
      if (typeof value === "symbol") return symbolText(value);
      if (isObject(value)) {
        const isProxy = native.kindOf(value) === kind.proxy;
        if (typeof value === "function" && !isProxy && isBuiltInText(value)) return sourceOf(value);
        if (isProxy || isBuiltInText(value)) return inspect(value, { __proto__: null, depth: 0, colors: false, compact: 3 });
      }
      return stringOr(value, undefined) ?? inspect(value);
    }
    case 106: return jsonText(value);  // j
    case 100: {  // d
      if (typeof value === "bigint") return bigintText(view, value);
      return numberText(view, numberOr(() => +value));
    }
    case 105: {  // i
      if (typeof value === "bigint") return bigintText(view, value);
      return numberText(view, numberOr(() => integerOf(value)));
    }
    case 102: return numberText(view, numberOr(() => floatOf(value)));  // f
    case 79: return inspect(value, options);  // O
    case 111: return inspect(value, { __proto__: null, ...options, showHidden: true, showProxy: true, depth: 4 });  // o
  }
  return "";  // c: a style sheet
};
const numberOr = (read) => {
  try { return read(); } catch { return NaN; }  // of a symbol, or an object that throws
};
const withFirst = (first, rest) => {
  for (let index = 0; index < rest.length; index++) first[first.length] = rest[index];
  return first;
};
const isDirective = (letter) =>
  letter === 115 || letter === 106 || letter === 100 || letter === 105 || letter === 102 || letter === 79 || letter === 111 || letter === 99;

const format = (values, options) => {
  let text = "", next = 0;
  const first = values[0];
  if (typeof first === "string" && values.length > 1) {
    let done = 0;
    next = 1;
    for (let at = Text.indexOf(first, "%"); at >= 0 && at < first.length - 1; at = Text.indexOf(first, "%", at + 2)) {
      const letter = Text.codeAt(first, at + 1);
      if (letter === 37) {  // %%
        text += Text.slice(first, done, at + 1);
        done = at + 2;
      } else if (next < values.length && isDirective(letter)) {
        text += Text.slice(first, done, at) + directive(letter, values[next++], options);
        done = at + 2;
      }
    }
    text += Text.slice(first, done);
  }
  for (; next < values.length; next++) {
    if (next > 0) text += " ";
    text += typeof values[next] === "string" ? values[next] : inspect(values[next], options);
    if (text.length > mostRoom) break;
  }
  return text;
};

const plainOptions = { __proto__: null, colors: false };
const colourOptions = { __proto__: null, colors: true };
const terminalOptions = () => (native.colorsConsole() ? colourOptions : plainOptions);

const levels = { debug: 0, info: 1, warn: 2, error: 3 };
let groups = 0;
const widestIndent = 80;

const write = (level, text) => {
  if (text.length > mostRoom) {
    text = `${Text.slice(text, 0, mostRoom)}... ${plural(text.length - mostRoom, "more character")}`;
  }
  const indent = spaces(min(groups * 2, widestIndent));
  native.console(level, indent === "" ? text : indent + replaced(text, "\n", `\n${indent}`));
};

// Nothing that a game gives to its console may end it.
const print = (level, values) => {
  let text;
  try {
    text = format(values, terminalOptions());
  } catch {
    text = "[a value that cannot be shown]";
  }
  write(level, text);
};

const counts = new Map(), timings = new Map();
const labelOf = (label) => (label === undefined ? "default" : stringOr(label, undefined) ?? inspect(label));

const duration = (milliseconds) => {
  if (milliseconds < 1000) return `${+Numeric.toFixed(milliseconds, 3)}ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${Numeric.toFixed(seconds, 3)}s`;
  const two = (number) => Text.padStart(`${number}`, 2, "0");
  const hours = floor(seconds / 3600), minutes = floor((seconds % 3600) / 60);
  const rest = Text.padStart(Numeric.toFixed(seconds % 60, 3), 6, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${rest} (h:mm:ss.mmm)` : `${minutes}:${rest} (m:ss.mmm)`;
};
const logTime = (label, method, values) => {
  if (!mapHas(timings, label)) {
    write(levels.warn, `No such label '${label}' for console.${method}()`);
    return false;
  }
  print(levels.info, withFirst([`${label}: ${duration(native.now() - mapGet(timings, label))}`], values));
  return true;
};

const console = {
  log(...values) { print(levels.info, values); },
  info(...values) { print(levels.info, values); },
  debug(...values) { print(levels.debug, values); },
  warn(...values) { print(levels.warn, values); },
  error(...values) { print(levels.error, values); },
  dir(value, options) {
    let text;
    try {
      text = inspect(value, { __proto__: null, customInspect: false, ...terminalOptions(), ...(isObject(options) ? options : {}) });
    } catch {
      text = "[a value that cannot be shown]";
    }
    write(levels.info, text);
  },
  dirxml(...values) { print(levels.info, values); },
  table(rows, columns) {
    let text;
    try { text = tableOf(rows, columns); } catch { text = undefined; }
    if (text === undefined) print(levels.info, [rows]);
    else write(levels.info, text);
  },
  trace(...values) {
    const error = { name: "Trace", message: values.length > 0 ? format(values, plainOptions) : "" };
    captureStackTrace(error, console.trace);
    write(levels.info, stackOf(error));
  },
  assert(condition, ...values) {
    if (condition) return;
    if (typeof values[0] === "string") values[0] = `Assertion failed: ${values[0]}`;
    else values = withFirst([values.length > 0 ? "Assertion failed:" : "Assertion failed"], values);
    print(levels.error, values);
  },
  count(label) {
    label = labelOf(label);
    const count = (mapGet(counts, label) ?? 0) + 1;
    mapSet(counts, label, count);
    write(levels.info, `${label}: ${count}`);
  },
  countReset(label) {
    label = labelOf(label);
    if (!mapDelete(counts, label)) write(levels.warn, `Count for '${label}' does not exist`);
  },
  time(label) {
    label = labelOf(label);
    if (mapHas(timings, label)) write(levels.warn, `Label '${label}' already exists for console.time()`);
    else mapSet(timings, label, native.now());
  },
  timeLog(label, ...values) { logTime(labelOf(label), "timeLog", values); },
  timeEnd(label) {
    label = labelOf(label);
    if (logTime(label, "timeEnd", [])) mapDelete(timings, label);
  },
  group(...values) {
    if (values.length > 0) print(levels.info, values);
    groups += 1;
  },
  groupCollapsed(...values) {
    if (values.length > 0) print(levels.info, values);
    groups += 1;
  },
  groupEnd() { groups = max(groups - 1, 0); },
  clear() {},
  // For a profiler that is not there.
  profile() {}, profileEnd() {}, timeStamp() {},
};
Object.defineProperty(console, Symbol.toStringTag, { value: "console", configurable: true });
define("console", console);

// Values as text, laid out as Node.js does (util.inspect), with three differences: nothing that the value does can make
// it fail, traps of proxies never run, and the length of the text has a limit.
//
// A `view` is one inspection under way: its options, and
//   indent    columns before the present line
//   deepest   the depth that was reached last: entries of little depth share a line
//   path      the objects on the way from the root, for cycles
//   cycles    those that were met again, in the order in which that happened
//   room      characters that may still be written; what comes after is counted, not shown

const customInspect = Symbol.for("nodejs.util.inspect.custom");
const deepestLevel = 200;
const mostRoom = 60000;

const colours = {
  __proto__: null,
  special: ["\u001b[36m", "\u001b[39m"], number: ["\u001b[33m", "\u001b[39m"], bigint: ["\u001b[33m", "\u001b[39m"],
  boolean: ["\u001b[33m", "\u001b[39m"], undefined: ["\u001b[90m", "\u001b[39m"], null: ["\u001b[1m", "\u001b[22m"],
  string: ["\u001b[32m", "\u001b[39m"], symbol: ["\u001b[32m", "\u001b[39m"], date: ["\u001b[35m", "\u001b[39m"],
  regexp: ["\u001b[31m", "\u001b[39m"],
};
const coloured = (text, style) => (colours[style] === undefined ? text : colours[style][0] + text + colours[style][1]);
const uncoloured = (text) => text;

const defaults = {
  __proto__: null,
  showHidden: false, depth: 2, colors: false, customInspect: true, showProxy: false, maxArrayLength: 100, maxStringLength: 10000,
  breakLength: 80, compact: 3, sorted: false, getters: false, numericSeparator: false,
};
const optionNames = enumerableNames(defaults);

const viewOf = (options) => {
  const view = { __proto__: null, indent: 0, deepest: 0, path: [], cycles: [], room: mostRoom, paint: uncoloured };
  for (let index = 0; index < optionNames.length; index++) {
    const name = optionNames[index];
    const given = isObject(options) ? propertyOf(options, name) : undefined;
    view[name] = given === undefined ? defaults[name] : given;
  }
  view.depth = limit(view.depth, deepestLevel);
  view.maxArrayLength = max(0, limit(view.maxArrayLength, Infinity));
  view.maxStringLength = max(0, limit(view.maxStringLength, Infinity));
  view.breakLength = limit(view.breakLength, Infinity);
  if (view.colors) view.paint = coloured;
  return view;
};
const limit = (number, most) => (typeof number === "number" && number === number ? min(number, most) : most);

const inspect = (value, options) => inspected(viewOf(options), value, 0);

const plural = (count, word) => `${count} ${word}${count > 1 ? "s" : ""}`;
const moreItems = (count) => `... ${plural(count, "more item")}`;

// MARK: Primitive values

const withSeparators = (digits) => {
  const start = digits[0] === "-" ? 1 : 0;
  let result = "", end = digits.length;
  for (; end >= start + 4; end -= 3) result = `_${Text.slice(digits, end - 3, end)}${result}`;
  return Text.slice(digits, 0, end) + result;
};
const numberText = (view, number) => {
  if (is(number, -0)) return "-0";
  const text = `${number}`;
  if (!view.numericSeparator || !isFiniteNumber(number) || Text.includes(text, "e")) return text;
  const point = Text.indexOf(text, ".");
  if (point < 0) return withSeparators(text);
  let fraction = "";
  for (let index = point + 1; index < text.length; index += 3) fraction += (fraction ? "_" : "") + Text.slice(text, index, index + 3);
  return `${withSeparators(Text.slice(text, 0, point))}.${fraction}`;
};
const bigintText = (view, number) => (view.numericSeparator ? withSeparators(`${number}`) : `${number}`) + "n";

const primitive = (view, paint, value) => {
  if (typeof value === "string") {
    let trailer = "";
    const length = min(view.maxStringLength, max(view.room, 0));
    if (value.length > length) {
      trailer = `... ${plural(value.length - length, "more character")}`;
      value = Text.slice(value, 0, length);
    }
    view.room -= value.length;
    if (view.compact === true || value.length <= 16 || value.length <= view.breakLength - view.indent - 4) {
      return paint(quoted(value), "string") + trailer;
    }
    const lines = splitLines(value);
    const parts = [];
    for (let index = 0; index < lines.length; index++) {
      const isLast = index === lines.length - 1;
      if (isLast && lines[index] === "" && index > 0) break;
      parts[index] = paint(quoted(isLast ? lines[index] : lines[index] + "\n"), "string");
    }
    return joined(parts, ` +\n${spaces(view.indent + 2)}`) + trailer;
  }
  let text;
  switch (typeof value) {
    case "number": text = paint(numberText(view, value), "number"); break;
    case "bigint": text = paint(bigintText(view, value), "bigint"); break;
    case "boolean": text = paint(`${value}`, "boolean"); break;
    case "symbol": text = paint(symbolText(value), "symbol"); break;
    default: text = paint(`${value}`, `${value}`);  // undefined, null
  }
  view.room -= text.length;
  return text;
};

// MARK: Objects

const inspected = (view, value, depth, isInTypedArray) => {
  if (!isObject(value)) return primitive(view, view.paint, value);
  if (view.room <= 0) return view.paint("...", "special");
  const given = value;
  let what = native.kindOf(value);
  if (what === kind.proxy) {
    if (view.showProxy) return proxyText(view, native.details(value), depth);
    value = unwrapped(value);
    if (value === null) return view.paint("<Revoked Proxy>", "special");
    what = native.kindOf(value);
  }
  if (view.customInspect) {
    const text = customText(view, given, value, depth);
    if (text !== undefined) return text;
  }
  if (indexIn(view.path, value) >= 0) {
    let index = indexIn(view.cycles, value);
    if (index < 0) {
      index = view.cycles.length;
      view.cycles[index] = value;
    }
    return view.paint(`[Circular *${index + 1}]`, "special");
  }
  return objectText(view, value, what, depth, isInTypedArray);
};

const proxyText = (view, parts, depth) => {
  if (parts[0] === null) return view.paint("<Revoked Proxy>", "special");
  if (depth > view.depth) return view.paint("Proxy [Array]", "special");
  view.indent += 2;
  const entries = [inspected(view, parts[0], depth + 1), inspected(view, parts[1], depth + 1)];
  view.indent -= 2;
  return laidOut(view, entries, "", "Proxy [", "]", true, depth + 1);
};

// What the object's own `[Symbol.for("nodejs.util.inspect.custom")](depth, options, inspect)` makes of it.
const customText = (view, given, value, depth) => {
  const custom = propertyOf(value, customInspect);
  if (typeof custom !== "function") return undefined;
  const constructor = propertyOf(value, "constructor");
  if (typeof constructor === "function" && ownValue(constructor, "prototype") === value) return undefined;
  const options = {};
  for (let index = 0; index < optionNames.length; index++) options[optionNames[index]] = view[optionNames[index]];
  options.stylize = (text, style) => view.paint(`${text}`, `${style}`);
  let result;
  try {
    result = apply(custom, given, [view.depth - depth, options, (inner, wanted) => inspect(inner, wanted)]);
  } catch {
    return undefined;  // its fields say more than its failure
  }
  if (result === given) return undefined;
  if (typeof result !== "string") return depth > deepestLevel ? undefined : inspected(view, result, depth);
  const text = result.length > view.room ? Text.slice(result, 0, max(view.room, 0)) + "..." : result;
  view.room -= text.length;
  return replaced(text, "\n", `\n${spaces(view.indent)}`);
};

// The name of the class, as found in the chain of prototypes; null if that is empty.
const classNameOf = (view, object, depth, inherited) => {
  let first;
  for (let holder = object, steps = 0; holder !== null && steps < 1000; steps++) {
    const constructor = holder === ObjectPrototype ? ObjectFunction : holder === FunctionPrototype ? FunctionFunction
      : ownValue(holder, "constructor");
    if (typeof constructor === "function" && native.kindOf(constructor) !== kind.proxy) {
      const name = holder === ObjectPrototype ? "Object" : holder === FunctionPrototype ? "Function" : nameOf(constructor);
      if (name !== "" && inheritsFrom(object, ownValue(constructor, "prototype"))) {
        if (inherited !== undefined && (first !== holder || !isBuiltInName(name))) {
          addInherited(view, object, first ?? object, depth, inherited);
        }
        return name;
      }
    }
    holder = prototypeOf(holder);
    if (first === undefined) first = holder;
  }
  if (first === null) return null;
  const own = native.className(object);
  if (depth > view.depth) return `${own} <Complex prototype>`;
  const above = classNameOf(view, first, depth + 1, inherited);
  if (above !== null) return `${own} <${above}>`;
  const options = { __proto__: null, depth: -1, customInspect: false };
  return `${own} <${inspect(first, options)}>`;
};

// For `%o`: what the prototypes of a class of the game's hold beside functions.
const addInherited = (view, object, from, depth, inherited) => {
  let holder = from;
  const seen = new Map();
  for (let layer = 0; layer < 3; layer++) {
    if (layer > 0 || object === holder) {
      holder = prototypeOf(holder);
      if (holder === null) return;
      const constructor = ownValue(holder, "constructor");
      if (typeof constructor === "function" && isBuiltInName(nameOf(constructor))) return;
    }
    const keys = ownKeys(holder);
    view.path[view.path.length] = object;
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index];
      if (key === "constructor" || hasOwn(object, key) || mapHas(seen, key)) continue;
      const property = getOwnPropertyDescriptor(holder, key);
      if (typeof (hasOwn(property, "value") ? property.value : undefined) === "function") continue;
      const text = propertyText(view, holder, depth, key, "object", property, object);
      inherited[inherited.length] = view.colors ? `\u001b[2m${text}\u001b[22m` : text;
    }
    view.path.length -= 1;
    for (let index = 0; index < keys.length; index++) mapSet(seen, keys[index], true);
  }
};

const prefixOf = (name, tag, fallback, size = "") => {
  if (name === null) return `[${fallback}${size}: null prototype] ${tag !== "" && fallback !== tag ? `[${tag}] ` : ""}`;
  return `${name}${size} ${tag !== "" && name !== tag ? `[${tag}] ` : ""}`;
};
const prefixOfAny = (value, name, tag) => {
  let fallback = "";
  if (name === null) {
    fallback = native.className(value);
    if (fallback === tag) fallback = "Object";
  }
  return prefixOf(name, tag, fallback);
};

const nothing = () => [];

// As in Node: what has been given a prototype without an iterator is shown by its properties alone, and what has that of plain
// objects, as `String.prototype` has, is a plain object.
const shownAs = (what, value, name) => {
  switch (what) {
    case kind.array: case kind.typedArray: case kind.set: case kind.map: case kind.setIterator: case kind.mapIterator:
      return name === null || hasProperty(value, Symbol.iterator) ? what : kind.other;
    case kind.date: case kind.regExp: case kind.error: case kind.promise: case kind.weakSet: case kind.weakMap: case kind.number:
    case kind.string: case kind.boolean: case kind.bigint: case kind.symbol: case kind.arrayBuffer: case kind.dataView:
      return name === "Object" ? kind.other : what;
    default: return what;
  }
};

const objectText = (view, value, what, depth, isInTypedArray) => {
  let inherited = view.showHidden && depth <= view.depth ? [] : undefined;
  const name = classNameOf(view, value, depth, inherited);
  if (inherited !== undefined && inherited.length === 0) inherited = undefined;
  let tag = propertyOf(value, Symbol.toStringTag);
  // One that is shown among the keys needs no second mention.
  if (typeof tag !== "string" || (tag !== "" && (view.showHidden ? hasOwn : isEnumerable)(value, Symbol.toStringTag))) tag = "";
  what = shownAs(what, value, name);
  const shape = { __proto__: null, keys: undefined, base: "", open: "{", close: "}", entries: nothing, isList: false, whole: undefined };
  (shapers[what] ?? shapers[kind.other])(shape, view, value, name, tag, inherited === undefined, isInTypedArray, depth);
  if (shape.whole !== undefined) {
    view.room -= shape.whole.length;
    return shape.whole;
  }
  if (depth > view.depth) {
    const text = Text.slice(prefixOfAny(value, name, tag), 0, -1);
    return view.paint(name === null ? text : `[${text}]`, "special");
  }
  const indent = view.indent;
  const level = view.path.length;
  view.path[level] = value;
  view.deepest = depth + 1;
  let entries;
  try {
    entries = shape.entries(view, value, depth + 1);
    addProperties(view, value, depth + 1, shape, entries);
    if (inherited !== undefined) {
      for (let index = 0; index < inherited.length; index++) entries[entries.length] = inherited[index];
    }
  } catch {
    // Too deep for the stack. What has been said of the levels above stays.
    view.path.length = level;
    view.indent = indent;
    const text = Text.slice(prefixOfAny(value, name, tag), 0, -1);
    return view.paint(`[${text}: Inspection interrupted prematurely. Maximum call stack size exceeded.]`, "special");
  }
  let { base } = shape;
  const cycle = indexIn(view.cycles, value);
  if (cycle >= 0) {
    const reference = view.paint(`<ref *${cycle + 1}>`, "special");
    if (view.compact === true) shape.open = `${reference} ${shape.open}`;
    else base = base === "" ? reference : `${reference} ${base}`;
  }
  view.path.length = level;
  if (view.sorted) sortEntries(view, entries, shape);
  view.room -= base.length + shape.open.length + entries.length * (view.indent + 4);
  return laidOut(view, entries, base, shape.open, shape.close, shape.isList, depth + 1, value);
};

const addProperties = (view, value, depth, shape, entries) => {
  for (let index = 0; index < shape.keys.length; index++) {
    if (view.room <= 0) {
      entries[entries.length] = `... ${shape.keys.length - index} more propert${shape.keys.length - index > 1 ? "ies" : "y"}`;
      return;
    }
    entries[entries.length] = propertyText(view, value, depth, shape.keys[index], shape.isList ? "extra" : "object");
  }
};

const sortEntries = (view, entries, shape) => {
  const order = typeof view.sorted === "function" ? view.sorted : undefined;
  const fixed = shape.isList ? entries.length - shape.keys.length : 0;
  const named = [];
  for (let index = fixed; index < entries.length; index++) named[index - fixed] = entries[index];
  try { sortInPlace(named, order); } catch { return; }
  for (let index = 0; index < named.length; index++) entries[fixed + index] = named[index];
};

const simpleKey = /^[a-zA-Z_][a-zA-Z_0-9]*$/;

// place: "object", "element" of an array (without its key), "extra" key of an array.
const propertyText = (view, value, depth, key, place, known, receiver = value) => {
  const property = known ?? getOwnPropertyDescriptor(value, key);
  let text, gap = " ";
  if (property === undefined || hasOwn(property, "value")) {
    const extra = view.compact !== true || place !== "object" ? 2 : 3;
    view.indent += extra;
    text = inspected(view, property === undefined ? propertyOf(value, key) : property.value, depth);
    if (extra === 3 && view.breakLength < widthOf(text)) gap = `\n${spaces(view.indent)}`;
    view.indent -= extra;
  } else if (property.get !== undefined) {
    text = accessorText(view, property, receiver, depth);
  } else {
    text = property.set === undefined ? view.paint("undefined", "undefined") : view.paint("[Setter]", "special");
  }
  if (place === "element") return text;
  let shown;
  if (typeof key === "symbol") shown = `[${view.paint(escaped(symbolText(key), false), "symbol")}]`;
  else if (key === "__proto__") shown = "['__proto__']";
  else if (property !== undefined && property.enumerable === false) shown = `[${escaped(key, false)}]`;
  else if (matched(simpleKey, key) !== null) shown = key;
  else shown = view.paint(quoted(key), "string");
  view.room -= shown.length;
  return `${shown}:${gap}${text}`;
};

const accessorText = (view, property, receiver, depth) => {
  const label = property.set === undefined ? "Getter" : "Getter/Setter";
  const isWanted = view.getters === true || (view.getters === "get" && property.set === undefined) ||
    (view.getters === "set" && property.set !== undefined);
  if (!isWanted) {
    view.room -= label.length + 2;
    return view.paint(`[${label}]`, "special");
  }
  const open = view.paint(`[${label}:`, "special"), close = view.paint("]", "special");
  let value;
  try {
    value = apply(property.get, receiver, []);
  } catch (error) {
    const message = isObject(error) ? propertyOf(error, "message") : error;
    return `${open} <Inspection threw (${typeof message === "string" ? message : "no message"})>${close}`;
  }
  view.indent += 2;
  const text = typeof value === "object" && value !== null
    ? `${view.paint(`[${label}]`, "special")} ${inspected(view, value, depth)}`
    : `${open} ${inspected(view, value, depth)}${close}`;
  view.indent -= 2;
  return text;
};

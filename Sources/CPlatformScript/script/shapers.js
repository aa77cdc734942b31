// How each kind of object is shown: its braces, what stands before them, its entries and the keys to add. A shaper that
// knows the whole text already sets `whole`.
const shapers = { __proto__: null };

const shapes = (names, shaper) => {
  for (const name of names) shapers[kind[name]] = shaper;
};

shapes(["other"], (shape, view, value, name, tag, isPlain) => {
  if (name !== "Object" && isErrorLike(value)) return shapers[kind.error](shape, view, value, name, tag, isPlain);
  shape.keys = shownKeys(value, view.showHidden);
  const prefix = name === "Object" ? (tag === "" ? "" : prefixOf(name, tag, "Object")) : prefixOfAny(value, name, tag);
  shape.open = `${prefix}{`;
  if (shape.keys.length === 0 && isPlain) shape.whole = `${shape.open}}`;
});

shapes(["arguments"], (shape, view, value, name, tag, isPlain) => {
  shape.keys = shownKeys(value, view.showHidden);
  shape.open = name === "Object" ? "[Arguments] {" : `${prefixOfAny(value, name, tag)}{`;
  if (shape.keys.length === 0 && isPlain) shape.whole = `${shape.open}}`;
});

shapes(["array"], (shape, view, value, name, tag, isPlain) => {
  const prefix = name !== "Array" || tag !== "" ? prefixOf(name, tag, "Array", `(${value.length})`) : "";
  shape.keys = native.extraKeys(value, !view.showHidden);
  shape.open = `${prefix}[`;
  shape.close = "]";
  shape.isList = true;
  shape.entries = elements;
  if (value.length === 0 && shape.keys.length === 0 && isPlain) shape.whole = `${shape.open}]`;
});

shapes(["set", "map"], (shape, view, value, name, tag, isPlain) => {
  const isMap = native.kindOf(value) === kind.map;
  const size = isMap ? sizeOfMap(value) : sizeOfSet(value);
  const prefix = prefixOf(name, tag, isMap ? "Map" : "Set", `(${size})`);
  shape.keys = shownKeys(value, view.showHidden);
  shape.open = `${prefix}{`;
  shape.entries = isMap ? mapItems : setItems;
  if (size === 0 && shape.keys.length === 0 && isPlain) shape.whole = `${prefix}{}`;
});

shapes(["typedArray"], (shape, view, value, name, tag, isPlain) => {
  const length = typedArrayLength(value);
  shape.keys = native.extraKeys(value, !view.showHidden);
  shape.open = `${prefixOf(name, tag, name === null ? typedArrayName(value) : "", `(${length})`)}[`;
  shape.close = "]";
  shape.isList = true;
  shape.entries = numbers;
  if (length === 0 && shape.keys.length === 0 && !view.showHidden) shape.whole = `${shape.open}]`;
});

shapes(["mapIterator", "setIterator"], (shape, view, value, name, tag) => {
  const type = native.kindOf(value) === kind.mapIterator ? "Map" : "Set";
  const details = native.details(value);
  const isOfPairs = details[0], items = details[1];
  shape.keys = shownKeys(value, view.showHidden);
  const full = `${type} ${isOfPairs ? "Entries" : "Iterator"}`;
  shape.open = tag === `${type} Iterator` || tag === "" ? `[${full}] {` : `[${tag}] [${full}] {`;
  shape.entries = (view, value, depth) => (isOfPairs ? pairs : listed)(view, items, depth);
});

shapes(["function", "asyncFunction", "generatorFunction", "asyncGeneratorFunction"], (shape, view, value, name, tag, isPlain) => {
  shape.keys = shownKeys(value, view.showHidden);
  shape.base = functionText(value, name, tag);
  if (shape.keys.length === 0 && isPlain) shape.whole = view.paint(shape.base, "special");
});

// Of the functions that are written out, a class is the one whose `prototype` cannot be replaced.
const isClass = (value) => {
  const prototype = getOwnPropertyDescriptor(value, "prototype");
  return prototype !== undefined && prototype.writable === false && Text.startsWith(sourceOf(value), "class");
};

const functionText = (value, name, tag) => {
  const tagText = tag !== "" && name !== tag ? ` [${tag}]` : "";
  if (isClass(value)) {
    const own = hasOwn(value, "name") ? nameOf(value) : "";
    let text = `class ${own === "" ? "(anonymous)" : own}`;
    if (name !== "Function" && name !== null) text += ` [${name}]`;
    text += tagText;
    if (name === null) return `[${text} extends [null prototype]]`;
    const base = prototypeOf(value);
    const above = base === null ? "" : nameOf(base);
    return `[${text}${above === "" ? "" : ` extends ${above}`}]`;
  }
  const what = native.kindOf(value);
  let type = "Function";
  if (what === kind.generatorFunction || what === kind.asyncGeneratorFunction) type = `Generator${type}`;
  if (what === kind.asyncFunction || what === kind.asyncGeneratorFunction) type = `Async${type}`;
  const own = nameOf(value);
  const text = `[${type}${name === null ? " (null prototype)" : ""}${own === "" ? " (anonymous)" : `: ${own}`}]`;
  return text + (name !== type && name !== null ? ` ${name}` : "") + tagText;
};

shapes(["regExp"], (shape, view, value, name, tag, isPlain, isInTypedArray, depth) => {
  shape.keys = shownKeys(value, view.showHidden);
  let text = `/${regExpSource(value)}/`;
  for (let index = 0; index < regExpFlags.length; index++) if (regExpFlags[index].isSet(value)) text += regExpFlags[index].letter;
  const prefix = prefixOf(name, tag, "RegExp");
  shape.base = prefix === "RegExp " ? text : prefix + text;
  if ((shape.keys.length === 0 && isPlain) || depth > view.depth) shape.whole = view.paint(shape.base, "regexp");
});

shapes(["date"], (shape, view, value, name, tag, isPlain) => {
  shape.keys = shownKeys(value, view.showHidden);
  const time = Time.milliseconds(value);
  const text = time === time ? Time.iso(value) : Time.text(value);
  const prefix = prefixOf(name, tag, "Date");
  shape.base = prefix === "Date " ? text : prefix + text;
  if (shape.keys.length === 0 && isPlain) shape.whole = view.paint(shape.base, "date");
});

shapes(["error"], (shape, view, value, name, tag, isPlain) => {
  shape.keys = shownKeys(value, view.showHidden);
  shape.base = errorBase(view, value, name, tag, shape.keys);
  if (shape.keys.length === 0 && isPlain) shape.whole = shape.base;
});

shapes(["arrayBuffer", "sharedArrayBuffer"], (shape, view, value, name, tag, isPlain, isInTypedArray) => {
  const isShared = native.kindOf(value) === kind.sharedArrayBuffer;
  const prefix = prefixOf(name, tag, isShared ? "SharedArrayBuffer" : "ArrayBuffer");
  const length = `byteLength: ${view.paint(`${isShared ? typedArrayLength(new ByteArray(value)) : byteLengthOf(value)}`, "number")}`;
  shape.keys = shownKeys(value, view.showHidden);
  shape.open = `${prefix}{`;
  shape.entries = (view, value) => (isInTypedArray ? [length] : [contents(view, value), length]);
  if (isInTypedArray && shape.keys.length === 0 && isPlain) shape.whole = `${prefix}{ ${length} }`;
});

shapes(["dataView"], (shape, view, value, name, tag) => {
  shape.open = `${prefixOf(name, tag, "DataView")}{`;
  shape.keys = shownKeys(value, view.showHidden);
  shape.entries = (view, value, depth) => {
    const entries = [];
    view.indent += 2;
    for (const key in View) {
      let text;
      try { text = inspected(view, View[key](value), depth); } catch { text = view.paint("(detached)", "special"); }
      entries[entries.length] = `${key}: ${text}`;
    }
    view.indent -= 2;
    return entries;
  };
});

shapes(["promise"], (shape, view, value, name, tag) => {
  shape.open = `${prefixOf(name, tag, "Promise")}{`;
  shape.keys = shownKeys(value, view.showHidden);
  shape.entries = (view, value, depth) => {
    const details = native.details(value);
    if (details[0] === 0) return [view.paint("<pending>", "special")];
    view.indent += 2;
    const text = inspected(view, details[1], depth);
    view.indent -= 2;
    return [details[0] === 2 ? `${view.paint("<rejected>", "special")} ${text}` : text];
  };
});

shapes(["weakSet", "weakMap"], (shape, view, value, name, tag) => {
  shape.open = `${prefixOf(name, tag, native.kindOf(value) === kind.weakSet ? "WeakSet" : "WeakMap")}{`;
  shape.keys = shownKeys(value, view.showHidden);
  shape.entries = (view) => [view.paint("<items unknown>", "special")];
});

shapes(["namespace"], (shape, view, value, name, tag) => {
  shape.open = `${prefixOf(name, tag, "Module")}{`;
  const keys = shownKeys(value, view.showHidden);
  shape.keys = [];
  shape.entries = (view, value, depth) => {
    const entries = [];
    for (let index = 0; index < keys.length; index++) {
      try {
        entries[index] = propertyText(view, value, depth, keys[index], "object");
      } catch {
        const key = matched(simpleKey, keys[index]) === null ? view.paint(quoted(keys[index]), "string") : keys[index];
        entries[index] = `${key}: ${view.paint("<uninitialized>", "special")}`;
      }
    }
    return entries;
  };
});

const boxes = { __proto__: null, number: Numeric.valueOf, string: Text.valueOf, boolean: booleanOf, bigint: bigintOf, symbol: symbolOf };
const boxNames = { __proto__: null, number: "Number", string: "String", boolean: "Boolean", bigint: "BigInt", symbol: "Symbol" };
const boxShaper = (type) => (shape, view, value, name, tag, isPlain) => {
  const content = boxes[type](value);
  shape.keys = shownKeys(value, view.showHidden);
  if (type === "string") removeAt(shape.keys, 0, content.length);  // its characters
  const owner = name === boxNames[type] ? "" : name === null ? " (null prototype)" : ` (${name})`;
  const text = primitive(view, uncoloured, content);
  shape.base = `[${boxNames[type]}${owner}: ${text}]${tag !== "" && tag !== name ? ` [${tag}]` : ""}`;
  if (shape.keys.length === 0) shape.base = view.paint(shape.base, type);
  if (shape.keys.length === 0 && isPlain) shape.whole = shape.base;
};
for (const type of ["number", "string", "boolean", "bigint", "symbol"]) shapes([type], boxShaper(type));

// MARK: Entries

// How many of a list are shown: the view's limit, or fewer when the text gets too long.
const shownOf = (view, length) => min(view.maxArrayLength, length);

const elements = (view, value, depth) => {
  const length = shownOf(view, value.length);
  const entries = [];
  let index = 0;
  while (index < value.length && entries.length < length && view.room > 0) {
    if (hasOwn(value, index)) {
      entries[entries.length] = propertyText(view, value, depth, index, "element");
      index += 1;
      continue;
    }
    const next = nextPresent(value, index);
    entries[entries.length] = view.paint(`<${plural(next - index, "empty item")}>`, "undefined");
    index = next;
  }
  if (index < value.length) entries[entries.length] = moreItems(value.length - index);
  return entries;
};

// The first index from `start` on that an array has; its length if there is none.
const nextPresent = (value, start) => {
  const near = min(value.length, start + 10000);
  for (let index = start; index < near; index++) if (hasOwn(value, index)) return index;
  if (near === value.length) return near;
  // So many holes in a row: it is stored by key, and V8 lists those in order.
  const keys = enumerableNames(value);
  for (let index = 0; index < keys.length; index++) {
    const number = +keys[index];
    if (!(number < value.length)) break;
    if (number >= near) return number;
  }
  return value.length;
};

const numbers = (view, value, depth) => {
  const length = typedArrayLength(value);
  const shown = shownOf(view, length);
  const entries = [];
  for (let index = 0; index < shown; index++) entries[index] = primitive(view, view.paint, value[index]);
  if (length > shown) entries[shown] = moreItems(length - shown);
  if (view.showHidden) {
    view.indent += 2;
    const hidden = ["BYTES_PER_ELEMENT", "length", "byteLength", "byteOffset", "buffer"];
    for (let index = 0; index < hidden.length; index++) {
      entries[entries.length] = `[${hidden[index]}]: ${inspected(view, propertyOf(value, hidden[index]), depth, true)}`;
    }
    view.indent -= 2;
  }
  return entries;
};

const setItems = (view, value, depth) => {
  const items = [];
  const shown = shownOf(view, sizeOfSet(value));
  const values = setValues(value);
  while (items.length < shown) items[items.length] = nextOfSet(values).value;
  return listed(view, items, depth, sizeOfSet(value));
};
const listed = (view, items, depth, length = items.length) => {
  const shown = shownOf(view, length);
  const entries = [];
  view.indent += 2;
  while (entries.length < shown && view.room > 0) entries[entries.length] = inspected(view, items[entries.length], depth);
  view.indent -= 2;
  if (length > entries.length) entries[entries.length] = moreItems(length - entries.length);
  return entries;
};

const mapItems = (view, value, depth) => {
  const length = sizeOfMap(value);
  const shown = shownOf(view, length);
  const items = mapEntries(value);
  const entries = [];
  view.indent += 2;
  while (entries.length < shown && view.room > 0) {
    const item = nextOfMap(items).value;
    entries[entries.length] = `${inspected(view, item[0], depth)} => ${inspected(view, item[1], depth)}`;
  }
  view.indent -= 2;
  if (length > entries.length) entries[entries.length] = moreItems(length - entries.length);
  return entries;
};
// Of keys and values in turn.
const pairs = (view, items, depth) => {
  const length = items.length / 2;
  const shown = shownOf(view, length);
  const entries = [];
  view.indent += 2;
  while (entries.length < shown && view.room > 0) {
    const at = entries.length * 2;
    const pair = [inspected(view, items[at], depth), inspected(view, items[at + 1], depth)];
    entries[entries.length] = laidOut(view, pair, "", "[", "]", true, depth);
  }
  view.indent -= 2;
  if (length > entries.length) entries[entries.length] = moreItems(length - entries.length);
  return entries;
};

const contents = (view, value) => {
  let bytes;
  try { bytes = new ByteArray(value); } catch { return view.paint("(detached)", "special"); }
  const length = typedArrayLength(bytes);
  const shown = shownOf(view, length);
  let text = "";
  for (let index = 0; index < shown; index++) {
    text += (index ? " " : "") + hexDigitLower[bytes[index] >> 4] + hexDigitLower[bytes[index] & 15];
  }
  if (length > shown) text += ` ... ${plural(length - shown, "more byte")}`;
  view.room -= text.length;
  return `${view.paint("[Uint8Contents]", "special")}: <${text}>`;
};
const hexDigitLower = Text.toLowerCase(hexDigit);

// MARK: Layout

// Entries on one line where they fit and are not deep, else one a line; many short ones of a list in columns.
const laidOut = (view, entries, base, open, close, isList, depth, value) => {
  const head = base === "" ? "" : `${base} `;
  if (view.compact === true) {
    const before = base === "" ? "" : ` ${base}`;
    if (fits(view, entries, 0, base)) return `${open}${before} ${joined(entries, ", ")} ${close}`;
    const line = `\n${spaces(view.indent)}  `;
    return `${open}${base === "" && open.length === 1 ? " " : before + line}${joined(entries, `,${line}`)} ${close}`;
  }
  let lines = entries;
  if (typeof view.compact === "number" && view.compact >= 1) {
    if (isList && entries.length > 6) lines = inColumns(view, entries, value);
    if (view.deepest - depth < view.compact && lines === entries) {
      const start = entries.length + view.indent + open.length + base.length + 10;
      if (fits(view, entries, start, base)) {
        const text = joined(entries, ", ");
        if (!Text.includes(text, "\n")) return `${head}${open} ${text} ${close}`;
      }
    }
  }
  const line = `\n${spaces(view.indent)}`;
  return `${head}${open}${line}  ${joined(lines, `,${line}  `)}${line}${close}`;
};

const fits = (view, entries, start, base) => {
  let length = entries.length + start;
  if (length + entries.length > view.breakLength) return false;
  for (let index = 0; index < entries.length; index++) {
    length += view.colors ? plain(entries[index]).length : entries[index].length;
    if (length > view.breakLength) return false;
  }
  return base === "" || !Text.includes(base, "\n");
};

// The number of columns is Node's: what makes the block about as high as wide, for letters 2.5 times as high as wide.
const inColumns = (view, entries, value) => {
  const last = entries[entries.length - 1];
  const hasRest = Text.startsWith(last, "... ") && entries.length > 1 && view.maxArrayLength < entries.length;
  const count = hasRest ? entries.length - 1 : entries.length;
  const gap = 2;
  const widths = [];
  let total = 0, longest = 0;
  for (let index = 0; index < count; index++) {
    widths[index] = widthOf(entries[index]);
    total += widths[index] + gap;
    longest = max(longest, widths[index]);
  }
  const cell = longest + gap;
  if (cell * 3 + view.indent >= view.breakLength || (total / cell <= 5 && longest > 6)) return entries;
  const bias = sqrt(cell - total / entries.length);
  const biased = max(cell - 3 - bias, 1);
  const columns = min(
    round(sqrt(2.5 * biased * count) / biased), floor((view.breakLength - view.indent) / cell), view.compact * 4, 15);
  if (columns <= 1) return entries;
  const columnWidths = [];
  for (let column = 0; column < columns; column++) {
    let width = 0;
    for (let index = column; index < count; index += columns) width = max(width, widths[index]);
    columnWidths[column] = width + gap;
  }
  const alignsRight = value !== undefined && isOfNumbers(value, entries.length);
  const lines = [];
  for (let start = 0; start < count; start += columns) {
    const end = min(start + columns, count);
    let line = "";
    for (let index = start; index < end; index++) {
      const isLast = index === end - 1;
      const text = isLast ? entries[index] : `${entries[index]}, `;
      const width = columnWidths[index - start] + entries[index].length - widths[index] - (isLast ? gap : 0);
      line += alignsRight ? Text.padStart(text, width) : isLast ? text : Text.padEnd(text, width);
    }
    lines[lines.length] = line;
  }
  if (hasRest) lines[lines.length] = last;
  return lines;
};
const isOfNumbers = (value, count) => {
  for (let index = 0; index < count; index++) {
    const item = ownValue(value, index);
    if (typeof item !== "number" && typeof item !== "bigint") return false;
  }
  return true;
};

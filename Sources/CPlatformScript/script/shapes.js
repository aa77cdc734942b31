// What can be learned of a value without running any of its code: no getter, no trap of a proxy.

// What native.kindOf gives; the order is that of av_kind.
let lastKind = -1;
const kind = { __proto__: null };
for (const name of [
  "other", "proxy", "function", "asyncFunction", "generatorFunction", "asyncGeneratorFunction", "array", "set", "map",
  "typedArray", "mapIterator", "setIterator", "arguments", "regExp", "date", "error", "arrayBuffer", "sharedArrayBuffer",
  "dataView", "promise", "weakSet", "weakMap", "namespace", "number", "string", "boolean", "bigint", "symbol",
]) kind[name] = ++lastKind;

const isObject = (value) => (typeof value === "object" && value !== null) || typeof value === "function";

// What a proxy stands for in the end; null for a revoked one.
const unwrapped = (value) => {
  while (isObject(value) && native.kindOf(value) === kind.proxy) value = native.details(value)[0];
  return value;
};

const prototypeOf = (object) => {
  const prototype = getPrototypeOf(object);
  return prototype === null || prototype === ObjectPrototype || prototype === FunctionPrototype ? prototype : unwrapped(prototype);
};

const inheritsFrom = (object, ancestor) => {
  for (let next = prototypeOf(object), steps = 0; next !== null && steps < 1000; next = prototypeOf(next), steps++) {
    if (next === ancestor) return true;
  }
  return false;
};

// A property's value as a read would give it, with its getter run; undefined where that throws.
const propertyOf = (object, key) => {
  try {
    for (let holder = object, steps = 0; holder !== null && steps < 1000; holder = prototypeOf(holder), steps++) {
      const property = getOwnPropertyDescriptor(holder, key);
      if (property === undefined) continue;
      if (hasOwn(property, "value")) return property.value;
      return property.get === undefined ? undefined : apply(property.get, object, []);
    }
  } catch {
    // A getter of the game's, or a module's binding before its time.
  }
  return undefined;
};
const hasProperty = (object, key) => {
  for (let holder = object, steps = 0; holder !== null && steps < 1000; holder = prototypeOf(holder), steps++) {
    if (hasOwn(holder, key)) return true;
  }
  return false;
};
// Its own value if that is a plain property.
const ownValue = (object, key) => {
  const property = getOwnPropertyDescriptor(object, key);
  return property !== undefined && hasOwn(property, "value") ? property.value : undefined;
};
const nameOf = (callee) => {
  const name = propertyOf(callee, "name");
  return typeof name === "string" ? name : "";
};

const isErrorLike = (value) => isObject(value) && (native.kindOf(value) === kind.error || inheritsFrom(value, ErrorPrototype));

// Own keys that are shown: the enumerable ones, texts before symbols.
const shownKeys = (object, all) => {
  let keys;
  try {
    keys = all ? getOwnPropertyNames(object) : enumerableNames(object);
  } catch {
    keys = getOwnPropertyNames(object);  // of a module that has not been evaluated yet
  }
  const symbols = getOwnPropertySymbols(object);
  for (let index = 0; index < symbols.length; index++) {
    if (all || isEnumerable(object, symbols[index])) keys[keys.length] = symbols[index];
  }
  return keys;
};

const builtInNames = new Set(Object.getOwnPropertyNames(globalThis).filter((name) => /^[A-Z][a-zA-Z0-9]+$/.test(name)));
const isBuiltInName = uncurried(Set.prototype.has).bind(undefined, builtInNames);

// Control characters, quotes, backslashes, halves of pairs.
const mayNeedEscape = /[\x00-\x1f\x27\x5c\x7f-\x9f\ud800-\udfff]/;
const shortEscapes = { __proto__: null, 8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 39: "\\'", 92: "\\\\" };
const hexDigit = "0123456789ABCDEF";

const escaped = (text, keepsQuote) => {
  if (matched(mayNeedEscape, text) === null) return text;
  let result = "", done = 0;
  for (let index = 0; index < text.length; index++) {
    const code = Text.codeAt(text, index);
    let escape;
    if (code < 32 || code === 92 || (code === 39 && !keepsQuote) || (code > 126 && code < 160)) {
      escape = shortEscapes[code] ?? `\\x${hexDigit[code >> 4]}${hexDigit[code & 15]}`;
    } else if (code >= 0xd800 && code <= 0xdfff) {
      const next = index + 1 < text.length ? Text.codeAt(text, index + 1) : 0;
      if (code <= 0xdbff && next >= 0xdc00 && next <= 0xdfff) {
        index += 1;
        continue;
      }
      escape = `\\u${Numeric.toString(code, 16)}`;
    } else {
      continue;
    }
    result += Text.slice(text, done, index) + escape;
    done = index + 1;
  }
  return done === 0 ? text : result + Text.slice(text, done);
};

// In single quotes, unless others save an escape.
const quoted = (text) => {
  if (Text.includes(text, "'")) {
    if (!Text.includes(text, '"')) return `"${escaped(text, true)}"`;
    if (!Text.includes(text, "`") && !Text.includes(text, "${")) return `\`${escaped(text, true)}\``;
  }
  return `'${escaped(text, false)}'`;
};

// How many columns of a terminal a text takes. Colours take none.
const colourCode = /\u001b\[\d+m/;
const plain = (text) => {
  if (!Text.includes(text, "\u001b")) return text;
  let result = "", rest = text;
  for (let found = matched(colourCode, rest); found !== null; found = matched(colourCode, rest)) {
    result += Text.slice(rest, 0, found.index);
    rest = Text.slice(rest, found.index + found[0].length);
  }
  return result + rest;
};
// Pairs of first and last code points, from Unicode's East Asian Width (W and F) and its emoji.
const wide = [
  0x1100, 0x115f, 0x231a, 0x231b, 0x2329, 0x232a, 0x23e9, 0x23ec, 0x23f0, 0x23f0, 0x23f3, 0x23f3, 0x25fd, 0x25fe, 0x2614, 0x2615,
  0x2648, 0x2653, 0x267f, 0x267f, 0x2693, 0x2693, 0x26a1, 0x26a1, 0x26aa, 0x26ab, 0x26bd, 0x26be, 0x26c4, 0x26c5, 0x26ce, 0x26ce,
  0x26d4, 0x26d4, 0x26ea, 0x26ea, 0x26f2, 0x26f3, 0x26f5, 0x26f5, 0x26fa, 0x26fa, 0x26fd, 0x26fd, 0x2705, 0x2705, 0x270a, 0x270b,
  0x2728, 0x2728, 0x274c, 0x274c, 0x274e, 0x274e, 0x2753, 0x2755, 0x2757, 0x2757, 0x2795, 0x2797, 0x27b0, 0x27b0, 0x27bf, 0x27bf,
  0x2b1b, 0x2b1c, 0x2b50, 0x2b50, 0x2b55, 0x2b55, 0x2e80, 0x303e, 0x3041, 0x3247, 0x3250, 0x4dbf, 0x4e00, 0xa4c6, 0xa960, 0xa97c,
  0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe10, 0xfe19, 0xfe30, 0xfe6b, 0xff01, 0xff60, 0xffe0, 0xffe6, 0x16fe0, 0x18aff, 0x1b000, 0x1b2fb,
  0x1f004, 0x1f004, 0x1f0cf, 0x1f0cf, 0x1f18e, 0x1f18e, 0x1f191, 0x1f19a, 0x1f1e6, 0x1f265, 0x1f300, 0x1f64f, 0x1f680, 0x1f6ff,
  0x1f7e0, 0x1f7eb, 0x1f90c, 0x1f9ff, 0x1fa70, 0x1faff, 0x20000, 0x3fffd,
];
const isWide = (point) => {
  if (point < wide[0]) return false;
  for (let index = 0; index < wide.length; index += 2) if (point <= wide[index + 1]) return point >= wide[index];
  return false;
};
const isInvisible = (point) =>
  point <= 0x1f || (point >= 0x7f && point <= 0x9f) || (point >= 0x300 && point <= 0x36f) || (point >= 0x200b && point <= 0x200f) || (point >= 0x2028 && point <= 0x202e) ||
  (point >= 0x20d0 && point <= 0x20ff) || (point >= 0xfe00 && point <= 0xfe0f) || (point >= 0xfe20 && point <= 0xfe2f) ||
  (point >= 0x1f3fb && point <= 0x1f3ff) || (point >= 0xe0100 && point <= 0xe01ef);
const isPlainASCII = /^[\x20-\x7e]*$/;
const widthOf = (coloured) => {
  const text = plain(coloured);
  if (matched(isPlainASCII, text) !== null) return text.length;
  const composed = Text.normalize(text, "NFC");
  let width = 0;
  for (let index = 0; index < composed.length; index++) {
    const point = Text.pointAt(composed, index);
    if (point > 0xffff) index += 1;
    if (!isInvisible(point)) width += isWide(point) ? 2 : 1;
  }
  return width;
};

// Errors: the stack with its frames, what an error was caused by, and the texts of stacks themselves.

const stringOr = (value, otherwise) => {
  try { return `${value}`; } catch { return otherwise; }
};

// `error.stack`, or what stands in for it.
const stackOf = (error) => {
  const stack = propertyOf(error, "stack");
  if (stack !== undefined && stack !== null && stack !== "") return stringOr(stack, "Error");
  return headlineOf(error);
};

// What `Error.prototype.toString` gives.
const headlineOf = (error) => {
  const name = propertyOf(error, "name"), message = propertyOf(error, "message");
  const head = name === undefined ? "Error" : stringOr(name, "Error"), tail = message === undefined ? "" : stringOr(message, "");
  return head === "" ? tail : tail === "" ? head : `${head}: ${tail}`;
};

const inStack = ["name", "message", "stack"];
const firstFrame = (stack, from) => Text.indexOf(stack, "\n    at ", from);

const errorBase = (view, error, className, tag, keys) => {
  const given = propertyOf(error, "name");
  const name = given === undefined || given === null ? "Error" : stringOr(given, "Error");
  const message = propertyOf(error, "message");
  let stack = stackOf(error);
  // What the stack says already is not said again.
  if (!view.showHidden) {
    for (let which = 0; which < inStack.length; which++) {
      const key = inStack[which];
      const index = indexIn(keys, key);
      const value = index < 0 ? "" : propertyOf(error, key);
      if (index >= 0 && typeof value !== "symbol" && Text.includes(stack, stringOr(value, "\0"))) removeAt(keys, index, 1);
    }
  }
  if (hasProperty(error, "cause") && indexIn(keys, "cause") < 0) keys[keys.length] = "cause";
  if (isArray(propertyOf(error, "errors")) && indexIn(keys, "errors") < 0) keys[keys.length] = "errors";
  if (stack.length > view.room) stack = Text.slice(stack, 0, max(view.room, 0)) + "...";
  view.room -= stack.length;
  stack = withClassName(stack, className, name, tag);
  const at = typeof message === "string" && message !== "" ? Text.indexOf(stack, message) : -1;
  const frames = firstFrame(stack, at < 0 ? 0 : at + message.length);
  if (frames < 0) {
    stack = `[${stack}]`;
  } else {
    stack = Text.slice(stack, 0, frames) + "\n" + joined(framesBeside(view, error, Text.slice(stack, frames + 1)), "\n");
  }
  return view.indent === 0 ? stack : replaced(stack, "\n", `\n${spaces(view.indent)}`);
};

// Puts the class into the first line where the error's `name` says less.
const withClassName = (stack, className, name, tag) => {
  let length = name.length;
  const isRegular = Text.endsWith(name, "Error") && Text.startsWith(stack, name) &&
    (stack.length === length || stack[length] === ":" || stack[length] === "\n");
  if (className !== null && !isRegular) return stack;
  let fallback = "Error";
  if (className === null) {
    const start = matched(/^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n {4}at)/, stack) ?? matched(/^([a-z_A-Z0-9-]*Error)$/, stack);
    fallback = start === null ? "" : start[1];
    length = fallback.length;
    if (fallback === "") fallback = "Error";
  }
  const prefix = Text.slice(prefixOf(className, tag, fallback), 0, -1);
  if (name === prefix) return stack;
  const rest = Text.slice(stack, length);
  if (!Text.includes(prefix, name)) return `${prefix} [${name}]${rest}`;
  return length === 0 ? `${prefix}: ${stack}` : prefix + rest;
};

// The lines of frames; those that the cause has too are left to it.
const framesBeside = (view, error, text) => {
  const lines = splitLines(text);
  const cause = propertyOf(error, "cause");
  if (!isErrorLike(cause)) return lines;
  const causeStack = stackOf(cause);
  const start = firstFrame(causeStack, 0);
  if (start < 0) return lines;
  const others = splitLines(Text.slice(causeStack, start + 1));
  for (let index = 0; index < lines.length - 3; index++) {
    const at = indexIn(others, lines[index]);
    if (at < 0) continue;
    let same = 1;
    while (index + same < lines.length && at + same < others.length && lines[index + same] === others[at + same]) same += 1;
    if (same <= 3) continue;
    lines[index + 1] = view.paint(`    ... ${same - 2} lines matching cause stack trace ...`, "undefined");
    removeAt(lines, index + 2, same - 3);
    break;
  }
  return lines;
};

// MARK: error.stack

// What V8 asks for when the stack of an error is read for the first time: its places are those of the TypeScript, and
// frames of the library and of helpers that a compiler put in are left out.
const prepareStack = (error, sites) => {
  const custom = ownValue(ErrorFunction, "prepareStackTrace");
  if (typeof custom === "function") return apply(custom, ErrorFunction, [error, sites]);
  let text = headlineOf(error);
  const frames = [];
  for (let index = 0; index < sites.length; index++) {
    const line = frameText(sites[index], frames);
    if (line !== "") text += `\n    at ${line}`;
  }
  knownFrames ??= new WeakMapFunction();
  weakSet(knownFrames, error, frames);
  return text;
};

// The frames of errors whose stack has been read. Made late: a snapshot cannot hold it.
let knownFrames;

// Of an error, four values for each frame: what V8 calls the function (`Player.die`, `new Foo`, `async load`; `async` alone at the
// top level), URL, line and column of the code that runs. undefined where the stack is not this script's.
const framesOf = (error) => {
  propertyOf(error, "stack");
  return knownFrames === undefined ? undefined : weakGet(knownFrames, error);
};

let Site;
const frameText = (site, frames) => {
  if (Site === undefined) {
    const { toString, getScriptNameOrSourceURL, getLineNumber, getColumnNumber } = getPrototypeOf(site);
    Site = {
      __proto__: null, text: uncurried(toString), url: uncurried(getScriptNameOrSourceURL), line: uncurried(getLineNumber),
      column: uncurried(getColumnNumber),
    };
  }
  const url = Site.url(site);
  const text = Site.text(site);
  if (typeof url !== "string") return withEvalPlace(text);
  if (Text.startsWith(url, "arcane:")) return "";
  const line = Site.line(site), column = Site.column(site);
  if (typeof line !== "number" || typeof column !== "number") return text;
  const there = `${url}:${line}:${column}`;
  const end = Text.endsWith(text, `(${there})`) ? there.length + 1 : Text.endsWith(text, there) ? there.length : -1;
  const start = end < 0 ? "" : Text.slice(text, 0, -end);
  const tail = end === there.length ? 1 : 2;
  const length = frames.length;
  frames[length] = Text.slice(start, 0, -tail);
  frames[length + 1] = url;
  frames[length + 2] = line;
  frames[length + 3] = column;
  const place = native.place(url, line, column);
  if (place === undefined || place === "") return place ?? text;
  return end < 0 ? text : start + place + (tail === 2 ? ")" : "");
};

// Code that was evaluated from a text: `f (eval at g (file:///game.js:5:3), <anonymous>:1:7)`. Its own place counts in that text;
// that of the call that evaluated it, the innermost where calls of eval are nested, is one of a file.
const withEvalPlace = (text) => {
  const origin = matched(/\((file:\/\/.*?):(\d+):(\d+)\)/, text);
  if (origin === null) return text;
  const place = native.place(origin[1], +origin[2], +origin[3]);
  if (place === undefined || place === "") return text;
  return replaced(text, origin[0], `(${place})`);
};

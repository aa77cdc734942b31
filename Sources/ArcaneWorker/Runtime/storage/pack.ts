// Values as a save file holds them: JSON where JSON can say it, and tagged objects for what it cannot. Whatever would come
// back as something else is refused, with its path.
//
// A tagged object has the key `$`, which names its kind. An object of the game's own with such a key is tagged as well, so
// that no tag is ever taken for data, nor data for a tag.

import { define, MAX_DEPTH, TAG, type View, viewConstructors } from "./tags.ts";

/** Data as JSON can hold it. */
export interface PackedValue {
  /** Whether it has tagged objects in it. */
  tagged: boolean;
  json: unknown;
}

/** Characters of a path in a message. */
const MAX_PATH = 200;

type Kind =
  | "array"
  | "object"
  | "bare" // without a prototype
  | "map"
  | "set"
  | "date"
  | "regexp"
  | "buffer"
  | "view";

/** Of longer typed arrays only properties that are named by symbols are found: to list what they have takes seconds. */
const LONG = 100_000;

/** Makes JSON of a value. Throws a TypeError with the path of what would not come back as it is. */
export function packValue(value: unknown): PackedValue {
  const packer = new Packer();
  packer.scan(value);
  return { tagged: packer.tagged, json: packer.pack(value) };
}

/** A step from a value to one inside of it: an index, a name, or words for what has neither. */
type Step = number | string | { words: string };

class Packer {
  tagged = false;
  /** How often each object occurs. */
  readonly #occurrences = new Map<object, number>();
  /** Numbers of the objects that occur more than once and have been packed. */
  readonly #ids = new Map<object, number>();
  /** Represents objects that define how they are saved. */
  readonly #standIns = new Map<unknown, unknown>();
  /** The way to what is looked at. */
  readonly #path: Step[] = [];

  /** Looks whether everything can be saved. */
  scan(given: unknown): void {
    const value = this.#representative(given);
    switch (typeof value) {
      case "undefined":
      case "bigint":
        this.tagged = true;
        return;
      case "number":
        if (!Number.isFinite(value) || Object.is(value, -0)) this.tagged = true;
        return;
      case "function":
        return this.#refuse("is a function");
      case "symbol":
        return this.#refuse("is a symbol");
      case "object":
        if (value !== null) this.#scanObject(value);
        return;
      default:
        return;
    }
  }

  /** What is saved in place of a value: another one if it says so itself. */
  #representative(given: unknown): unknown {
    let value = given;
    const passed = new Set<unknown>();
    while (typeof value === "object" && value !== null) {
      if (this.#standIns.has(value)) {
        value = this.#standIns.get(value);
        break;
      }
      const kind = kindOf(value);
      if (kind !== undefined && kind !== "object") break;
      const { toJSON } = value as { toJSON?: unknown };
      // A class that extends Date has that of Date, and is no date of ours all the same.
      if (typeof toJSON !== "function" || toJSON === Date.prototype.toJSON) break;
      passed.add(value);
      value = toJSON.call(value, "");
      if (passed.has(value)) this.#refuse("has a toJSON() that gives the object itself");
      if (passed.size > MAX_DEPTH) this.#refuse("has a toJSON() that gives objects with a toJSON() without end");
    }
    for (const object of passed) this.#standIns.set(object, value);
    return value;
  }

  #scanObject(value: object): void {
    const before = this.#occurrences.get(value) ?? 0;
    this.#occurrences.set(value, before + 1);
    if (before > 0) {
      this.tagged = true;
      return;
    }
    if (this.#path.length >= MAX_DEPTH) this.#refuse(`is nested more than ${MAX_DEPTH} levels deep`);
    const kind = kindOf(value);
    if (kind === undefined) this.#refuse(`is ${describe(value)}`);
    if (kind === "buffer" && (value as { resizable?: boolean }).resizable === true) this.#refuse("is a resizable ArrayBuffer");
    if (kind !== "array" && kind !== "object") this.tagged = true;
    this.#checkProperties(value, kind);
    switch (kind) {
      case "array": {
        const list = value as unknown[];
        // Of an array of holes `forEach` asks for each of up to 2^32 indices.
        for (const index of Object.keys(list)) this.#scanChild(Number(index), list[Number(index)]);
        return;
      }
      case "object":
      case "bare":
        for (const [key, child] of Object.entries(value)) this.#scanChild(key, child);
        return;
      case "map":
        for (const [key, child] of value as Map<unknown, unknown>) {
          this.#scanChild({ words: ` (the key ${show(key)})` }, key);
          this.#scanChild({ words: `.get(${show(key)})` }, child);
        }
        return;
      case "set":
        for (const child of value as Set<unknown>) this.#scanChild({ words: ` (the member ${show(child)})` }, child);
        return;
      case "view":
        return this.#scanChild("buffer", (value as View).buffer);
      default:
        return;
    }
  }

  #scanChild(step: Step, child: unknown): void {
    this.#path.push(step);
    this.scan(child);
    this.#path.pop();
  }

  /** JSON knows enumerable values with names; anything else would be lost. */
  #checkProperties(value: object, kind: Kind): void {
    const keys = kind === "view" ? keysBesideElements(value as View) : Reflect.ownKeys(value);
    if (kind === "array") {
      const { length } = value as unknown[];
      // Indices come first, then `length`: nothing else is there, and nothing is missing.
      if (keys.length === length + 1 && (length === 0 || keys[length - 1] === String(length - 1))) return;
      this.tagged = true;
    }
    for (const key of keys) {
      if (kind === "array" && key === "length") continue;
      if (kind === "regexp" && key === "lastIndex") continue;
      const isElement = kind === "array" && typeof key === "string" && /^[0-9]+$/.test(key);
      this.#path.push(typeof key === "symbol" ? { words: `[${String(key)}]` } : isElement ? Number(key) : key);
      if (typeof key === "symbol") this.#refuse("is named by a symbol");
      if (kind !== "object" && kind !== "bare" && !isElement) this.#refuse(`is a property of ${describe(value)}`);
      const property = Reflect.getOwnPropertyDescriptor(value, key);
      if (property?.get !== undefined || property?.set !== undefined) this.#refuse("is an accessor");
      if (property?.enumerable === false) this.#refuse("is not enumerable");
      this.#path.pop();
    }
    if (kind === "object" && Object.hasOwn(value, TAG)) this.tagged = true;
  }

  #refuse(what: string): never {
    let path = "";
    for (const step of this.#path) {
      if (typeof step === "number") path += `[${step}]`;
      else if (typeof step === "object") path += step.words;
      else if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(step)) path += `[${JSON.stringify(step)}]`;
      else path += path === "" ? step : `.${step}`;
    }
    // What does not begin with a name of the game's own begins with ours.
    if (/^[^\p{L}_$]/u.test(path)) path = `The value${path}`;
    if (path.length > MAX_PATH) path = `${path.slice(0, MAX_PATH / 2)} … ${path.slice(-MAX_PATH / 2)}`;
    throw new TypeError(`${path === "" ? "The value itself" : path} ${what}, which cannot be saved.`);
  }

  pack(given: unknown): unknown {
    const value = this.#standIns.has(given) ? this.#standIns.get(given) : given;
    switch (typeof value) {
      case "undefined":
        return { [TAG]: "undefined" };
      case "bigint":
        return { [TAG]: "BigInt", value: String(value) };
      case "number":
        if (Object.is(value, -0)) return { [TAG]: "-0" };
        return Number.isFinite(value) ? value : { [TAG]: String(value) };
      case "object":
        return value === null ? null : this.#packObject(value);
      default:
        return value;
    }
  }

  #packObject(value: object): unknown {
    if ((this.#occurrences.get(value) ?? 0) < 2) return this.#packContent(value);
    const known = this.#ids.get(value);
    if (known !== undefined) return { [TAG]: "Same", id: known };
    const id = this.#ids.size + 1;
    this.#ids.set(value, id);
    return { [TAG]: "Shared", id, value: this.#packContent(value) };
  }

  #packContent(value: object): unknown {
    switch (kindOf(value)) {
      case "array": {
        const list = value as unknown[];
        const keys = Object.keys(list);
        if (keys.length === list.length) return list.map((child) => this.pack(child));
        return { [TAG]: "Array", length: list.length, items: keys.map((key) => [Number(key), this.pack(list[Number(key)])]) };
      }
      case "object": {
        const members = this.#members(value);
        return Object.hasOwn(value, TAG) ? { [TAG]: "Object", value: members } : members;
      }
      case "bare":
        return { [TAG]: "BareObject", value: this.#members(value) };
      case "map":
        return { [TAG]: "Map", items: [...value as Map<unknown, unknown>].map(([key, child]) => [this.pack(key), this.pack(child)]) };
      case "set":
        return { [TAG]: "Set", items: [...value as Set<unknown>].map((child) => this.pack(child)) };
      case "date": {
        const time = (value as Date).getTime();
        return { [TAG]: "Date", time: Number.isNaN(time) ? null : time };
      }
      case "regexp": {
        const { source, flags, lastIndex } = value as RegExp;
        return { [TAG]: "RegExp", source, flags, lastIndex };
      }
      case "buffer":
        return { [TAG]: "ArrayBuffer", base64: toBase64(new Uint8Array(value as ArrayBuffer)) };
      case "view": {
        const view = value as View;
        const length = "length" in view ? view.length : view.byteLength;
        return { [TAG]: viewName(value), buffer: this.pack(view.buffer), offset: view.byteOffset, length };
      }
      default:
        return null; // the scan has refused it
    }
  }

  #members(value: object): Record<string, unknown> {
    const members: Record<string, unknown> = {};
    for (const [key, child] of Object.entries(value)) define(members, key, this.pack(child));
    return members;
  }
}

/** What it is saved as. An object can have the prototype of another kind; it would come back as that. */
function kindOf(value: object): Kind | undefined {
  const kind = kindByPrototype(value);
  return kind !== undefined && hasContentOf(kind, value) ? kind : undefined;
}

function hasContentOf(kind: Kind, value: object): boolean {
  if (kind === "object" || kind === "bare") {
    return !/^\[object (Date|RegExp|Error|Boolean|Number|String)\]$/.test(Object.prototype.toString.call(value));
  }
  try {
    // Each throws for an object of another kind.
    if (kind === "map") Map.prototype.has.call(value as Map<unknown, unknown>, 0);
    if (kind === "set") Set.prototype.has.call(value as Set<unknown>, 0);
    if (kind === "date") Date.prototype.getTime.call(value);
    if (kind === "regexp") void (value as RegExp).source;
    if (kind === "buffer") void (value as ArrayBuffer).byteLength;
    return true;
  } catch {
    return false;
  }
}

function kindByPrototype(value: object): Kind | undefined {
  if (Array.isArray(value)) return Object.getPrototypeOf(value) === Array.prototype ? "array" : undefined;
  switch (Object.getPrototypeOf(value)) {
    case Object.prototype:
      return "object";
    case null:
      return "bare";
    case Map.prototype:
      return "map";
    case Set.prototype:
      return "set";
    case Date.prototype:
      return "date";
    case RegExp.prototype:
      return "regexp";
    case ArrayBuffer.prototype:
      return "buffer";
    default:
      return ArrayBuffer.isView(value) && viewName(value) !== undefined ? "view" : undefined;
  }
}

/** The elements of a typed array are its first keys. */
function keysBesideElements(view: View & object): PropertyKey[] {
  // Not the property of a game that has one of this name.
  const length: unknown = Reflect.get(Object.getPrototypeOf(view) as object, "length", view);
  if (typeof length === "number" && length > LONG) return Object.getOwnPropertySymbols(view);
  return Reflect.ownKeys(view).slice(typeof length === "number" ? length : 0);
}

function viewName(value: object): string | undefined {
  const prototype: unknown = Object.getPrototypeOf(value);
  return Object.entries(viewConstructors()).find(([, constructor]) => constructor.prototype === prototype)?.[0];
}

/** A value in a message, in one line. */
export function show(key: unknown): string {
  if (typeof key === "string") return JSON.stringify(key);
  return typeof key === "object" && key !== null ? describe(key) : String(key);
}

function describe(value: object): string {
  const { constructor } = value as { constructor?: unknown };
  const name = typeof constructor === "function" ? constructor.name : "";
  if (name === "") return "an object of an unnamed class";
  // A Uint8Array, a Unit and a User sound like "you".
  return `${/^([AEIO]|U(?!int|ni|se|RL))/i.test(name) ? "an" : "a"} ${name}`;
}

/** Bytes that one call turns into text: a multiple of three, so that the texts can be put together. */
const CHUNK = 3 * 2048;

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += CHUNK) text += btoa(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  return text;
}

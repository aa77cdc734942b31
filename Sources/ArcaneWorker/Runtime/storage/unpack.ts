// The way back from what pack.ts makes. The file may be anybody's: what does not fit is an error, never a guess.

import { define, MAX_DEPTH, TAG, viewConstructors } from "./tags.ts";

/** The value that JSON was made of. Throws if the JSON is not what `packValue` makes. */
export function unpackValue(json: unknown): unknown {
  return new Unpacker().unpack(json, 0);
}

type Json = Record<string, unknown>;

class Unpacker {
  readonly #shared = new Map<unknown, unknown>();

  unpack(json: unknown, depth: number): unknown {
    if (typeof json !== "object" || json === null) return json;
    if (depth > 2 * MAX_DEPTH) throw new Error("it is nested too deep");
    if (Array.isArray(json)) return this.#fill([], json, depth);
    if (!Object.hasOwn(json, TAG)) return this.#fillObject({}, json as Json, depth);
    return this.#tagged(json as Json, depth);
  }

  #tagged(json: Json, depth: number): unknown {
    const tag = json[TAG];
    if (tag === "Same") {
      if (!this.#shared.has(json["id"])) throw new Error(`there is no shared object ${String(json["id"])}`);
      return this.#shared.get(json["id"]);
    }
    if (tag !== "Shared") return this.#content(json, depth, undefined);
    const inner = json["value"];
    if (typeof inner !== "object" || inner === null) throw new Error("a shared value is no object");
    const { id } = json;
    const note = (made: object): void => void this.#shared.set(id, made);
    if (Array.isArray(inner)) {
      const list: unknown[] = [];
      note(list);
      return this.#fill(list, inner, depth + 1);
    }
    if (!Object.hasOwn(inner, TAG)) {
      const object = {};
      note(object);
      return this.#fillObject(object, inner as Json, depth + 1);
    }
    return this.#content(inner as Json, depth + 1, note);
  }

  /** @param note Is told of the object before what is in it is made, since that may name it. */
  #content(json: Json, depth: number, note: ((made: object) => void) | undefined): unknown {
    const noted = <T extends object>(made: T): T => {
      note?.(made);
      return made;
    };
    switch (json[TAG]) {
      case "undefined":
        return undefined;
      case "NaN":
        return NaN;
      case "Infinity":
        return Infinity;
      case "-Infinity":
        return -Infinity;
      case "-0":
        return -0;
      case "BigInt":
        return BigInt(text(json["value"]));
      case "Array": {
        const list = noted<unknown[]>([]);
        list.length = number(json["length"]);
        for (const item of items(json)) {
          const [index, value] = items({ items: item });
          list[number(index)] = this.unpack(value, depth + 1);
        }
        return list;
      }
      case "Object":
        return this.#fillObject(noted({}), members(json), depth);
      case "BareObject":
        return this.#fillObject(noted(Object.create(null) as object), members(json), depth);
      case "Map": {
        const map = noted(new Map());
        for (const item of items(json)) {
          const [key, value] = items({ items: item });
          map.set(this.unpack(key, depth + 1), this.unpack(value, depth + 1));
        }
        return map;
      }
      case "Set": {
        const set = noted(new Set());
        for (const item of items(json)) set.add(this.unpack(item, depth + 1));
        return set;
      }
      case "Date":
        return noted(new Date(json["time"] === null ? NaN : number(json["time"])));
      case "RegExp": {
        const expression = noted(new RegExp(text(json["source"]), text(json["flags"])));
        expression.lastIndex = number(json["lastIndex"]);
        return expression;
      }
      case "ArrayBuffer":
        return noted(fromBase64(text(json["base64"])));
      default: {
        const constructor = viewConstructors()[String(json[TAG])];
        if (constructor === undefined) throw new Error(`it holds a ${String(json[TAG])}, which is not known`);
        const buffer = this.unpack(json["buffer"], depth + 1);
        if (!(buffer instanceof ArrayBuffer)) throw new Error(`a ${String(json[TAG])} has no buffer`);
        return noted(new constructor(buffer, number(json["offset"]), number(json["length"])));
      }
    }
  }

  #fill(list: unknown[], json: readonly unknown[], depth: number): unknown[] {
    for (const item of json) list.push(this.unpack(item, depth + 1));
    return list;
  }

  #fillObject(object: object, json: Json, depth: number): object {
    for (const [key, value] of Object.entries(json)) define(object, key, this.unpack(value, depth + 1));
    return object;
  }
}

function text(json: unknown): string {
  if (typeof json !== "string") throw new Error("a text is missing");
  return json;
}

function number(json: unknown): number {
  if (typeof json !== "number") throw new Error("a number is missing");
  return json;
}

function items(json: { items?: unknown }): unknown[] {
  if (!Array.isArray(json.items)) throw new Error("a list is missing");
  return json.items;
}

function members(json: Json): Json {
  const { value } = json;
  if (typeof value !== "object" || value === null) throw new Error("an object is missing");
  return value as Json;
}

function fromBase64(text: string): ArrayBuffer {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0)).buffer as ArrayBuffer;
}

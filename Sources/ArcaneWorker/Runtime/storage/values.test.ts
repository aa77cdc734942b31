import { afterEach, assert, beforeEach, createTestEngine, describe, it, type TestEngine } from "../testing/index.ts";
import { loadGame, saveGame } from "./index.ts";

/** What loading gives after saving. */
function roundTrip<T>(data: T): T {
  saveGame("slot", data);
  const result = loadGame<T>("slot");
  if (!result.ok) throw new Error(result.message);
  return result.data;
}

function refusal(data: unknown): string {
  try {
    saveGame("slot", data);
  } catch (error) {
    assert.ok(error instanceof TypeError);
    return (error as Error).message;
  }
  return "saved";
}

class Hero {
  name = "Ada";
}

class Point {
  constructor(readonly x: number, readonly y: number) {}
  toJSON(): unknown {
    return [this.x, this.y];
  }
}

describe("saved values", () => {
  let engine: TestEngine;
  beforeEach(() => {
    engine = createTestEngine();
  });
  afterEach(() => engine.dispose());

  it("are plain JSON where that says it all, as older versions wrote it", () => {
    const data = { level: 3, items: ["key", null, true, 1.5, { deep: [[]] }], "odd name": "", text: "\u2028ß😀" };
    assert.deepEqual(roundTrip(data), data);
    assert.deepEqual(JSON.parse(engine.files.get("slot")!), { arcaneSave: 1, version: 1, data });
    engine.files.set("slot", '{"arcaneSave":1,"version":1,"data":{"$":"NaN","list":[{"$":"Map"}]}}');
    assert.deepEqual(loadGame("slot"), { ok: true, data: { $: "NaN", list: [{ $: "Map" }] } });
  });

  it("keep numbers that JSON has not, undefined, and big integers", () => {
    const data = { list: [NaN, Infinity, -Infinity, -0, 0, undefined, 12345678901234567890n], missing: undefined };
    const back = roundTrip(data);
    assert.ok(data.list.every((value, index) => Object.is(value, back.list[index]) || value === back.list[index]));
    assert.ok(Object.is(back.list[3], -0) && !Object.is(back.list[4], -0));
    assert.ok("missing" in back && back.missing === undefined);
    for (const value of [NaN, -0, undefined, 5n, null, "", false]) assert.ok(Object.is(roundTrip(value), value), String(value));
  });

  it("keep maps, sets, dates, regular expressions and bytes, in one another and in order", () => {
    const data = {
      map: new Map<unknown, unknown>([["b", new Set([1, new Map([[NaN, -0]])])], [{ key: 1 }, new Date(12345)], [2, /a\/b/giu]]),
      never: new Date(NaN),
      bytes: new Uint8Array([0, 1, 128, 255, 7]),
      floats: new Float32Array([NaN, -0, 1.5]),
      big: new BigUint64Array([2n ** 63n]),
      empty: new ArrayBuffer(0),
    };
    data.map.set("last", 1);
    const back = roundTrip(data);
    assert.deepEqual([...back.map.keys()].map(String), ["b", "[object Object]", "2", "last"]);
    const set = [...(back.map.get("b") as Set<unknown>)];
    assert.ok(set[0] === 1 && Object.is((set[1] as Map<unknown, unknown>).get(NaN), -0));
    const [, date, expression] = [...back.map.values()] as [unknown, Date, RegExp];
    assert.ok(date instanceof Date && date.getTime() === 12345);
    assert.equal(String(expression), "/a\\/b/giu");
    assert.ok(Number.isNaN(back.never.getTime()));
    assert.deepEqual([...back.bytes], [0, 1, 128, 255, 7]);
    assert.ok(back.floats instanceof Float32Array && Number.isNaN(back.floats[0]!) && Object.is(back.floats[1], -0));
    assert.equal(back.big[0], 2n ** 63n);
    assert.equal(back.empty.byteLength, 0);
  });

  it("keep a large array of bytes", () => {
    const bytes = Uint8Array.from({ length: 100_001 }, (_, index) => index * 7);
    const back = roundTrip(bytes);
    assert.ok(back.length === bytes.length && back.every((byte, index) => byte === bytes[index]));
  });

  it("keep what is one object as one, also in cycles and across views of the same bytes", () => {
    const shared = { hp: 3 };
    const buffer = new ArrayBuffer(8);
    const data: Record<string, unknown> = {
      a: shared, b: [shared, shared], view: new Uint8Array(buffer, 2, 3), words: new DataView(buffer), map: new Map([[shared, shared]]),
    };
    data["self"] = data;
    (data["b"] as unknown[]).push(data["b"]);
    const back = roundTrip(data) as Record<string, unknown> & { b: unknown[]; view: Uint8Array; words: DataView };
    assert.ok(back["self"] === back && back.b[0] === back["a"] && back.b[1] === back["a"] && back.b[2] === back.b);
    assert.ok((back["map"] as Map<unknown, unknown>).get(back["a"]) === back["a"]);
    back.view[0] = 9;
    assert.equal(back.words.getUint8(2), 9);
    assert.equal(back.view.length, 3);
  });

  it("keep holes, objects without a prototype, names that look like tags, and __proto__", () => {
    // deno-lint-ignore no-sparse-arrays
    const back = roundTrip({ holes: [1, , 3, ,] as unknown[], bare: Object.assign(Object.create(null), { x: NaN }), $: { $: "NaN" } });
    assert.equal(back.holes.length, 4);
    const sparse: unknown[] = [1];
    sparse.length = 4e9;
    assert.equal(roundTrip({ sparse }).sparse.length, 4e9);
    assert.ok(!(1 in back.holes) && !(3 in back.holes) && back.holes[2] === 3);
    assert.equal(Object.getPrototypeOf(back.bare), null);
    assert.deepEqual(back.$, { $: "NaN" });
    const odd = JSON.parse('{"__proto__":{"x":1}}') as object;
    const oddBack = roundTrip({ odd, nan: NaN }).odd;
    assert.ok(Object.hasOwn(oddBack, "__proto__") && Object.getPrototypeOf(oddBack) === Object.prototype);
  });

  it("that would come back as something else are refused with their path", () => {
    const use = (): void => {};
    const items = [{}, {}, {}, { onUse: use }];
    assert.equal(refusal({ player: { items } }), "player.items[3].onUse is a function, which cannot be saved.");
    assert.equal(refusal({ party: [new Hero()] }), "party[0] is a Hero, which cannot be saved.");
    assert.equal(refusal(new Map([["ada", { "my hero": new Hero() }]])), 'The value.get("ada")["my hero"] is a Hero, which cannot be saved.');
    assert.equal(refusal({ tags: new Set([Symbol("red")]) }), "tags (the member Symbol(red)) is a symbol, which cannot be saved.");
    assert.equal(refusal({ [Symbol("secret")]: 1 }), "The value[Symbol(secret)] is named by a symbol, which cannot be saved.");
    assert.equal(refusal({ get hp() { return 1; } }), "hp is an accessor, which cannot be saved.");
    assert.equal(refusal({ list: Object.assign([1], { extra: 2 }) }), "list.extra is a property of an Array, which cannot be saved.");
    assert.equal(refusal({ when: Object.assign(new Date(0), { zone: 1 }) }), "when.zone is a property of a Date, which cannot be saved.");
    assert.equal(refusal({ hidden: Object.defineProperty({}, "x", { value: 1 }) }), "hidden.x is not enumerable, which cannot be saved.");
    assert.equal(refusal(use), "The value itself is a function, which cannot be saved.");
    for (const value of [new Error("no"), Promise.resolve(), new WeakMap(), new Boolean(true), new (class extends Map {})()]) {
      assert.ok(refusal({ value }).startsWith("value is a"), refusal({ value }));
    }
    let deep: unknown = 1;
    for (let level = 0; level < 5000; level += 1) deep = [deep];
    assert.ok(refusal(deep).includes("nested more than 1000 levels deep"));
    let fits: unknown = NaN;
    for (let level = 0; level < 990; level += 1) fits = [fits];
    assert.equal(refusal(fits), "saved");
    assert.ok(loadGame("slot").ok);
  });

  it("are refused with the value itself as the root of their path where that begins with no name", () => {
    const q = Symbol("q");
    const paths: [value: unknown, message: string][] = [
      [new Map([[q, 1]]), "The value (the key Symbol(q)) is a symbol"],
      [new Map([["k", { get q() { return 1; } }]]), 'The value.get("k").q is an accessor'],
      [new Set([q]), "The value (the member Symbol(q)) is a symbol"],
      [[1, [q]], "The value[1][0] is a symbol"],
      [{ "odd name": q }, 'The value["odd name"] is a symbol'],
      [{ größe: { "0": q } }, 'größe["0"] is a symbol'],
      [q, "The value itself is a symbol"],
    ];
    for (const [value, message] of paths) assert.equal(refusal(value), `${message}, which cannot be saved.`);
  });

  it("of classes that extend what is kept are refused", () => {
    const bytes = new (class Bytes extends ArrayBuffer {})(8);
    const derived: [value: unknown, name: string][] = [
      [new (class List extends Array {})(), "List"], [new (class Table extends Map {})(), "Table"], [new (class Tags extends Set {})(), "Tags"],
      [new (class Day extends Date {})(0), "Day"], [new (class Pattern extends RegExp {})("a"), "Pattern"], [bytes, "Bytes"],
      [new (class Codes extends Uint8Array {})(4), "Codes"], [new (class Steps extends Float64Array {})(4), "Steps"],
      [new (class Look extends (DataView as new (buffer: ArrayBuffer) => object) {})(new ArrayBuffer(1)), "Look"],
      [new (class Thing extends Object {})(), "Thing"],
    ];
    for (const [value, name] of derived) {
      assert.equal(refusal({ list: [value] }), `list[0] is a ${name}, which cannot be saved.`);
    }
    assert.equal(refusal({ view: new Uint8Array(bytes) }), "view.buffer is a Bytes, which cannot be saved.");
    class Saved extends Date {
      override toJSON(): string {
        return "mine";
      }
    }
    assert.deepEqual(roundTrip({ at: new Saved(0) }) as unknown, { at: "mine" });
  });

  it("are refused where they only have the prototype of what is kept, or are kept and have another one", () => {
    for (const { prototype, name } of [Map, Set, Date, RegExp, ArrayBuffer, DataView, Uint8Array]) {
      assert.equal(refusal({ odd: Object.create(prototype) }), `odd is ${name === "ArrayBuffer" ? "an" : "a"} ${name}, which cannot be saved.`);
    }
    for (const value of [new Date(0), /a/, new Error("a"), new Number(1), new String("a"), new Boolean(true)]) {
      assert.equal(refusal({ odd: Object.setPrototypeOf(value, Object.prototype) }), "odd is an Object, which cannot be saved.");
    }
  });

  it("have no properties beside what they hold", () => {
    const kept = [
      [1], new Map(), new Set(), new Date(0), /a/, new ArrayBuffer(1), new DataView(new ArrayBuffer(1)), new Uint8Array(2), new Int8Array(0),
      new Uint8ClampedArray(2), new Int16Array(2), new Uint16Array(2), new Int32Array(2), new Uint32Array(2), new Float32Array(2),
      new Float64Array(2), new BigInt64Array(2), new BigUint64Array(2),
    ];
    for (const value of kept) {
      assert.equal(refusal({ value }), "saved");
      for (const name of ["size", "length", "buffer"]) {
        if (name === "length" && Array.isArray(value)) continue;
        const odd = Object.defineProperty(structuredClone(value), name, { value: 0, enumerable: true });
        assert.match(refusal({ odd }), new RegExp(`^odd\\.${name} is a property of an? ${value.constructor.name}, which cannot be saved\\.$`));
      }
      const marked = Object.assign(structuredClone(value), { [Symbol("mark")]: 1 });
      assert.equal(refusal({ marked }), "marked[Symbol(mark)] is named by a symbol, which cannot be saved.");
    }
    const long = new Uint8Array(200_000);
    assert.equal(refusal(long), "saved");
    assert.equal(refusal(Object.assign(long, { [Symbol("mark")]: 1 })), "The value[Symbol(mark)] is named by a symbol, which cannot be saved.");
  });

  it("may say themselves how they are saved", () => {
    const at = new Point(1, 2);
    assert.deepEqual(roundTrip({ at }) as unknown, { at: [1, 2] });
    const back = roundTrip({ at, again: [at] }) as unknown as { at: unknown; again: unknown[] };
    assert.deepEqual(back, { at: [1, 2], again: [[1, 2]] });
    assert.ok(back.at === back.again[0]);
    const shared = { hp: 3 };
    for (const standIn of [5, "five", undefined, null, NaN, new Date(5), shared]) {
      const value = { toJSON: () => standIn };
      assert.deepEqual(roundTrip({ value, twice: [value, { toJSON: () => value }], shared }) as unknown, {
        value: standIn, twice: [standIn, standIn], shared,
      });
    }
    const self: Record<string, unknown> = { toJSON: () => ({ self }) };
    const loop = roundTrip(self);
    assert.ok(loop["self"] === loop);
  });

  it("are refused where how they are saved leads nowhere", () => {
    class Same {
      toJSON(): unknown {
        return this;
      }
    }
    const one: { toJSON: () => unknown } = { toJSON: () => one };
    const ping: { toJSON: () => unknown } = { toJSON: () => pong };
    const pong = { toJSON: () => ping };
    for (const value of [new Same(), one, ping]) {
      assert.equal(refusal({ list: [value] }), "list[0] has a toJSON() that gives the object itself, which cannot be saved.");
    }
    const endless = (): object => ({ toJSON: endless });
    assert.match(refusal({ endless: endless() }), /^endless has a toJSON\(\) that gives objects with a toJSON\(\) without end/);
    assert.equal(refusal({ nested: { toJSON: () => ({ use: () => {} }) } }), "nested.use is a function, which cannot be saved.");
  });

  it("of a damaged file are told of, whatever the damage", () => {
    const wrong = [
      '{"$":"Same","id":1}', '{"$":"Nonsense"}', '{"$":"Map"}', '{"$":"Map","items":[1]}', '{"$":"BigInt","value":"x"}',
      '{"$":"RegExp","source":"(","flags":"","lastIndex":0}', '{"$":"ArrayBuffer","base64":"###"}', '{"$":"Uint8Array","buffer":1}',
      '{"$":"Float64Array","buffer":{"$":"ArrayBuffer","base64":"AAAA"},"offset":0,"length":9}', '{"$":"Shared","id":1,"value":2}',
      '{"$":"Array","length":-1,"items":[]}', `${"[".repeat(3000)}${"]".repeat(3000)}`,
    ];
    for (const data of wrong) {
      engine.files.set("slot", `{"arcaneSave":2,"version":1,"data":${data}}`);
      const result = loadGame("slot");
      assert.ok(!result.ok && result.reason === "corrupt", data);
    }
    engine.files.set("slot", '{"arcaneSave":3,"version":1,"data":1}');
    const newer = loadGame("slot");
    assert.ok(!newer.ok && newer.reason === "corrupt" && newer.message.includes("newer version"));
  });
});

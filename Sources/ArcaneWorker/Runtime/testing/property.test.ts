import { Random } from "../random/index.ts";
import { assert, AssertionError, describe, gen, generator, it, property } from "./index.ts";

function messageOf(fn: () => void): string {
  try {
    fn();
  } catch (error) {
    assert.ok(error instanceof AssertionError);
    return error.message;
  }
  return assert.fail("the property held");
}

describe("property", () => {
  it("runs as often as told, with the same values for the same seed", () => {
    const runs = (seed: number): number[] => {
      const values: number[] = [];
      property(gen.int(), (value) => void values.push(value), { runs: 30, seed });
      return values;
    };
    assert.equal(runs(1).length, 30);
    assert.deepEqual(runs(1), runs(1));
    assert.notDeepEqual(runs(1), runs(2));
  });

  it("shrinks a number to the smallest that fails", () => {
    assert.match(messageOf(() => property(gen.int(0, 100_000), (n) => n < 137)), /fails for 137\n/);
    assert.match(messageOf(() => property(gen.int(-1000, 1000), (n) => n > -50)), /fails for -50\n/);
  });

  it("shrinks an array to what matters", () => {
    const message = messageOf(() => property(gen.array(gen.int(0, 1000), 0, 30), (items) => !items.some((n) => n >= 100)));
    assert.match(message, /fails for \[100\]\n/);
    const sum = messageOf(() => property(gen.array(gen.int(0, 9)), (items) => items.length < 3));
    assert.match(sum, /fails for \[0, 0, 0\]\n/);
  });

  it("shrinks through map, flatMap and records", () => {
    const sized = gen.int(1, 20).flatMap((size) => gen.array(gen.boolean(), size, size));
    assert.match(messageOf(() => property(sized, (items) => items.length < 4)), /fails for \[false, false, false, false\]\n/);
    const pairs = gen.record({ a: gen.int(0, 500), b: gen.int(0, 500) });
    assert.match(messageOf(() => property(pairs, ({ a, b }) => a < 10 || b < 20)), /fails for \{ a: 10, b: 20 \}\n/);
  });

  it("tells the seed and the cause, and the values as made even if the test changed them", () => {
    const message = messageOf(() =>
      property(gen.array(gen.int(0, 9), 1), (items) => {
        items.pop();
        throw new Error("the cause");
      }, { seed: 42 })
    );
    assert.equal(message, "the property fails for [0]\n(value 1, shrunk; seed 42)\nthe cause");
  });

  it("tells value and seed whatever was thrown", () => {
    for (
      const [thrown, text] of [
        [undefined, "undefined"], [null, "null"], ["text", "text"], [Symbol("s"), "Symbol(s)"], [Object.create(null), "[no prototype] {}"],
        [{ get actual() { throw 1; } }, "Object (cannot be shown)"], [{ actual: 5 }, "{ actual: 5 }"],
      ]
    ) {
      const message = messageOf(() => property(gen.int(0, 9), () => { throw thrown; }, { seed: 7 }));
      assert.equal(message, `the property fails for 0\n(value 1, shrunk; seed 7)\n${String(text)}`);
    }
  });

  it("refuses numbers with which nothing would be tried, and options that are none", () => {
    const fails = (): boolean => false;
    for (const runs of [NaN, Infinity, 0, -1, 1.5, null, "10"] as number[]) {
      assert.throws(() => property(gen.int(), fails, { runs }), RangeError);
      assert.throws(() => property(gen.int(), fails, { runs }), /^property\(\): runs is a whole number from 1, not /);
    }
    for (const maxShrinks of [NaN, -1, null, "10"] as number[]) {
      assert.throws(() => property(gen.int(), fails, { maxShrinks }), RangeError);
    }
    for (const options of [500, null, "runs"]) assert.throws(() => property(gen.int(), fails, options as never), /options as an object/);
    assert.throws(() => property(gen.int(), undefined as never), /takes a generator and a function/);
    property(gen.int(), () => true, { runs: 1, maxShrinks: 0, seed: -5 });
  });

  it("refuses functions that are asynchronous or generators, whose failures nothing would see", () => {
    const thenable = { then: (): void => {} };
    for (const holds of [async () => false, () => Promise.reject(new Error("lost")), () => thenable] as unknown as (() => boolean)[]) {
      assert.throws(() => property(gen.int(), holds), TypeError);
      assert.throws(() => property(gen.int(), holds), /^property\(\) takes a function that is not async/);
      assert.throws(() => property(gen.int().filter(holds), () => true), /^filter\(\) takes a function that is not async/);
    }
    for (const holds of [function* () {}, async function* () {}]) {
      assert.throws(() => property(gen.int(), holds as never), /must not be a generator/);
    }
  });

  it("passes over values that a filter refuses, and says so when none are left", () => {
    property(gen.int(0, 100).filter((n) => n % 2 === 0), (n) => n % 2 === 0);
    assert.match(messageOf(() => property(gen.int(0, 100).filter(() => false), () => true)), /too few values/);
  });

  it("takes what the generator itself throws for a mistake in it", () => {
    assert.throws(() => property(generator<number>(() => { throw new TypeError("mine"); }), () => true), TypeError);
  });
});

describe("generators", () => {
  it("keep their limits", () => {
    property(gen.int(-7, 3), (n) => Number.isInteger(n) && n >= -7 && n <= 3);
    property(gen.int(5, 9), (n) => n >= 5 && n <= 9);
    property(gen.float(-1, 2), (n) => n >= -1 && n <= 2);
    property(gen.string(2, 5), (text) => text.length >= 2 && text.length <= 5 && /^[ -~]*$/.test(text));
    property(gen.array(gen.constant(1), 2, 4), (items) => items.length >= 2 && items.length <= 4);
    property(gen.oneOf("a", "b"), (letter) => letter === "a" || letter === "b");
  });

  it("reach every whole number of a range", () => {
    const seen = new Set<number>();
    property(gen.int(-3, 6), (n) => void seen.add(n), { runs: 500 });
    assert.deepEqual([...seen].sort((a, b) => a - b), [-3, -2, -1, 0, 1, 2, 3, 4, 5, 6]);
  });

  it("draw nothing but from their source", () => {
    const draws = { draw: (max: number) => new Random(1).int(0, max) };
    const all = gen.tuple(gen.int(), gen.string(), gen.union<unknown>(gen.boolean(), gen.float()));
    assert.deepEqual(all.generate(draws), all.generate(draws));
  });
});

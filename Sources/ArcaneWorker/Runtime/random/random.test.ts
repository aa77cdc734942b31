import { createTestEngine } from "../testing/index.ts";
import { assert, describe, gen, it, property } from "../testing/index.ts";
import { parseDice, Random } from "./index.ts";

describe("Random", () => {
  it("gives the same numbers for the same seed, and others for another", () => {
    const draw = (seed: number | string): number[] => {
      const rng = new Random(seed);
      return Array.from({ length: 5 }, () => rng.uint32());
    };
    assert.deepEqual(draw(7), draw(7));
    assert.deepEqual(draw("level"), draw("level"));
    for (const other of [8, -7, 7.5, "7", 7 + 4294967296]) assert.notDeepEqual(draw(7), draw(other));
  });

  it("follows xoshiro128** from a known state", () => {
    // 2 * 5 = 10, turned left by 7 bits 1280, times 9: 11520. The next two follow from the state after each step.
    const rng = new Random(0);
    rng.restore([1, 2, 3, 4]);
    assert.equal(rng.uint32(), 11520);
    assert.equal(rng.uint32(), 0);
    assert.equal(rng.uint32(), 5927040);
  });

  it("keeps int within its limits, both reached, all about equally often", () => {
    const rng = new Random(3);
    const counts = [0, 0, 0, 0, 0, 0];
    for (let i = 0; i < 6000; i += 1) counts[rng.int(-2, 3) + 2]! += 1;
    for (const count of counts) assert.ok(count > 850 && count < 1150, `counts ${counts}`);
  });

  it("keeps every int inside any range", () => {
    property(gen.tuple(gen.int(-1_000_000, 1_000_000), gen.int(0, 1_000_000), gen.int(0, 10_000)), ([min, size, seed]) => {
      const value = new Random(seed).int(min, min + size);
      assert.ok(Number.isInteger(value) && value >= min && value <= min + size);
    });
  });

  it("refuses ranges and choices that make no sense", () => {
    const rng = new Random(1);
    assert.throws(() => rng.int(3, 2), RangeError);
    assert.throws(() => rng.int(0.5, 2), RangeError);
    assert.throws(() => rng.pick([]), /nothing to pick/);
    assert.throws(() => rng.weighted([["a", 0]]), /no item has a weight/);
    assert.throws(() => rng.weighted([["a", -1]]), /weight -1/);
    assert.throws(() => rng.restore([1, 2]), RangeError);
    assert.throws(() => rng.restore([0, 0, 0, 0]), RangeError);
  });

  it("shuffles without losing or doubling anything, and leaves the given array alone", () => {
    property(gen.tuple(gen.array(gen.int(0, 50)), gen.int(0, 1000)), ([items, seed]) => {
      const before = [...items];
      const order = (a: number, b: number): number => a - b;
      const shuffled = new Random(seed).shuffle(items);
      assert.deepEqual(items, before);
      assert.deepEqual([...shuffled].sort(order), [...items].sort(order));
    });
  });

  it("reaches every order of three things about equally often", () => {
    const rng = new Random(5);
    const counts = new Map<string, number>();
    for (let i = 0; i < 6000; i += 1) {
      const order = rng.shuffle(["a", "b", "c"]).join("");
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    assert.equal(counts.size, 6);
    for (const count of counts.values()) assert.ok(count > 850 && count < 1150);
  });

  it("picks by weight, and never what has none", () => {
    const rng = new Random(9);
    const counts = { a: 0, b: 0, c: 0 };
    for (let i = 0; i < 4000; i += 1) counts[rng.weighted([["a", 3], ["b", 1], ["c", 0]] as const)] += 1;
    assert.equal(counts.c, 0);
    assert.ok(counts.a > 2850 && counts.a < 3150);
  });

  it("forks generators that do not disturb each other", () => {
    const whole = new Random(4);
    const rooms = whole.fork("rooms");
    const first = [rooms.uint32(), rooms.uint32()];
    const again = new Random(4);
    const monsters = again.fork("monsters");
    for (let i = 0; i < 10; i += 1) monsters.uint32();
    const roomsAgain = again.fork("rooms");
    assert.deepEqual([roomsAgain.uint32(), roomsAgain.uint32()], first);
    assert.notEqual(new Random(4).fork("rooms").uint32(), new Random(4).fork("monsters").uint32());
    assert.equal(whole.uint32(), again.uint32());
  });

  it("goes on from where it was saved", () => {
    const rng = new Random("save");
    rng.next();
    const state = rng.save();
    const expected = [rng.next(), rng.next()];
    const other = new Random(1);
    other.restore(JSON.parse(JSON.stringify(state)) as number[]);
    assert.deepEqual([other.next(), other.next()], expected);
  });

  it("takes the seed of the run when it has none of its own", () => {
    const numbers = [1, 2, 1].map((seed) => {
      const engine = createTestEngine({ seed });
      const value = new Random().uint32();
      engine.dispose();
      return value;
    });
    assert.equal(numbers[0], numbers[2]);
    assert.notEqual(numbers[0], numbers[1]);
  });

  it("draws a normal distribution of the right middle and width", () => {
    const rng = new Random(11);
    const values = Array.from({ length: 5000 }, () => rng.gaussian(10, 2));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    assert.closeTo(mean, 10, 0.15);
    assert.closeTo(Math.sqrt(variance), 2, 0.15);
  });

  it("keeps points in their circle", () => {
    const rng = new Random(2);
    for (let i = 0; i < 200; i += 1) {
      const { x, y } = rng.inCircle(5);
      assert.ok(Math.hypot(x, y) <= 5);
    }
  });
});

describe("dice", () => {
  it("reads the usual notations", () => {
    assert.deepEqual(parseDice("d6"), { count: 1, sides: 6, bonus: 0 });
    assert.deepEqual(parseDice("2d8+3"), { count: 2, sides: 8, bonus: 3 });
    assert.deepEqual(parseDice(" 10D10 - 1 "), { count: 10, sides: 10, bonus: -1 });
  });

  it("refuses what is no throw", () => {
    for (const text of ["", "6", "d", "0d6", "d0", "2d6+", "9999d6", "2d6x"]) {
      assert.throws(() => parseDice(text), RangeError, text);
    }
  });

  it("throws within its limits", () => {
    const rng = new Random(1);
    for (let i = 0; i < 200; i += 1) {
      const value = rng.dice("3d4-2");
      assert.ok(value >= 1 && value <= 10);
    }
  });
});

import { assert, describe, it } from "@arcane/runtime/testing";
import { isBetter, OPEN_UNSOLVED, openLevels, readProgress, stars, withResult } from "./progress.ts";

describe("results", () => {
  it("are better with fewer moves, then with fewer pushes", () => {
    const best = { moves: 20, pushes: 8 };
    assert.equal(isBetter({ moves: 30, pushes: 9 }, undefined), true);
    assert.equal(isBetter({ moves: 19, pushes: 12 }, best), true);
    assert.equal(isBetter({ moves: 20, pushes: 7 }, best), true);
    assert.equal(isBetter({ moves: 20, pushes: 8 }, best), false);
    assert.equal(isBetter({ moves: 21, pushes: 1 }, best), false);
  });

  it("replace only worse ones, and leave the old progress as it was", () => {
    const before = { a: { moves: 20, pushes: 8 } };
    assert.equal(withResult(before, "a", { moves: 25, pushes: 8 }), before);
    const after = withResult(before, "a", { moves: 15, pushes: 8 });
    assert.deepEqual(after, { a: { moves: 15, pushes: 8 } });
    assert.deepEqual(before, { a: { moves: 20, pushes: 8 } });
  });

  it("earn stars by moves against par", () => {
    assert.equal(stars(undefined, 30), 0);
    assert.equal(stars({ moves: 28, pushes: 1 }, 30), 3);
    assert.equal(stars({ moves: 30, pushes: 1 }, 30), 3);
    assert.equal(stars({ moves: 40, pushes: 1 }, 30), 2);
    assert.equal(stars({ moves: 41, pushes: 1 }, 30), 1);
  });
});

describe("saved progress", () => {
  it("survives the way through JSON", () => {
    const progress = { "First Push": { moves: 4, pushes: 3 } };
    assert.deepEqual(readProgress(JSON.parse(JSON.stringify(progress))), progress);
  });

  it("drops what cannot be a result", () => {
    const data = {
      good: { moves: 10, pushes: 4, extra: "dropped" },
      negative: { moves: -1, pushes: 1 },
      fraction: { moves: 2.5, pushes: 1 },
      text: { moves: "10", pushes: 4 },
      impossible: { moves: 3, pushes: 4 },
      empty: null,
      number: 7,
    };
    assert.deepEqual(readProgress(data), { good: { moves: 10, pushes: 4 } });
    for (const rubbish of [null, undefined, 3, "text", []]) assert.deepEqual(readProgress(rubbish), {});
  });
});

describe("open levels", () => {
  const names = ["a", "b", "c", "d", "e", "f"];
  it("are the first ones at the beginning", () => {
    assert.deepEqual(openLevels({}, names), names.map((_, index) => index < OPEN_UNSOLVED));
  });

  it("are the solved ones and the next unsolved ones", () => {
    const progress = { b: { moves: 5, pushes: 2 }, f: { moves: 5, pushes: 2 } };
    assert.deepEqual(openLevels(progress, names), [true, true, true, true, false, true]);
  });
});

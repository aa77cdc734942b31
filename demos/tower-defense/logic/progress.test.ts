import { assert, describe, it } from "@arcane/runtime/testing";
import { RULES } from "../tuning.ts";
import { openMaps, readProgress, starsOf, withResult } from "./progress.ts";

describe("progress", () => {
  it("keeps the most lives of each map", () => {
    const first = withResult({}, "Garden", 12);
    assert.deepEqual(withResult(first, "Garden", 9), { Garden: 12 });
    assert.deepEqual(withResult(first, "Garden", 20), { Garden: 20 });
    assert.deepEqual(first, { Garden: 12 });
  });

  it("gives stars for them, and none for what was not won", () => {
    assert.equal(starsOf({ a: RULES.lives }, "a"), 3);
    assert.equal(starsOf({ a: 1 }, "a"), 1);
    assert.equal(starsOf({ a: 1 }, "b"), 0);
  });

  it("opens the map after the last that was won", () => {
    const names = ["a", "b", "c"];
    assert.equal(openMaps({}, names), 1);
    assert.equal(openMaps({ a: 1 }, names), 2);
    assert.equal(openMaps({ a: 1, b: 2, c: 3 }, names), 3);
    assert.equal(openMaps({ c: 3 }, names), 1);
  });

  it("leaves out what makes no sense in a file", () => {
    assert.deepEqual(readProgress({ good: 7, a: 0, b: -3, c: 1.5, d: "5", e: 999, f: null }), { good: 7 });
    for (const nonsense of [undefined, null, 7, "text", [3]]) assert.deepEqual(readProgress(nonsense), {});
  });
});

import { assert, describe, it } from "@arcane/runtime/testing";
import { openLevels, readProgress, withResult } from "./progress.ts";

describe("progress", () => {
  it("keeps the best of each number, whenever it was reached", () => {
    const first = withResult({}, "Wood", { time: 30, embers: 20, foxfires: 1 });
    const second = withResult(first, "Wood", { time: 25, embers: 10, foxfires: 2 });
    assert.deepEqual(second, { Wood: { time: 25, embers: 20, foxfires: 2 } });
    assert.deepEqual(first, { Wood: { time: 30, embers: 20, foxfires: 1 } });
  });

  it("opens the level after the last that was won", () => {
    const names = ["a", "b", "c"];
    const done = { time: 1, embers: 0, foxfires: 0 };
    assert.equal(openLevels({}, names), 1);
    assert.equal(openLevels({ a: done }, names), 2);
    assert.equal(openLevels({ a: done, b: done, c: done }, names), 3);
    assert.equal(openLevels({ c: done }, names), 1);
  });

  it("leaves out what makes no sense in a file", () => {
    const good = { time: 12.5, embers: 3, foxfires: 0 };
    assert.deepEqual(
      readProgress({
        good,
        a: null,
        b: 3,
        c: { ...good, time: -1 },
        d: { ...good, embers: 1.5 },
        e: { ...good, foxfires: "2" },
      }),
      { good },
    );
    for (const nonsense of [undefined, null, 7, "text", []]) assert.deepEqual(readProgress(nonsense), {});
  });
});

import { afterEach, assert, createTestEngine, describe, it } from "../testing/index.ts";
import { onReload, reloadState } from "./index.ts";

const globals = globalThis as { __arcaneReload?: () => unknown };

describe("state across a reload", () => {
  afterEach(() => {
    delete globals.__arcaneReload;
  });

  /** What the next generation sees of what this one gives. */
  function next<T>(version?: number): T | undefined {
    const engine = createTestEngine({ reloadState: structuredClone(globals.__arcaneReload?.()) });
    try {
      return reloadState<T>(version === undefined ? {} : { version });
    } finally {
      engine.dispose();
    }
  }

  it("is nothing at the first start", () => {
    assert.equal(next(), undefined);
  });

  it("arrives as it was when the reload began", () => {
    const game = { level: 1 };
    onReload(() => game);
    game.level = 7;
    assert.deepEqual(next(), { level: 7 });
  });

  it("is that of the last registration", () => {
    onReload(() => 1);
    onReload(() => 2);
    assert.equal(next(), 2);
  });

  it("is dropped when its version is another", () => {
    const warn = console.warn;
    const said: unknown[] = [];
    console.warn = (message) => void said.push(message);
    try {
      onReload(() => "old", { version: 1 });
      assert.equal(next(2), undefined);
      assert.equal(next(1), "old");
    } finally {
      console.warn = warn;
    }
    assert.deepEqual(said, ["reloadState: the state has version 1, this code wants 2; it begins afresh."]);
  });
});

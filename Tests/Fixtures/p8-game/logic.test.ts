import { createStore } from "./runtime/state/index.ts";
import { getCamera, getViewport, loadTexture } from "./runtime/rendering/index.ts";
import { assert, describe, it } from "./runtime/testing/harness.ts";
import { level, sceneAt, step } from "./logic.ts";

describe("logic", () => {
  it("changes the scene every sixty frames", () => {
    assert.deepEqual([1, 60, 61, 120, 121].map(sceneAt), ["colors", "colors", "lights", "lights", "zoom"]);
  });
  it("moves the player", () => {
    assert.equal(step({ x: 0, y: 0 }, { left: false, right: true }).x, 4);
    assert.equal(step({ x: 0, y: 0 }, { left: true, right: true }).x, 0);
  });
  describe("data", () => {
    it("comes from a JSON module", () => {
      assert.equal(level.rows.length, 2);
      assert.deepEqual(level.rows[1], [3, 4, 0]);
    });
  });
  it("may be asynchronous", async () => {
    await Promise.resolve();
    assert.ok(true);
  });
});

describe("store", () => {
  it("tells its listeners", () => {
    const store = createStore(1);
    const seen: number[] = [];
    const stop = store.subscribe((value) => seen.push(value));
    store.dispatch((value) => value + 1);
    stop();
    store.dispatch((value) => value + 1);
    assert.deepEqual(seen, [2]);
    assert.equal(store.getState(), 3);
  });
});

describe("a test context", () => {
  it("has no render ops, so that the runtime is headless", () => {
    assert.equal(loadTexture("assets/atlas.png"), 0);
    assert.deepEqual(getCamera(), { x: 0, y: 0, zoom: 1 });
    assert.deepEqual(getViewport(), { width: 800, height: 600 });
  });
  it("has no process", () => {
    assert.ok(!("process" in globalThis));
  });
  it("has crypto.randomUUID", () => {
    assert.match(crypto.randomUUID(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

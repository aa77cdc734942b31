import { assert, describe, it } from "arcane/testing";
import { createStore, getBounds, getCamera, getPad, getViewport, loadTexture, persistence, play } from "@arcane/runtime";
import { describe as sameDescribe } from "@arcane-engine/runtime/testing/harness.ts";
import { checker, level, sceneAt } from "./logic.ts";

describe("logic", () => {
  it("changes the scene every sixty frames", () => {
    assert.deepEqual([1, 60, 61, 120, 121].map(sceneAt), ["colors", "colors", "lights", "lights", "bounds"]);
  });
  it("has four bytes a pixel", () => assert.equal(checker().length, 16));
  describe("data", () => {
    it("comes from a JSON module", () => assert.deepEqual(level.rows[0], [1, 2, 0]));
  });
  it("keeps state", async () => {
    const store = createStore({ score: 0 });
    await Promise.resolve();
    store.dispatch((state) => ({ score: state.score + 1 }));
    assert.deepEqual(store.getState(), { score: 1 });
  });
});

describe("a test context", () => {
  it("maps all three prefixes to the same files", () => assert.equal(describe, sameDescribe));
  it("has no render, audio, input or file ops", () => {
    assert.equal(loadTexture("assets/atlas.png"), 0);
    assert.deepEqual(getCamera(), { x: 0, y: 0, zoom: 1 });
    assert.deepEqual(getViewport(), { width: 800, height: 600 });
    assert.equal(getBounds(), undefined);
    assert.equal(getPad(), undefined);
    assert.equal(play(1), 1);
    assert.equal(persistence.save("a", 1), false);
    assert.deepEqual(persistence.list(), []);
  });
  it("has no process", () => assert.ok(!("process" in globalThis)));
});

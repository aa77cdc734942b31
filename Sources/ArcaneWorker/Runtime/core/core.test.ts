import { exit, getArgs, getSeed, isFullscreen, now, setTitle, toggleFullscreen } from "../app/index.ts";
import { drawRect, getCamera, setCamera } from "../rendering/index.ts";
import { afterEach, assert, beforeEach, createTestEngine, describe, it, type TestEngine } from "../testing/index.ts";
import { getDeltaTime, getFrameCount, getTime, onFrame } from "./frame.ts";
import { hasRenderer, inertOps, ops, replaceOps } from "./ops.ts";
import { beginWarmUp, endWarmUp } from "./warm-up-frame.ts";
import { editDistance, nearestName } from "./warn.ts";

describe("the ops", () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, "Deno");
  const setEngine = (value: unknown): void => {
    Object.defineProperty(globalThis, "Deno", { value, configurable: true, writable: true, enumerable: false });
  };
  beforeEach(() => replaceOps(undefined));
  afterEach(() => {
    if (before !== undefined) Object.defineProperty(globalThis, "Deno", before);
    else delete (globalThis as { Deno?: unknown }).Deno;
    replaceOps(undefined);
  });

  it("are inert where there is no engine, and are looked for again later", () => {
    setEngine(undefined);
    assert.equal(ops().op_load_texture("x"), 0);
    assert.deepEqual(ops().op_get_viewport_size(), [800, 600]);
    assert.ok(!hasRenderer());
    setEngine({ core: { ops: { op_load_texture: () => 7, op_submit_sprite_batch: () => {} } } });
    assert.equal(ops().op_load_texture("x"), 7);
    assert.ok(hasRenderer());
  });

  it("are filled up where the engine has only some, as in a test runner", () => {
    setEngine({ core: { ops: { op_report_test: () => {}, op_load_texture: "no function" } } });
    assert.equal(ops().op_load_texture("x"), 0);
    assert.ok(!hasRenderer());
  });

  it("have an inert stand-in that gives what its type says", () => {
    for (const [name, op] of Object.entries(inertOps()) as [string, (...args: unknown[]) => unknown][]) {
      if (name === "op_arcane_warn_once") continue;
      const value = op(0, 0, 0);
      assert.ok(value === undefined || value === null || ["number", "boolean", "string", "object"].includes(typeof value), name);
    }
  });
});

describe("frames", () => {
  let engine: TestEngine;
  beforeEach(() => {
    engine = createTestEngine({ args: ["--level", "3"], seed: 42 });
  });
  afterEach(() => engine.dispose());

  it("are counted, and time is the sum of their deltas", () => {
    const seen: number[][] = [];
    onFrame((dt) => void seen.push([dt, getDeltaTime(), getFrameCount(), getTime()]));
    engine.run(2, 0.25);
    assert.deepEqual(seen, [[0.25, 0.25, 1, 0.25], [0.25, 0.25, 2, 0.5]]);
  });

  it("run the callback that was set last", () => {
    const log: string[] = [];
    onFrame(() => void log.push("first"));
    onFrame(() => void log.push("second"));
    engine.run();
    assert.deepEqual(log, ["second"]);
  });

  it("say so when the callback is asynchronous", () => {
    onFrame((async () => {}) as () => void);
    engine.run(2);
    assert.equal(engine.warnings.length, 1);
    assert.match(engine.warnings[0]!, /async function/);
  });

  it("pass the program's matters through", () => {
    assert.deepEqual(getArgs(), ["--level", "3"]);
    assert.equal(getSeed(), 42);
    setTitle("Arcane");
    assert.equal(engine.title, "Arcane");
    toggleFullscreen();
    assert.ok(isFullscreen());
    exit(3);
    assert.equal(engine.exitCode, 3);
    assert.equal(now(), 0);
  });
});

describe("the warm-up frame", () => {
  it("draws with the engine and leaves nothing behind", () => {
    const engine = createTestEngine();
    beginWarmUp();
    setCamera(50, 60);
    onFrame(() => drawRect(1, 2, 3, 4));
    engine.run(2, 0.5);
    assert.equal(engine.sprites.length, 1);
    endWarmUp();
    assert.deepEqual([getFrameCount(), getTime(), getDeltaTime()], [0, 0, 0]);
    assert.ok(!("__frameCallback" in globalThis));
    assert.equal(getCamera().x, 0);
    engine.dispose();
  });
});

describe("names that were probably meant", () => {
  it("are near, or hold the wrong one", () => {
    assert.equal(editDistance("kitten", "sitting"), 3);
    assert.equal(editDistance("", "abc"), 3);
    const names = ["Escape", "ArrowLeft", "ArrowRight", "Space"];
    assert.equal(nearestName("escape", names), "Escape");
    assert.equal(nearestName("right", names), "ArrowRight");
    assert.equal(nearestName("qqqq", names), undefined);
  });
});

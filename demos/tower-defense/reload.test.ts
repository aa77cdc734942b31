/** A save of the game's code in the middle of a wave: the game goes on where it was. */

import { afterAll, assert, createTestEngine, describe, it } from "@arcane/runtime/testing";
import type { Glance } from "./agent.ts";
import { act } from "./logic/building.ts";
import { MAPS } from "./logic/maps/all.ts";
import { step } from "./logic/step.ts";
import { cloneWorld, createWorld } from "./logic/world.ts";
import type { Snapshot } from "./session.ts";

const before = createWorld(MAPS[1]!, 5);
act(before, { kind: "build", tower: "sling", column: 5, row: 3 });
act(before, { kind: "call" });
for (let index = 0; index < 300; index++) step(before);
const { map: _, ...world } = before;
const snapshot: Snapshot = { scene: "play", map: 1, speed: 2, world };
const engine = createTestEngine({ reloadState: { arcaneReload: 1, version: 1, value: structuredClone(snapshot) } });
await import("./game.ts");
afterAll(() => engine.dispose());

const agent = (globalThis as unknown as { __arcaneAgent: { getState(): Glance } }).__arcaneAgent;

describe("a reload", () => {
  it("keeps map, towers, bugs, gold and speed", () => {
    const state = agent.getState();
    assert.equal(state.scene, "play");
    assert.equal(state.map, 1);
    assert.equal(state.world.map.name, MAPS[1]!.name);
    assert.deepEqual(state.world.towers, before.towers);
    assert.ok(before.bugs.count > 0 && state.world.bugs.count === before.bugs.count);
    assert.equal(state.world.gold, before.gold);
    engine.run(1);
    assert.ok(engine.showsText("x3"));
  });

  it("goes on as it would have gone without it", () => {
    const { time } = agent.getState().world;
    const twin = cloneWorld(before);
    engine.run(60, 1 / 60);
    const { world: now } = agent.getState();
    const steps = Math.round((now.time - before.time) * 60);
    assert.ok(now.time > time + 2.9);
    for (let index = 0; index < steps; index++) step(twin);
    assert.deepEqual(now.bugs, twin.bugs);
    assert.equal(now.gold, twin.gold);
  });

  it("hands on what structuredClone can copy, and leaves the map out: it may be another one by then", () => {
    const hand = (globalThis as unknown as { __arcaneReload: () => { value: Snapshot } }).__arcaneReload;
    const { value } = structuredClone(hand());
    assert.equal(value.scene, "play");
    assert.equal(value.speed, 2);
    assert.ok(value.world !== undefined && !("map" in value.world));
    assert.deepEqual(value.world.towers, agent.getState().world.towers);
  });
});

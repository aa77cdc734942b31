/** A save of the game's code in the middle of a level: the game goes on where it was. */

import { afterAll, assert, createTestEngine, describe, it } from "@arcane/runtime/testing";
import type { Glance } from "./agent.ts";
import { LEVELS } from "./logic/levels/all.ts";
import { createWorld } from "./logic/world.ts";
import type { Snapshot } from "./session.ts";

const { level, ...world } = createWorld(LEVELS[1]!);
world.hero.x = level.lanterns[0]!.x;
world.embers[3] = true;
world.time = 12;
const snapshot: Snapshot = { scene: "play", level: 1, world };
const engine = createTestEngine({ reloadState: { arcaneReload: 1, version: 1, value: structuredClone(snapshot) } });
await import("./game.ts");
afterAll(() => engine.dispose());

describe("a reload", () => {
  it("keeps level, place and what was found", () => {
    engine.run(3);
    const agent = (globalThis as unknown as { __arcaneAgent: { getState(): Glance } }).__arcaneAgent;
    const state = agent.getState();
    assert.equal(state.scene, "play");
    assert.equal(state.level, 1);
    assert.equal(state.world.level.name, LEVELS[1]!.name);
    assert.equal(state.world.hero.x, world.hero.x);
    assert.ok(state.world.embers[3] === true && state.world.time > 12);
  });

  it("hands on what structuredClone can copy, and leaves the level out: it may be another one by then", () => {
    const hand = (globalThis as unknown as { __arcaneReload: () => { value: Snapshot } }).__arcaneReload;
    const { value } = structuredClone(hand());
    assert.equal(value.scene, "play");
    assert.equal(value.level, 1);
    assert.ok(value.world !== undefined && !("level" in value.world));
    assert.equal(value.world.hero.x, world.hero.x);
  });
});

/** A save of the game's code in the middle of a dungeon: the game goes on where it was. */

import { afterAll, assert, createTestEngine, describe, it } from "@arcane/runtime/testing";
import { decide } from "./logic/autopilot.ts";
import { perform } from "./logic/perform.ts";
import { newWorld } from "./logic/run.ts";
import type { Snapshot } from "./session.ts";

const world = newWorld(11);
for (let turn = 0; turn < 40; turn++) perform(world, decide(world));
const snapshot: Snapshot = { scene: "play", world };
const engine = createTestEngine({ reloadState: { arcaneReload: 1, version: 1, value: structuredClone(snapshot) } });
await import("./game.ts");
const { session } = await import("./session.ts");
afterAll(() => engine.dispose());

describe("a reload", () => {
  it("keeps the whole game", () => {
    engine.run(3);
    assert.ok(engine.showsText("Depth 1") && !engine.showsText("New game"));
    assert.deepEqual(session.world, world);
  });

  it("hands on what structuredClone can copy", () => {
    const hand = (globalThis as unknown as { __arcaneReload: () => { value: Snapshot } }).__arcaneReload;
    const { value } = structuredClone(hand());
    assert.equal(value.scene, "play");
    assert.deepEqual(value.world, world);
  });
});

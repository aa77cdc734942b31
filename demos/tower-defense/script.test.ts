/** The recorded game: what the headless run of 1,800 frames has to come to. */

import { afterAll, assert, createTestEngine, describe, it } from "@arcane/runtime/testing";
import type { Glance } from "./agent.ts";
import script from "./script.json" with { type: "json" };

const FRAMES = 1800, DT = 0.016666;

const engine = createTestEngine({ width: 800, height: 600, seed: 1 });
await import("./game.ts");
afterAll(() => engine.dispose());

describe("script.json", () => {
  it("survives the first waves of the first map (if not: record.ts writes a new one)", () => {
    for (let frame = 1; frame <= FRAMES; frame++) {
      for (const event of script) {
        if (event.frame !== frame) continue;
        if (event.mouse !== undefined) engine.moveMouse(event.mouse[0]!, event.mouse[1]!);
        else if (event.button !== undefined) event.down ? engine.pressMouse() : engine.releaseMouse();
        else if (event.down) engine.press(event.key!);
        else engine.release(event.key!);
      }
      engine.run(1, DT);
    }
    const agent = (globalThis as unknown as { __arcaneAgent: { getState(): Glance } }).__arcaneAgent;
    const { scene, map, world } = agent.getState();
    assert.equal(scene, "play");
    assert.equal(map, 0);
    assert.equal(world.phase, "play");
    assert.ok(world.wave >= 4, `only wave ${world.wave}`);
    assert.ok(world.lives >= 18, `only ${world.lives} lives`);
    assert.ok(world.towers.length >= 5 && world.stopped > 30);
    assert.deepEqual(engine.warnings, []);
  });
});

/** The recorded game: what the headless run of 1,800 frames has to come to. */

import { afterAll, assert, createTestEngine, describe, it } from "@arcane/runtime/testing";
import type { Glance } from "./agent.ts";
import script from "./script.json" with { type: "json" };

const FRAMES = 1800, DT = 0.016;

const engine = createTestEngine({ width: 800, height: 600, seed: 1 });
await import("./game.ts");
afterAll(() => engine.dispose());

/** Plays the script to its end. */
function playScript(): Glance {
  for (let frame = 1; frame <= FRAMES; frame++) {
    for (const event of script) {
      if (event.frame !== frame) continue;
      if (event.mouse !== undefined) engine.moveMouse(event.mouse[0]!, event.mouse[1]!);
      else if (event.key !== undefined && event.down) engine.press(event.key);
      else if (event.key !== undefined) engine.release(event.key);
    }
    engine.run(1, DT);
  }
  return (globalThis as unknown as { __arcaneAgent: { getState(): Glance } }).__arcaneAgent.getState();
}

describe("script.json", () => {
  it("clears the first level and plays in the second (if not: record.ts writes a new one)", () => {
    const { scene, world } = playScript();
    assert.equal(scene, "play");
    assert.equal(world.level, 1);
    assert.equal(world.phase, "play");
    assert.ok(world.score.points > 3000, `${world.score.points} points`);
    assert.deepEqual(engine.warnings, []);
  });
});

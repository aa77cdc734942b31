/** The recorded game: what the headless run of 1,800 frames has to come to. */

import { afterAll, assert, createTestEngine, describe, it } from "@arcane/runtime/testing";
import type { Glance } from "./agent.ts";
import script from "./script.json" with { type: "json" };

const FRAMES = 1800, DT = 0.016666;

const engine = createTestEngine({ width: 800, height: 600, seed: 1 });
await import("./game.ts");
afterAll(() => engine.dispose());

describe("script.json", () => {
  it("wins the first level without a fall (if not: record.ts writes a new one)", () => {
    for (let frame = 1; frame <= FRAMES; frame++) {
      for (const event of script) {
        if (event.frame !== frame) continue;
        if (event.down) engine.press(event.key);
        else engine.release(event.key);
      }
      engine.run(1, DT);
    }
    const agent = (globalThis as unknown as { __arcaneAgent: { getState(): Glance } }).__arcaneAgent;
    const { scene, world } = agent.getState();
    assert.equal(scene, "result");
    assert.equal(world.phase, "won");
    assert.equal(world.falls, 0);
    assert.ok(engine.showsText("Embers"));
    assert.match(engine.files.get("platformer") ?? "", /"Morning Wood":/);
    assert.deepEqual(engine.warnings, []);
  });
});

/** The recorded game: what the headless run of 1,800 frames has to come to. */

import { afterAll, assert, createTestEngine, describe, it } from "@arcane/runtime/testing";
import script from "./script.json" with { type: "json" };

const FRAMES = 1800, DT = 0.016666;

const engine = createTestEngine({ width: 800, height: 600, seed: 1 });
await import("./game.ts");
const { session } = await import("./session.ts");
afterAll(() => engine.dispose());

describe("script.json", () => {
  it("reaches the second depth with somebody slain on the way (if not: record.ts writes a new one)", () => {
    for (let frame = 1; frame <= FRAMES; frame++) {
      for (const event of script) {
        if (event.frame !== frame) continue;
        if (event.mouse !== undefined) engine.moveMouse(event.mouse[0]!, event.mouse[1]!);
        else if (event.key !== undefined) event.down ? engine.press(event.key) : engine.release(event.key);
        else event.down ? engine.pressMouse() : engine.releaseMouse();
      }
      engine.run(1, DT);
    }
    const { world } = session;
    assert.equal(world?.phase, "play");
    assert.equal(world?.level.depth, 2);
    assert.ok((world?.kills ?? 0) >= 5);
    assert.ok(engine.showsText("Depth 2"));
    assert.match(engine.files.get("roguelike-game") ?? "", /"depth":2/);
    assert.deepEqual(engine.warnings, []);
  });
});

/** The recorded game: what the headless run of 1,800 frames has to come to. */

import { afterAll, assert, createTestEngine, describe, it } from "@arcane/runtime/testing";
import script from "./script.json" with { type: "json" };

const engine = createTestEngine({ width: 800, height: 600, seed: 1 });
await import("./game.ts");
const { session } = await import("./session.ts");
afterAll(() => engine.dispose());

describe("script.json", () => {
  it("wins the first fight and fights in the second (if not: record.ts writes a new one)", () => {
    for (let frame = 1; frame <= 1800; frame += 1) {
      for (const event of script) {
        if (event.frame !== frame) continue;
        if (event.mouse !== undefined) engine.moveMouse(event.mouse[0]!, event.mouse[1]!);
        else if (event.key !== undefined) event.down ? engine.press(event.key) : engine.release(event.key);
        else event.down ? engine.pressMouse() : engine.releaseMouse();
      }
      engine.run();
    }
    const { run } = session;
    assert.equal(run?.fight, 1);
    assert.equal(run?.stage, "fight");
    assert.ok((run?.combat?.turn ?? 0) > 1);
    assert.equal(run?.deck.length, 11);
    assert.ok(engine.showsText("Stone Golem"));
    assert.deepEqual(engine.warnings, []);
  });
});

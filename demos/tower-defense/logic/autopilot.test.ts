import { assert, describe, it } from "@arcane/runtime/testing";
import { autopilot } from "./autopilot.ts";
import { act } from "./building.ts";
import { MAPS } from "./maps/all.ts";
import { step } from "./step.ts";
import { createWorld, type World } from "./world.ts";

/** Steps between two deeds of the autopilot, and the longest game, twenty minutes. */
const PACE = 15, LONGEST = 20 * 60 * 60;

function playOut(world: World, plays: boolean): void {
  if (!plays) act(world, { kind: "call" });
  for (let index = 0; index < LONGEST && world.phase === "play"; index++) {
    const command = plays && index % PACE === 0 ? autopilot(world) : undefined;
    if (command !== undefined) assert.notEqual(typeof act(world, command), "string", JSON.stringify(command));
    step(world);
  }
}

for (const map of MAPS) {
  describe(map.name, () => {
    it("is won by the autopilot on seed 1", () => {
      const world = createWorld(map, 1);
      playOut(world, true);
      assert.equal(world.phase, "won", `wave ${world.wave}`);
      assert.ok(world.lives >= 5, `${world.lives} lives`);
    });

    it("is lost by whoever does nothing", () => {
      const world = createWorld(map, 1);
      playOut(world, false);
      assert.equal(world.phase, "lost");
      assert.ok(world.wave <= 3);
    });
  });
}

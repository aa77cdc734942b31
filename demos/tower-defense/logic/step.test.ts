import { assert, describe, it } from "@arcane/runtime/testing";
import { RULES } from "../tuning.ts";
import { autopilot } from "./autopilot.ts";
import { act } from "./building.ts";
import { MAPS } from "./maps/all.ts";
import { createPool, obtain, removeAt } from "./pool.ts";
import { step } from "./step.ts";
import { kinds, LANE, must, place, put, run, worldOf } from "./testing.ts";
import { TOWER_KINDS } from "./towers.ts";
import { cloneWorld, createWorld, starsFor, type World } from "./world.ts";

describe("the course of a game", () => {
  it("waits for the player before the first wave, and not before the others", () => {
    const world = worldOf(LANE, { waves: [[["ant", 1, 1]], [["ant", 1, 1]]] });
    run(world, 60);
    assert.equal(world.wave, 0);
    must(world, { kind: "call" });
    place(world, "amber", 2, 1, 2);
    const { gold } = world;
    const events = run(world, 6);
    assert.deepEqual(kinds(events).filter((kind) => kind.startsWith("wave")), ["waveOver"]);
    assert.equal(world.gold, gold + RULES.waveBonus + 4);
    assert.ok(world.countdown !== undefined && world.countdown > 0);
    assert.ok(kinds(run(world, RULES.calm)).includes("wave"));
    assert.equal(world.wave, 2);
  });

  it("is won when no bug of the last wave is left", () => {
    const world = worldOf(LANE);
    place(world, "amber", 2, 1, 2);
    must(world, { kind: "call" });
    assert.equal(kinds(run(world, 6)).at(-1), "won");
    assert.equal(world.phase, "won");
    assert.equal(world.stopped, 1);
  });

  it("is lost with the last life, and stands still then", () => {
    const world = worldOf(LANE);
    world.lives = 1;
    put(world, "ant", 8, 2);
    put(world, "ant", 1, 2);
    assert.equal(kinds(run(world, 2)).at(-1), "lost");
    const { time } = world;
    run(world, 1);
    assert.equal(world.time, time);
    assert.equal(world.bugs.count, 1);
  });

  it("gives stars for lives", () => {
    assert.deepEqual([RULES.lives, RULES.lives * 0.9, RULES.lives / 2, 1].map(starsFor), [3, 3, 2, 1]);
  });

  it("makes bugs tougher from wave to wave", () => {
    const world = worldOf(LANE, { growth: 2 });
    assert.equal(put(world, "ant", 1, 2, 0).health * 8, put(world, "ant", 1, 2, 3).health);
  });
});

describe("chance", () => {
  const play = (seed: number, steps: number): World => {
    const world = createWorld(MAPS[2]!, seed);
    for (let index = 0; index < steps; index++) {
      const command = index % 15 === 0 ? autopilot(world) : undefined;
      if (command !== undefined) act(world, command);
      step(world);
    }
    return world;
  };

  it("is the same for the same seed and the same commands", () => {
    assert.deepEqual(play(7, 1800), play(7, 1800));
  });

  it("is another for another seed", () => {
    assert.notDeepEqual(play(7, 900).bugs, play(8, 900).bugs);
  });

  it("goes on the same from a copy", () => {
    const world = play(7, 1200), copy = cloneWorld(world);
    for (let index = 0; index < 600; index++) {
      step(world);
      step(copy);
    }
    assert.deepEqual(copy.bugs, world.bugs);
    assert.equal(copy.gold, world.gold);
  });
});

describe("hundreds of shots", () => {
  /** A meadow full of the best towers, and a crowd that does not fall. */
  const siege = (): World => {
    const world = createWorld(MAPS[2]!);
    for (let row = 1; row < 15; row += 2) {
      for (let column = 2; column < 18; column++) {
        world.gold = 1000;
        const built = act(world, { kind: "build", tower: TOWER_KINDS[(column + row) % 4]!, column, row });
        if (typeof built !== "string") world.towers.at(-1)!.level = 2;
      }
    }
    for (let index = 0; index < 200; index++) {
      const bug = put(world, "ant", 1 + index % 16, 2 + index % 7 * 2);
      bug.health = bug.fullHealth = 1e6;
    }
    world.lives = 1000;
    return world;
  };

  it("are in the air at once, and make no more of them in memory than there ever were", () => {
    const world = siege();
    let most = 0;
    for (let index = 0; index < 240; index++) {
      step(world);
      most = Math.max(most, world.shots.count);
    }
    assert.ok(most > 500, `only ${most}`);
    assert.ok(world.shots.items.length <= most + 20, `${world.shots.items.length} for ${most}`);
  });
});

describe("a pool", () => {
  it("uses the place of what is gone again", () => {
    const pool = createPool<{ n: number }>();
    const [a, b, c] = [1, 2, 3].map((n) => Object.assign(obtain(pool, () => ({ n: 0 })), { n }));
    removeAt(pool, 0);
    assert.deepEqual(pool.items.slice(0, pool.count), [c, b]);
    assert.equal(obtain(pool, () => ({ n: 9 })), a);
    assert.equal(pool.items.length, 3);
  });
});

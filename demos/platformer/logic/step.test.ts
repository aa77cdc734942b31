import { assert, describe, it } from "@arcane/runtime/testing";
import { HERO, THINGS, TILE } from "../tuning.ts";
import { isBroken } from "./crumbling.ts";
import { kinds, run, runUntil, worldOf } from "./testing.ts";
import { heroAt } from "./world.ts";

const RIGHT = { move: 1 } as const;

describe("treasure", () => {
  it("is taken once", () => {
    const world = worldOf("@.o.o.*...\n##########");
    const events = run(world, 2, RIGHT);
    assert.deepEqual(kinds(events).filter((kind) => kind !== "land"), ["ember", "ember", "foxfire"]);
    assert.deepEqual(world.embers, [true, true]);
    assert.deepEqual(world.foxfires, [true]);
    assert.deepEqual(kinds(run(world, 2, { move: -1 })), []);
  });

  it("warms: so many embers heal a heart, and none beyond the full number", () => {
    const world = worldOf(`@${"o".repeat(THINGS.embersPerHeart * 2 + 2)}\n${"#".repeat(60)}`);
    world.hero.hearts = HERO.hearts - 1;
    const events = run(world, 9, RIGHT);
    assert.equal(kinds(events).filter((kind) => kind === "heart").length, 1);
    assert.equal(world.hero.hearts, HERO.hearts);
  });
});

describe("falls", () => {
  for (
    const [what, picture, command] of [
      ["a pit", "....\n@...\n#..#\n#..#", RIGHT],
      ["spikes", "......\n@..^..\n######", RIGHT],
      ["hanging spikes", "v.....\n@.....\n######", { jump: true, hold: true }],
      ["water", "@.......\n##~~~~##\n########", RIGHT],
    ] as const
  ) {
    it(`${what} costs a heart and leads back`, () => {
      const world = worldOf(picture);
      const fell = runUntil(world, () => world.phase === "fallen", command);
      assert.ok(kinds(fell).includes("fall"));
      assert.equal(world.falls, 1);
      runUntil(world, () => world.phase === "play");
      assert.equal(world.hero.hearts, HERO.hearts - 1);
      assert.equal(world.hero.x + HERO.width / 2, world.level.start.x);
      assert.ok(world.hero.shield > 0);
    });
  }

  it("lead to the last lantern, which heals, keep what was taken, and bring enemies back", () => {
    const world = worldOf("......................\n@.o..L......b.........\n##################....", { height: 3 });
    world.hero.hearts = 1;
    runUntil(world, () => world.lantern === 0, RIGHT);
    assert.equal(world.hero.hearts, HERO.hearts);
    world.enemies = [];
    world.hero.x = 19 * TILE;
    runUntil(world, () => world.phase === "fallen");
    const events = runUntil(world, () => world.phase === "play");
    assert.ok(kinds(events).includes("respawn"));
    assert.equal(world.hero.x + HERO.width / 2, world.level.lanterns[0]!.x);
    assert.equal(world.enemies.length, 1);
    assert.deepEqual(world.embers, [true]);
  });

  it("with the last heart begin again with all of them", () => {
    const world = worldOf("....\n@...\n#..#\n#..#");
    world.hero.hearts = 1;
    runUntil(world, () => world.phase === "fallen", RIGHT);
    runUntil(world, () => world.phase === "play");
    assert.equal(world.hero.hearts, HERO.hearts);
  });

  it("do not unlight: an earlier lantern stays behind", () => {
    const world = worldOf("@.L....L...\n###########");
    run(world, 2, RIGHT);
    assert.equal(world.lantern, 1);
    run(world, 2, { move: -1 });
    assert.equal(world.lantern, 1);
  });
});

describe("enemies", () => {
  it("walk between walls and edges and never leave their floor", () => {
    const world = worldOf("@.....#.b...h..\n####..#######..");
    const [beetle, hedgehog] = world.enemies;
    for (let i = 0; i < 1200; i++) {
      run(world, 1 / 60);
      for (const enemy of [beetle!, hedgehog!]) {
        assert.ok(enemy.x >= 7 * TILE && enemy.x + 16 <= 13 * TILE, `at ${enemy.x}`);
      }
    }
  });

  it("are stomped from above, and throw her up", () => {
    const world = worldOf("...@...\n.......\n.......\n...b...\n.#####.");
    world.enemies[0]!.facing = 1;
    const events = runUntil(world, () => world.enemies[0]?.squashed !== undefined);
    assert.ok(kinds(events).includes("stomp"));
    assert.ok(world.hero.vy < 0);
    assert.equal(world.hero.hearts, HERO.hearts);
    run(world, 1);
    assert.equal(world.enemies.length, 0);
  });

  it("throw her higher while jump is held", () => {
    const speeds = [false, true].map((hold) => {
      const world = worldOf("...@...\n.......\n.......\n...b...\n.#####.");
      runUntil(world, () => world.enemies[0]?.squashed !== undefined, { hold });
      return world.hero.vy;
    });
    assert.ok(speeds[1]! < speeds[0]!);
  });

  it("hurt from the side: a heart, a recoil, and then nothing for a while", () => {
    const world = worldOf("@...b...\n########");
    const events = runUntil(world, () => world.hero.hearts < HERO.hearts, RIGHT);
    assert.ok(kinds(events).includes("hurt"));
    assert.ok(world.hero.vx < 0 && world.hero.vy < 0);
    run(world, HERO.shieldTime - 0.2, RIGHT);
    assert.equal(world.hero.hearts, HERO.hearts - 1);
  });

  it("hedgehogs hurt from above as well", () => {
    const world = worldOf("...@...\n.......\n.......\n...h...\n.#####.");
    runUntil(world, () => world.hero.hearts < HERO.hearts);
    assert.equal(world.enemies.length, 1);
  });

  it("moths dance around their place", () => {
    const world = worldOf("@.........\n###.......\n......m...\n..........\n..........");
    const home = world.level.enemies[0]!;
    let far = 0;
    for (let i = 0; i < 240; i++) {
      run(world, 1 / 60);
      const moth = world.enemies[0]!;
      far = Math.max(far, Math.abs(moth.x + 8 - home.x));
      assert.ok(Math.abs(moth.x + 8 - home.x) <= 36.01 && Math.abs(moth.y + 6 - home.y) <= 14.01);
    }
    assert.ok(far > 35);
  });
});

describe("things underfoot", () => {
  it("mushrooms throw her as high as the tuning says, whether she wants or not", () => {
    const world = worldOf(`${"....\n".repeat(9)}@.S.\n####`);
    runUntil(world, () => world.hero.vy < 0, RIGHT);
    const from = world.hero.y;
    runUntil(world, () => world.hero.vy >= 0);
    assert.closeTo(from - world.hero.y, THINGS.springHeight, 3);
  });

  it("rotten planks break under her and grow back", () => {
    const world = worldOf(".@..\n.%..\n....\n....\n####");
    const tile = world.level.width + 1;
    const broke = runUntil(world, () => isBroken(world, tile));
    assert.ok(kinds(broke).includes("crumble"));
    runUntil(world, () => world.hero.y + HERO.height === 4 * TILE);
    const back = runUntil(world, () => !isBroken(world, tile));
    assert.ok(kinds(back).includes("restored"));
  });

  it("rotten planks wait until she is out of their place", () => {
    const world = worldOf(".@..\n.%..\n.#..\n####");
    const tile = world.level.width + 1;
    run(world, THINGS.crumbleHold + THINGS.crumbleGone + 1);
    assert.ok(isBroken(world, tile));
    run(world, 1, { move: 1 });
    assert.ok(!isBroken(world, tile));
  });
});

describe("the gate", () => {
  it("ends the level, and the time of it", () => {
    const world = worldOf("@....X..\n########");
    const events = runUntil(world, () => world.phase === "won", RIGHT);
    assert.equal(kinds(events).filter((kind) => kind === "won").length, 1);
    const { time } = world;
    const x = world.hero.x;
    run(world, 1, { move: -1, jump: true });
    assert.equal(world.time, time);
    assert.ok(world.hero.x >= x);
  });

  it("is not passed in the air", () => {
    const world = worldOf(".....\n.....\n...X.\n@####");
    world.hero = { ...heroAt({ x: 3.5 * TILE, y: 2.4 * TILE }), grounded: false, vy: -50 };
    run(world, 1 / 60);
    assert.equal(world.phase, "play");
    runUntil(world, () => world.phase === "won");
  });
});

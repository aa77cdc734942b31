import { assert, describe, gen, it, property } from "@arcane/runtime/testing";
import { HERO, THINGS, TILE } from "../tuning.ts";
import { isGround } from "./level.ts";
import { step } from "./step.ts";
import { kinds, run, runUntil, worldOf } from "./testing.ts";
import { cloneWorld, type Command, type World } from "./world.ts";

const FIELD = `
  ....................
  ....................
  ....................
  ....................
  ....................
  ....................
  .@..................
  ####################
`;
/** A floor that ends in an abyss. */
const EDGE = `
  ....................
  .@..................
  #####...............
  #####...............
  ....................
  ....................
`;

/** How high she comes in a jump whose key is held for some seconds. */
function apex(world: World, held: number, fps = 60): number {
  const floor = world.hero.y;
  let highest = floor;
  for (let frame = 0; frame < fps; frame++) {
    step(world, { move: 0, jump: frame === 0, hold: frame / fps < held, down: false }, 1 / fps);
    highest = Math.min(highest, world.hero.y);
  }
  return floor - highest;
}

describe("running", () => {
  it("reaches its speed soon, and stops soon", () => {
    const world = worldOf(FIELD);
    run(world, 0.3, { move: 1 });
    assert.equal(world.hero.vx, HERO.runSpeed);
    run(world, 0.3);
    assert.equal(world.hero.vx, 0);
  });

  it("ends at a wall", () => {
    const world = worldOf(FIELD);
    run(world, 2, { move: -1 });
    assert.equal(world.hero.x, 0);
    assert.equal(world.hero.vx, 0);
    assert.equal(world.hero.facing, -1);
  });
});

describe("jumping", () => {
  it("is as high as the tuning says, at any frame rate", () => {
    for (const fps of [30, 60, 144]) assert.closeTo(apex(worldOf(FIELD), 1, fps), HERO.jumpHeight, 1.5, `${fps} fps`);
  });

  it("is lower when the key is let go early", () => {
    const short = apex(worldOf(FIELD), 0.05), long = apex(worldOf(FIELD), 1);
    assert.ok(short < long * 0.5, `${short} of ${long} pixels`);
  });

  it("works once for each press", () => {
    const world = worldOf(FIELD);
    const events = run(world, 2, { jump: true, hold: true });
    assert.equal(kinds(events).filter((kind) => kind === "jump").length, 1);
    assert.ok(world.hero.grounded);
  });

  it("still works a moment after an edge (coyote time), and no longer after that", () => {
    for (const [wait, jumps] of [[HERO.coyoteTime - 0.03, true], [HERO.coyoteTime + 0.03, false]] as const) {
      const world = worldOf(EDGE);
      runUntil(world, () => !world.hero.grounded, { move: 1 });
      run(world, wait, { move: 1 });
      const events = run(world, 0.1, { move: 1, jump: true, hold: true });
      assert.equal(kinds(events).includes("jump"), jumps, `after ${wait} s`);
    }
  });

  it("is remembered for a moment before landing (buffer), and no longer", () => {
    for (const [early, jumps] of [[HERO.jumpBuffer - 0.04, true], [HERO.jumpBuffer + 0.06, false]] as const) {
      const world = worldOf(FIELD);
      run(world, 0.05, { jump: true });
      const rest = framesToLand(world);
      run(world, rest / 60 - early);
      assert.ok(!world.hero.grounded);
      const events = run(world, early + 0.1, { jump: true, hold: true });
      assert.equal(kinds(events).includes("jump"), jumps, `${early} s early`);
    }
  });

  it("ends at a ceiling", () => {
    const world = worldOf("####\n....\n.@..\n####");
    run(world, 0.15, { jump: true, hold: true });
    assert.ok(world.hero.y >= TILE);
    run(world, 0.5);
    assert.ok(world.hero.grounded);
  });
});

function framesToLand(world: World): number {
  const future = cloneWorld(world);
  let frames = 0;
  while (!future.hero.grounded) {
    run(future, 1 / 60);
    frames += 1;
  }
  return frames;
}

describe("planks", () => {
  const PLANKS = `
    ......
    ......
    .===..
    ......
    ..@...
    ######
  `;

  it("let her through from below, and bear her", () => {
    const world = worldOf(PLANKS);
    run(world, 1, { jump: true, hold: true });
    assert.equal(world.hero.y + HERO.height, 2 * TILE);
  });

  it("let her drop when down and jump are pressed, but not by down alone", () => {
    const world = worldOf(PLANKS);
    run(world, 1, { jump: true, hold: true });
    run(world, 0.3, { down: true });
    assert.equal(world.hero.y + HERO.height, 2 * TILE);
    assert.ok(kinds(run(world, 0.8, { down: true, jump: true })).includes("drop"));
    assert.equal(world.hero.y + HERO.height, 5 * TILE);
  });
});

describe("moving platforms", () => {
  it("carry her to and fro", () => {
    const world = worldOf(`
      .............
      ..@..........
      .1.......1...
      .............
    `);
    runUntil(world, () => world.hero.grounded && world.hero.rides === 0);
    const platform = world.platforms[0]!;
    const offset = world.hero.x - platform.x;
    for (let i = 0; i < 300; i++) {
      run(world, 1 / 60);
      assert.closeTo(world.hero.x - platform.x, offset, 1e-6);
      assert.equal(world.hero.y + HERO.height, platform.y);
    }
    assert.equal(world.phase, "play");
  });

  it("carry her up and down without losing her", () => {
    const world = worldOf(`
      ..@...
      .1....
      ......
      ......
      ......
      ......
      .1....
      ......
    `);
    runUntil(world, () => world.hero.rides === 0);
    let highest = Infinity, lowest = 0;
    for (let i = 0; i < 400; i++) {
      run(world, 1 / 60);
      assert.equal(world.hero.rides, 0, `frame ${i}`);
      highest = Math.min(highest, world.hero.y + HERO.height);
      lowest = Math.max(lowest, world.hero.y + HERO.height);
    }
    assert.closeTo(highest, TILE, 1);
    assert.closeTo(lowest, 6 * TILE, 1);
  });

  it("never move faster than the tuning says", () => {
    const world = worldOf(".@..........\n1..........1\n............");
    for (let i = 0; i < 600; i++) {
      run(world, 1 / 60);
      assert.ok(Math.abs(world.platforms[0]!.dx) * 60 <= THINGS.platformSpeed + 0.01);
    }
  });
});

describe("whatever is pressed", () => {
  const MAZE = `
    ..........#.....
    ..==..%%..#..o..
    ..........#.....
    .1...S..1.#.==..
    ..##......#.....
    .@...b.m....h...
    ####..##########
  `;
  const command = gen.record({
    move: gen.oneOf(0, 1, -1),
    jump: gen.boolean(),
    hold: gen.boolean(),
    down: gen.boolean(),
    frames: gen.int(1, 40),
  });

  it("she is never in the ground, and nothing becomes unreal", () => {
    property(gen.array(command, 1, 25), (commands) => {
      const world = worldOf(MAZE);
      for (const { frames, ...rest } of commands) {
        for (let frame = 0; frame < frames; frame++) {
          step(world, rest as Command, 1 / 60);
          const { x, y, vx, vy, hearts } = world.hero;
          assert.ok([x, y, vx, vy].every(Number.isFinite));
          assert.ok(hearts >= 0 && hearts <= HERO.hearts);
          if (world.phase !== "play") continue;
          for (const [cx, cy] of [[x + 0.01, y + 0.01], [x + HERO.width - 0.01, y + HERO.height - 0.01]] as const) {
            assert.ok(
              !isGround(world.level, Math.floor(cx / TILE), Math.floor(cy / TILE)),
              `in the ground at ${cx}, ${cy}`,
            );
          }
        }
      }
    }, { runs: 60 });
  });

  it("the same commands lead to the same world", () => {
    property(gen.array(command, 1, 15), (commands) => {
      const [first, second] = [worldOf(MAZE), worldOf(MAZE)];
      for (const { frames, ...rest } of commands) {
        for (let frame = 0; frame < frames; frame++) {
          step(first, rest as Command, 1 / 60);
          step(second, rest as Command, 1 / 60);
        }
      }
      assert.deepEqual(first, second);
    }, { runs: 20 });
  });
});

import { assert, describe, gen, it, property } from "@arcane/runtime/testing";
import { TILE } from "../tuning.ts";
import { BUGS, RAGE } from "./bugs.ts";
import { act } from "./building.ts";
import { chill, hit } from "./harm.ts";
import { fieldOf, routesIn } from "./routes.ts";
import { FIELD_MAP, kinds, LANE, place, put, run, worldOf } from "./testing.ts";
import { speedOf } from "./walking.ts";
import { towerAt } from "./world.ts";

describe("bugs", () => {
  it("walk along the path at their speed", () => {
    const world = worldOf(LANE);
    const ant = put(world, "ant", 1, 2);
    const { x } = ant;
    run(world, 1);
    assert.closeTo(ant.x, x + BUGS.ant.speed, 0.01);
    assert.equal(ant.y, 2.5 * TILE);
    assert.closeTo(ant.left, 9.5 * TILE - ant.x, 0.01);
  });

  it("fly straight over everything", () => {
    const world = worldOf(`
      S###tttt
      ttt#tttt
      ttt####H
    `);
    const moth = put(world, "moth", 0, 0);
    run(world, 1);
    const goal = { x: 7.5 * TILE, y: 2.5 * TILE };
    assert.closeTo((moth.y - 8) / (moth.x - 8), (goal.y - 8) / (goal.x - 8), 1e-6);
  });

  it("take lives when they get to the hive, and are gone", () => {
    const world = worldOf(LANE);
    put(world, "ant", 8, 2);
    put(world, "stag", 9, 2);
    const lives = world.lives;
    const events = run(world, 2);
    assert.equal(world.lives, lives - BUGS.ant.lives - BUGS.stag.lives);
    assert.equal(kinds(events).filter((kind) => kind === "leak").length, 2);
    assert.equal(world.bugs.count, 0);
  });

  it("go round a tower that is put before them", () => {
    const world = worldOf(FIELD_MAP);
    const ant = put(world, "ant", 1, 1);
    assert.deepEqual(routesIn(world, fieldOf(world))[0]!.map(({ y }) => y), [1, 1, 1, 1, 1, 1]);
    place(world, "sling", 3, 1);
    world.towers[0]!.cooldown = 99;
    let strayed = 0;
    while (world.bugs.count > 0) {
      run(world, 1 / 60);
      assert.ok(
        towerAt(world, Math.floor(ant.x / TILE), Math.floor(ant.y / TILE)) === undefined,
        "it walks on a tower",
      );
      strayed = Math.max(strayed, Math.abs(ant.y - 1.5 * TILE));
    }
    assert.ok(strayed > TILE * 0.9);
  });

  it("always have a way, wherever towers are put while they walk", () => {
    property(gen.array(gen.int(0, 59), 60), (spots) => {
      const world = worldOf(
        `
        ,,,,,,,,,,
        ,,,,,,,,,,
        S,,,,,,,,H
        ,,,,,,,,,,
        ,,,,,,,,,,
        ,,,,,,,,,,
      `,
        { gold: 1e6 },
      );
      const ant = put(world, "ant", 0, 2);
      for (const spot of spots) {
        act(world, { kind: "build", tower: "puffball", column: spot % 10, row: Math.floor(spot / 10) });
        for (const tower of world.towers) tower.cooldown = 99;
        run(world, 0.1);
      }
      for (let second = 0; second < 60 && world.bugs.count > 0; second++) {
        for (const tower of world.towers) tower.cooldown = 99;
        run(world, 1);
      }
      assert.equal(world.bugs.count, 0, `it stands at ${ant.column}, ${ant.row}`);
    }, { runs: 40 });
  });
});

describe("chill", () => {
  it("makes slow for a while; the deeper one counts", () => {
    const world = worldOf(LANE);
    const ant = put(world, "ant", 1, 2);
    chill(ant, 0.5, 1);
    assert.equal(speedOf(ant), BUGS.ant.speed * 0.5);
    chill(ant, 0.3, 5);
    assert.equal(speedOf(ant), BUGS.ant.speed * 0.5);
    run(world, 1.05);
    assert.equal(speedOf(ant), BUGS.ant.speed);
  });

  it("is felt by half by a stag, who runs when it is hurt", () => {
    const world = worldOf(LANE);
    const stag = put(world, "stag", 1, 2);
    chill(stag, 0.5, 1);
    assert.equal(speedOf(stag), BUGS.stag.speed * 0.75);
    stag.chill = 0;
    const events: Parameters<typeof hit>[4] = [];
    hit(world, stag, stag.fullHealth * 0.6, true, events);
    assert.deepEqual(kinds(events), ["rage"]);
    assert.equal(speedOf(stag), BUGS.stag.speed * RAGE.speed);
  });
});

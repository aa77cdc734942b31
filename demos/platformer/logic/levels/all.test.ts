/** Proves, by playing them, that the levels can be won. */

import type { Vec2 } from "@arcane/runtime/physics";
import { assert, describe, it } from "@arcane/runtime/testing";
import { plan } from "../planner.ts";
import { createWorld, heroAt, type World } from "../world.ts";
import { LEVELS } from "./all.ts";

const DT = 1 / 60;
/** Milliseconds: thinking ahead takes its time. */
const PATIENCE = 120_000;

/** A world that goes on at a lantern, as after a fall; at the start for -1. */
function worldAt(level: World["level"], lantern: number): World {
  const world = createWorld(level);
  world.lantern = lantern;
  world.hero = heroAt(level.lanterns[lantern] ?? level.start);
  return world;
}

/** The last lantern before a place. */
function lanternBefore(level: World["level"], place: Vec2): number {
  return level.lanterns.filter(({ x }) => x < place.x).length - 1;
}

describe("the levels", () => {
  for (const level of LEVELS) {
    it(`${level.name}: each lantern, and the gate, can be reached from the lantern before`, () => {
      level.lanterns.forEach((lantern, index) => {
        const way = plan(worldAt(level, index - 1), { dt: DT, goal: lantern, done: (world) => world.lantern >= index });
        assert.ok(way !== undefined, `no way to lantern ${index + 1}`);
      });
      assert.ok(plan(worldAt(level, level.lanterns.length - 1), { dt: DT }) !== undefined, "no way to the gate");
    }, { timeout: PATIENCE });

    it(`${level.name}: each foxfire can be reached`, () => {
      assert.equal(level.foxfires.length, 3);
      level.foxfires.forEach((foxfire, index) => {
        const start = worldAt(level, lanternBefore(level, foxfire));
        const way = plan(start, { dt: DT, goal: foxfire, done: (world) => world.foxfires[index] === true });
        assert.ok(way !== undefined, `no way to foxfire ${index + 1}`);
      });
    }, { timeout: PATIENCE });

    it(`${level.name}: nothing hurts at the start or at a lantern`, () => {
      for (const place of [level.start, ...level.lanterns]) {
        assert.ok(
          level.enemies.every(({ x, y }) => Math.abs(x - place.x) > 48 || Math.abs(y - place.y) > 48),
          `an enemy lives at ${place.x}, ${place.y}`,
        );
      }
    });
  }

  it("have different names: results are kept by them", () => {
    assert.equal(new Set(LEVELS.map(({ name }) => name)).size, LEVELS.length);
  });
});

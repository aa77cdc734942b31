import { distanceField } from "@arcane/runtime/pathfinding";
import { assert, describe, it } from "@arcane/runtime/testing";
import { generate, LAST_DEPTH } from "./generate.ts";
import { CELL, cellAt, gridOf, isSame, isWalkable, stepsBetween } from "./level.ts";
import { kindData } from "./monsters.ts";
import { newWorld } from "./run.ts";
import { populate } from "./populate.ts";
import { lampsOf } from "./sight.ts";

const SEEDS = Array.from({ length: 50 }, (_, index) => index + 1);
const DEPTHS = Array.from({ length: LAST_DEPTH }, (_, index) => index + 1);

describe("a dungeon", () => {
  it("hangs together: from the way in, every cell can be reached without cutting corners", () => {
    for (const seed of SEEDS) {
      for (const depth of DEPTHS) {
        const { level } = generate(seed, depth);
        const field = distanceField(gridOf(level), [level.start], { diagonal: true });
        level.cells.forEach((_, index) => {
          const x = index % level.width, y = Math.floor(index / level.width);
          assert.ok(
            !isWalkable(level, x, y) || field.distance(x, y) < Infinity,
            `seed ${seed}, depth ${depth}: ${x}, ${y}`,
          );
        });
      }
    }
  }, { timeout: 60_000 });

  it("has stairs far from the way in, and on the last depth a king with the stone behind him", () => {
    for (const seed of SEEDS.slice(0, 20)) {
      for (const depth of DEPTHS) {
        const { level, throne } = generate(seed, depth);
        if (depth === LAST_DEPTH) {
          assert.equal(level.stairs, undefined);
          const way = distanceField(gridOf(level), [level.start], { diagonal: true });
          assert.ok(way.distance(throne!.x, throne!.y) > 15, `seed ${seed}`);
          continue;
        }
        assert.equal(throne, undefined);
        assert.equal(cellAt(level, level.stairs!.x, level.stairs!.y), CELL.stairs);
        const field = distanceField(gridOf(level), [level.start], { diagonal: true });
        assert.ok(field.distance(level.stairs!.x, level.stairs!.y) > 20, `seed ${seed}, depth ${depth}`);
      }
    }
  }, { timeout: 60_000 });

  it("has rock all around, and lamps on every depth", () => {
    for (const depth of DEPTHS) {
      const { level } = generate(9, depth);
      for (let x = 0; x < level.width; x++) {
        assert.equal(cellAt(level, x, 0) + cellAt(level, x, level.height - 1), CELL.rock);
      }
      for (let y = 0; y < level.height; y++) {
        assert.equal(cellAt(level, 0, y) + cellAt(level, level.width - 1, y), CELL.rock);
      }
      assert.ok(lampsOf(level).length >= 2);
    }
  });

  it("is the same for the same seed, and another one for another", () => {
    assert.deepEqual(generate(5, 3), generate(5, 3));
    assert.notDeepEqual(generate(5, 3).level.cells, generate(6, 3).level.cells);
  });

  it("is peopled away from the way in, one to a cell, by who belongs to the depth", () => {
    for (const seed of SEEDS.slice(0, 10)) {
      const world = newWorld(seed);
      for (const depth of DEPTHS) {
        const plan = generate(seed, depth);
        world.level = plan.level;
        populate(world, plan);
        assert.ok(world.monsters.length >= 5);
        assert.equal(new Set(world.monsters.map(({ x, y }) => `${x},${y}`)).size, world.monsters.length);
        assert.equal(new Set(world.items.map(({ x, y }) => `${x},${y}`)).size, world.items.length);
        for (const monster of world.monsters) {
          assert.ok(isWalkable(plan.level, monster.x, monster.y));
          assert.ok(stepsBetween(monster, plan.level.start) >= 8);
          const [first, last] = kindData(monster.kind).depths;
          assert.ok(depth >= first && depth <= last, `${monster.kind} on depth ${depth}`);
        }
        assert.equal(world.items.some(({ item }) => item.kind === "dawnstone"), depth === LAST_DEPTH);
        assert.ok(world.items.some(({ item }) => item.kind === "healing"));
        assert.ok(!world.items.some((thing) => isSame(thing, plan.level.start)));
      }
    }
  }, { timeout: 60_000 });
});
